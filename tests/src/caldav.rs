//! A `CalDAV` server that is not ours (Radicale, in the readers' Python): on a free port of this machine alone, over a
//! folder that goes away with it.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

use crate::driver::free_port;
use crate::failure::{Failure, Outcome};
use crate::program::path;
use crate::readers::PYTHON;
use crate::wait::until;

/// A server that runs as long as it is held.
pub struct Caldav {
    process: Option<Child>,
    port: u16,
    folder: TempDir,
    /// Certificate and key, if it speaks TLS.
    tls: Option<[PathBuf; 2]>,
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    /// Status (RFC 9110 §15).
    pub status: u16,
    /// What came with it.
    pub body: String,
}

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// `tests:tests` (RFC 7617): Radicale makes a user's folder when somebody of that name comes, whatever the password.
const USER: &str = "Authorization: Basic dGVzdHM6dGVzdHM=\r\n";

impl Caldav {
    /// Starts it, and waits until it answers.
    pub fn start() -> Outcome<Self> {
        Self::start_with(None)
    }

    /// The same over TLS, with a certificate and its key.
    pub fn start_with_tls(certificate: &Path, key: &Path) -> Outcome<Self> {
        Self::start_with(Some([certificate.to_owned(), key.to_owned()]))
    }

    fn start_with(tls: Option<[PathBuf; 2]>) -> Outcome<Self> {
        let mut server = Self {
            process: None,
            port: free_port()?,
            folder: tempfile::tempdir().map_err(Failure::io("make a folder"))?,
            tls,
        };
        server.resume()?;
        Ok(server)
    }

    /// Where a path is on it.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://127.0.0.1:{}{path}", self.port)
    }

    /// Ends it for a while; what it has stays.
    pub fn pause(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = kill_process_group(Pid::from_child(&process), Signal::KILL);
            let _ = process.wait();
        }
    }

    /// Starts it again at the same place.
    pub fn resume(&mut self) -> Outcome {
        let log = File::create(self.folder.path().join("log"));
        let log = log.map_err(Failure::io("make a file for a log"))?;
        let mut command = Command::new(path(PYTHON)?);
        command
            // No settings of whoever runs the test.
            .args(["-m", "radicale", "--config", ""])
            .args(["--server-hosts", &format!("127.0.0.1:{}", self.port)])
            .args(["--auth-type", "none"])
            .args(["--logging-level", "warning"])
            .arg("--storage-filesystem-folder")
            .arg(self.folder.path().join("collections"));
        if let Some([certificate, key]) = &self.tls {
            command.args(["--server-ssl", "True", "--server-certificate"]);
            command.arg(certificate).arg("--server-key").arg(key);
        }
        let process = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .process_group(0)
            .spawn()
            .map_err(Failure::io(
                "start Radicale (cargo xtask setup installs it)",
            ))?;
        self.process = Some(process);
        self.wait_until_it_answers()
    }

    fn wait_until_it_answers(&mut self) -> Outcome {
        until("Radicale to answer", || {
            let ended = self.process.as_mut().map(Child::try_wait);
            if let Some(Ok(Some(status))) = ended {
                return Err(format!("it ended with {status}: {}", self.log()));
            }
            TcpStream::connect(("127.0.0.1", self.port))
                .map(drop)
                .map_err(|error| error.to_string())
        })
    }

    /// Makes a calendar (RFC 4791 §5.3.1), and gives its path.
    pub fn make_calendar(&self, name: &str) -> Outcome<String> {
        let path = format!("/tests/{name}/");
        let answer = self.ask("MKCALENDAR", &path, "")?;
        self.expect(&answer, &[201], &format!("MKCALENDAR {path}"))?;
        Ok(path)
    }

    /// Puts a calendar object (RFC 4791 §5.3.2), which has to be taken.
    pub fn put(&self, path: &str, text: &str) -> Outcome {
        let answer = self.ask("PUT", path, text)?;
        self.expect(&answer, &[201, 204], &format!("PUT {path}"))
    }

    /// What the server has there.
    pub fn get(&self, path: &str) -> Outcome<String> {
        let answer = self.ask("GET", path, "")?;
        self.expect(&answer, &[200], &format!("GET {path}"))?;
        Ok(answer.body)
    }

    /// Asks anything, over a connection of its own that ends with the answer.
    pub fn ask(&self, method: &str, path: &str, body: &str) -> Outcome<Answer> {
        let doing = || Failure::io(format!("{method} {path}"));
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(doing())?;
        stream
            .set_read_timeout(Some(PATIENCE))
            .and_then(|()| stream.set_write_timeout(Some(PATIENCE)))
            .map_err(doing())?;
        // HTTP/1.0: the answer ends where the connection does, and comes in one piece.
        let head = format!(
            "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\n{USER}\
             Content-Type: text/calendar; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
            self.port,
            body.len()
        );
        let mut answer = Vec::new();
        stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(body.as_bytes()))
            .and_then(|()| stream.read_to_end(&mut answer))
            .map_err(doing())?;
        read_answer(&answer)
            .ok_or_else(|| Failure::Found(format!("{method} {path} was not answered in HTTP")))
    }

    fn expect(&self, answer: &Answer, wanted: &[u16], what: &str) -> Outcome {
        if wanted.contains(&answer.status) {
            return Ok(());
        }
        let Answer { status, body } = answer;
        let log = self.log();
        Err(Failure::Found(format!(
            "{what} was answered with {status}: {body}\n{log}"
        )))
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Caldav {
    fn drop(&mut self) {
        self.pause();
    }
}

/// Status and body of an answer (RFC 9112 §2.1).
fn read_answer(answer: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(answer);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer {
        status,
        body: body.to_owned(),
    })
}
