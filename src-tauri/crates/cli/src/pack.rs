//! Packs: exchange with other offices, and what they said differently.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, Utc};
use clap::{Args, Subcommand};
use domain::id::EventId;
use domain::pack::Purpose;
use office::pack::{
    Card, Disagreement, Header, Keep, Office, Opening, Order, Readers, Received, Shown, SignedBy,
    Told, What,
};
use serde::Serialize;

use crate::desk::Desk;
use crate::error::CliError;
use crate::journal;
use crate::shared_folder::FolderCommand;
use crate::table::{count, one_line, table};
use crate::value;

const KEYS: &str = "\
Examples:
  symposia-cli pack keys show --name \"Technical Centre, Seoul\" --out seoul.key
      names this office, and writes the line that the others need
  symposia-cli pack keys add ulaanbaatar.key
      notes another office's line

The line is no secret. Exchange it once, and not with the first pack: packs for an office are encrypted with
its key, and what it sends is known by the other one.";

const EXPORT: &str = "\
Examples:
  symposia-cli pack export --for Secretariat --out for-secretariat.pack
      what the secretariat has not seen yet, as far as its last pack tells; only it can read the file
  symposia-cli pack export --event ID --to \"Technical Centre, Seoul\" --out symposium.pack
  symposia-cli pack export --all --passphrase-file words.txt --out all.pack
  symposia-cli pack export --all --unencrypted --out all.pack
      for a stick that stays in the office: whoever has the file can read it
  symposia-cli pack export --all --purpose results --to \"Technical Centre, Seoul\" --out results.pack
      plans, trainings and figures; of people only their State, gender, organisation and part";

const IMPORT: &str = "\
Examples:
  symposia-cli pack import from-seoul.pack --dry-run
  symposia-cli pack import from-seoul.pack

Packs may come in any order, twice, or never. What two offices said differently is listed; one of the
two stands until you decide with `conflict keep`. The whole is one step, which `undo` takes back.

Only packs of offices whose line was added are taken in. `pack show` says whose a pack is; where you are
sure of it without their line, say --accept-unknown.";

/// Packs
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show this office's key and those of others; add another's
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Write a pack
    #[command(after_help = EXPORT)]
    Export(Export),
    /// Say what is in a pack, and whether it is whole
    #[command(after_help = "Example:\n  symposia-cli pack show from-seoul.pack")]
    Show(File),
    /// Take a pack in
    #[command(after_help = IMPORT)]
    Import(Import),
    /// Share a folder with other desks that any program syncs
    #[command(subcommand)]
    Folder(FolderCommand),
}

/// Keys
#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// Show the line that others need to make packs for this office, and the offices that are known
    #[command(after_help = KEYS)]
    Show(ShowKeys),
    /// Note another office's line
    #[command(after_help = KEYS)]
    Add(AddKey),
}

/// Which key.
#[derive(Debug, Args)]
pub(crate) struct ShowKeys {
    /// What this office is called from now on
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Write this office's line into a file as well
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Another office's line.
#[derive(Debug, Args)]
pub(crate) struct AddKey {
    /// The line itself, or the file that it is in
    #[arg(value_name = "FILE or LINE")]
    key: String,
}

/// What goes out.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true)))]
#[command(group(clap::ArgGroup::new("readers")))]
pub(crate) struct Export {
    /// What this office has not seen yet
    #[arg(
        long = "for",
        value_name = "OFFICE",
        group = "what",
        conflicts_with = "readers"
    )]
    office: Option<String>,
    /// One event, with all that belongs to it
    #[arg(long, value_name = "ID", group = "what", value_parser = value::id::<EventId>)]
    event: Option<EventId>,
    /// Everything
    #[arg(long, group = "what")]
    all: bool,
    /// An office that is to read it; may be said several times
    #[arg(long, value_name = "OFFICE", group = "readers")]
    to: Vec<String>,
    /// Lock it with the passphrase in the first line of a file
    #[arg(long, value_name = "FILE", group = "readers")]
    passphrase_file: Option<PathBuf>,
    /// Let everybody read it who has the file
    #[arg(long, group = "readers")]
    unencrypted: bool,
    /// What it is for: all, or results, which says of people no more than totals are made of
    #[arg(long, value_name = "PURPOSE", default_value = "all",
          value_parser = value::word(Purpose::ALL, Purpose::as_str))]
    purpose: Purpose,
    /// Where to put the pack
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// A pack.
#[derive(Debug, Args)]
pub(crate) struct File {
    /// The pack
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The file whose first line is the pack's passphrase
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// A pack to be taken in.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(flatten)]
    pack: File,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
    /// Take it in though it is signed by a key that is not known
    #[arg(long)]
    accept_unknown: bool,
}

/// The keys that are known.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Known {
    card: Card,
    line: String,
    offices: Vec<Office>,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Keys(KeysCommand::Show(show)) => show.run(desk),
            Self::Keys(KeysCommand::Add(add)) => add.run(desk),
            Self::Export(export) => export.run(desk),
            Self::Show(file) => {
                let store = desk.open()?;
                let shown = office::pack::show(&store, &file.file, file.passphrase()?.as_deref())?;
                desk.say(&shown, looked_at)
            }
            Self::Import(import) => import.run(desk),
            Self::Folder(folder) => folder.run(desk),
        }
    }
}

