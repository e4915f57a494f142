//! Line icons, drawn in the colour of the text around them; never the only name of a control.

use dioxus::prelude::*;

macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)+) => {
        /// What an icon shows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Shape { $($(#[$doc])* $name,)+ }

        impl Shape {
            const fn path(self) -> &'static str { match self { $(Self::$name => $path,)+ } }
        }
    };
}

shapes! {
    /// 首页
    Home = "M3 11.5 12 4l9 7.5M5.5 9.8V20h13V9.8M10 20v-5.5h4V20";
    /// 单位
    Building = "M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3";
    /// 本人
    Person = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.6-3.6 3.6-6 7.5-6s6.9 2.4 7.5 6";
    /// 经办人
    People = "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c.5-3.2 3.1-5.2 6.5-5.2s6 2 6.5 5.2M16 4.8a3.4 3.4 0 0 1 0 6.5M17.5 14.6c2.1.7 3.6 2.4 4 4.9";
    /// 设置
    Settings = "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z";
    /// 安全
    Shield = "M12 3.5 5 6v5.5c0 4.3 2.9 7.6 7 9 4.1-1.4 7-4.7 7-9V6l-7-2.5ZM9 12l2.2 2.2L15.2 10";
    /// 密码
    Lock = "M6 11h12v9.5H6V11ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2";
    /// 短信
    Message = "M4 5h16v11.5H9.5L5.5 20v-3.5H4V5ZM8 9.5h8M8 12.5h5";
    /// 扫一扫
    Scan = "M4 8.5V4h4.5M15.5 4H20v4.5M20 15.5V20h-4.5M8.5 20H4v-4.5M4 12h16";
    /// 日志
    Log = "M6 3.5h9L19 7.5v13H6v-17ZM9.5 11h6M9.5 14.5h6M9.5 7.5h3";
    /// 设备
    Devices = "M3.5 5h13v9.5h-13V5ZM7 18h6M10 14.5V18M18 9.5h3.5V20H17v-2.5";
    /// 电话
    Phone = "M6.5 3.5h3l1.5 4-2 1.5c1 2.2 2.7 4 5 5l1.5-2 4 1.5v3c0 1.6-1.3 2.5-2.8 2.3C10 18 6 14 4.2 6.3c-.2-1.5.7-2.8 2.3-2.8Z";
    /// 返回
    Back = "M14.5 5 8 12l6.5 7";
    /// 前往
    Forward = "M9.5 5 16 12l-6.5 7";
    /// 添加
    Plus = "M12 5v14M5 12h14";
    /// 缩小
    Minus = "M5 12h14";
    /// 编辑
    Edit = "M4 20h4.5L19.5 9 15 4.5 4 15.5V20ZM12.5 7l4.5 4.5";
    /// 删除
    Trash = "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13.5h9l1-13.5M10.5 11v5.5M13.5 11v5.5";
    /// 停用
    Stop = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM6 6l12 12";
    /// 查找
    Search = "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20.5 20.5";
    /// 关闭
    Close = "M6 6l12 12M18 6 6 18";
    /// 完成
    Check = "M4.5 12.5 10 18 19.5 7";
    /// 完成 (in a circle)
    Done = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM8 12.3l2.8 2.8L16 9.7";
    /// 注意
    Warning = "M12 4 2.8 20h18.4L12 4ZM12 10v4.5M12 17.2v.1";
    /// 说明
    Info = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.5M12 7.7v.1";
    /// 显示
    Eye = "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z";
    /// 隐藏
    EyeOff = "M4 4l16 16M9.9 5.8c.7-.2 1.4-.3 2.1-.3 6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7M6.2 7.3C3.8 9 2.5 12 2.5 12S6 18.5 12 18.5c1.4 0 2.7-.4 3.8-.9M10 10a3 3 0 0 0 4.1 4.2";
    /// 刷新
    Refresh = "M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 4v4h-4";
    /// 语言
    Globe = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c2.5 2.3 3.7 5.2 3.7 8.5s-1.2 6.2-3.7 8.5c-2.5-2.3-3.7-5.2-3.7-8.5s1.2-6.2 3.7-8.5Z";
    /// 大字
    LargePrint = "M3.5 19 9 5l5.5 14M5.4 14.5h7.2M16 19l2.5-7 2.5 7M16.8 16.8h3.4";
    /// 退出
    LogOut = "M14 4H5v16h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5";
    /// 切换
    Switch = "M4 8.5h15M15.5 5l3.5 3.5L15.5 12M20 15.5H5M8.5 12 5 15.5 8.5 19";
    /// 时间
    Clock = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2";
    /// 暂无
    Inbox = "M4 13.5 6.5 5h11L20 13.5V19H4v-5.5ZM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20";
    /// 离线
    Offline = "M4 4l16 16M3 9.5c1.2-1.1 2.6-2 4.1-2.6M21 9.5a13 13 0 0 0-9.7-3.4M6.5 13c.9-.8 2-1.4 3.1-1.7M17.5 13a8 8 0 0 0-2-1.3M12 18.2v.1";
    /// 申请
    Form = "M6 3.5h12v17H6v-17ZM9 8h6M9 12h6M9 16h3.5";
    /// 撤销
    Undo = "M8.500 14 3.500 9l5-5M3.500 9H14a5.500 5.500 0 0 1 0 11h-3.500";
    /// 筛选
    Filter = "M4 5h16l-6.200 7.600V19l-3.600-1.900v-4.500L4 5Z";
    /// 下载
    Download = "M12 4v10.500M7.500 10.500 12 15l4.500-4.500M5 19.500h14";
    /// 上传
    Upload = "M12 16V4.5M7.5 9 12 4.5 16.5 9M4.5 15.5V20h15v-4.5";
    /// 文件
    File = "M6 3.5h8.5l4 4v13H6v-17ZM14 3.5V8h4.5";
    /// 排序
    Sort = "M7 5v14M3.5 15.5 7 19l3.5-3.5M13 6h7.5M13 11h5.5M13 16h3.5";
    /// 意见
    Flag = "M6 21V4h12l-2.5 4L18 12H6";
    /// 并排
    Columns = "M4 5h7v14H4V5ZM13.5 5h6.5v14h-6.5V5Z";
    /// 复制
    Copy = "M8.5 8.5h11v11h-11v-11ZM15.5 8.5v-4h-11v11h4";
}

/// A line icon; hidden from screen readers, which read the words beside it.
#[component]
pub(crate) fn Icon(shape: Shape, #[props(default)] class: String) -> Element {
    rsx! {
        svg {
            class: "icon {class}",
            view_box: "0 0 24 24",
            fill: "none",
            stroke: "currentColor",
            stroke_width: "1.7",
            stroke_linecap: "round",
            stroke_linejoin: "round",
            "aria-hidden": "true",
            "focusable": "false",
            path { d: shape.path() }
        }
    }
}
