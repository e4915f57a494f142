# Refusals: what is wrong and what to do.

## Requests
error-invalid-input = Some entries need attention. Please correct the fields marked below.
error-malformed-request = The request could not be read. Please reload the page and try again.
error-body-too-large = The request is too large. Please shorten it and try again.
error-not-logged-in = Your session has ended. Please log in again; what you typed is kept.
error-wrong-credentials = Account or password is not right. Please check both and try again.
error-locked-out = Too many failed tries: the account is locked for a while. Try later, or set a new password with “Forgot password”.
error-sms-code-rejected = The code is wrong or has expired. Please check it or ask for a new one.
error-sms-too-many = Codes were requested too often. Please wait a little.
error-sms-unavailable = The SMS could not be sent. Please try again shortly; this attempt does not count.
error-register-unavailable = The insured-person register does not answer at present. What you typed is kept; please try again shortly.
error-reading-unavailable = The card cannot be read automatically at present. Please type what it says; the photo is kept.
error-no-account = This number has no account yet. Enterprises register first; agents are added by their legal representative.
error-no-membership = You do not act for any enterprise at present. Please ask its legal representative.
error-enterprise-not-chosen = Please choose the enterprise you act for first.
error-not-permitted = You do not have the permission for this. Please ask your legal representative.
error-csrf-rejected = This page is out of date. Please reload it and try again.
error-step-up-required = Please confirm your identity first.
error-not-found = It was not found; it may have been deleted.
error-method-not-allowed = This address cannot be used that way.
error-revision-conflict = Someone else has just changed this record. Please look at the newest version before you change it.
error-action-not-allowed = This cannot be done in the present state. Please reload and look again.
error-application-open = There is an application for this person already; another one cannot be filed.
error-already-handled = The application has just been handled. Please refresh to see where it stands.
error-nothing-waits = No application is waiting to be claimed.
error-pages-unread = Some required pages have not been opened. Please look at them before deciding.
error-idempotency-mismatch = This submission differs from the earlier one. Please reload the page and try again.
error-enterprise-exists = This credit code is registered already. Please log in, or use the account appeal.
error-shared-identity = This person also acts for other enterprises: only they themselves can change their login.
error-password-change-required = This is an initial password. Please set one of your own first.
error-qr-login-ended = The QR code is no longer valid. Please refresh it on the computer and scan again.
error-invitation-ended = This invitation is no longer valid. Please ask your enterprise to send a new one.
error-too-many-requests = Too many requests. Please wait a little.
error-busy = The service is busy. Please try again in a few seconds.
error-storage-full = The server is short of storage space and cannot save anything new at present. What you typed stays on this device: please try again later. Everything saved before can be read.
error-storage-unavailable = The server cannot tell at present whether this was saved. Please try again in a few seconds: nothing is submitted twice.
error-internal = Something went wrong on our side and was recorded. Please try again later or call the helpline.
error-upload-offset = The upload is at another point than this request says. Please ask where it stands and go on from there.
error-checksum-mismatch = These bytes were damaged on their way. Please send them again.
error-tus-version = This version of the upload protocol is not known here. Please use tus 1.0.0.
error-upload-media-type = The bytes of an upload come as application/offset+octet-stream.
error-upload-ended = Nobody went on with this upload for too long, so it was removed. Please upload the file again.
error-uploads-too-many = This application has too many unfinished uploads. Please let them finish, or cancel some.
error-quota-exceeded = There is no room left for documents. Please delete documents that are not needed.

## Face verification
error-face-unavailable = Face verification cannot be used at present. Please use password and SMS code.
error-face-refused = The face was not verified. Follow the hint and try again, or use password and SMS code.
error-face-consent-required = Please read and accept the consent for face verification first, or use password and SMS code.
error-face-not-enrolled = You have not turned on face verification yet. Please use password and SMS code.
error-face-enrolment-ended = The time to complete this is over. Prove by password and SMS code again and start anew.
error-face-challenge-late = The time was over, so these pictures were not used. Try again and follow the steps.
error-face-challenge-used = This verification was used already. Please start again.
error-face-unfinished = You have not finished on the verification page yet. Finish there and come back, or use password and SMS code.
error-face-tries-spent = No tries by face are left. Please use password and SMS code.
error-face-frames = Too few pictures arrived. Try again and stay on the page.
error-face-frame-broken = A picture was damaged. Please try again.
error-face-no-face = Some pictures show no face. Keep your whole face in the frame.
error-face-several-faces = There is more than one face. Ask others to step aside and try again.
error-face-too-far = Your face is too far away. Come closer and try again.
error-face-too-dark = It is too dark. Go where it is brighter, face the light, and try again.
error-face-too-bright = It is too bright. Move out of direct light and try again.
error-face-blurred = The pictures are blurred. Wipe the lens, hold still, and try again.
error-face-not-frontal = No picture looks straight ahead. Look straight first, then follow the steps.
error-face-still = Nothing moved, as in a photo. Please do the steps yourself before the camera.
error-face-action-missing = One step was not seen: { $action ->
    [blink] closing your eyes
    [turn_left] turning your head left
    [turn_right] turning your head right
   *[open_mouth] opening your mouth
}. Do it more slowly and clearly, and try again.
error-face-wrong-order = The steps were not in the order asked. Follow them one by one.
error-face-changed = The pictures do not seem to show one person throughout. One person has to do all steps.
error-face-other-person = This is not the face on record. Try again yourself, or use password and SMS code.
error-face-replayed = These pictures were used before. Please take new ones before the camera.
error-face-artificial = This looks like a screen or a print. Please stand before the camera yourself.
error-face-card-other-number = The number on the card is not your account's. Take a photo of your own ID card.
error-face-card-unread = The number cannot be read. Lay the card flat in good light and take the photo again.
error-face-card-no-portrait = The portrait cannot be made out. Avoid reflections and take the photo again.

