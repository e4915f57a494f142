# 企业职工正常退休申请: names of statuses, steps, fields and choices, which form, list, details and export share.

application-title = 企业职工正常退休申请

## 业务状态
application-status-draft = 未提交
application-status-submitted = 提交待初审
application-status-in-second-review = 待复审
application-status-correction-requested = 材料补正
application-status-rejected = 审核不通过
application-status-approved = 审核通过

## Actions
application-action-edit = 编辑
application-action-submit = 提交
application-action-withdraw = 撤销
application-action-refile = 材料补正重新填报
application-action-delete = 删除
application-action-claim = 受理
application-action-approve = 审核通过
application-action-send-back = 退回初审
application-action-request-correction = 要求材料补正
application-action-release = 退回待受理
application-action-take-over = 转办给我
application-action-undo = 撤回决定
application-action-reject = 审核不通过

## Steps
application-section-person = 人员信息
application-section-determination = 退休认定信息
application-section-card = 社保卡参考信息
application-section-deemed-periods = 视同缴费信息
application-section-special-work = 特殊工种工作经历
application-section-materials = 附件材料
application-section-review = 核对并提交

## Fields
application-field-name = 姓名
application-field-document-type = 证件类型
application-field-document-number = 证件号码
application-field-sex = 性别
application-field-birth-date = 出生日期
application-field-personal-number = 个人编号
application-field-first-insured-month = 首次参保年月
application-field-account-opened-month = 个人账户建立年月
application-field-paid-months = 实际缴费月数
application-field-mobile = 联系电话
application-field-archive-birth-date = 档案记载出生日期
application-field-archive-birth-reason = 差异说明
application-field-category = 退休类别
application-field-post = 岗位
application-field-work-start-month = 参加工作年月
application-field-choice = 退休时间选择
application-field-chosen-month = 选择的退休年月
application-field-notice-date = 书面告知或约定日期
application-field-retirement-month = 退休年月
application-field-card-wrong = 登记的社保卡信息有误
application-field-bank = 发放银行
application-field-card-number = 银行账号
application-field-remarks = 备注
application-field-from = 起始年月
application-field-to = 终止年月
application-field-employer = 工作单位
application-field-interruption-months = 中断月数
application-field-work-kind = 特殊工种类别
application-field-job-title = 工种名称
application-field-status = 业务状态
application-field-agent = 经办人
application-field-submitted-at = 提交时间
application-field-updated-at = 修改时间
application-field-enterprise = 单位名称
application-row = 第 { $row } 条

## Choices
sex-male = 男
sex-female = 女
application-category-male = 男职工（原退休年龄 60 岁）
application-category-female-55 = 女职工（管理或技术岗位，原退休年龄 55 岁）
application-category-female-50 = 女职工（其他岗位，原退休年龄 50 岁）
application-category-special-work = 特殊工种提前退休
application-category-short-male = 男职工
application-category-short-female-55 = 女职工（55 岁）
application-category-short-female-50 = 女职工（50 岁）
application-category-short-special-work = 特殊工种
application-choice-statutory = 按法定退休年龄
application-choice-flexible-early = 弹性提前退休
application-choice-flexible-late = 弹性延迟退休
work-kind-high-altitude = 高空作业
work-kind-very-heavy-labour = 特别繁重体力劳动
work-kind-underground = 井下作业
work-kind-high-temperature = 高温作业
work-kind-other-harmful = 其他有害身体健康工作

## Materials
material-id-card-front = 身份证（人像面）
material-id-card-back = 身份证（国徽面）
material-household-register = 户口簿
material-personnel-archive = 职工档案（招工表、调动表、工资表等）
material-pension-handbook = 养老保险手册
material-approval-form = 退休审批表（已签字）
material-portrait = 一寸照片
material-social-security-card-front = 社保卡（正面）
material-deemed-contribution-proof = 视同缴费证明
material-special-work-approval = 特殊工种审批材料
material-public-notice-proof = 公示证明
material-veteran-certificate = 退役军人证明
material-other = 其他材料

## History
application-event-created = 新建
application-event-submitted = 提交
application-event-withdrawn = 撤销
application-event-refiled = 开始补正重新填报
application-event-claimed = 受理
application-event-released = 退回待受理
application-event-taken-over = 转办
application-event-claim-expired = 受理到期，重新待受理
application-event-decision-undone = 撤回决定
application-event-passed-first-review = 初审通过
application-event-sent-back = 退回初审
application-event-correction-requested = 要求材料补正
application-event-rejected = 审核不通过
application-event-approved = 审核通过
application-event-record-refreshed = 重新获取社保信息

## Paths of fields
application-row-of-list = { $list } 第 { $row } 条
application-field-in-row = { $list } 第 { $row } 条 { $field }
application-whole = 整份申请
value-empty = （空）
value-yes = 是
value-no = 否
row-months = { $months } 个月

