//! Where a command works: the store it was told to use, the clock, and the place for its answer.

use std::cell::{Cell, RefCell};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate, Utc};
use domain::backup::BackupReason;
use office::backup::MadeBackup;
use office::passphrase::Instead;
use office::{Hand, Reader, Store, StoreKey};
use serde::Serialize;

use crate::error::CliError;
use crate::passphrase;

/// Names the store where `--store` does not.
const STORE: &str = "SYMPOSIA_STORE";

/// Where a command works.
pub(crate) struct Desk {
    path: PathBuf,
    json: bool,
    now: DateTime<Utc>,
    /// The newest transaction when the store was opened to write in it.
    opened_at: Cell<Option<i64>>,
    /// The store's key, once it was asked for.
    key: RefCell<Option<StoreKey>>,
}

impl Desk {
    /// A desk over the store that was named, or else the one that the window opens.
    pub(crate) fn new(named: Option<PathBuf>, json: bool) -> Result<Self, CliError> {
        let from_environment = || std::env::var_os(STORE).filter(|path| !path.is_empty());
        let path = match named.or_else(|| from_environment().map(PathBuf::from)) {
            Some(path) => path,
            None => office::setup::default_store_path()?,
        };
        // Here the clock is read; everything below is told the time.
        Ok(Self {
            path,
            json,
            now: Utc::now(),
            opened_at: Cell::new(None),
            key: RefCell::default(),
        })
    }

    /// The time of the command.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The day of the command on this computer.
    pub(crate) fn today(&self) -> NaiveDate {
        self.now.with_timezone(&Local).date_naive()
    }

    /// Where the store is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Opens the store, which has to be there.
    pub(crate) fn open(&self) -> Result<Store, CliError> {
        // Opening makes an empty store where there is none: a mistyped path must not.
        let there =
            std::fs::metadata(&self.path).is_ok_and(|file| !file.is_file() || file.len() > 0);
        let missing = || CliError::NoStore {
            path: self.path.clone(),
        };
        if !there {
            office::setup::refuse_in_place_of_another(&self.path)
                .map_err(office::OfficeError::from)?;
            return Err(missing());
        }
        let store = self.open_or_make()?;
        if store.is_empty().map_err(office::OfficeError::from)? {
            return Err(missing());
        }
        Ok(store)
    }

    /// Opens the store, or makes an empty one.
    pub(crate) fn open_or_make(&self) -> Result<Store, CliError> {
        let key = self.key()?;
        let store = Store::open_under(&self.path, self.now, key.as_ref())
            .map_err(office::OfficeError::from)?;
        if !store.taken_off().is_empty() {
            let names: Vec<&str> = store.taken_off().iter().map(String::as_str).collect();
            crate::error::warn(&format!(
                "{} held what somebody else had put there to run at each change ({}); it was taken off before anything was done. If somebody sent you the file, do not trust it",
                self.path.display(),
                names.join(", ")
            ));
        }
        Ok(store)
    }

    /// The store's key, asked for once; none where it has no passphrase.
    pub(crate) fn key(&self) -> Result<Option<StoreKey>, CliError> {
        if self.key.borrow().is_none() && office::passphrase::is_set(&self.path) {
            let typed = passphrase::present(&self.path)?;
            self.has_key_of(office::passphrase::key_of(&self.path, &typed)?.as_ref());
        }
        Ok(self.key.borrow().clone())
    }

    /// The store's key, also of one that is damaged so that no passphrase opens it: then its backups tell whether it is the
    /// right one.
    pub(crate) fn key_to_restore(&self) -> Result<Option<StoreKey>, CliError> {
        match self.key() {
            Err(CliError::Office(error)) if error.may_be_damage() => {
                let typed = passphrase::present(&self.path)?;
                match office::passphrase::opens_instead(&self.path, &typed)? {
                    Instead::OwnBackup(key) => Ok(Some(key)),
                    Instead::OlderBackup | Instead::Nothing => Err(error.into()),
                }
            }
            known => known,
        }
    }

    /// Notes which key the store has now.
    pub(crate) fn has_key_of(&self, key: Option<&StoreKey>) {
        *self.key.borrow_mut() = key.cloned();
    }

