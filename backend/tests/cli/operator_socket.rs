//! Commands beside a running server: the same words and exit codes as without one, for the server's account and root alone.

use std::fs::{self, Permissions};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::net::{SocketAddr, UnixStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use super::{INSURED, backend, get, insured_file, run, serve, text};

/// The file that names the server's socket.
fn socket_file(folder: &Path) -> PathBuf {
    folder.join("db/operator.socket")
}

fn connect(folder: &Path) -> UnixStream {
    let address = SocketAddr::from_abstract_name(fs::read(socket_file(folder)).unwrap()).unwrap();
    UnixStream::connect_addr(&address).unwrap()
}

/// What a command writes to its standard output, once it is done.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The entries of the log about an action.
fn entries(folder: &Path, action: &str) -> Vec<Value> {
    let exported = done(folder, &["audit", "export", "--from", "2020-01-01", "--to", "2099-12-31"]);
    let entries = exported.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    entries.filter(|entry| entry["action"] == action).collect()
}

/// The account of this process, as the log names it.
fn account() -> String {
    let name = Command::new("id").arg("-un").output().unwrap();
    format!("operator:{}", String::from_utf8(name.stdout).unwrap().trim())
}

fn post(port: u16, path: &str, body: &Value) -> String {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    let body = body.to_string();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        body.len()
    );
    write!(stream, "{head}{body}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn reviewer_made_beside_the_server_logs_in() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(folder.path());
    let made = done(
        folder.path(),
        &["create-reviewer", "--login", "lisi", "--name", "李四", "--region", "220100", "--stage", "first"],
    );
    let told = |before: &str| made.lines().find_map(|line| line.strip_prefix(before)).unwrap().to_owned();
    let (password, code) = (told("Initial password, shown this once: "), told("Recovery code: "));
    let login = json!({"login": "lisi", "password": password, "code": code, "client": "native"});
    let answer = post(server.port, "/api/v1/reviewer-sessions", &login);
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    done(folder.path(), &["disable-reviewer", "--login", "lisi"]);
    assert!(!post(server.port, "/api/v1/reviewer-sessions", &login).starts_with("HTTP/1.1 201"));

    for action in ["reviewer_created", "reviewer_disabled", "audit_exported"] {
        let entries = entries(folder.path(), action);
        // The demonstration's own reviewers were made by nobody.
        assert!(entries.iter().any(|entry| entry["actor_name"] == account().as_str()), "{action}: {entries:?}");
    }
}

#[test]
fn log_is_verified_and_exported_beside_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(folder.path());
    assert!(done(folder.path(), &["sms-outbox"]).contains("No messages."));
    assert!(done(folder.path(), &["migrate"]).contains("was up to date"));
    assert!(done(folder.path(), &["demo-data"]).contains("were there already"));
    let heads = done(folder.path(), &["audit", "verify"]);
    assert!(heads.contains("The log is whole"), "{heads}");
    fs::write(folder.path().join("heads.txt"), &heads).unwrap();
    done(folder.path(), &["audit", "verify", "--heads", "heads.txt"]);

    let export = ["audit", "export", "--from", "2020-01-01", "--to", "2099-12-31", "--out", "log.jsonl"];
    let told = run(folder.path(), &export);
    assert_eq!(told.status.code(), Some(0), "{}", text(&told));
    assert!(String::from_utf8_lossy(&told.stderr).contains("entries were exported"), "{}", text(&told));
    let file = folder.path().join("log.jsonl");
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&file).unwrap().lines().count() > 1);
    let again = run(folder.path(), &export);
    assert_eq!(again.status.code(), Some(1), "the file is there already");
    assert!(text(&again).contains("backend: creating log.jsonl: "), "{}", text(&again));
    assert!(get(server.port, "/readyz").unwrap().starts_with("HTTP/1.1 200"));
}

