# 审核

## 审核意见的类别
review-reason-unclear = The photo is not clear
review-reason-incomplete = Pages are missing or cut off
review-reason-wrong-document = Not the document that is asked for
review-reason-expired = The document is out of date
review-reason-differs-from-register = Differs from the register
review-reason-differs-from-document = Differs from the documents
review-reason-proof-missing = A proof is missing
review-reason-signature-missing = A signature or seal is missing
review-reason-filled-wrong = Filled in wrongly
review-reason-not-entitled = The conditions of retirement are not met
review-reason-other = Other
review-reason-and-text = { $name }: { $text }
review-page-of-material = { $material }, page { $page }

## 待办队列
review-shelf-open = Waiting
review-shelf-mine = Mine
review-shelf-held = With others
review-shelf-overdue = Overdue
review-shelf-all = All

## 登录
agency-login-title = Log-in for reviewers
agency-login-lead = For reviewers of the social insurance agency.
agency-login-name = Name to log in with
agency-login-code = Code
agency-login-code-hint = The 6 digits of your authenticator, or a recovery code
agency-login-enterprise = Log-in for enterprises
agency-codes-few = Only { $count } recovery codes are left. Please ask the operator.

## 队列
agency-queue = Queue
agency-shelves = By who holds it
agency-next = Take the next
agency-none-waits = Nothing waits to be claimed.
agency-number = Find by document number
agency-number-hint = The whole number, in any status
agency-number-clear = Back to the queue
agency-oldest = Submitted first
agency-newest = Submitted last
agency-refresh = Refresh
agency-submissions = Submission { $count }
agency-due = Time limit
agency-days = Working days left
agency-days-left = { $days } working days left
agency-due-today = Due today
agency-overdue = Overdue by { $days } working days
agency-holder = Held by
agency-nobody = Nobody
agency-until = Held until { $time }
agency-review = Review
agency-empty-open = Nothing waits
agency-empty-open-text = What is submitted turns up here by itself.
agency-empty-mine = You hold nothing yet
agency-empty-mine-text = “Take the next” gives you the one that waits longest.
agency-empty-other = Nothing lies here
agency-empty-other-text = Please look at another shelf.
agency-empty-number = Nobody in this region has that number
agency-empty-number-text = Please check that it is whole and right.

## 办理页
agency-gone-title = There is no such application
agency-gone-text = It may have been withdrawn, or be another region's.
agency-back = Back to the queue
agency-panes = What is shown
agency-pane-form = Form
agency-pane-photos = Papers
agency-pane-history = History
agency-pane-decide = Decide
agency-others = Other applications of this person ({ $count })
agency-handled = { $action } did not succeed: somebody else was first. This is how it stands now.
agency-lost = You do not hold this application any more. This is how it stands now.
agency-before = Before: { $value }
agency-flag = Add a reason: { $place }
agency-flag-page = Flag this page
agency-flag-whole = Add a reason about the whole
agency-not-uploaded = Not uploaded
agency-wanted = Required
agency-unread = Unread
agency-unread-count = { $count } required pages have not been opened:
agency-unread-approve = Approving needs all of them opened.
agency-unread-confirm = I know that I have not seen these pages
agency-no-photos = Nothing was uploaded.
agency-native = Please look at the papers in a browser.
agency-whole = Fit
agency-beside = Side by side
agency-beside-which = Page beside it
agency-page = { $material } { $page }/{ $pages }

## 意见与决定
agency-reasons = Reasons ({ $count })
agency-reasons-none = None yet. Press the flag beside what is wrong.
agency-reason-title = Reason
agency-reason-kind = Kind
agency-reason-text = Words
agency-reason-edit = Edit the reason: { $place }
agency-reason-remove = Remove the reason: { $place }
agency-reasons-first = { $action } needs a reason first.
agency-ask-approve = Approve the application of { $name }?
agency-ask-other = { $action }: { $name }
agency-drops-reasons = The { $count } reasons written will not be sent.
agency-done = Done: { $action }
agency-decided = You decided: { $event }
agency-undo-left = Can be undone for { $time }

## 快捷键
agency-keys = Keyboard shortcuts
agency-keys-on = Use single keys as shortcuts
agency-key-wide = They work while no field is typed into.
