//! Backs the store up beside the window: once it is open, before large work, and when a day has passed.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use chrono::Utc;
use domain::backup::BackupReason;
use office::Reader;
use office::backup::MadeBackup;
use tauri::{AppHandle, Emitter};

use crate::failure::Failure;
use crate::shell::hold;

/// A window that was just opened is shown first.
const FIRST: Duration = Duration::from_secs(3);

/// How often it is looked whether a day has passed: a computer that slept is late by so much at most.
const LOOK: Duration = Duration::from_mins(10);

/// What backs up, beside the window.
pub(crate) struct Backer {
    app: AppHandle,
    /// A reader of its own, so that no list waits for a backup.
    reader: Arc<Mutex<Reader>>,
    /// Gone with the window, which ends the thread.
    _running: Sender<()>,
}

impl Backer {
    pub(crate) fn start(app: AppHandle, reader: Reader) -> Self {
        let reader = Arc::new(Mutex::new(reader));
        let (running, told) = mpsc::channel();
        let (of_thread, teller) = (Arc::clone(&reader), app.clone());
        std::thread::spawn(move || follow(&told, &of_thread, &teller));
        Self {
            app,
            reader,
            _running: running,
        }
    }

    /// Backs up before large work, which goes on whatever comes of it.
    pub(crate) fn before(&self, reason: BackupReason) {
        let made = office::backup::before(&hold(&self.reader), Utc::now(), reason);
        tell(&self.app, made);
    }

    /// Backs up now.
    pub(crate) fn make(&self) -> office::Result<MadeBackup> {
        office::backup::make(&hold(&self.reader), Utc::now(), BackupReason::Asked)
    }

    /// Waits until it does nothing, and has it do nothing while this is held.
    pub(crate) fn still(&self) -> MutexGuard<'_, Reader> {
        hold(&self.reader)
    }
}

fn follow(told: &Receiver<()>, reader: &Mutex<Reader>, app: &AppHandle) {
    let ended = |wait| told.recv_timeout(wait) != Err(RecvTimeoutError::Timeout);
    if ended(FIRST) {
        return;
    }
    tell(app, office::backup::on_start(&hold(reader), Utc::now()));
    while !ended(LOOK) {
        tell(app, office::backup::daily(&hold(reader), Utc::now()));
    }
}

/// Says what a person has to know: that there is no backup, or that an older one is damaged.
fn tell(app: &AppHandle, made: office::Result<Option<MadeBackup>>) {
    let problem = match made {
        Ok(made) => {
            let damaged = made.map(|made| made.damaged).unwrap_or_default();
            if damaged.is_empty() {
                return;
            }
            format!(
                "These backups are damaged, so they do not count: {}. Delete them in the settings, and look after the disk.",
                damaged.join(", ")
            )
        }
        Err(error) => format!("No backup was made: {}", Failure::from(error).message),
    };
    // What the window does not hear the list of backups shows.
    let _ = app.emit("backup-problem", problem);
}
