//! The store checked, and mended where that takes no guess.

use clap::Args;
use domain::backup::BackupReason;
use office::check::{Checked, Repaired};

use crate::desk::Desk;
use crate::error::{CliError, warn};

const CHECK: &str = "\
Examples:
  symposia-cli check
  symposia-cli check --repair

Looks at four things: the file itself, that no record refers to one that is not there, that each step
of the journal of all changes says what was written and the journal, done again from the first, gives
the records as they are, and that the file of every paper is there and holds what was attached. Changes
nothing, but with --repair. Ends with 1 if anything is wrong.

--repair backs the store up, and makes anew what is made from the records: indexes, the search, the
order of names, the journal's triggers. It never changes a record. Steps of the journal that do not say
what was written are named, and kept as they read now. Where the file itself is damaged it changes
nothing, and names the newest sound backup.";

/// Check that the store is sound; mend what can be mended
#[derive(Debug, Args)]
#[command(after_help = CHECK)]
pub(crate) struct Check {
    /// Make indexes, search and what else is made from the records anew
    #[arg(long)]
    repair: bool,
}

impl Check {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let opened = if self.repair {
            desk.open_after_backup(BackupReason::Repair)
        } else {
            desk.open_to_write()
        };
        let (mut store, mut hand) = opened.inspect_err(|error| {
            if let CliError::Office(office::OfficeError::Store(_)) = error {
                name_newest(desk);
            }
        })?;
        let scratch = std::env::temp_dir();
        if !self.repair {
            let checked = office::check::check(&store, &mut hand, &scratch, ())?;
            desk.say(&checked, parts)?;
            return end(desk, &checked);
        }
        let repaired = office::check::repair(&mut store, &mut hand, &scratch)?;
        desk.say(&repaired, |repaired| {
            format!("{}{}", parts(&repaired.checked), done(repaired))
        })?;
        end(desk, &repaired.checked)
    }
}

fn done(repaired: &Repaired) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let damaged = repaired.mending.mended.history.len();
    let kept = format!(
        "Kept as they read now: steps of the journal that did not say what was written ({damaged}). Look at them in the history before you undo anything older."
    );
    if damaged > 0 {
        lines.push(&kept);
    }
    if repaired.mending.mended.indexes {
        lines.push("Made anew: the indexes, which did not agree with their tables.");
    }
    if repaired.mending.mended.derived {
        lines.push("Made anew: the search, the order of names and the journal's triggers.");
    }
    if lines.is_empty() {
        lines.push("Nothing was changed: the file itself is damaged.");
    }
    lines.extend(repaired.mending.before.iter().map(String::as_str));
    lines.join("\n")
}

fn parts(checked: &Checked) -> String {
    let report = &checked.report;
    let part = |name: &str, found: &[String]| match found {
        [] => format!("{name}: sound\n"),
        _ => format!("{name}:\n  {}\n", found.join("\n  ")),
    };
    [
        part("The file", &report.integrity),
        part("References", &report.foreign_keys),
        part("The journal against the records", &report.journal),
        part("The files of papers", &report.papers),
    ]
    .concat()
}

fn end(desk: &Desk, checked: &Checked) -> Result<(), CliError> {
    if checked.sound {
        return Ok(());
    }
    name_newest(desk);
    Err(CliError::NotSound)
}

/// Names the backup that one could go back to.
fn name_newest(desk: &Desk) {
    if let Ok(Some(newest)) = office::backup::newest_sound(desk.path()) {
        warn(&format!(
            "the newest sound backup was made on {}; `symposia-cli restore --latest` goes back to it: {}",
            newest.made_at(),
            newest.path.display()
        ));
    }
}
