# Reviews

## Kinds of reasons
review-reason-unclear = Photo not clear
review-reason-incomplete = Pages missing or cut off
review-reason-wrong-document = Not the document asked for
review-reason-expired = Document no longer valid
review-reason-differs-from-register = Differs from the register
review-reason-differs-from-document = Differs from the documents
review-reason-proof-missing = Proof missing
review-reason-signature-missing = Signature or seal missing
review-reason-filled-wrong = Filled in wrong
review-reason-not-entitled = Conditions for retirement not met
review-reason-other = Other

## The queue
review-shelf-open = To be claimed
review-shelf-mine = Claimed by me
review-shelf-held = Claimed by others
review-shelf-overdue = Overdue
review-shelf-all = All
