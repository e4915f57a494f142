# 消息

notices-lead = 社保经办机构对您所报申请的办理情况
notices-empty-title = 还没有消息
notices-empty-text = 申请被受理、需要补正或审核完成时，会在这里告诉您。
notices-read-all = 全部标为已读
notice-unread = 未读
notice-claimed = { $name }的申请已受理，正在审核
notice-passed-first-review = { $name }的申请初审通过，等待复审
notice-correction-requested = { $name }的申请需要材料补正
notice-rejected = { $name }的申请审核不通过
notice-approved = { $name }的申请审核通过
notice-decision-undone = { $name }的申请：上一个审核决定已撤回，仍在审核中
notice-deadline-near = { $name }的退休申请还没有提交：{ $year }年{ $month }月退休，请在{ $month }月{ $day }日前提交
notices-sms = 短信提醒
notices-sms-submitted = 提交成功时
notices-sms-decided = 需要补正、不通过或通过时
notices-sms-deadline = 临近提交期限时
