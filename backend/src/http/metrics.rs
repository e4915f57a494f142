//! `/metrics` for Prometheus: requests, time they took, password hashing, SMS. Counters of the process, in its memory.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, PoisonError, RwLock};
use std::time::Duration;

use poem::web::Data;
use poem::{Response, handler};

use crate::adapters::sms_aliyun;
use crate::app::{App, FaceVerifier};
use crate::lane::LaneLoad;

/// Upper bounds of the histogram's buckets, in milliseconds.
const BOUNDS: [u64; 10] = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10_000];
/// Operations are names in the code; a bound all the same, so that no label can ever grow the memory.
const MAX_OPERATIONS: usize = 512;

static REQUESTS: LazyLock<Requests> = LazyLock::new(Requests::default);

/// Notes that a request began; it is under way until the guard is dropped.
pub(super) fn enter() -> InFlight {
    REQUESTS.enter()
}

/// Notes an answer: the operation's id, its status, the time it took.
pub(super) fn record(operation: &'static str, status: u16, elapsed: Duration) {
    REQUESTS.record(operation, status, elapsed);
}

/// The metrics in Prometheus' text format.
#[handler]
pub(super) fn endpoint(app: Data<&Arc<App>>) -> Response {
    let mut lanes = vec![
        ("password_hashes", app.passwords.load()),
        ("photos", app.photos.load()),
        ("uploads", app.arriving.load()),
        ("whole_files", app.finishing.load()),
    ];
    if let Some(FaceVerifier::Models(models)) = &app.faces {
        lanes.push(("face_verifications", models.lane.load()));
    }
    let mut text = render(&REQUESTS, &lanes, sms_aliyun::totals());
    let mut page = Page::default();
    page.family("face_templates", "gauge", "Faces that a template is kept of, as of the last sweep.");
    page.sample("face_templates", "", app.faces_kept.load(Ordering::Relaxed));
    let stores = [("database", app.db.space()), ("documents", app.blobs.space())];
    let stores = stores.map(|(store, space)| (format!("store=\"{store}\""), space));
    page.family("storage_free_bytes", "gauge", "Free space of the disk below a store.");
    for (label, space) in stores.iter().filter_map(|(label, space)| Some((label, (*space)?))) {
        page.sample("storage_free_bytes", label, space.free);
    }
    page.family("storage_floor_bytes", "gauge", "Free space below which nothing new is taken.");
    for (label, space) in stores.iter().filter_map(|(label, space)| Some((label, (*space)?))) {
        page.sample("storage_floor_bytes", label, space.floor);
    }
    text.push_str(&page.0);
    Response::builder().content_type("text/plain; version=0.0.4; charset=utf-8").body(text)
}

#[derive(Default)]
struct Requests {
    in_flight: AtomicU64,
    operations: RwLock<BTreeMap<&'static str, Arc<Operation>>>,
}

/// Counters of one operation.
#[derive(Default)]
struct Operation {
    /// By hundreds of the status.
    by_class: [AtomicU64; 6],
    /// By bucket, the last one for what is over every bound; not yet cumulated.
    buckets: [AtomicU64; BOUNDS.len() + 1],
    micros: AtomicU64,
}