## Forms
error-consent-required = Please read it and tick the box.
error-consent-outdated = The text has changed. Please read it and tick the box again.
error-passwords-differ = The two passwords differ. Please type them again.
error-permission-required = Please choose at least one permission.
error-permission-not-held = You cannot give a permission that you do not have.
error-date-format = Please write the date as year-month-day, such as 2027-06-30.
error-month-format = Enter the year and month, such as 1982-10.
error-date-in-past = The date must not be before today.
error-document-type-unknown = Please choose the document type again.
error-taken-in-enterprise = An agent of this enterprise uses it already. Please check.
error-taken = Someone else uses it already. Please choose another.
error-mobile-of-another-person = This number belongs to another person. Please check name and document number, or use another number.
error-document-of-another-person = This document is on record with another name or number. Please check with the person.
error-existing-password-wrong = This number has an account already. Please enter its present password.
error-existing-document-differs = This number is on record with another document. Please check.
error-password-unchanged = The new password must differ from the present one.
error-choose-one = Please choose one.
error-search-too-long = Search for at most { $max } characters.
error-cursor-invalid = Please start again from the first page.
error-insured-person-not-found = No such person was found in the register. Please check name, document type and number. If they are right, ask the local social-insurance office to check the person’s record.

## Identity
error-required = Please fill this in.
error-too-short = Too short: please write at least { $min } characters.
error-too-long = Too long: please shorten it to at most { $max } characters.
error-invalid-characters = The character “{ $character }” cannot be used here. Please remove it.
error-id-number-fifteen-digits = Old 15-digit numbers are no longer valid. Please enter the 18-character number on the present identity card.
error-id-number-length = The number has { $expected } characters, but { $actual } were entered. Please compare it with the document.
error-id-number-characters = “{ $character }” cannot be part of this number: it has digits only, and perhaps X as the last. Please check.
error-id-number-other-type = { $document_type ->
    [resident_id] This looks like the number of a resident identity card. Please choose that document type, or check how the number begins.
    [hk_macao_taiwan_residence_permit] This looks like the number of a residence permit for Hong Kong, Macao and Taiwan residents. Please choose that document type, or check how the number begins.
    [foreign_permanent_resident] This looks like the number of a foreign permanent resident card. Please choose that document type, or check how the number begins.
   *[other] This looks like the number of another document. Please check document type and number.
}
error-id-number-region = The region in this number does not exist. Please compare the first digits with the document.
error-id-number-birth-date = The birth date in this number does not exist. Please compare year, month and day with the document.
error-birth-date-in-future = The birth date in this number lies after today. Please compare the year with the document.
error-id-number-check = The number does not fit its check digit, so one character may be wrong. Please compare it with the document, character by character.
error-foreign-card-format = The card's number has 18 digits and begins with 9; an older card has 3 letters and 12 digits. Please compare it with the card.
error-passport-format = A passport number has { $min } to { $max } letters and digits. Please compare it with the passport.
error-hk-macao-permit-format = The permit's number is H or M and 8 digits (10 digits on an older permit). Please compare it with the permit.
error-taiwan-permit-format = The permit's number has 8 digits (an older permit 10 digits, perhaps with a letter). Please compare it with the permit.
error-credit-code-length = A unified social credit code has { $expected } characters, but { $actual } were entered. Please compare it with the licence.
error-credit-code-characters = “{ $character }” does not occur in a unified social credit code: it has digits and capital letters without I, O, S, V and Z. Please check for a mix-up with 1, 0, 5, U or 2.
error-credit-code-check = The code does not fit its check character, so one character may be wrong. Please compare it with the licence; if it is the same, confirm it and go on.
error-phone-format = A mobile number has 11 digits and begins with 13 to 19. Please check it.
error-sms-code-format = The code has { $digits } digits. Please enter it as in the message.
error-person-name-characters = “{ $character }” cannot be part of a name. Please write it as on the document, in Chinese characters (with · between parts) or Latin letters.
error-person-name-mixed = The name mixes Chinese characters and letters. Please use one of them, as on the document.
error-person-name-ends = A name begins and ends with a letter or character, and has no two dots together. Please check it.
error-enterprise-name-characters = “{ $character }” cannot be part of an enterprise name. Please write it as on the licence.
error-enterprise-name-letters = The enterprise name has no letters. Please write the full name as on the licence.
error-account-name-characters = “{ $character }” cannot be part of an account name. Please use letters, digits, underscore, full stop and hyphen only.
error-account-name-start = An account name begins with a letter. Please change it.
error-account-name-looks-like-number = Please do not use a mobile number, document number or credit code as account name. Choose another one.
error-password-too-short = The password is too short. Please use at least { $min } characters.
error-password-too-long = The password is too long. Please use at most { $max } characters.
error-password-outer-space = The password begins or ends with a space. Please remove it; spaces inside are fine.
error-password-characters = The password contains an invisible character ({ $character }). Please type it by hand.
error-password-classes = The password is too simple: of capital letters, small letters, digits and symbols it needs { $min } kinds and has { $present }. Please add to it.
error-password-common = This password is common and easily guessed. Please choose another, such as a few unrelated words with a digit and a symbol.
error-password-contains-account = The password contains the account name and is easily guessed. Please choose another.
error-password-contains-number = The password contains { $run } characters in a row of your mobile number, document number or credit code, and is easily guessed. Please choose another.
error-text-characters = “{ $character }” cannot be used here. Please remove it.
error-bank-card-digits = A card number has digits only, no “{ $character }”. Please check.
error-bank-card-length = A card number has { $min } to { $max } digits, here are { $actual }. Please compare with the card.
error-bank-card-check = The card number does not fit its check digit; one digit may be wrong. Please compare with the card.

