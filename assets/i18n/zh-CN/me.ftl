# Words of the app: me.
me-password = 修改密码
me-account-name = 账号名 { $name }
me-switch-note = 您可以为 { $count } 个单位办理业务
settings-note = 语言、大字版、关于
log-out-title = 退出登录？
log-out-text = 退出后，此设备上未提交的填写内容、未传完的照片和文件会清除。
list-separator = 、
device-unknown = 未知设备

## Enterprise
enterprise-my-role = 我的身份
enterprise-my-permissions = 我的权限
enterprise-all-permissions = 全部权限
enterprise-management = 单位管理
enterprise-account-note = 我的经办人、密码、登录设备
account-about-me = 本人信息
account-about-me-hint = 本人信息有变化时，经办人请联系单位的管理人员；法定代表人请通过“账号申诉”或服务热线办理。

## Own password
password-current = 当前密码
password-change-note = 修改后，您在其他设备上的登录会全部退出，本设备保持登录。
password-change-done = 密码已修改，其他设备已退出登录

## Sessions
sessions-lead = 您的账号正在这些地方登录。
sessions-hint = 发现不认识的设备时，请立即让它退出，并修改密码。
session-current = 当前设备
session-ip = 网络地址 { $ip }
session-last-used = 最近使用 { $time }
session-created = 登录时间 { $time }
session-end = 退出
session-end-of = 退出 { $device }
session-end-title = 让这台设备退出登录？
session-end-text = { $device }（网络地址 { $ip }）将立即退出，需要重新登录才能使用。
session-end-others = 退出其他所有设备
session-end-others-title = 退出其他所有设备？
session-end-others-text = 除当前设备外，您在所有设备上的登录都会立即退出。
session-ended = 已退出登录

## Log
audit-note = 谁在什么时候做了什么
audit-lead = 本单位账号和经办人的操作，最新的在前。
audit-not-permitted-title = 只有法定代表人可以查看操作记录
audit-not-permitted-text = 如需了解，请联系本单位法定代表人。
audit-empty-title = 还没有操作记录
audit-empty-text = 登录、添加经办人等操作会记录在这里。
audit-by = 操作人：{ $name }
audit-about = ，对象：{ $name }
audit-changed = 修改内容：{ $fields }
audit-from = 网络地址 { $ip }
audit-action-enterprise-registered = 注册单位
audit-action-logged-in = 登录
audit-action-login-failed = 登录失败
audit-action-session-ended = 退出登录
audit-action-qr-login-approved = 确认扫码登录
audit-action-password-changed = 修改本人密码
audit-action-password-reset = 找回密码
audit-action-step-up-passed = 身份验证通过
audit-action-step-up-failed = 身份验证失败
audit-action-agent-added = 添加经办人
audit-action-agent-edited = 编辑经办人
audit-action-agent-password-set = 修改经办人密码
audit-action-agent-disabled = 停用经办人
audit-action-agent-enabled = 启用经办人
audit-action-agent-deleted = 删除经办人
audit-action-agent-invited = 重新发送邀请
audit-action-invitation-accepted = 接受邀请
audit-action-appeal-made = 提交账号申诉
audit-action-appeal-settled = 账号申诉处理完毕
audit-action-application-created = 新建退休申请
audit-action-application-submitted = 提交退休申请
audit-action-application-withdrawn = 撤销退休申请
audit-action-application-refiled = 补正重新填报
audit-action-application-deleted = 删除退休申请
audit-action-application-claimed = 受理退休申请
audit-action-application-passed-first-review = 初审通过
audit-action-application-sent-back = 退回初审
audit-action-application-correction-requested = 要求材料补正
audit-action-application-rejected = 审核不通过
audit-action-application-approved = 审核通过
audit-action-attachment-added = 上传附件
audit-action-attachment-deleted = 删除附件
audit-action-attachments-reordered = 调整附件顺序
audit-action-reviewer-created = 新增审核人员
audit-action-insured-person-looked-up = 查询社保信息
audit-action-documents-viewed = 查看附件
audit-action-documents-downloaded = 下载全部附件
audit-action-applications-exported = 导出申请列表
audit-action-audit-exported = 导出操作记录
audit-action-audit-chain-begun = 操作记录开始链式保存
audit-action-face-consent-given = 同意使用人脸验证
audit-action-face-consent-withdrawn = 撤回人脸验证同意
audit-action-face-enrolled = 开通人脸验证
audit-action-face-enrolment-failed = 开通人脸验证未通过
audit-action-face-enrolment-approved = 批准开通人脸验证
audit-action-face-enrolment-refused = 不批准开通人脸验证
audit-action-face-verified = 人脸验证通过
audit-action-face-verification-failed = 人脸验证未通过
audit-action-face-template-deleted = 删除人脸特征
audit-for = 用途：{ $purpose }
audit-purpose-retirement-application = 企业职工正常退休申请

