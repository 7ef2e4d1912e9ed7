//! The window's hold on the store: one handle that writes, one that reads beside it.

mod care;
mod lock;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use chrono::{DateTime, Local, NaiveDate, Utc};
use domain::backup::BackupReason;
use office::paper::Printer;
use office::{Hand, OfficeError, Reader, Store, StoreKey};
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};
use ts_rs::TS;

use crate::backer::Backer;
use crate::failure::Failure;
use crate::keychain;
use crate::messages::Messages;
use crate::publisher::Publisher;
use crate::sharer::Sharer;

pub use lock::PassphraseState;

/// How far long work has come; told in `progress` events.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct Progress {
    /// Done so far.
    pub done: u64,
    /// Of so much.
    pub of: u64,
}

/// What every command is given.
pub struct Shell {
    app: AppHandle,
    /// Which store this window is of; where it cannot even be said, why.
    path: Result<PathBuf, Failure>,
    /// Empty until it could be opened.
    store: OnceLock<Handles>,
    /// Why there is no working with the store.
    closed: Mutex<Option<Failure>>,
    /// The store's key while it is open and has a passphrase. Nowhere else is it kept.
    key: Mutex<Option<StoreKey>>,
    /// Held by who opens the store: to look at its file while another handle is opened takes that one's locks away (POSIX).
    opening: Mutex<()>,
    cancelled: Arc<AtomicBool>,
    messages: Messages,
    copies: OnceLock<PathBuf>,
    printer: Printer,
    /// Papers, and folders of them, that were saved from this window: those it may open.
    saved: Mutex<Vec<PathBuf>>,
    /// What the pack would do that was looked at last, line by line.
    pub(crate) pack_lines: Mutex<Vec<office::exchange::PackLine>>,
}

struct Handles {
    writer: Arc<Mutex<Store>>,
    reader: Mutex<Reader>,
    publisher: Publisher,
    sharer: Sharer,
    backer: Backer,
    /// Held by who reads for long with a handle of their own, and by who needs the file alone.
    long_reading: RwLock<()>,
    /// The newest transaction that the window heard of.
    newest: AtomicI64,
}

/// A command that panicked must not lock the others out: the store itself rolled back.
pub(crate) fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn open_store(
    app: &AppHandle,
    path: &Path,
    key: Option<&StoreKey>,
) -> Result<Handles, OfficeError> {
    let mut store = Store::open_under(path, Utc::now(), key)?;
    if *store.access() == office::Access::ReadWrite {
        let mut hand = hand(&store)?;
        office::setup::set_up(&mut store, &mut hand)?;
        office::setup::stay_on_this_computer(&mut store, &mut hand)?;
    }
    let reader = store.reader()?;
    let publisher = Publisher::start(app.clone(), store.reader()?);
    let backer = Backer::start(app.clone(), store.reader()?);
    let beside = store.reader()?;
    let writer = Arc::new(Mutex::new(store));
    let sharer = Sharer::start(app.clone(), Arc::clone(&writer), beside);
    Ok(Handles {
        writer,
        reader: Mutex::new(reader),
        publisher,
        sharer,
        backer,
        long_reading: RwLock::new(()),
        newest: AtomicI64::new(0),
    })
}

/// The hand that writes now, on this computer. The shell is where the clock is read.
pub(crate) fn hand(store: &Store) -> office::Result<Hand> {
    let user = ["USER", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok());
    let actor = office::settings::actor(store, user)?;
    Ok(Hand::new(Utc::now(), &actor, uuid::Uuid::now_v7))
}

impl Shell {
    /// Opens the store. Where that fails, every command says why, and the window shows it.
    #[must_use]
    pub fn open(app: AppHandle, chosen: Option<PathBuf>) -> Self {
        let path = match chosen {
            Some(path) => Ok(path),
            None => office::setup::default_store_path().map_err(Failure::from),
        };
        let key = path.as_deref().ok().and_then(keychain::kept);
        let opened = path
            .clone()
            .and_then(|path| open_store(&app, &path, key.as_ref()).map_err(Failure::from));
        let (store, closed) = match opened {
            Ok(handles) => (OnceLock::from(handles), None),
            Err(failure) => (OnceLock::new(), Some(failure)),
        };
        let language = store
            .get()
            .and_then(|handles| office::settings::all(&hold(&handles.reader), "UTC").ok())
            .map_or_else(|| "en".to_owned(), |settings| settings.language);
        Self {
            app,
            path,
            store,
            closed: Mutex::new(closed),
            key: Mutex::new(key),
            opening: Mutex::new(()),
            cancelled: Arc::new(AtomicBool::new(false)),
            messages: Messages::in_language(&language),
            copies: OnceLock::new(),
            printer: Printer::default(),
            saved: Mutex::default(),
            pack_lines: Mutex::default(),
        }
    }

    /// What the system draws by itself, in the person's language.
    pub(crate) fn messages(&self) -> &Messages {
        &self.messages
    }

