//! What is true of this computer alone.

use rusqlite::OptionalExtension;

use crate::{Access, Reader, Result, Store, StoreError};

/// Something that a person decided for this computer alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Local {
    /// The folder that the calendar is published to after every change.
    PublishFolder,
    /// What the columns of lists are, by their headings: JSON.
    ImportColumns,
    /// What this office is called in its packs.
    OfficeName,
    /// The secret key that packs for this office are opened with, and from which the one that it signs with is made.
    OfficeSecret,
    /// The folder that desks share, and exchange packs by.
    SharedFolder,
    /// The secret key that packs in it are opened with.
    SharedFolderKey,
    /// When this desk last exchanged with it.
    SharedFolderExchanged,
    /// The calendar on a server that was published to last.
    CalendarServer,
    /// Who publishes there.
    CalendarServerUser,
    /// After how many minutes without a touch the window locks.
    LockAfter,
}

impl Local {
    const fn name(self) -> &'static str {
        match self {
            Self::PublishFolder => "publish_folder",
            Self::ImportColumns => "import_columns",
            Self::OfficeName => "office_name",
            Self::OfficeSecret => "office_secret",
            Self::SharedFolder => "shared_folder",
            Self::SharedFolderKey => "shared_folder_key",
            Self::SharedFolderExchanged => "shared_folder_exchanged",
            Self::CalendarServer => "calendar_server",
            Self::CalendarServerUser => "calendar_server_user",
            Self::LockAfter => "lock_after",
        }
    }
}

impl Reader {
    /// What was decided, if anything was.
    pub fn local(&self, what: Local) -> Result<Option<String>> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM local WHERE name = ?1")?
            .query_row([what.name()], |row| row.get(0))
            .optional()?)
    }
}

impl Store {
    /// Decides it, or takes the decision back.
    ///
    /// This goes past the journal on purpose: what the journal holds travels to other computers,
    /// and is undone with other steps, where a folder of this one means nothing.
    pub fn set_local(&mut self, what: Local, value: Option<&str>) -> Result<()> {
        if let Access::ReadOnly(reason) = self.access() {
            return Err(StoreError::ReadOnly {
                reason: reason.clone(),
            });
        }
        let done = match value {
            Some(value) => self.connection.execute(
                "INSERT INTO local (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [what.name(), value],
            ),
            None => self
                .connection
                .execute("DELETE FROM local WHERE name = ?1", [what.name()]),
        };
        match done {
            Ok(_) => Ok(()),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                Err(StoreError::Locked {
                    path: self.path().to_owned(),
                })
            }
            Err(error) => Err(error.into()),
        }
    }
}
