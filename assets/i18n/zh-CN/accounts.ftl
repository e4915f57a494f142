# Words of the pages that open an account and come back to it.

## Log in
login-title = 单位登录
login-to-go-on = 请先登录，登录后回到刚才的页面。
login-ways = 登录方式
login-by-password = 密码
login-by-sms = 验证码
login-by-qr = 扫码
login-password-here = 密码登录在这里
login-identifier = 账号
login-identifier-hint = 手机号码、账号名或统一社会信用代码
login-submit = 登录
login-help = 注册与找回
login-register = 没有账号？立即注册
login-forgotten = 忘记密码
login-appeal = 账号申诉
pitch-apply = 手机就能办
pitch-apply-text = 随时随地办理单位社保业务，填过的内容不会丢失。
pitch-agents = 经办人自己管
pitch-agents-text = 法定代表人在线添加、停用经办人，权限一目了然。
pitch-safe = 安全有保障
pitch-safe-text = 重要操作都要再次验证身份，每一步都有记录可查。
qr-label = 登录二维码
qr-scan-me = 请用已登录的手机扫码
qr-how = 在手机上打开“社保企业办”，点“扫一扫”；也可以用手机相机或浏览器扫码打开。
qr-scanned = 扫码成功，请在手机上确认
qr-expired = 二维码已失效，请刷新
qr-refused = 已在手机上拒绝登录
qr-refresh = 刷新二维码

## Register
register-title = 法人注册
register-lead = 由法定代表人为本单位注册。请准备好营业执照、本人证件和手机，约需 3 分钟。
register-step-enterprise = 单位信息
register-step-person = 法定代表人
register-step-account = 手机号码与密码
register-credit-code-hint = 营业执照上的 18 位代码
register-credit-code-confirm = 我已核对，信用代码无误
register-enterprise-name-hint = 与营业执照上的名称一致
register-legal-rep-name = 法定代表人姓名
register-legal-rep-name-hint = 与本人证件上的姓名一致
register-mobile-hint = 法定代表人本人的手机号码，用于登录和接收验证码
register-password = 设置登录密码
register-password-hint = 如果该手机号已有账号，请填写原来的密码
register-submit = 注册
register-have-account = 已有账号？
register-log-in = 直接登录
register-done = 注册成功，已为您登录
consent-agree = 我已阅读并同意
consent-title = 《{ $title }》
legal-chinese-only = 本文本以中文为准。

## Forgotten password
reset-title = 忘记密码
reset-lead = 用手机验证码重新设置登录密码。
reset-mobile-hint = 注册时或由单位登记的手机号码
reset-submit = 重设密码
reset-done = 密码已重设，请用新密码登录
reset-number-gone = 手机号码已不再使用？

## Appeal
appeal-title = 账号申诉
appeal-lead = 无法登录、手机号码停用或单位被他人注册时，请在这里说明情况。工作人员核实后会与您联系。
appeal-name = 您的姓名
appeal-contact = 联系手机号码
appeal-contact-hint = 处理结果会发短信到这个号码
appeal-credit-code-hint = 营业执照上的 18 位代码；不清楚可以不填
appeal-statement = 情况说明
appeal-statement-hint = 请写明遇到的问题和希望怎样处理，至少 10 个字
appeal-submit = 提交申诉
appeal-done = 申诉已提交
appeal-done-text = 我们会尽快核实，处理结果会发短信通知您。咨询时请提供受理编号。
appeal-receipt-number = 受理编号
appeal-received-at = 提交时间
appeal-copy = 复制编号
appeal-to-login = 回到登录

## Choose an enterprise
choose-title = 选择单位
choose-lead = { $name }，请选择要办理业务的单位。
choose-current = 当前
choose-none-title = 没有可办理的单位
choose-none = 您目前没有可办理业务的单位
choose-none-text = 您的经办权限可能已停用或到期。请联系单位的法定代表人，或拨打服务热线。

## Replace an initial password
set-password-title = 设置您自己的密码
set-password-why = 现在的密码是单位管理人员设置的。为了账号安全，请先换成只有您自己知道的密码。
set-password-current = 现在的密码
set-password-submit = 确定并继续
set-password-done = 密码已设置

## Home
home-hello = 您好，{ $name }
home-mind = 请注意
home-permission-ends = 您的经办权限将于 { $date } 到期。需要继续办理的，请联系法定代表人延期。
home-to-do = 待办事项
home-nothing-to-do = 目前没有需要处理的事项。
home-first-agent = 添加第一位经办人
home-first-agent-note = 经办人可以代表单位办理业务
home-invited = { $count } 位经办人尚未激活
home-invited-note = 可以重新发送邀请短信
home-expired = { $count } 位经办人的权限已到期
home-expired-note = 可以延长有效期或删除
home-services = 常用功能
home-agents = 经办人管理
home-agents-note = 添加、编辑、停用经办人
home-scan = 扫一扫
home-scan-note = 扫描电脑上的二维码登录
home-audit-log-note = 本单位账号的所有操作
home-sessions-note = 查看和退出已登录的设备
home-applications = 退休申请
home-applications-note = 填报、提交、查询
home-corrections = { $count } 份申请需要补正材料
home-corrections-note = 请按审核意见修改后重新提交
home-rejected = { $count } 份申请审核不通过
home-rejected-note = 请查看原因，能改正的重新填报
home-drafts = { $count } 份申请还没有提交
home-drafts-note = 填写完整后提交，审核人员才能看到
