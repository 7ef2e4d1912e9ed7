//! Events: planned, listed, shown, edited, duplicated, deleted.

use chrono::Datelike;
use clap::{ArgGroup, Args, Subcommand};
use domain::event::{Class, DaysAs, EventKind, EventStatus};
use domain::id::EventId;
use domain::timing::Timing;
use office::Store;
use office::view::{Change, EventEdit, EventPage, EventQuery, EventRow, Named, NewEvent};

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{fields, one_line, table};
use crate::value::Or;
use crate::when::{self, When};
use crate::{journal, value};

const ADD: &str = "\
Examples:
  symposia-cli event add --kind policy-dialogue --title \"NEACAP Policy Dialogue 2026\" \\
      --start 2026-11-10T10:00 --end 2026-11-10T17:30 --zone Asia/Seoul \\
      --venue \"Conference hall\" --city Incheon --activity 1.1 --with ID
  symposia-cli event add --kind training --title \"Emission inventories\" --first 2026-09-01 --last 2026-09-03
  symposia-cli event add --kind symposium --title \"Symposium\" --upon-consultation 2026 --activity 1.2

Where no time is given the event is planned for some time in this year.";

const EDIT: &str = "\
Examples:
  symposia-cli event edit ID --status confirmed
  symposia-cli event edit ID --first 2026-09-02 --last 2026-09-04 --city Busan
  symposia-cli event edit ID --venue \"\" --with \"\"

All that is given is one step, which one `undo` takes back. An empty text takes away what was
there. --activity names all activities that the event is to serve.";

const LIST: &str = "\
Examples:
  symposia-cli event list --year 2026
  symposia-cli event list --kind training --kind symposium --status confirmed
  symposia-cli --json event list --activity 1.1 --text dialogue";

const SHOW: &str = "\
Examples:
  symposia-cli event show ID
  symposia-cli --json event show ID

With the start on the clocks of the partnership's other zones, and what the next step of planning
still lacks. `agenda list` and `people list --event` show the rest.";

const DUPLICATE: &str = "\
Example:
  symposia-cli event duplicate ID

The copy is proposed, without a date, and nobody takes part in it yet.";

const DELETE: &str = "\
Example:
  symposia-cli event delete ID";

/// Events
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Plan an event
    #[command(after_help = ADD)]
    Add(Box<Add>),
    /// List events by date
    #[command(after_help = LIST)]
    List(List),
    /// Show an event
    #[command(after_help = SHOW)]
    Show(One),
    /// Change an event
    #[command(after_help = EDIT)]
    Edit(Box<Edit>),
    /// Plan an event like another: its place, partners, activities, rooms and agenda
    #[command(after_help = DUPLICATE)]
    Duplicate(One),
    /// Delete an event with all that belongs to it; `undo` brings it back
    #[command(after_help = DELETE)]
    Delete(One),
}

/// Which event.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// The event's ID
    #[arg(value_name = "ID", value_parser = value::id::<EventId>)]
    id: EventId,
}

/// A new event.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// What kind of event it is
    #[arg(long, value_name = "KIND", value_parser = value::word(EventKind::ALL, EventKind::as_str))]
    kind: EventKind,
    /// What it is called
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    title: String,
    /// How far it has come; proposed if not given
    #[arg(long, value_name = "STATUS", value_parser = value::word(EventStatus::ALL, EventStatus::as_str))]
    status: Option<EventStatus>,
    /// Building, hall
    #[arg(long, value_name = "TEXT")]
    venue: Option<String>,
    /// City
    #[arg(long, value_name = "TEXT")]
    city: Option<String>,
    /// An activity of the work plan that it serves, such as 1.1; may be given again
    #[arg(long, value_name = "CODE")]
    activity: Vec<String>,
    /// ID of the event that it is held with
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    with: Option<EventId>,
    /// With the tasks of its kind's checklist, as `task apply` adds them
    #[arg(long)]
    checklist: bool,
    #[command(flatten)]
    when: When,
}

/// Which events.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only this kind; may be given again
    #[arg(long, value_name = "KIND", value_parser = value::word(EventKind::ALL, EventKind::as_str))]
    kind: Vec<EventKind>,
    /// Only this status; may be given again
    #[arg(long, value_name = "STATUS", value_parser = value::word(EventStatus::ALL, EventStatus::as_str))]
    status: Vec<EventStatus>,
    /// Only this year
    #[arg(long, value_name = "YEAR", value_parser = value::year)]
    year: Option<i32>,
    /// Only those that serve this activity, such as 1.1
    #[arg(long, value_name = "CODE")]
    activity: Option<String>,
    /// Only those that hold these words
    #[arg(
        long,
        value_name = "WORDS",
        default_value = "",
        hide_default_value = true
    )]
    text: String,
}

