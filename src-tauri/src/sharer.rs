//! Exchanges with the shared folder in the background: when the window opens, when changes have come to rest, every minute,
//! and when somebody asks.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use office::shared_folder::{self, Exchanged, SharedFolder};
use office::{Hand, Reader, Store};
use tauri::{AppHandle, Emitter};

use crate::failure::Failure;
use crate::shell::{hand, hold};

/// A change is put into the folder once none came for so long: a person who types makes many.
const QUIET: Duration = Duration::from_secs(2);

/// Where changes do not end, they are put there this often.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// How often it is looked for what others put there. A sync program tells nobody when a file has come, and what a system
/// tells of a network drive is not what happened on it, so it is looked; a folder of some dozen names costs nothing.
const LOOK: Duration = Duration::from_mins(1);

/// What exchanges, beside the window.
pub(crate) struct Sharer {
    work: Arc<Mutex<Work>>,
    failure: Arc<Mutex<Option<String>>>,
    changes: Sender<()>,
}

pub(crate) struct Work {
    app: AppHandle,
    /// The window's own: it is held for one pack at a time.
    writer: Arc<Mutex<Store>>,
    reader: Reader,
    failure: Arc<Mutex<Option<String>>>,
}

impl shared_folder::Desk for Work {
    fn reader(&self) -> &Reader {
        &self.reader
    }

    fn write(
        &mut self,
        work: &mut dyn FnMut(&mut Store, &mut Hand) -> office::Result<()>,
    ) -> office::Result<()> {
        let mut store = hold(&self.writer);
        let mut hand = hand(&store)?;
        work(&mut store, &mut hand)
    }

    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

impl Sharer {
    /// Begins with what others put there while the window was closed.
    pub(crate) fn start(app: AppHandle, writer: Arc<Mutex<Store>>, reader: Reader) -> Self {
        let failure = Arc::new(Mutex::new(None));
        let work = Arc::new(Mutex::new(Work {
            app,
            writer,
            reader,
            failure: Arc::clone(&failure),
        }));
        let (changes, told) = mpsc::channel();
        let of_thread = Arc::clone(&work);
        std::thread::spawn(move || follow(&told, &of_thread));
        let sharer = Self {
            work,
            failure,
            changes,
        };
        sharer.note_change();
        sharer
    }

    /// Waits until it does nothing, and has it do nothing while this is held.
    pub(crate) fn still(&self) -> MutexGuard<'_, Work> {
        hold(&self.work)
    }

    /// Something was changed.
    pub(crate) fn note_change(&self) {
        // The thread ends with the window.
        let _ = self.changes.send(());
    }

    /// Exchanges now.
    pub(crate) fn exchange(&self) -> Result<Exchanged, Failure> {
        hold(&self.work).exchange()
    }

    /// Why the last exchange failed.
    pub(crate) fn failure(&self) -> Option<String> {
        hold(&self.failure).clone()
    }

    /// Puts what was done last into the folder, before the window is gone.
    pub(crate) fn catch_up(&self) {
        hold(&self.work).keep_up();
    }
}

/// Exchanges when changes have come to rest, and from time to time.
fn follow(told: &Receiver<()>, work: &Mutex<Work>) {
    loop {
        match told.recv_timeout(LOOK) {
            Ok(()) => {
                let latest = Instant::now() + LONGEST_WAIT;
                loop {
                    let left = latest.saturating_duration_since(Instant::now());
                    match told.recv_timeout(QUIET.min(left)) {
                        Ok(()) => {}
                        Err(RecvTimeoutError::Timeout) => break,
                        Err(RecvTimeoutError::Disconnected) => return,
                    }
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        hold(work).keep_up();
    }
}

impl Work {
    /// Its hold on the store.
    pub(crate) fn reader_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }

    fn exchange(&mut self) -> Result<Exchanged, Failure> {
        let exchanged = shared_folder::exchange(self).map_err(Failure::from);
        *hold(&self.failure) = exchanged
            .as_ref()
            .err()
            .map(|failure| failure.message.clone());
        self.tell();
        exchanged
    }

    fn keep_up(&mut self) {
        if self.reader.has_left_file() {
            return;
        }
        // Where no folder is shared, nothing happens.
        if let Ok(Some(_)) = shared_folder::folder(&self.reader) {
            // What went wrong stands in the state, which the window shows.
            let _ = self.exchange();
        }
    }

    /// Tells the window how it stands. What it does not hear it asks for when it shows it.
    fn tell(&self) {
        if let Ok(state) = shared_folder::state(&self.reader, Utc::now()) {
            let failure = hold(&self.failure).clone();
            let _ = self
                .app
                .emit("shared-folder", SharedFolder { failure, ..state });
        }
    }
}
