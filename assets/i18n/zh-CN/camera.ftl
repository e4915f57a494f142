# 拍照与选择材料

camera-title = 拍照：{ $name }
camera-close = 退出拍照
camera-picture = 摄像头画面
camera-count = 已拍 { $count } 页
camera-opening = 正在打开摄像头…
camera-taking = 正在拍照…
camera-hold-still = 请保持不动
camera-press = 可以拍了，请点圆钮
camera-next-page = 请换下一页
camera-full = 这类材料已经拍够，请点“完成”
camera-button-only = 对准纸张，点下面的圆钮拍照
camera-shutter = 拍照
camera-auto-on = 自动拍：开
camera-auto-off = 自动拍：关
camera-torch = 补光灯
camera-done = 完成
camera-none = 用不了摄像头：这台设备没有摄像头，或者浏览器不支持。可以改为选择照片文件。
camera-denied = 没有使用摄像头的权限。请在浏览器或手机设置里允许使用摄像头后再试，也可以改为选择照片文件。
camera-in-use = 摄像头正被别的程序使用。请关闭那个程序后再试，也可以改为选择照片文件。
camera-choose-instead = 改为选择文件

# 怎么拍好
camera-do-no-sheet = 把纸张放进画面
camera-do-cut-off = 没有拍全，请离远一点
camera-do-covered = 有东西挡住了，请移开手指
camera-do-too-dark = 太暗了，请到亮一点的地方
camera-do-glare = 有反光，请换个角度
camera-do-blurred = 不够清楚，请拿稳再拍
camera-do-too-small = 字太小，请再近一点
camera-do-duplicate = 这一页好像已经拍过了

# 拍好以后
camera-page = 拍好的页面
camera-photo = 原照片
camera-straightening = 正在拉正…
camera-judging = 正在检查…
camera-good = 清楚，可以使用
camera-unjudged = 当前浏览器不能自动检查，请看清四边和文字都完整。
camera-page-failed = 这张照片处理不了，请重拍。
camera-tools = 调整页面
camera-corners = 调整四角
camera-corners-done = 看效果
camera-turn = 转 90°
camera-faint = 浅字增强
camera-again = 重拍
camera-use = 用这张
camera-corner-0 = 左上角，可用方向键移动
camera-corner-1 = 右上角，可用方向键移动
camera-corner-2 = 右下角，可用方向键移动
camera-corner-3 = 左下角，可用方向键移动

# 有问题也要用
camera-use-anyway = 照样使用
camera-reason-title = 这张可能不合格
camera-reason-why = 为什么照样使用？审核人员会看到。
camera-reason-original = 原件就是这样
camera-reason-legible = 已核对，文字看得清
camera-reason-only = 条件所限，只能拍成这样
camera-reason-own = 其他原因（请写明）
camera-reason-missing = 请选择或写明原因

# 选择文件
picker-camera = 拍照
picker-drop = 也可以把文件拖到这里，或复制后粘贴。
picker-full = 已到最多 { $most } 页。要换一张，请先删除已有的。
picker-judging = 正在检查照片…
picker-leave = 不用这张
picker-unreadable = 读不出“{ $name }”，请重新选择。
picker-heic = “{ $name }”是 HEIC 格式，这个浏览器打不开。请在手机“设置—相机—格式”中改为“兼容性最佳”后重拍，或直接点“拍照”。
