# Printing and verifying

print-title = On paper
print-form = Application form (PDF)
print-form-note = With receipt number and a code to verify it; to be printed, signed and sealed
print-photos = Sheet of documents (PDF)
print-photos-note = Small pictures of all documents
print-native = Please log in with a browser to download and print it.
print-receipt = Receipt number
verify-title = Verify a form
verify-lead = Whether the paper in your hand is what the agency has on record
verify-true = It matches the record
verify-false = It does not match the record
verify-false-why = The application may have been changed and submitted again, the number or code may be wrong, or the form was not printed by this system.
verify-receipt = Receipt number
verify-code = Verification code
verify-since = Status since
verify-private = No personal data is shown here. Compare number and code with those on the paper.
