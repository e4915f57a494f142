# Refusals: what is wrong and what to do.

## Requests
error-invalid-input = 有填写不符合要求的内容，请按提示修改后再提交。
error-malformed-request = 提交的内容格式不正确，请刷新页面后重试。
error-body-too-large = 提交的内容过大，请删减后重试。
error-not-logged-in = 登录已失效，请重新登录。已填写的内容会保留。
error-wrong-credentials = 账号或密码不正确，请核对后重试。
error-locked-out = 输错次数过多，账号已暂时锁定。请稍后再试，或用“忘记密码”重设密码。
error-sms-code-rejected = 验证码不正确或已过期，请核对，或重新获取。
error-sms-too-many = 获取验证码过于频繁，请稍后再试。
error-sms-unavailable = 短信暂时发不出去，请稍后再试；本次不计入发送次数。
error-register-unavailable = 社保信息系统暂时没有回应。已填写的内容会保留，请稍后再试。
error-reading-unavailable = 暂时无法自动识别，请照着证件手工填写。照片已保存，不受影响。
error-no-account = 该手机号尚未开通账号。企业请先注册；经办人请联系本单位法定代表人添加。
error-no-membership = 您目前没有可办理业务的单位。请联系单位的法定代表人。
error-enterprise-not-chosen = 请先选择要办理业务的单位。
error-not-permitted = 您没有办理此项的权限。请联系本单位法定代表人。
error-csrf-rejected = 页面已过期，请刷新后重试。
error-step-up-required = 请先完成身份验证，再进行此操作。
error-not-found = 没有找到您要的内容，可能已被删除。
error-method-not-allowed = 不支持这样访问此地址。
error-revision-conflict = 这条记录刚被其他人修改过。请查看最新内容后再修改。
error-action-not-allowed = 当前状态下不能进行此操作，请刷新后查看。
error-application-open = 该人员已有在办或已办结的退休申请，不能重复申请。
error-already-handled = 这份申请刚刚已被处理，请刷新后查看最新状态。
error-nothing-waits = 现在没有待受理的申请。
error-pages-unread = 还有必看的材料没有打开过，请看过后再决定。
error-idempotency-mismatch = 这次提交与之前的不一致，请刷新页面后重试。
error-enterprise-exists = 该统一社会信用代码已经注册。请直接登录，或通过“账号申诉”找回账号。
error-shared-identity = 此人同时为其他单位办理业务，登录信息只能由其本人修改。
error-password-change-required = 这是初始密码，请先设置您自己的密码。
error-qr-login-ended = 二维码已失效，请在电脑上刷新后重新扫描。
error-invitation-ended = 邀请已失效。请联系本单位管理人员重新发送。
error-too-many-requests = 操作过于频繁，请稍后再试。
error-busy = 办理的人较多，请稍等几秒后重试。
error-storage-full = 服务器存储空间不足，暂时不能保存新内容。您填写的内容仍在本机，请稍后再试；已有内容可以照常查看。
error-storage-unavailable = 服务器暂时无法确认是否已保存，请稍等几秒后重试，不会重复提交。
error-internal = 系统出了问题，我们已记录。请稍后重试，或拨打服务热线。
error-upload-offset = 上传进度与服务器不一致，请查询进度后继续。
error-checksum-mismatch = 这一段内容在传输中损坏，请重传这一段。
error-tus-version = 不支持这个版本的上传协议，请使用 tus 1.0.0。
error-upload-media-type = 上传内容的类型应为 application/offset+octet-stream。
error-upload-ended = 这次上传搁置过久，已被清除，请重新上传。
error-uploads-too-many = 这份申请有太多尚未传完的文件，请等它们传完，或取消一些。
error-quota-exceeded = 材料的存储空间不足，请删除不需要的材料后再传。

