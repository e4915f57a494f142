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
application-event-passed-first-review = Passed first review
application-event-sent-back = Sent back to first review
application-event-correction-requested = Correction requested
application-event-rejected = Not approved
application-event-approved = Approved
application-event-record-refreshed = Insured record fetched anew
application-party-enterprise = Enterprise
application-party-first-reviewer = First review
application-party-second-reviewer = Second review