    fn handles(&self) -> Result<&Handles, Failure> {
        if let Some(failure) = hold(&self.closed).clone() {
            return Err(failure);
        }
        self.store
            .get()
            .ok_or_else(|| Failure::saying("The store is not open yet. Try again in a moment."))
    }

    /// Runs a use case that reads.
    pub fn read<T>(&self, work: impl FnOnce(&Reader) -> office::Result<T>) -> Result<T, Failure> {
        Ok(work(&hold(&self.handles()?.reader))?)
    }

    /// Runs a use case that reads for long, by a reader of its own, so that no list waits for it.
    pub fn read_long<T>(
        &self,
        work: impl FnOnce(&Reader) -> office::Result<T>,
    ) -> Result<T, Failure> {
        let handles = self.handles()?;
        let reading = handles.long_reading.read();
        let _reading = reading.unwrap_or_else(PoisonError::into_inner);
        let reader = hold(&handles.writer).reader();
        Ok(work(&reader.map_err(OfficeError::from)?)?)
    }

    /// Runs a use case that writes.
    pub fn write<T>(
        &self,
        work: impl FnOnce(&mut Store, &mut Hand) -> office::Result<T>,
    ) -> Result<T, Failure> {
        self.cancelled.store(false, Ordering::Relaxed);
        let handles = self.handles()?;
        let mut store = hold(&handles.writer);
        let mut hand = hand(&store)?;
        let done = work(&mut store, &mut hand)?;
        handles.publisher.note_change();
        handles.sharer.note_change();
        Ok(done)
    }

    /// Runs a use case that changes much, after a backup.
    pub fn write_after_backup<T>(
        &self,
        reason: BackupReason,
        work: impl FnOnce(&mut Store, &mut Hand) -> office::Result<T>,
    ) -> Result<T, Failure> {
        self.backer()?.before(reason);
        self.write(work)
    }

    /// What backs up.
    pub(crate) fn backer(&self) -> Result<&Backer, Failure> {
        Ok(&self.handles()?.backer)
    }

    /// Takes note of the newest transaction, which another program may have written.
    pub fn note_newest(&self, transaction: i64) {
        if let Ok(handles) = self.handles()
            && handles.newest.swap(transaction, Ordering::Relaxed) != transaction
        {
            handles.publisher.note_change();
            handles.sharer.note_change();
        }
    }

    /// What publishes the calendar.
    pub(crate) fn publisher(&self) -> Result<&Publisher, Failure> {
        Ok(&self.handles()?.publisher)
    }

    /// What exchanges with the shared folder.
    pub(crate) fn sharer(&self) -> Result<&Sharer, Failure> {
        Ok(&self.handles()?.sharer)
    }

    /// What has to be done before the program ends.
    pub(crate) fn before_exit(&self) {
        if let Ok(handles) = self.handles() {
            handles.publisher.catch_up();
            handles.sharer.catch_up();
        }
        self.clear_copies();
        if let Some(copies) = self.copies.get() {
            // It is empty, or what another program holds open is in it.
            let _ = std::fs::remove_dir(copies);
        }
    }

    /// Removes the copies that other programs were given.
    fn clear_copies(&self) {
        let entries = self.copies.get().map(std::fs::read_dir);
        for entry in entries.into_iter().flatten().flatten().flatten() {
            // One that another program holds open still stays for the system to clear away.
            let _ = if entry.path().is_dir() {
                std::fs::remove_dir_all(entry.path())
            } else {
                std::fs::remove_file(entry.path())
            };
        }
    }

