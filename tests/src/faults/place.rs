//! A folder with a store in it, and the real command line over it: as it was put there, again and again.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use super::interposed::{Report, Wrong};
use crate::failure::{Failure, Outcome};
use crate::program;

/// The passphrase of stores that have one.
pub(super) const WORDS: &str = "seven quiet rivers";

/// The one that it is changed to.
pub(super) const OTHER_WORDS: &str = "eight quiet rivers";

/// Who takes longer hangs.
const PATIENCE: Duration = Duration::from_mins(2);

/// Which of the two passphrases is meant.
#[derive(Debug, Default)]
pub(super) struct Words(AtomicBool);

impl Words {
    pub(super) fn get(&self) -> &'static str {
        if self.0.load(Ordering::Relaxed) {
            OTHER_WORDS
        } else {
            WORDS
        }
    }

    pub(super) fn set(&self, words: &str) {
        self.0.store(words == OTHER_WORDS, Ordering::Relaxed);
    }
}

pub(super) struct Place {
    whole: TempDir,
    /// What a command works on; `kept` beside it is what is put there again.
    folder: PathBuf,
    /// The passphrase that opens the store, where it has one, and the one that a command gives it.
    pub(super) words: Words,
    pub(super) next_words: Words,
}

/// How a program ended, and what it said.
#[derive(Debug)]
pub(super) struct Ran {
    /// Its exit code; none where it was killed.
    pub(super) code: Option<i32>,
    /// The signal that ended it.
    pub(super) signal: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
    pub(super) took: Duration,
    /// What the library noted, where it was put before.
    pub(super) report: Option<Report>,
}

impl Place {
    /// An empty one.
    pub(super) fn bare() -> Outcome<Self> {
        let whole = tempfile::tempdir().map_err(Failure::io("make a folder"))?;
        let folder = whole.path().join("desk");
        fs::create_dir(&folder).map_err(Failure::io("make a folder"))?;
        Ok(Self::within(whole, folder))
    }

    /// With a store as `init` makes it.
    pub(super) fn new() -> Outcome<Self> {
        let place = Self::bare()?;
        place.done(&["init"])?;
        Ok(place)
    }

    /// Gives the office the name that its packs go out under.
    pub(super) fn call_the_office(&self) -> Outcome {
        self.done(&["pack", "keys", "show", "--name", "Office of Invented Air"])
            .map(drop)
    }

