# Words that every page shares.
app-name = Enterprise Social Insurance
app-tagline = Your enterprise's social insurance business, online
app-without-renderer = This build has no user interface. For the browser use --target wasm32-unknown-unknown, for the desktop --features desktop, for phones --features mobile.
window-title = { $page } · Enterprise Social Insurance
skip-to-content = Skip to main content
demo-banner = Demonstration
demo-outbox = SMS inbox
foot-links = Terms and policies
legal-terms = Terms of service
legal-privacy = Privacy notice
legal-face = Consent to face verification
large-print = Large print
other-language = 中文

## Actions
back = Back
cancel = Cancel
save = Save
confirm = Confirm
retry = Try again
edit = Edit
delete = Delete
close = Close
copy = Copy
copied = Copied
next-step = Next
previous-step = Back
load-more = Show more
list-looking = Still searching…
list-looking-stop = Stop searching
list-looking-stopped = The search has not reached the end; nothing was found so far. Go on, or change the filters.
log-out = Log out
search-clear = Clear the search
loading = Loading…
helpline = Helpline

## Failures
error-network = The server cannot be reached. Check your connection and try again; what you typed is kept.
error-unexpected-answer = The server's answer was not understood. Try again later or call the helpline.
error-page-title = The page could not be loaded
error-page-offline = No connection
request-id = When you call the helpline, mention number { $id }
retry-after = You can try again in { $time }.
summary-title = Please correct the following:
summary-line = { $label }: { $message }
not-found-title = There is no such page
not-found-text = The address may be mistyped, or the page has moved.
not-found-home = Go to the home page

## Fields
field-optional = (optional)
field-mobile = Mobile number
field-sms-code = SMS code
field-password = Password
field-new-password = New password
field-name = Name
field-document-type = Document type
field-document-number = Document number
field-credit-code = Unified social credit code
field-enterprise-name = Name of the enterprise
select-please = Please choose
password-show = Show the password
password-hide = Hide the password
password-rule-length = At least 8 characters
password-rule-classes = At least 3 of: capital letters, small letters, digits, symbols
password-rule-guessable = Not a common password, without your numbers or account name
password-rule-kept = (met)
password-rule-open = (not met yet)
sms-code-get = Get code
sms-code-wait = Again in { $seconds } s
sms-code-sent = Code sent to { $mobile }

## Domain
document-type-resident-id = Resident identity card
document-type-hk-macao-taiwan-residence-permit = Residence permit for Hong Kong, Macao and Taiwan residents
document-type-foreign-permanent-resident = Foreign permanent resident ID card
document-type-passport = Passport
document-type-hk-macao-travel-permit = Mainland travel permit for Hong Kong and Macao residents
document-type-taiwan-travel-permit = Mainland travel permit for Taiwan residents
role-legal-representative = Legal representative
role-agent = Agent
permission-file-applications = File applications
permission-manage-agents = Manage agents
agent-state-invited = Invited
agent-state-active = Active
agent-state-disabled = Disabled
agent-state-expired = Expired

## Menu
nav-main = Main menu
nav-home = Home
nav-enterprise = Enterprise
nav-enterprise-legal = Enterprise centre
nav-account = Account settings
nav-agents = My agents
nav-audit-log = Activity log
nav-me = Me
nav-sessions = Signed-in devices
nav-settings = Settings
nav-applications = Retirement applications
tab-applications = Business
nav-notices = Notices
notice-came = There is a new notice
notices-unread-count = { $count } unread
agency-link = Log-in for reviewers
agency-region = Division { $region }
application-party-enterprise = Enterprise
application-party-first-reviewer = First review
application-party-second-reviewer = Second review
actor-operator = Operator
actor-agency = The agency
actor-unknown = Not logged in
switch-enterprise = Switch enterprise