/// A request under way.
pub(super) struct InFlight(&'static AtomicU64);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Requests {
    fn enter(&'static self) -> InFlight {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        InFlight(&self.in_flight)
    }

    fn operation(&self, name: &'static str) -> Option<Arc<Operation>> {
        let known = self.operations.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        known.or_else(|| {
            let mut operations = self.operations.write().unwrap_or_else(PoisonError::into_inner);
            let room = operations.len() < MAX_OPERATIONS;
            room.then(|| Arc::clone(operations.entry(name).or_default()))
        })
    }

    fn record(&self, name: &'static str, status: u16, elapsed: Duration) {
        let Some(operation) = self.operation(name) else { return };
        if let Some(class) = operation.by_class.get(usize::from(status / 100)) {
            class.fetch_add(1, Ordering::Relaxed);
        }
        let micros = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
        operation.micros.fetch_add(micros, Ordering::Relaxed);
        let bucket = BOUNDS.iter().position(|bound| micros <= bound * 1000).unwrap_or(BOUNDS.len());
        if let Some(bucket) = operation.buckets.get(bucket) {
            bucket.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn render(requests: &Requests, lanes: &[(&str, LaneLoad)], (sent, failed): (u64, u64)) -> String {
    let mut page = Page::default();
    let operations = requests.operations.read().unwrap_or_else(PoisonError::into_inner);
    let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);

    page.family("http_requests_total", "counter", "Answers by operation and class of status.");
    for (name, operation) in operations.iter() {
        for (class, counter) in operation.by_class.iter().enumerate().filter(|(_, counter)| read(counter) > 0) {
            let labels = format!("operation=\"{name}\",status=\"{class}xx\"");
            page.sample("http_requests_total", &labels, read(counter));
        }
    }
    page.family("http_request_duration_seconds", "histogram", "Time to the answer's head.");
    for (name, operation) in operations.iter() {
        let mut sum = 0;
        let bounds = BOUNDS.iter().map(|bound| seconds(bound * 1000)).chain(["+Inf".to_owned()]);
        for (bound, bucket) in bounds.zip(&operation.buckets) {
            sum += read(bucket);
            let labels = format!("operation=\"{name}\",le=\"{bound}\"");
            page.sample("http_request_duration_seconds_bucket", &labels, sum);
        }
        let labels = format!("operation=\"{name}\"");
        page.sample("http_request_duration_seconds_sum", &labels, seconds(read(&operation.micros)));
        page.sample("http_request_duration_seconds_count", &labels, sum);
    }
    page.family("http_requests_in_flight", "gauge", "Requests under way.");
    page.sample("http_requests_in_flight", "", read(&requests.in_flight));
    for (lane, load) in lanes {
        page.family(&format!("{lane}_running"), "gauge", "Pieces of this work being done.");
        page.sample(&format!("{lane}_running"), "", load.running);
        page.family(&format!("{lane}_waiting"), "gauge", "Pieces of this work waiting to be done.");
        page.sample(&format!("{lane}_waiting"), "", load.waiting);
    }
    page.family("sms_total", "counter", "SMS given to the vendor.");
    page.sample("sms_total", "outcome=\"sent\"", sent);
    page.sample("sms_total", "outcome=\"failed\"", failed);
    page.0
}

/// Microseconds as seconds, exactly.
fn seconds(micros: u64) -> String {
    let text = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[derive(Default)]
struct Page(String);

impl Page {
    // Writing to a text cannot fail.
    fn family(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn sample(&mut self, name: &str, labels: &str, value: impl std::fmt::Display) {
        let _ = match labels {
            "" => writeln!(self.0, "{name} {value}"),
            _ => writeln!(self.0, "{name}{{{labels}}} {value}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(requests: &Requests) -> String {
        render(requests, &[("password_hashes", LaneLoad { running: 2, waiting: 7 })], (3, 1))
    }

    #[test]
    fn answers_are_counted_by_operation_and_class() {
        let requests = Requests::default();
        for (status, millis) in [(200, 4), (204, 5), (404, 60), (503, 20_000)] {
            requests.record("get_me", status, Duration::from_millis(millis));
        }
        requests.record("list_agents", 200, Duration::ZERO);
        let page = page(&requests);
        for line in [
            "http_requests_total{operation=\"get_me\",status=\"2xx\"} 2",
            "http_requests_total{operation=\"get_me\",status=\"4xx\"} 1",
            "http_requests_total{operation=\"list_agents\",status=\"2xx\"} 1",
            "http_request_duration_seconds_bucket{operation=\"get_me\",le=\"0.005\"} 2",
            "http_request_duration_seconds_bucket{operation=\"get_me\",le=\"0.05\"} 2",
            "http_request_duration_seconds_bucket{operation=\"get_me\",le=\"0.1\"} 3",
            "http_request_duration_seconds_bucket{operation=\"get_me\",le=\"10\"} 3",
            "http_request_duration_seconds_bucket{operation=\"get_me\",le=\"+Inf\"} 4",
            "http_request_duration_seconds_sum{operation=\"get_me\"} 20.069",
            "http_request_duration_seconds_count{operation=\"get_me\"} 4",
            "password_hashes_running 2",
            "password_hashes_waiting 7",
            "sms_total{outcome=\"sent\"} 3",
            "sms_total{outcome=\"failed\"} 1",
        ] {
            assert!(page.lines().any(|found| found == line), "{line} is not in\n{page}");
        }
        assert!(!page.contains("status=\"3xx\""));
    }

    #[test]
    fn requests_under_way_come_and_go() {
        static REQUESTS: LazyLock<Requests> = LazyLock::new(Requests::default);
        let first = REQUESTS.enter();
        let second = REQUESTS.enter();
        drop(first);
        assert!(page(&REQUESTS).contains("http_requests_in_flight 1\n"));
        drop(second);
        assert!(page(&REQUESTS).contains("http_requests_in_flight 0\n"));
    }

    #[test]
    fn every_family_is_declared_once_before_its_samples() {
        let requests = Requests::default();
        requests.record("a", 200, Duration::ZERO);
        requests.record("b", 200, Duration::ZERO);
        let page = page(&requests);
        let mut declared = Vec::new();
        for line in page.lines() {
            if let Some(rest) = line.strip_prefix("# TYPE ") {
                let name = rest.split(' ').next().unwrap_or_default();
                assert!(!declared.contains(&name), "{name} twice");
                declared.push(name);
            } else if !line.starts_with('#') {
                let last = declared.last().expect("a family");
                assert!(line.starts_with(last), "{line} under {last}");
            }
        }
    }
}
