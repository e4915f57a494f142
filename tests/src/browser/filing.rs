//! What is filed and reviewed by the API, so that a journey begins where there is something to see.

use anyhow::{Context, Result, bail};
use backend::services::demo_insured::{self, DemoInsured};
use reqwest::RequestBuilder;
use serde::Serialize;
use serde_json::{Value, json};
use shared::api::{
    ApplicationEdit, ApplicationOut, AttachmentList, DecisionIn, Outbox, ReviewOut, ReviewReason, ReviewerSessionOut,
    RevisionIn, SessionOut,
};
use shared::application::ApplicationForm;
use shared::identity::Sex;
use shared::retirement::{Policy, Requirement};

use super::Server;
use super::server::answer;

/// The smallest picture that is one.
pub const PNG: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1F, 0x15, 0xC4, 0x89, 0x00, 0x00, 0x00, 0x0B, 0x49,
    0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0x60, 0x00, 0x02, 0x00, 0x00, 0x05, 0x00, 0x01, 0xE9, 0xFA, 0xDC, 0xD8, 0x00,
    0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

const APPLICATIONS: &str = "/api/v1/retirement-applications";

/// Somebody who files by the API.
#[derive(Debug)]
pub struct Filing<'a> {
    server: &'a Server,
    token: String,
}

/// A reviewer at the agency.
#[derive(Debug)]
pub struct Reviewing<'a> {
    server: &'a Server,
    token: String,
}

impl Server {
    /// Logs in as a native client.
    ///
    /// # Errors
    /// Where the person cannot log in.
    pub async fn filing(&self, identifier: &str, password: &str) -> Result<Filing<'_>> {
        let login = json!({"identifier": identifier, "password": password, "client": "native"});
        let opened: SessionOut =
            answer(self.client.post(self.url("/api/v1/sessions/by-password")).json(&login)).await?;
        Ok(Filing { server: self, token: opened.token.context("no token for a native client")? })
    }

    /// Makes a first reviewer for Changchun, which the operator does beside the server, and logs in by the API.
    ///
    /// # Errors
    /// Where the account cannot be made.
    pub async fn reviewing(&self) -> Result<Reviewing<'_>> {
        self.reviewing_at("first").await
    }

    /// The same at a stage: `first` or `second`.
    ///
    /// # Errors
    /// Where the account cannot be made.
    pub async fn reviewing_at(&self, stage: &str) -> Result<Reviewing<'_>> {
        let account = self.reviewer(&format!("{stage}.reviewer"), "赵敏", stage, &[]).await?;
        self.opened(&account.native_login()).await
    }

    /// Logs in as one of the demonstration's reviewers; each of them once within half a minute.
    ///
    /// # Errors
    /// Where the reviewer cannot log in.
    pub async fn reviewing_as(&self, login: &str, password: &str) -> Result<Reviewing<'_>> {
        let outbox: Outbox = answer(self.client.get(self.url("/api/v1/demo/sms-outbox"))).await?;
        let code = outbox.reviewer_code;
        self.opened(&json!({"login": login, "password": password, "code": code, "client": "native"})).await
    }

    async fn opened(&self, login: &Value) -> Result<Reviewing<'_>> {
        let opened: ReviewerSessionOut =
            answer(self.client.post(self.url("/api/v1/reviewer-sessions")).json(login)).await?;
        Ok(Reviewing { server: self, token: opened.token.context("no token for a native client")? })
    }
}

impl Server {
    /// Runs a command of the operator beside the server; gives what it said.
    ///
    /// # Errors
    /// Where it fails.
    pub async fn operator(&self, arguments: &[&str]) -> Result<String> {
        let done = self.command()?.args(arguments).output().context("the operator's command does not start")?;
        let told = String::from_utf8_lossy(&done.stdout).into_owned();
        if !done.status.success() {
            bail!("{arguments:?} failed: {told} {}", String::from_utf8_lossy(&done.stderr));
        }
        Ok(told)
    }
}

