//! Opening the store: ours or not, newer or older, writable or not.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use domain::backup::BackupReason;
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::cipher::{self, Coding, StoreKey, give_key, refused};
use crate::lasting::make_folder;
use crate::pack::Shape;
use crate::schema::{self, APPLICATION_ID, MIGRATIONS};
use crate::watch::Watch;
use crate::{Backups, Files, Result, StoreError, Table, text};

/// How long to wait for another program that writes the store just now.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long to wait before the file is opened again that was busy.
const MOMENT: Duration = Duration::from_millis(20);

/// Whether the store can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// It can.
    ReadWrite,
    /// It can only be read, for this reason, said as a sentence.
    ReadOnly(String),
}

/// A handle that reads.
pub struct Reader {
    pub(crate) connection: Connection,
    path: PathBuf,
    access: Access,
    /// The key of the file, if it has a passphrase.
    pub(crate) key: Option<StoreKey>,
    /// Whether it let go of the file.
    has_left: bool,
    /// What the schema says of the ties between records, once somebody asked.
    pub(crate) shape: OnceLock<Arc<Shape>>,
    /// Who watches its work.
    pub(crate) watch: Watch,
}

/// The step under way, as the schema's triggers are told of it and tell of it.
#[derive(Default)]
pub(crate) struct OpenStep {
    /// Number of the journalled transaction; 0 outside one.
    seq: AtomicI64,
    /// The tables that the journal has rows for, a bit each by their places in [`Table::ALL`].
    touched: AtomicU64,
}

impl OpenStep {
    pub(crate) fn begin(&self, seq: i64) {
        self.touched.store(0, Ordering::Relaxed);
        self.seq.store(seq, Ordering::Relaxed);
    }

    pub(crate) fn end(&self) {
        self.seq.store(0, Ordering::Relaxed);
    }

    /// Names of the tables touched by the step that was begun last.
    pub(crate) fn touched(&self) -> Vec<String> {
        let touched = self.touched.load(Ordering::Relaxed);
        let mut names: Vec<String> = Table::ALL
            .iter()
            .filter(|table| touched & table.bit() != 0)
            .map(|table| table.name().to_owned())
            .collect();
        names.sort_unstable();
        names
    }
}

/// The one handle that writes.
pub struct Store {
    reader: Reader,
    pub(crate) step: Arc<OpenStep>,
    /// Where this computer keeps the marks of its devices, once somebody said so.
    pub(crate) marks: Option<PathBuf>,
    taken_off: BTreeSet<String>,
}

impl Deref for Store {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl Reader {
    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its key, if it has a passphrase.
    #[must_use]
    pub fn key(&self) -> Option<&StoreKey> {
        self.key.as_ref()
    }

    /// Whether the store can be changed.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Reads several things as they stand at one time, whatever other programs write meanwhile.
    pub fn at_one_time<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let reading = self
            .connection
            .unchecked_transaction()
            .map_err(StoreError::from)?;
        let read = work(self)?;
        reading.finish().map_err(StoreError::from)?;
        Ok(read)
    }

    /// Lets go of the file and of its key, so that it can be put back to a copy, or be locked. Until another handle is put
    /// in this one's place, it reads an empty database.
    pub fn leave_file(&mut self) -> Result<()> {
        self.connection = Connection::open_in_memory()?;
        self.shape = OnceLock::new();
        self.key = None;
        self.has_left = true;
        Ok(())
    }

    /// Whether it let go of its file.
    #[must_use]
    pub fn has_left_file(&self) -> bool {
        self.has_left
    }

    /// A handle on a copy of a store, which is only read and stays bit by bit as it is. `offered` is the key that it may
    /// have.
    pub(crate) fn of_copy(path: &Path, offered: Option<&StoreKey>) -> Result<Self> {
        let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
        let (_, key) = recognise(path, known, offered)?;
        let connection = connect(path, true, key.as_ref())?;
        prepare(&connection, path)?;
        schema::refuse_foreign(&connection, path)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            access: Access::ReadOnly("it is a copy".to_owned()),
            key,
            has_left: false,
            shape: OnceLock::new(),
            watch: Watch::default(),
        })
    }

    /// Whether its tables are laid out as this program knows them.
    pub(crate) fn is_of_this_version(&self) -> Result<bool> {
        Ok(usize::try_from(self.schema_version()?) == Ok(MIGRATIONS.len()))
    }

    /// The version of its schema.
    pub fn schema_version(&self) -> Result<i64> {
        Ok(self
            .connection
            .query_row("PRAGMA user_version", [], |row| row.get(0))?)
    }
}

