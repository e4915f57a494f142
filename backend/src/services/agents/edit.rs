//! 编辑经办人: permissions and validity always; name, document, number and account name while the person acts for
//! this enterprise alone.

use shared::access::{AgentAction, StepUpPurpose};
use shared::api::{AgentEdit, AgentIn, AgentOut, AuditAction};
use shared::error::ProblemCode;
use surrealdb::types::SurrealValue;

use super::row::{AgentRow, CHECK_REVISION, REFUSE_SHARED, find, find_for, search_text, sort_key};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::services::accounts::{
    MembershipRow, account_name_claim, document_claim, document_index, mobile_claim, permissions_of,
};
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult, step_ups};

/// A person's columns that an edit writes.
#[derive(SurrealValue)]
struct Person {
    name: String,
    document_type: String,
    document_masked: String,
    document_index: String,
    mobile_masked: String,
    mobile_index: String,
    account_name: Option<String>,
}

/// Edits an agent of the acting person's enterprise.
///
/// # Errors
/// The refusals by field; `step_up_required`, `revision_conflict`, `shared_identity`, `not_permitted` on oneself.
pub async fn edit(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    input: &AgentIn,
    proof: Option<&str>,
    origin: &Origin,
) -> ServiceResult<AgentOut> {
    let agent = find_for(app, who, acting, id, AgentAction::Edit).await?;
    let form = input.parse_edit(app.clock.today())?;
    let held = permissions_of(&agent.permissions);
    let added: Vec<_> = form.permissions.iter().copied().filter(|permission| !held.contains(permission)).collect();
    if acting.actor().cannot_give(&added).is_some() {
        return Err(ServiceError::field("permissions", "permission_not_held"));
    }
    let changed = changed_fields(app, &agent, &form);
    let identity_changed = changed.iter().any(|field| IDENTITY_FIELDS.contains(field));
    if identity_changed && agent.shared_identity {
        return Err(ProblemCode::SharedIdentity.into());
    }
    let vars = bind(app, &agent, &form, &changed);
    let vars = step_ups::bind_use(vars, app, who, proof, StepUpPurpose::EditAgent);
    let mut entry =
        Entry::new(AuditAction::AgentEdited, Some(acting.enterprise_id()), Some((who.user.key(), &who.user.name)))
            .about(id, form.name.as_str());
    entry.changed_fields.clone_from(&changed);
    let statements = format!(
        "{}
         {CHECK_REVISION}
         IF $identity_changed {{ {REFUSE_SHARED} }};
         IF $claims_changed {{
             FOR $swap IN $swaps {{
                 IF record::exists($swap.new) {{ THROW $swap.refusal }};
                 CREATE $swap.new SET user = $user;
                 IF $swap.old != NONE {{ DELETE $swap.old }};
             }};
         }};
         IF $identity_changed {{
             UPDATE $user MERGE $person;
             IF $document_sealed != NONE {{ UPDATE $user SET document_sealed = $document_sealed }};
             IF $mobile_sealed != NONE {{ UPDATE $user SET mobile_sealed = $mobile_sealed }};
         }};
         UPDATE $membership SET permissions = $permissions, valid_until = $valid_until, sort_key = $sort_key,
             search_text = $search_text, revision += 1, updated_at = $now;
         IF $login_changed {{ DELETE session WHERE user = $user }};
         {}",
        step_ups::USE,
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    Ok(find(app, acting, id).await?.to_wire(app, who, acting))
}

/// Fields that are the person's, not the membership's.
const IDENTITY_FIELDS: [&str; 4] = ["name", "document_number", "mobile", "account_name"];

fn changed_fields(app: &App, agent: &AgentRow, form: &AgentEdit) -> Vec<&'static str> {
    let mut changed = Vec::new();
    let mut note = |field: &'static str, differs: bool| {
        if differs {
            changed.push(field);
        }
    };
    note("name", form.name.as_str() != agent.name);
    note(
        "document_number",
        form.document.as_ref().is_some_and(|document| document_index(app, document) != agent.document_index),
    );
    note(
        "mobile",
        form.mobile.as_ref().is_some_and(|mobile| app.vault.index("mobile", mobile.as_str()) != agent.mobile_index),
    );
    note("account_name", agent.account_name.as_deref() != Some(form.account_name.as_str()));
    let mut held = permissions_of(&agent.permissions);
    held.sort_unstable();
    note("permissions", form.permissions != held);
    note("valid_until", form.valid_until.map(|date| date.to_string()) != agent.valid_until);
    changed
}