impl Filing<'_> {
    fn authorised(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(&self.token)
    }

    /// The session's token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The content of a document.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn content(&self, id: &str, attachment: &str) -> Result<Vec<u8>> {
        let url = self.url(&format!("/{id}/attachments/{attachment}/content"));
        let response = self.authorised(self.server.client.get(url)).send().await.context("no answer")?;
        Ok(response.error_for_status().context("the server refused")?.bytes().await?.to_vec())
    }

    fn url(&self, path: &str) -> String {
        self.server.url(&format!("{APPLICATIONS}{path}"))
    }

    /// Begins an application for one of the made-up insured persons.
    ///
    /// # Errors
    /// Where it is refused.
    pub async fn begin(&self, number: usize) -> Result<ApplicationOut> {
        let person = person(number)?;
        let input = json!({
            "name": person.name, "document_type": person.document_type, "document_number": person.document_number
        });
        answer(self.authorised(self.server.client.post(self.url(""))).json(&input)).await
    }

    /// An application as it stands.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn get(&self, id: &str) -> Result<ApplicationOut> {
        answer(self.authorised(self.server.client.get(self.url(&format!("/{id}"))))).await
    }

    /// Saves a form over the newest revision.
    ///
    /// # Errors
    /// Where it is refused.
    pub async fn save(&self, id: &str, form: ApplicationForm) -> Result<ApplicationOut> {
        let edit = ApplicationEdit { revision: self.get(id).await?.revision, form };
        answer(self.authorised(self.server.client.put(self.url(&format!("/{id}")))).json(&edit)).await
    }

    /// Begins one, fills it in and adds the documents that are always asked for: it can be submitted.
    ///
    /// # Errors
    /// Where something is refused.
    pub async fn complete(&self, number: usize) -> Result<ApplicationOut> {
        self.complete_but(number, "").await
    }

    /// The same without the documents of one kind.
    ///
    /// # Errors
    /// Where something is refused.
    pub async fn complete_but(&self, number: usize, missing: &str) -> Result<ApplicationOut> {
        let begun = self.begin(number).await?;
        let id = &begun.id;
        let form = ApplicationForm {
            mobile: "13843210001".into(),
            category: if begun.record.sex == Sex::Male { "male" } else { "female_50" }.into(),
            post: "钳工".into(),
            work_start_month: begun.record.account_opened_month.to_string(),
            choice: "statutory".into(),
            ..ApplicationForm::default()
        };
        self.save(id, form).await?;
        let kinds = Policy::built_in().materials.last().map(|rules| rules.kinds.as_slice()).unwrap_or_default();
        for kind in kinds.iter().filter(|kind| kind.required == Requirement::Always && kind.code != missing) {
            self.attach(id, &kind.code, PNG.to_vec()).await?;
        }
        self.get(id).await
    }

    /// Uploads a document.
    ///
    /// # Errors
    /// Where it is refused.
    pub async fn attach(&self, id: &str, kind: &str, content: Vec<u8>) -> Result<AttachmentList> {
        let url = self.url(&format!("/{id}/attachments?kind={kind}&file_name={kind}.png"));
        let upload = self.server.client.post(url).header("Content-Type", "application/octet-stream");
        answer(self.authorised(upload).body(content)).await
    }

    /// 提交
    ///
    /// # Errors
    /// Where it is refused.
    pub async fn submit(&self, id: &str) -> Result<ApplicationOut> {
        self.act(id, "submit").await
    }

    /// 材料补正重新填报
    ///
    /// # Errors
    /// Where it is refused.
    pub async fn refile(&self, id: &str) -> Result<ApplicationOut> {
        self.act(id, "refile").await
    }

    async fn act(&self, id: &str, action: &str) -> Result<ApplicationOut> {
        let body = RevisionIn { revision: self.get(id).await?.revision };
        let request = self.server.client.post(self.url(&format!("/{id}/{action}"))).json(&body);
        answer(self.authorised(request)).await
    }
}

impl Reviewing<'_> {
    async fn post(&self, id: &str, action: &str, body: &impl Serialize) -> Result<ApplicationOut> {
        let url = self.server.url(&format!("/api/v1/reviews/{id}/{action}"));
        let found: ReviewOut = answer(self.server.client.post(url).bearer_auth(&self.token).json(body)).await?;
        Ok(found.application)
    }

    /// An application of the region, as a reviewer sees it.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn get(&self, id: &str) -> Result<ApplicationOut> {
        let url = self.server.url(&format!("/api/v1/reviews/{id}"));
        let found: ReviewOut = answer(self.server.client.get(url).bearer_auth(&self.token)).await?;
        Ok(found.application)
    }

    /// The content of a document, and its type.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn content(&self, id: &str, attachment: &str) -> Result<(String, Vec<u8>)> {
        let url = self.server.url(&format!("/api/v1/reviews/{id}/attachments/{attachment}/content"));
        let response = self.server.client.get(url).bearer_auth(&self.token).send().await.context("no answer")?;
        let response = response.error_for_status().context("the server refused")?;
        let media_type = response.headers().get("content-type").and_then(|value| value.to_str().ok());
        let media_type = media_type.unwrap_or_default().to_owned();
        Ok((media_type, response.bytes().await?.to_vec()))
    }

    async fn revision(&self, id: &str) -> Result<u64> {
        Ok(self.get(id).await?.revision)
    }

    /// 受理
    ///
    /// # Errors
    /// Where somebody was quicker.
    pub async fn claim(&self, id: &str) -> Result<ApplicationOut> {
        let body = RevisionIn { revision: self.revision(id).await? };
        self.post(id, "claim", &body).await
    }

    /// 审核通过
    ///
    /// # Errors
    /// Where it is refused.
    pub async fn approve(&self, id: &str) -> Result<ApplicationOut> {
        let found = self.get(id).await?;
        for attachment in &found.attachments {
            self.content(id, &attachment.id).await?;
        }
        let body = DecisionIn { revision: found.revision, ..DecisionIn::default() };
        self.post(id, "approve", &body).await
    }

    /// 撤回决定
    ///
    /// # Errors
    /// Where it is too late.
    pub async fn undo(&self, id: &str) -> Result<ApplicationOut> {
        let body = RevisionIn { revision: self.revision(id).await? };
        self.post(id, "undo", &body).await
    }

    /// 要求材料补正: reasons by field.
    ///
    /// # Errors
    /// Where it is refused.
    pub async fn request_correction(&self, id: &str, reasons: &[(&str, &str)]) -> Result<ApplicationOut> {
        let reasons = reasons.iter().map(|(field, text)| ReviewReason {
            field: (*field).into(),
            code: String::new(),
            text: (*text).into(),
            attachment: None,
        });
        let reasons = reasons.collect();
        let body = DecisionIn { revision: self.revision(id).await?, reasons, unread_confirmed: true };
        self.post(id, "request-correction", &body).await
    }
}

fn person(number: usize) -> Result<DemoInsured> {
    demo_insured::people().into_iter().nth(number).context("no such made-up person")
}