    /// The key of a copy of the store, asked for where it is not the store's.
    pub(crate) fn key_of_copy(&self, copy: &Path) -> Result<Option<StoreKey>, CliError> {
        if !office::passphrase::is_set(copy) {
            return Ok(None);
        }
        // Where the store itself is damaged, no passphrase opens it.
        if let Ok(Some(key)) = self.key()
            && key.is_for(copy)
        {
            return Ok(Some(key));
        }
        Ok(office::passphrase::key_of(
            copy,
            &passphrase::present(copy)?,
        )?)
    }

    /// The hand that writes now: that of the person in the settings, or of the computer's user.
    pub(crate) fn hand(&self, store: &Store) -> Result<Hand, CliError> {
        let user = ["USER", "USERNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok());
        let actor = office::settings::actor(store, user)?;
        Ok(Hand::new(self.now, &actor, uuid::Uuid::now_v7))
    }

    /// Opens the store to write in it. Once a day it is backed up first.
    pub(crate) fn open_to_write(&self) -> Result<(Store, Hand), CliError> {
        self.open_after(office::backup::daily)
    }

    /// Opens the store to do something large in it, and backs it up first.
    pub(crate) fn open_after_backup(
        &self,
        reason: BackupReason,
    ) -> Result<(Store, Hand), CliError> {
        self.open_after(|store, now| office::backup::before(store, now, reason))
    }

    fn open_after(
        &self,
        back_up: impl FnOnce(&Reader, DateTime<Utc>) -> office::Result<Option<MadeBackup>>,
    ) -> Result<(Store, Hand), CliError> {
        let mut store = self.open()?;
        // Work goes on without a backup, but nobody is to believe that there is one.
        match back_up(&store, self.now) {
            Ok(made) => {
                for damaged in made.into_iter().flat_map(|made| made.damaged) {
                    crate::error::warn(&format!(
                        "the backup {damaged} is damaged, so it does not count; delete it, and look after the disk"
                    ));
                }
            }
            Err(error) => {
                crate::error::warn(&format!("no backup was made before this: {error}"));
            }
        }
        let mut hand = self.hand(&store)?;
        office::setup::stay_on_this_computer(&mut store, &mut hand)?;
        self.begins_with(&store)?;
        Ok((store, hand))
    }

    /// Notes what the store's newest step is before the command writes.
    pub(crate) fn begins_with(&self, store: &Store) -> Result<(), CliError> {
        let newest = store.last_transaction();
        self.opened_at
            .set(Some(newest.map_err(office::OfficeError::from)?));
        Ok(())
    }

    /// Notes that all of the store may be other than what was published last.
    pub(crate) fn all_is_new(&self) {
        self.opened_at.set(Some(0));
    }

    /// Publishes what the command wrote, if the calendar is published after every change.
    pub(crate) fn keep_published(&self) -> Result<(), CliError> {
        if let Some(mut seen) = self.opened_at.take() {
            office::publish::keep_up(&*self.open()?, &mut seen)?;
        }
        Ok(())
    }

    /// Whether answers are JSON.
    pub(crate) fn answers_in_json(&self) -> bool {
        self.json
    }

    /// The place for an export, if the store is not there.
    pub(crate) fn place_for<'a>(&self, out: &'a Path) -> Result<&'a Path, CliError> {
        office::files::refuse_over_store(&self.path, out)?;
        Ok(out)
    }

    /// Answers: with `--json` the value as one document, else a text made of it.
    pub(crate) fn say<T: Serialize + ?Sized>(
        &self,
        value: &T,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), CliError> {
        let mut out = BufWriter::new(std::io::stdout().lock());
        let written = if self.json {
            serde_json::to_writer(&mut out, value)
                .map_err(std::io::Error::from)
                .and_then(|()| out.write_all(b"\n"))
        } else {
            let text = text(value);
            out.write_all(text.as_bytes()).and_then(|()| {
                if text.ends_with('\n') {
                    Ok(())
                } else {
                    out.write_all(b"\n")
                }
            })
        };
        match written.and_then(|()| out.flush()) {
            // Who closes the pipe has read enough: `symposia-cli event list | head`.
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(CliError::Output(error))
            }
            _ => Ok(()),
        }
    }
}
