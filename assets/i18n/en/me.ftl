# Words of the app: me.
me-password = Change password
me-account-name = Account name { $name }
me-switch-note = You can act for { $count } enterprises
settings-note = Language, large print, about
log-out-title = Log out?
log-out-text = What you typed on this device and have not submitted will be forgotten, and so will photos and files that are not through.
list-separator = {", "}
device-unknown = Unknown device

## Enterprise
enterprise-my-role = I am
enterprise-my-permissions = I may
enterprise-all-permissions = Everything
enterprise-management = Management
enterprise-account-note = My agents, password, signed-in devices
account-about-me = About me
account-about-me-hint = To change this, agents ask those who manage agents in their enterprise; legal representatives use the account appeal or the helpline.

## Own password
password-current = Present password
password-change-note = You will be logged out on all other devices and stay logged in on this one.
password-change-done = Password changed; other devices are logged out

## Sessions
sessions-lead = Your account is logged in at these places.
sessions-hint = If you do not know a device, log it out at once and change your password.
session-current = This device
session-ip = Network address { $ip }
session-last-used = Last used { $time }
session-created = Logged in { $time }
session-end = Log out
session-end-of = Log out { $device }
session-end-title = Log this device out?
session-end-text = { $device } (network address { $ip }) is logged out at once and has to log in again.
session-end-others = Log out all other devices
session-end-others-title = Log out all other devices?
session-end-others-text = You are logged out at once everywhere but on this device.
session-ended = Logged out

## Log
audit-note = Who did what, and when
audit-lead = What was done with the enterprise's account and agents, the newest first.
audit-not-permitted-title = Only the legal representative can read the activity log
audit-not-permitted-text = Ask the legal representative of your enterprise.
audit-empty-title = Nothing in the log yet
audit-empty-text = Logins, new agents and the like will be listed here.
audit-by = By { $name }
audit-about = , for { $name }
audit-changed = Changed: { $fields }
audit-from = From { $ip }
audit-action-enterprise-registered = Enterprise registered
audit-action-logged-in = Logged in
audit-action-login-failed = Login failed
audit-action-session-ended = Logged out
audit-action-qr-login-approved = QR login approved
audit-action-password-changed = Own password changed
audit-action-password-reset = Forgotten password reset
audit-action-step-up-passed = Identity confirmed
audit-action-step-up-failed = Identity not confirmed
audit-action-agent-added = Agent added
audit-action-agent-edited = Agent edited
audit-action-agent-password-set = Agent's password set
audit-action-agent-disabled = Agent disabled
audit-action-agent-enabled = Agent enabled
audit-action-agent-deleted = Agent deleted
audit-action-agent-invited = Invitation sent again
audit-action-invitation-accepted = Invitation accepted
audit-action-appeal-made = Account appeal made
audit-action-appeal-settled = Account appeal settled
audit-action-application-created = Retirement application begun
audit-action-application-submitted = Retirement application submitted
audit-action-application-withdrawn = Retirement application withdrawn
audit-action-application-refiled = Correction begun
audit-action-application-deleted = Retirement application deleted
audit-action-application-claimed = Retirement application claimed
audit-action-application-passed-first-review = First review passed
audit-action-application-sent-back = Sent back to first review
audit-action-application-correction-requested = Correction requested
audit-action-application-rejected = Not approved
audit-action-application-approved = Approved
audit-action-attachment-added = Document uploaded
audit-action-attachment-deleted = Document removed
audit-action-attachments-reordered = Pages put into another order
audit-action-reviewer-created = Reviewer account created
audit-action-insured-person-looked-up = Insured record looked up
audit-action-documents-viewed = Documents viewed
audit-action-documents-downloaded = Documents downloaded
audit-action-applications-exported = List of applications exported
audit-action-audit-exported = Log exported
audit-action-audit-chain-begun = Log chained from here on
audit-action-face-consent-given = Consent to face verification given
audit-action-face-consent-withdrawn = Consent to face verification withdrawn
audit-action-face-enrolled = Face verification turned on
audit-action-face-enrolment-failed = Turning on face verification failed
audit-action-face-enrolment-approved = Face enrolment approved
audit-action-face-enrolment-refused = Face enrolment refused
audit-action-face-verified = Verified by face
audit-action-face-verification-failed = Verification by face failed
audit-action-face-template-deleted = Face template deleted
audit-for = For: { $purpose }
audit-purpose-retirement-application = retirement application