#[test]
fn register_is_imported_beside_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let _server = serve(folder.path());
    insured_file(folder.path(), &INSURED);
    let told = run(folder.path(), &["import-insured", "insured.csv"]);
    assert_eq!(told.status.code(), Some(0), "{}", text(&told));
    assert!(String::from_utf8_lossy(&told.stdout).contains("2 persons were imported"), "{}", text(&told));
    assert!(String::from_utf8_lossy(&told.stderr).contains("earlier imports removed: 1"), "{}", text(&told));
    let entries = entries(folder.path(), "insured_register_imported");
    assert_eq!((entries.len(), &entries[0]["detail"]), (1, &json!("persons=2")));
    assert_eq!(entries[0]["actor_name"], account().as_str());

    insured_file(folder.path(), &[INSURED[0], "resident_id,1,2"]);
    let refused = run(folder.path(), &["import-insured", "insured.csv"]);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("backend: ") && said.contains("row 3: it has 3 columns"), "{said}");
    assert!(said.contains("the register keeps its 2 persons"), "{said}");
    let missing = run(folder.path(), &["import-insured", "none.csv"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing).contains("No such file"), "{}", text(&missing));
}

#[test]
fn refusals_are_the_same_beside_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |arguments: &[&str], code, words: &str| {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(words), "{arguments:?}: {said}");
        said
    };
    let unknown: &[&str] = &["appeals", "settle", "SS0", "--answer", "none"];
    let alone = refused(unknown, 1, "there is no appeal SS0");
    let _server = serve(folder.path());
    assert_eq!(refused(unknown, 1, "there is no appeal SS0"), alone);
    refused(&["disable-reviewer", "--login", "nobody"], 1, "there is no reviewer nobody");
    refused(&["audit", "export", "--from", "2026-11-02", "--to", "2026-11-01"], 1, "--to lies before --from");
    refused(&["appeals", "settle"], 2, "Usage:");
    refused(&["sms-outbox", "--mobile", "12"], 2, "--mobile");
}

/// A frame as it travels.
fn frame(kind: u8, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [length.as_slice(), &[kind], payload].concat()
}

/// All frames that come until the server closes, or until one of this kind.
fn frames(stream: &mut UnixStream, last: u8) -> Vec<(u8, Vec<u8>)> {
    let mut frames = Vec::new();
    let mut header = [0; 5];
    while stream.read_exact(&mut header).is_ok() {
        let length = u32::from_be_bytes(header[..4].try_into().unwrap());
        let mut payload = vec![0; usize::try_from(length).unwrap()];
        stream.read_exact(&mut payload).unwrap();
        frames.push((header[4], payload));
        if header[4] == last {
            break;
        }
    }
    frames
}

fn request(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let request = json!({"protocol": 1, "arguments": arguments, "folder": folder});
    frame(b'Q', request.to_string().as_bytes())
}

#[test]
fn server_reads_what_comes_with_care() {
    let folder = tempfile::tempdir().unwrap();
    let _server = serve(folder.path());
    let converse = |bytes: &[u8]| {
        let mut stream = connect(folder.path());
        // A server that has seen enough may have closed.
        let _closed_already = stream.write_all(bytes);
        frames(&mut stream, b'X')
    };
    let ended = |bytes: &[u8], code: u8, words: &str| {
        let heard = converse(bytes);
        assert_eq!(heard.last().unwrap(), &(b'X', vec![code]));
        let said: Vec<u8> = heard.into_iter().filter(|(kind, _)| *kind == b'E').flat_map(|(_, text)| text).collect();
        assert!(String::from_utf8_lossy(&said).contains(words), "{}", String::from_utf8_lossy(&said));
    };
    // Its own reading of the arguments counts.
    ended(&request(folder.path(), &["appeals", "settle"]), 2, "Usage:");
    ended(&request(folder.path(), &["fly"]), 2, "fly");
    ended(&request(folder.path(), &["serve"]), 2, "not sent to a server");
    ended(&request(folder.path(), &["config", "--default"]), 2, "not sent to a server");
    ended(&frame(b'Q', b"{\"protocol\": 99}"), 2, "does not understand");
    ended(&frame(b'O', b"out of turn"), 2, "does not understand");
    for none in [&[0xFF; 5][..], &[0, 1, 0, 1, b'Q'], b"GET / HTTP/1.1\r\n\r\n"] {
        assert!(converse(none).is_empty(), "closed without a word");
    }

    // Connections that say nothing take the room, and lose it by themselves.
    let mut silent: Vec<UnixStream> = (0..8).map(|_| connect(folder.path())).collect();
    let crowded = run(folder.path(), &["appeals", "list"]);
    assert_eq!(crowded.status.code(), Some(1));
    assert!(text(&crowded).contains("8 commands are under way"), "{}", text(&crowded));
    for stream in &mut silent {
        assert!(frames(stream, b'X').is_empty());
    }
    done(folder.path(), &["appeals", "list"]);
}

