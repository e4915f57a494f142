//! What a photographed document says, read once and kept sealed, and where it differs from the register and the form.

use serde::{Deserialize, Serialize};
use shared::api::{ComparedWith, LooksLike, ReadDifference, ReadField, ReadFieldCode as Code, ReadingOut};
use shared::error::ProblemCode;
use shared::identity::{DocumentType, Sex};
use surrealdb::types::{RecordId, SurrealValue};

use super::attachments::one;
use super::row::{Row, Viewer, find, open, seal};
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::{ServiceError, ServiceResult};

/// What a reading is sealed for.
const READING: &str = "attachment_reading";

#[derive(SurrealValue)]
struct FileRow {
    id: RecordId,
    kind: String,
    media_type: String,
    blob: String,
    reading_sealed: Option<String>,
}

/// As it is kept: what the reader saw, before anything is compared.
#[derive(Serialize, Deserialize)]
struct Kept {
    looks_like: Option<LooksLike>,
    fields: Vec<ReadField>,
}

/// Reads a document, or tells what it was read to say before. A PDF is not looked at: nothing is on it.
///
/// # Errors
/// `not_found`; `reading_unavailable` where there is no reader or it fails; `busy`.
pub async fn reading(app: &App, viewer: Viewer<'_>, id: &str, attachment: &str) -> ServiceResult<ReadingOut> {
    let row = find(app, viewer, id).await?;
    let file: FileRow = one(app, &row.id, attachment, "id, kind, media_type, blob, reading_sealed").await?;
    if app.recogniser.is_none() {
        return Err(ProblemCode::ReadingUnavailable.into());
    }
    let kept = match &file.reading_sealed {
        Some(sealed) => open(app, READING, sealed)?,
        None if file.media_type.starts_with("image/") => read(app, &file).await?,
        None => Kept { looks_like: None, fields: Vec::new() },
    };
    // Of a page that is something else the fields would be another paper's.
    let fields = if has_fields(&file.kind) && kept.looks_like.is_some_and(|looks| looks.fits(&file.kind)) {
        kept.fields
    } else {
        Vec::new()
    };
    let differences = if file.kind == "household_register" {
        // Its pages are often those of the family's other members.
        Vec::new()
    } else {
        differences(app, &row, &fields)?
    };
    Ok(ReadingOut { looks_like: kept.looks_like, fields, differences })
}

async fn read(app: &App, file: &FileRow) -> ServiceResult<Kept> {
    let Some(recogniser) = app.recogniser.clone() else {
        return Err(ProblemCode::ReadingUnavailable.into());
    };
    let content = app.blobs.get(&app.vault, &file.blob).await?;
    let read = app.readings.run(move || recogniser.read(&content)).await?.map_err(|error| {
        tracing::warn!(%error, "a document could not be read");
        ServiceError::Problem(ProblemCode::ReadingUnavailable)
    })?;
    let kept = Kept { looks_like: read.looks_like, fields: read.fields };
    let sealed = seal(app, READING, &kept)?;
    let vars = Vars::new().set("id", file.id.clone()).set("sealed", sealed);
    // Deleted meanwhile, it stays deleted.
    app.db.write("UPDATE $id SET reading_sealed = $sealed RETURN NONE;", vars).await?;
    Ok(kept)
}

/// The kinds whose fields mean something for an application.
fn has_fields(kind: &str) -> bool {
    matches!(kind, "id_card_front" | "id_card_back" | "social_security_card_front" | "household_register")
}

/// What differs: from the register what it gave, from the form what was typed there.
fn differences(app: &App, row: &Row, fields: &[ReadField]) -> ServiceResult<Vec<ReadDifference>> {
    let (record, form, document) = (row.record(app)?, row.form(app)?, row.document(app)?);
    let mut found = Vec::new();
    // A number that was misread differs from everything: that its check digit is wrong says it better.
    for read in fields.iter().filter(|read| !read.check_failed) {
        let (expected, source) = match read.field {
            Code::Name => (row.name.clone(), ComparedWith::Register),
            Code::Sex => (sex(record.sex).to_owned(), ComparedWith::Register),
            Code::BirthDate => (record.birth_date.to_string(), ComparedWith::Register),
            Code::DocumentNumber if document.kind() == DocumentType::ResidentId => {
                (document.as_str().to_owned(), ComparedWith::Register)
            }
            Code::Bank if !form.bank.trim().is_empty() => (form.bank.clone(), ComparedWith::Form),
            Code::CardNumber if !form.card_number.trim().is_empty() => (form.card_number.clone(), ComparedWith::Form),
            _ => continue,
        };
        if plain(&expected) != plain(&read.value) {
            found.push(ReadDifference { field: read.field, expected, source });
        }
    }
    Ok(found)
}

/// As a reading says it.
const fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

/// Without what is written in more ways than one: spaces, and the dot in names.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '·' | '•' | '・' | '-')).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn spaces_and_dots_are_no_difference() {
        assert_eq!(plain("买买提·吐尔逊"), plain("买买提•吐尔逊"));
        assert_eq!(plain("6222 0200 1234"), plain("622202001234"));
        assert_ne!(plain("孙德福"), plain("孙德富"));
    }
}