impl Store {
    /// Opens the store at `path`, or makes an empty one there. `stamp` goes into the name of the
    /// backup that is made before an older store is migrated.
    pub fn open(path: &Path, stamp: chrono::DateTime<chrono::Utc>) -> Result<Self> {
        Self::open_under(path, stamp, None)
    }

    /// The same, of a store with a passphrase: `key` is the one that it may have, and that a new one gets.
    pub fn open_under(
        path: &Path,
        stamp: chrono::DateTime<chrono::Utc>,
        key: Option<&StoreKey>,
    ) -> Result<Self> {
        // Where several programs make or open the file at once, SQLite says at some steps that it is
        // busy without waiting: the change to WAL is one. A moment later it is not.
        let patience_ends = Instant::now() + PATIENCE;
        loop {
            match Self::open_with(path, stamp, MIGRATIONS, key) {
                Err(StoreError::Locked { .. }) if Instant::now() < patience_ends => {
                    std::thread::sleep(MOMENT);
                }
                opened => return opened,
            }
        }
    }

    pub(crate) fn open_with(
        path: &Path,
        stamp: chrono::DateTime<chrono::Utc>,
        migrations: &[&str],
        key: Option<&StoreKey>,
    ) -> Result<Self> {
        let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
        let is_new = !std::fs::metadata(path).is_ok_and(|file| file.len() > 0);
        let file = identity_of(path);
        let (mut connection, access, key) = if is_new {
            refuse_in_place_of_another(path)?;
            if let Some(folder) = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty())
            {
                make_folder(folder, |folder| std::fs::create_dir_all(folder)).map_err(
                    |source| StoreError::CannotOpen {
                        path: path.to_owned(),
                        reason: source.to_string(),
                    },
                )?;
            }
            let connection = connect(path, false, key)?;
            (connection, Access::ReadWrite, key.cloned())
        } else {
            let (version, key) = recognise(path, known, key)?;
            match writable(path, key.as_ref()) {
                Ok(connection) => (connection, Access::ReadWrite, key),
                Err(StoreError::ReadOnly { reason }) if version == known => {
                    let connection = connect(path, true, key.as_ref())?;
                    (connection, Access::ReadOnly(reason), key)
                }
                Err(other) => return Err(other),
            }
        };
        let step = prepare(&connection, path)?;
        schema::refuse_foreign(&connection, path).map_err(|error| may_be_in_use(error, path))?;
        let mut taken_off = BTreeSet::new();
        if access == Access::ReadWrite {
            let version: i64 = connection
                .query_row("PRAGMA user_version", [], |row| row.get(0))
                .map_err(|error| in_use(error, path))?;
            if file.is_some() && file != identity_of(path) {
                // Its passphrase was just changed, and the file that was opened is nobody's any more.
                return Err(StoreError::Locked {
                    path: path.to_owned(),
                });
            }
            if version == 0 {
                // Before there is a log beside the file: another program that starts just now finds
                // nothing, or a store of ours.
                schema::migrate(&mut connection, migrations)
                    .map_err(|error| may_be_in_use(error, path))?;
            }
            configure_writer(&connection).map_err(|error| in_use(error, path))?;
            if (1..known).contains(&version) {
                let backups = Backups::beside(path).under(key.as_ref());
                backups.make_of(&connection, stamp, BackupReason::Migration)?;
                schema::migrate(&mut connection, migrations)?;
                // The file says by itself from now on what it is, whatever happens to its log.
                connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            }
            taken_off = schema::refresh_derived(&mut connection)?;
            protect(path);
            cipher::forget_unfinished_change(path);
            // What cannot be sealed now is sealed at the next start.
            let _ = Files::beside(path).under(key.as_ref()).after_change();
            Backups::beside(path).under(key.as_ref()).after_change();
        }
        Ok(Self {
            reader: Reader {
                connection,
                path: path.to_owned(),
                access,
                key,
                has_left: false,
                shape: OnceLock::new(),
                watch: Watch::default(),
            },
            step,
            marks: None,
            taken_off,
        })
    }

    /// Lets go of the file; see [`Reader::leave_file`]. [`Store::open_again`] takes it up.
    pub fn leave_file(&mut self) -> Result<()> {
        self.reader.leave_file()
    }

    /// Opens the file again that this handle left, under the key that it may have.
    pub fn open_again(
        &mut self,
        stamp: chrono::DateTime<chrono::Utc>,
        key: Option<&StoreKey>,
    ) -> Result<()> {
        let marks = self.marks.clone();
        *self = Self::open_under(&self.path.clone(), stamp, key)?;
        self.marks = marks;
        Ok(())
    }

    /// The names of triggers that somebody else had put into the file, and that were taken off before anything was
    /// written.
    #[must_use]
    pub fn taken_off(&self) -> &BTreeSet<String> {
        &self.taken_off
    }

    /// A second handle on the same file that reads beside this one's writes.
    pub fn reader(&self) -> Result<Reader> {
        let read_only_place = self.access != Access::ReadWrite;
        let connection = if read_only_place {
            connect(&self.path, true, self.key())?
        } else {
            let connection = connect(&self.path, false, self.key())?;
            connection.pragma_update(None, "query_only", true)?;
            connection
        };
        prepare(&connection, &self.path)?;
        Ok(Reader {
            connection,
            path: self.path.clone(),
            access: self.access.clone(),
            key: self.key.clone(),
            has_left: false,
            shape: OnceLock::new(),
            watch: Watch::default(),
        })
    }
}

