# 企业职工正常退休申请: names of statuses, steps, fields and choices, which form, list, details and export share.

application-title = Retirement applications

## 业务状态
application-status-draft = Not submitted
application-status-submitted = Awaiting first review
application-status-in-second-review = Awaiting second review
application-status-correction-requested = Correction requested
application-status-rejected = Not approved
application-status-approved = Approved

## Actions
application-action-edit = Edit
application-action-submit = Submit
application-action-withdraw = Withdraw
application-action-refile = Correct and file again
application-action-delete = Delete
application-action-claim = Claim
application-action-approve = Approve
application-action-send-back = Send back to first review
application-action-request-correction = Request correction
application-action-release = Give back
application-action-take-over = Take over
application-action-undo = Undo decision
application-action-reject = Reject

## Steps
application-section-person = Person
application-section-determination = Determination
application-section-card = Social security card
application-section-deemed-periods = Deemed contribution
application-section-special-work = Special work
application-section-materials = Documents
application-section-review = Check and submit

## Fields
application-field-name = Name
application-field-document-type = Kind of document
application-field-document-number = Document number
application-field-sex = Sex
application-field-birth-date = Date of birth
application-field-personal-number = Personal number
application-field-first-insured-month = First insured month
application-field-account-opened-month = Individual account opened
application-field-paid-months = Months paid
application-field-mobile = Phone number
application-field-archive-birth-date = Birth date in the archive
application-field-archive-birth-reason = Why it differs
application-field-category = Category
application-field-post = Post
application-field-work-start-month = Work started
application-field-choice = Time of retirement
application-field-chosen-month = Chosen month
application-field-notice-date = Date of notice or agreement
application-field-retirement-month = Month of retirement
application-field-card-wrong = The registered card is wrong
application-field-bank = Bank
application-field-card-number = Card number
application-field-remarks = Remarks
application-field-from = First month
application-field-to = Last month
application-field-employer = Employer
application-field-interruption-months = Months interrupted
application-field-work-kind = Kind of special work
application-field-job-title = Job
application-field-status = Status
application-field-agent = Agent
application-field-submitted-at = Submitted
application-field-updated-at = Changed
application-field-enterprise = Enterprise
application-row = Row { $row }

## Choices
sex-male = Male
sex-female = Female
application-category-male = Men (original age 60)
application-category-female-55 = Women in management or technical posts (original age 55)
application-category-female-50 = Women in other posts (original age 50)
application-category-special-work = Early retirement after special work
application-category-short-male = Men
application-category-short-female-55 = Women (55)
application-category-short-female-50 = Women (50)
application-category-short-special-work = Special work
application-choice-statutory = At the statutory age
application-choice-flexible-early = Flexible, earlier
application-choice-flexible-late = Flexible, later
work-kind-high-altitude = Work at height
work-kind-very-heavy-labour = Very heavy labour
work-kind-underground = Underground work
work-kind-high-temperature = Work in heat
work-kind-other-harmful = Other harmful work

## Materials
material-id-card-front = Identity card (portrait side)
material-id-card-back = Identity card (emblem side)
material-household-register = Household register
material-personnel-archive = Personnel archive (hiring, transfer, wage forms)
material-pension-handbook = Pension handbook
material-approval-form = Retirement approval form (signed)
material-portrait = Portrait photo
material-social-security-card-front = Social security card (front)
material-deemed-contribution-proof = Proof of deemed contribution
material-special-work-approval = Special work approval
material-public-notice-proof = Proof of public notice
material-veteran-certificate = Veteran certificate
material-other = Other documents

## History
application-event-created = Begun
application-event-submitted = Submitted
application-event-withdrawn = Withdrawn
application-event-refiled = Correction begun
application-event-claimed = Claimed
application-event-released = Given back
application-event-taken-over = Taken over
application-event-claim-expired = Claim ran out
application-event-decision-undone = Decision undone
application-event-passed-first-review = Passed first review
application-event-sent-back = Sent back to first review
application-event-correction-requested = Correction requested
application-event-rejected = Not approved
application-event-approved = Approved
application-event-record-refreshed = Insured record fetched anew

## Paths of fields
application-row-of-list = { $list }, row { $row }
application-field-in-row = { $list }, row { $row }: { $field }
application-whole = The whole application
value-empty = (empty)
value-yes = yes
value-no = no
row-months = { $months } months

