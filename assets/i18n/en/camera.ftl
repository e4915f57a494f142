# Photographing and choosing papers

camera-title = Photograph: { $name }
camera-close = Leave the camera
camera-picture = Picture of the camera
camera-count = { $count ->
    [one] 1 page taken
   *[other] { $count } pages taken
}
camera-opening = Opening the camera…
camera-taking = Taking the picture…
camera-hold-still = Hold still
camera-press = Ready: press the round button
camera-next-page = Put the next page
camera-full = There are enough pages of this kind: press “Done”
camera-button-only = Aim at the paper and press the round button
camera-shutter = Take the picture
camera-auto-on = Automatic: on
camera-auto-off = Automatic: off
camera-torch = Lamp
camera-done = Done
camera-none = No camera can be used: the device has none, or the browser does not offer it. You can choose a photo instead.
camera-denied = The camera is not allowed. Allow it in the settings of the browser or phone and try again, or choose a photo instead.
camera-in-use = Another program uses the camera. Close it and try again, or choose a photo instead.
camera-choose-instead = Choose a file instead

# How to take a good one
camera-do-no-sheet = Put the paper in the picture
camera-do-cut-off = Not all of it is seen: move away a little
camera-do-covered = Something covers it: move your fingers away
camera-do-too-dark = Too dark: find a brighter place
camera-do-glare = There is glare: change the angle
camera-do-blurred = Not sharp: hold steady and take it again
camera-do-too-small = The print is too small: move closer
camera-do-duplicate = This page seems to have been taken before

# After the shot
camera-page = The page
camera-photo = The photo
camera-straightening = Straightening…
camera-judging = Checking…
camera-good = Clear, ready to use
camera-unjudged = This browser cannot check the photo: please see that edges and print are complete.
camera-page-failed = This photo cannot be used: please take it again.
camera-tools = Adjust the page
camera-corners = Move corners
camera-corners-done = See the page
camera-turn = Turn 90°
camera-faint = Faint print
camera-again = Take again
camera-use = Use it
camera-corner-0 = Top left corner, moved by the arrow keys
camera-corner-1 = Top right corner, moved by the arrow keys
camera-corner-2 = Bottom right corner, moved by the arrow keys
camera-corner-3 = Bottom left corner, moved by the arrow keys

# Used all the same
camera-use-anyway = Use it anyway
camera-reason-title = This one may not be accepted
camera-reason-why = Why use it anyway? The reviewer will see the reason.
camera-reason-original = The original looks like this
camera-reason-legible = Checked: the print can be read
camera-reason-only = It cannot be taken any better here
camera-reason-own = Another reason (please say)
camera-reason-missing = Please choose or write a reason

# Choosing files
picker-camera = Photograph
picker-drop = You can also drop files here, or copy and paste them.
picker-full = There are as many pages as are taken ({ $most }). To change one, delete it first.
picker-judging = Checking the photo…
picker-leave = Do not use it
picker-unreadable = “{ $name }” cannot be read, please choose it again.
picker-heic = “{ $name }” is a HEIC photo, which this browser cannot open. Set your phone's camera format to “Most compatible” and take it again, or press “Photograph”.
