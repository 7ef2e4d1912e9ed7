//! What can go wrong, said on the last line.

use std::io::Write;
use std::path::PathBuf;

use office::OfficeError;

/// A command that failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    /// A use case failed.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// A rule of the domain.
    #[error(transparent)]
    Domain(#[from] domain::DomainError),
    /// There is no store.
    #[error("there is no store at {}; `symposia-cli init` makes one there", path.display())]
    NoStore {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Demonstration records would mix with real ones.
    #[error(
        "{} holds events or people already, so no demonstration records were added; name another file with --store",
        path.display()
    )]
    NotFresh {
        /// The store.
        path: PathBuf,
    },
    /// A record that has no history, since there never was one.
    #[error("there never was a record {0} in the store")]
    NeverThere(uuid::Uuid),
    /// There is nothing to go back to.
    #[error("there is no sound backup beside the store; name a copy that was saved elsewhere")]
    NoBackup,
    /// A check that found something.
    #[error(
        "the store is not sound; restore your last backup, and keep this file for those who mend it"
    )]
    NotSound,
    /// An agenda with errors, of which a script wants to know.
    #[error("the agenda has {}; mend what is printed above, or check it without --strict", crate::table::count(u64::try_from(*.0).unwrap_or(u64::MAX), "error", "errors"))]
    AgendaErrors(usize),
    /// Rows of a file that were not taken.
    #[error("{} not logged; mend what is printed above and read the file again: what is logged is not logged twice", crate::table::count(u64::try_from(*.0).unwrap_or(u64::MAX), "row was", "rows were"))]
    RowsRefused(usize),
    /// Rows of a file of which not all was taken.
    #[error("{}{} logged in part only; mend what is printed above and read the file again: what is logged is not logged twice", none(*.refused), crate::table::count(u64::try_from(*.in_part).unwrap_or(u64::MAX), "row was", "rows were"))]
    RowsInPart {
        /// Rows that were not logged at all.
        refused: usize,
        /// Rows that were, without names, points or counts of theirs.
        in_part: usize,
    },
    /// A calendar's server that cannot be asked.
    #[error(transparent)]
    Caldav(#[from] caldav::CaldavError),
    /// No server was named, now or before.
    #[error(
        "no calendar on a server was published to yet; name its address, as in --caldav https://cloud.example.org/dav/calendars/neacap/"
    )]
    NoCalendarServer,
    /// There is no password.
    #[error("no password was given; set SYMPOSIA_CALDAV_PASSWORD, or type it when it is asked for")]
    NoPassword,
    /// There is no passphrase for a store that has one.
    #[error(
        "{} has a passphrase, and none was given; type it when it is asked for, or set SYMPOSIA_PASSPHRASE",
        path.display()
    )]
    NoPassphrase {
        /// The store or copy.
        path: PathBuf,
    },
    /// There is no new passphrase.
    #[error(
        "no new passphrase was given; type it when it is asked for, or set SYMPOSIA_NEW_PASSPHRASE"
    )]
    NoNewPassphrase,
    /// A calendar was not wholly published.
    #[error("not all of the calendar was published: {0}")]
    NotServed(String),
    /// What was to be printed could not be.
    #[error("what was done could not be printed: {0}")]
    Output(std::io::Error),
}

/// Says on stderr what went wrong.
pub(crate) fn print(error: &CliError) {
    // Where stderr is closed there is no one to tell.
    let _ = writeln!(std::io::stderr(), "symposia-cli: {error}");
}

/// Says on stderr what has to be known of what was done all the same.
pub(crate) fn warn(sentence: &str) {
    // Where stderr is closed there is no one to tell.
    let _ = writeln!(std::io::stderr(), "symposia-cli: {sentence}");
}

/// Rows that were not logged at all, in front of those that were in part.
fn none(refused: usize) -> String {
    let refused = u64::try_from(refused).unwrap_or(u64::MAX);
    match refused {
        0 => String::new(),
        some => format!(
            "{} not logged, and ",
            crate::table::count(some, "row was", "rows were")
        ),
    }
}
