# Reading cards: what was read on a photo, as suggestions for the form

reading-title = Read on the photographed card
reading-note = Read automatically. Please compare it with the photo.
reading-photo = Photo of the card; opens larger
reading-pending = Reading the card. This takes a few seconds…
reading-failed = The card could not be read this time. Please try again, or type what it says.
reading-nothing = No text could be made out. If the photo is blurred, please take it again.
reading-matches = The same as in the register
reading-differs = Not as in the register, which has: { $expected }
reading-differs-form = Not as typed, which is: { $expected }
reading-check-failed = The check digit does not fit: the number may have been misread. Please compare it with the card.
reading-unsure = Not read with certainty. Please compare it carefully.
reading-expired = The card is no longer valid. Please make sure.
reading-accept = Use this
reading-accepted = Taken over
reading-accepted-toast = { $name } was filled in
reading-other = This photo looks like { $seen }, not like { $kind }. Would you like to replace it?
reading-other-delete = Delete and take again
reading-other-keep = It is right, keep it
reading-other-deleted = Deleted. Please take or upload it again under Materials.

reading-looks-id-card-front = the portrait side of an ID card
reading-looks-id-card-back = the emblem side of an ID card
reading-looks-card = a bank or social-security card
reading-looks-household-register = a household register

reading-field-name = Name
reading-field-sex = Sex
reading-field-nation = Ethnic group
reading-field-birth-date = Date of birth
reading-field-address = Address
reading-field-document-number = Document number
reading-field-issuer = Issued by
reading-field-valid-from = Valid from
reading-field-valid-until = Valid until
reading-field-bank = Bank
reading-field-card-number = Account number
reading-long-term = Long-term
