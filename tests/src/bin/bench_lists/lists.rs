//! The lists that are measured, and how the database goes about them.

use anyhow::Result;
use backend::adapters::surreal::newest_key;
use backend::services::origin::Origin;
use backend::services::{applications, reviews};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::api::{ApplicationFilter, ApplicationSort, ReviewFilter};
use shared::application::Status;
use shared::limits::PAGE_SIZE;
use shared::retirement::{Category, Month};

use crate::maker::{Maker, queue_time};
use crate::owners::Share;
use crate::person::Draw;

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    First,
    /// In the middle of all that there is.
    Middle,
}

enum Ask {
    Page(Share, Box<ApplicationFilter>, Begins),
    Queue(Begins),
}

/// A list that is measured.
pub(crate) struct List {
    /// What it is.
    pub(crate) name: String,
    /// How many rows a page of it has.
    pub(crate) rows: usize,
    ask: Ask,
}

impl List {
    /// Every one.
    pub(crate) fn all(maker: &Maker) -> Result<Vec<Self>> {
        let mut lists = Vec::new();
        for share in Share::ALL {
            let filters = filters(maker, share)?;
            lists.extend(filters.into_iter().map(|(what, filter, begins, rows)| Self {
                name: format!("{}: {what}", share.words()),
                rows,
                ask: Ask::Page(share, Box::new(filter), begins),
            }));
        }
        for (what, begins) in [("first page", Begins::First), ("page in the middle", Begins::Middle)] {
            lists.push(Self { name: format!("reviewers' queue: {what}"), rows: PAGE_SIZE, ask: Ask::Queue(begins) });
        }
        Ok(lists)
    }

    /// Rows of the page, by the service's own function.
    pub(crate) async fn page(&self, maker: &Maker) -> Result<usize> {
        let cursor = |begins: Begins, key: String| (begins == Begins::Middle).then(|| URL_SAFE_NO_PAD.encode(key));
        Ok(match &self.ask {
            Ask::Page(share, filter, begins) => {
                let acting = &maker.owners.get(*share)?.acting;
                let cursor = cursor(*begins, newest_key(maker.middle(*share), &Draw::new(0).entropy));
                applications::page(&maker.app, acting, filter, cursor.as_deref()).await?.items.len()
            }
            Ask::Queue(begins) => {
                let cursor = cursor(*begins, queue_time(maker.time(maker.count / 2)));
                let (reviewer, all) = (maker.reviewer(), ReviewFilter::default());
                reviews::page(&maker.app, &reviewer, &all, cursor.as_deref(), &Origin::default()).await?.items.len()
            }
        })
    }

    /// How the database reads the index; one enterprise's plans stand for all.
    pub(crate) async fn plan(&self, maker: &Maker) -> Result<Option<String>> {
        let plan = match &self.ask {
            Ask::Page(Share::Half, filter, Begins::First) => {
                applications::explain(&maker.app, &maker.owners.get(Share::Half)?.acting, filter).await?
            }
            Ask::Queue(Begins::First) => {
                reviews::explain(&maker.app, &maker.reviewer(), &ReviewFilter::default()).await?
            }
            _ => return Ok(None),
        };
        // Above stand the columns, which are the same for all.
        let from = plan.find("    Limit").or_else(|| plan.find("    IndexScan")).unwrap_or_default();
        Ok(Some(plan[from..].trim().to_owned()))
    }
}

type Filter = (&'static str, ApplicationFilter, Begins, usize);

fn filters(maker: &Maker, share: Share) -> Result<Vec<Filter>> {
    let agent = backend::adapters::surreal::key_of(&maker.owners.get(share)?.filers[0].user).to_owned();
    let any = ApplicationFilter::default;
    let (submitted, by_month) = (Some(ApplicationSort::Submitted), Some(ApplicationSort::RetirementMonth));
    let never = Month::new(2090, 1);
    Ok(vec![
        ("newest first", any(), Begins::First, PAGE_SIZE),
        ("newest first, in the middle", any(), Begins::Middle, PAGE_SIZE),
        ("by status", ApplicationFilter { status: Some(Status::Approved), ..any() }, Begins::First, PAGE_SIZE),
        ("by agent", ApplicationFilter { agent: Some(agent), ..any() }, Begins::First, PAGE_SIZE),
        ("by category", ApplicationFilter { category: Some(Category::Male), ..any() }, Begins::First, PAGE_SIZE),
        (
            "by document number",
            ApplicationFilter { document_number: Some(maker.person(share.first()).document_number), ..any() },
            Begins::First,
            1,
        ),
        ("sorted by submission", ApplicationFilter { sort: submitted, ..any() }, Begins::First, PAGE_SIZE),
        (
            "sorted by submission, from the middle on",
            ApplicationFilter { sort: submitted, submitted_to: Some(maker.middle(share).date_naive()), ..any() },
            Begins::First,
            PAGE_SIZE,
        ),
        ("sorted by month", ApplicationFilter { sort: by_month, ..any() }, Begins::First, PAGE_SIZE),
        (
            "sorted by month, a late one on",
            ApplicationFilter { sort: by_month, month_from: Month::new(2027, 3), ..any() },
            Begins::First,
            PAGE_SIZE,
        ),
        ("by a name nobody has", ApplicationFilter { name: Some("诸葛".to_owned()), ..any() }, Begins::First, 0),
        ("by a month nobody has", ApplicationFilter { month_from: never, ..any() }, Begins::First, 0),
    ])
}
