//! Where a request comes from, for sessions and the log.

/// Where a request comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Network address.
    pub ip: String,
    /// Browser and system in a few words, as far as told.
    pub device: String,
}

/// Browser and system in a few words from a `User-Agent`: enough to know one's own devices by.
pub fn device_name(user_agent: &str) -> String {
    const BROWSERS: &[(&str, &str)] = &[
        ("MicroMessenger", "微信"),
        ("AlipayClient", "支付宝"),
        ("Edg/", "Edge"),
        ("HuaweiBrowser", "华为浏览器"),
        ("MiuiBrowser", "小米浏览器"),
        ("QQBrowser", "QQ 浏览器"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: &[(&str, &str)] = &[
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    match (find(BROWSERS), find(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::device_name;

    #[test]
    fn the_more_telling_mark_wins() {
        let edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(device_name(edge), "Edge · Windows");
        let wechat = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1 MicroMessenger/8.0";
        assert_eq!(device_name(wechat), "微信 · iPhone");
        assert_eq!(device_name("curl/8"), "");
    }
}
