//! What settings of the right kind can still have wrong, and what production refuses.

use std::fmt;
use std::ops::RangeInclusive;

use reqwest::Url;

use super::sections::MESSAGE_KINDS;
use super::{AliyunConfig, Config, Mode, SmsSenderKind};

/// A setting that the server does not start with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFault {
    /// The key.
    pub key: String,
    /// What is wrong with it.
    pub wrong: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.key, self.wrong, self.remedy)
    }
}

#[derive(Default)]
pub(super) struct Faults(Vec<ConfigFault>);

impl Faults {
    /// Notes a fault unless the condition holds.
    pub(super) fn expect(&mut self, fine: bool, key: &str, wrong: &str, remedy: &str) {
        if !fine {
            self.0.push(ConfigFault { key: key.to_owned(), wrong: wrong.to_owned(), remedy: remedy.to_owned() });
        }
    }

    /// Notes a fault unless a number is within its bounds; tells whether it is.
    pub(super) fn within<T: PartialOrd + fmt::Display>(
        &mut self,
        key: &str,
        number: T,
        bounds: RangeInclusive<T>,
        remedy: &str,
    ) -> bool {
        let fine = bounds.contains(&number);
        self.expect(fine, key, &format!("it is not between {} and {}", bounds.start(), bounds.end()), remedy);
        fine
    }
}

impl Config {
    /// Looks at everything that the kinds of values do not tell.
    ///
    /// # Errors
    /// Every fault, so that they can be mended at once.
    pub fn check(&self) -> Result<(), Vec<ConfigFault>> {
        let mut faults = Faults::default();
        self.check_server(&mut faults);
        self.check_database(&mut faults);
        self.storage.check(&mut faults);
        self.blobs.check(&mut faults, self.mode);
        self.check_uploads(&mut faults);
        self.check_sms(&mut faults);
        self.register.check(&mut faults, self.mode, self.server.request_timeout_seconds);
        self.check_policy(&mut faults);
        self.check_face(&mut faults);
        let key = self.secrets.data_key_bytes();
        faults.expect(
            key.is_ok(),
            "secrets.data_key",
            "it is not 32 bytes in base64",
            "Make one with `openssl rand -base64 32`",
        );
        if self.mode == Mode::Production {
            self.check_production(&mut faults);
        }
        if faults.0.is_empty() { Ok(()) } else { Err(faults.0) }
    }

    fn check_server(&self, faults: &mut Faults) {
        let server = &self.server;
        let url = Url::parse(&server.public_url).ok();
        let web = url.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
        let plain = !server.public_url.contains(['?', '#']);
        faults.expect(
            web && plain,
            "server.public_url",
            "it is no web address",
            "Write it like https://sb.example.gov.cn",
        );
        let body = (1024..=16 * 1024 * 1024).contains(&server.max_body_bytes);
        faults.expect(body, "server.max_body_bytes", "it is not between 1 KiB and 16 MiB", "262144 is the default");
        let upload = (64 * 1024..=64 * 1024 * 1024).contains(&server.max_upload_bytes);
        faults.expect(
            upload,
            "server.max_upload_bytes",
            "it is not between 64 KiB and 64 MiB",
            "10485760 is the default",
        );
        faults.within("server.request_timeout_seconds", server.request_timeout_seconds, 1..=600, "30 is the default");
        let shutdown = server.shutdown_seconds <= 3600;
        faults.expect(shutdown, "server.shutdown_seconds", "it is more than an hour", "20 is the default");
        faults.expect(
            self.log.env_filter().is_ok(),
            "log.filter",
            "it is no list of levels",
            "Write it like info or info,backend=debug",
        );
    }

    fn check_database(&self, faults: &mut Faults) {
        let database = &self.database;
        let known = ["rocksdb://", "ws://", "wss://", "mem://"];
        let former = database.address.starts_with("surrealkv://");
        faults.expect(
            former || known.iter().any(|scheme| database.address.starts_with(scheme)),
            "database.address",
            "it is none of the kinds known",
            "Begin it with rocksdb://, ws://, wss:// or mem://",
        );
        faults.expect(
            !former,
            "database.address",
            "the engine SurrealKV is no longer used, because it lost writes that it had acknowledged",
            "Begin the address with rocksdb:// and name a new folder; docs/operations.md says how to take the old data along",
        );
        faults.within("database.write_buffer_mib", database.write_buffer_mib, 4..=1_024, "32 is the default");
        faults.within("database.block_cache_mib", database.block_cache_mib, 8..=1_000_000, "64 is the default");
        faults.within("database.background_threads", database.background_threads, 2..=64, "2 is the default");
        faults.within("database.open_files", database.open_files, 64..=1_000_000, "256 is the default");
        let named = !database.namespace.is_empty() && !database.name.is_empty();
        faults.expect(named, "database.name", "namespace or name is empty", "Set both");
        faults.expect(
            database.username.is_some() == database.password.is_some(),
            "database.password",
            "only one of username and password is set",
            "Set both for a database server, neither for a folder",
        );
    }

