//! One reason of a reviewer, and the page that it stays at.

use serde::{Deserialize, Serialize};

use super::AttachmentOut;

/// One reason of a reviewer, at what it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReviewReason {
    /// Path of a field, of a row (`deemed_periods[1]`), `materials.KIND`, one of its pages (`materials.KIND[0]`, in their
    /// order at the time), or `application` for the whole.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub field: String,
    /// A code of [`super::ReasonCode`]; empty in reasons of earlier days.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub code: String,
    /// The reason, in the reviewer's words.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub text: String,
    /// Id of the document, where it is about a page: what the path named when it was decided. The server's to say, whatever a
    /// decision brings along; absent in reasons of earlier days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", oai(default, skip_serializing_if_is_none))]
    pub attachment: Option<String>,
}

impl ReviewReason {
    /// The document that it is about, among those that there are: by its id, in reasons of earlier days by its place at the
    /// time. `None` for a reason about something else, and for a page that was deleted since.
    pub fn document<'a>(&self, all: &'a [AttachmentOut]) -> Option<&'a AttachmentOut> {
        let (kind, place) = page(&self.field)?;
        let mut of_kind = all.iter().filter(|file| file.kind == kind);
        match &self.attachment {
            Some(id) => of_kind.find(|file| file.id == *id),
            None => of_kind.nth(place),
        }
    }

    /// Whether it is about a page that was deleted since.
    pub fn is_of_deleted(&self, all: &[AttachmentOut]) -> bool {
        self.attachment.is_some() && self.document(all).is_none()
    }

    /// Its path as the pages lie now: where they were put into another order, that of the very page; of a deleted one that of
    /// its kind.
    pub fn field_now(&self, all: &[AttachmentOut]) -> String {
        let (Some((kind, _)), Some(id)) = (page(&self.field), &self.attachment) else { return self.field.clone() };
        let place = all.iter().filter(|file| file.kind == kind).position(|file| file.id == *id);
        place.map_or_else(|| format!("materials.{kind}"), |place| format!("materials.{kind}[{place}]"))
    }
}

/// Kind and place of the page that a path names.
fn page(path: &str) -> Option<(&str, usize)> {
    let (kind, place) = path.strip_prefix("materials.")?.strip_suffix(']')?.split_once('[')?;
    Some((kind, place.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(id: &str, kind: &str) -> AttachmentOut {
        AttachmentOut { id: id.into(), kind: kind.into(), media_type: "image/jpeg".into(), ..AttachmentOut::default() }
    }

    fn reason(field: &str, attachment: Option<&str>) -> ReviewReason {
        ReviewReason { field: field.into(), attachment: attachment.map(str::to_owned), ..ReviewReason::default() }
    }

    #[test]
    fn a_reason_stays_at_its_page_in_any_order() {
        let about = reason("materials.other[1]", Some("b"));
        let before = [file("x", "portrait"), file("a", "other"), file("b", "other")];
        assert_eq!(about.document(&before).map(|file| file.id.as_str()), Some("b"));
        assert_eq!(about.field_now(&before), "materials.other[1]");
        let after = [file("b", "other"), file("x", "portrait"), file("a", "other")];
        assert_eq!(about.document(&after).map(|file| file.id.as_str()), Some("b"));
        assert_eq!(about.field_now(&after), "materials.other[0]");
        let deleted = [file("a", "other"), file("c", "other")];
        assert_eq!(about.document(&deleted), None, "what lies in its place now is another page");
        assert!(about.is_of_deleted(&deleted) && !about.is_of_deleted(&after));
        assert_eq!(about.field_now(&deleted), "materials.other");
    }

    #[test]
    fn one_of_earlier_days_goes_by_its_place_and_one_about_something_else_by_its_path() {
        let all = [file("a", "other"), file("b", "other")];
        let old = reason("materials.other[1]", None);
        assert_eq!(old.document(&all).map(|file| file.id.as_str()), Some("b"));
        assert_eq!(old.field_now(&all[..1]), "materials.other[1]");
        assert!(!old.is_of_deleted(&all[..1]), "that is not known of it");
        for field in ["post", "deemed_periods[1]", "materials.other", "materials.other[x]", "materials.other[0].from"] {
            let about = reason(field, None);
            assert_eq!((about.document(&all), about.field_now(&all)), (None, field.to_owned()));
        }
    }
}
