# 打印与核验

print-title = 打印
print-form = 申请表（PDF）
print-form-note = 带受理编号和核验二维码，可打印、签字、盖章
print-photos = 附件目录（PDF）
print-photos-note = 全部附件的缩略图
print-native = 请在浏览器里登录后下载打印。
print-receipt = 受理编号
verify-title = 核验申请表
verify-lead = 核对手中的纸质申请表与社保经办机构的记录是否一致
verify-true = 与记录一致
verify-false = 与记录不一致
verify-false-why = 申请可能已经修改后重新提交，也可能编号或校验码有误，或这份表不是由本系统打印的。
verify-receipt = 受理编号
verify-code = 校验码
verify-since = 状态自
verify-private = 本页不显示任何个人信息，请与纸质表上的编号和校验码核对。
