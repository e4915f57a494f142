# Texts of messages that leave the system by SMS.
sms-code-register = 验证码 { $code }，用于注册单位账号，{ $minutes } 分钟内有效。请勿告知他人。
sms-code-login = 验证码 { $code }，用于登录，{ $minutes } 分钟内有效。请勿告知他人。
sms-code-reset-password = 验证码 { $code }，用于重设密码，{ $minutes } 分钟内有效。请勿告知他人。
sms-code-step-up = 验证码 { $code }，用于经办人管理身份验证，{ $minutes } 分钟内有效。请勿告知他人。
sms-invitation = { $enterprise }邀请您担任经办人。请打开 { $link } 设置密码，{ $days } 天内有效。
sms-agent-added = 您已成为{ $enterprise }的经办人，可用原账号登录办理。如非本人意愿，请联系该单位。
sms-agent-password-set = 您的登录密码已由{ $enterprise }重新设置，登录后请立即修改。
sms-appeal-settled = 您的账号申诉 { $receipt } 已处理：{ $answer }
sms-face-enrolled = 您的账号已开通人脸验证。如非本人操作，请立即修改密码并拨打 0431-80767550。
sms-face-withdrawn = 您的账号已关闭人脸验证，已保存的人脸特征已删除。如非本人操作，请立即修改密码。
sms-face-refused = 您的人脸验证开通申请未获批准，请用密码和短信验证码办理，或拨打 0431-80767550。
sms-application-submitted = { $name }的退休申请已提交，等待审核。进度请登录查看。
sms-application-correction-requested = { $name }的退休申请需要材料补正，请尽快登录查看审核意见并重新填报。
sms-application-rejected = { $name }的退休申请审核不通过，请登录查看原因。
sms-application-approved = { $name }的退休申请已审核通过，请登录查看。
sms-application-deadline-near = { $name }的退休申请还没有提交：{ $year }年{ $month }月退休，请在{ $month }月{ $day }日前登录提交。
