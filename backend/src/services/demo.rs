//! Made-up enterprises and people for a demonstration, always the same.

use chrono::NaiveDate;
use shared::access::Permission;
use shared::identity::{AccountName, CreditCode, DocumentType, IdDocument, Mobile, Password, PersonName, made_up};

use super::accounts::{account_name_claim, document_claim, membership_key, mobile_claim};
use super::registration::{NewMembership, NewUser, Start};
use super::{ServiceError, ServiceResult, reviewers};
use crate::adapters::surreal::{DbError, Vars, record};
use crate::app::App;

/// The password of every made-up person.
pub const PASSWORD: &str = "Maple-Tree7";

/// What someone is to an enterprise of the demonstration.
enum Part {
    LegalRep,
    Agent { account_name: &'static str, permissions: &'static [Permission] },
}

struct Person {
    serial: u32,
    name: &'static str,
    born: (i32, u32, u32),
    sequence: u16,
    enterprise: usize,
    part: Part,
}

const ENTERPRISES: [(u64, &str); 2] = [(1001, "长春市松苑机械制造有限公司"), (1002, "吉林省北湖食品有限公司")];

const PEOPLE: [Person; 5] = [
    Person { serial: 1, name: "王建国", born: (1968, 4, 12), sequence: 1, enterprise: 0, part: Part::LegalRep },
    Person {
        serial: 2,
        name: "李秀英",
        born: (1979, 9, 3),
        sequence: 2,
        enterprise: 0,
        part: Part::Agent { account_name: "lixiuying", permissions: &Permission::ALL },
    },
    Person {
        serial: 3,
        name: "张伟",
        born: (1990, 1, 25),
        sequence: 3,
        enterprise: 0,
        part: Part::Agent { account_name: "zhangwei", permissions: &[Permission::FileApplications] },
    },
    Person { serial: 4, name: "赵敏", born: (1975, 11, 30), sequence: 4, enterprise: 1, part: Part::LegalRep },
    // 李秀英 acts for the second enterprise too: logging in, she chooses.
    Person {
        serial: 2,
        name: "李秀英",
        born: (1979, 9, 3),
        sequence: 2,
        enterprise: 1,
        part: Part::Agent { account_name: "lixiuying", permissions: &[Permission::FileApplications] },
    },
];

/// An account of the demonstration, for the page and the command line that list them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// Name.
    pub name: &'static str,
    /// Enterprise.
    pub enterprise: &'static str,
    /// Mobile number to log in with.
    pub mobile: String,
    /// Whether the legal representative.
    pub legal_rep: bool,
}

/// The accounts that the demonstration has.
pub fn accounts() -> Vec<DemoAccount> {
    PEOPLE
        .iter()
        .map(|person| DemoAccount {
            name: person.name,
            enterprise: ENTERPRISES[person.enterprise].1,
            mobile: made_up::mobile(person.serial),
            legal_rep: matches!(person.part, Part::LegalRep),
        })
        .collect()
}

/// Fills the demonstration's data where it is not there yet; returns how many memberships were added.
///
/// # Errors
/// Where the database fails.
pub async fn fill(app: &App) -> ServiceResult<usize> {
    let mut added = 0;
    let mut hash = None;
    for person in &PEOPLE {
        let (serial, enterprise_name) = ENTERPRISES[person.enterprise];
        let code = made_up::company_code(made_up::REGION, serial);
        let code = CreditCode::parse_confirmed(&code).map_err(|_| bad("credit code"))?;
        if exists(app, &code, person).await? {
            continue;
        }
        let known = hash_once(app, &mut hash).await?;
        match insert(app, &code, enterprise_name, person, Some(known)).await {
            Ok(()) => added += 1,
            // Another server fills it in at the same instant.
            Err(ServiceError::Database(DbError::Duplicate)) => {}
            Err(error) => return Err(error),
        }
    }
    for (login, ..) in reviewers::DEMO {
        if !reviewers::exists(app, login).await? {
            let known = hash_once(app, &mut hash).await?;
            reviewers::add_demo(app, login, &made_up::REGION.to_string(), known).await?;
        }
    }
    Ok(added)
}

