# 退休申请填报: the form, its drafts, its findings.

application-new-title = New retirement application
application-new-lead = First fetch the worker’s social-insurance record: what is on record need not be typed.
application-edit-title = Retirement application


## Whom it is about
application-new-name-hint = As on the identity document
application-fetch = Fetch insurance record
application-fetched = Fetched
application-fetched-at = Fetched at { $time }
application-record-title = Insurance record as fetched
application-record-none = Not on record
application-record-check = This comes from the register and cannot be changed. Please check it with the worker.
application-record-reject = Not this person, start again
application-confirm = All correct, continue
application-missed-first = Compare name, document type and number with the document, correct them and fetch again.
application-missed-then = If they are right, the person may not be insured in this province yet, or the name or number on record has changed. Please contact the agency:
application-refetch = Fetch again
application-refetched = The record was fetched again
application-months = { $months } months
application-none = None
application-blank = Not filled in
application-span = { $from } to { $to }
application-month-hint = For example 1982-10, or just 198210
application-month-counted = This month counts, too

## Steps
application-steps = Steps
application-step-count = Step { $number } of { $all }
application-progress-complete = Complete
application-progress-open = { $count } still to fill in
application-progress-wrong = { $count } to correct
application-progress-advice = Complete, { $count } to note
application-reason = Reviewer’s remark
application-reason-page-gone = { $material } (the page was deleted)
application-reasons-count = Reviewer’s remarks: { $count }

## Saving
application-save-saved = Saved
application-save-partly = Saved; what is not valid yet is kept on this device
application-save-saving = Saving
application-save-unsaved = Changed, about to be saved
application-save-offline = No network. Kept on this device; it is sent when the network is back
application-save-busy = The server is busy. Kept on this device; it is sent later
application-save-conflict = Conflict: choose which version stays
application-discard = Discard changes not sent
application-discard-title = Discard the changes not sent?
application-discard-text = What is on this device only will be deleted, and the version last saved on the server comes back. This cannot be undone.
application-discard-yes = Discard
application-from-device = The server cannot be reached. This is what is kept on this device: you can go on, and it is sent once the network is back.
application-kept-here = Something that you typed into this application is kept on this device and has not been sent. You can go on without the network.
application-go-on = Go on with it
application-leave-title = Something has not been sent yet
application-leave-text = What you typed is kept on this device and goes on when you open the application here again. Files that the device has no room for have to be chosen again.
application-leave-yes = Leave all the same
application-conflict-text = { $name } changed this application, too, at { $time }. Both versions are here; nothing is lost.
application-conflict-how = What only one side changed is chosen already. Where both changed it, please choose.
application-conflict-both = Both changed it
application-conflict-mine = Mine
application-conflict-theirs = The other’s
application-conflict-open = Still to choose: { $count }
application-not-open-title = This application cannot be edited now ({ $status })
application-not-open-text = It was submitted or is decided. The details show its content and progress.
application-not-open-refile = It was sent back. Choose “Mend and file again” in the details first.

## 人员信息
application-mobile-hint = The worker’s own number, for questions during the review
application-archive-differs = The personnel archive has another birth date than above
application-archive-fetched = Birth date on record
application-archive-hint = Say in which paper of the archive it stands and when that was made. The agency decides; please upload the page under “Materials”.

## 退休认定信息
application-category-post-note = Decided by the post, not by the identity card
application-category-special-note = Needs enough years in special work
application-post-hint = The present post, for example: fitter, workshop manager
application-work-start-hint = Month of the first employment, for example 1982-10
application-choice-later = Choose the category to see the months that can be chosen.
application-choice-no-early = No flexible early retirement: there is no delay for this person, { $month } is the earliest month.
application-choice-no-late = No flexible late retirement: not open under the present rules.
application-choice-none-special = Neither flexible early nor flexible late retirement applies to special work.
application-chosen-early-hint = { $first } to { $last } can be chosen
application-chosen-late-hint = { $first } to { $last } can be chosen
application-notice-early = When the worker gave written notice, { $day } at the latest
application-notice-late = When it was agreed in writing, by { $day }
application-notice-first = With the month of retirement, the latest date is shown here
application-outcome-title = Worked out for you
application-outcome-statutory = Statutory month
application-outcome-month = Month applied for
application-outcome-open = To be chosen
application-outcome-delayed = Born { $birth }, original age { $age } reached in { $original }; delayed by { $delay } months, the statutory month is { $month }.
application-outcome-not-delayed = Born { $birth }, original age { $age } reached in { $original }; no delay, the statutory month is { $month }.
application-outcome-special = Born { $birth }, special work at { $age }: the month is { $month }, without delay.
application-outcome-early = Flexible early: { $first } to { $last }.
application-outcome-late = Flexible late: { $first } to { $last }.
application-outcome-counted = { $counted } months counted so far (deemed ones included). The minimum is checked once the month is chosen.
application-outcome-enough = Minimum { $minimum } months, counted { $counted } (deemed ones included): enough.
application-outcome-go-on = Minimum { $minimum } months, counted { $counted } (deemed ones included), { $missing } missing: paying on until retirement makes up for it.
application-outcome-short = Minimum { $minimum } months, counted { $counted } (deemed ones included), { $missing } missing: not enough even if paid until retirement.
application-month = { $year }-{ $month }
application-outcome-source = Source: { $source }

