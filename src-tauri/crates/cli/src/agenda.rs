//! The agenda of an event.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::agenda::{Clash, ItemKind};
use domain::id::{AgendaItemId, EventId};
use office::view::{Agenda, AgendaRow, NewAgendaItem};

use crate::desk::Desk;
use crate::error::CliError;
use crate::findings;
use crate::journal;
use crate::table::{one_line, table};
use crate::value::{self, Start};
use crate::{agenda_file, agenda_template, agenda_version};

const ADD: &str = "\
Examples:
  symposia-cli agenda add --event ID --title Opening --kind opening --start 10:00 --minutes 30
  symposia-cli agenda add --event ID --title \"Coffee\" --kind break --minutes 15
  symposia-cli agenda add --event ID --title \"Site visit\" --start 2026-11-11T09:00 --minutes 180

Without --start an item begins when the one before it ends. A start without a day is one on the day of
the item that it stands behind or is a part of, else on the event's first day.";

/// Agendas
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Add an item to an event's agenda
    #[command(after_help = ADD)]
    Add(Add),
    /// List an event's agenda, with its times worked out and what clashes
    #[command(after_help = "Example:\n  symposia-cli agenda list --event ID")]
    #[command(visible_alias = "show")]
    List(List),
    Export(agenda_file::Export),
    Import(agenda_file::Import),
    Release(agenda_version::Release),
    Versions(agenda_version::Versions),
    Compare(agenda_version::Compare),
    GoBack(agenda_version::GoBack),
    #[command(subcommand)]
    Template(agenda_template::Command),
    /// Say what is wrong with an event's agenda, and what would be better
    #[command(after_help = findings::HELP)]
    Check(findings::Check),
}

/// A new item.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// What it is called
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    title: String,
    /// Its length, 1 to 1440
    #[arg(long, value_name = "N", value_parser = value::minutes, allow_negative_numbers = true)]
    minutes: u32,
    /// A start to keep: 10:00, or 2026-11-10T10:00
    #[arg(long, value_name = "TIME", value_parser = value::start)]
    start: Option<Start>,
    /// Its day, such as 2026-11-10
    #[arg(long, value_name = "DAY", value_parser = value::day)]
    day: Option<NaiveDate>,
    /// What kind of item it is; a presentation if not given
    #[arg(long, value_name = "KIND", value_parser = value::word(ItemKind::ALL, ItemKind::as_str))]
    kind: Option<ItemKind>,
    /// ID of the item that it becomes a part of
    #[arg(long, value_name = "ID", value_parser = value::id::<AgendaItemId>)]
    part_of: Option<AgendaItemId>,
    /// ID of the item to stand behind; the last of the day if not given
    #[arg(long, value_name = "ID", value_parser = value::id::<AgendaItemId>)]
    after: Option<AgendaItemId>,
}

/// Which agenda.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run(desk),
            Self::Check(check) => check.run(desk),
            Self::List(list) => {
                let agenda = office::agenda::show(&*desk.open()?, list.event)?;
                desk.say(&agenda.items, |_| text(&agenda))
            }
            Self::Export(export) => export.run(desk),
            Self::Import(import) => import.run(desk),
            Self::Release(release) => release.run(desk),
            Self::Versions(versions) => versions.run(desk),
            Self::Compare(compare) => compare.run(desk),
            Self::GoBack(go_back) => go_back.run(desk),
            Self::Template(command) => command.run(desk),
        }
    }
}

impl Add {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let item = NewAgendaItem {
            event: self.event,
            parent: self.part_of,
            kind: self.kind,
            title: self.title,
            day: self.start.and_then(|start| start.day).or(self.day),
            start: self.start.map(|start| start.time),
            minutes: self.minutes,
            after: self.after,
        };
        let change = office::agenda::add(&mut store, &mut hand, item)?;
        let agenda = office::agenda::show(&store, self.event)?;
        match agenda
            .items
            .iter()
            .find(|item| Some(item.id.to_string()) == change.id)
        {
            Some(item) => desk.say(item, |item| rows_text(std::slice::from_ref(item))),
            None => desk.say(&change, journal::done),
        }
    }
}

fn text(agenda: &Agenda) -> String {
    let clashes = agenda
        .clashes
        .iter()
        .map(|clash| format!("! {}\n", one_line(&clash_text(agenda, clash))));
    std::iter::once(rows_text(&agenda.items))
        .chain(clashes)
        .collect()
}

fn rows_text(items: &[AgendaRow]) -> String {
    let rows = items.iter().map(|item| {
        let inset = if item.parent.is_some() { "  " } else { "" };
        let speakers: Vec<&str> = item
            .speakers
            .iter()
            .map(|speaker| speaker.name.as_str())
            .collect();
        [
            item.id.to_string(),
            item.day.to_string(),
            format!(
                "{}-{}",
                item.start.format("%H:%M"),
                item.end.format("%H:%M")
            ),
            item.kind.to_string(),
            format!("{inset}{}", item.title),
            speakers.join("; "),
        ]
    });
    let nothing =
        "Nothing on the agenda yet. `symposia-cli agenda add --help` says how to add to it.\n";
    table(
        ["ID", "DAY", "TIME", "KIND", "ITEM", "SPEAKERS"],
        rows.collect(),
        nothing,
    )
}

fn clash_text(agenda: &Agenda, clash: &Clash) -> String {
    let title = |id: &AgendaItemId| {
        let item = agenda.items.iter().find(|item| item.id == *id);
        item.map_or_else(|| id.to_string(), |item| format!("“{}”", item.title))
    };
    match clash {
        Clash::Overlap { a, b } => format!("{} and {} are at the same time", title(a), title(b)),
        Clash::RoomTwice { room, a, b } => {
            let room = agenda.rooms.iter().find(|known| known.id == *room);
            let name = room.map(|room| room.name.as_str()).unwrap_or_default();
            format!(
                "{} and {} are in {name} at the same time",
                title(a),
                title(b)
            )
        }
        Clash::PersonTwice { name, a, b, .. } => {
            format!(
                "{name} has a part in {} and {} at the same time",
                title(a),
                title(b)
            )
        }
        Clash::OutsideEvent { item } => format!("{} is outside the time of the event", title(item)),
        Clash::OutsideParent { item, parent } => {
            format!("{} reaches beyond {}", title(item), title(parent))
        }
    }
}