## Face verification
error-face-unavailable = 暂时不能使用人脸验证，请用密码和短信验证码。
error-face-refused = 人脸验证没有通过，请按提示再试，或改用密码和短信验证码。
error-face-consent-required = 请先阅读并同意《人脸信息处理同意书》，或改用密码和短信验证码。
error-face-not-enrolled = 您还没有开通人脸验证，请用密码和短信验证码。
error-face-enrolment-ended = 开通的时间已过，请重新验证密码和短信验证码后再开通。
error-face-challenge-late = 超过了时间，这次画面没有采用。请再试一次，按提示做完动作即可。
error-face-challenge-used = 这次验证已经用过，请重新开始。
error-face-unfinished = 您还没有在验证页面完成人脸验证。请完成后再返回，或改用密码和短信验证码。
error-face-tries-spent = 人脸验证的次数已用完，请用密码和短信验证码。
error-face-frames = 没有收到足够的画面，请再试一次，做动作时不要离开页面。
error-face-frame-broken = 有画面损坏，请再试一次。
error-face-no-face = 有画面里没有看到脸，请让整张脸一直在框里。
error-face-several-faces = 画面里不止一个人，请让旁边的人离开画面后再试。
error-face-too-far = 脸离得太远，请靠近一些再试。
error-face-too-dark = 光线太暗，请到亮一些的地方，脸朝着光再试。
error-face-too-bright = 光线太亮，请避开直射的灯光或阳光再试。
error-face-blurred = 画面不清楚，请擦一擦镜头，拿稳手机再试。
error-face-not-frontal = 没有看到正脸，请先正对镜头再做动作。
error-face-still = 画面没有变化，像是一张照片。请本人对着镜头按提示做动作。
error-face-action-missing = 有一个动作没有看清：{ $action ->
    [blink] 闭眼
    [turn_left] 向左转头
    [turn_right] 向右转头
   *[open_mouth] 张嘴
}。请做慢一些、明显一些再试。
error-face-wrong-order = 动作的顺序与提示不一致，请按提示一步一步做。
error-face-changed = 前后画面不像是同一个人，请一个人完成全部动作。
error-face-other-person = 与登记的人脸不一致。请本人再试，或改用密码和短信验证码。
error-face-replayed = 这些画面以前用过，请对着镜头重新拍摄。
error-face-artificial = 画面像是翻拍的屏幕或照片，请本人对着镜头再试。
error-face-card-other-number = 证件号码与您账号登记的不一致，请拍您本人的身份证。
error-face-card-unread = 证件号码看不清，请把身份证放平、对好光再拍一次。
error-face-card-no-portrait = 证件上的照片看不清，请避开反光再拍一次。

## Forms
error-consent-required = 请阅读并勾选同意。
error-consent-outdated = 内容已有更新，请重新阅读并勾选同意。
error-passwords-differ = 两次输入的密码不一致，请重新输入。
error-permission-required = 请至少选择一项权限。
error-permission-not-held = 您自己没有这项权限，不能授予他人。
error-date-format = 请按“年-月-日”填写，例如 2027-06-30。
error-month-format = 请按“年-月”填写，例如 1982-10。
error-date-in-past = 日期不能早于今天。
error-document-type-unknown = 请重新选择证件类型。
error-taken-in-enterprise = 本单位已有经办人使用，请核对。
error-taken = 已被他人使用，请换一个。
error-mobile-of-another-person = 该手机号已登记在另一人名下，请核对姓名和证件号码，或换一个手机号。
error-document-of-another-person = 该证件已登记其他姓名或手机号，请与本人核对。
error-existing-password-wrong = 该手机号已有账号，请输入原来的密码。
error-existing-document-differs = 该手机号已登记其他证件，请核对。
error-password-unchanged = 新密码不能与当前密码相同。
error-choose-one = 请选择一项。
error-search-too-long = 搜索内容最多 { $max } 个字。
error-cursor-invalid = 请从第一页重新查看。
error-insured-person-not-found = 未查询到人员信息，请重新核对。如果信息无误，请联系当地社保局核查该人员的社保信息。

