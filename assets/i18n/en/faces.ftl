# Face verification

face-settings-lead = Before adding, editing, disabling or deleting agents you can use your face in place of password and SMS code. It is up to you.
face-use-password = Use password and SMS code
face-no-camera = No camera can be used here. Please use face verification on a phone or computer with a camera.
face-not-offered-title = Face verification is not offered
face-not-offered-text = Please use password and SMS code where your identity has to be confirmed.
face-not-yours-title = You do not need face verification
face-not-yours-text = Only those who manage agents use it.

## State
face-state = State
face-stand-off = Off
face-stand-off-text = It is not turned on. Before that, please read and accept the consent.
face-stand-outdated = Consent needed anew
face-stand-outdated-text = The text of the consent has changed. Face verification is not used until you have read and accepted it.
face-stand-consented = Face not recorded
face-stand-consented-text = You have consented, but your face is not recorded yet. Password and SMS code come first, to make sure that it is you.
face-stand-awaiting = Awaiting approval
face-stand-awaiting-text = Your recording awaits approval; you will get an SMS. Until then please use password and SMS code.
face-stand-on = On
face-stand-on-text = Where your identity has to be confirmed, you can choose face verification.
face-enrolled-at = Turned on
face-consented = Consent
face-consented-to = Version { $version }, given { $time }
face-tries-today = Left today
face-tries-count = { $count ->
    [one] 1 try
   *[other] { $count } tries
}
face-read-consent = Read the consent
face-enrol = Record my face
face-enrol-again = Record again
face-withdraw = Turn off and delete
face-withdraw-title = Turn off face verification?
face-withdraw-text = What is kept of your face is deleted at once, and your consent withdrawn. From then on please use password and SMS code.
face-withdraw-yes = Turn off and delete
face-withdrawn = Face verification is off, what was kept of your face is deleted
face-kept-title = What is kept
face-kept-numbers = Numbers that describe your face, encrypted on their own; no photo can be made of them
face-kept-result = Result, score, model version and time of each verification
face-kept-frames = Not the pictures taken, nor the photo of your ID card
face-kept-end = The numbers are deleted when you turn it off, close your account or do not use it for 12 months

## Consent
face-consent-lead = Please decide after reading. Without consent you can do everything just the same.
face-consent-agree = I have read the consent to face verification and accept it
face-consent-tick = Tick the box to accept, or choose “No face verification”
face-consent-give = Accept and turn on
face-consent-refuse = No face verification

## Recording
face-enrol-title = Record your face
face-portrait-title = Photograph your ID card
face-portrait-text = The side with the portrait: flat, complete, without glare, name and number legible.
face-portrait-take = Take or choose a photo
face-portrait-again = Take or choose another
face-portrait-use = Use it
face-portrait-photo = The chosen photo of the ID card
face-portrait-reading = Reading the photo…
face-portrait-kept = The photo is only compared and then discarded at once.
face-portrait-unreadable = This photo cannot be read, please take or choose another.
face-portrait-none = I do not have my card here
face-portrait-none-note = Without the card two recordings and an approval are needed.
face-capture-number = Recording { $number } of { $of }
face-capture-another = The one before is done, please record once more.
face-capture-approval = An approval is needed afterwards.
face-enrol-stopped = It cannot be recorded now
face-enrolled-title = Face verification is on
face-enrolled-text = From now on you can choose it where your identity has to be confirmed.
face-awaiting-title = Recorded, awaiting approval
face-awaiting-text = You will get an SMS. Until then please use password and SMS code.
face-back = Back to face verification

## Before it begins
face-lead-place = Find a bright place, take off hat, mask and sunglasses, and be alone in the picture.
face-lead-steps = Put your face in the oval and do two or three things as you are told. There is no hurry.
face-lead-end = You hear the result at once.
face-lead-kept = The pictures are only compared and then discarded at once, not kept.
face-start = Start

## Capture
face-picture = You in the camera, as in a mirror
face-opening = Opening the camera…
face-aim = Put your face in the oval
face-begin = I am ready, begin
face-voice-on = Voice: on
face-voice-off = Voice: off
face-hint-good = Good, hold still
face-hint-no-face = No face is seen: put your face in the oval
face-hint-several-faces = More than one face: ask others to step aside
face-hint-too-far = Come closer
face-hint-too-near = Move away a little
face-hint-off-centre = Move your face to the middle of the oval
face-hint-too-dark = Too dark: find a brighter place
face-hint-too-bright = Too bright: avoid strong light
face-hint-blurred = Not sharp: hold steady
face-hint-not-frontal = Look straight into the camera
face-step-rest = Look into the camera and hold still
face-step-blink = Close your eyes slowly, then open them
face-step-turn-left = Turn your head to your left and back
face-step-turn-right = Turn your head to your right and back
face-step-open-mouth = Open your mouth wide, then close it
face-step-count = Step { $number } of { $of }
face-sending = Comparing…

## Result
face-passed = Verified
face-again = Try again
face-tries-left = { $count ->
    [one] 1 try left
   *[other] { $count } tries left
}
face-tries-none = No tries are left
face-trouble-camera-none = The device has no camera, or the browser does not offer it. Use another device, or password and SMS code.
face-trouble-camera-denied = The camera is not allowed. Allow it in the settings of the browser or phone and try again.
face-trouble-camera-in-use = Another program uses the camera, or it was disconnected. Close the program and try again.
face-trouble-hidden = You left the page: the capture was stopped and nothing sent. Stay on the page and try again.
face-trouble-slow = The device is too busy: there were too few pictures. Close other programs and try again.

## By a vendor
face-vendor-lead = The verification happens on the page of a verification service. Come back here when it is done.
face-vendor-open = Open the verification page
face-vendor-done = I have done it