/// Makes no new store where one was: it would look as if all were lost, its backups would be the new one's, and its log
/// would be thrown away. A file of no bytes is none either: a power cut leaves that of one.
pub fn refuse_in_place_of_another(path: &Path) -> Result<()> {
    let bytes = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let one_was = bytes(Path::new(&log)) > 0 || !Backups::beside(path).list()?.is_empty();
    // Looked at last: another program may just have made one.
    if !one_was || bytes(path) > 0 {
        return Ok(());
    }
    Err(StoreError::Gone {
        path: path.to_owned(),
    })
}

/// Reads what the file is without changing a byte of it: its version, and its key if it has a passphrase.
fn recognise(
    path: &Path,
    known: i64,
    offered: Option<&StoreKey>,
) -> Result<(i64, Option<StoreKey>)> {
    let not_ours = || StoreError::NotOurs {
        path: path.to_owned(),
    };
    let cannot = |source: std::io::Error| StoreError::CannotOpen {
        path: path.to_owned(),
        reason: source.to_string(),
    };
    let (key, (application, found)) = match Coding::of(path).map_err(cannot)? {
        Coding::Plain => (None, plain_identity(path).map_err(cannot)?),
        Coding::Encrypted(_) => {
            let key = cipher::key_of(path, offered)?;
            let found = identity(path, key.as_ref()).map_err(|error| refused(error, path))?;
            (key, found)
        }
        Coding::Other => return Err(not_ours()),
    };
    if application != APPLICATION_ID || found < 0 {
        return Err(not_ours());
    }
    if found > known {
        return Err(StoreError::FromNewerProgram {
            path: path.to_owned(),
            found,
            known,
        });
    }
    Ok((found, key))
}

/// `application_id` and `user_version` of a file in clear.
fn plain_identity(path: &Path) -> std::io::Result<(i64, i64)> {
    // After a power cut the newest page 1 may stand in the log beside the file, which SQLite reads.
    if has_log(path)
        && let Ok(found) = identity(path, None)
    {
        return Ok(found);
    }
    let Some(header) = read_header(path)? else {
        return Ok((0, 0));
    };
    // SQLite's file format: user_version at 60, application_id at 68, big-endian.
    let number = |at: usize| {
        i64::from(i32::from_be_bytes([
            header[at],
            header[at + 1],
            header[at + 2],
            header[at + 3],
        ]))
    };
    Ok((number(68), number(60)))
}

/// Whether a write-ahead log with something in it lies beside the file.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|file| file.len() > 0)
}

/// `application_id` and `user_version` as `SQLite` reads them, log included. A connection that only
/// reads leaves file and log as they are.
pub(crate) fn identity(path: &Path, key: Option<&StoreKey>) -> rusqlite::Result<(i64, i64)> {
    let of = |connection: Connection| {
        let number = |pragma| connection.query_row(pragma, [], |row| row.get(0));
        Ok((
            number("PRAGMA application_id")?,
            number("PRAGMA user_version")?,
        ))
    };
    match open_to_read(path, key).and_then(of) {
        Err(error) => match error.sqlite_error_code() {
            // In a folder that nobody may write in there can be no shared memory beside the file.
            Some(ErrorCode::CannotOpen) => of(open_unwritten(path, key)?),
            // A power cut left a journal, and who only reads cannot take back what stands in it.
            Some(ErrorCode::ReadOnly) => of(open_to_mend(path, key)?),
            _ => Err(error),
        },
        found => found,
    }
}