    /// In a folder that is there.
    pub(super) fn within(whole: TempDir, folder: PathBuf) -> Self {
        Self {
            whole,
            folder,
            words: Words::default(),
            next_words: Words::default(),
        }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn store(&self) -> PathBuf {
        self.folder.join("desk.symposia")
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(super) fn named(&self, name: &str) -> String {
        self.file(name).to_string_lossy().into_owned()
    }

    /// A file beside the folder, which is not put back.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.whole.path().join(name)
    }

    pub(super) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Outcome<String> {
        fs::write(self.file(name), content).map_err(Failure::io(format!("write {name}")))?;
        Ok(self.named(name))
    }

    /// The command line over the store, which keeps all that it writes within this place.
    pub(super) fn command(&self, arguments: &[&str]) -> Outcome<Command> {
        let scratch = self.whole.path().join("scratch");
        fs::create_dir_all(&scratch).map_err(Failure::io("make a folder"))?;
        let mut command = program::cli_over(&self.store(), arguments)?;
        // A store without a passphrase does not ask for one.
        command
            .env("TMPDIR", scratch)
            .env("SYMPOSIA_PASSPHRASE", self.words.get())
            .env("SYMPOSIA_NEW_PASSPHRASE", self.next_words.get());
        Ok(command)
    }

    /// Begins a command; what it prints is found by [`Self::ended`].
    pub(super) fn begin(&self, mut command: Command) -> Outcome<(Child, Instant)> {
        let file = |name| {
            fs::File::create(self.beside(name)).map_err(Failure::io("make a file for the answer"))
        };
        let child = command
            .stdin(Stdio::null())
            .stdout(file("out")?)
            .stderr(file("err")?)
            .spawn()
            .map_err(Failure::io("start symposia-cli"))?;
        Ok((child, Instant::now()))
    }

    /// Waits for its end; who hangs is killed, and has failed.
    pub(super) fn ended(&self, (mut child, begun): (Child, Instant)) -> Outcome<Ran> {
        let status = loop {
            let waited = child.try_wait();
            if let Some(status) = waited.map_err(Failure::io("wait for symposia-cli"))? {
                break status;
            }
            if begun.elapsed() > PATIENCE {
                // It may have ended just now, which is as well.
                let _ = child.kill();
                let _ = child.wait();
                return Err(Failure::Waited {
                    what: "symposia-cli to end".to_owned(),
                    seconds: PATIENCE.as_secs(),
                    instead: "it was still running".to_owned(),
                });
            }
            // A moment, so that the wait itself does not take the processor from who is waited for.
            std::thread::sleep(Duration::from_millis(1));
        };
        let took = begun.elapsed();
        let read = |name| {
            let bytes = fs::read(self.beside(name)).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        Ok(Ran {
            code: status.code(),
            signal: status.signal(),
            out: read("out"),
            err: read("err"),
            took,
            report: Report::read(&self.beside("report")),
        })
    }

    /// Runs a command however it ends.
    pub(super) fn run(&self, arguments: &[&str]) -> Outcome<Ran> {
        self.ended(self.begin(self.command(arguments)?)?)
    }

    /// The same while something goes wrong.
    pub(super) fn run_while(&self, wrong: Wrong, arguments: &[&str]) -> Outcome<Ran> {
        let report = self.beside("report");
        // There is none of an earlier run, or it goes.
        let _ = fs::remove_file(&report);
        let mut command = self.command(arguments)?;
        wrong.befall(&mut command, &report)?;
        self.ended(self.begin(command)?)
    }

    /// Runs a command that has to end well.
    pub(super) fn done(&self, arguments: &[&str]) -> Outcome<String> {
        let ran = self.run(arguments)?;
        if ran.code == Some(0) {
            Ok(ran.out)
        } else {
            Err(Failure::Found(format!(
                "symposia-cli {} ended with {:?}: {}",
                arguments.join(" "),
                ran.code,
                ran.err.trim()
            )))
        }
    }

    pub(super) fn json(&self, arguments: &[&str]) -> Outcome<Value> {
        let printed = self.done(&[&["--json"], arguments].concat())?;
        serde_json::from_str(&printed)
            .map_err(Failure::refused(format!("read JSON of {arguments:?}")))
    }

    /// The ID of the record that a command makes.
    pub(super) fn id(&self, arguments: &[&str]) -> Outcome<String> {
        let answer = self.json(arguments)?;
        let id = answer["id"].as_str().map(str::to_owned);
        id.ok_or_else(|| Failure::Found(format!("there is no id in {answer}")))
    }

    /// Whether the store is sound by its own check, and what was found if not.
    pub(super) fn check(&self) -> Outcome<Result<(), String>> {
        let ran = self.run(&["check"])?;
        Ok(match ran.code {
            Some(0) => Ok(()),
            _ => Err(format!(
                "check ended with {:?}: {}{}",
                ran.code, ran.out, ran.err
            )),
        })
    }

    /// Keeps what is there now, to be put there again.
    pub(super) fn keep(&self) -> Outcome {
        let kept = self.beside("kept");
        if kept.exists() {
            fs::remove_dir_all(&kept).map_err(Failure::io("remove a folder"))?;
        }
        copy_folder(&self.folder, &kept)
    }

    /// Puts there what was kept, and nothing else.
    pub(super) fn reset(&self) -> Outcome {
        fs::remove_dir_all(&self.folder).map_err(Failure::io("remove a folder"))?;
        copy_folder(&self.beside("kept"), &self.folder)?;
        for beside in ["scratch", "lost"] {
            let folder = self.beside(beside);
            if folder.exists() {
                fs::remove_dir_all(folder).map_err(Failure::io("remove a folder"))?;
            }
        }
        Ok(())
    }

    /// The store as any program reads it that knows `SQLite`.
    pub(super) fn sql(&self) -> Outcome<rusqlite::Connection> {
        let opened = rusqlite::Connection::open(self.store());
        let store = opened.map_err(Failure::refused("open the store"))?;
        if self.is_encrypted() {
            let key = format!("PRAGMA key = '{}'", self.words.get());
            let given = store.query_row(&key, [], |_| Ok(()));
            given.map_err(Failure::refused("give the key"))?;
        }
        Ok(store)
    }

    /// Whether the store's file is in clear no more.
    pub(super) fn is_encrypted(&self) -> bool {
        let begins = |bytes: Vec<u8>| !bytes.is_empty() && !bytes.starts_with(b"SQLite format 3");
        fs::read(self.store()).is_ok_and(begins)
    }

    /// A number that a query gives.
    pub(super) fn number(&self, sql: &str) -> Outcome<i64> {
        self.sql()?
            .query_row(sql, [], |row| row.get(0))
            .map_err(Failure::refused("count in the store"))
    }

    /// Every file in the folder, by its path within it, with its length.
    pub(super) fn files(&self) -> Outcome<BTreeMap<String, u64>> {
        files_in(&self.folder)
    }
}

/// Every file in a folder and those below it, by its path within it, with its length; a link counts as a file.
pub(super) fn files_in(folder: &Path) -> Outcome<BTreeMap<String, u64>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).map_err(Failure::io("read a folder"))? {
            let entry = entry.map_err(Failure::io("read a folder"))?;
            let about = entry.metadata().map_err(Failure::io("look at a file"))?;
            if about.is_dir() {
                open.push(entry.path());
            } else {
                let path = entry.path();
                let path = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy();
                found.insert(path.into_owned(), about.len());
            }
        }
    }
    Ok(found)
}

pub(super) fn copy_folder(from: &Path, into: &Path) -> Outcome {
    fs::create_dir_all(into).map_err(Failure::io("make a folder"))?;
    for entry in fs::read_dir(from).map_err(Failure::io("read a folder"))? {
        let entry = entry.map_err(Failure::io("read a folder"))?;
        let to = into.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to).map_err(Failure::io("copy a file"))?;
        }
    }
    Ok(())
}

impl Ran {
    /// What was said is a sentence for a person: it says something, and nothing of the program's inside.
    pub(super) fn is_told(&self) -> Result<(), String> {
        let said = self.err.trim();
        let inside = ["panicked", "RUST_BACKTRACE", "unwrap", "Err(", "src/"];
        if self.code == Some(1)
            && said.starts_with("symposia-cli: ")
            && said.ends_with(['.', '?', ')', '”']) | said.contains("; ") | said.contains(". ")
            && !inside.iter().any(|word| said.contains(word))
        {
            Ok(())
        } else {
            Err(format!(
                "ended with {:?} (signal {:?}) and said “{said}”",
                self.code, self.signal
            ))
        }
    }
}
