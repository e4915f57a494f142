# 退休申请填报: the form, its drafts, its findings.

application-new-title = 新建退休申请
application-new-lead = 先获取职工的社保信息，系统已登记的内容不用再填。
application-edit-title = 填写退休申请


## Whom it is about
application-new-name-hint = 按证件上的姓名填写
application-fetch = 获取社保信息
application-fetched = 已获取
application-fetched-at = 获取时间 { $time }
application-record-title = 已获取的社保信息
application-record-none = 未登记
application-record-check = 以上内容来自社保登记，不能修改。请与职工本人核对。
application-record-reject = 不是此人，重新填写
application-confirm = 确认无误，继续填写
application-missed-first = 请对照证件，核对姓名、证件类型和证件号码，修改后再获取一次。
application-missed-then = 核对无误仍查不到时，此人可能尚未在本省参保，或登记的姓名、号码有变更，请联系社保经办机构：
application-refetch = 重新获取社保信息
application-refetched = 社保信息已重新获取
application-months = { $months } 个月
application-none = 无
application-blank = 未填写
application-span = { $from } 至 { $to }
application-month-hint = 例如 1982-10，也可以只输 198210
application-month-counted = 这个月也计算在内

## Steps
application-steps = 填写步骤
application-step-count = 第 { $number } 步，共 { $all } 步
application-progress-complete = 已完成
application-progress-open = 还有 { $count } 项未填
application-progress-wrong = 有 { $count } 处需要修改
application-progress-advice = 已完成，有 { $count } 条提醒
application-reason = 审核意见
application-reason-page-gone = { $material }（该页已删除）
application-reasons-count = { $count } 条审核意见

## Saving
application-save-saved = 已保存
application-save-partly = 已保存；填错的内容先存在本机
application-save-saving = 正在保存
application-save-unsaved = 有修改，即将保存
application-save-offline = 网络断开，已保存在本机，恢复后自动上传
application-save-busy = 服务器暂时忙，已保存在本机，稍后自动上传
application-save-conflict = 有冲突，请选择保留哪一份
application-discard = 放弃未上传的修改
application-discard-title = 放弃未上传的修改？
application-discard-text = 本机上还没有上传的内容会被删除，恢复为服务器上最近保存的内容。删除后无法找回。
application-discard-yes = 放弃修改
application-from-device = 网络连接不上。下面是存在本机的内容，可以接着填写，网络恢复后自动上传。
application-kept-here = 这份申请有还没上传的内容存在本机，没有网络也可以接着填写。
application-go-on = 接着填写
application-leave-title = 还有内容没有上传
application-leave-text = 已填写的内容存在本机，下次用这台设备打开这份申请时会接着上传；本机存不下的文件需要重新选择。
application-leave-yes = 仍要离开
application-conflict-text = { $name } 在 { $time } 也修改了这份申请。两份内容都在，没有丢失。
application-conflict-how = 只有一方改过的，已替您选好；双方都改过的，请选择保留哪一份。
application-conflict-both = 双方都改过
application-conflict-mine = 我填写的
application-conflict-theirs = 对方填写的
application-conflict-open = 还有 { $count } 项没有选择
application-not-open-title = 这份申请现在不能编辑（{ $status }）
application-not-open-text = 申请已经提交或已有结果。在详情里可以查看内容和进度。
application-not-open-refile = 申请被退回。请先在详情里点“材料补正重新填报”，再修改。

## 人员信息
application-mobile-hint = 职工本人的手机号码，审核时用来联系
application-archive-differs = 职工档案记载的出生日期与上面的不同
application-archive-fetched = 已登记的出生日期
application-archive-hint = 写明记载在哪份档案材料里、何时形成。由经办机构认定，并请在“附件材料”上传该页。

