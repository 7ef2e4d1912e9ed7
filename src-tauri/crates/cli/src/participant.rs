//! Participants of an event.

use chrono::NaiveDate;
use clap::{ArgGroup, Args, Subcommand};
use domain::id::{EventId, PersonId};
use domain::participation::{Capacity, Presence};
use office::view::{
    AddedPeople, AttendanceMark, AttendanceQuery, AttendanceSheet, GroupRow, ParticipantQuery,
    PeopleOrder, PeopleSource, Window,
};

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{count, table};
use crate::{journal, people, value};

const ADD: &str = "\
Examples:
  symposia-cli participant add --event ID --person ID --capacity speaker
  symposia-cli participant add --event ID --group \"SPC experts\"
  symposia-cli participant add --event ID --from-event ID --came

`people list` shows the IDs of people; `people import FILE --event ID` adds a whole list. One who
takes part already stays as they are, and is told. From a group or an event people come in the
capacity that they have there.";

const ATTENDANCE: &str = "\
Examples:
  symposia-cli participant attendance --event ID
  symposia-cli participant attendance --event ID --day 2026-11-10 --all present
  symposia-cli participant attendance --event ID --day 2026-11-10 --person ID --presence absent

Without a mark the sheet is shown. `--all` marks everybody who is expected and has no mark on that day.";

/// Participants
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make people of the directory participants: one, a saved group, or those of another event
    #[command(after_help = ADD)]
    Add(Add),
    /// List the saved groups
    #[command(after_help = "Example:\n  symposia-cli participant groups")]
    Groups,
    /// Save an event's participants as a group
    #[command(
        after_help = "Example:\n  symposia-cli participant save-group --event ID --name \"SPC experts\""
    )]
    SaveGroup(SaveGroup),
    /// Show or record who was there on which day
    #[command(after_help = ATTENDANCE)]
    Attendance(Attendance),
}

/// Which participants become a group.
#[derive(Debug, Args)]
pub(crate) struct SaveGroup {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// The group's name; a group of that name takes them in
    #[arg(long, value_name = "NAME")]
    name: String,
}

/// Whose attendance, and when.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("mark").args(["all", "presence"]).requires("day")))]
pub(crate) struct Attendance {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// The day
    #[arg(long, value_name = "DAY", value_parser = value::day)]
    day: Option<NaiveDate>,
    /// Mark everybody who is expected and has no mark yet; not-recorded clears the day
    #[arg(long, value_name = "PRESENCE", value_parser = value::word(Presence::ALL, Presence::as_str))]
    all: Option<Presence>,
    /// IDs of those to mark
    #[arg(long, value_name = "ID", value_parser = value::id::<PersonId>, requires = "presence")]
    person: Vec<PersonId>,
    /// What is recorded of them
    #[arg(long, value_name = "PRESENCE", requires = "person",
          value_parser = value::word(Presence::ALL, Presence::as_str))]
    presence: Option<Presence>,
}

/// Who, and in what.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("whom").args(["person", "group", "from_event"]).required(true)))]
pub(crate) struct Add {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// The person's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<PersonId>)]
    person: Option<PersonId>,
    /// A saved group's name or ID
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// ID of another event whose people come again; not those who declined
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    from_event: Option<EventId>,
    /// Of that event only those who came
    #[arg(long, requires = "from_event")]
    came: bool,
    /// In what capacity; as before, or delegate, if not given
    #[arg(long, value_name = "CAPACITY", value_parser = value::word(Capacity::ALL, Capacity::as_str))]
    capacity: Option<Capacity>,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run(desk),
            Self::Groups => desk.say(&office::group::list(&*desk.open()?)?, |rows| groups(rows)),
            Self::SaveGroup(save) => {
                let (mut store, mut hand) = desk.open_to_write()?;
                let (event, name) = (save.event, &save.name);
                office::group::save_participants(&mut store, &mut hand, event, &[], name)?;
                let group = office::group::find(&store, name)?;
                desk.say(&group, |group| groups(std::slice::from_ref(group)))
            }
            Self::Attendance(attendance) => attendance.run(desk),
        }
    }
}

