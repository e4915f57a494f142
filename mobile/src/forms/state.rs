//! The parts of a form that need no screen: typed values, and own and server's refusals merged.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use shared::error::{FieldErrors, FieldProblem, ProblemCode};
use shared::i18n::Language;

use crate::api::ApiError;

/// What is typed, under the wire names of the fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Values(pub(super) Map<String, Value>);

impl Values {
    /// The fields of a wire type.
    pub(crate) fn of(value: &impl Serialize) -> Self {
        match serde_json::to_value(value) {
            Ok(Value::Object(map)) => Self(map),
            _ => Self::default(),
        }
    }

    /// The wire type; its default where the fields do not make one.
    pub(crate) fn typed<T: DeserializeOwned + Default>(&self) -> T {
        serde_json::from_value(Value::Object(self.0.clone())).unwrap_or_default()
    }

    pub(super) fn get(&self, name: &str) -> &Value {
        self.0.get(name).unwrap_or(&Value::Null)
    }

    pub(super) fn set(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).as_str().unwrap_or_default().to_owned()
    }

    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let items = self.get(name).as_array();
        items.into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }

    pub(super) fn is_empty(&self, name: &str) -> bool {
        match self.get(name) {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        }
    }
}

/// What the server said about the last submit, until the fields that it is about are changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ServerSide {
    fields: Vec<FieldProblem>,
    failure: Option<ApiError>,
}

impl From<&ApiError> for ServerSide {
    fn from(error: &ApiError) -> Self {
        let mut fields = error.fields().to_vec();
        if fields.is_empty()
            && let ApiError::Problem(problem) = error
            && error.is(ProblemCode::SmsCodeRejected)
        {
            let (code, message) = (problem.code.clone(), problem.detail.clone());
            fields.push(FieldProblem { field: "sms_code".to_owned(), code, message });
        }
        let failure = fields.is_empty().then(|| error.clone());
        Self { fields, failure }
    }
}

impl ServerSide {
    pub(super) fn concerns(&self, name: &str) -> bool {
        self.failure.is_some() || self.fields.iter().any(|problem| problem.field == name)
    }

    pub(super) fn forget(&mut self, name: &str) {
        self.failure = None;
        self.fields.retain(|problem| problem.field != name);
    }

    /// The same with a failure beside any field put at this one.
    pub(super) fn or_at(mut self, name: &str, language: Language) -> Self {
        if let Some(failure) = self.failure.take() {
            let code = failure.code().map_or("", ProblemCode::as_str).to_owned();
            self.fields.push(FieldProblem { field: name.to_owned(), code, message: failure.message(language) });
        }
        self
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn of(&self, name: &str) -> Option<String> {
        self.fields.iter().find(|problem| problem.field == name).map(|problem| problem.message.clone())
    }

    pub(super) fn merged(&self, own: &FieldErrors, language: Language) -> Shown {
        let mut fields: Vec<(String, String)> = Vec::new();
        let own = own.0.iter().map(|(name, invalid)| (name.clone().into_owned(), invalid.message(language)));
        let server = self.fields.iter().map(|problem| (problem.field.clone(), problem.message.clone()));
        for (name, message) in own.chain(server) {
            if !fields.iter().any(|(known, _)| *known == name) {
                fields.push((name, message));
            }
        }
        Shown { fields, failure: self.failure.clone() }
    }
}

/// What the error summary shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Shown {
    /// Field and sentence, in the order of the form; each field once.
    pub(crate) fields: Vec<(String, String)>,
    /// What went wrong beside any field.
    pub(crate) failure: Option<ApiError>,
}

impl Shown {
    /// Whether there is nothing to show.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.failure.is_none()
    }
}

#[cfg(test)]
mod tests {
    use shared::api::{AgentIn, RegisterIn};
    use shared::error::{Invalid, Problem};

    use super::*;

    fn problem(code: ProblemCode, errors: &[(&str, &str)]) -> ApiError {
        let errors = errors.iter().map(|(field, message)| FieldProblem {
            field: (*field).to_owned(),
            code: "taken".to_owned(),
            message: (*message).to_owned(),
        });
        ApiError::Problem(Box::new(Problem {
            kind: "about:blank".into(),
            status: code.status(),
            title: String::new(),
            code: code.as_str().into(),
            detail: "detail".into(),
            errors: errors.collect(),
            retry_after_seconds: None,
            request_id: None,
        }))
    }

    #[test]
    fn values_and_wire_type_are_inverse() {
        let input = RegisterIn { mobile: "139".into(), credit_code_confirmed: true, ..RegisterIn::default() };
        let mut values = Values::of(&input);
        assert_eq!(values.typed::<RegisterIn>(), input);
        values.set("mobile", "1390".into());
        assert_eq!(values.typed::<RegisterIn>().mobile, "1390");
        assert!(values.is_empty("password") && !values.is_empty("mobile"));
        let agent =
            Values::of(&AgentIn { permissions: shared::access::Permission::ALL.to_vec(), ..AgentIn::default() });
        assert_eq!(agent.list("permissions"), ["file_applications", "manage_agents"]);
    }

    #[test]
    fn a_server_refusal_stays_until_its_field_is_edited() {
        let mut server = ServerSide::from(&problem(ProblemCode::InvalidInput, &[("mobile", "in use"), ("name", "no")]));
        assert_eq!(server.of("mobile").as_deref(), Some("in use"));
        assert!(server.concerns("mobile") && !server.concerns("password"));
        server.forget("mobile");
        assert_eq!(server.of("mobile"), None);
        assert_eq!(server.of("name").as_deref(), Some("no"));
    }

    #[test]
    fn own_refusals_come_first_and_no_field_twice() {
        let server = ServerSide::from(&problem(ProblemCode::InvalidInput, &[("mobile", "in use"), ("name", "no")]));
        let own = FieldErrors::from(("mobile", Invalid::new("required")));
        let shown = server.merged(&own, Language::En);
        let names: Vec<&str> = shown.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["mobile", "name"]);
        assert_ne!(shown.fields[0].1, "in use");
        assert_eq!(shown.failure, None);
    }

    #[test]
    fn a_rejected_code_lands_at_its_field_and_other_failures_at_none() {
        assert!(ServerSide::from(&problem(ProblemCode::SmsCodeRejected, &[])).of("sms_code").is_some());
        let mut locked = ServerSide::from(&problem(ProblemCode::LockedOut, &[]));
        assert!(locked.merged(&FieldErrors::default(), Language::En).failure.is_some());
        locked.forget("password");
        assert!(locked.merged(&FieldErrors::default(), Language::En).is_empty());
    }
}
