//! One request to the measured server, with a body, and its answer: what the measurements need of HTTP, and no more.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, TcpStream},
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// A server may be busy with other photos for so long, on a machine that is busy itself.
const PATIENCE: Duration = Duration::from_secs(300);

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    headers: String,
    body: Vec<u8>,
}

impl Answer {
    /// A header by its name in small letters.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let of = |line: &&str| line.split_once(':').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name));
        self.headers.lines().find(of)?.split_once(':').map(|(_, value)| value.trim())
    }

    /// The body, where the status is the expected one.
    pub(super) fn json(&self, status: u16) -> Result<serde_json::Value> {
        if self.status != status {
            bail!("the server answered {}: {}", self.status, String::from_utf8_lossy(&self.body));
        }
        serde_json::from_slice(&self.body).context("the answer is no JSON")
    }
}

/// Sends a request on a connection of its own.
pub(super) fn request(port: u16, line: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Answer> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).context("nobody answers")?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut head = format!("{line} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
    stream.write_all(head.as_bytes())?;
    // A server that refuses may hang up before it has read everything; what it said is there nevertheless.
    let sent = stream.write_all(body);
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    match parse(&answer) {
        Some(answer) => Ok(answer),
        None => {
            sent?;
            read?;
            bail!("the server hung up without an answer")
        }
    }
}

fn parse(answer: &[u8]) -> Option<Answer> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(answer.get(..end)?).ok()?;
    let (line, headers) = head.split_once("\r\n").unwrap_or((head, ""));
    let status = line.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    Some(Answer { status, headers: headers.to_owned(), body: answer.get(end + 4..)?.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn an_answer_is_taken_apart() {
        let answer =
            parse(b"HTTP/1.1 201 Created\r\nLocation: /a:b\r\nUpload-Offset: 7\r\n\r\n{\"id\":1}").expect("one");
        assert_eq!(answer.header("location"), Some("/a:b"));
        assert_eq!(answer.header("upload-offset"), Some("7"));
        assert_eq!(answer.header("upload"), None);
        assert_eq!(answer.json(201).expect("JSON")["id"], 1);
        assert!(answer.json(200).is_err());
        assert_eq!(parse(b"HTTP/1.1 200"), None);
    }
}