    fn check_sms(&self, faults: &mut Faults) {
        let aliyun = &self.sms.aliyun;
        for key in aliyun.templates.keys() {
            let known = MESSAGE_KINDS.iter().any(|kind| AliyunConfig::template_key(kind) == *key);
            let name = format!("sms.aliyun.templates.{key}");
            faults.expect(known, &name, "there is no such kind of message", "Remove it");
        }
        if self.sms.sender != SmsSenderKind::Aliyun {
            return;
        }
        let url = Url::parse(&aliyun.endpoint).ok();
        let web = url.as_ref().is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
        let endpoint = "sms.aliyun.endpoint";
        faults.expect(web, endpoint, "it is no web address", "https://dysmsapi.aliyuncs.com is the default");
        let safe = self.mode != Mode::Production || url.is_some_and(|url| url.scheme() == "https");
        faults.expect(safe, endpoint, "numbers and codes would travel unencrypted", "Begin it with https://");
        let told = "Take it from the console of the SMS service";
        faults.expect(!aliyun.access_key_id.is_empty(), "sms.aliyun.access_key_id", "it is empty", told);
        faults.expect(!aliyun.access_key_secret.is_empty(), "sms.aliyun.access_key_secret", "it is empty", told);
        faults.expect(!aliyun.sign_name.is_empty(), "sms.aliyun.sign_name", "it is empty", told);
        faults.within("sms.aliyun.timeout_seconds", aliyun.timeout_seconds, 1..=60, "5 is the default");
        for kind in MESSAGE_KINDS {
            let key = format!("sms.aliyun.templates.{}", AliyunConfig::template_key(kind));
            faults.expect(aliyun.template(kind).is_some(), &key, "it is empty", told);
        }
    }

    fn check_policy(&self, faults: &mut Faults) {
        let policy = &self.policy;
        let stages = (1..=2).contains(&policy.review_stages);
        faults.expect(stages, "policy.review_stages", "it is neither 1 nor 2", "2 is the default");
        if let Err(error) = policy.tables() {
            let wrong = format!("the tables cannot be used: {error:#}");
            faults.expect(false, "policy.tables_dir", &wrong, "Mend that line");
        }
        if let Err(error) = policy.working_days() {
            let wrong = format!("the working days cannot be used: {error:#}");
            faults.expect(false, "policy.tables_dir", &wrong, "Mend that line");
        }
        if let Err(error) = policy.reminders() {
            let wrong = format!("the reminders cannot be used: {error:#}");
            faults.expect(false, "policy.tables_dir", &wrong, "Mend that line");
        }
        let numbers = [
            ("review_working_days", policy.review_working_days),
            ("claim_idle_minutes", policy.claim_idle_minutes),
            ("undo_minutes", policy.undo_minutes),
            ("sms_code_minutes", policy.sms_code_minutes),
            ("sms_code_tries", policy.sms_code_tries),
            ("sms_per_minute", policy.sms_per_minute),
            ("sms_per_hour", policy.sms_per_hour),
            ("sms_per_day", policy.sms_per_day),
            ("sms_per_ip_per_hour", policy.sms_per_ip_per_hour),
            ("login_failures", policy.login_failures),
            ("lockout_minutes", policy.lockout_minutes),
            ("session_idle_minutes", policy.session_idle_minutes),
            ("session_absolute_hours", policy.session_absolute_hours),
            ("step_up_minutes", policy.step_up_minutes),
            ("qr_login_seconds", policy.qr_login_seconds),
            ("invitation_days", policy.invitation_days),
            ("idempotency_hours", policy.idempotency_hours),
            ("appeals_per_ip_per_day", policy.appeals_per_ip_per_day),
            ("register_lookups_per_hour", policy.register_lookups_per_hour),
        ];
        for (name, number) in numbers {
            let fine = (1..=1_000_000).contains(&number);
            faults.expect(fine, &format!("policy.{name}"), "it is not between 1 and 1000000", "See the default");
        }
        faults.within(
            "policy.password_hash_concurrency",
            policy.password_hash_concurrency,
            1..=64,
            "Take the number of cores",
        );
        let queue = policy.password_hash_queue <= 10_000;
        faults.expect(queue, "policy.password_hash_queue", "it is more than 10000", "64 is the default");
    }

    fn check_production(&self, faults: &mut Faults) {
        faults.expect(!self.demo.enabled, "demo.enabled", "made-up people are no production data", "Set it to false");
        faults.expect(
            self.sms.sender != SmsSenderKind::Outbox,
            "sms.sender",
            "the outbox sends nothing and shows every code",
            "Set it to \"aliyun\" and fill in sms.aliyun",
        );
        let known = Self::parse("").ok().and_then(|defaults| defaults.secrets.data_key_bytes().ok());
        let own = self.secrets.data_key_bytes().ok();
        faults.expect(
            own.is_none() || own != known,
            "secrets.data_key",
            "it is the one that everybody knows",
            "Make one with `openssl rand -base64 32` and keep a copy apart from the database",
        );
        faults.expect(
            !self.database.address.starts_with("mem://"),
            "database.address",
            "everything would be gone with the process",
            "Set it to rocksdb://DIR or to a database server",
        );
        faults.expect(
            self.blobs.address != "mem:",
            "blobs.address",
            "documents would be gone with the process",
            "Set it to folder:PATH",
        );
        faults.expect(
            self.server.cookie_secure,
            "server.cookie_secure",
            "the session cookie would travel unencrypted",
            "Set it to true",
        );
        faults.expect(
            !self.server.public_url.starts_with("http://"),
            "server.public_url",
            "pages and invitations would be reached unencrypted",
            "Begin it with https://",
        );
    }
}
