//! A folder that several desks share: packs put there and taken in by themselves.

use std::path::PathBuf;

use chrono::{DateTime, Local, Utc};
use clap::{Args, Subcommand};
use office::shared_folder::{self, Exchanged, FolderKey, SharedFolder};
use office::{Hand, Reader, Store};
use serde::Serialize;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{count, one_line, table};

const SET: &str = "\
Examples:
  symposia-cli pack folder set /mnt/secretariat/symposia --name \"Secretariat, desk 1\" --key-out folder.key
      begins the folder, and writes the key that the other desks need
  symposia-cli pack folder set ~/OneDrive/symposia --name \"Secretariat, desk 2\" --key-file folder.key
      joins it

Any program may sync the folder: a network drive, OneDrive, Nextcloud, Syncthing. What lies in it is encrypted with
the folder's key; hand that over on a stick or read it out, and never put it into the folder.";

/// The shared folder
#[derive(Debug, Subcommand)]
pub(crate) enum FolderCommand {
    /// Share a folder with other desks from now on, and exchange at once
    #[command(after_help = SET)]
    Set(Set),
    /// Say how it stands: the other desks, when they last wrote, what could not be taken in yet
    Show(Show),
    /// Take in what the others put there, and put there what they do not know yet
    #[command(
        after_help = "Example:\n  symposia-cli pack folder sync\n\nThe window does so by itself while it is open."
    )]
    Sync,
    /// Share the folder no longer; what this desk put there stays for the others
    Leave,
}

/// Which folder.
#[derive(Debug, Args)]
pub(crate) struct Set {
    /// The folder; it has to be there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// What this desk is called from now on
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The file that holds the folder's key, to join desks that share it already
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Write the folder's key into a file, for a desk that is to join
    #[arg(long, value_name = "FILE")]
    key_out: Option<PathBuf>,
}

/// What to show.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Write the folder's key into a file, for a desk that is to join
    #[arg(long, value_name = "FILE")]
    key_out: Option<PathBuf>,
}

/// How it stands, and what was just done.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Done {
    exchanged: Exchanged,
    state: SharedFolder,
}

/// The command's hold on the store.
pub(crate) struct AtDesk {
    pub(crate) store: Store,
    pub(crate) hand: Hand,
}

impl shared_folder::Desk for AtDesk {
    fn reader(&self) -> &Reader {
        &self.store
    }

    fn write(
        &mut self,
        work: &mut dyn FnMut(&mut Store, &mut Hand) -> office::Result<()>,
    ) -> office::Result<()> {
        work(&mut self.store, &mut self.hand)
    }

    fn now(&self) -> DateTime<Utc> {
        self.hand.now
    }
}

impl FolderCommand {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Set(set) => set.run(desk),
            Self::Show(show) => show.run(desk),
            Self::Sync => exchange(desk),
            Self::Leave => {
                let (mut store, _) = desk.open_to_write()?;
                let left = shared_folder::folder(&store)?;
                shared_folder::leave(&mut store)?;
                desk.say(&left, |_| {
                    "The folder is shared no longer. What this desk put there stays for the others."
                        .to_owned()
                })
            }
        }
    }
}

impl Set {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, _) = desk.open_to_write()?;
        let key = match &self.key_file {
            Some(file) => Some(crate::pack::read(file)?.parse::<FolderKey>()?),
            None => None,
        };
        shared_folder::share(&mut store, &self.folder, self.name.as_deref(), key.as_ref())?;
        if let Some(out) = &self.key_out {
            shared_folder::save_key(&store, out)?;
        }
        drop(store);
        exchange(desk)
    }
}

impl Show {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let store = desk.open()?;
        if let Some(out) = &self.key_out {
            shared_folder::save_key(&store, out)?;
        }
        let state = shared_folder::state(&store, desk.now())?;
        desk.say(&state, stands)
    }
}

fn exchange(desk: &Desk) -> Result<(), CliError> {
    let (store, hand) = desk.open_to_write()?;
    let mut at_desk = AtDesk { store, hand };
    let exchanged = shared_folder::exchange(&mut at_desk)?;
    let done = Done {
        exchanged,
        state: shared_folder::state(&at_desk.store, desk.now())?,
    };
    desk.say(&done, |done| {
        let Exchanged {
            taken,
            changed,
            written,
            ..
        } = &done.exchanged;
        let taken = match taken {
            0 => "Nothing new was there".to_owned(),
            _ => format!(
                "Took in {} ({} changed)",
                count(*taken, "pack", "packs"),
                count(*changed, "record", "records")
            ),
        };
        let written = match written {
            0 => "nothing was to be told",
            _ => "put there what this desk did",
        };
        format!("{taken}; {written}.\n{}", stands(&done.state))
    })
}

fn stands(state: &SharedFolder) -> String {
    let Some(folder) = &state.folder else {
        return "No folder is shared.".to_owned();
    };
    let exchanged = state.exchanged.map_or_else(|| "not yet".to_owned(), local);
    let desks = state
        .desks
        .iter()
        .map(|desk| [one_line(&desk.name), local(desk.wrote)]);
    let mut lines = vec![
        format!("{folder}\nLast exchange: {exchanged}\n"),
        table(
            ["DESK", "WROTE LAST"],
            desks.collect(),
            "No other desk wrote there yet.",
        ),
    ];
    for file in &state.waiting {
        let desk = file
            .desk
            .as_deref()
            .map_or_else(|| "a desk".to_owned(), one_line);
        let since = local(file.since);
        lines.push(match &file.why {
            Some(why) => format!("{} of {desk} waits since {since}: {why}", file.file),
            None if file.is_long => format!(
                "{} of {desk} is not whole since {since}; the program that syncs the folder may have stopped, here or there.",
                file.file
            ),
            None => format!("{} of {desk} is not whole yet.", file.file),
        });
    }
    lines.join("\n")
}

fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&Local)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}