## Identity (every code of shared::identity::CODES; error-document-type-unknown is under "Forms" already)
error-required = 请填写此项。
error-too-short = 内容太短，请至少填写 { $min } 个字。
error-too-long = 内容太长，请缩短到 { $max } 个字以内。
error-invalid-characters = 含有无法使用的字符“{ $character }”，请删除后重试。
error-id-number-fifteen-digits = 15 位的旧身份证号码已停用，请填写现行居民身份证上的 18 位号码。
error-id-number-length = 证件号码应为 { $expected } 位，现在是 { $actual } 位，请对照证件检查是否漏填或多填。
error-id-number-characters = 证件号码中不能有“{ $character }”。号码由数字组成，只有最后一位可以是 X，请检查。
error-id-number-other-type = { $document_type ->
    [resident_id] 这像是居民身份证的号码，请把证件类型改为“居民身份证”，或检查号码开头。
    [hk_macao_taiwan_residence_permit] 这像是港澳台居民居住证的号码，请把证件类型改为“港澳台居民居住证”，或检查号码开头。
    [foreign_permanent_resident] 这像是外国人永久居留身份证的号码，请把证件类型改为“外国人永久居留身份证”，或检查号码开头。
   *[other] 这像是另一种证件的号码，请检查证件类型和号码。
}
error-id-number-region = 证件号码中的地区代码不存在，请对照证件检查开头几位。
error-id-number-birth-date = 证件号码中的出生日期不存在，请对照证件检查年、月、日。
error-birth-date-in-future = 证件号码中的出生日期晚于今天，请对照证件检查年份。
error-id-number-check = 证件号码与其校验位不符，可能有一位填错，请对照证件逐位检查。
error-foreign-card-format = 外国人永久居留身份证号码应为 18 位（以 9 开头）；旧版证件为 3 个字母加 12 位数字。请对照证件检查。
error-passport-format = 护照号码应为 { $min } 至 { $max } 位字母和数字，请对照护照检查。
error-hk-macao-permit-format = 通行证号码应为字母 H 或 M 加 8 位数字（旧版加 10 位数字），请对照证件检查。
error-taiwan-permit-format = 通行证号码应为 8 位数字（旧版为 10 位数字，可带 1 个字母），请对照证件检查。
error-credit-code-length = 统一社会信用代码应为 { $expected } 位，现在是 { $actual } 位，请对照营业执照检查。
error-credit-code-characters = 统一社会信用代码中不会出现“{ $character }”。代码由数字和大写字母组成，不用 I、O、S、V、Z，请检查是否与 1、0、5、U、2 混淆。
error-credit-code-check = 统一社会信用代码与其校验位不符，可能有一位填错。请对照营业执照逐位检查；如果确实与执照一致，请确认后继续。
error-phone-format = 手机号码应为 11 位数字，以 13 至 19 开头，请检查。
error-sms-code-format = 验证码是 { $digits } 位数字，请按短信填写。
error-person-name-characters = 姓名中不能有“{ $character }”。请按证件填写汉字（可用间隔号 ·）或拉丁字母。
error-person-name-mixed = 姓名中混有汉字和字母，请按证件只用其中一种填写。
error-person-name-ends = 姓名应以文字开头和结尾，间隔号不能连用，请检查。
error-enterprise-name-characters = 单位名称中不能有“{ $character }”，请按营业执照填写。
error-enterprise-name-letters = 单位名称中没有文字，请按营业执照填写全称。
error-account-name-characters = 账号名中不能有“{ $character }”，请只用字母、数字、下划线、点和短横线。
error-account-name-start = 账号名应以字母开头，请修改。
error-account-name-looks-like-number = 请不要用手机号码、证件号码或统一社会信用代码作账号名，请另取一个。
error-password-too-short = 密码太短，请至少使用 { $min } 个字符。
error-password-too-long = 密码太长，请使用不超过 { $max } 个字符。
error-password-outer-space = 密码的开头或结尾有空格，请删除；中间可以有空格。
error-password-characters = 密码中有看不见的字符（{ $character }），请改为手工输入。
error-password-classes = 密码太简单：大写字母、小写字母、数字、符号至少要有 { $min } 种，现在有 { $present } 种，请补充。
error-password-common = 这个密码太常见，容易被猜中，请换一个。可以用几个不相干的词加上数字和符号。
error-password-contains-account = 密码中含有账号名，容易被猜中，请换一个。
error-password-contains-number = 密码中含有手机号码、证件号码或信用代码里连续 { $run } 位，容易被猜中，请换一个。
error-text-characters = 这里不能使用“{ $character }”，请删除后重试。
error-bank-card-digits = 银行卡号只有数字，不能有“{ $character }”，请检查。
error-bank-card-length = 银行卡号应为 { $min } 至 { $max } 位数字，现在是 { $actual } 位，请对照卡面检查。
error-bank-card-check = 银行卡号与其校验位不符，可能有一位填错，请对照卡面逐位检查。

