//! What can go wrong with a use case, said for the person who asked for it.

use std::path::PathBuf;

/// A failure of a use case.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The store's word.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A rule of the domain.
    #[error(transparent)]
    Domain(#[from] domain::DomainError),
    /// A table or document that cannot be read.
    #[error(transparent)]
    Document(#[from] documents::DocumentError),
    /// A calendar that cannot be written.
    #[error(transparent)]
    Calendar(#[from] calendar::CalendarError),
    /// A file that cannot be read.
    #[error("{} cannot be read: {source}. Nothing was changed.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's word.
        source: std::io::Error,
    },
    /// A file that cannot be written.
    #[error("{} cannot be written: {source}. Choose another place, or make room.", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The system's word.
        source: std::io::Error,
    },
    /// A file to be read or written is the store's own.
    #[error("{} is the store itself, so it was left as it is; choose another file", path.display())]
    OverStore {
        /// The file that was named.
        path: PathBuf,
    },
    /// Something else that was asked for cannot be, for a reason said as a sentence.
    #[error("{0}")]
    NotPossible(String),
}

impl OfficeError {
    /// Whether the person stopped it, which is no failure to report.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Self::Store(store::StoreError::Cancelled))
    }

    /// Whether that is said of a passphrase that is wrong, or of a file that is damaged: nobody can tell the two apart.
    #[must_use]
    pub fn may_be_damage(&self) -> bool {
        match self {
            Self::Store(store::StoreError::WrongPassphrase { .. }) => true,
            Self::Store(error) => error.is_damage(),
            _ => false,
        }
    }

    /// Whether a passphrase has to be typed first.
    #[must_use]
    pub fn needs_passphrase(&self) -> bool {
        matches!(self, Self::Store(store::StoreError::NeedsPassphrase { .. }))
    }
}
