//! Backs the store up beside the window: once it is open, before large work, and when a day has passed.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::backup::BackupReason;
use office::backup::MadeBackup;
use office::{OfficeError, Reader};
use tauri::{AppHandle, Emitter};

use crate::failure::Failure;
use crate::shell::hold;

/// A window that was just opened is shown first.
const FIRST: Duration = Duration::from_secs(3);

/// How often it is looked whether a day has passed: a computer that slept is late by so much at most.
const LOOK: Duration = Duration::from_mins(10);

/// What backs up, beside the window.
pub(crate) struct Backer {
    /// A reader of its own, so that no list waits for a backup.
    reader: Arc<Mutex<Reader>>,
    teller: Arc<Teller>,
    /// Gone with the window, which ends the thread.
    _running: Sender<()>,
}

/// Says what a person has to know: that there is no backup, or that an older one is damaged.
struct Teller {
    app: AppHandle,
    /// What is wrong since the last backup that could be made.
    problem: Mutex<Option<String>>,
}

impl Backer {
    pub(crate) fn start(app: AppHandle, reader: Reader) -> Self {
        let reader = Arc::new(Mutex::new(reader));
        let teller = Arc::new(Teller {
            app,
            problem: Mutex::new(None),
        });
        let (running, told) = mpsc::channel();
        let of_thread = (Arc::clone(&reader), Arc::clone(&teller));
        std::thread::spawn(move || follow(&told, &of_thread.0, &of_thread.1));
        Self {
            reader,
            teller,
            _running: running,
        }
    }

    /// Backs up before large work, which goes on whatever comes of it.
    pub(crate) fn before(&self, reason: BackupReason) {
        let made = office::backup::before(&hold(&self.reader), Utc::now(), reason);
        self.teller.note(made, true);
    }

    /// Backs up now.
    pub(crate) fn make(&self) -> office::Result<MadeBackup> {
        let made = office::backup::make_asked(&hold(&self.reader), Utc::now())?;
        *hold(&self.teller.problem) = None;
        Ok(made)
    }

    /// Why the last backup could not be made, if it could not.
    pub(crate) fn problem(&self) -> Option<String> {
        hold(&self.teller.problem).clone()
    }

    /// Waits until it does nothing, and has it do nothing while this is held.
    pub(crate) fn still(&self) -> MutexGuard<'_, Reader> {
        hold(&self.reader)
    }
}

fn follow(told: &Receiver<()>, reader: &Mutex<Reader>, teller: &Teller) {
    let ended = |wait| told.recv_timeout(wait) != Err(RecvTimeoutError::Timeout);
    if ended(FIRST) {
        return;
    }
    backed_up(&hold(reader), teller, office::backup::on_start);
    while !ended(LOOK) {
        backed_up(&hold(reader), teller, office::backup::daily);
    }
}

fn backed_up(
    reader: &Reader,
    teller: &Teller,
    make: impl FnOnce(&Reader, DateTime<Utc>) -> office::Result<Option<MadeBackup>>,
) {
    // While the window is locked nothing changes.
    if !reader.has_left_file() {
        teller.note(make(reader, Utc::now()), false);
    }
}

impl Teller {
    /// `anew`: say it also if it was said before, since it is about the work that begins now. What tries again and again
    /// by itself says the same only once.
    fn note(&self, made: office::Result<Option<MadeBackup>>, anew: bool) {
        let problem = match made {
            // None was needed: that proves nothing.
            Ok(None) => return,
            Ok(Some(made)) if made.damaged.is_empty() => None,
            Ok(Some(made)) => Some(format!(
                "These backups are damaged, so they do not count: {}. Delete them under Backups in the settings, and \
                 have the disk looked at.",
                made.damaged.join(", ")
            )),
            Err(error) => Some(not_made(error)),
        };
        let before = std::mem::replace(&mut *hold(&self.problem), problem.clone());
        if let Some(problem) = problem
            && (anew || before.as_ref() != Some(&problem))
        {
            // What the window does not hear yet it asks for at its start.
            let event = if anew {
                "work-not-backed-up"
            } else {
                "backup-problem"
            };
            let _ = self.app.emit(event, problem);
        }
    }
}

fn not_made(error: OfficeError) -> String {
    match error {
        OfficeError::Store(store_error) if store_error.is_damage() => {
            "No backup was made: the store is damaged. Open Backups in the settings, and choose Check and repair."
                .to_owned()
        }
        other => format!("No backup was made: {}", Failure::from(other).message),
    }
}