fn open_to_mend(path: &Path, key: Option<&StoreKey>) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    give_key(&connection, key)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// What tells a file from another under the same name, where the system has such a thing.
#[cfg(unix)]
fn identity_of(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let file = std::fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity_of(_path: &Path) -> Option<(u64, u64)> {
    None
}

fn open_to_read(path: &Path, key: Option<&StoreKey>) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    give_key(&connection, key)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// The URI of a file beside which nothing is made, not even `SQLite`'s shared memory, and which nobody locks.
pub(crate) fn unwritten(path: &Path) -> String {
    format!("file:{}?immutable=1", uri_path(path))
}

fn open_unwritten(path: &Path, key: Option<&StoreKey>) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        unwritten(path),
        OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    give_key(&connection, key)?;
    Ok(connection)
}

fn read_header(path: &Path) -> std::io::Result<Option<[u8; 100]>> {
    use std::io::Read;
    let mut header = [0; 100];
    match std::fs::File::open(path)?.read_exact(&mut header) {
        Ok(()) => Ok(Some(header)),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// A connection that may write, or the reason why there is none.
fn writable(path: &Path, key: Option<&StoreKey>) -> Result<Connection> {
    let read_only = |reason: &str| StoreError::ReadOnly {
        reason: format!("{reason} Copy the store to a folder of your own to change it."),
    };
    if std::fs::OpenOptions::new().append(true).open(path).is_err() {
        return Err(read_only("the file may not be written by you."));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    // SQLite keeps its log beside the file, so the folder has to be writable too.
    if let Err(error) = tempfile_in(folder) {
        if matches!(
            error.kind(),
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded
        ) {
            return Err(StoreError::DiskFull);
        }
        return Err(read_only("its folder may not be written by you."));
    }
    connect(path, false, key)
}

fn tempfile_in(folder: &Path) -> std::io::Result<()> {
    // Always the same name, so that what a crash left goes with the next start. To remove it shows as much as to make it.
    let probe = folder.join(".symposia-probe");
    let made = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&probe);
    match (made, std::fs::remove_file(probe)) {
        (Err(error), _) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        // Another program that starts just now was quicker.
        (_, Err(error)) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn connect(path: &Path, read_only: bool, key: Option<&StoreKey>) -> Result<Connection> {
    let cannot = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotOurs {
            path: path.to_owned(),
        },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked {
            path: path.to_owned(),
        },
        _ => StoreError::CannotOpen {
            path: path.to_owned(),
            reason: error.to_string(),
        },
    };
    if read_only {
        if has_log(path)
            && let Ok(connection) = open_to_read(path, key)
            && identity(path, key).is_ok()
        {
            return Ok(connection);
        }
        open_unwritten(path, key).map_err(cannot)
    } else {
        let connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
        .map_err(cannot)?;
        give_key(&connection, key).map_err(cannot)?;
        Ok(connection)
    }
}

/// The path as a URI's: everything but plain letters percent-encoded.
fn uri_path(path: &Path) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for byte in path.to_string_lossy().bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// What every connection needs before it touches a table.
fn prepare(connection: &Connection, path: &Path) -> Result<Arc<OpenStep>> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    // A schema in a file from elsewhere must not run functions with side effects, nor a view of it (we have none), and
    // the pages of a file are not believed to be well made.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection
        .pragma_update(None, "cache_size", -64_000)
        .map_err(|error| in_use(error, path))?;
    // What a statement might have to take back is kept in memory, not written to a file for each.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    text::register(connection)?;
    let step = Arc::new(OpenStep::default());
    let of_function = Arc::clone(&step);
    connection.create_scalar_function(
        "open_transaction",
        1,
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS,
        move |context| {
            let seq = of_function.seq.load(Ordering::Relaxed);
            let table = context.get::<i64>(0)?.cast_unsigned();
            of_function.touched.fetch_or(table, Ordering::Relaxed);
            Ok((seq > 0).then_some(seq))
        },
    )?;
    Ok(step)
}

fn configure_writer(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // A step is safe on the disk once it is in the log. To copy it from there into the file can wait
    // for a later step or the program's end, so that who imports thousands of records does not wait
    // for them to be written twice. In pages: the log grows to 32 MB at most.
    connection.pragma_update(None, "wal_autocheckpoint", 8000)
}

fn in_use(error: rusqlite::Error, path: &Path) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked {
            path: path.to_owned(),
        },
        _ => error.into(),
    }
}

fn may_be_in_use(error: StoreError, path: &Path) -> StoreError {
    match error {
        StoreError::Sqlite(error) => in_use(error, path),
        other => other,
    }
}

/// Personal data: only the person whose store it is may read it.
#[cfg(unix)]
fn protect(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    // Where the file system has no such rights there is nothing to protect with.
    let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
}

#[cfg(not(unix))]
fn protect(_path: &Path) {}