/// What to change.
#[derive(Debug, Args)]
#[command(
    override_usage = "symposia-cli event edit <ID> [OPTIONS], at least one of those that change something"
)]
#[command(group(ArgGroup::new("change").required(true).multiple(true).args([
    "title", "kind", "status", "venue", "city", "activity", "with", "state", "online_link", "description", "url",
    "note", "position", "class", "reminder", "days_as", "sessions", "start", "first", "quarter", "year",
    "upon_consultation",
])))]
pub(crate) struct Edit {
    /// The event's ID
    #[arg(value_name = "ID", value_parser = value::id::<EventId>)]
    id: EventId,
    /// What it is called
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    title: Option<String>,
    /// What kind of event it is
    #[arg(long, value_name = "KIND", value_parser = value::word(EventKind::ALL, EventKind::as_str))]
    kind: Option<EventKind>,
    /// How far it has come
    #[arg(long, value_name = "STATUS", value_parser = value::word(EventStatus::ALL, EventStatus::as_str))]
    status: Option<EventStatus>,
    /// Building, hall
    #[arg(long, value_name = "TEXT")]
    venue: Option<String>,
    /// City
    #[arg(long, value_name = "TEXT")]
    city: Option<String>,
    /// The State it takes place in: a code such as MN
    #[arg(long, value_name = "CODE")]
    state: Option<String>,
    /// An activity of the work plan that it serves, such as 1.1; may be given again
    #[arg(long, value_name = "CODE")]
    activity: Vec<String>,
    /// ID of the event that it is held with
    #[arg(long, value_name = "ID", value_parser = value::id_or_none::<EventId>)]
    with: Option<Or<EventId>>,
    /// Link for those who take part online
    #[arg(long, value_name = "URL")]
    online_link: Option<String>,
    /// What it is about
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Page on the web
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Notes of the secretariat, which go into no file for others
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Where the venue is: degrees north and east, such as "47.9184, 106.9177"
    #[arg(long, value_name = "DEGREES")]
    position: Option<String>,
    /// Whom its calendar entry's details are for
    #[arg(long, value_name = "CLASS", value_parser = value::word(Class::ALL, Class::as_str))]
    class: Option<Class>,
    /// A reminder in its calendar entry, so many minutes before the start
    #[arg(long, value_name = "MINUTES")]
    reminder: Option<u32>,
    /// How several days with hours stand in calendars
    #[arg(long, value_name = "WAY", value_parser = value::word(DaysAs::ALL, DaysAs::as_str))]
    days_as: Option<DaysAs>,
    /// Whether invitations bring the sessions as entries of their own: true or false
    #[arg(long, value_name = "YES")]
    sessions: Option<bool>,
    #[command(flatten)]
    when: When,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run(desk),
            Self::List(list) => list.run(desk),
            Self::Show(one) => desk.say(&office::event::page(&*desk.open()?, one.id)?, text),
            Self::Edit(edit) => edit.run(desk),
            Self::Duplicate(one) => {
                let (mut store, mut hand) = desk.open_to_write()?;
                let change = office::event::duplicate(&mut store, &mut hand, one.id)?;
                say_made(desk, &store, &change)
            }
            Self::Delete(one) => {
                let (mut store, mut hand) = desk.open_to_write()?;
                let page = office::event::page(&store, one.id)?;
                let change = office::event::delete(&mut store, &mut hand, &[one.id])?;
                desk.say(&change, |_| {
                    format!("Deleted {}; `undo` brings it back", one_line(&page.title))
                })
            }
        }
    }
}

impl Add {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let timing = self.when.timing().unwrap_or(Timing::Year {
            year: desk.now().year(),
        });
        let event = NewEvent {
            kind: self.kind,
            title: self.title,
            timing,
            status: self.status,
            venue: self.venue,
            city: self.city,
            associated_event: self.with,
            associated_with: None,
            activities: office::work_plan::activities_coded(
                &store,
                &self.activity,
                Some(timing.year()),
            )?,
        };
        let change = if self.checklist {
            office::event::plan_with_checklist(&mut store, &mut hand, event)?
        } else {
            office::event::plan(&mut store, &mut hand, event)?
        };
        say_made(desk, &store, &change)
    }
}

/// Shows the event that a step made.
fn say_made(desk: &Desk, store: &Store, change: &Change) -> Result<(), CliError> {
    match change.id.as_deref().and_then(|id| id.parse().ok()) {
        Some(id) => desk.say(&office::event::page(store, id)?, text),
        None => desk.say(change, journal::done),
    }
}

impl List {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let store = desk.open()?;
        let activity =
            office::work_plan::activities_coded(&store, self.activity.as_slice(), self.year)?;
        let query = EventQuery {
            text: self.text,
            kinds: self.kind,
            statuses: self.status,
            year: self.year,
            activity: activity.first().copied(),
            ..EventQuery::default()
        };
        desk.say(&office::event::all(&store, &query)?, |rows| rows_text(rows))
    }
}

