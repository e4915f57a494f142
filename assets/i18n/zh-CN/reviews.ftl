# 审核

## 审核意见的类别
review-reason-unclear = 照片不清晰
review-reason-incomplete = 缺页或拍摄不全
review-reason-wrong-document = 材料不符，不是所要求的材料
review-reason-expired = 材料已过有效期
review-reason-differs-from-register = 与社保登记信息不一致
review-reason-differs-from-document = 与所附材料不一致
review-reason-proof-missing = 缺少证明材料
review-reason-signature-missing = 缺少签字或盖章
review-reason-filled-wrong = 填写有误
review-reason-not-entitled = 不符合退休条件
review-reason-other = 其他
review-reason-and-text = { $name }：{ $text }
review-page-of-material = { $material } 第 { $page } 页

## 待办队列
review-shelf-open = 待受理
review-shelf-mine = 我受理的
review-shelf-held = 他人受理的
review-shelf-overdue = 已超期
review-shelf-all = 全部

## 登录
agency-login-title = 审核人员登录
agency-login-lead = 供社保经办机构的审核人员使用。
agency-login-name = 登录名
agency-login-code = 动态验证码
agency-login-code-hint = 验证器上显示的 6 位数字；没有验证器时填写恢复码
agency-login-enterprise = 单位登录
agency-codes-few = 恢复码只剩 { $count } 个，请联系管理员。

## 队列
agency-queue = 审核队列
agency-shelves = 按受理情况查看
agency-next = 领取下一件
agency-none-waits = 没有待受理的申请了。
agency-number = 按证件号码查找
agency-number-hint = 完整号码，不限状态
agency-number-clear = 返回队列
agency-oldest = 先提交的在前
agency-newest = 后提交的在前
agency-refresh = 刷新
agency-submissions = 第 { $count } 次提交
agency-due = 办理期限
agency-days = 剩余工作日
agency-days-left = 剩 { $days } 个工作日
agency-due-today = 今天到期
agency-overdue = 已超期 { $days } 个工作日
agency-holder = 受理人
agency-nobody = 无人受理
agency-until = 受理有效至 { $time }
agency-review = 审核
agency-empty-open = 没有待受理的申请
agency-empty-open-text = 新提交的申请会自动出现在这里。
agency-empty-mine = 您还没有受理申请
agency-empty-mine-text = 点【领取下一件】，从等得最久的一件办起。
agency-empty-other = 这里没有申请
agency-empty-other-text = 可以切换到别的分类看看。
agency-empty-number = 本地区没有这个证件号码的申请
agency-empty-number-text = 请核对号码是否完整、正确。

## 办理页
agency-gone-title = 没有这份申请
agency-gone-text = 它可能已被撤销，或不属于您的地区。
agency-back = 返回审核队列
agency-panes = 切换内容
agency-pane-form = 表单
agency-pane-photos = 材料
agency-pane-history = 记录
agency-pane-decide = 意见
agency-others = 此人的其他申请（{ $count }）
agency-handled = 没有{ $action }成功：这份申请刚刚被别人处理过。下面已是最新状态。
agency-lost = 您的受理已到期或已转办给他人。下面已是最新状态。
agency-before = 上次：{ $value }
agency-flag = 对“{ $place }”提出意见
agency-flag-page = 标记此页
agency-flag-whole = 对整份申请提出意见
agency-not-uploaded = 未上传
agency-wanted = 必需
agency-unread = 未看
agency-unread-count = 还有 { $count } 页必看材料没有打开：
agency-unread-approve = 打开全部必看材料后才能审核通过。
agency-unread-confirm = 我知道这些页没有看过
agency-no-photos = 没有上传材料。
agency-native = 请在浏览器中查看材料。
agency-whole = 适合窗口
agency-beside = 并排对照
agency-beside-which = 对照的材料
agency-page = { $material } { $page }/{ $pages }

## 意见与决定
agency-reasons = 审核意见（{ $count }）
agency-reasons-none = 还没有意见。看到问题时，点旁边的旗标即可添加。
agency-reason-title = 审核意见
agency-reason-kind = 类别
agency-reason-text = 意见内容
agency-reason-edit = 修改对“{ $place }”的意见
agency-reason-remove = 删除对“{ $place }”的意见
agency-reasons-first = 请先添加至少一条意见，再{ $action }。
agency-ask-approve = 审核通过{ $name }的申请？
agency-ask-other = { $action }：{ $name }
agency-drops-reasons = 已写的 { $count } 条意见不会发送。
agency-done = 已{ $action }
agency-decided = 您的决定：{ $event }
agency-undo-left = 还可以撤回 { $time }

## 快捷键
agency-keys = 快捷键
agency-keys-on = 使用单键快捷键
agency-key-wide = 把光标移出输入框后有效。
