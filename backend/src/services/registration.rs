//! 法人注册: an enterprise, its legal representative, their account and first session, in one transaction.

use chrono::{DateTime, Utc};
use shared::api::{AuditAction, RegisterIn, Registration};
use shared::error::{FieldErrors, Invalid, ProblemCode};
use shared::identity::{AccountName, IdDocument, Mobile, PersonName};
use shared::legal;
use surrealdb::types::{RecordId, SurrealValue};

use super::accounts::{Identifier, UserRow, document_claim, document_index, find_user, membership_key, mobile_claim};
use super::audit::{self, Entry};
use super::idempotency::{self, Attempt};
use super::login::verify_password;
use super::origin::Origin;
use super::sessions::{self, NewSession, OpenedSession};
use super::{ServiceError, ServiceResult, login, sms_codes};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::ports::{CodePurpose, random_id};

#[derive(SurrealValue)]
pub(super) struct NewUser {
    name: String,
    document_type: String,
    document_sealed: String,
    document_masked: String,
    document_index: String,
    mobile_sealed: String,
    mobile_masked: String,
    mobile_index: String,
    account_name: Option<String>,
    password_hash: Option<String>,
    must_change_password: bool,
    terms_version: Option<String>,
    privacy_version: Option<String>,
    consented_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
}

/// What a new account starts with.
pub(super) struct Start<'a> {
    pub(super) account_name: Option<&'a AccountName>,
    pub(super) password_hash: Option<String>,
    pub(super) must_change_password: bool,
    pub(super) consented: bool,
}

impl NewUser {
    pub(super) fn new(app: &App, name: &PersonName, document: &IdDocument, mobile: &Mobile, start: Start<'_>) -> Self {
        let now = app.clock.now();
        let consented = start.consented;
        Self {
            name: name.as_str().to_owned(),
            document_type: document.kind().code().to_owned(),
            document_sealed: app.vault.seal(&*app.entropy, "document", document.as_str()),
            document_masked: document.masked(),
            document_index: document_index(app, document),
            mobile_sealed: app.vault.seal(&*app.entropy, "mobile", mobile.as_str()),
            mobile_masked: mobile.masked(),
            mobile_index: app.vault.index("mobile", mobile.as_str()),
            account_name: start.account_name.map(|name| name.as_str().to_owned()),
            password_hash: start.password_hash,
            must_change_password: start.must_change_password,
            terms_version: consented.then(|| legal::TERMS.version.to_owned()),
            privacy_version: consented.then(|| legal::PRIVACY.version.to_owned()),
            consented_at: consented.then_some(now),
            created_at: now,
        }
    }
}

