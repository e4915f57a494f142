//! The texts a person consents to, with the version that is kept beside the consent.

/// A text that a person consents to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegalText {
    /// Version kept with the consent; a new text gets a new one.
    pub version: &'static str,
    /// The text, Markdown with headings and paragraphs alone.
    pub markdown: &'static str,
}

/// 用户服务协议
pub const TERMS: LegalText =
    LegalText { version: "2026-11-01", markdown: include_str!("../../assets/legal/terms.zh-CN.md") };

/// 隐私政策
pub const PRIVACY: LegalText =
    LegalText { version: "2026-11-01", markdown: include_str!("../../assets/legal/privacy.zh-CN.md") };

/// 人脸信息处理同意书: separate from the others and withdrawable (《个人信息保护法》第二十九条; 令第19号《人脸识别技术应用安全管理办法》).
pub const FACE_CONSENT: LegalText =
    LegalText { version: "2026-11-27", markdown: include_str!("../../assets/legal/face.zh-CN.md") };