## 社保卡
application-card-title = Card as fetched
application-card-show = Show whole number
application-card-hide = Hide number
application-card-wrong-note = Tick it and fill in the right bank and number; the pension goes there
application-card-none = There is no card on record. Please fill it in from the card.
application-bank-hint = Full name of the bank
application-card-number-hint = The 16 to 19 digits on the card; spaces do no harm

## Periods
application-deemed-lead = Continuous service before the individual account was opened. It counts up to { $last } (the month before). If there is none, go on.
application-deemed-empty = No deemed period yet.
application-deemed-add = Add a deemed period
application-special-lead = List every stretch of special work. Years needed of each kind ({ $source }):
application-special-kind = { $kind }: { $years } years
application-special-not-wanted = Needed for retirement after special work alone. Otherwise go on.
application-special-empty = No special work yet.
application-special-add = Add special work
application-row-edit = Edit row { $row }
application-row-save = Done with this row
application-row-keep = Keep it, finish later
application-row-missing = not filled in
application-row-months = This stretch counts { $months } months
application-row-months-later = The months are counted once both ends are filled in
application-row-work = { $kind } · { $job }
application-row-deleted = Row { $row } deleted
application-undo = Undo
application-employer-hint = Full name of the employer at that time
application-interruption-hint = Months without work within it; leave empty for none
application-interrupted = { $months } months interrupted
application-job-hint = As in the list of special work, for example: steelworker
application-rows-total = Rows: { $rows }, months in all: { $months }
application-total = In all
application-sort = Order by date
application-sorted = Ordered by date

## Materials
application-materials-lead = Photos or scans (JPG, PNG, PDF), several at once. You can go on with other steps meanwhile.
application-materials-wanted = Needed
application-materials-welcome = If you have them
application-material-coming = Uploading
application-material-required = Needed
application-material-optional = Optional
application-material-there = Uploaded: { $files }
application-material-for-deemed = Needed because deemed periods are listed
application-material-for-special = Needed because special work is listed
application-material-when-deemed = Needed where deemed periods are listed
application-material-when-special = Needed where special work is listed
application-material-basis = Basis: { $basis } · pages at most: { $most }
application-files = Files: { $files }
application-upload = Upload files
application-file-delete-title = Delete “{ $name }”?
application-file-delete-text = This cannot be undone; upload it again if needed.
application-file-deleted = { $name } deleted

## Check and submit
application-findings-title = Check before submitting
application-findings-none = All checks passed. It can be submitted.
application-findings-blocking = To be corrected before submitting
application-findings-advisory = Can be submitted so; a reviewer may ask
application-findings-coming = Still being uploaded
application-finding-comes = Being uploaded: it will be there
application-change = Change
application-remarks-hint = Anything else the reviewer should know
application-estimate-title = Pension estimate
application-estimate-only = An estimate only
application-estimate-total = About, a month
application-estimate-basic = Basic pension
application-estimate-extra = Extra for long contribution
application-estimate-account = From the individual account
application-estimate-transition = Transitional pension
application-estimate-inputs = Made from (bases of { $year })
application-estimate-city-base = City base
application-estimate-province-base = Province base
application-estimate-index = Average contribution index
application-estimate-paid = Paid (until retirement)
application-estimate-deemed = Deemed
application-estimate-balance = Account balance
application-estimate-age = Age at retirement
application-estimate-age-value = { $years } years { $months } months
application-estimate-divisor = Months divisor
application-estimate-note = From the published bases and the present record; what the agency works out is what counts.
application-estimate-record = The record lacks the contribution index or the balance: no estimate can be made.
application-estimate-form = With category and month of retirement filled in, the estimate is shown; not where the city’s base is not published.
application-yuan = { $amount } yuan
application-submit = Submit application
application-submit-blocked = Something has to be corrected first. “Submit application” takes you to the list above.
application-submit-title = Submit the application of { $name }?
application-submit-text = It cannot be changed afterwards. Until a reviewer takes it, it can be withdrawn in the details.
application-submit-yes = Submit
application-submit-later-text = { $count ->
    [one] One file is still being uploaded. The application is submitted by itself when it is through.
   *[other] { $count } files are still being uploaded. The application is submitted by itself when they are through.
  } It cannot be changed afterwards; until a reviewer takes it, it can be withdrawn in the details.
application-submit-later-yes = Submit when uploaded
application-submit-waits = Files still being uploaded: { $count }. The application is submitted by itself when they are through. Please stay on this page: leaving it means not to submit.
application-submit-not-yet = Do not submit yet
application-stop-uploads = A file could not be uploaded. Under “Materials”, try it again or give it up.
application-stop-not-saved = The last changes have not reached the server, so it cannot be submitted yet. They are kept on this device; check the network and try again.

## Submitted
application-done-page = Submitted
application-done-title = The application of { $name } was submitted
application-done-text = The agency reviews it within 20 working days.
application-done-next = What comes next
application-done-first = Until a reviewer takes it, it can be withdrawn in the details, corrected and submitted again.
application-done-second = If something has to be mended, the reason is shown in the list of applications.
application-done-third = Once approved, it can be viewed and printed in the details.
application-to-detail = To the details
application-another = Another application
application-to-list = Back to the list