#[derive(SurrealValue)]
pub(super) struct NewMembership {
    pub(super) enterprise: RecordId,
    pub(super) user: RecordId,
    pub(super) role: String,
    pub(super) permissions: Vec<String>,
    pub(super) state: String,
    pub(super) valid_until: Option<String>,
    pub(super) sort_key: String,
    pub(super) search_text: String,
    pub(super) revision: i64,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

#[derive(SurrealValue)]
struct NewEnterprise {
    name: String,
    credit_code_unusual: bool,
    legal_rep: RecordId,
    created_at: DateTime<Utc>,
}

/// Registers an enterprise and logs its legal representative in.
///
/// # Errors
/// The refusals by field; `enterprise_exists`.
pub async fn register(
    app: &App,
    input: &RegisterIn,
    key: Option<&str>,
    origin: &Origin,
) -> ServiceResult<OpenedSession> {
    let attempt = Attempt::new(app, "register", key, input);
    if let Some(user) = Attempt::earlier(attempt.as_ref(), app).await? {
        let user = super::accounts::user(app, &user).await?;
        return login::open(app, &user, Some(input.credit_code.trim()), input.client, origin, Vars::new(), "").await;
    }
    let form = input.parse(app.clock.today())?;
    sms_codes::check(app, CodePurpose::Register, &form.mobile, &form.sms_code).await?;
    let existing = find_user(app, &Identifier::Mobile(form.mobile.clone())).await?;
    match existing {
        Some(user) => {
            check_same_person(app, &user, &form).await?;
            create(app, input, &form, Some(user), attempt.as_ref(), origin).await
        }
        None => create(app, input, &form, None, attempt.as_ref(), origin).await,
    }
}

/// The number has an account: it has to be this person's, who types its present password.
async fn check_same_person(app: &App, user: &UserRow, form: &Registration) -> ServiceResult<()> {
    let mut errors = FieldErrors::default();
    if user.document_index != document_index(app, &form.document) || user.name != form.legal_rep_name.as_str() {
        errors.add("document_number", Invalid::new("existing_document_differs"));
    }
    let attempt = form.password.expose();
    if !verify_password(app, user.key(), user.password_hash.clone(), attempt).await? {
        errors.add("password", Invalid::new("existing_password_wrong"));
    }
    if errors.0.is_empty() { Ok(()) } else { Err(ServiceError::Fields(errors)) }
}

async fn create(
    app: &App,
    input: &RegisterIn,
    form: &Registration,
    existing: Option<UserRow>,
    attempt: Option<&Attempt>,
    origin: &Origin,
) -> ServiceResult<OpenedSession> {
    let now = app.clock.now();
    let code = form.credit_code.as_str();
    let user_id = existing.as_ref().map_or_else(|| random_id(&*app.entropy), |user| user.key().to_owned());
    let name = form.legal_rep_name.as_str();
    let membership_id = membership_key(code, &user_id);
    let verified_hash = existing.as_ref().and_then(|user| user.password_hash.clone());
    let new_user = match existing {
        Some(_) => None,
        None => {
            let start = Start {
                account_name: None,
                password_hash: Some(app.passwords.hash(&*app.entropy, &form.password).await?),
                must_change_password: false,
                consented: true,
            };
            Some(NewUser::new(app, &form.legal_rep_name, &form.document, &form.mobile, start))
        }
    };
    let enterprise = NewEnterprise {
        name: form.enterprise_name.as_str().to_owned(),
        credit_code_unusual: !form.credit_code.check_digit_ok(),
        legal_rep: record("user", &user_id),
        created_at: now,
    };
    let membership = NewMembership {
        enterprise: record("enterprise", code),
        user: record("user", &user_id),
        role: "legal_representative".to_owned(),
        permissions: Vec::new(),
        state: "active".to_owned(),
        valid_until: None,
        sort_key: format!("{name}\u{0}{user_id}"),
        search_text: name.to_lowercase(),
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    let vars = sms_codes::bind_use(Vars::new(), app, CodePurpose::Register, &form.mobile, &form.sms_code)
        .set("enterprise", record("enterprise", code))
        .set("enterprise_row", enterprise)
        .set("user", record("user", &user_id))
        .set("user_row", new_user)
        .set("verified_hash", verified_hash)
        .set("mobile_claim", record("claim", &mobile_claim(app, &form.mobile)))
        .set("document_claim", record("claim", &document_claim(app, &form.document)))
        .set("membership", record("membership", &membership_id))
        .set("membership_row", membership);
    let vars = Attempt::bind(attempt, vars, app, &user_id);
    let session = NewSession::draw(app);
    let vars = session.bind(vars, app, &user_id, Some(&membership_id), input.client, origin);
    let entry = Entry::new(AuditAction::EnterpriseRegistered, Some(code), Some((&user_id, name)));
    let statements = format!(
        "IF record::exists($enterprise) {{ THROW 'enterprise_exists' }};
         {}
         IF $user_row != NONE {{
             IF record::exists($mobile_claim) {{ THROW 'mobile_of_another_person:mobile' }};
             IF record::exists($document_claim) {{ THROW 'document_of_another_person:document_number' }};
             CREATE $user CONTENT $user_row;
             CREATE $mobile_claim SET user = $user;
             CREATE $document_claim SET user = $user;
         }} ELSE IF (SELECT VALUE user FROM ONLY $mobile_claim) != $user
             OR (SELECT VALUE password_hash FROM ONLY $user) != $verified_hash {{
             THROW 'busy:1'
         }};
         CREATE $enterprise CONTENT $enterprise_row;
         CREATE $membership CONTENT $membership_row;
         {}
         {}
         {}",
        sms_codes::USE,
        sessions::OPEN,
        idempotency::REMEMBER,
        audit::WRITE
    );
    match app.db.write(&statements, entry.bind(vars, app, origin)).await.map_err(ServiceError::from) {
        Ok(_) => session.opened(app, input.client).await,
        Err(ServiceError::Database(crate::adapters::surreal::DbError::Duplicate)) => {
            Err(ProblemCode::EnterpriseExists.into())
        }
        Err(error) => Err(error),
    }
}