/// The hash of everybody's password, worked out where it is first needed.
async fn hash_once(app: &App, hash: &mut Option<String>) -> ServiceResult<String> {
    if let Some(hash) = hash {
        return Ok(hash.clone());
    }
    let password = Password::parse(PASSWORD, &[]).map_err(|_| bad("password"))?;
    Ok(hash.insert(app.passwords.hash(&*app.entropy, &password).await?).clone())
}

/// A made-up person's id is its serial: found again at the next start.
fn user_id(person: &Person) -> String {
    format!("{:032x}", 0xde_0000 + u64::from(person.serial))
}

async fn exists(app: &App, code: &CreditCode, person: &Person) -> ServiceResult<bool> {
    let id = record("membership", &membership_key(code.as_str(), &user_id(person)));
    let found: Option<bool> = app.db.read("RETURN record::exists($id)", Vars::new().set("id", id)).await?.take(0)?;
    Ok(found == Some(true))
}

async fn insert(
    app: &App,
    code: &CreditCode,
    enterprise_name: &str,
    person: &Person,
    hash: Option<String>,
) -> ServiceResult<()> {
    let today = app.clock.today();
    let (year, month, day) = person.born;
    let born = NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| bad("birth date"))?;
    let number = made_up::resident_id(made_up::REGION, born, person.sequence);
    let document = IdDocument::parse(DocumentType::ResidentId, &number, today).map_err(|_| bad("document"))?;
    let mobile = Mobile::parse(&made_up::mobile(person.serial)).map_err(|_| bad("mobile"))?;
    let name = PersonName::parse(person.name).map_err(|_| bad("name"))?;
    let (role, account_name, permissions) = match &person.part {
        Part::LegalRep => ("legal_representative", None, [].as_slice()),
        Part::Agent { account_name, permissions } => {
            let parsed = AccountName::parse(account_name).map_err(|_| bad("account name"))?;
            ("agent", Some(parsed), *permissions)
        }
    };
    let start = Start {
        account_name: account_name.as_ref(),
        password_hash: hash,
        must_change_password: false,
        consented: true,
    };
    let user = user_id(person);
    let now = app.clock.now();
    let typed_name = account_name.as_ref().map_or("", AccountName::as_str);
    let membership = NewMembership {
        enterprise: record("enterprise", code.as_str()),
        user: record("user", &user),
        role: role.to_owned(),
        permissions: permissions.iter().map(|permission| permission.code().to_owned()).collect(),
        state: "active".to_owned(),
        valid_until: None,
        sort_key: format!("{}\u{0}{user}", name.as_str()),
        search_text: format!("{} {typed_name} {}", name.as_str(), &mobile.as_str()[7..]),
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    let vars = Vars::new()
        .set("user", record("user", &user))
        .set("user_row", NewUser::new(app, &name, &document, &mobile, start))
        .set("mobile_claim", record("claim", &mobile_claim(app, &mobile)))
        .set("document_claim", record("claim", &document_claim(app, &document)))
        .set("name_claim", account_name.as_ref().map(|name| record("claim", &account_name_claim(name))))
        .set("enterprise", record("enterprise", code.as_str()))
        .set("enterprise_name", enterprise_name)
        .set("is_legal_rep", role == "legal_representative")
        .set("membership", record("membership", &membership_key(code.as_str(), &user)))
        .set("membership_row", membership)
        .set("now", now);
    let statements = "
        IF !record::exists($user) {
            CREATE $user CONTENT $user_row;
            CREATE $mobile_claim SET user = $user;
            CREATE $document_claim SET user = $user;
            IF $name_claim != NONE { CREATE $name_claim SET user = $user };
        };
        IF $is_legal_rep {
            CREATE $enterprise SET name = $enterprise_name, credit_code_unusual = false, legal_rep = $user,
                created_at = $now;
        };
        CREATE $membership CONTENT $membership_row;";
    app.db.write(statements, vars).await?;
    Ok(())
}

fn bad(what: &str) -> ServiceError {
    ServiceError::Database(DbError::Shape { table: "user", reason: format!("the made-up {what} does not parse") })
}
