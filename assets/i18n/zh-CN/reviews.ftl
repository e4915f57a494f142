# 审核

## 审核意见的类别
review-reason-unclear = 照片不清晰
review-reason-incomplete = 缺页或拍摄不全
review-reason-wrong-document = 材料不符，不是所要求的材料
review-reason-expired = 材料已过有效期
review-reason-differs-from-register = 与社保登记信息不一致
review-reason-differs-from-document = 与所附材料不一致
review-reason-proof-missing = 缺少证明材料
review-reason-signature-missing = 缺少签字或盖章
review-reason-filled-wrong = 填写有误
review-reason-not-entitled = 不符合退休条件
review-reason-other = 其他

## 待办队列
review-shelf-open = 待受理
review-shelf-mine = 我受理的
review-shelf-held = 他人受理的
review-shelf-overdue = 已超期
review-shelf-all = 全部
