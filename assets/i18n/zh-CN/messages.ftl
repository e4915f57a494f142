# Texts of messages that leave the system by SMS.
sms-code-register = 验证码 { $code }，用于注册单位账号，{ $minutes } 分钟内有效。请勿告知他人。
sms-code-login = 验证码 { $code }，用于登录，{ $minutes } 分钟内有效。请勿告知他人。
sms-code-reset-password = 验证码 { $code }，用于重设密码，{ $minutes } 分钟内有效。请勿告知他人。
sms-code-step-up = 验证码 { $code }，用于经办人管理身份验证，{ $minutes } 分钟内有效。请勿告知他人。
sms-invitation = { $enterprise }邀请您担任经办人。请打开 { $link } 设置密码，{ $days } 天内有效。
sms-agent-added = 您已成为{ $enterprise }的经办人，可用原账号登录办理。如非本人意愿，请联系该单位。
sms-agent-password-set = 您的登录密码已由{ $enterprise }重新设置，登录后请立即修改。
sms-appeal-settled = 您的账号申诉 { $receipt } 已处理：{ $answer }
actor-operator = 系统管理员
actor-unknown = 未登录人员
