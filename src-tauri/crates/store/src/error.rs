//! What can go wrong with the store, said so that a person knows what is safe and what to do.

use std::path::PathBuf;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is no database, or another program's.
    #[error("{} is not a Symposia store, so it was left as it is. Choose another file, or move this one away to start a new store.", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else laid out tables, views or indexes in the file.
    #[error("{} holds {what}, which Symposia does not make, so it was left as it was and nothing in it was run. If somebody sent it to you, do not trust it; if it is your own, go back to a backup.", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The first that is not ours.
        what: String,
    },
    /// The file was written by a newer Symposia.
    #[error("{} was written by a newer Symposia (its store is version {found}, this program knows up to {known}), so it was left as it is. Install the newer program to open it.", path.display())]
    FromNewerProgram {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// There is no store, or a file of no bytes in its place, and what belongs to one is there.
    #[error("the store {} is not there any more, or empty, but its backups or its log are, so no new one was made. Move it back, or go back to a backup; to begin anew, move what lies beside it away first.", path.display())]
    Gone {
        /// Where the store was.
        path: PathBuf,
    },
    /// The file has a passphrase, and none that opens it was given.
    #[error("{} has a passphrase. Type it to open the file.", path.display())]
    NeedsPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// The passphrase does not open the file.
    #[error("this passphrase does not open {}. Look at the keyboard's language and at capital letters, and type it again. If you are sure of it, the file is damaged: move it away, and restore a backup.", path.display())]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// It could not be encrypted, or decrypted.
    #[error(
        "the store could not be written under another passphrase, so nothing was changed: {reason}"
    )]
    CannotEncrypt {
        /// Why.
        reason: String,
    },
    /// Another program holds the file.
    #[error("{} is in use by another program, so nothing was changed. Close that program, or wait until it is done, and try again.", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be opened at all.
    #[error("{} cannot be opened: {reason}. Check that the folder is there and that you may read and write in it.", path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// The system's word.
        reason: String,
    },
    /// A change was asked for, but the file can only be read.
    #[error("the store is open for reading only, so nothing was changed: {reason}")]
    ReadOnly {
        /// Why.
        reason: String,
    },
    /// The disk is full.
    #[error(
        "the disk is full, so nothing was changed. Make room and try again; what was there before is safe."
    )]
    DiskFull,
    /// There is no room for a backup.
    #[error(
        "there is no room for a backup in {}, so none was made. Make room on that disk; what is in the store is safe.", folder.display()
    )]
    NoRoomForBackup {
        /// Where backups are kept.
        folder: PathBuf,
    },
    /// Another program has the store open, and what is to be done needs it alone.
    #[error(
        "{} is in use by another window or command, so nothing was changed. Close it, and try again.", path.display()
    )]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The file's content is damaged.
    #[error("the store is damaged: {0}. Restore your last backup, and keep the damaged file.")]
    Damaged(String),
    /// The record is not (any more) in the store.
    #[error("there is no {what} {id} in the store; it may have been deleted")]
    NoSuchRecord {
        /// What kind of record.
        what: &'static str,
        /// Its key as given.
        id: String,
    },
    /// There is no step to undo or redo.
    #[error("there is nothing to {0}")]
    NothingTo(&'static str),
    /// The journal's row or field asked for is not there, or cannot be put back.
    #[error("that old value cannot be put back: {0}")]
    CannotPutBack(String),
    /// A value that the store's rules refuse.
    #[error("the store refused this change, so nothing was changed: {0}")]
    Refused(String),
    /// A pack that cannot be taken in.
    #[error("this pack was not taken in, and nothing was changed: {0}")]
    Pack(String),
    /// The person stopped it.
    #[error("stopped; nothing was changed")]
    Cancelled,
    /// A value in the store that this program cannot read.
    #[error("{table}.{field} of the store holds “{value}”, which this program cannot read")]
    Unreadable {
        /// Table.
        table: &'static str,
        /// Field.
        field: &'static str,
        /// The value.
        value: String,
    },
    /// A file beside the store failed.
    #[error("{} could not be written: {source}. Nothing else was changed.", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's word.
        source: std::io::Error,
    },
    /// Another program wrote since this one looked.
    #[error(
        "another program has changed the store meanwhile; look at what is there now, then try again"
    )]
    Changed,
    /// Another desk went on from a step that was to be taken back.
    #[error(
        "“{label}” was not taken back: another desk that shares the folder has changed the same thing since. Its history has the old values; put back there what you need."
    )]
    ChangedBeside {
        /// The step.
        label: String,
    },
    /// A rule of the domain.
    #[error(transparent)]
    Domain(#[from] domain::DomainError),
    /// The disk failed. A step that was just being written may be there all the same.
    #[error(
        "the disk could not be read or written ({0}). What was there before is safe; once the disk works again, look whether your last step is there before you repeat it."
    )]
    DiskFailed(String),
    /// The log beside the file could not be made.
    #[error(
        "the files that belong beside the store could not be made, so nothing was changed. See whether the disk is full, and whether you may write in the folder."
    )]
    NoPlaceBeside,
    /// Anything else that `SQLite` says.
    #[error("the store could not do this: {0}. What was there before is safe.")]
    Sqlite(rusqlite::Error),
}

impl StoreError {
    /// Whether the content of the file is damaged.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged(_))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let Some(failure) = error.sqlite_error() else {
            return Self::Sqlite(error);
        };
        match failure.code {
            ErrorCode::DiskFull => Self::DiskFull,
            // Not even the few pages of memory that programs share beside the file have room.
            ErrorCode::SystemIoFailure
                if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE =>
            {
                Self::DiskFull
            }
            ErrorCode::SystemIoFailure => Self::DiskFailed(error.to_string()),
            ErrorCode::CannotOpen => Self::NoPlaceBeside,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                Self::Damaged(error.to_string())
            }
            ErrorCode::ReadOnly => Self::ReadOnly {
                reason: "the file or its folder may not be written".to_owned(),
            },
            ErrorCode::ConstraintViolation => Self::Refused(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}
