//! The program as the operator meets it: help, exit codes, a folder's life, a graceful end.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[cfg(unix)]
#[path = "cli/operator_socket.rs"]
mod operator_socket;

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use base64::Engine as _;

fn backend(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_backend"));
    command
        .env_clear()
        .env("BACKEND_DATABASE__ADDRESS", format!("rocksdb://{}?sync=every", folder.join("db").display()))
        .env("BACKEND_DEMO__ENABLED", "true")
        .current_dir(folder);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    backend(folder).args(arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A server that is ended when the test ends, however it ends.
struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _reaped_already = self.child.wait();
    }
}

fn serve(folder: &Path) -> Server {
    serve_with(folder, &[])
}

/// The same with more arguments; what it says goes to the file `log`.
fn serve_with(folder: &Path, arguments: &[&str]) -> Server {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
    let child = backend(folder)
        .arg("serve")
        .args(arguments)
        .env("BACKEND_SERVER__LISTEN", format!("127.0.0.1:{port}"))
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(folder.join("log")).unwrap())
        .spawn()
        .unwrap();
    let server = Server { child, port };
    for _ in 0..600 {
        if get(port, "/readyz").is_some_and(|answer| answer.starts_with("HTTP/1.1 200")) {
            return server;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the server did not become ready");
}

fn get(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

#[test]
fn every_command_has_help() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        "serve",
        "migrate",
        "demo-data",
        "sms-outbox",
        "appeals",
        "create-reviewer",
        "import-insured",
        "config",
        "openapi",
    ] {
        let output = run(folder.path(), &[command, "--help"]);
        assert_eq!(output.status.code(), Some(0), "{command}");
        assert!(text(&output).contains("Usage:"), "{command}");
    }
    assert_eq!(run(folder.path(), &["no-such-command"]).status.code(), Some(2));
    assert_eq!(run(folder.path(), &["appeals", "settle"]).status.code(), Some(2));
}

#[test]
fn the_default_settings_are_printed_and_pass_their_own_check() {
    let folder = tempfile::tempdir().unwrap();
    let printed = run(folder.path(), &["config", "--default"]);
    std::fs::write(folder.path().join("own.toml"), &printed.stdout).unwrap();
    assert_eq!(run(folder.path(), &["config", "--check", "--config", "own.toml"]).status.code(), Some(0));
    std::fs::write(folder.path().join("bad.toml"), "[server]\nlisten_on = 5\n").unwrap();
    let refused = run(folder.path(), &["config", "--check", "--config", "bad.toml"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused).contains("listen_on"), "{}", text(&refused));
}

#[test]
fn production_refuses_what_belongs_to_a_demonstration() {
    let folder = tempfile::tempdir().unwrap();
    for command in [["config", "--check"].as_slice(), &["serve"]] {
        let output = backend(folder.path()).env("BACKEND_MODE", "production").args(command).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        for key in ["demo.enabled", "sms.sender", "secrets.data_key", "server.cookie_secure"] {
            assert!(text(&output).contains(key), "{key} is not named: {}", text(&output));
        }
    }
}

#[test]
fn a_folder_is_made_filled_and_read() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["migrate"]).status.code(), Some(0));
    let filled = run(folder.path(), &["demo-data"]);
    assert_eq!(filled.status.code(), Some(0));
    assert!(text(&filled).contains("王建国") && text(&filled).contains("孙德福"));
    for arguments in [["sms-outbox"].as_slice(), &["appeals", "list"]] {
        assert_eq!(run(folder.path(), arguments).status.code(), Some(0), "{arguments:?}");
    }
    let unknown = run(folder.path(), &["appeals", "settle", "SS0", "--answer", "none"]);
    assert_eq!(unknown.status.code(), Some(1));
}

#[test]
fn server_answers_and_ends_gracefully() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = serve(folder.path());
    assert!(get(server.port, "/openapi.json").unwrap().contains("register_enterprise"));
    let asked = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap();
    assert!(asked.success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    assert_eq!(run(folder.path(), &["appeals", "list"]).status.code(), Some(0), "the folder is free again");
}