/// Events as a table.
pub(crate) fn rows_text(rows: &[EventRow]) -> String {
    let rows = rows.iter().map(|row| {
        [
            row.id.to_string(),
            when::text(&row.timing),
            row.status.to_string(),
            row.kind.to_string(),
            row.activities.join(" "),
            row.participants.to_string(),
            row.title.clone(),
            row.place.clone().unwrap_or_default(),
        ]
    });
    let headings = [
        "ID", "WHEN", "STATUS", "KIND", "ACTIVITY", "PEOPLE", "EVENT", "PLACE",
    ];
    table(
        headings,
        rows.collect(),
        "No events. `symposia-cli event add --help` says how to plan one.",
    )
}

impl Edit {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let id = self.id;
        let edits = self.edits(&store)?;
        office::event::edit_together(&mut store, &mut hand, id, edits)?;
        desk.say(&office::event::page(&store, id)?, text)
    }

    fn edits(self, store: &Store) -> Result<Vec<EventEdit>, CliError> {
        let timing = self.when.timing();
        let activities = if self.activity.is_empty() {
            None
        } else {
            let year = timing
                .unwrap_or(office::event::page(store, self.id)?.timing)
                .year();
            let codes: Vec<String> = self
                .activity
                .into_iter()
                .filter(|code| !code.trim().is_empty())
                .collect();
            Some(office::work_plan::activities_coded(
                store,
                &codes,
                Some(year),
            )?)
        };
        let edits = [
            self.title.map(EventEdit::Title),
            self.kind.map(EventEdit::Kind),
            self.status.map(EventEdit::Status),
            timing.map(EventEdit::Timing),
            self.venue.map(EventEdit::Venue),
            self.city.map(EventEdit::City),
            self.state.map(EventEdit::State),
            self.with.map(|Or(other)| EventEdit::AssociatedEvent(other)),
            activities.map(EventEdit::Activities),
            self.online_link.map(EventEdit::OnlineLink),
            self.description.map(EventEdit::Description),
            self.url.map(EventEdit::Url),
            self.note.map(EventEdit::Note),
            self.position.map(EventEdit::Position),
            self.class.map(|class| EventEdit::Class(Some(class))),
            self.reminder.map(|minutes| EventEdit::Alarm(Some(minutes))),
            self.days_as.map(EventEdit::DaysAs),
            self.sessions.map(EventEdit::InviteSessions),
        ];
        Ok(edits.into_iter().flatten().collect())
    }
}

fn text(page: &EventPage) -> String {
    let names = |named: &[Named]| {
        let names: Vec<&str> = named.iter().map(|named| named.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join("\n"))
    };
    let elsewhere: Vec<String> = page
        .elsewhere
        .iter()
        .map(|there| format!("{} {}", there.start.format("%Y-%m-%d %H:%M"), there.zone))
        .collect();
    let missing: Vec<String> = page
        .missing
        .iter()
        .filter_map(|missing| {
            serde_json::to_value(missing)
                .ok()?
                .as_str()
                .map(str::to_owned)
        })
        .collect();
    let with = page
        .associated_event
        .as_ref()
        .map(|event| format!("{} {}", event.id, event.name));
    let associates: Vec<Named> = page
        .associates
        .iter()
        .map(|event| Named {
            id: event.id.clone(),
            name: format!("{} {}", event.id, event.name),
        })
        .collect();
    let people = format!("{} ({} accepted)", page.participants, page.accepted);
    fields(&[
        ("Event", Some(page.title.clone())),
        ("ID", Some(page.id.to_string())),
        ("Kind", Some(page.kind.to_string())),
        ("Form", page.training_form.map(|form| form.to_string())),
        ("Status", Some(page.status.to_string())),
        ("When", Some(when::text(&page.timing))),
        ("Elsewhere", Some(elsewhere.join("\n"))),
        ("Venue", page.venue.clone()),
        ("City", page.city.clone()),
        ("State", page.state.clone()),
        (
            "Attendance",
            page.attendance.map(|attendance| attendance.to_string()),
        ),
        ("Online", page.online_link.clone()),
        ("Host", page.host.as_ref().map(|host| host.name.clone())),
        ("Co-organizers", names(&page.co_organizers)),
        ("Held with", with.or_else(|| page.associated_with.clone())),
        ("With it", names(&associates)),
        ("Activities", names(&page.activities)),
        ("Priority areas", names(&page.priority_areas)),
        ("Languages", Some(page.languages.join(", "))),
        ("Agenda items", Some(page.agenda_items.to_string())),
        ("Participants", Some(people)),
        ("Description", page.description.clone()),
        ("Web page", page.url.clone()),
        ("Notes", page.note.clone()),
        ("Still missing", Some(missing.join(", "))),
    ])
}
