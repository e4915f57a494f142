//! 附件: documents of an application, photographed or chosen, and what the device found wrong with a photo.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::retirement::coded;

coded! {
    /// What the device found wrong with a photo before it was sent.
    PhotoFault {
        /// No sheet is seen.
        NoSheet = "no_sheet",
        /// A part of the sheet is outside the picture.
        CutOff = "cut_off",
        /// Something lies over the sheet.
        Covered = "covered",
        /// Too little light to read by.
        TooDark = "too_dark",
        /// A light is mirrored in the sheet.
        Glare = "glare",
        /// Out of focus, or the camera moved.
        Blurred = "blurred",
        /// Too few pixels for its print (effective dots per inch).
        TooSmall = "too_small",
        /// The same page as one before.
        Duplicate = "duplicate",
    }
}

/// A document that was uploaded (附件).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AttachmentOut {
    /// Id.
    pub id: String,
    /// 附件种类: a code of the policy.
    pub kind: String,
    /// The file's name as it was on the device.
    pub file_name: String,
    /// `image/jpeg` or `application/pdf`, by the content.
    pub media_type: String,
    /// Size, bytes.
    pub bytes: u64,
    /// Pages of a PDF; 1 for a photo.
    #[serde(default = "one")]
    pub pages: u32,
    /// Width of a photo, pixels; 0 for a PDF.
    #[serde(default)]
    pub width: u32,
    /// Height of a photo, pixels; 0 for a PDF.
    #[serde(default)]
    pub height: u32,
    /// What the device found wrong with the photo.
    #[serde(default)]
    pub faults: Vec<PhotoFault>,
    /// Why it was sent all the same; empty where nothing was wrong.
    #[serde(default)]
    pub override_reason: String,
    /// When.
    pub uploaded_at: DateTime<Utc>,
    /// Who, by name.
    pub uploaded_by: String,
}

/// What was submitted before pages were counted holds one each.
const fn one() -> u32 {
    1
}

/// The attachments of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AttachmentList {
    /// By kind in the order of their pages.
    pub items: Vec<AttachmentOut>,
}

/// The order of the documents of one kind, as a person put them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AttachmentOrder {
    /// 附件种类: a code of the policy.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub kind: String,
    /// Ids of all documents of that kind, the first page first.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub ids: Vec<String>,
}

/// A kind of material with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AttachmentKindOut {
    /// Stable code.
    pub code: String,
    /// Name, in the language of the request.
    pub name: String,
    /// `always`, `when_deemed_periods`, `when_special_work` or `never`.
    pub required: String,
    /// Most pages.
    pub most_pages: u32,
    /// Legal basis.
    pub basis: String,
}

/// The kinds of material asked for today, in the order of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AttachmentKindList {
    /// The kinds.
    pub items: Vec<AttachmentKindOut>,
}