## 退休认定信息
application-category-post-note = 由工作岗位决定，与身份证无关
application-category-special-note = 须有足够年限的特殊工种工作经历
application-post-hint = 现在的岗位，例如：钳工、车间管理员
application-work-start-hint = 第一次参加工作的年月，例如 1982-10
application-choice-later = 选择退休类别后，这里会显示可以选择的退休时间。
application-choice-no-early = 没有“弹性提前退休”：此人员的退休年龄没有延迟，{ $month } 就是可以退休的最早年月。
application-choice-no-late = 没有“弹性延迟退休”：现行规定未开放。
application-choice-none-special = 特殊工种提前退休不适用弹性提前或弹性延迟。
application-chosen-early-hint = 可以选择 { $first } 至 { $last }
application-chosen-late-hint = 可以选择 { $first } 至 { $last }
application-notice-early = 职工书面告知单位的日期，最迟 { $day }
application-notice-late = 单位与职工书面约定的日期，应不晚于 { $day }
application-notice-first = 填好退休年月后，这里会显示最迟日期
application-outcome-title = 系统计算结果
application-outcome-statutory = 法定退休年月
application-outcome-month = 申请的退休年月
application-outcome-open = 待选择
application-outcome-delayed = { $birth } 出生，原退休年龄 { $age } 岁，{ $original } 达到；按规定延迟 { $delay } 个月，法定退休年月是 { $month }。
application-outcome-not-delayed = { $birth } 出生，原退休年龄 { $age } 岁，{ $original } 达到；不需要延迟，法定退休年月是 { $month }。
application-outcome-special = { $birth } 出生，按特殊工种 { $age } 岁退休，退休年月是 { $month }，不适用延迟。
application-outcome-early = 弹性提前可选 { $first } 至 { $last }。
application-outcome-late = 弹性延迟可选 { $first } 至 { $last }。
application-outcome-counted = 现有缴费 { $counted } 个月（含视同缴费）。选好退休时间后核对最低缴费年限。
application-outcome-enough = 最低缴费 { $minimum } 个月，现有 { $counted } 个月（含视同缴费），已满足。
application-outcome-go-on = 最低缴费 { $minimum } 个月，现有 { $counted } 个月（含视同缴费），还差 { $missing } 个月，退休前继续缴费可以补足。
application-outcome-short = 最低缴费 { $minimum } 个月，现有 { $counted } 个月（含视同缴费），还差 { $missing } 个月，缴到退休也不够。
application-month = { $year } 年 { $month } 月
application-outcome-source = 依据：{ $source }

## 社保卡
application-card-title = 已获取的社保卡
application-card-show = 显示完整号码
application-card-hide = 隐藏号码
application-card-wrong-note = 勾选后填写正确的银行和账号，养老金按填写的发放
application-card-none = 社保登记里没有此人的社保卡，请按卡面填写。
application-bank-hint = 开户银行全称，例如：中国工商银行长春分行
application-card-number-hint = 卡面上的 16 至 19 位数字，可以带空格

## Periods
application-deemed-lead = 建立个人账户前、按国家规定计算的连续工龄。最晚算到 { $last }（建立账户前一个月）。没有就直接下一步。
application-deemed-empty = 还没有添加视同缴费时段。
application-deemed-add = 添加视同缴费时段
application-special-lead = 请逐段填写特殊工种工作经历，每类需要的年限（{ $source }）：
application-special-kind = { $kind }：满 { $years } 年
application-special-not-wanted = 只有“特殊工种提前退休”才需要填写。不是的话，直接下一步。
application-special-empty = 还没有添加特殊工种工作经历。
application-special-add = 添加工作经历
application-row-edit = 修改第 { $row } 条
application-row-save = 完成这一条
application-row-keep = 先留着，以后再补
application-row-missing = 未填写
application-row-months = 这一段计 { $months } 个月
application-row-months-later = 填好起止年月后显示月数
application-row-work = { $kind } · { $job }
application-row-deleted = 已删除第 { $row } 条
application-undo = 恢复
application-employer-hint = 当时工作单位的全称
application-interruption-hint = 这一段里没有工作的月数，没有就留空
application-interrupted = 中断 { $months } 个月
application-job-hint = 按特殊工种目录填写，例如：炼钢工
application-rows-total = 共 { $rows } 条，合计 { $months } 个月
application-total = 合计
application-sort = 按时间排序
application-sorted = 已按时间排序

