//! How a window is opened for a test: over which store, with what around it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

use crate::failure::{Failure, Outcome};
use crate::program;
use crate::window::Window;

/// One window at a time: they share the screen, the keyboard's focus and the session bus.
static SCREEN: Mutex<()> = Mutex::new(());

/// Everything a window needs before it opens. Its folder goes away with it.
pub struct Opening {
    pub(crate) name: String,
    pub(crate) folder: TempDir,
    pub(crate) store: PathBuf,
    pub(crate) program: PathBuf,
    pub(crate) environment: Vec<(OsString, OsString)>,
    pub(crate) _turn: MutexGuard<'static, ()>,
}

impl Opening {
    /// A window over a store that is not there yet, in a fresh folder. The name is what pictures of failures are
    /// called by.
    pub fn new(name: &str) -> Outcome<Self> {
        let program = program::path(program::WINDOW)?;
        let turn = SCREEN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::Builder::new()
            .prefix("symposia-")
            .tempdir()
            .map_err(Failure::io("make a folder for the test"))?;
        let store = folder.path().join("test.symposia");
        Ok(Self {
            name: name.to_owned(),
            store,
            folder,
            program,
            environment: Vec::new(),
            _turn: turn,
        })
    }

    /// Opens another program than the one under test.
    #[must_use]
    pub fn program(mut self, path: PathBuf) -> Self {
        self.program = path;
        self
    }

    /// Sets a variable for the program, such as `TZ`.
    #[must_use]
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// The test's own folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the store is, or will be.
    #[must_use]
    pub fn store(&self) -> &Path {
        &self.store
    }

    /// Fills the store with one believable year before the window opens.
    pub fn with_demo(self) -> Outcome<Self> {
        program::cli(&self.store, &["init", "--demo"])?;
        Ok(self)
    }

    /// Opens the window.
    pub fn open(self) -> Outcome<Window> {
        Window::open(self)
    }
}