## Settings
settings-language = 语言
language-name-zh-cn = 简体中文
language-name-en = English
settings-display = 显示
settings-security = 身份验证
settings-large-print = 大字版
settings-large-print-note = 放大全部文字和按钮
settings-about = 关于
settings-app-version = 应用版本
settings-server-version = 服务器版本

## QR login
qr-title = 扫码登录确认
qr-lead = 有一台设备请求用您的账号登录。
qr-device = 设备
qr-ip = 网络地址
qr-when = 请求时间
qr-as = 登录账号
qr-warning = 请确认是您自己正在这台设备上登录。如果二维码是别人发给您的，请拒绝。
qr-countdown = { $time } 后失效
qr-approve = 确认登录
qr-refuse = 拒绝
qr-approved-title = 已确认登录
qr-approved-text = 请回到电脑上继续操作。不用时可以在“登录设备”中让它退出。
qr-refused-title = 已拒绝登录
qr-refused-text = 对方无法登录您的账号。如果不是您本人操作，建议修改密码。
qr-ended-title = 二维码已失效
qr-ended-text = 二维码只在 2 分钟内有效，且只能使用一次。请在电脑上刷新后重新扫描。
scan-title = 扫一扫登录
scan-note = 扫描电脑上的二维码，免输密码登录
scan-lead = 将电脑登录页上的二维码放入框内。
scan-picture = 摄像头画面
scan-opening = 正在打开摄像头…
scan-live = 正在识别…
scan-foreign = 这不是本系统的登录二维码，请扫描本系统登录页上的二维码。
scan-no-camera = 无法使用摄像头：设备没有摄像头，或此浏览器不支持。请用下面的办法。
scan-denied = 没有使用摄像头的权限。请在浏览器或手机设置中允许本页面使用摄像头，然后重试。
scan-in-use = 摄像头正被其他程序占用。请关闭其他程序后重试。
scan-otherwise = 扫不了？
scan-otherwise-phone = 可以用手机自带的相机扫描二维码，再打开识别出的链接；也可以在下面输入二维码的网址。
scan-address = 二维码的网址
scan-address-hint = 例如 /qr/ 开头的一段，或完整网址
scan-open = 打开
error-not-a-login-address = 这不是本系统的登录网址，请检查是否完整。

## Invitation
invitation-title = 经办人邀请
invitation-lead = { $name }，您好！{ $enterprise }邀请您担任经办人。设置密码后即可登录办理业务。
invitation-other-session = 此设备当前由{ $name }登录。接受邀请后将改为您的账号。
invitation-expires = 邀请有效期至
invitation-password = 设置登录密码
invitation-password-hint = 以后用账号名或手机号和此密码登录
invitation-accept = 接受邀请并登录
invitation-done = 密码已设置，欢迎使用
invitation-not-me = 如果您不认识这家单位，请不要继续，并关闭本页面。
invitation-ended-title = 邀请已失效
invitation-ended-text = 邀请可能已经使用过、被新的邀请代替，或超过了有效期。已设置过密码的请直接登录；否则请联系单位的管理人员重新发送。
invitation-login = 去登录

## Demonstration
demo-sms-title = 短信收件箱
demo-sms-lead = 演示系统不会真的发送短信，所有短信都显示在这里，每 3 秒自动更新。
demo-sms-filter = 按手机号筛选
demo-sms-empty-title = 还没有短信
demo-sms-empty-text = 获取验证码或添加经办人后，短信会出现在这里。
demo-sms-off-title = 这里没有短信收件箱
demo-sms-off-text = 正式系统的短信会发送到手机上。
demo-sms-copy-code = 复制验证码 { $code }
demo-sms-copy-failed = 此浏览器不允许复制，请手动输入
demo-sms-open = 打开链接
