# Words of the pages that open an account and come back to it.

## Log in
login-title = Log in
login-to-go-on = Please log in first; then you return to the page you came from.
login-ways = Ways to log in
login-by-password = Password
login-by-sms = SMS code
login-by-qr = QR code
login-password-here = Log in by password here
login-identifier = Account
login-identifier-hint = Mobile number, account name or unified social credit code
login-submit = Log in
login-help = Registration and recovery
login-register = No account? Register now
login-forgotten = Forgotten password
login-appeal = Account appeal
pitch-apply = All on your phone
pitch-apply-text = Do your enterprise's social insurance business anywhere; what you typed is never lost.
pitch-agents = You decide who acts
pitch-agents-text = Legal representatives add and stop agents online, with clear permissions.
pitch-safe = Safe
pitch-safe-text = Important steps ask for a fresh proof of identity, and every step is on record.
qr-label = QR code to log in with
qr-scan-me = Scan with a phone that is logged in
qr-how = Open this service on your phone and tap "Scan", or open the code with the phone's camera or browser.
qr-scanned = Scanned. Please confirm on your phone
qr-expired = The code has expired. Please refresh it
qr-refused = The login was refused on the phone
qr-refresh = Refresh the code

## Register
register-title = Register an enterprise
register-lead = For the legal representative. Have the business licence, your identity document and your phone at hand; it takes about 3 minutes.
register-step-enterprise = Enterprise
register-step-person = Legal representative
register-step-account = Mobile number and password
register-credit-code-hint = The 18 characters on the business licence
register-credit-code-confirm = I have checked it: the credit code is right
register-enterprise-name-hint = As on the business licence
register-legal-rep-name = Name of the legal representative
register-legal-rep-name-hint = As on the identity document
register-mobile-hint = The legal representative's own number, for logging in and for codes
register-password = Choose a password
register-password-hint = If the number has an account already, give its present password
register-submit = Register
register-have-account = Registered already?
register-log-in = Log in
register-done = Registered. You are logged in
consent-agree = I have read and agree to the
consent-title = { $title }
legal-chinese-only = This text is in force in Chinese.

## Forgotten password
reset-title = Forgotten password
reset-lead = Set a new password with a code sent to your phone.
reset-mobile-hint = The number you registered, or that your enterprise registered for you
reset-submit = Set the new password
reset-done = The new password is set. Please log in with it
reset-number-gone = No longer use that number?

## Appeal
appeal-title = Account appeal
appeal-lead = Tell us here if you cannot log in, lost your number, or somebody else registered your enterprise. We look into it and contact you.
appeal-name = Your name
appeal-contact = Mobile number to reach you at
appeal-contact-hint = The answer is sent to this number by SMS
appeal-credit-code-hint = The 18 characters on the business licence; leave it empty if you do not know it
appeal-statement = What happened
appeal-statement-hint = Say what the problem is and what you ask for, in at least 10 characters
appeal-submit = Send the appeal
appeal-done = Appeal received
appeal-done-text = We look into it as soon as we can and answer by SMS. Mention the receipt number when you call.
appeal-receipt-number = Receipt number
appeal-received-at = Received
appeal-copy = Copy the number
appeal-to-login = Back to the login

## Choose an enterprise
choose-title = Choose an enterprise
choose-lead = { $name }, which enterprise do you act for now?
choose-current = Current
choose-none-title = No enterprise
choose-none = You act for no enterprise at present
choose-none-text = Your permission may have been stopped or may have ended. Please contact the enterprise's legal representative or call the helpline.

## Replace an initial password
set-password-title = Set your own password
set-password-why = Your present password was set by a manager of your enterprise. To keep your account safe, first choose one that only you know.
set-password-current = Present password
set-password-submit = Set it and go on
set-password-done = The password is set

## Home
home-hello = Hello, { $name }
home-mind = Please note
home-permission-ends = Your permission ends on { $date }. If you need it longer, please ask the legal representative.
home-to-do = To do
home-nothing-to-do = Nothing needs doing at present.
home-first-agent = Add the first agent
home-first-agent-note = Agents act for the enterprise
home-invited = Agents not yet active: { $count }
home-invited-note = The invitation can be sent again
home-expired = Agents whose permission has ended: { $count }
home-expired-note = Extend the permission or delete the agent
home-services = Services
home-agents = Manage agents
home-agents-note = Add, edit and stop agents
home-scan = Scan
home-scan-note = Scan the QR code of a computer to log in there
home-audit-log-note = Everything done with the enterprise's accounts
home-sessions-note = See and end where you are logged in
home-applications = Retirement applications
home-applications-note = Fill in, submit, look up
home-corrections = Corrections requested: { $count }
home-corrections-note = Change as the reviewer asks and submit again
home-rejected = Applications not approved: { $count }
home-rejected-note = Read the reasons; file again what can be mended
home-drafts = Applications not submitted: { $count }
home-drafts-note = Reviewers see them once they are submitted
