//! Tests of the interface against a server in this process, which speaks HTTP by hand: answers as documented, late,
//! failing, too long and senseless.

use std::collections::VecDeque;
use std::sync::Mutex;

use chrono::DateTime;
use shared::identity::DocumentType;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::config::{Config, Secret};
use crate::ports::{ManualClock, SeededEntropy};

const NUMBER: &str = "22010219650101001X";

/// An interface that gives its answers one after the other, the last one again and again, and remembers what it heard.
struct Province {
    address: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Province {
    async fn answering(answers: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}/insured", listener.local_addr().expect("an address"));
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (log, mut answers) = (heard.clone(), answers.into_iter().collect::<VecDeque<_>>());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = Vec::new();
                let mut buffer = [0; 4096];
                while !is_whole(&request) {
                    match stream.read(&mut buffer).await {
                        Ok(0) | Err(_) => break,
                        Ok(count) => request.extend_from_slice(&buffer[..count]),
                    }
                }
                log.lock().expect("nobody panics").push(String::from_utf8(request).expect("text"));
                let answer = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
                tokio::spawn(async move {
                    match answer {
                        // The client may have hung up on a long answer.
                        Some(answer) if !answer.is_empty() => drop(stream.write_all(&answer).await),
                        _ => tokio::time::sleep(Duration::from_secs(5)).await,
                    }
                });
            }
        });
        Self { address, heard }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("nobody panics").clone()
    }
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

fn http(status: &str, body: &str) -> Vec<u8> {
    let head = "Content-Type: application/json\r\nConnection: close\r\nContent-Length";
    format!("HTTP/1.1 {status}\r\n{head}: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn person(change: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    let mut answer = serde_json::json!({"found": true, "person": {
        "document_type": "resident_id", "document_number": NUMBER, "name": "孙德福", "sex": "male",
        "birth_date": "1965-01-01", "personal_number": "2201000000001", "first_insured_month": "1985-09",
        "account_opened_month": "1995-07", "paid_months": 377, "bank": "中国建设银行", "average_index": 1.08,
        "account_balance": null, "something_new": [1, 2]}});
    change(&mut answer);
    http("200 OK", &answer.to_string())
}

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at(DateTime::parse_from_rfc3339("2026-11-24T02:00:00Z").expect("a time").to_utc()))
}

fn register(url: &str, clock: Arc<ManualClock>) -> HttpRegister {
    let mut config = Config::parse("").expect("the built-in file").register;
    config.url = url.to_owned();
    config.key = Secret::new("the-key");
    config.timeout_seconds = 1;
    config.breaker_failures = 2;
    HttpRegister::new(config, clock, Arc::new(SeededEntropy::new(1))).expect("a register")
}

async fn ask(register: &HttpRegister) -> Result<Option<InsuredRecord>, RegisterError> {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let name = PersonName::parse("孙德福").expect("a name");
    register.find(&name, &IdDocument::parse(DocumentType::ResidentId, NUMBER, today).expect("valid")).await
}

#[tokio::test]
async fn a_person_is_asked_for_and_told_as_documented() {
    let province = Province::answering([person(|_| {})]).await;
    let clock = clock();
    let known = ask(&register(&province.address, clock.clone())).await.expect("an answer").expect("found");
    assert_eq!((known.name.as_str(), known.paid_months, known.bank.as_deref()), ("孙德福", 377, Some("中国建设银行")));
    assert_eq!((known.card_number, known.account_balance, known.fetched_at), (None, None, clock.now()));
    let heard = province.heard();
    let (head, body) = heard[0].split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("POST /insured HTTP/1.1"), "{head}");
    let head = head.to_ascii_lowercase();
    assert!(head.contains("authorization: bearer the-key") && head.contains("x-request-id: "), "{head}");
    let asked: serde_json::Value = serde_json::from_str(body).expect("JSON");
    let expected = serde_json::json!({"name": "孙德福", "document_type": "resident_id", "document_number": NUMBER});
    assert_eq!(asked, expected);
}

