# 人脸验证

face-settings-lead = 添加、修改、停用、删除经办人前，可以刷脸代替密码和短信验证码。用不用由您决定。
face-use-password = 改用密码和短信验证码
face-no-camera = 这台设备用不了摄像头，请在有摄像头的手机或电脑上使用人脸验证。
face-not-offered-title = 暂不提供人脸验证
face-not-offered-text = 需要确认身份时，请用密码和短信验证码。
face-not-yours-title = 您不需要人脸验证
face-not-yours-text = 只有管理经办人的人员会用到人脸验证。

## 现在的状态
face-state = 状态
face-stand-off = 未开通
face-stand-off-text = 还没有开通。开通前请先阅读并同意《人脸信息处理同意书》。
face-stand-outdated = 需要重新同意
face-stand-outdated-text = 《人脸信息处理同意书》有更新。重新阅读并同意之前，不会使用人脸验证。
face-stand-consented = 待录入人脸
face-stand-consented-text = 您已同意，但还没有录入人脸。录入前要用密码和短信验证码确认是您本人。
face-stand-awaiting = 等待审核
face-stand-awaiting-text = 录入的人脸正在等待审核，结果会发短信通知。通过之前请用密码和短信验证码。
face-stand-on = 已开通
face-stand-on-text = 需要确认身份时，可以选择人脸验证。
face-enrolled-at = 开通时间
face-consented = 同意书
face-consented-to = { $version } 版，{ $time } 同意
face-tries-today = 今天还可以用
face-tries-count = { $count } 次
face-read-consent = 阅读同意书
face-enrol = 开始录入
face-enrol-again = 重新录入
face-withdraw = 关闭并删除
face-withdraw-title = 关闭人脸验证？
face-withdraw-text = 已保存的人脸特征会立即删除，您的同意随之撤回。以后请用密码和短信验证码。
face-withdraw-yes = 关闭并删除
face-withdrawn = 已关闭人脸验证，人脸特征已删除
face-kept-title = 保存什么
face-kept-numbers = 一组人脸特征数值，单独加密，不能还原成照片
face-kept-result = 每次验证的结果、得分、模型版本和时间
face-kept-frames = 不保存拍到的画面和身份证照片
face-kept-end = 关闭、注销账号或连续 12 个月不用时，特征数值即删除

## 同意
face-consent-lead = 请读完后决定。不同意也能办理所有业务。
face-consent-agree = 我已阅读并单独同意《人脸信息处理同意书》
face-consent-tick = 同意请先勾选；不同意请点“不用人脸验证”
face-consent-give = 同意并开通
face-consent-refuse = 不用人脸验证

## 录入
face-enrol-title = 录入人脸
face-portrait-title = 拍身份证人像面
face-portrait-text = 请拍有照片的一面：平放、拍全、不反光，姓名和号码看得清。
face-portrait-take = 拍照或选择照片
face-portrait-again = 重新拍照或选择
face-portrait-use = 用这张
face-portrait-photo = 选好的身份证照片
face-portrait-reading = 正在读取照片…
face-portrait-kept = 照片只用来比对，比对完立即丢弃。
face-portrait-unreadable = 读不出这张照片，请重新拍照或选择。
face-portrait-none = 没有身份证在身边
face-portrait-none-note = 没有身份证时要拍两次，并等待审核。
face-capture-number = 第 { $number } 次拍摄，共 { $of } 次
face-capture-another = 上一次已拍好，请再拍一次。
face-capture-approval = 拍完后要等待审核。
face-enrol-stopped = 现在不能录入
face-enrolled-title = 人脸验证已开通
face-enrolled-text = 以后需要确认身份时，可以选择人脸验证。
face-awaiting-title = 已录入，等待审核
face-awaiting-text = 结果会发短信通知。通过之前请用密码和短信验证码。
face-back = 返回人脸验证设置

## 开始之前
face-lead-place = 到亮一些的地方，摘下帽子、口罩和墨镜，画面里只留您一个人。
face-lead-steps = 脸对准椭圆框，按提示做两三个动作，不用着急。
face-lead-end = 做完马上告诉您结果。
face-lead-kept = 画面只用来比对，比对完立即丢弃，不保存。
face-start = 开始

## 拍摄
face-picture = 摄像头里的您，左右与镜子相同
face-opening = 正在打开摄像头…
face-aim = 请把脸放进椭圆框
face-begin = 我已对准，开始
face-voice-on = 语音：开
face-voice-off = 语音：关
face-hint-good = 很好，请保持不动
face-hint-no-face = 没有看到脸，请把脸放进框里
face-hint-several-faces = 画面里不止一个人，请让旁边的人离开
face-hint-too-far = 请靠近一些
face-hint-too-near = 请离远一些
face-hint-off-centre = 请把脸移到框的中间
face-hint-too-dark = 太暗了，请到亮一些的地方
face-hint-too-bright = 太亮了，请避开强光
face-hint-blurred = 画面不清楚，请拿稳手机
face-hint-not-frontal = 请正对镜头
face-step-rest = 请看着镜头，不要动
face-step-blink = 请慢慢闭眼，再睁开
face-step-turn-left = 请向左转头，再转回来
face-step-turn-right = 请向右转头，再转回来
face-step-open-mouth = 请张大嘴，再合上
face-step-count = 第 { $number } 步，共 { $of } 步
face-sending = 正在比对…

## 结果
face-passed = 验证通过
face-again = 再试一次
face-tries-left = 还可以试 { $count } 次
face-tries-none = 这次的机会已用完
face-trouble-camera-none = 这台设备没有摄像头，或者浏览器不支持。请换一台设备，或改用密码和短信验证码。
face-trouble-camera-denied = 没有使用摄像头的权限。请在浏览器或手机设置里允许使用摄像头后再试。
face-trouble-camera-in-use = 摄像头正被别的程序使用，或连接断开了。请关闭那个程序后再试。
face-trouble-hidden = 您离开了这个页面，拍摄已停止，画面没有发送。请留在页面上再试一次。
face-trouble-slow = 设备太忙，没有拍到足够的画面。请关闭别的程序后再试。

## 由验证机构验证
face-vendor-lead = 人脸验证在验证机构的页面上进行。完成后请回到这里。
face-vendor-open = 打开验证页面
face-vendor-done = 我已完成验证