#[test]
fn broken_off_import_leaves_the_register_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let _server = serve(folder.path());
    insured_file(folder.path(), &INSURED);
    done(folder.path(), &["import-insured", "insured.csv"]);
    let mut client = connect(folder.path());
    client.write_all(&request(folder.path(), &["import-insured", "insured.csv"])).unwrap();
    assert_eq!(frames(&mut client, b'R').last().unwrap().0, b'R', "it asks for the file");

    // Its turn is taken: the next one waits until it is gone.
    let mut waiting = connect(folder.path());
    waiting.write_all(&request(folder.path(), &["migrate"])).unwrap();
    let told = frames(&mut waiting, b'E');
    assert!(String::from_utf8_lossy(&told.last().unwrap().1).contains("Another command is under way"));
    done(folder.path(), &["audit", "verify"]);
    drop(client);
    assert_eq!(frames(&mut waiting, b'X').last().unwrap(), &(b'X', vec![0]));

    insured_file(folder.path(), &[INSURED[0], "resident_id,1,2"]);
    let refused = run(folder.path(), &["import-insured", "insured.csv"]);
    assert!(text(&refused).contains("the register keeps its 2 persons"), "{}", text(&refused));
    assert_eq!(entries(folder.path(), "insured_register_imported").len(), 1);
}

#[test]
fn dead_servers_socket_is_no_obstacle() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = serve(folder.path());
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    assert!(socket_file(folder.path()).exists(), "left behind");
    done(folder.path(), &["appeals", "list"]);
    let mut server = serve(folder.path());
    let file = fs::symlink_metadata(socket_file(folder.path())).unwrap();
    assert_eq!(file.mode() & 0o777, 0o600);
    done(folder.path(), &["appeals", "list"]);

    // A second server leaves the first one's socket alone.
    let second = backend(folder.path()).arg("serve").env("BACKEND_SERVER__LISTEN", "127.0.0.1:0").output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(text(&second).contains("Is the server running already?"), "{}", text(&second));
    done(folder.path(), &["audit", "verify"]);

    assert!(Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap().success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    assert!(!socket_file(folder.path()).exists(), "a server that ends takes its file along");
}

/// Runs a command as another account of the system.
fn run_as(uid: u32, folder: &Path, program: &Path) -> Output {
    let mut command = Command::new(program);
    let address = format!("rocksdb://{}", folder.join("db").display());
    command.env_clear().env("BACKEND_DATABASE__ADDRESS", address).current_dir(folder);
    command.args(["appeals", "list"]).uid(uid).stdin(Stdio::null()).output().unwrap()
}

#[test]
fn other_account_is_refused() {
    const NOBODY: u32 = 65_534;
    let folder = tempfile::tempdir().unwrap();
    let server = serve(folder.path());
    if fs::metadata(folder.path()).unwrap().uid() != 0 {
        // Only root can be somebody else. That the server closes another account's connection is shown without in the
        // tests of the socket itself; here, that one's own account is let in.
        done(folder.path(), &["appeals", "list"]);
        return;
    }
    // A place from which everybody may start it.
    let program = folder.path().join("backend");
    fs::copy(env!("CARGO_BIN_EXE_backend"), &program).unwrap();
    for open in [folder.path(), &program] {
        fs::set_permissions(open, Permissions::from_mode(0o755)).unwrap();
    }
    let kept_out = run_as(NOBODY, folder.path(), &program);
    assert_eq!(kept_out.status.code(), Some(1));
    assert!(text(&kept_out).contains("its own account and of root alone"), "{}", text(&kept_out));

    // Even where the file lets everybody in, the kernel tells who it is.
    fs::set_permissions(socket_file(folder.path()), Permissions::from_mode(0o644)).unwrap();
    let closed = run_as(NOBODY, folder.path(), &program);
    assert_eq!(closed.status.code(), Some(1));
    assert!(text(&closed).contains("closed the connection without a word"), "{}", text(&closed));
    assert!(get(server.port, "/readyz").unwrap().starts_with("HTTP/1.1 200"));
    done(folder.path(), &["appeals", "list"]);
}
