//! 添加经办人: a new person, or one who has an account through another enterprise.

use shared::access::{Permission, StepUpPurpose};
use shared::api::{AgentIn, AgentOut, AuditAction, NewAgent};
use shared::error::{FieldErrors, Invalid};

use super::invite::{NewInvitation, STORE};
use super::row::{find, search_text, sort_key};
use crate::adapters::surreal::{DbError, Vars, record};
use crate::app::App;
use crate::ports::{SmsMessage, random_id};
use crate::services::accounts::{
    Identifier, MembershipRow, UserRow, account_name_claim, document_claim, document_index, find_user, membership_key,
    mobile_claim,
};
use crate::services::audit::{self, Entry};
use crate::services::idempotency::{self, Attempt};
use crate::services::origin::Origin;
use crate::services::registration::{NewMembership, NewUser, Start};
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult, step_ups};

/// What the statements refuse with where the person that was found is not who has this number and document any more.
const PERSON_CHANGED: &str = "person_changed";
/// How often somebody is looked up anew who was changed in this moment.
const TRIES: usize = 3;

/// Adds an agent to the acting person's enterprise.
///
/// # Errors
/// The refusals by field (duplicates among them), `step_up_required`; `busy` where the person is changed again and again.
pub async fn add(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    input: &AgentIn,
    proof: Option<&str>,
    key: Option<&str>,
    origin: &Origin,
) -> ServiceResult<AgentOut> {
    for _ in 0..TRIES {
        match once(app, who, acting, input, proof, key, origin).await {
            // Deleted by another enterprise in this moment: the number is free, and they are added as somebody new.
            Err(ServiceError::Database(DbError::Refused(refusal))) if refusal.code == PERSON_CHANGED => {}
            done => return done,
        }
    }
    Err(DbError::Conflict.into())
}