## Retirement applications
error-months-format = Enter a number of months, such as 3; leave empty for none.
error-date-in-future = The date cannot be after today.
error-too-many-rows = At most { $max } rows.
error-period-ends-before-start = It ends before it starts. Please check.
error-period-before-working-age = Before the 16th birthday ({ $first }). Please check the month.
error-period-before-work-start = Before work started in { $start }. Please check here or there.
error-period-in-future = After this month. Please check.
error-period-past-account = Deemed contribution ends the month before the individual account opened ({ $last }). Please change the end.
error-period-overlaps = Overlaps row { $row }. Please check the months.
error-interruption-too-long = The interruption takes up the whole period. Please check.
error-choice-not-open = This time of retirement is not open to the person. Please choose another.
error-chosen-month-too-early = Before the first possible month { $first }. Choose from { $first } to { $last }.
error-chosen-month-too-late = After the last possible month { $last }. Choose from { $first } to { $last }.
error-notice-too-late = Early retirement needs written notice three months ahead, by { $deadline } at the latest. Choose a later month or check the date.
error-agreement-late = A late retirement is agreed on in writing by { $deadline }; the reviewer may ask.
error-contribution-short = Contribution is too short: { $minimum } months are needed, { $counted } counted (deemed ones included), and not enough can be paid until retirement. Check deemed periods or choose another time.
error-contribution-must-go-on = { $minimum } months are needed, { $counted } counted: { $missing } more have to be paid until retirement.
error-category-sex = The category does not fit the person's sex. Please choose again.
error-record-birth-differs = The registered birth date ({ $record }) differs from the document number. Please ask the agency.
error-record-sex-differs = The registered sex differs from the document number. Please ask the agency.
error-archive-birth-same = The same as the registered birth date: not needed, please clear it.
error-archive-birth-differs = The archive's birth date differs: the earliest archive record prevails, and the agency decides. Please upload the page of the archive.
error-card-same = The same as the registered number. Please check whether it is really wrong.
error-deemed-gap = { $months } months between the start of work and the opening of the account are not listed. Please make sure that none is missing.
error-special-kinds-mixed = No kind of special work alone is long enough; together they are { $done } months. Whether they add up, the agency decides.
error-special-months-short = Not enough special work: this kind needs { $needed } months, { $done } are listed. Add periods or choose another category.
error-special-periods-required = Retirement after special work needs at least one period of it.
error-special-periods-unused = Special work is listed, but the category is another. Please check the category.
error-material-missing = This document is missing. Please upload it.
error-material-pages = At most { $most } pages of this document; there are { $pages }. Please remove some.
error-file-type = Only JPG, PNG and WebP pictures and PDF files can be uploaded. Please choose another file.
error-pdf-broken = The PDF is incomplete or damaged. Please export or scan it again.
error-pdf-encrypted = The PDF is protected by a password or by restrictions. Please save it without protection and choose it again.
error-pdf-active = The PDF holds scripts, forms or other files. Please print it into a new PDF, or photograph the pages.
error-photo-broken = The picture is incomplete or damaged. Please take or choose it again.
error-photo-animated = Animated pictures cannot be used. Please choose a plain photo.
error-photo-pixels = The picture is too large ({ $width } × { $height } pixels); { $most } million pixels are the most. Please make it smaller.
error-file-too-large = The file is too large: at most { $most } MB. Please make it smaller or split it.
error-file-longer-than-said = More bytes came than the { $most } that were announced. Please upload the file again.
error-quota-application = The documents of this application may take { $most } MB, and { $used } MB are taken. Please delete documents that are not needed.
error-export-too-many = More than { $max } applications match. Please narrow the list before exporting it.
error-wrong-type = This is not of the right kind. Please enter it again.
