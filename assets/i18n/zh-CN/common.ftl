# Words that every page shares.
app-name = 社保企业办
app-tagline = 企业社会保险业务，在线就能办
app-without-renderer = 这是没有界面的构建。浏览器请用 --target wasm32-unknown-unknown，桌面请加 --features desktop，手机请加 --features mobile。
window-title = { $page } · 社保企业办
skip-to-content = 跳到主要内容
demo-banner = 演示系统
demo-outbox = 短信收件箱
foot-links = 协议与政策
legal-terms = 用户服务协议
legal-privacy = 隐私政策
legal-face = 人脸信息处理同意书
large-print = 大字
other-language = English

## Actions
back = 返回
cancel = 取消
save = 保存
confirm = 确定
retry = 重试
edit = 编辑
delete = 删除
close = 关闭
copy = 复制
copied = 已复制
next-step = 下一步
previous-step = 上一步
load-more = 查看更多
list-looking = 正在继续查找…
list-looking-stop = 停止查找
list-looking-stopped = 还没有查完，目前没有找到符合条件的申请。可以继续查找，或调整查询条件。
log-out = 退出登录
search-clear = 清除搜索内容
loading = 正在加载…
helpline = 服务热线

## Failures
error-network = 连接不上服务器。请检查网络后重试，已填写的内容会保留。
error-unexpected-answer = 服务器的回应无法识别。请稍后重试，或拨打服务热线。
error-page-title = 页面没有加载成功
error-page-offline = 网络连接不上
request-id = 拨打服务热线时可提供编号：{ $id }
retry-after = { $time } 后可以重试。
summary-title = 请修改以下内容：
summary-line = { $label }：{ $message }
not-found-title = 没有这个页面
not-found-text = 地址可能输错了，或者页面已经移走。
not-found-home = 回到首页

## Fields
field-optional = （选填）
field-mobile = 手机号码
field-sms-code = 短信验证码
field-password = 密码
field-new-password = 新密码
field-name = 姓名
field-document-type = 证件类型
field-document-number = 证件号码
field-credit-code = 统一社会信用代码
field-enterprise-name = 单位名称
select-please = 请选择
password-show = 显示密码
password-hide = 隐藏密码
password-rule-length = 至少 8 个字符
password-rule-classes = 大写字母、小写字母、数字、符号中至少 3 种
password-rule-guessable = 不是常见密码，不含本人的号码或账号
password-rule-kept = （已满足）
password-rule-open = （未满足）
sms-code-get = 获取验证码
sms-code-wait = { $seconds } 秒后重发
sms-code-sent = 验证码已发送至 { $mobile }

## Domain
document-type-resident-id = 居民身份证
document-type-hk-macao-taiwan-residence-permit = 港澳台居民居住证
document-type-foreign-permanent-resident = 外国人永久居留身份证
document-type-passport = 护照
document-type-hk-macao-travel-permit = 港澳居民来往内地通行证
document-type-taiwan-travel-permit = 台湾居民来往大陆通行证
role-legal-representative = 法定代表人
role-agent = 经办人
permission-file-applications = 业务申报
permission-manage-agents = 管理权限
agent-state-invited = 待激活
agent-state-active = 正常
agent-state-disabled = 已停用
agent-state-expired = 已到期

## Menu
nav-main = 主菜单
nav-home = 首页
nav-enterprise = 单位中心
nav-enterprise-legal = 法人中心
nav-account = 账号设置
nav-agents = 我的经办人
nav-audit-log = 操作记录
nav-me = 我的
nav-sessions = 登录设备
nav-settings = 设置
nav-applications = 企业职工正常退休申请
tab-applications = 业务
nav-notices = 消息
notice-came = 有新消息
notices-unread-count = { $count } 条未读
agency-link = 审核人员登录
agency-region = 行政区划 { $region }
application-party-enterprise = 单位
application-party-first-reviewer = 初审
application-party-second-reviewer = 复审
actor-operator = 系统管理员
actor-agency = 社保经办机构
actor-unknown = 未登录人员
switch-enterprise = 切换单位