const INSURED_HEADER: &str = "document_type,document_number,name,sex,birth_date,personal_number,first_insured_month,\
                              account_opened_month,paid_months,bank,card_number,region,average_index,account_balance";
const INSURED: [&str; 2] = [
    "resident_id,22010219650101001X,王建国,male,1965-01-01,P1,1983-08,1995-07,371,吉林银行,6200000000000000001,220100,1.08,98765.43",
    "resident_id,220102197010010028,李秀英,female,1970-10-01,P2,1998-01,1998-01,300,,,,,",
];

fn insured_file(folder: &Path, rows: &[&str]) {
    std::fs::write(folder.join("insured.csv"), format!("{INSURED_HEADER}\n{}\n", rows.join("\n"))).unwrap();
}

#[test]
fn a_register_is_imported_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let import = || run(folder.path(), &["import-insured", "insured.csv"]);
    assert_eq!(import().status.code(), Some(1), "there is no such file");
    insured_file(folder.path(), &INSURED);
    let done = import();
    assert_eq!(done.status.code(), Some(0), "{}", text(&done));
    assert!(text(&done).contains("2 persons were imported"), "{}", text(&done));

    insured_file(folder.path(), &[INSURED[0], &INSURED[1].replace("female", "male"), "resident_id,1,2", INSURED[0]]);
    let refused = import();
    assert_eq!(refused.status.code(), Some(1));
    let said = text(&refused);
    for words in ["row 3, sex: ", "row 4: it has 3 columns", "row 5, document_number: ", "row 2 already"] {
        assert!(said.contains(words), "{words} is not in {said}");
    }
    assert!(said.contains("the register keeps its 2 persons"), "{said}");
    assert!(!said.contains("22010219650101001X") && !said.contains("王建国"), "{said}");

    insured_file(folder.path(), &INSURED[..1]);
    let replaced = import();
    assert_eq!(replaced.status.code(), Some(0), "{}", text(&replaced));
    assert!(text(&replaced).contains("earlier imports removed: 1"), "{}", text(&replaced));
}

#[test]
fn insured_file_is_checked_without_a_database() {
    let folder = tempfile::tempdir().unwrap();
    insured_file(folder.path(), &INSURED);
    let checked = run(folder.path(), &["import-insured", "--check", "insured.csv"]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked));
    assert!(text(&checked).contains("2 persons; nothing is wrong"), "{}", text(&checked));
    assert!(!folder.path().join("db").exists());
}

/// A server that gives requests under way one second when it is told to stop.
fn serve_briefly(folder: &Path) -> Server {
    std::fs::write(folder.join("own.toml"), "[server]\nshutdown_seconds = 1\n").unwrap();
    serve_with(folder, &["--config", "own.toml"])
}

/// Tells a server to stop; its exit code and what it said.
fn stop(mut server: Server, folder: &Path) -> (Option<i32>, String) {
    let asked = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap();
    assert!(asked.success());
    let code = server.child.wait().unwrap().code();
    (code, std::fs::read_to_string(folder.join("log")).unwrap())
}

fn connect(server: &Server) -> TcpStream {
    TcpStream::connect((Ipv4Addr::LOCALHOST, server.port)).unwrap()
}

/// The head of an answer.
fn head(stream: &mut TcpStream) -> String {
    let mut seen = Vec::new();
    let mut byte = [0_u8];
    while !seen.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
        seen.push(byte[0]);
    }
    String::from_utf8(seen).unwrap()
}