## List
applications-add = 添加
applications-add-first = 添加第一份申请
applications-empty-title = 还没有退休申请
applications-empty-text = 有职工到了退休年龄，就在这里申请。请点【添加】，填写姓名和证件号码，先获取社保信息。
applications-none-title = 没有符合条件的申请
applications-none-text = 可以少填几个条件再查，或清空全部条件。
applications-refused = 查询条件有误，请按提示修改后再查询。
applications-not-permitted-title = 您没有业务申报的权限
applications-not-permitted-text = 如需办理退休申请，请联系本单位法定代表人为您开通“业务申报”权限。
applications-statuses = 按业务状态查看
applications-all = 全部
applications-view = 查看详情
applications-no-category = 类别未定
applications-time = 时间
applications-actions = 操作
applications-export = 导出表格
applications-undecided = 未定
applications-submitted = 提交
applications-updated = 修改
applications-refiling = 补正中
applications-open-of = 查看{ $name }的申请

## Filters
filters-title = 查询条件
filters-open = 筛选
filters-open-count = 筛选（已选 { $count } 项）
filters-apply = 查询
filters-clear = 清空
filters-any = 全部
filters-name-hint = 可以只填一部分
filters-document-hint = 请填写完整号码
filters-month-from = 退休年月从
filters-month-to = 退休年月至
filters-submitted-from = 提交日期从
filters-submitted-to = 提交日期至
filters-mine = 只看我办理的
filters-agent-self = 本人（{ $name }）
filters-agent-other = 所选经办人
filters-sort = 排序
application-sort-updated = 最近修改的在前
application-sort-submitted = 最近提交的在前
application-sort-retirement-month = 退休年月早的在前

## What is done to an application, and asked about first
application-withdraw-title = 撤销{ $name }的退休申请？
application-withdraw-text = 撤销后回到“未提交”，可以修改后重新提交。审核时限会从重新提交之日起算。
application-withdraw-done = 已撤销{ $name }的退休申请，可以修改后重新提交
application-delete-title = 删除{ $name }的退休申请？
application-delete-text = 填写的内容和上传的附件会一并删除，不能恢复。
application-delete-done = 已删除{ $name }的退休申请
application-refile-title = 重新填报{ $name }的退休申请？
application-refile-text = 原来填写的内容和附件都会保留。请按审核意见修改，改完后再提交一次。
application-refile-done = 可以修改{ $name }的退休申请了，改完后请提交
application-deed-handled = 没有{ $action }成功：审核人员刚刚受理或处理了这份申请。下面已是最新状态。
application-deed-changed = 没有{ $action }成功：这份申请刚刚被修改过。下面已是最新内容，请核对后再操作。
application-deed-not-allowed = 没有{ $action }成功：这份申请的状态刚刚变了，现在不能进行此操作。下面已是最新状态。
application-deed-gone = 没有{ $action }成功：这份申请已被删除。

## Details
application-gone-title = 没有这份申请
application-gone-text = 可能已被删除，或不属于当前单位。
applications-back = 返回申请列表
application-note-draft = 还没有提交，审核人员看不到。请填写完整后提交。
application-note-submitted-open = 审核人员尚未受理，可以撤销。受理后会在 { $days } 个工作日内审核完毕，时限从提交之日起算。
application-note-submitted-claimed = 审核人员已经受理，正在初审，不能再撤销。会在提交之日起 { $days } 个工作日内审核完毕。
application-note-in-second-review = 初审已通过，正在复审，现在不需要您做什么。会在提交之日起 { $days } 个工作日内审核完毕。
application-note-correction-requested = 审核人员要求补正。请先看下面的审核意见，再点【材料补正重新填报】修改，改完后重新提交。
application-note-rejected = 审核没有通过，原因见下面的审核意见。可以改正的，请点【材料补正重新填报】修改后重新提交。
application-note-refiling = 您已开始重新填报。请按下面的审核意见修改，改完后提交；提交之前审核人员看不到修改。
application-note-approved = 审核已通过，这项业务已经办结。
application-status-since = 第 { $count } 次提交于 { $time }
application-reasons = 审核意见
application-reasons-at = 看“{ $part }”的意见（{ $count } 条）
application-reasons-in-all = 审核意见共 { $count } 条：
application-record-fetched-at = 社保信息获取于 { $time }
application-reveal = 显示
application-conceal = 隐藏
application-reveal-what = 显示{ $what }
application-conceal-what = 隐藏{ $what }
application-not-filled = 未填写
application-no-deemed-periods = 没有视同缴费时段。
application-no-special-periods = 没有特殊工种工作经历。
application-no-materials = 还没有上传附件。
application-sum-months = 合计 { $months } 个月
application-card-of-register = 登记的社保卡
application-card-given = 更正后的社保卡
application-dates = 办理信息
application-created-by = 创建人
application-created-at = 创建时间
application-updated-by = 最近修改人
application-open-file = 打开{ $name }（新窗口）
application-file-pdf = PDF 文件
application-file-picture = 图片
size-kb = { $size } KB
size-mb = { $size } MB

## History
application-history = 办理记录
application-history-by = { $party } · { $name }
application-history-submission = 第 { $number } 次提交
application-history-differences = 与上次提交相比，修改了：
application-history-no-differences = 与上次提交相比，填写内容没有变化。
application-difference = { $field }：{ $before } → { $after }
application-reason-at-field = { $field }：{ $text }
