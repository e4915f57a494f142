//! Why an input or a request was refused, as stable codes that both sides can put into words.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::i18n::{self, Language};

/// Why a value was refused: a stable code plus arguments for the sentence shown to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// Stable `snake_case` code; its sentence is the Fluent message `error-…` with dashes.
    pub code: &'static str,
    /// Named values that the sentence uses, such as the greatest length.
    pub args: Vec<(&'static str, String)>,
}

impl Invalid {
    /// A refusal without arguments.
    pub const fn new(code: &'static str) -> Self {
        Self { code, args: Vec::new() }
    }

    /// Adds an argument for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The sentence for the user: what is wrong and what to do.
    pub fn message(&self, language: Language) -> String {
        let args: Vec<(&str, &str)> = self.args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        i18n::error_text(language, self.code, &args)
    }
}

/// Refusals of one form, each with the name of the field (as in the JSON body) that it belongs to. A field of a row in a
/// sub-list is named by its path: `deemed_periods[0].from`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(pub Vec<(Cow<'static, str>, Invalid)>);

impl FieldErrors {
    /// Keeps the value of a field that parsed; notes the refusal of one that did not.
    pub fn take<T>(&mut self, field: impl Into<Cow<'static, str>>, parsed: Result<T, Invalid>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(invalid) => {
                self.0.push((field.into(), invalid));
                None
            }
        }
    }

    /// Notes a refusal.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, invalid: Invalid) {
        self.0.push((field.into(), invalid));
    }

    /// The first refusal of a field.
    pub fn of(&self, field: &str) -> Option<&Invalid> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, invalid)| invalid)
    }

    /// The refusals for the wire, in a language.
    pub fn to_wire(&self, language: Language) -> Vec<FieldProblem> {
        self.0
            .iter()
            .map(|(field, invalid)| FieldProblem {
                field: field.clone().into_owned(),
                code: invalid.code.to_owned(),
                message: invalid.message(language),
            })
            .collect()
    }
}

impl From<(&'static str, Invalid)> for FieldErrors {
    fn from(one: (&'static str, Invalid)) -> Self {
        Self(vec![(one.0.into(), one.1)])
    }
}

/// One field's refusal on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FieldProblem {
    /// Name of the field as in the request's JSON body.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// What is wrong and what to do, in the language of the request.
    pub message: String,
}

/// An RFC 9457 problem document: every error answer of the API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct Problem {
    /// Always `about:blank`: `code` is the stable name.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", oai(rename = "type"))]
    pub kind: String,
    /// HTTP status.
    pub status: u16,
    /// The status' name.
    pub title: String,
    /// Stable code, one of [`ProblemCode`].
    pub code: String,
    /// What happened and what to do, in the language of the request.
    pub detail: String,
    /// Refusals by field; empty where no field is to blame.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub errors: Vec<FieldProblem>,
    /// Seconds after which a retry can succeed, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    pub retry_after_seconds: Option<u64>,
    /// Names this answer in the server's log; tell it to the helpline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    pub request_id: Option<String>,
}

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $status:literal;)+) => {
        /// Every way a request can end badly, with its stable code and HTTP status.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemCode { $($(#[$doc])* $variant,)+ }

        impl ProblemCode {
            /// Every code, for tests of completeness.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// The stable code on the wire.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $code,)+ } }
            /// The HTTP status it is answered with.
            pub const fn status(self) -> u16 { match self { $(Self::$variant => $status,)+ } }
            /// The code of that name, `None` for one this build does not know.
            pub fn from_code(code: &str) -> Option<Self> { match code { $($code => Some(Self::$variant),)+ _ => None } }
        }
    };
}