impl ShowKeys {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, _) = desk.open_to_write()?;
        let card = office::pack::own_card(&mut store, self.name.as_deref())?;
        let line = card.to_string();
        if let Some(out) = &self.out {
            office::files::save(desk.place_for(out)?, format!("{line}\n").as_bytes())?;
        }
        let known = Known {
            line,
            offices: office::pack::offices(&store)?,
            card,
        };
        desk.say(&known, |known| {
            let rows = known.offices.iter().map(|office| {
                [
                    one_line(&office.name),
                    office
                        .key
                        .clone()
                        .unwrap_or_else(|| "no key yet".to_owned()),
                    office.met.map_or_else(|| "no pack yet".to_owned(), local),
                    count(office.unseen, "step", "steps"),
                ]
            });
            format!(
                "{}\n\n{}",
                known.line,
                table(
                    ["OFFICE", "KEY", "NEWEST PACK", "NOT SEEN YET"],
                    rows.collect(),
                    "No other office is known yet."
                )
            )
        })
    }
}

impl AddKey {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, _) = desk.open_to_write()?;
        let card: Card = match self.key.parse() {
            Ok(card) => card,
            Err(error) if !Path::new(&self.key).exists() => return Err(CliError::Office(error)),
            Err(_) => read(Path::new(&self.key))?.parse()?,
        };
        office::pack::add_office(&mut store, &card)?;
        desk.say(&card, |card| {
            format!("Packs for {} can be made now.", one_line(&card.name))
        })
    }
}

impl Export {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let what = match (self.office, self.event) {
            (Some(office), _) => What::For(office),
            (None, Some(event)) => What::Event(event),
            (None, None) => What::All,
        };
        let readers = match (&self.passphrase_file, self.unencrypted) {
            (Some(file), _) => Readers::Passphrase(first_line(file)?),
            (None, true) => Readers::Everybody,
            (None, false) => Readers::Offices(self.to),
        };
        let out = desk.place_for(&self.out)?;
        let order = Order {
            what,
            purpose: self.purpose,
        };
        let sent = office::pack::export(&mut store, &mut hand, order, &readers, out)?;
        desk.say(&sent, |sent| {
            let steps = count(sent.header.steps, "step", "steps");
            let readers = match (sent.open, sent.readers.as_slice()) {
                (true, _) => "whoever has the file can read it".to_owned(),
                (false, []) => "whoever knows the passphrase can read it".to_owned(),
                (false, names) => format!("only {} can read it", one_line(&names.join(", "))),
            };
            format!("Saved {steps} to {}; {readers}.", sent.path)
        })
    }
}

impl File {
    fn passphrase(&self) -> Result<Option<String>, CliError> {
        self.passphrase_file.as_deref().map(first_line).transpose()
    }
}

impl Import {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_after_backup(domain::backup::BackupReason::Pack)?;
        let passphrase = self.pack.passphrase()?;
        let file = &self.pack.file;
        let received = office::pack::import(
            &mut store,
            &mut hand,
            file,
            Opening {
                passphrase: passphrase.as_deref(),
                accept_unknown: self.accept_unknown,
            },
            self.dry_run,
        )?;
        desk.say(&received, |received| taken(received, self.dry_run))
    }
}

fn looked_at(shown: &Shown) -> String {
    let key = &shown.fingerprint;
    let signed = match &shown.signed_by {
        SignedBy::Own => "It is signed with this office's own key.".to_owned(),
        SignedBy::Office { name } => {
            format!("It is signed with the key of {} ({key}).", one_line(name))
        }
        SignedBy::Unknown => format!(
            "It is signed by an unknown key ({key}). Ask {} whether that is theirs, and for the line of their key.",
            one_line(&shown.header.office)
        ),
        SignedBy::NotTheirs { name } => format!(
            "It is not signed with the key of {}, but with another ({key}).",
            one_line(name)
        ),
    };
    format!("{}\n{signed}", about(&shown.header))
}

fn about(header: &Header) -> String {
    let what = match header.event {
        Some(event) => format!("the event {event}"),
        None if header.covers.values().all(|(from, _)| *from < 0) => "everything".to_owned(),
        None => "what had not been seen".to_owned(),
    };
    let what = match header.purpose {
        Purpose::All => what,
        Purpose::Results => format!("{what}, without people's names and data"),
    };
    format!(
        "From {}, {}: {what}, {} with {}. It is whole.",
        one_line(&header.office),
        local(header.made),
        count(header.steps, "step", "steps"),
        count(header.facts, "record's change", "records' changes"),
    )
}

