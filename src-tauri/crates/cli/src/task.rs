//! Tasks: what is to be done for events, and by when.

use chrono::NaiveDate;
use clap::{ArgGroup, Args, Subcommand};
use domain::event::EventKind;
use domain::id::{EventId, PersonId, TaskId};
use domain::task::Due;
use office::view::{
    Change, Checklist, NewTask, OwnedBy, TaskEdit, TaskQuery, TaskRow, TemplateTask,
};
use office::{Reader, Store};

use crate::desk::Desk;
use crate::error::CliError;
use crate::journal;
use crate::table::{count, table};
use crate::value::{self, Or};

const LIST: &str = "\
Examples:
  symposia-cli task list
      what is open across all events, in the order of days
  symposia-cli task list --due 2026-11-30
      what has to be done by then, with what is overdue
  symposia-cli task list --event ID --all
      all tasks of an event, those done among them

A task that is counted from an event without days has no day yet. Tasks of events that are called
off are listed with --event alone.";

const ADD: &str = "\
Examples:
  symposia-cli task add --event ID --title \"Book the bus\" --due T-30
  symposia-cli task add --event ID --title \"Ask the ministry\" --due 2026-09-01 --owner ID

T-30 is 30 days before the event's first day, T+14 is 14 days after it: such a task moves along
with its event. `people list` shows the IDs of people.";

const DONE: &str = "\
Examples:
  symposia-cli task done ID
  symposia-cli task done ID ID --on 2026-11-02

Several are one step. One that is done already keeps its day.";

const EDIT: &str = "\
Examples:
  symposia-cli task edit ID --due T-45
  symposia-cli task edit ID --owner ID --note \"by telephone\"
  symposia-cli task edit ID --due \"\" --owner \"\"";

const APPLY: &str = "\
Example:
  symposia-cli task apply --event ID

Adds those tasks of the checklist of the event's kind that the event does not have, by their titles.";

const CHECKLIST: &str = "\
Example:
  symposia-cli task checklist --kind training

The window changes it, in Settings.";

/// Tasks
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List what is to be done, by its day
    #[command(after_help = LIST)]
    List(List),
    /// Add a task to an event
    #[command(after_help = ADD)]
    Add(Add),
    /// Change a task
    #[command(after_help = EDIT)]
    Edit(Edit),
    /// Mark tasks as done
    #[command(after_help = DONE)]
    Done(Done),
    /// Take back that tasks are done
    #[command(after_help = "Example:\n  symposia-cli task reopen ID")]
    Reopen(These),
    /// Delete tasks; `undo` brings them back
    #[command(after_help = "Example:\n  symposia-cli task delete ID")]
    Delete(These),
    /// Add the checklist of its kind to an event
    #[command(after_help = APPLY)]
    Apply(Apply),
    /// Show the checklist of a kind of event
    #[command(after_help = CHECKLIST)]
    Checklist(OfKind),
}

/// Which tasks.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only what is due on this day or before
    #[arg(long, value_name = "DAY", value_parser = value::day)]
    due: Option<NaiveDate>,
    /// Only this event's
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: Option<EventId>,
    /// Only what this person sees to; an empty text: what nobody does
    #[arg(long, value_name = "ID", value_parser = value::id_or_none::<PersonId>)]
    owner: Option<Or<PersonId>>,
    /// Also what is done
    #[arg(long)]
    all: bool,
}

/// A new task.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// What has to be done
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    title: String,
    /// When: a day, or T-30 for 30 days before the event
    #[arg(long, value_name = "WHEN", value_parser = due, allow_hyphen_values = true)]
    due: Option<Due>,
    /// ID of the person who sees to it
    #[arg(long, value_name = "ID", value_parser = value::id::<PersonId>)]
    owner: Option<PersonId>,
    /// Notes
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// What to change.
#[derive(Debug, Args)]
#[command(
    override_usage = "symposia-cli task edit <ID> [OPTIONS], at least one of those that change something"
)]
#[command(group(ArgGroup::new("change").required(true).multiple(true).args(["title", "due", "owner", "note"])))]
pub(crate) struct Edit {
    /// The task's ID
    #[arg(value_name = "ID", value_parser = value::id::<TaskId>)]
    id: TaskId,
    /// What has to be done
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    title: Option<String>,
    /// When: a day, or T-30 for 30 days before the event
    #[arg(long, value_name = "WHEN", value_parser = due, allow_hyphen_values = true)]
    due: Option<Due>,
    /// ID of the person who sees to it
    #[arg(long, value_name = "ID", value_parser = value::id_or_none::<PersonId>)]
    owner: Option<Or<PersonId>>,
    /// Notes
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// Which tasks are done, and since when.
#[derive(Debug, Args)]
pub(crate) struct Done {
    /// The tasks' IDs
    #[arg(required = true, value_name = "ID", value_parser = value::id::<TaskId>)]
    ids: Vec<TaskId>,
    /// The day it was done; today if not given
    #[arg(long, value_name = "DAY", value_parser = value::day)]
    on: Option<NaiveDate>,
}

/// Which tasks.
#[derive(Debug, Args)]
pub(crate) struct These {
    /// The tasks' IDs
    #[arg(required = true, value_name = "ID", value_parser = value::id::<TaskId>)]
    ids: Vec<TaskId>,
}

/// Which event.
#[derive(Debug, Args)]
pub(crate) struct Apply {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
}

/// Which checklist.
#[derive(Debug, Args)]
pub(crate) struct OfKind {
    /// The kind of event
    #[arg(long, value_name = "KIND", value_parser = value::word(EventKind::ALL, EventKind::as_str))]
    kind: EventKind,
}

fn due(text: &str) -> Result<Due, domain::DomainError> {
    text.parse()
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::List(list) => list.run(desk),
            Self::Add(add) => add.run(desk),
            Self::Edit(edit) => edit.run(desk),
            Self::Done(done) => {
                let (mut store, mut hand) = desk.open_to_write()?;
                let day = done.on.unwrap_or_else(|| desk.today());
                office::task::mark_done(&mut store, &mut hand, &done.ids, day)?;
                say_those(desk, &store, &done.ids)
            }
            Self::Reopen(these) => {
                let (mut store, mut hand) = desk.open_to_write()?;
                office::task::reopen(&mut store, &mut hand, &these.ids)?;
                say_those(desk, &store, &these.ids)
            }
            Self::Delete(these) => {
                let (mut store, mut hand) = desk.open_to_write()?;
                let change = office::task::delete(&mut store, &mut hand, &these.ids)?;
                desk.say(&change, |_| {
                    let deleted = count(these.ids.len() as u64, "task", "tasks");
                    format!("Deleted {deleted}; `undo` brings back what was deleted")
                })
            }
            Self::Apply(apply) => apply.run(desk),
            Self::Checklist(of) => {
                let checklist = office::task::checklist(&*desk.open()?, of.kind)?;
                desk.say(&checklist, checklist_text)
            }
        }
    }
}

