//! Tests of the sender against a server in this process, which speaks HTTP by hand and sees what really went out.

use std::collections::BTreeMap;

use chrono::DateTime;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::config::{Config, Secret};
use crate::ports::{CodePurpose, ManualClock, SeededEntropy};

const SECRET: &str = "testSecret";

fn mobile() -> Mobile {
    Mobile::parse("13812345678").expect("right shape")
}

fn code() -> SmsMessage {
    SmsMessage::Code { purpose: CodePurpose::Login, code: "042042".to_owned(), minutes: 5 }
}

fn sender(endpoint: &str) -> AliyunSms {
    let mut config = Config::parse("").expect("the built-in file").sms.aliyun;
    config.endpoint = endpoint.to_owned();
    config.access_key_id = "testId".to_owned();
    config.access_key_secret = Secret::new(SECRET);
    config.sign_name = "社保 企业办".to_owned();
    config.timeout_seconds = 1;
    for code in config.templates.values_mut() {
        *code = "SMS_154950909".to_owned();
    }
    let now = DateTime::parse_from_rfc3339("2026-11-23T08:00:05Z").expect("a time").to_utc();
    AliyunSms::new(config, Arc::new(ManualClock::at(now)), Arc::new(SeededEntropy::new(1))).expect("a sender")
}

/// Answers one request with these bytes; gives back the request's head.
async fn server(answer: Vec<u8>) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let seen = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut head = Vec::new();
        while !head.windows(4).any(|end| end == b"\r\n\r\n") {
            let mut buffer = [0; 4096];
            match stream.read(&mut buffer).await {
                Ok(0) | Err(_) => break,
                Ok(count) => head.extend_from_slice(&buffer[..count]),
            }
        }
        if answer.is_empty() {
            tokio::time::sleep(Duration::from_secs(5)).await;
        }
        // The client may have hung up on a long answer.
        let _ = stream.write_all(&answer).await;
        String::from_utf8(head).expect("text")
    });
    (address, seen)
}

fn http(status: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        .into_bytes()
}

#[tokio::test]
async fn the_request_is_signed_over_what_is_sent() {
    let (address, seen) = server(http("200 OK", r#"{"Code":"OK","Message":"OK","BizId":"1^0","RequestId":"A"}"#)).await;
    sender(&address).send(&mobile(), &code()).await.expect("sent");
    let request = seen.await.expect("a request");
    let (line, rest) = request.split_once("\r\n").expect("a request line");
    let headers: BTreeMap<String, &str> = rest
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value))
        .collect();
    let query = "PhoneNumbers=13812345678&SignName=%E7%A4%BE%E4%BF%9D%20%E4%BC%81%E4%B8%9A%E5%8A%9E&\
                 TemplateCode=SMS_154950909&TemplateParam=%7B%22code%22%3A%22042042%22%7D";
    assert_eq!(line, format!("POST /?{query} HTTP/1.1"));
    assert_eq!(headers["x-acs-action"], "SendSms");
    assert_eq!(headers["x-acs-version"], "2017-05-25");
    assert_eq!(headers["x-acs-date"], "2026-11-23T08:00:05Z");
    assert_eq!(headers["x-acs-signature-nonce"].len(), 32);
    assert_eq!(headers["content-length"], "0");

    // Computed again from the raw request alone.
    let names =
        ["host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"];
    let lines: String = names.iter().map(|name| format!("{name}:{}\n", headers[*name])).collect();
    let canonical = format!("POST\n/\n{query}\n{lines}\n{}\n{}", names.join(";"), headers["x-acs-content-sha256"]);
    use hmac::Mac as _;
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key");
    mac.update(format!("ACS3-HMAC-SHA256\n{}", payload_hash(canonical.as_bytes())).as_bytes());
    let expected = format!(
        "ACS3-HMAC-SHA256 Credential=testId,SignedHeaders={},Signature={}",
        names.join(";"),
        hex::encode(mac.finalize().into_bytes())
    );
    assert_eq!(headers["authorization"], expected);
}

#[tokio::test]
async fn a_refusal_keeps_the_code_alone() {
    let body = r#"{"Code":"isv.BUSINESS_LIMIT_CONTROL","Message":"13812345678 触发小时级流控","RequestId":"A"}"#;
    for status in ["200 OK", "400 Bad Request"] {
        let (address, _seen) = server(http(status, body)).await;
        let error = sender(&address).send(&mobile(), &code()).await.expect_err("refused");
        assert!(matches!(&error, SmsError::Refused { code } if code == "isv.BUSINESS_LIMIT_CONTROL"), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("138"));
    }
}

#[tokio::test]
async fn an_unusable_answer_is_an_outage() {
    let before = totals().1;
    let answers = [
        http("200 OK", "<html>maintenance</html>"),
        http("503 Service Unavailable", "{}"),
        http("302 Found", "moved"),
        http("200 OK", &format!("{{\"Code\":\"OK\",\"x\":\"{}\"}}", "x".repeat(MAX_ANSWER_BYTES))),
        b"nonsense\r\n\r\n".to_vec(),
        Vec::new(),
    ];
    for answer in answers {
        let (address, _seen) = server(answer).await;
        let error = sender(&address).send(&mobile(), &code()).await.expect_err("unusable");
        assert!(matches!(error, SmsError::Unreachable(_)), "{error:?}");
        assert!(!error.to_string().contains("13812345678") && !error.to_string().contains("042042"), "{error}");
    }
    assert!(totals().1 >= before + 6);
}

#[tokio::test]
async fn nobody_listening_is_an_outage_without_the_number() {
    let error = sender("http://127.0.0.1:9").send(&mobile(), &code()).await.expect_err("nobody there");
    assert!(matches!(error, SmsError::Unreachable(_)), "{error:?}");
    assert!(!error.to_string().contains("13812345678"), "{error}");
}

#[tokio::test]
async fn a_kind_without_template_is_not_sent() {
    let mut sender = sender("http://127.0.0.1:9");
    sender.config.templates.clear();
    let error = sender.send(&mobile(), &code()).await.expect_err("no template");
    assert!(matches!(error, SmsError::Refused { code } if code == "no-template:code-login"));
}

#[test]
fn values_keep_the_vendors_rules() {
    let invitation = SmsMessage::Invitation {
        enterprise: "长".repeat(40),
        link: "https://sb.example.gov.cn/invitation/abcdefghijklmnopqrstuvwxyz-_0123".to_owned(),
        days: 7,
    };
    let values: serde_json::Value = serde_json::from_str(&template_values(&invitation)).expect("JSON");
    let expected = serde_json::json!({
        "enterprise": "长".repeat(35), "token": "abcdefghijklmnopqrstuvwxyz-_0123", "days": "7"
    });
    assert_eq!(values, expected);
}

#[test]
fn an_https_endpoint_gets_a_client() {
    let sender = sender("https://dysmsapi.aliyuncs.com");
    assert_eq!(sender.host, "dysmsapi.aliyuncs.com");
}
