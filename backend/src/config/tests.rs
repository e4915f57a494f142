//! Tests of reading and checking the configuration.

use std::net::SocketAddr;

use shared::access::StepUpPurpose;

use super::sections::MESSAGE_KINDS;
use super::*;
use crate::ports::{ApplicationNews, CodePurpose, SmsMessage};

fn with_environment(file: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let file = TomlLayer { name: "site.toml".to_owned(), text: file.to_owned() };
    Config::layered(Some(file), variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

fn message(result: Result<Config, ConfigError>) -> String {
    result.expect_err("refused").to_string()
}

/// Settings that production accepts, but for what `more` changes.
fn production(more: &str) -> Config {
    let own_key = "7Vn1rGqg0cJpJ7Y8q2k0bW0m3oX5y1uQ9sT4hL6dZ2E=";
    let file = format!(
        "mode = 'production'\ndemo.enabled = false\nsecrets.data_key = '{own_key}'\nserver.cookie_secure = true\n\
         server.public_url = 'https://sb.example.gov.cn'\n[sms]\nsender = 'aliyun'\n[sms.aliyun]\naccess_key_id = 'id'\n\
         access_key_secret = 'a-secret'\nsign_name = '社保'\n[sms.aliyun.templates]\n{}",
        MESSAGE_KINDS.map(|kind| format!("{} = 'SMS_1'\n", AliyunConfig::template_key(kind))).concat()
    );
    let mut figment = Figment::from(TomlLayer { name: "the defaults".to_owned(), text: DEFAULT_FILE.to_owned() });
    figment = figment.merge(TomlLayer { name: "production".to_owned(), text: file });
    figment.merge(TomlLayer { name: "more".to_owned(), text: more.to_owned() }).extract().expect("the right kinds")
}

/// The province's interface as register, rightly set.
const REGISTER: &str = "register.kind = 'http'\nregister.key = 'a-key'";
const REGISTER_URL: &str = "register.url = 'https://sb.example.gov.cn/insured'";

fn faults(config: &Config) -> Vec<String> {
    config.check().err().unwrap_or_default().into_iter().map(|fault| fault.key).collect()
}

#[test]
fn the_defaults_parse_and_start_a_demo() {
    let config = Config::parse("").expect("the built-in file");
    assert_eq!(config.check(), Ok(()));
    assert_eq!((config.mode, config.sms.sender, config.demo.enabled), (Mode::Demo, SmsSenderKind::Outbox, true));
    assert_eq!(config.server.listen, SocketAddr::from(([127, 0, 0, 1], 8080)));
    assert_eq!((config.policy.login_failures, config.policy.lockout_minutes, config.policy.sms_per_day), (5, 10, 10));
    assert_eq!(config.database.address, "rocksdb://data/db?sync=every");
}

#[test]
fn the_environment_goes_over_the_file_and_the_file_over_the_defaults() {
    let file = "[server]\nlisten = '0.0.0.0:1'\nmax_body_bytes = 2048\n[policy]\nsms_per_day = 20";
    let variables = [
        ("BACKEND_SERVER__LISTEN", "0.0.0.0:2"),
        ("BACKEND_SERVER__TRUSTED_PROXIES", "[\"10.0.0.1\", \"::1\"]"),
        ("BACKEND_SERVER__COOKIE_SECURE", "true"),
        ("BACKEND_SERVER__APP_DIR", "/srv/app"),
        ("BACKEND_SMS__ALIYUN__TEMPLATES__CODE_LOGIN", "SMS_7"),
        ("BACKEND_BIN", "/somewhere/backend"),
        ("BACKEND_CONFIG", "/somewhere.toml"),
        ("PATH", "/bin"),
    ];
    let config = with_environment(file, &variables).expect("settings");
    assert_eq!(config.server.listen, SocketAddr::from(([0, 0, 0, 0], 2)));
    assert_eq!((config.server.max_body_bytes, config.policy.sms_per_day, config.policy.sms_per_hour), (2048, 20, 5));
    assert_eq!(config.server.trusted_proxies.len(), 2);
    assert!(config.server.cookie_secure);
    assert_eq!(config.server.app_dir.as_deref(), Some(Path::new("/srv/app")));
    assert_eq!(config.sms.aliyun.template("code-login"), Some("SMS_7"));
    assert_eq!(config.sms.aliyun.template("code-register"), None);
}

#[test]
fn a_secret_of_digits_stays_text() {
    let variables = [("BACKEND_DATABASE__PASSWORD", "0017"), ("BACKEND_DATABASE__USERNAME", "true")];
    let database = with_environment("", &variables).expect("settings").database;
    assert_eq!(database.password.map(|secret| secret.expose().to_owned()).as_deref(), Some("0017"));
    assert_eq!(database.username.as_deref(), Some("true"));
}

#[test]
fn unknown_keys_are_refused_by_name() {
    assert!(message(Config::parse("[server]\nlissten = 'x'")).contains("lissten"));
    assert!(message(Config::parse("[serrver]\nlisten = 'x'")).contains("serrver"));
    let error = message(with_environment("", &[("BACKEND_DATABASE__ADRESS", "mem://")]));
    assert!(error.contains("adress") && error.contains("address"), "{error}");
}

#[test]
fn values_of_the_wrong_kind_are_told_with_their_place() {
    let error = message(with_environment("[policy]\nsms_per_day = 'many'", &[]));
    assert!(error.contains("sms_per_day".to_ascii_uppercase().as_str()) || error.contains("sms_per_day"), "{error}");
    assert!(error.contains("site.toml"), "{error}");
    let error = message(with_environment("", &[("BACKEND_POLICY__SMS_PER_DAY", "many")]));
    assert!(error.contains("BACKEND_POLICY__SMS_PER_DAY"), "{error}");
}

#[test]
fn errors_and_debug_hold_no_secret() {
    let secret = "8264193-geheim";
    let files = [
        format!("[secrets]\ndata_key = \"{secret}"),
        format!("[secrets]\ndata_key = [\"{secret}\"]"),
        format!("[secrets]\ndata_key = {{ a = \"{secret}\" }}"),
        "[database]\npassword = 8264193".to_owned(),
    ];
    for file in files {
        let error = message(with_environment(&file, &[]));
        assert!(!error.contains("8264193"), "{error}");
    }
    let file = format!("[secrets]\ndata_key = '{secret}'\n[database]\nusername = 'u'\npassword = '{secret}'\n");
    let mut config = Config::parse(&file).expect("settings");
    config.sms.aliyun.access_key_secret = Secret::new(secret);
    config.register.key = Secret::new(secret);
    let shown = format!("{config:?} {config:#?} {:?}", config.check());
    assert!(!shown.contains(secret) && shown.contains("***"));
}

#[test]
fn production_settings_are_accepted() {
    assert_eq!(production("").check(), Ok(()));
}

#[test]
fn production_refuses_everything_of_a_demo() {
    let default_key = Config::parse("").expect("the built-in file").secrets.data_key;
    let cases = [
        ("demo.enabled", "demo.enabled = true".to_owned()),
        ("sms.sender", "sms.sender = 'outbox'".to_owned()),
        ("secrets.data_key", format!("secrets.data_key = ' {} '", default_key.expose())),
        ("secrets.data_key", "secrets.data_key = 'c2hvcnQ='".to_owned()),
        ("database.address", "database.address = 'mem://'".to_owned()),
        ("server.cookie_secure", "server.cookie_secure = false".to_owned()),
        ("server.public_url", "server.public_url = 'http://sb.example.gov.cn'".to_owned()),
        ("sms.aliyun.endpoint", "sms.aliyun.endpoint = 'http://dysmsapi.aliyuncs.com'".to_owned()),
        ("register.url", format!("{REGISTER}\nregister.url = 'http://sb.example.gov.cn/insured'")),
    ];
    for (key, change) in cases {
        assert_eq!(faults(&production(&change)), [key], "{change}");
    }
    let defaults = Config::parse("mode = 'production'").expect("settings");
    assert_eq!(
        faults(&defaults),
        ["demo.enabled", "sms.sender", "secrets.data_key", "server.cookie_secure", "server.public_url"]
    );
}

/// Documents in a bucket, rightly set but for what `more` changes.
fn s3(more: &str) -> String {
    format!("blobs.address = 's3:documents'\n[blobs.s3]\naccess_key_id = 'id'\nsecret_access_key = 'a-secret'\n{more}")
}

#[test]
fn documents_may_lie_in_a_bucket() {
    assert_eq!(faults(&production(&s3("endpoint = 'https://store.example.gov.cn'"))), Vec::<String>::new());
}

#[test]
fn other_faults_are_named() {
    let [ftp, plain, open] = ["endpoint = 'ftp://store'", "endpoint = 'http://store'", "allow_http = true"].map(s3);
    let cases = [
        ("server.public_url", "server.public_url = 'sb.example.gov.cn'"),
        ("server.max_body_bytes", "server.max_body_bytes = 1"),
        ("database.address", "database.address = 'data/db'"),
        ("database.password", "database.username = 'u'"),
        ("database.write_buffer_mib", "database.write_buffer_mib = 3"),
        ("database.write_buffer_mib", "database.write_buffer_mib = 1025"),
        ("database.block_cache_mib", "database.block_cache_mib = 7"),
        ("sms.aliyun.access_key_id", "sms.aliyun.access_key_id = ''"),
        ("sms.aliyun.templates.invitation", "sms.aliyun.templates.invitation = ''"),
        ("sms.aliyun.templates.invitations", "sms.aliyun.templates.invitations = 'SMS_2'"),
        ("policy.login_failures", "policy.login_failures = 0"),
        ("policy.password_hash_concurrency", "policy.password_hash_concurrency = 0"),
        ("blobs.photo_concurrency", "blobs.photo_concurrency = 0"),
        ("blobs.address", "blobs.address = 'documents'"),
        ("blobs.grace_hours", "blobs.grace_hours = 0"),
        ("blobs.s3.secret_access_key", "blobs.address = 's3:documents'\nblobs.s3.access_key_id = 'id'"),
        ("blobs.s3.endpoint", &*ftp),
        ("blobs.s3.endpoint", &*plain),
        ("blobs.s3.allow_http", &*open),
        ("uploads.enterprise_bytes", "uploads.enterprise_bytes = 1"),
        ("blobs.photo_queue", "blobs.photo_queue = 1001"),
        ("policy.register_lookups_per_hour", "policy.register_lookups_per_hour = 0"),
        ("log.filter", "log.filter = 'backend=loudly'"),
    ];
    for (key, change) in cases {
        let config = production(change);
        let found = config.check().expect_err(change);
        assert_eq!(found.iter().map(|fault| fault.key.as_str()).collect::<Vec<_>>(), [key], "{change}");
        assert!(found.iter().all(|fault| !fault.wrong.is_empty() && !fault.remedy.is_empty()));
    }
}

#[test]
fn the_provinces_interface_needs_address_key_and_patience() {
    assert_eq!(production(&format!("{REGISTER}\n{REGISTER_URL}")).check(), Ok(()));
    let cases = [
        ("register.url", ""),
        ("register.url", "register.url = 'sb.example.gov.cn'"),
        ("register.key", "register.key = ''"),
        ("register.key", "register.key = 'two words'"),
        ("register.tries", "register.tries = 0"),
        ("register.tries", "register.tries = 6"),
        ("register.timeout_seconds", "register.timeout_seconds = 0"),
        ("register.breaker_failures", "register.breaker_failures = 0"),
        ("register.breaker_seconds", "register.breaker_seconds = 0"),
    ];
    for (key, change) in cases {
        let base = if key == "register.url" { "" } else { REGISTER_URL };
        let kind = if change.starts_with("register.key") { "register.kind = 'http'" } else { REGISTER };
        assert_eq!(faults(&production(&format!("{kind}\n{base}\n{change}"))), [key], "{change}");
    }
    let unused = production("register.url = 'nonsense'\nregister.tries = 0");
    assert_eq!(unused.check(), Ok(()), "a table needs none of it");
}

#[test]
fn the_data_key_is_exactly_32_bytes() {
    let key = |text: &str| SecretsConfig { data_key: Secret::new(text) }.data_key_bytes();
    assert_eq!(key("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="), Ok([0x41; 32]));
    for bad in ["", "QUFB", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB", &"QUFB".repeat(40), "not base64 at all!"] {
        assert_eq!(key(bad), Err(BadDataKey), "{bad}");
    }
}

#[test]
fn links_stand_under_the_public_address() {
    let mut server = Config::parse("").expect("the built-in file").server;
    server.public_url = "https://sb.example.gov.cn/".to_owned();
    assert_eq!(server.link("/qr/1"), "https://sb.example.gov.cn/qr/1");
}

#[test]
fn every_kind_of_message_has_a_template() {
    let text = String::new;
    let code = |purpose| SmsMessage::Code { purpose, code: text(), minutes: 5 };
    let about = |news| SmsMessage::Application { news, name: text() };
    let messages = [
        code(CodePurpose::Register),
        code(CodePurpose::Login),
        code(CodePurpose::ResetPassword),
        code(CodePurpose::StepUp(StepUpPurpose::AddAgent)),
        SmsMessage::Invitation { enterprise: text(), link: text(), days: 7 },
        SmsMessage::AgentAdded { enterprise: text() },
        SmsMessage::AgentPasswordSet { enterprise: text() },
        SmsMessage::AppealSettled { receipt: text(), answer: text() },
        SmsMessage::FaceEnrolled,
        SmsMessage::FaceWithdrawn,
        SmsMessage::FaceRefused,
        about(ApplicationNews::Submitted),
        about(ApplicationNews::CorrectionRequested),
        about(ApplicationNews::Rejected),
        about(ApplicationNews::Approved),
        about(ApplicationNews::DeadlineNear { last_day: chrono::NaiveDate::default() }),
    ];
    assert_eq!(messages.each_ref().map(SmsMessage::kind), MESSAGE_KINDS);
    let config = Config::parse("").expect("the built-in file");
    let keys: Vec<&str> = config.sms.aliyun.templates.keys().map(String::as_str).collect();
    let mut kinds = MESSAGE_KINDS.map(AliyunConfig::template_key);
    kinds.sort();
    assert_eq!(keys, kinds);
    for message in messages {
        // A new kind of message does not compile here until it stands in the list above.
        match message {
            SmsMessage::Code { .. }
            | SmsMessage::Invitation { .. }
            | SmsMessage::AgentAdded { .. }
            | SmsMessage::AgentPasswordSet { .. }
            | SmsMessage::AppealSettled { .. }
            | SmsMessage::FaceEnrolled
            | SmsMessage::FaceWithdrawn
            | SmsMessage::FaceRefused
            | SmsMessage::Application { .. } => {}
        }
    }
}

#[test]
fn thresholds_of_faces_are_set_one_by_one() {
    let config = Config::parse("[face.thresholds]\nturn = 12.5").expect("settings");
    let defaults = Config::parse("").expect("the built-in file").face.thresholds;
    assert_eq!(config.face.thresholds, faces::Thresholds { turn: 12.5, ..defaults });
    assert!(Config::parse("[face.thresholds]\nturns = 12.5").is_err(), "a name that is none");
}