/// A POST of JSON; the whole answer.
fn post(server: &Server, path: &str, headers: &str, body: &str) -> String {
    let mut stream = connect(server);
    let length = body.len();
    write!(
        stream,
        "POST /api/v1{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut told = String::new();
    stream.read_to_string(&mut told).unwrap();
    told
}

const JSON: &str = "Content-Type: application/json\r\n";

/// The text of a field in an answer.
fn field(told: &str, name: &str) -> String {
    let (_, rest) = told.split_once(&format!("\"{name}\":\"")).unwrap_or_else(|| panic!("no {name} in {told}"));
    rest.split('"').next().unwrap().to_owned()
}

/// Logs an agent of the demonstration in; the header that says so.
fn log_in(server: &Server) -> String {
    let password = backend::services::demo::PASSWORD;
    let body = format!(r#"{{"identifier":"zhangwei","password":"{password}","client":"native"}}"#);
    format!("Authorization: Bearer {}\r\n", field(&post(server, "/sessions/by-password", JSON, &body), "token"))
}

/// Begins an upload of 100,000 bytes into a new application; its address.
fn begin_upload(server: &Server, agent: &str) -> String {
    let person = backend::services::demo_insured::people().swap_remove(0);
    let body = format!(
        r#"{{"name":"{}","document_type":"resident_id","document_number":"{}"}}"#,
        person.name, person.document_number
    );
    let id = field(&post(server, "/retirement-applications", &format!("{agent}{JSON}"), &body), "id");
    let encode = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
    let metadata = format!("application {},kind {},file_name {}", encode(&id), encode("other"), encode("a.jpg"));
    let headers = format!("{agent}Tus-Resumable: 1.0.0\r\nUpload-Length: 100000\r\nUpload-Metadata: {metadata}\r\n");
    let told = post(server, "/uploads", &headers, "");
    let location = told.lines().find_map(|line| line.to_lowercase().strip_prefix("location: ").map(str::to_owned));
    location.unwrap_or_else(|| panic!("no place in {told}"))
}

#[test]
fn listeners_do_not_hold_up_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve_briefly(folder.path());
    let agent = log_in(&server);
    let mut stream = connect(&server);
    write!(stream, "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n{agent}\r\n").unwrap();
    assert!(head(&mut stream).starts_with("HTTP/1.1 200"));
    let (code, said) = stop(server, folder.path());
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("the database is closed"), "{said}");
}

#[test]
fn half_a_request_is_cut_off_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve_briefly(folder.path());
    let mut stream = connect(&server);
    write!(
        stream,
        "POST /api/v1/sessions/by-password HTTP/1.1\r\nHost: localhost\r\n{JSON}Content-Length: 900\r\n\r\n{{"
    )
    .unwrap();
    // Answered behind it: the half request is under way by then.
    assert!(get(server.port, "/healthz").unwrap().starts_with("HTTP/1.1 200"));
    let (code, said) = stop(server, folder.path());
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("cut off after 1 s") && said.contains("the database is closed"), "{said}");
    assert_eq!(run(folder.path(), &["appeals", "list"]).status.code(), Some(0), "the folder is free again");
}

#[test]
fn a_dripping_upload_is_cut_off_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve_briefly(folder.path());
    let agent = log_in(&server);
    let address = begin_upload(&server, &agent);
    let mut stream = connect(&server);
    write!(
        stream,
        "PATCH {address} HTTP/1.1\r\nHost: localhost\r\n{agent}Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n\
         Content-Type: application/offset+octet-stream\r\nContent-Length: 100000\r\n\r\n"
    )
    .unwrap();
    let dripping = std::thread::spawn(move || {
        // Ends when the server hangs up.
        let drip = || stream.write_all(&[0xFF, 0xD8, 0xFF, 0xE0]);
        std::iter::repeat_with(drip).take(600).all(|sent| {
            std::thread::sleep(Duration::from_millis(50));
            sent.is_ok()
        })
    });
    std::thread::sleep(Duration::from_millis(300));
    let (code, said) = stop(server, folder.path());
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("cut off after 1 s") && said.contains("the database is closed"), "{said}");
    assert!(!dripping.join().unwrap(), "the server hung up");
}
