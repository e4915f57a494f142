# 退休申请填报: the form, its drafts, its findings.
