//! Copies of the store: made, listed, put back.

use std::path::{Path, PathBuf};

use clap::Args;
use office::backup::{AutomaticBackup, BackupList, RestorePreview};

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{count, table};

const BACKUP: &str = "\
Examples:
  symposia-cli backup
  symposia-cli backup --list
  symposia-cli backup --out symposia-backup.sqlite3
  symposia-cli --store symposia-backup.sqlite3 event list

Without an option the copy goes among those that the program makes by itself, into the folder that has
the store's name and `.backups` behind it. Of these are kept the five newest, the newest of seven days,
of four weeks and of twelve months. They hold all records; papers stay in the store's own folder.

With --out it is a store of its own, with its papers in a folder beside it, which has the copy's name
and `.files` behind it: keep the two side by side, on another disk. One of the same name is replaced only
once the new one is sound.";

/// Copy the whole store, while others may have it open; list the copies
#[derive(Debug, Args)]
#[command(after_help = BACKUP)]
pub(crate) struct Backup {
    /// Where to put the copy, with its papers beside it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// List the copies that the program made, each looked at whether it is sound
    #[arg(long, conflicts_with = "out")]
    list: bool,
    /// Delete those that hold people who were erased since, and those that are damaged; a new one is made first
    #[arg(long, conflicts_with_all = ["out", "list"])]
    delete_erased: bool,
}

impl Backup {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        if let Some(out) = &self.out {
            return save(desk, out);
        }
        let store = desk.open()?;
        if self.list {
            return desk.say(&office::backup::list(&store)?, listed);
        }
        if self.delete_erased {
            let deleted = office::backup::delete_with_erased(&store, desk.now())?;
            return desk.say(&deleted, |deleted| {
                format!("Deleted {}", count(*deleted, "backup", "backups"))
            });
        }
        let made = office::backup::make_asked(&store, desk.now())?;
        desk.say(&made, |made| {
            let mut lines = vec![if made.already {
                format!(
                    "No other was made: {} in {} holds all that the store holds",
                    made.name, made.folder
                )
            } else {
                format!("Made {} in {}", made.name, made.folder)
            }];
            let damaged = made.damaged.iter();
            lines.extend(damaged.map(|name| format!("Damaged, and not counted: {name}")));
            lines.join("\n")
        })
    }
}

fn save(desk: &Desk, out: &Path) -> Result<(), CliError> {
    let store = desk.open()?;
    let saved = office::backup::save(&store, desk.place_for(out)?)?;
    desk.say(&saved, |saved| {
        let mut text = format!("Saved {}", saved.path);
        if saved.papers > 0 {
            let papers = count(saved.papers, "paper", "papers");
            text.extend(["\nIts ", &papers, ": ", &saved.folder]);
        }
        if saved.damaged > 0 {
            let papers = count(saved.damaged, "paper", "papers");
            let which = "; `check` says which";
            text.extend(["\nNot in the copy, since damaged or gone: ", &papers, which]);
        }
        text
    })
}

fn listed(list: &BackupList) -> String {
    let cells = |backup: &AutomaticBackup| {
        [
            backup.made.clone(),
            backup.reason.to_string(),
            format!("{} KB", backup.bytes.div_ceil(1024)),
            match backup.steps {
                Some(steps) => steps.to_string(),
                None if backup.other_passphrase => "another passphrase".to_owned(),
                None => "damaged".to_owned(),
            },
            match backup.erased {
                0 => String::new(),
                erased => format!("holds {} erased since", count(erased, "person", "people")),
            },
            backup.name.clone(),
        ]
    };
    table(
        ["MADE", "WHY", "SIZE", "STEPS", "", "FILE"],
        list.backups.iter().map(cells).collect(),
        "There is no backup yet. `symposia-cli backup` makes one.",
    )
}

const RESTORE: &str = "\
Examples:
  symposia-cli restore --latest --dry-run
  symposia-cli restore --latest
  symposia-cli restore symposia-backup.sqlite3

FILE is a copy that `backup --out` saved, or a file's name in `backup --list`. The store that is there is
backed up first, so that one can go back again; close the window before. The store keeps its passphrase,
whatever the copy's is. --dry-run says what would be
gone and what would be back, and changes nothing.";

/// Go back to a copy of the store
#[derive(Debug, Args)]
#[command(after_help = RESTORE)]
pub(crate) struct Restore {
    /// Which copy
    #[arg(
        value_name = "FILE",
        required_unless_present = "latest",
        conflicts_with = "latest"
    )]
    file: Option<PathBuf>,
    /// The newest of those that the program made and that are sound
    #[arg(long)]
    latest: bool,
    /// Only show what would be done
    #[arg(long)]
    dry_run: bool,
}

impl Restore {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let backup = self.chosen(desk)?;
        let of_backup = desk.key_of_copy(&backup)?;
        let of_backup = of_backup.as_ref();
        if self.dry_run {
            let shown = office::backup::preview(&*desk.open()?, &backup, of_backup)?;
            return desk.say(&shown, previewed);
        }
        let key = desk.key_to_restore()?;
        let done =
            office::backup::restore(desk.path(), &backup, desk.now(), key.as_ref(), of_backup)?;
        if done.kept.is_none() || done.was_damaged {
            desk.has_key_of(of_backup.or(key.as_ref()));
        }
        let mut store = desk.open()?;
        let mut hand = desk.hand(&store)?;
        office::backup::settle(&mut store, &mut hand)?;
        desk.all_is_new();
        desk.say(&done, |done| {
            let mut text = format!("Went back to {}", done.from);
            if let Some(kept) = &done.kept {
                let what = if done.was_damaged {
                    "The damaged store was set aside as it was"
                } else {
                    "What was there before is kept"
                };
                text.extend(["\n", what, ": ", kept]);
            }
            text
        })
    }

    fn chosen(&self, desk: &Desk) -> Result<PathBuf, CliError> {
        let Some(file) = &self.file else {
            return Ok(office::backup::newest_sound(desk.path())?
                .ok_or(CliError::NoBackup)?
                .path);
        };
        if !file.exists()
            && let Some(name) = file.to_str()
            && let Ok(backup) = office::backup::choose(desk.path(), name)
        {
            return Ok(backup.path);
        }
        Ok(file.clone())
    }
}

fn previewed(shown: &RestorePreview) -> String {
    let mut lines = vec![format!("{}: going back to it would", shown.path)];
    lines.push(format!(
        "  take back {}",
        count(shown.steps_since, "step made since", "steps made since")
    ));
    for step in &shown.named {
        lines.push(format!("    {} {} ({})", step.at, step.label, step.actor));
    }
    if shown.steps_only_there > 0 {
        lines.push(format!(
            "  bring back {}",
            count(shown.steps_only_there, "step", "steps")
        ));
    }
    for kind in &shown.kinds {
        lines.push(format!(
            "  {}: {} new since would be gone, {} changed since would be as before, {} deleted since would be back",
            kind.kind.replace('_', " "),
            kind.added,
            kind.changed,
            kind.deleted
        ));
    }
    if shown.erased > 0 {
        lines.push(format!(
            "  bring back {} erased since: erase them again then",
            count(shown.erased, "person", "people")
        ));
    }
    lines.join("\n")
}
