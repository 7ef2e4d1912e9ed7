//! Versions of an agenda.

use chrono::Local;
use clap::Args;
use domain::agenda::compare::{Comparison, ItemChange, ItemDifference, Printed};
use domain::id::EventId;
use office::agenda::release::{self, NOW};
use office::view::{AgendaComparison, AgendaVersions};

use crate::desk::Desk;
use crate::error::CliError;
use crate::journal;
use crate::table::{one_line, table};
use crate::value;

const RELEASE: &str = "\
Examples:
  symposia-cli agenda release --event ID --name provisional
  symposia-cli agenda release --event ID --name \"rev. 1\" --note \"after the consultation\"

Papers and calendar files then say which version they print, and that they are a draft once the
agenda differs from it.";

const COMPARE: &str = "\
Examples:
  symposia-cli agenda compare --event ID provisional \"rev. 1\"
  symposia-cli agenda compare --event ID 2 now

A version is given by its name or number; now is the agenda as it stands.";

const GO_BACK: &str = "\
Example:
  symposia-cli agenda go-back --event ID provisional

One step, which undo takes back. Speakers who are no longer on the event's list are not put on it
again; they are listed.";

/// Keep an event's agenda as a version: provisional, rev. 1, final
#[derive(Debug, Args)]
#[command(after_help = RELEASE)]
pub(crate) struct Release {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// What it is called
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    name: String,
    /// What is to be known about it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Release {
    pub(crate) fn run(&self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        release::release(
            &mut store,
            &mut hand,
            self.event,
            &self.name,
            self.note.as_deref(),
        )?;
        let versions = release::versions(&store, self.event)?;
        match versions.releases.first() {
            Some(newest) => desk.say(newest, |_| versions_text(&versions)),
            None => desk.say(&versions, versions_text),
        }
    }
}

/// List the versions of an event's agenda, the newest first
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  symposia-cli agenda versions --event ID")]
pub(crate) struct Versions {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
}

impl Versions {
    pub(crate) fn run(&self, desk: &Desk) -> Result<(), CliError> {
        let versions = release::versions(&*desk.open()?, self.event)?;
        desk.say(&versions.releases, |_| versions_text(&versions))
    }
}

fn versions_text(versions: &AgendaVersions) -> String {
    let rows = versions.releases.iter().map(|row| {
        [
            row.number.to_string(),
            row.name.clone(),
            row.released
                .with_timezone(&Local)
                .format("%Y-%m-%d %H:%M")
                .to_string(),
            row.items.to_string(),
            if row.stands { "yes" } else { "" }.to_owned(),
            row.note.clone().unwrap_or_default(),
        ]
    });
    table(
        ["NO", "VERSION", "RELEASED", "ITEMS", "AS IT STANDS", "NOTE"],
        rows.collect(),
        "No version was released yet. `symposia-cli agenda release --help` says how to.",
    )
}

/// Say what differs between two versions of an agenda
#[derive(Debug, Args)]
#[command(after_help = COMPARE)]
pub(crate) struct Compare {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// The earlier version: its name, its number, or now
    #[arg(value_name = "A")]
    a: String,
    /// The later version
    #[arg(value_name = "B")]
    b: String,
}

impl Compare {
    pub(crate) fn run(&self, desk: &Desk) -> Result<(), CliError> {
        let store = desk.open()?;
        let a = release::named(&store, self.event, &self.a)?;
        let b = release::named(&store, self.event, &self.b)?;
        let compared = release::compare(&store, self.event, a, b)?;
        desk.say(&compared, compared_text)
    }
}

