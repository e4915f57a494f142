# Words of the app: agents.
agents-title = Agents
agents-note = Add and edit agents, set their permissions
agents-add = + Agent
agents-add-first = Add the first agent
agents-back = Back to the agents
agents-search = Name, account name or number
agents-empty-title = No agents yet
agents-empty-text = Agents file applications on behalf of the enterprise. Add one first: enter name, document and mobile number, then choose permissions.
agents-none-title = Nothing found for “{ $search }”
agents-none-text = Try a part of the name, or the last four digits of the mobile number.
agents-not-permitted-title = You may not manage agents
agents-not-permitted-text = Ask the legal representative of your enterprise for the permission to manage agents.
agent-title = Agent
agent-self = You
agent-state = State
agent-permissions = Permissions
agent-account-name = Account name
agent-no-account-name = Not set
agent-valid-until = Valid until
agent-until = Valid until { $date }
agent-no-end = No end
agent-last-login = Last login
agent-never-logged-in = Never logged in
agent-created-at = Added
agent-updated-at = Last changed
agent-gone-title = No such agent
agent-gone-text = The agent may have been deleted, or does not belong to this enterprise.
agent-self-note = This is you. You cannot change your own permissions, disable or delete yourself here; change your password under “Change password”.
agent-shared-note = This person also acts for other enterprises: only they themselves can change name, document, mobile number, account name and password. You can change permissions and validity for your enterprise, and disable or delete the agent.

## Actions
agent-set-password = Set password
agent-invite = Send invitation again
agent-invite-done = Invitation sent to { $name }
agent-disable = Disable
agent-disable-title = Disable { $name }?
agent-disable-text = The agent is logged out at once and can no longer act for the enterprise. What was filed stays. You can enable the agent again.
agent-disable-done = { $name } is disabled
agent-enable = Enable
agent-enable-title = Enable { $name }?
agent-enable-text = The agent can act for the enterprise again, with the same permissions as before.
agent-enable-done = { $name } is enabled
agent-delete = Delete
agent-delete-title = Delete { $name }?
agent-delete-text = The agent is logged out at once and can no longer act for the enterprise. This cannot be undone; what was filed stays. To stop the agent for a while, disable instead.
agent-delete-done = { $name } is deleted

## Form
agent-new-title = Add agent
agent-new-lead = Please write everything as on the agent's document.
agent-edit-title = Edit agent
agent-edit-done = Changes to { $name } are saved
agent-no-edit-title = You cannot edit this agent
agent-no-edit-text = You cannot edit yourself here. Ask the legal representative of your enterprise.
agent-keep-hint = Now { $masked }; leave empty to keep it
agent-mobile-hint = The agent's own mobile number, for the invitation and for logging in
agent-account-name-hint = Begins with a letter; letters, digits, underscore, full stop and hyphen; used to log in
agent-start = Password
agent-start-invitation = Invite by SMS
agent-start-invitation-note = The agent opens the link in the message and sets a password
agent-start-password = Set an initial password
agent-start-password-note = You tell the agent; it must be changed at the first login
agent-initial-password = Initial password
agent-initial-password-hint = Tell it to the agent in a safe way; do not leave it where others can read it
agent-permission-file-applications-note = Fill in and submit retirement applications
agent-permission-manage-agents-note = Add, edit, disable and delete agents
agent-permission-not-held = You cannot give a permission that you do not have
agent-valid-until-hint = The agent cannot act from the day after; leave empty for no end
agent-added-title = { $name } is added
agent-added-invited = The invitation was sent to { $mobile }. The agent can log in after setting a password with the link in it.
agent-added-invitation-failed = The agent is added, but the invitation could not be sent.
agent-invitation-failed-note = Please send the invitation again in a while. The agent can log in only after setting a password with it.
agent-added-existing = This person has an account already and can log in with the present password; a message was sent to { $mobile }.
agent-added-existing-not-told = This person has an account already and can log in with the present password. The message could not be sent; please tell them yourself.
agent-added-password = Please tell the agent the account name { $account } and the initial password. It has to be changed at the first login.
agent-added-detail = View the agent
agent-added-another = Add another

## Password
agent-password-title = Set an agent's password
agent-password-note = When you save, { $name } is logged out at once and told by SMS, and must choose an own password at the next login.
agent-password-done = The password of { $name } is changed
agent-no-password-title = You cannot set this agent's password
agent-no-password-text = Not in the present state: send the invitation again to an agent who has not accepted it, enable a disabled one first. Your own password is changed under “Me”.

## Conflict
conflict-text = While you were editing, someone else changed this agent at { $time }. Please choose what to keep, field by field.
conflict-mine = What you entered
conflict-theirs = As it is now (changed by someone else)
conflict-none = What you entered is the same as the latest version.
conflict-save = Save what is chosen
conflict-discard = Discard my changes

## Step-up
step-up-title = Confirm it is you
step-up-why = To protect your enterprise's account, please confirm that it is you: { $action }.
step-up-for-add-agent = add an agent
step-up-for-edit-agent = save changes to an agent
step-up-for-set-agent-password = set an agent's password
step-up-for-switch-agent = disable or enable an agent
step-up-for-delete-agent = delete an agent
step-up-for-enrol-face = turn on face verification
step-up-way = How to confirm
step-up-way-password-and-code = Password and SMS code
step-up-way-password-and-code-note = Enter your password and the code sent to your own mobile number
step-up-way-face = Face verification
step-up-way-face-note = Do two or three things before the camera, about 15 seconds
step-up-face-to-enrol = You can also turn on face verification to confirm by your face from now on.
step-up-face-enrol = Read about it
step-up-face-spent = No tries by face are left today. Please use password and SMS code.
step-up-password = Your password
step-up-password-hint = The one you log in with, not the agent's
step-up-mobile = The code goes to
step-up-nothing-title = Nothing to confirm
step-up-nothing-text = Please start again from the page of what you want to do.
