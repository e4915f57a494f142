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
application-event-passed-first-review = 初审通过
application-event-sent-back = 退回初审
application-event-correction-requested = 要求材料补正
application-event-rejected = 审核不通过
application-event-approved = 审核通过
application-event-record-refreshed = 重新获取社保信息
application-party-enterprise = 单位
application-party-first-reviewer = 初审
application-party-second-reviewer = 复审
