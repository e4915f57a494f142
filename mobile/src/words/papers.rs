//! Words about documents: under which kind they stand, how large they are.

use shared::api::AttachmentOut;
use shared::retirement::Policy;

use crate::t;

/// The files under their kinds, in the order of the form; kinds that the policy does not know come last.
pub(crate) fn by_material(attachments: Vec<AttachmentOut>) -> Vec<(String, Vec<AttachmentOut>)> {
    let known = Policy::built_in().materials.last();
    let place = |code: &str| {
        known.and_then(|rules| rules.kinds.iter().position(|kind| kind.code == code)).unwrap_or(usize::MAX)
    };
    let mut kinds: Vec<(String, Vec<AttachmentOut>)> = Vec::new();
    for file in attachments {
        match kinds.iter_mut().find(|(kind, _)| *kind == file.kind) {
            Some((_, files)) => files.push(file),
            None => kinds.push((file.kind.clone(), vec![file])),
        }
    }
    kinds.sort_by_key(|(kind, _)| place(kind));
    kinds
}

const KIB: u64 = 1024;

/// A size as people say it; never nothing.
pub(crate) fn size(bytes: u64) -> String {
    match parts(bytes) {
        (tenths, true) => t!("size-mb", size = format!("{}.{}", tenths / 10, tenths % 10)),
        (kilobytes, false) => t!("size-kb", size = kilobytes),
    }
}

/// Tenths of megabytes, or whole kilobytes.
const fn parts(bytes: u64) -> (u64, bool) {
    if bytes >= KIB * KIB { (bytes / (KIB * KIB / 10), true) } else { (bytes.div_ceil(KIB), false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(id: &str, kind: &str) -> AttachmentOut {
        AttachmentOut { id: id.into(), kind: kind.into(), media_type: "image/jpeg".into(), ..AttachmentOut::default() }
    }

    #[test]
    fn files_stand_under_their_kinds_in_the_order_of_the_form() {
        let kinds = by_material(vec![
            file("1", "new_kind"),
            file("2", "other"),
            file("3", "id_card_front"),
            file("4", "other"),
        ]);
        let seen: Vec<(&str, usize)> = kinds.iter().map(|(kind, files)| (kind.as_str(), files.len())).collect();
        assert_eq!(seen, [("id_card_front", 1), ("other", 2), ("new_kind", 1)]);
    }

    #[test]
    fn a_size_is_said_in_the_unit_that_fits() {
        assert_eq!(parts(1), (1, false));
        assert_eq!(parts(300 * KIB), (300, false));
        assert_eq!(parts(KIB * KIB * 5 / 2), (25, true));
    }
}