impl List {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let query = TaskQuery {
            event: self.event,
            owner: match self.owner {
                None => OwnedBy::Anybody,
                Some(Or(None)) => OwnedBy::Nobody,
                Some(Or(Some(person))) => OwnedBy::Person(person),
            },
            due_by: self.due,
            done: self.all,
            ..TaskQuery::default()
        };
        let tasks = office::task::all(&*desk.open()?, &query, desk.today())?;
        desk.say(&tasks, |tasks| rows_text(tasks))
    }
}

impl Add {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let task = NewTask {
            event: self.event,
            title: self.title,
            due: self.due.unwrap_or_default(),
            owner: self.owner,
            note: self.note,
        };
        let change = office::task::add(&mut store, &mut hand, task)?;
        say_one(desk, &store, &change)
    }
}

impl Edit {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let edits = [
            self.title.map(TaskEdit::Title),
            self.due.map(TaskEdit::Due),
            self.owner.map(|Or(person)| TaskEdit::Owner(person)),
            self.note.map(TaskEdit::Note),
        ];
        let edits = edits.into_iter().flatten().collect();
        office::task::edit_together(&mut store, &mut hand, self.id, edits)?;
        let task = office::task::one(&store, self.id, desk.today())?;
        desk.say(&task, |task| rows_text(std::slice::from_ref(task)))
    }
}

impl Apply {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        office::task::apply(&mut store, &mut hand, self.event)?;
        let tasks = office::task::of_event(&store, self.event, desk.today())?.tasks;
        desk.say(&tasks, |tasks| rows_text(tasks))
    }
}

fn say_one(desk: &Desk, store: &Store, change: &Change) -> Result<(), CliError> {
    match change.id.as_deref().and_then(|id| id.parse().ok()) {
        Some(id) => {
            let task = office::task::one(store, id, desk.today())?;
            desk.say(&task, |task| rows_text(std::slice::from_ref(task)))
        }
        None => desk.say(change, journal::done),
    }
}

fn say_those(desk: &Desk, store: &Reader, ids: &[TaskId]) -> Result<(), CliError> {
    let tasks = ids
        .iter()
        .map(|id| office::task::one(store, *id, desk.today()))
        .collect::<office::Result<Vec<_>>>()?;
    desk.say(&tasks, |tasks| rows_text(tasks))
}

fn rows_text(tasks: &[TaskRow]) -> String {
    let rows = tasks.iter().map(|task| {
        let counted = task.due_days.map(|_| task.due.to_string());
        let state = match task.done {
            Some(day) => format!("done {day}"),
            None => task.urgency.to_string(),
        };
        [
            task.id.to_string(),
            task.day.map(|day| day.to_string()).unwrap_or_default(),
            counted.unwrap_or_default(),
            state,
            task.title.clone(),
            task.owner
                .as_ref()
                .map(|owner| owner.name.clone())
                .unwrap_or_default(),
            task.event
                .as_ref()
                .map(|event| event.name.clone())
                .unwrap_or_default(),
        ]
    });
    table(
        ["ID", "DUE", "COUNTED", "STATE", "TASK", "OWNER", "EVENT"],
        rows.collect(),
        "Nothing to be done. `symposia-cli task add --help` and `task apply --help` say how to add to it.\n",
    )
}

fn checklist_text(checklist: &Checklist) -> String {
    let row = |task: &TemplateTask| [task.due.to_string(), task.title.clone()];
    table(
        ["COUNTED", "TASK"],
        checklist.tasks.iter().map(row).collect(),
        "",
    )
}