fn taken(received: &Received, dry: bool) -> String {
    let taken = &received.taken;
    let mut lines = vec![about(&received.header)];
    if taken.facts == 0 {
        lines.push("Nothing in it is new here.".to_owned());
    }
    let would = if dry { "would be " } else { "" };
    for table in &taken.records {
        let told = [
            (table.made, "new"),
            (table.changed, "changed"),
            (table.deleted, "deleted"),
        ];
        let told: Vec<String> = told
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{number} {would}{what}"))
            .collect();
        lines.push(format!(
            "  {}: {}",
            table.table.replace('_', " "),
            told.join(", ")
        ));
    }
    for ahead in &taken.ahead {
        lines.push(format!(
            "The clock of {} is far ahead of this one: it says {}. Nothing is lost; ask them to set it right.",
            one_line(&ahead.actor),
            local(ahead.says)
        ));
    }
    if received.possible_duplicates > 0 {
        lines.push(format!(
            "{} came with it and may be in the directory already: see `people duplicates`.",
            count(received.possible_duplicates, "person", "people")
        ));
    }
    if !received.conflicts.is_empty() {
        lines.push(format!(
            "{} to be decided:",
            count(received.conflicts.len() as u64, "thing is", "things are")
        ));
        lines.push(listed(&received.conflicts));
    }
    if let Some(change) = taken.change.as_ref().filter(|_| !dry) {
        lines.push(journal::done(change));
    }
    lines.join("\n")
}

const KEEP: &str = "\
Examples:
  symposia-cli conflict keep KEY --this
      what stands is right
  symposia-cli conflict keep KEY --that
      what the other office said comes to stand

To write a third thing, change the record as always: whoever saw both decides.";

/// What two offices said differently
#[derive(Debug, Subcommand)]
pub(crate) enum Conflict {
    /// List what two offices said differently, and nobody has decided
    #[command(after_help = "Example:\n  symposia-cli conflict list")]
    List,
    /// Decide one
    #[command(after_help = KEEP)]
    Keep(KeepOne),
}

/// A decision.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("which").required(true)))]
pub(crate) struct KeepOne {
    /// The key that `conflict list` shows
    #[arg(value_name = "KEY")]
    key: String,
    /// Keep what stands
    #[arg(long, group = "which")]
    this: bool,
    /// Take what does not stand
    #[arg(long, group = "which")]
    that: bool,
}

impl Conflict {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::List => {
                let conflicts = office::pack::conflicts(&*desk.open()?)?;
                desk.say(&conflicts, |conflicts| match conflicts.as_slice() {
                    [] => "Nothing is to be decided.".to_owned(),
                    some => listed(some),
                })
            }
            Self::Keep(keep) => {
                let (mut store, mut hand) = desk.open_to_write()?;
                let which = if keep.that { Keep::That } else { Keep::This };
                let change = office::pack::keep(&mut store, &mut hand, &keep.key, which)?;
                desk.say(&change, journal::done)
            }
        }
    }
}

fn listed(conflicts: &[office::pack::Conflict]) -> String {
    let blocks = conflicts.iter().map(|conflict| {
        let one = &conflict.what;
        let name = one_line(one.name.as_deref().unwrap_or(&one.record));
        let about = match (&one.same_as, one.fields.as_slice()) {
            (Some(_), _) => "made in two offices, where one can be".to_owned(),
            (None, []) => "deleted in one office, changed in another".to_owned(),
            (None, fields) => fields.join(", ").replace('_', " "),
        };
        format!(
            "{}\n  {} {name}: {about}\n  this  {}\n  that  {}",
            one.id,
            one.table.replace('_', " "),
            side(one, &one.stands, conflict.this_office.as_deref()),
            side(one, &one.other, conflict.that_office.as_deref())
        )
    });
    blocks.collect::<Vec<_>>().join("\n")
}

fn side(one: &Disagreement, told: &Told, office: Option<&str>) -> String {
    let value = match &told.values {
        None => "deleted".to_owned(),
        Some(_) if one.fields.is_empty() => "there".to_owned(),
        Some(values) => {
            let values = one.fields.iter().map(|field| match values.get(field) {
                None | Some(serde_json::Value::Null) => "nothing".to_owned(),
                Some(serde_json::Value::String(text)) => format!("“{}”", one_line(text)),
                Some(other) => other.to_string(),
            });
            values.collect::<Vec<_>>().join(", ")
        }
    };
    let at: Option<DateTime<Utc>> = told.at.parse().ok();
    let at = at.map_or_else(|| told.at.clone(), local);
    let office = office.map_or_else(String::new, |office| format!("{}, ", one_line(office)));
    format!("{value}  ({}, {office}{at})", one_line(&told.actor))
}

fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&Local)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}

pub(crate) fn read(path: &Path) -> Result<String, CliError> {
    std::fs::read_to_string(path).map_err(|source| {
        CliError::Office(office::OfficeError::Unreadable {
            path: path.to_owned(),
            source,
        })
    })
}

fn first_line(path: &Path) -> Result<String, CliError> {
    let text = read(path)?;
    match text
        .lines()
        .next()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        Some(line) => Ok(line.to_owned()),
        None => Err(CliError::Office(office::OfficeError::NotPossible(format!(
            "{} holds no passphrase in its first line",
            path.display()
        )))),
    }
}