## List
applications-add = Add
applications-add-first = Add the first application
applications-empty-title = No applications yet
applications-empty-text = When an employee reaches retirement age, apply here. Choose “Add” and give name and document number; the insured record is fetched first.
applications-none-title = No application matches
applications-none-text = Try fewer filters, or clear them all.
applications-refused = A filter is not right. Please mend it as shown and search again.
applications-not-permitted-title = You may not file applications
applications-not-permitted-text = Please ask your legal representative for the permission to file applications.
applications-statuses = By status
applications-all = All
applications-view = View details
applications-no-category = Category undecided
applications-time = Time
applications-actions = Actions
applications-export = Export table
applications-undecided = Undecided
applications-submitted = Submitted
applications-updated = Changed
applications-refiling = Being corrected
applications-open-of = View the application of { $name }

## Filters
filters-title = Filters
filters-open = Filter
filters-open-count = Filter ({ $count } in use)
filters-apply = Search
filters-clear = Clear
filters-any = All
filters-name-hint = A part is enough
filters-document-hint = Whole number
filters-month-from = Retirement from
filters-month-to = Retirement to
filters-submitted-from = Submitted from
filters-submitted-to = Submitted to
filters-mine = Only mine
filters-agent-self = Myself ({ $name })
filters-agent-other = The chosen agent
filters-sort = Order
application-sort-updated = Last changed first
application-sort-submitted = Last submitted first
application-sort-retirement-month = Earliest retirement first

## What is done to an application, and asked about first
application-withdraw-title = Withdraw the application of { $name }?
application-withdraw-text = It goes back to “Not submitted”; you can change it and submit it again. The time limit for the review then starts anew.
application-withdraw-done = The application of { $name } is withdrawn; you can change it and submit it again
application-delete-title = Delete the application of { $name }?
application-delete-text = What was filled in and the documents uploaded are deleted for good.
application-delete-done = The application of { $name } is deleted
application-refile-title = File the application of { $name } again?
application-refile-text = What was filled in and uploaded is kept. Change it as the reviewer asks, then submit it once more.
application-refile-done = You can now change the application of { $name }; please submit it afterwards
application-deed-handled = “{ $action }” did not succeed: a reviewer has just claimed or handled the application. Below is how it stands now.
application-deed-changed = “{ $action }” did not succeed: the application has just been changed. Below is how it stands now; please check it first.
application-deed-not-allowed = “{ $action }” did not succeed: the status has just changed and does not allow it. Below is how it stands now.
application-deed-gone = “{ $action }” did not succeed: the application was deleted.

## Details
application-gone-title = No such application
application-gone-text = It may have been deleted, or belong to another enterprise.
applications-back = Back to the applications
application-note-draft = Not submitted yet: reviewers do not see it. Please complete and submit it.
application-note-submitted-open = No reviewer has claimed it yet, so you can withdraw it. The review takes at most { $days } working days from submission.
application-note-submitted-claimed = A reviewer has claimed it; it can no longer be withdrawn. The review takes at most { $days } working days from submission.
application-note-in-second-review = It passed the first review and awaits the second. Nothing is needed from you. The review takes at most { $days } working days from submission.
application-note-correction-requested = The reviewer asks for corrections. Read the reasons below, choose “Correct and file again”, and submit it once more.
application-note-rejected = It was not approved; the reasons are below. If they can be mended, choose “Correct and file again” and submit it once more.
application-note-refiling = You have begun to correct it. Change it as the reasons below ask, then submit it; until then reviewers do not see your changes.
application-note-approved = It is approved; this matter is closed.
application-status-since = Submission { $count }, on { $time }
application-reasons = Reasons of the reviewer
application-reasons-at = See “{ $part }” ({ $count })
application-reasons-in-all = Reasons of the reviewer: { $count }
application-record-fetched-at = Insured record fetched on { $time }
application-reveal = Show
application-conceal = Hide
application-reveal-what = Show: { $what }
application-conceal-what = Hide: { $what }
application-not-filled = Not filled in
application-no-deemed-periods = No deemed contribution periods.
application-no-special-periods = No special work.
application-no-materials = No documents uploaded yet.
application-sum-months = { $months } months in all
application-card-of-register = Registered card
application-card-given = Corrected card
application-dates = Processing
application-created-by = Begun by
application-created-at = Begun on
application-updated-by = Last changed by
application-open-file = Open { $name } (new window)
application-file-pdf = PDF file
application-file-picture = Picture
size-kb = { $size } KB
size-mb = { $size } MB

## History
application-history = History
application-history-by = { $party } · { $name }
application-history-submission = Submission { $number }
application-history-differences = Changed since the submission before:
application-history-no-differences = Nothing was changed since the submission before.
application-difference = { $field }: { $before } → { $after }
application-reason-at-field = { $field }: { $text }