    /// The time on this computer.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    /// The day on this computer.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        Local::now().date_naive()
    }

    /// The zone this computer is set to; the secretariat's where it does not tell.
    #[must_use]
    pub fn computer_zone(&self) -> String {
        iana_time_zone::get_timezone()
            .ok()
            .filter(|zone| domain::timing::zone_named(zone).is_ok())
            .unwrap_or_else(|| "Asia/Seoul".to_owned())
    }

    /// Tells the interface how far long work has come, and hears whether to stop.
    #[must_use]
    pub fn progress(&self) -> impl office::people_file::Progress + Send + use<> {
        Teller {
            app: self.app.clone(),
            cancelled: Arc::clone(&self.cancelled),
        }
    }

    /// What comes now may be stopped; whatever was stopped before is over.
    pub(crate) fn begin_long_work(&self) {
        self.cancelled.store(false, Ordering::Relaxed);
    }

    /// A folder for copies that other programs open: this run's, for this person's eyes alone.
    pub(crate) fn folder_for_copies(&self) -> Result<PathBuf, Failure> {
        if let Some(folder) = self.copies.get() {
            return Ok(folder.clone());
        }
        // Where the system has a folder that is in memory alone and this person's, nothing is left on the disk, also
        // after a power cut.
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let base = runtime.filter(|folder| folder.is_dir());
        let folder = base
            .unwrap_or_else(std::env::temp_dir)
            .join(format!("symposia-{}", uuid::Uuid::new_v4().simple()));
        private_folder(&folder).map_err(|error| {
            Failure::saying(format!(
                "{} cannot be made: {error}. Make room on the disk that it is on.",
                folder.display()
            ))
        })?;
        Ok(self.copies.get_or_init(|| folder).clone())
    }

    /// What sets papers. It looks for fonts when the first one is set.
    pub(crate) fn printer(&self) -> &Printer {
        &self.printer
    }

    /// Notes what the window may open.
    pub(crate) fn note_saved(&self, path: &Path) {
        hold(&self.saved).push(path.to_owned());
    }

    /// Whether that was saved from this window.
    pub(crate) fn was_saved(&self, path: &Path) -> bool {
        hold(&self.saved).iter().any(|saved| saved == path)
    }

    /// Stops the long work that is under way.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Shows everything larger or smaller.
    pub fn zoom(&self, factor: f64) -> Result<(), Failure> {
        match self.app.get_webview_window("main") {
            Some(window) => window
                .set_zoom(factor.clamp(0.5, 3.0))
                .map_err(|error| Failure::saying(format!("The size cannot be changed: {error}."))),
            None => Ok(()),
        }
    }

    /// A dialog of the system, before the window.
    fn dialog(&self, title: &str) -> FileDialogBuilder<tauri::Wry> {
        let dialog = self.app.dialog().file().set_title(self.messages.say(title));
        match self.app.get_webview_window("main") {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }

    /// The system's own dialog for saving; nothing if the person cancelled. `title` is a message's key.
    pub fn ask_where_to_save(
        &self,
        title: &str,
        name: &str,
        extension: &str,
    ) -> Result<Option<PathBuf>, Failure> {
        let chosen = self
            .dialog(title)
            .set_file_name(name)
            .add_filter(extension, &[extension])
            .blocking_save_file();
        let chosen = local(chosen)?;
        if let Some(place) = &chosen {
            self.read(|store| office::files::refuse_over_store(store.path(), place))?;
        }
        Ok(chosen)
    }

    /// The system's own dialog for a folder; nothing if the person cancelled. `title` is a message's key. It
    /// begins in a folder, since what was used lately, where it begins by itself, are files.
    pub fn ask_for_folder(
        &self,
        title: &str,
        first: Option<PathBuf>,
    ) -> Result<Option<PathBuf>, Failure> {
        let mut dialog = self.dialog(title);
        if let Some(first) = first.or_else(|| self.app.path().home_dir().ok()) {
            dialog = dialog.set_directory(first);
        }
        local(dialog.blocking_pick_folder())
    }

    /// The system's own dialog for opening; nothing if the person cancelled. `title` is a message's key.
    pub fn ask_what_to_open(
        &self,
        title: &str,
        extensions: &[&str],
    ) -> Result<Option<PathBuf>, Failure> {
        let chosen = self
            .dialog(title)
            .add_filter(extensions.join(", "), extensions)
            .blocking_pick_file();
        local(chosen)
    }

    /// The system's own dialog for opening several files; none if the person cancelled. `title` is a
    /// message's key; without extensions every file can be chosen.
    pub fn ask_for_files(&self, title: &str, extensions: &[&str]) -> Result<Vec<PathBuf>, Failure> {
        let mut dialog = self.dialog(title);
        if !extensions.is_empty() {
            dialog = dialog.add_filter(extensions.join(", "), extensions);
        }
        local_files(dialog.blocking_pick_files())
    }
}

fn local_files(
    chosen: Option<Vec<tauri_plugin_dialog::FilePath>>,
) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in chosen.into_iter().flatten() {
        files.extend(local(Some(path))?);
    }
    Ok(files)
}

/// Opens a file with the program that the system has for its kind, in a process of its own.
pub(crate) fn open_with_system(path: &Path) -> Result<(), Failure> {
    tauri_plugin_opener::open_path(path, None::<&str>).map_err(|_| {
        Failure::saying(format!(
            "No program of this computer opens {}. Install one for this kind of file, or export \
             the papers and open it elsewhere.",
            path.display()
        ))
    })
}

/// Opens a link, which was looked at, with the program that the system has for its kind.
pub(crate) fn open_link_with_system(address: &str) -> Result<(), Failure> {
    tauri_plugin_opener::open_url(address, None::<&str>).map_err(|_| {
        Failure::saying(format!(
            "No program of this computer opens {address}. Copy the address, and open it elsewhere."
        ))
    })
}

fn local(chosen: Option<tauri_plugin_dialog::FilePath>) -> Result<Option<PathBuf>, Failure> {
    chosen
        .map(|path| {
            path.into_path().map_err(|_| {
                Failure::saying("That place is not on this computer. Choose a folder on it.")
            })
        })
        .transpose()
}

#[cfg(unix)]
fn private_folder(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir(path)
}

struct Teller {
    app: AppHandle,
    cancelled: Arc<AtomicBool>,
}

impl office::people_file::Progress for Teller {
    fn report(&self, done: u64, of: u64) -> bool {
        // Progress that nobody hears harms nobody.
        let _ = self.app.emit("progress", Progress { done, of });
        !self.cancelled.load(Ordering::Relaxed)
    }
}
