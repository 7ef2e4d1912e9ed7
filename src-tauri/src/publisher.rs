//! Publishes the calendar after changes, in the background, if the person switched that on.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use office::Reader;
use office::publish::{Publication, Published};
use tauri::{AppHandle, Emitter};

use crate::failure::Failure;
use crate::shell::hold;

/// A change is published once none came for so long: a person who types makes many.
const QUIET: Duration = Duration::from_millis(700);

/// Where changes do not end, they are published this often.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// What publishes, beside the window.
pub(crate) struct Publisher {
    work: Arc<Mutex<Work>>,
    failure: Arc<Mutex<Option<String>>>,
    changes: Sender<()>,
}

pub(crate) struct Work {
    app: AppHandle,
    /// A reader of its own: a long writing stops no one else's reading.
    reader: Reader,
    /// The newest transaction that is published.
    seen: i64,
    failure: Arc<Mutex<Option<String>>>,
}

impl Publisher {
    /// Begins with what other programs changed while the window was closed.
    pub(crate) fn start(app: AppHandle, reader: Reader) -> Self {
        let failure = Arc::new(Mutex::new(None));
        let work = Arc::new(Mutex::new(Work {
            app,
            reader,
            seen: 0,
            failure: Arc::clone(&failure),
        }));
        let (changes, told) = mpsc::channel();
        let of_thread = Arc::clone(&work);
        std::thread::spawn(move || follow(&told, &of_thread));
        let publisher = Self {
            work,
            failure,
            changes,
        };
        publisher.note_change();
        publisher
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

    /// Publishes at once what is not published yet.
    pub(crate) fn catch_up(&self) {
        hold(&self.work).keep_up();
    }

    /// Publishes to a folder, or else again to the one that is kept.
    pub(crate) fn publish(&self, folder: Option<&Path>) -> Result<Published, Failure> {
        let work = hold(&self.work);
        let published = match folder {
            Some(folder) => office::publish::write(&work.reader, folder),
            None => office::publish::write_again(&work.reader),
        };
        let published = published.map_err(Failure::from)?;
        *hold(&self.failure) = None;
        Ok(published)
    }

    /// Why it could not be published the last time.
    pub(crate) fn failure(&self) -> Option<String> {
        hold(&self.failure).clone()
    }
}

/// Publishes when changes have come to rest.
fn follow(told: &Receiver<()>, work: &Mutex<Work>) {
    while told.recv().is_ok() {
        let latest = Instant::now() + LONGEST_WAIT;
        loop {
            let left = latest.saturating_duration_since(Instant::now());
            match told.recv_timeout(QUIET.min(left)) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        hold(work).keep_up();
    }
}

impl Work {
    /// Its hold on the store.
    pub(crate) fn reader_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }

    /// The store is another one now.
    pub(crate) fn begin_anew(&mut self) {
        self.seen = 0;
    }

    fn keep_up(&mut self) {
        if self.reader.has_left_file() {
            return;
        }
        let (published, failure) = match office::publish::keep_up(&self.reader, &mut self.seen) {
            Ok(published) => (published.is_some(), None),
            Err(error) => (false, Some(Failure::from(error).message)),
        };
        let before = std::mem::replace(&mut *hold(&self.failure), failure.clone());
        // The same failure again is not told again.
        if (published || failure != before)
            && let Ok(publication) = office::publish::publication(&self.reader)
        {
            let told = Publication {
                failure,
                ..publication
            };
            // What the window does not hear it asks for when it shows the settings.
            let _ = self.app.emit("publication", told);
        }
    }
}