## Retirement applications
error-months-format = 请填写月数，例如 3；没有中断就留空。
error-date-in-future = 日期不能晚于今天。
error-too-many-rows = 最多填写 { $max } 条。
error-period-ends-before-start = 终止年月早于起始年月，请检查。
error-period-before-working-age = 早于年满 16 周岁的 { $first }，请核对年月。
error-period-before-work-start = 早于参加工作年月 { $start }，请核对这里或参加工作年月。
error-period-in-future = 晚于本月，请核对年月。
error-period-past-account = 视同缴费只算到个人账户建立前一个月（{ $last }），请修改终止年月。
error-period-overlaps = 与第 { $row } 条时间重叠，请核对起止年月。
error-interruption-too-long = 中断月数不能达到或超过整段月数，请检查。
error-choice-not-open = 此人员不能选择这种退休时间，请改选。
error-chosen-month-too-early = 早于可选的最早年月 { $first }，请在 { $first } 至 { $last } 之间选择。
error-chosen-month-too-late = 晚于可选的最晚年月 { $last }，请在 { $first } 至 { $last } 之间选择。
error-notice-too-late = 弹性提前退休须提前 3 个月书面告知单位：最迟应在 { $deadline } 告知。请改选较晚的退休年月，或核对告知日期。
error-agreement-late = 延迟退休应在 { $deadline } 前与职工书面约定，审核时可能会询问。
error-contribution-short = 缴费年限不足：需要 { $minimum } 个月，现有 { $counted } 个月（含视同缴费），即使缴到退休当月仍不够。请核对视同缴费，或改选退休时间。
error-contribution-must-go-on = 需要 { $minimum } 个月，现有 { $counted } 个月，还差 { $missing } 个月，须继续缴费到退休。
error-category-sex = 退休类别与性别不符，请重新选择。
error-record-birth-differs = 登记的出生日期（{ $record }）与证件号码不一致，请与社保局核对。
error-record-sex-differs = 登记的性别与证件号码不一致，请与社保局核对。
error-archive-birth-same = 与登记的出生日期相同，不需要填写，请清空。
error-archive-birth-differs = 档案出生日期与证件不一致：以最早的档案记载为准，由经办机构认定。请上传相应的职工档案页。
error-card-same = 与登记的账号相同，请核对是否确实有误。
error-deemed-gap = 参加工作至个人账户建立之间有 { $months } 个月没有列入视同缴费，请确认没有遗漏。
error-special-kinds-mixed = 各类特殊工种单独计算都不满年限，合计 { $done } 个月。能否合并计算由经办机构认定。
error-special-months-short = 特殊工种年限不足：该类需要 { $needed } 个月，已列 { $done } 个月。请补充经历，或改选退休类别。
error-special-periods-required = 按特殊工种退休，请至少添加一条特殊工种工作经历。
error-special-periods-unused = 已填特殊工种经历，但退休类别不是特殊工种，请确认类别。
error-material-missing = 缺少这项材料，请上传。
error-material-pages = 这项材料最多 { $most } 页，现有 { $pages } 页，请删减。
error-file-type = 只能上传 JPG、PNG、WebP 图片或 PDF 文件，请换一个文件。
error-pdf-broken = PDF 文件不完整或已损坏，请重新导出或扫描。
error-pdf-encrypted = PDF 文件有密码或使用限制，请另存为不加密的文件后再选。
error-pdf-active = PDF 文件里含有脚本、表单或其他文件，请打印成新的 PDF，或直接拍照。
error-photo-broken = 图片不完整或已损坏，请重新拍照或重新选择。
error-photo-animated = 不能上传动图，请换一张普通照片。
error-photo-pixels = 图片过大（{ $width }×{ $height } 像素），最多 { $most } 百万像素，请缩小后再传。
error-file-too-large = 文件过大，最多 { $most } MB，请压缩或分开后再传。
error-file-longer-than-said = 收到的内容比事先说明的 { $most } 字节多，请重新上传。
error-quota-application = 这份申请的材料最多 { $most } MB，已用 { $used } MB，请删除不需要的材料后再传。
error-export-too-many = 符合条件的超过 { $max } 条，请用查询条件缩小范围后再导出。
error-wrong-type = 填写的内容格式不对，请重新填写此项。