## Settings
settings-language = Language
language-name-zh-cn = 简体中文
language-name-en = English
settings-display = Display
settings-security = Identity verification
settings-large-print = Large print
settings-large-print-note = Makes all text and buttons larger
settings-about = About
settings-app-version = Version of the app
settings-server-version = Version of the server

## QR login
qr-title = Confirm QR login
qr-lead = A device asks to log in with your account.
qr-device = Device
qr-ip = Network address
qr-when = Asked at
qr-as = Logs in as
qr-warning = Confirm only if you are logging in on that device yourself. If someone sent you the QR code, refuse.
qr-countdown = Ends in { $time }
qr-approve = Confirm login
qr-refuse = Refuse
qr-approved-title = Login confirmed
qr-approved-text = Go on at the computer. You can log it out under “Signed-in devices” when you are done.
qr-refused-title = Login refused
qr-refused-text = The device cannot use your account. If this was not you, better change your password.
qr-ended-title = The QR code is no longer valid
qr-ended-text = A QR code lives 2 minutes and can be used once. Refresh it on the computer and scan again.
scan-title = Scan to log in
scan-note = Log in on a computer by scanning its QR code
scan-lead = Hold the QR code of the computer's login page inside the frame.
scan-picture = Picture of the camera
scan-opening = Opening the camera…
scan-live = Looking for a code…
scan-foreign = This is not a login code of this service. Please scan the one on our login page.
scan-no-camera = The camera cannot be used: there is none, or this browser does not offer it. Please use one of the ways below.
scan-denied = The camera may not be used. Allow it for this page in the settings of the browser or phone, then try again.
scan-in-use = Another program is using the camera. Close it and try again.
scan-otherwise = Cannot scan?
scan-otherwise-phone = Scan the code with your phone's own camera and open the link it finds, or enter the address of the code below.
scan-address = Address of the QR code
scan-address-hint = The part that begins with /qr/, or the whole address
scan-open = Open
error-not-a-login-address = This is not a login address of this service. Please check that it is complete.

## Invitation
invitation-title = Invitation
invitation-lead = Hello { $name }, { $enterprise } invites you to act as its agent. Set a password to log in and begin.
invitation-other-session = { $name } is logged in on this device. Your account takes over when you accept.
invitation-expires = Valid until
invitation-password = Set your password
invitation-password-hint = You will log in with your account name or mobile number and this password
invitation-accept = Accept and log in
invitation-done = Your password is set. Welcome!
invitation-not-me = If you do not know this enterprise, do not go on and close this page.
invitation-ended-title = The invitation is no longer valid
invitation-ended-text = It may have been used, replaced by a newer one, or its time is over. If you have set a password, log in; otherwise ask your enterprise to send it again.
invitation-login = Log in

## Demonstration
demo-sms-title = SMS inbox
demo-sms-lead = The demonstration sends no SMS. They are all shown here, refreshed every 3 seconds.
demo-sms-filter = Filter by mobile number
demo-sms-empty-title = No messages yet
demo-sms-empty-text = Ask for a code or add an agent, and the message appears here.
demo-sms-off-title = There is no SMS inbox here
demo-sms-off-text = The real service sends messages to mobile phones.
demo-sms-copy-code = Copy code { $code }
demo-sms-copy-failed = This browser does not let us copy. Please type it.
demo-sms-open = Open the link
