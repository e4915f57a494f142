# Words of the app: agents.
agents-title = 经办人管理
agents-note = 添加、编辑经办人，设置权限
agents-add = + 经办人
agents-add-first = 添加第一位经办人
agents-back = 返回经办人列表
agents-search = 姓名、账号名或手机号
agents-empty-title = 还没有经办人
agents-empty-text = 经办人可以代单位申报业务。请先添加一位：填写姓名、证件和手机号，再选择权限。
agents-none-title = 没有找到“{ $search }”
agents-none-text = 可以只输入姓名的一部分，或手机号后四位再试。
agents-not-permitted-title = 您没有管理经办人的权限
agents-not-permitted-text = 如需管理经办人，请联系本单位法定代表人为您开通“管理权限”。
agent-title = 经办人
agent-self = 本人
agent-state = 状态
agent-permissions = 权限
agent-account-name = 账号名
agent-no-account-name = 未设置
agent-valid-until = 有效期至
agent-until = 有效期至 { $date }
agent-no-end = 长期有效
agent-last-login = 最近登录
agent-never-logged-in = 尚未登录过
agent-created-at = 添加时间
agent-updated-at = 最近修改
agent-gone-title = 没有这位经办人
agent-gone-text = 可能已被删除，或不属于当前单位。
agent-self-note = 这是您本人。您不能在这里修改自己的权限、停用或删除自己；密码请用“修改密码”更改。
agent-shared-note = 此人同时为其他单位办理业务，姓名、证件、手机号码、账号名和密码只能由其本人修改。您可以调整其在本单位的权限和有效期，也可以停用或删除。

## Actions
agent-set-password = 修改密码
agent-invite = 重新发送邀请
agent-invite-done = 已向{ $name }发送邀请短信
agent-disable = 停用
agent-disable-title = 停用{ $name }？
agent-disable-text = 停用后，此人立即退出登录，不能再为本单位办理业务；已提交的业务不受影响。以后可以重新启用。
agent-disable-done = 已停用{ $name }
agent-enable = 启用
agent-enable-title = 启用{ $name }？
agent-enable-text = 启用后，此人可以按原有权限继续为本单位办理业务。
agent-enable-done = 已启用{ $name }
agent-delete = 删除
agent-delete-title = 删除{ $name }？
agent-delete-text = 删除后，此人立即退出登录，不能再为本单位办理业务，且无法恢复；已提交的业务会保留。如果只是暂时不用，可以选择停用。
agent-delete-done = 已删除{ $name }

## Form
agent-new-title = 添加经办人
agent-new-lead = 请按经办人的证件填写。
agent-edit-title = 编辑经办人
agent-edit-done = 已保存对{ $name }的修改
agent-no-edit-title = 不能编辑这位经办人
agent-no-edit-text = 您不能在这里编辑自己，请联系本单位法定代表人。
agent-keep-hint = 现为 { $masked }，不修改请留空
agent-mobile-hint = 经办人本人的手机号，用于接收邀请和登录
agent-account-name-hint = 以字母开头，可用字母、数字、下划线、点和短横线；用于登录
agent-start = 登录密码
agent-start-invitation = 发短信邀请
agent-start-invitation-note = 对方打开短信中的链接，自己设置密码
agent-start-password = 设置初始密码
agent-start-password-note = 由您告知对方，首次登录时必须修改
agent-initial-password = 初始密码
agent-initial-password-hint = 请通过可靠的方式告知对方，不要写在公开的地方
agent-permission-file-applications-note = 填报、提交企业职工正常退休申请
agent-permission-manage-agents-note = 添加、编辑、停用和删除经办人
agent-permission-not-held = 您自己没有这项权限，不能授予他人
agent-valid-until-hint = 到期次日起不能再办理；留空表示长期有效
agent-added-title = 已添加经办人{ $name }
agent-added-invited = 邀请短信已发送至 { $mobile }。对方打开短信中的链接设置密码后，即可登录办理业务。
agent-added-invitation-failed = 经办人已添加，但邀请短信没有发出去。
agent-invitation-failed-note = 请稍后重新发送邀请。对方收到短信并设置密码后才能登录。
agent-added-existing = 此人已有账号，可直接用原来的密码登录；通知短信已发送至 { $mobile }。
agent-added-existing-not-told = 此人已有账号，可直接用原来的密码登录。通知短信没有发出去，请自行告知对方。
agent-added-password = 请把账号名 { $account } 和初始密码告知对方。首次登录时，系统会要求修改密码。
agent-added-detail = 查看经办人
agent-added-another = 继续添加

## Password
agent-password-title = 修改经办人密码
agent-password-note = 保存后，{ $name }会立即退出登录，并收到短信提醒；下次登录时必须改成自己的密码。
agent-password-done = 已修改{ $name }的密码
agent-no-password-title = 不能修改这位经办人的密码
agent-no-password-text = 当前状态下不能修改密码：尚未激活的经办人请重新发送邀请，已停用的请先启用；您自己的密码请在“我的”中修改。

## Conflict
conflict-text = 您编辑期间，此人的信息在 { $time } 被其他人修改过。请逐项选择保留哪个版本。
conflict-mine = 您填写的
conflict-theirs = 现在的（由他人修改）
conflict-none = 您填写的内容与最新内容一致。
conflict-save = 按所选内容保存
conflict-discard = 放弃我的修改

## Step-up
step-up-title = 身份验证
step-up-why = 为保护单位账号安全，{ $action }前请确认是您本人操作。
step-up-for-add-agent = 添加经办人
step-up-for-edit-agent = 保存对经办人的修改
step-up-for-set-agent-password = 修改经办人密码
step-up-for-switch-agent = 停用或启用经办人
step-up-for-delete-agent = 删除经办人
step-up-for-enrol-face = 开通人脸验证
step-up-way = 验证方式
step-up-way-password-and-code = 密码 + 短信验证码
step-up-way-password-and-code-note = 输入您的登录密码，并用本人手机接收验证码
step-up-way-face = 人脸验证
step-up-way-face-note = 对着摄像头做两三个动作，大约 15 秒
step-up-face-to-enrol = 也可以开通人脸验证，以后刷脸确认身份。
step-up-face-enrol = 了解并开通
step-up-face-spent = 今天的人脸验证次数已用完，请用密码和短信验证码。
step-up-password = 登录密码
step-up-password-hint = 您自己的登录密码，不是经办人的密码
step-up-mobile = 验证码发送至
step-up-nothing-title = 没有需要验证的操作
step-up-nothing-text = 请从要办理的页面重新进入。
