# 证件识别：照片上读出的内容，作为填写建议

reading-title = 证件照片上读到的内容
reading-note = 由系统自动识别，仅供参考，请对照照片核对。
reading-photo = 证件照片，点开看大图
reading-pending = 正在识别证件照片，大约需要几秒钟……
reading-failed = 这次没有识别成功。可以再试一次，也可以照着证件手工填写。
reading-nothing = 没有看清照片上的文字。如果照片模糊，请重新拍一张。
reading-matches = 与社保登记一致
reading-differs = 与社保登记不同，登记为：{ $expected }
reading-differs-form = 与填写的不同，填写的是：{ $expected }
reading-check-failed = 号码校验不通过，可能没有看清，请对照证件核对。
reading-unsure = 识别不太有把握，请仔细核对。
reading-expired = 证件已过有效期，请确认。
reading-accept = 采用
reading-accepted = 已采用
reading-accepted-toast = 已填入{ $name }
reading-other = 这张照片看起来是{ $seen }，不像{ $kind }。要换一张吗？
reading-other-delete = 删除重拍
reading-other-keep = 没有错，就用这张
reading-other-deleted = 已删除，请到“附件材料”重新拍照或上传

reading-looks-id-card-front = 身份证人像面
reading-looks-id-card-back = 身份证国徽面
reading-looks-card = 银行卡或社保卡
reading-looks-household-register = 户口簿

reading-field-name = 姓名
reading-field-sex = 性别
reading-field-nation = 民族
reading-field-birth-date = 出生日期
reading-field-address = 住址
reading-field-document-number = 证件号码
reading-field-issuer = 签发机关
reading-field-valid-from = 有效期自
reading-field-valid-until = 有效期至
reading-field-bank = 发放银行
reading-field-card-number = 银行账号
reading-long-term = 长期