async fn once(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    input: &AgentIn,
    proof: Option<&str>,
    key: Option<&str>,
    origin: &Origin,
) -> ServiceResult<AgentOut> {
    let scope = format!("add_agent|{}|{}", acting.enterprise_id(), who.user.key());
    let attempt = Attempt::new(app, &scope, key, input);
    if let Some(agent) = Attempt::earlier(attempt.as_ref(), app).await? {
        return super::get(app, who, acting, &agent).await;
    }
    let form = input.parse_new(app.clock.today())?;
    if acting.actor().cannot_give(&form.permissions).is_some() {
        return Err(ServiceError::field("permissions", "permission_not_held"));
    }
    let existing = match_person(app, acting, &form).await?;
    let user_id = existing.as_ref().map_or_else(|| random_id(&*app.entropy), |user| user.key().to_owned());
    // Who has an account and never set its password would have no way in, should the enterprise that invited them let them go.
    let has_password = existing.as_ref().map_or(form.initial_password.is_some(), |user| user.password_hash.is_some());
    let invited = !has_password;
    let new_user = match (&existing, &form.initial_password) {
        (Some(_), _) => None,
        (None, password) => {
            let password_hash = match password {
                Some(password) => Some(app.passwords.hash(&*app.entropy, password).await?),
                None => None,
            };
            let start = Start {
                account_name: Some(&form.account_name),
                must_change_password: password_hash.is_some(),
                password_hash,
                consented: false,
            };
            Some(NewUser::new(app, &form.name, &form.document, &form.mobile, start))
        }
    };
    let membership_id = membership_key(acting.enterprise_id(), &user_id);
    let account_name = existing.as_ref().and_then(|user| user.account_name.clone());
    let membership = new_membership(app, acting, &form, &user_id, account_name.as_deref(), invited);
    let invitation = NewInvitation::draw(app);
    let vars = Vars::new()
        .set("user", record("user", &user_id))
        .set("user_row", new_user)
        .set("mobile_claim", record("claim", &mobile_claim(app, &form.mobile)))
        .set("document_claim", record("claim", &document_claim(app, &form.document)))
        .set("name_claim", record("claim", &account_name_claim(&form.account_name)))
        .set("account_name", form.account_name.as_str())
        .set("membership", record("membership", &membership_id))
        .set("membership_row", membership)
        .set("invited", invited)
        .guard(&record("user", &user_id));
    let vars = step_ups::bind_use(vars, app, who, proof, StepUpPurpose::AddAgent);
    let vars = Attempt::bind(attempt.as_ref(), invitation.bind(vars, app, &membership_id), app, &user_id);
    let entry =
        Entry::new(AuditAction::AgentAdded, Some(acting.enterprise_id()), Some((who.user.key(), &who.user.name)))
            .about(&user_id, form.name.as_str());
    let statements = format!(
        "{}
         IF record::exists($membership) {{ THROW 'taken_in_enterprise:mobile' }};
         IF $user_row != NONE {{
             IF record::exists($mobile_claim) {{ THROW 'mobile_of_another_person:mobile' }};
             IF record::exists($document_claim) {{ THROW 'document_of_another_person:document_number' }};
             IF record::exists($name_claim) {{ THROW 'taken:account_name' }};
             CREATE $user CONTENT $user_row;
             CREATE $mobile_claim SET user = $user;
             CREATE $document_claim SET user = $user;
             CREATE $name_claim SET user = $user;
         }} ELSE {{
             IF (SELECT VALUE user FROM ONLY $mobile_claim) != $user OR (SELECT VALUE user FROM ONLY $document_claim) != $user
                 OR (!$invited AND (SELECT VALUE password_hash FROM ONLY $user) = NONE) {{ THROW '{PERSON_CHANGED}' }};
             IF (SELECT VALUE account_name FROM ONLY $user) = NONE {{
                 IF record::exists($name_claim) {{ THROW 'taken:account_name' }};
                 CREATE $name_claim SET user = $user;
                 UPDATE $user SET account_name = $account_name;
             }};
         }};
         CREATE $membership CONTENT $membership_row;
         IF $invited {{ {STORE} }};
         {}
         {}",
        step_ups::USE,
        idempotency::REMEMBER,
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    let message = if invited {
        Some(invitation.message(app, acting))
    } else if existing.is_some() {
        Some(SmsMessage::AgentAdded { enterprise: acting.enterprise_name.clone() })
    } else {
        None
    };
    let mut out = find(app, acting, &user_id).await?.to_wire(app, who, acting);
    if let Some(message) = message {
        out.sms_sent = Some(app.sms.send(&form.mobile, &message).await.is_ok());
    }
    Ok(out)
}

/// The person of that number and document, if they have an account; refusals where only one of the two fits.
async fn match_person(app: &App, acting: &MembershipRow, form: &NewAgent) -> ServiceResult<Option<UserRow>> {
    let by_mobile = find_user(app, &Identifier::Mobile(form.mobile.clone())).await?;
    let by_document = find_by_claim(app, &document_claim(app, &form.document)).await?;
    let by_name = find_user(app, &Identifier::AccountName(form.account_name.clone())).await?;
    let mut errors = FieldErrors::default();
    let same = by_mobile.as_ref().is_some_and(|user| {
        user.document_index == document_index(app, &form.document) && user.name == form.name.as_str()
    });
    if let Some(user) = &by_mobile {
        if is_member(app, acting, user).await? {
            errors.add("mobile", Invalid::new("taken_in_enterprise"));
        } else if !same {
            errors.add("mobile", Invalid::new("mobile_of_another_person"));
        }
    }
    if let Some(user) = &by_document {
        if is_member(app, acting, user).await? {
            errors.add("document_number", Invalid::new("taken_in_enterprise"));
        } else if !same {
            errors.add("document_number", Invalid::new("document_of_another_person"));
        }
    }
    if let Some(user) = &by_name
        && !(same && by_mobile.as_ref().is_some_and(|person| person.id == user.id))
    {
        let code = if is_member(app, acting, user).await? { "taken_in_enterprise" } else { "taken" };
        errors.add("account_name", Invalid::new(code));
    }
    if errors.0.is_empty() { Ok(by_mobile) } else { Err(ServiceError::Fields(errors)) }
}

async fn find_by_claim(app: &App, claim: &str) -> ServiceResult<Option<UserRow>> {
    let query = format!("SELECT {} FROM (SELECT VALUE user FROM $id)", crate::services::accounts::USER_COLUMNS);
    let rows: Vec<UserRow> = app.db.read(&query, Vars::new().set("id", record("claim", claim))).await?.take(0)?;
    Ok(rows.into_iter().next())
}

async fn is_member(app: &App, acting: &MembershipRow, user: &UserRow) -> ServiceResult<bool> {
    let id = record("membership", &membership_key(acting.enterprise_id(), user.key()));
    let found: Option<bool> = app.db.read("RETURN record::exists($id)", Vars::new().set("id", id)).await?.take(0)?;
    Ok(found == Some(true))
}

fn new_membership(
    app: &App,
    acting: &MembershipRow,
    form: &NewAgent,
    user_id: &str,
    account_name: Option<&str>,
    invited: bool,
) -> NewMembership {
    let now = app.clock.now();
    let name = form.name.as_str();
    NewMembership {
        enterprise: acting.enterprise.clone(),
        user: record("user", user_id),
        role: "agent".to_owned(),
        permissions: form.permissions.iter().map(|permission: &Permission| permission.code().to_owned()).collect(),
        state: if invited { "invited" } else { "active" }.to_owned(),
        valid_until: form.valid_until.map(|date| date.to_string()),
        sort_key: sort_key(name, user_id),
        search_text: search_text(name, account_name.unwrap_or(form.account_name.as_str()), &form.mobile.masked()),
        revision: 1,
        created_at: now,
        updated_at: now,
    }
}