impl Add {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let source = match (self.person, &self.group, self.from_event) {
            (Some(person), ..) => return self.add_person(desk, &mut store, &mut hand, person),
            (None, Some(group), _) => PeopleSource::Group {
                id: office::group::find(&store, group)?.id,
            },
            (None, None, Some(id)) => PeopleSource::Event {
                id,
                came: self.came,
            },
            // The arguments are refused without any of the three.
            (None, None, None) => PeopleSource::People { ids: Vec::new() },
        };
        let added = office::participation::add_from(
            &mut store,
            &mut hand,
            self.event,
            &source,
            self.capacity,
        )?;
        desk.say(&added, added_text)
    }

    fn add_person(
        &self,
        desk: &Desk,
        store: &mut office::Store,
        hand: &mut office::Hand,
        person: PersonId,
    ) -> Result<(), CliError> {
        let capacity = self.capacity.unwrap_or(Capacity::Delegate);
        let change = office::participation::add(store, hand, self.event, &[person], capacity)?;
        let all = office::participation::all(store, &everybody(self.event))?;
        match all.iter().find(|row| row.person.id == person) {
            Some(row) => desk.say(row, |row| {
                people::participants_text(std::slice::from_ref(row))
            }),
            None => desk.say(&change, journal::done),
        }
    }
}

fn everybody(event: EventId) -> ParticipantQuery {
    ParticipantQuery {
        event,
        text: String::new(),
        order: PeopleOrder::Name,
        window: Window::default(),
    }
}

fn added_text(added: &AddedPeople) -> String {
    let done = format!(
        "{} added",
        count(added.added, "participant", "participants")
    );
    if added.already.is_empty() {
        return done;
    }
    format!("{done}; on the list already: {}", added.already.join(", "))
}

fn groups(rows: &[GroupRow]) -> String {
    let cells = rows.iter().map(|row| {
        [
            row.id.to_string(),
            row.name.clone(),
            row.people.to_string(),
            row.note.clone().unwrap_or_default(),
        ]
    });
    table(
        ["ID", "NAME", "PEOPLE", "NOTE"],
        cells.collect(),
        "No group is saved yet. `symposia-cli participant save-group --help` says how.",
    )
}

impl Attendance {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let Some(day) = self
            .day
            .filter(|_| self.all.is_some() || self.presence.is_some())
        else {
            return desk.say(&sheet(&*desk.open()?, self.event)?, sheet_text);
        };
        let (mut store, mut hand) = desk.open_to_write()?;
        if let Some(presence) = self.all {
            office::participation::attendance::mark_day(
                &mut store, &mut hand, self.event, day, presence,
            )?;
        }
        if let Some(presence) = self.presence {
            let marks = self
                .person
                .iter()
                .map(|person| {
                    let participation = store
                        .participation_of(self.event, *person)?
                        .ok_or_else(|| no_participant(*person))?;
                    Ok(AttendanceMark {
                        participation,
                        day,
                        presence,
                    })
                })
                .collect::<Result<Vec<_>, office::OfficeError>>()?;
            office::participation::attendance::mark(&mut store, &mut hand, self.event, &marks)?;
        }
        desk.say(&sheet(&store, self.event)?, sheet_text)
    }
}

fn no_participant(person: PersonId) -> office::OfficeError {
    office::OfficeError::NotPossible(format!(
        "{person} is on no list of participants of this event; `symposia-cli people list --event` shows who is"
    ))
}

/// The whole sheet.
fn sheet(store: &office::Reader, event: EventId) -> Result<AttendanceSheet, CliError> {
    let mut query = AttendanceQuery {
        event,
        window: Window {
            offset: 0,
            limit: Window::MOST,
        },
    };
    let mut all = office::participation::attendance::show(store, &query)?;
    while u64::try_from(all.page.rows.len()).unwrap_or(u64::MAX) < all.page.total {
        query.window.offset += Window::MOST;
        let more = office::participation::attendance::show(store, &query)?;
        if more.page.rows.is_empty() {
            break;
        }
        all.page.rows.extend(more.page.rows);
    }
    Ok(all)
}

fn sheet_text(sheet: &AttendanceSheet) -> String {
    let rows = sheet.page.rows.iter().map(|row| {
        let days = sheet.days.iter().zip(&row.days);
        let days = days
            .filter(|(_, presence)| **presence != Presence::NotRecorded)
            .map(|(day, presence)| format!("{} {presence}", day.day));
        [
            row.person.id.to_string(),
            row.person.name.clone(),
            days.collect::<Vec<_>>().join(", "),
        ]
    });
    let totals = sheet.days.iter().map(|day| {
        format!(
            "{}: {} present, {} online, {} absent",
            day.day, day.present, day.online, day.absent
        )
    });
    let list = table(
        ["PERSON", "NAME", "DAYS"],
        rows.collect(),
        "Nobody takes part yet. `symposia-cli participant add --help` says how to add people.",
    );
    std::iter::once(list)
        .chain(totals)
        .collect::<Vec<_>>()
        .join("\n")
}
