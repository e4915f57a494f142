//! One form: what is typed, what is wrong with it and since when that may be said, what the server said, the draft.

mod draft;
mod state;
mod submit;

use std::collections::{BTreeMap, BTreeSet};

use dioxus::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::error::FieldErrors;

use crate::api::ApiError;
use crate::{platform, words};
use draft::Draft;
use state::ServerSide;
pub(crate) use state::{Shown, Values};

/// The wire name of a field, checked by the compiler: `field!(RegisterIn.mobile)` is `"mobile"`.
#[macro_export]
macro_rules! field {
    ($form:ident . $field:ident) => {{
        let _ = |form: &$form| {
            let _ = &form.$field;
        };
        stringify!($field)
    }};
}

/// What a form is: its name, what it starts with, what of it is never kept.
pub(crate) struct FormSpec<T> {
    /// Names the form in element ids and the draft: `register` makes `register-mobile`.
    pub(crate) id: &'static str,
    /// What the fields hold before anything is typed.
    pub(crate) initial: T,
    /// Whether what is typed is kept on the device until the form succeeds.
    pub(crate) draft: bool,
    /// Fields that are never kept: passwords and codes.
    pub(crate) secrets: &'static [&'static str],
}

/// A form that components share; cheap to copy.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Form {
    id: &'static str,
    values: Signal<Values>,
    touched: Signal<BTreeSet<String>>,
    submitted: Signal<bool>,
    server: Signal<ServerSide>,
    errors: Memo<FieldErrors>,
    pending: Signal<bool>,
    key: Signal<String>,
    draft: Signal<Draft>,
    labels: Signal<BTreeMap<&'static str, String>>,
}

/// Makes a form of a wire type; `check` is its `parse`, called on every change.
///
/// ```ignore
/// let form = use_form(FormSpec { id: "appeal", initial: AppealIn::default(), draft: true, secrets: &[] }, |input| {
///     input.parse().err().unwrap_or_default()
/// });
/// ```
pub(crate) fn use_form<T>(spec: FormSpec<T>, check: impl Fn(&T) -> FieldErrors + 'static) -> Form
where
    T: Serialize + DeserializeOwned + Default + 'static,
{
    let FormSpec { id, initial, draft, secrets } = spec;
    let draft = use_signal(|| Draft::new(id, draft, secrets));
    let values = use_signal(|| draft.peek().restore(Values::of(&initial)));
    let errors = use_memo(move || check(&values.read().typed::<T>()));
    Form {
        id,
        values,
        touched: use_signal(BTreeSet::new),
        submitted: use_signal(|| false),
        server: use_signal(ServerSide::default),
        errors,
        pending: use_signal(|| false),
        key: use_signal(platform::unique_key),
        draft,
        labels: use_signal(BTreeMap::new),
    }
}

impl Form {
    /// The id of a field's element.
    pub(crate) fn field_id(&self, name: &str) -> String {
        format!("{}-{name}", self.id)
    }

    /// Notes what a field is called, for the summary.
    pub(crate) fn name_field(mut self, name: &'static str, label: &str) {
        let known = self.labels.peek().get(name).is_some_and(|known| known == label);
        if !known {
            self.labels.write().insert(name, label.to_owned());
        }
    }

    /// What a field is called.
    pub(crate) fn label(&self, name: &str) -> Option<String> {
        self.labels.read().get(name).cloned()
    }

    /// The id of the error summary.
    pub(crate) fn summary_id(&self) -> String {
        format!("{}-summary", self.id)
    }

    /// A text field's content.
    pub(crate) fn text(&self, name: &str) -> String {
        self.values.read().text(name)
    }

    /// A yes-or-no field's content.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.values.read().get(name).as_bool().unwrap_or_default()
    }

    /// The texts of a list field, such as permissions.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        self.values.read().list(name)
    }

    /// Everything typed, as the wire type.
    pub(crate) fn value<T: DeserializeOwned + Default>(&self) -> T {
        self.values.read().typed()
    }

    /// Everything typed, as the wire type, for an event handler: draws nothing anew.
    pub(crate) fn value_now<T: DeserializeOwned + Default>(&self) -> T {
        self.values.peek().typed()
    }

    /// Takes over what was typed into a field; what the server said about it no longer holds.
    pub(crate) fn set(mut self, name: &str, value: impl Into<Value>) {
        let value = value.into();
        if *self.values.peek().get(name) == value {
            return;
        }
        self.values.write().set(name, value);
        if self.server.peek().concerns(name) {
            self.server.write().forget(name);
        }
        // Another content is another request.
        self.key.set(platform::unique_key());
        self.draft.peek().keep(&self.values.peek());
    }

    /// Fills the fields from a record, as before editing it. Keeps a draft's content where there was one.
    pub(crate) fn fill(mut self, from: &impl Serialize) {
        let filled = self.draft.peek().restore(Values::of(from));
        self.values.set(filled);
    }

    /// Starts over with these contents, as if nothing had been typed, submitted or refused.
    pub(crate) fn restart(mut self, from: &impl Serialize) {
        self.fill(from);
        self.touched.write().clear();
        self.submitted.set(false);
        self.server.write().clear();
    }

    /// Notes that a field was left: from now on its error is shown. An empty field is not complained about on the way.
    pub(crate) fn leave(mut self, name: &str) {
        let filled = !self.values.peek().is_empty(name);
        if filled && !self.touched.peek().contains(name) {
            self.touched.write().insert(name.to_owned());
        }
    }

    /// Shows a field's error at once, filled or not.
    pub(crate) fn insist(mut self, name: &str) {
        self.touched.write().insert(name.to_owned());
    }

    /// Whether the field's content stands the rules.
    pub(crate) fn is_fine(&self, name: &str) -> bool {
        self.errors.read().of(name).is_none()
    }

    /// The sentence under a field.
    pub(crate) fn error(&self, name: &str) -> Option<String> {
        let shown = *self.submitted.read() || self.touched.read().contains(name);
        let own = self.errors.read().of(name).filter(|_| shown).map(|invalid| invalid.message(words::language()));
        own.or_else(|| self.server.read().of(name))
    }

    /// Whether an answer is awaited.
    pub(crate) fn is_pending(&self) -> bool {
        *self.pending.read()
    }

    /// Names this content of the form, so that a retried submit is one event.
    pub(crate) fn idempotency_key(&self) -> String {
        self.key.peek().clone()
    }

    /// What the summary lists: field (empty for none) and sentence.
    pub(crate) fn shown(&self) -> Shown {
        let language = words::language();
        let own = if *self.submitted.read() { self.errors.read().clone() } else { FieldErrors::default() };
        self.server.read().merged(&own, language)
    }

    /// Takes over what the server said, each refusal at its field.
    pub(crate) fn refuse(mut self, error: &ApiError) {
        self.server.set(ServerSide::from(error));
    }

    /// Takes over why an SMS code was not sent: at the number's field where the server names it, else at the code's.
    pub(crate) fn refuse_code(mut self, name: &str, error: &ApiError) {
        let refused = ServerSide::from(error).or_at(name, words::language_now());
        self.server.set(refused);
    }
}
