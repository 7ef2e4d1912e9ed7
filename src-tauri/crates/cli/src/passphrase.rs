//! The passphrase that encrypts the store.

use std::io::{IsTerminal, Write};
use std::path::Path;

use clap::{Args, Subcommand};
use office::passphrase::PassphraseChange;
use office::{Passphrase, StoreKey};

use crate::desk::Desk;
use crate::error::{CliError, warn};
use crate::table::count;

/// Holds the store's passphrase, for scripts.
const PRESENT: &str = "SYMPOSIA_PASSPHRASE";
/// Holds the one that it is to get.
const NEW: &str = "SYMPOSIA_NEW_PASSPHRASE";

const UNRECOVERABLE: &str = "\
Nobody can find out a forgotten passphrase: not we, and no other program. What is in the store is lost
with it. Write it down, and keep it apart from this computer.";

const EXAMPLES: &str = "\
Examples:
  symposia-cli passphrase set
  symposia-cli passphrase change
  symposia-cli passphrase remove

With a passphrase the store, its backups and its papers are encrypted on the disk (SQLCipher 4 and age).
They are written anew: for a moment they need their room twice. Copies that were saved elsewhere stay as
they are. Close the window before.

Nobody can find out a forgotten passphrase: not we, and no other program. What is in the store is lost
with it. Write it down, and keep it apart from this computer.

It is asked for at the terminal. Scripts give it in SYMPOSIA_PASSPHRASE, and a new one in
SYMPOSIA_NEW_PASSPHRASE.";

/// Set, change or take off.
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum Command {
    Set(Set),
    Change(Change),
    Remove(Remove),
}

/// Encrypt the store with a passphrase
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Set {}

/// Give the store another passphrase
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Change {}

/// Decrypt the store, so that it opens without a passphrase
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Remove {}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        // The store has to be there, be ours, and open with its passphrase.
        drop(desk.open()?);
        let from = desk.key()?;
        match (&self, &from) {
            (Self::Set(_), Some(_)) => {
                return Err(refused(
                    "the store has a passphrase; `change` gives it another",
                ));
            }
            (Self::Change(_) | Self::Remove(_), None) => {
                return Err(refused("the store has no passphrase; `set` gives it one"));
            }
            _ => {}
        }
        let to = match self {
            Self::Remove(_) => None,
            Self::Set(_) | Self::Change(_) => Some(asked()?),
        };
        let done = office::passphrase::change(desk.path(), from.as_ref(), to.as_ref())?;
        desk.has_key_of(to.as_ref());
        desk.say(&done, |done| told(done, to.is_some()))
    }
}

fn told(done: &PassphraseChange, is_set: bool) -> String {
    let what = if is_set {
        "The store is encrypted, and opens with the new passphrase alone."
    } else {
        "The store has no passphrase any more."
    };
    let mut lines = vec![
        what.to_owned(),
        format!(
            "Written anew beside it: {}.",
            count(done.backups, "backup", "backups")
        ),
    ];
    if !done.left.is_empty() {
        lines.push("As they were before, so look after them yourself:".to_owned());
        lines.extend(done.left.iter().map(|path| format!("  {path}")));
    }
    lines.join("\n")
}

fn refused(why: &str) -> CliError {
    CliError::Office(office::OfficeError::NotPossible(why.to_owned()))
}

/// The passphrase of a store or a copy: from the environment, else typed at the terminal, where it is not shown.
pub(crate) fn present(path: &Path) -> Result<Passphrase, CliError> {
    let missing = || CliError::NoPassphrase {
        path: path.to_owned(),
    };
    if let Ok(typed) = std::env::var(PRESENT) {
        return Ok(Passphrase::new(&typed));
    }
    ask(&format!("Passphrase of {}: ", path.display())).ok_or_else(missing)
}

/// The key for a new passphrase, typed twice.
fn asked() -> Result<StoreKey, CliError> {
    if let Ok(typed) = std::env::var(NEW) {
        let typed = Passphrase::new(&typed);
        return Ok(office::passphrase::new_key(&typed, &typed)?);
    }
    if std::io::stdin().is_terminal() {
        warn(UNRECOVERABLE);
    }
    let typed = ask("New passphrase: ").ok_or(CliError::NoNewPassphrase)?;
    let again = ask("The same again: ").ok_or(CliError::NoNewPassphrase)?;
    Ok(office::passphrase::new_key(&typed, &again)?)
}

fn ask(what: &str) -> Option<Passphrase> {
    if !std::io::stdin().is_terminal() {
        return None;
    }
    // What was written before stands before the question.
    let _ = std::io::stdout().flush();
    let typed = zeroize::Zeroizing::new(rpassword::prompt_password(what).ok()?);
    Some(Passphrase::new(&typed))
}