problem_codes! {
    /// One or more fields were refused; see `errors`.
    InvalidInput = "invalid_input", 422;
    /// The body is not JSON of the documented shape.
    MalformedRequest = "malformed_request", 400;
    /// The body is larger than the operation takes.
    BodyTooLarge = "body_too_large", 413;
    /// No session, or one that has ended.
    NotLoggedIn = "not_logged_in", 401;
    /// Account, password or code do not match; which of them is not said.
    WrongCredentials = "wrong_credentials", 401;
    /// Too many failures: locked for a while.
    LockedOut = "locked_out", 429;
    /// The SMS code is wrong, expired, used, or for something else.
    SmsCodeRejected = "sms_code_rejected", 422;
    /// Another SMS may be sent later.
    SmsTooMany = "sms_too_many", 429;
    /// The SMS service did not take the message.
    SmsUnavailable = "sms_unavailable", 503;
    /// The insured-person register does not answer at present.
    RegisterUnavailable = "register_unavailable", 503;
    /// Faces are not verified here, or not at present: password and SMS code is the way.
    FaceUnavailable = "face_unavailable", 503;
    /// Frames or a card's photo were refused; why stands at `frames` or `portrait`.
    FaceRefused = "face_refused", 422;
    /// Consent to the text in force is missing.
    FaceConsentRequired = "face_consent_required", 409;
    /// No template is kept, or it is not approved yet.
    FaceNotEnrolled = "face_not_enrolled", 409;
    /// The enrolment was not begun in this session, or its time is over.
    FaceEnrolmentEnded = "face_enrolment_ended", 410;
    /// The answer came after the deadline.
    FaceChallengeLate = "face_challenge_late", 410;
    /// The challenge was answered before, by another session, or never given.
    FaceChallengeUsed = "face_challenge_used", 409;
    /// The person has not finished on the vendor's page.
    FaceUnfinished = "face_unfinished", 409;
    /// No tries are left: password and SMS code is the way.
    FaceTriesSpent = "face_tries_spent", 429;
    /// Nothing waits in the queue of the reviewer's stage and region.
    NothingWaits = "nothing_waits", 404;
    /// Pages that have to be read before a decision were not opened; which ones stands at `attachments`.
    PagesUnread = "pages_unread", 422;
    /// Photographed cards are not read here, or this one could not be.
    ReadingUnavailable = "reading_unavailable", 503;
    /// The number has no account.
    NoAccount = "no_account", 404;
    /// The person acts for no enterprise any more.
    NoMembership = "no_membership", 403;
    /// An enterprise has to be chosen first.
    EnterpriseNotChosen = "enterprise_not_chosen", 409;
    /// The role or permissions do not cover this.
    NotPermitted = "not_permitted", 403;
    /// The request did not prove that it comes from our page.
    CsrfRejected = "csrf_rejected", 403;
    /// A fresh proof of identity is needed.
    StepUpRequired = "step_up_required", 403;
    /// No such thing, or not this enterprise's.
    NotFound = "not_found", 404;
    /// The upload has come further, or not as far, as the request says; ask how far.
    UploadOffset = "upload_offset", 409;
    /// The bytes are not those that the checksum was made of; send them again.
    ChecksumMismatch = "checksum_mismatch", 460;
    /// Another version of the upload protocol.
    TusVersion = "tus_version", 412;
    /// The bytes of an upload came as something else than bytes of an upload.
    UploadMediaType = "upload_media_type", 415;
    /// Nobody went on with the upload for too long; begin again.
    UploadEnded = "upload_ended", 410;
    /// Too many unfinished uploads of the application.
    UploadsTooMany = "uploads_too_many", 429;
    /// No room is left for documents of the application.
    QuotaExceeded = "quota_exceeded", 409;
    /// The method is not offered at this address.
    MethodNotAllowed = "method_not_allowed", 405;
    /// The record was changed meanwhile; read it again.
    RevisionConflict = "revision_conflict", 409;
    /// The action does not fit the state.
    ActionNotAllowed = "action_not_allowed", 409;
    /// Another application is open for this person; whose is not said.
    ApplicationOpen = "application_open", 409;
    /// A reviewer has claimed the application, or the enterprise has taken it back: the other was first.
    AlreadyHandled = "already_handled", 409;
    /// The same idempotency key came with another request.
    IdempotencyMismatch = "idempotency_mismatch", 409;
    /// The enterprise is registered already.
    EnterpriseExists = "enterprise_exists", 409;
    /// The person acts for other enterprises too: their login is theirs to change.
    SharedIdentity = "shared_identity", 409;
    /// The password has to be changed before anything else.
    PasswordChangeRequired = "password_change_required", 403;
    /// The QR code lived its two minutes, or was used or refused.
    QrLoginEnded = "qr_login_ended", 410;
    /// The invitation was used, replaced, or its time is over.
    InvitationEnded = "invitation_ended", 410;
    /// Too many requests from here.
    TooManyRequests = "too_many_requests", 429;
    /// The server has as much work as it takes on; try again shortly.
    Busy = "busy", 503;
    /// The disk is nearly full: nothing new is taken until space is free.
    StorageFull = "storage_full", 507;
    /// What was sent could not be stored at present; whether it was is not known. Read again, or repeat with the same key.
    StorageUnavailable = "storage_unavailable", 503;
    /// Something failed on our side.
    Internal = "internal", 500;
}