fn compared_text(compared: &AgendaComparison) -> String {
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| NOW.to_owned());
    let (a, b) = (name(&compared.a), name(&compared.b));
    if compared.differs.is_empty() {
        return one_line(&format!("{a} and {b} say the same"));
    }
    let Comparison { zone, items } = &compared.differs;
    let zone = zone.as_ref().map(|(from, to)| {
        let name = |zone: &Option<String>| zone.clone().unwrap_or_else(|| "none".to_owned());
        format!("zone: {} -> {}", name(from), name(to))
    });
    let head = format!("From {a} to {b}:");
    let lines = std::iter::once(head)
        .chain(zone)
        .chain(items.iter().flat_map(item_lines));
    let lines: Vec<String> = lines.map(|line| one_line(&line)).collect();
    lines.join("\n")
}

fn item_lines(difference: &ItemDifference) -> Vec<String> {
    let (sign, printed) = match (&difference.before, &difference.after) {
        (None, after) => ('+', after),
        (before, None) => ('-', before),
        (_, after) => ('~', after),
    };
    let head = printed
        .as_ref()
        .map(|printed| format!("{sign} {}", printed_text(printed)));
    let changes = difference.changes.iter().filter_map(change_text);
    head.into_iter()
        .chain(changes.map(|change| format!("    {change}")))
        .collect()
}

fn printed_text(printed: &Printed) -> String {
    let time = match (printed.start, printed.end) {
        (Some(start), Some(end)) => format!("{}-{}", start.format("%H:%M"), end.format("%H:%M")),
        _ => "not in the timetable".to_owned(),
    };
    format!("{} {time} {}", printed.day, printed.title)
}

/// What changed, in words; added and removed are said by their sign.
fn change_text(change: &ItemChange) -> Option<String> {
    let quoted = |text: &Option<String>| match text {
        Some(text) => format!("“{text}”"),
        None => "none".to_owned(),
    };
    Some(match change {
        ItemChange::Added | ItemChange::Removed => return None,
        ItemChange::Renamed { from, to } => format!("renamed: “{from}” -> “{to}”"),
        ItemChange::Kind { from, to } => format!("kind: {from} -> {to}"),
        ItemChange::Described { .. } => "another description".to_owned(),
        ItemChange::Moved { from, to } => {
            let time = |at: &Option<chrono::NaiveDateTime>| {
                at.map_or_else(
                    || "not in the timetable".to_owned(),
                    |at| at.format("%Y-%m-%d %H:%M").to_string(),
                )
            };
            format!("moved: {} -> {}", time(from), time(to))
        }
        ItemChange::Resized { from, to } => format!("length: {from} -> {to} minutes"),
        ItemChange::Reordered { behind } => match behind {
            Some(title) => format!("order: now behind “{title}”"),
            None => "order: now the first".to_owned(),
        },
        ItemChange::PartOf { from, to } => format!("part of: {} -> {}", quoted(from), quoted(to)),
        ItemChange::Room { from, to } => format!("room: {} -> {}", quoted(from), quoted(to)),
        ItemChange::SpeakerAdded { name, capacity } => format!("added: {name} ({capacity})"),
        ItemChange::SpeakerRemoved { name, capacity } => format!("removed: {name} ({capacity})"),
        ItemChange::SpeakerCapacity { name, from, to } => format!("{name}: {from} -> {to}"),
        ItemChange::SpeakersReordered => "speakers in another order".to_owned(),
    })
}

/// Make the agenda again what a version of it has
#[derive(Debug, Args)]
#[command(after_help = GO_BACK)]
pub(crate) struct GoBack {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// The version: its name or number
    #[arg(value_name = "VERSION")]
    version: String,
}

impl GoBack {
    pub(crate) fn run(&self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let version = release::named(&store, self.event, &self.version)?;
        let done = release::go_back_to(&mut store, &mut hand, self.event, version)?;
        desk.say(&done, |done| {
            let left_out = done.left_out.iter().map(|one| {
                one_line(&format!(
                    "  not restored: {} in “{}”, no longer on the event's list",
                    one.name, one.item
                ))
            });
            let lines: Vec<String> = std::iter::once(journal::done(&done.change))
                .chain(left_out)
                .collect();
            lines.join("\n")
        })
    }
}