#[derive(SurrealValue)]
struct Swap {
    new: surrealdb::types::RecordId,
    old: Option<surrealdb::types::RecordId>,
    refusal: String,
}

fn swaps(app: &App, agent: &AgentRow, form: &AgentEdit, changed: &[&'static str]) -> Vec<Swap> {
    let mut swaps = Vec::new();
    if changed.contains(&"mobile")
        && let Some(mobile) = &form.mobile
    {
        swaps.push(Swap {
            new: record("claim", &mobile_claim(app, mobile)),
            old: Some(record("claim", &format!("mobile:{}", agent.mobile_index))),
            refusal: "mobile_of_another_person:mobile".to_owned(),
        });
    }
    if changed.contains(&"document_number")
        && let Some(document) = &form.document
    {
        swaps.push(Swap {
            new: record("claim", &document_claim(app, document)),
            old: Some(record("claim", &format!("document:{}", agent.document_index))),
            refusal: "document_of_another_person:document_number".to_owned(),
        });
    }
    if changed.contains(&"account_name") {
        swaps.push(Swap {
            new: record("claim", &account_name_claim(&form.account_name)),
            old: agent.account_name.as_ref().map(|name| record("claim", &format!("account_name:{name}"))),
            refusal: "taken:account_name".to_owned(),
        });
    }
    swaps
}

fn bind(app: &App, agent: &AgentRow, form: &AgentEdit, changed: &[&'static str]) -> Vars {
    let swaps = swaps(app, agent, form, changed);
    let person = Person {
        name: form.name.as_str().to_owned(),
        document_type: form
            .document
            .as_ref()
            .map_or_else(|| agent.document_type.clone(), |document| document.kind().code().to_owned()),
        document_masked: form
            .document
            .as_ref()
            .map_or_else(|| agent.document_masked.clone(), shared::identity::IdDocument::masked),
        document_index: form
            .document
            .as_ref()
            .map_or_else(|| agent.document_index.clone(), |document| document_index(app, document)),
        mobile_masked: form
            .mobile
            .as_ref()
            .map_or_else(|| agent.mobile_masked.clone(), shared::identity::Mobile::masked),
        mobile_index: form
            .mobile
            .as_ref()
            .map_or_else(|| agent.mobile_index.clone(), |mobile| app.vault.index("mobile", mobile.as_str())),
        account_name: Some(form.account_name.as_str().to_owned()),
    };
    let seal = |context: &str, plain: &str| app.vault.seal(&*app.entropy, context, plain);
    let search = search_text(&person.name, form.account_name.as_str(), &person.mobile_masked);
    Vars::new()
        .guard(&agent.user)
        .set("membership", agent.id.clone())
        .set("user", agent.user.clone())
        .set("revision", i64::try_from(form.revision).unwrap_or(-1))
        .set("claims_changed", !swaps.is_empty())
        .set("swaps", swaps)
        .set("identity_changed", changed.iter().any(|field| IDENTITY_FIELDS.contains(field)))
        .set("login_changed", changed.contains(&"mobile"))
        .set("document_sealed", form.document.as_ref().map(|document| seal("document", document.as_str())))
        .set("mobile_sealed", form.mobile.as_ref().map(|mobile| seal("mobile", mobile.as_str())))
        .set("sort_key", sort_key(&person.name, agent.user_key()))
        .set("search_text", search)
        .set("person", person)
        .set("permissions", form.permissions.iter().map(|p| p.code().to_owned()).collect::<Vec<String>>())
        .set("valid_until", form.valid_until.map(|date| date.to_string()))
        .set("now", app.clock.now())
}
