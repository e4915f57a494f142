# Texts of messages that leave the system by SMS.
sms-code-register = Code { $code } to register your enterprise, valid for { $minutes } minutes. Tell nobody.
sms-code-login = Code { $code } to log in, valid for { $minutes } minutes. Tell nobody.
sms-code-reset-password = Code { $code } to set a new password, valid for { $minutes } minutes. Tell nobody.
sms-code-step-up = Code { $code } to confirm your identity for managing agents, valid for { $minutes } minutes. Tell nobody.
sms-invitation = { $enterprise } invites you to act as its agent. Open { $link } to set a password within { $days } days.
sms-agent-added = You are now an agent of { $enterprise } and can log in with your present account. If you do not agree, contact the enterprise.
sms-agent-password-set = { $enterprise } has set a new password for you. Please change it right after logging in.
sms-appeal-settled = Your account appeal { $receipt } was settled: { $answer }
sms-face-enrolled = Face verification was turned on for your account. If this was not you, change your password at once and call 0431-80767550.
sms-face-withdrawn = Face verification was turned off for your account and what was kept of your face deleted. If this was not you, change your password at once.
sms-face-refused = Your request for face verification was not approved. Use password and SMS code, or call 0431-80767550.
sms-application-submitted = The retirement application for { $name } was submitted and waits for review. Log in to follow it.
sms-application-correction-requested = The retirement application for { $name } needs correction. Please log in and see the reasons.
sms-application-rejected = The retirement application for { $name } was rejected. Please log in and see why.
sms-application-approved = The retirement application for { $name } was approved. Log in to see it.
sms-application-deadline-near = The retirement application for { $name } is not submitted yet: retirement in { $year }-{ $month }. Please log in and submit it by { $year }-{ $month }-{ $day }.