#[tokio::test]
async fn nobody_and_somebody_elses_document_are_not_found() {
    for answer in [http("200 OK", r#"{"found":false}"#), person(|answer| answer["person"]["name"] = "孙德禄".into())]
    {
        let province = Province::answering([answer]).await;
        assert!(ask(&register(&province.address, clock())).await.expect("an answer").is_none());
    }
}

#[tokio::test]
async fn a_failing_interface_is_tried_again_and_a_refusing_one_is_not() {
    let province = Province::answering([http("500 Oops", "{}"), http("503 Busy", "{}"), person(|_| {})]).await;
    assert!(ask(&register(&province.address, clock())).await.expect("the third try").is_some());
    let ids: Vec<String> = province.heard().iter().filter_map(|text| id_of(text)).collect();
    assert!(ids.len() == 3 && ids.iter().all(|id| *id == ids[0]), "one look-up has one id: {ids:?}");
    for (status, code) in [("401 Unauthorized", 401), ("404 Not Found", 404), ("302 Found", 302)] {
        let province = Province::answering([http(status, "{}")]).await;
        let error = ask(&register(&province.address, clock())).await.expect_err(status);
        assert!(matches!(error, RegisterError::Refused { status } if status == code), "{error:?}");
        assert_eq!(province.heard().len(), 1);
    }
    let province = Province::answering([http("429 Too Many Requests", "{}")]).await;
    assert!(matches!(ask(&register(&province.address, clock())).await, Err(RegisterError::Unavailable(_))));
    assert_eq!(province.heard().len(), 1, "who asks for less is not asked again at once");
}

fn id_of(request: &str) -> Option<String> {
    request.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("x-request-id: ").map(str::to_owned))
}

#[tokio::test]
async fn silence_ends_and_names_nobody() {
    let province = Province::answering([Vec::new()]).await;
    let mut silent = register(&province.address, clock());
    silent.config.tries = 2;
    let error = ask(&silent).await.expect_err("no answer");
    assert!(matches!(&error, RegisterError::Unavailable(reason) if reason == "no answer in time"), "{error:?}");
    assert_eq!(province.heard().len(), 2);
    let error = ask(&register("http://127.0.0.1:9/insured", clock())).await.expect_err("nobody there").to_string();
    assert!(!error.contains(NUMBER) && !error.contains("127.0.0.1"), "{error}");
}

#[tokio::test]
async fn an_answer_that_cannot_be_believed_is_none() {
    let answers = [
        http("200 OK", "<html>maintenance</html>"),
        http("200 OK", "{}"),
        http("200 OK", r#"{"found":true}"#),
        http("200 OK", &format!("{{\"found\":false,\"x\":\"{}\"}}", "x".repeat(MAX_ANSWER_BYTES))),
        person(|answer| answer["person"]["document_number"] = "220102197010010028".into()),
        person(|answer| answer["person"]["document_type"] = "passport".into()),
        person(|answer| answer["person"]["sex"] = "female".into()),
        person(|answer| answer["person"]["birth_date"] = "1965-01-02".into()),
        person(|answer| answer["person"]["first_insured_month"] = "198509".into()),
        person(|answer| answer["person"]["paid_months"] = (-1).into()),
        person(|answer| answer["person"]["name"] = "".into()),
        person(|answer| answer["person"]["bank"] = "行".repeat(65).into()),
        person(|answer| answer["person"]["average_index"] = (-0.5).into()),
    ];
    for answer in answers {
        let shown = String::from_utf8_lossy(&answer).chars().take(200).collect::<String>();
        let province = Province::answering([answer]).await;
        let error = ask(&register(&province.address, clock())).await.expect_err(&shown);
        assert!(matches!(error, RegisterError::Unusable(_)), "{error:?}: {shown}");
        assert!(!error.to_string().contains("孙德福") && !error.to_string().contains(NUMBER), "{error}");
        assert_eq!(province.heard().len(), 1, "{shown}");
    }
}

#[tokio::test]
async fn the_breaker_opens_rests_and_lets_one_through() {
    let failing = || http("400 Bad", "{}");
    let province = Province::answering([
        http("200 OK", "nonsense"),
        http("200 OK", "nonsense"),
        http("200 OK", "nonsense"),
        failing(),
        person(|_| {}),
    ])
    .await;
    let clock = clock();
    let register = register(&province.address, clock.clone());
    for _ in 0..2 {
        assert!(matches!(ask(&register).await, Err(RegisterError::Unusable(_))));
    }
    assert!(matches!(ask(&register).await, Err(RegisterError::Resting { seconds: 30 })));
    assert_eq!(province.heard().len(), 2, "not even asked");
    clock.advance(chrono::Duration::seconds(31));
    assert!(matches!(ask(&register).await, Err(RegisterError::Unusable(_))), "the trial fails");
    assert!(matches!(ask(&register).await, Err(RegisterError::Resting { .. })));
    clock.advance(chrono::Duration::seconds(31));
    assert!(matches!(ask(&register).await, Err(RegisterError::Refused { .. })), "an answer, though a refusal");
    assert!(ask(&register).await.expect("closed again").is_some());
}

#[test]
fn waits_grow_jitter_and_end() {
    let register = register("https://sb.example.gov.cn/insured", clock());
    for tried in 1..=10 {
        let wait = register.wait(tried);
        assert!(wait >= longest_wait(tried) / 2 && wait <= longest_wait(tried), "{tried}: {wait:?}");
    }
    let waits: Vec<u128> = (1..=5).map(|tried| longest_wait(tried).as_millis()).collect();
    assert_eq!(waits, [200, 400, 800, 1600, 2000]);
    assert_eq!(longest_wait(1000), GREATEST_WAIT);
    let config = Config::parse("").expect("the built-in file").register;
    assert_eq!(longest_lookup(&config).as_millis(), 15_600);
}