## Materials
application-materials-lead = 拍照或扫描件都可以（JPG、PNG、PDF），可以一次选多个。上传时可以继续填写其他步骤。
application-materials-wanted = 需要上传
application-materials-welcome = 如有请上传
application-material-coming = 正在上传
application-material-required = 需要
application-material-optional = 如有
application-material-there = 已上传 { $files } 个
application-material-for-deemed = 填写了视同缴费，需要这项证明
application-material-for-special = 填写了特殊工种经历，需要这项材料
application-material-when-deemed = 填写视同缴费时需要
application-material-when-special = 填写特殊工种经历时需要
application-material-basis = 依据：{ $basis } · 最多 { $most } 页
application-files = { $files } 个文件
application-upload = 选择文件上传
application-file-delete-title = 删除“{ $name }”？
application-file-delete-text = 删除后无法找回，需要时请重新上传。
application-file-deleted = 已删除 { $name }

## Check and submit
application-findings-title = 提交前检查
application-findings-none = 检查通过，可以提交。
application-findings-blocking = 提交前需要改好
application-findings-advisory = 不影响提交，审核时可能会问
application-findings-coming = 还在上传
application-finding-comes = 正在上传，传完就有了
application-change = 修改
application-remarks-hint = 要告诉审核人员的其他情况
application-estimate-title = 养老金估算
application-estimate-only = 估算，仅供参考
application-estimate-total = 每月约
application-estimate-basic = 基础养老金
application-estimate-extra = 增发部分
application-estimate-account = 个人账户养老金
application-estimate-transition = 过渡性养老金
application-estimate-inputs = 计算依据（{ $year } 年计发基数）
application-estimate-city-base = 市计发基数
application-estimate-province-base = 省计发基数
application-estimate-index = 平均缴费工资指数
application-estimate-paid = 实际缴费（含至退休前）
application-estimate-deemed = 视同缴费
application-estimate-balance = 个人账户储存额
application-estimate-age = 退休时年龄
application-estimate-age-value = { $years } 岁 { $months } 个月
application-estimate-divisor = 计发月数
application-estimate-note = 按已公布的计发基数和现有记录估算，实际待遇以社保经办机构核定为准。
application-estimate-record = 社保登记里缺少缴费指数或账户储存额，无法估算。
application-estimate-form = 填好退休类别和退休时间后显示估算；参保地没有公布计发基数时不显示。
application-yuan = { $amount } 元
application-submit = 提交申请
application-submit-blocked = 还有内容需要改好才能提交。点“提交申请”会带您到上面的清单。
application-submit-title = 提交{ $name }的退休申请？
application-submit-text = 提交后不能再修改。审核人员受理前，可以在详情里撤销。
application-submit-yes = 确认提交
application-submit-later-text = 还有 { $count } 个文件在上传，传完后会自动提交。提交后不能再修改；审核人员受理前，可以在详情里撤销。
application-submit-later-yes = 传完后自动提交
application-submit-waits = 还有 { $count } 个文件在上传，传完后自动提交。请留在本页；离开本页就不会自动提交。
application-submit-not-yet = 先不提交
application-stop-uploads = 有文件没有传上去。请到“附件材料”点“重试”，或点“不传了”放弃它。
application-stop-not-saved = 最后的修改还没有保存到服务器，暂时不能提交。内容已存在本机，请检查网络后再试。

## Submitted
application-done-page = 已提交
application-done-title = { $name }的退休申请已提交
application-done-text = 经办机构将在 20 个工作日内审核。
application-done-next = 接下来
application-done-first = 审核人员受理前，可以在详情里撤销，改好后重新提交。
application-done-second = 材料需要补正时，会写明原因，在“我的申请”里可以看到。
application-done-third = 审核通过后，可以在详情里查看和打印。
application-to-detail = 查看详情
application-another = 再办一份
application-to-list = 返回申请列表
