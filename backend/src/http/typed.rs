//! JSON bodies of long forms: a value of the wrong type is refused at its field, as every other mistake is.

use std::ops::Deref;

use poem::{FromRequest, Request, RequestBody, Result};
use poem_openapi::error::ContentTypeError;
use poem_openapi::payload::{Json, Payload};
use poem_openapi::registry::{MetaMediaType, MetaRequest, Registry};
use poem_openapi::types::Type;
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use serde::de::DeserializeOwned;
use shared::error::{FieldErrors, Invalid, ProblemCode};

use super::problem::ApiError;

/// A JSON body of a wire type.
pub struct Typed<T>(pub T);

impl<T> Deref for Typed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'a, T: Type + DeserializeOwned> ApiExtractor<'a> for Typed<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        let content = MetaMediaType { content_type: Json::<T>::CONTENT_TYPE, schema: T::schema_ref() };
        Some(MetaRequest { description: None, content: vec![content], required: true })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _options: ExtractParamOptions<Self::ParamType>,
    ) -> Result<Self> {
        let content_type = request.content_type().ok_or(ContentTypeError::ExpectContentType)?;
        if !Json::<T>::check_content_type(content_type) {
            return Err(ContentTypeError::NotSupported { content_type: content_type.to_owned() }.into());
        }
        let bytes = <Vec<u8> as FromRequest>::from_request(request, body).await?;
        Ok(Self(read(&bytes)?))
    }
}

/// Reads a body; what is JSON but of another shape is refused by the path of the field.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    match serde_path_to_error::deserialize(&mut json) {
        Ok(value) if json.end().is_ok() => Ok(value),
        Err(error) if error.inner().is_data() => {
            let path = error.path().to_string();
            // The form of an edit stands under a name that nobody sees.
            let field = path.strip_prefix("form.").unwrap_or(&path).to_owned();
            if field == "." {
                return Err(ProblemCode::MalformedRequest.into());
            }
            let mut errors = FieldErrors::default();
            errors.add(field, Invalid::new("wrong_type"));
            Err(errors.into())
        }
        _ => Err(ProblemCode::MalformedRequest.into()),
    }
}

#[cfg(test)]
mod tests {
    use shared::api::ApplicationEdit;

    use super::*;

    fn refused(body: &str) -> String {
        match read::<ApplicationEdit>(body.as_bytes()) {
            Ok(_) => "accepted".to_owned(),
            Err(error) => error.fields().first().map_or_else(|| error.to_string(), |field| (*field).to_owned()),
        }
    }

    #[test]
    fn a_wrong_type_is_refused_at_its_field() {
        for (body, told) in [
            (r#"{"revision": 1, "form": {"post": "x"}}"#, "accepted"),
            (r#"{"revision": "x"}"#, "revision"),
            (r#"{"form": {"post": 7}}"#, "post"),
            (r#"{"form": {"deemed_periods": [{}, {"from": []}]}}"#, "deemed_periods[1].from"),
            (r#"{"form": 7}"#, "form"),
            ("7", "malformed_request"),
            (r#"{"form": "#, "malformed_request"),
            (r#"{} {}"#, "malformed_request"),
        ] {
            assert_eq!(refused(body), told, "{body}");
        }
    }
}
