//! Participants of an event.

use clap::{Args, Subcommand};
use domain::id::{EventId, PersonId};
use domain::participation::Capacity;
use office::view::{ParticipantQuery, PeopleOrder, Window};

use crate::desk::Desk;
use crate::error::CliError;
use crate::{journal, people, value};

const ADD: &str = "\
Examples:
  symposia-cli participant add --event ID --person ID --capacity speaker
  symposia-cli people list --event ID

`people list` shows the IDs of people; `people import FILE --event ID` adds a whole list. One who
takes part already stays as they are.";

/// Participants
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a person of the directory a participant
    #[command(after_help = ADD)]
    Add(Add),
}

/// Who, and in what.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// The person's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<PersonId>)]
    person: PersonId,
    /// In what capacity; delegate if not given
    #[arg(long, value_name = "CAPACITY", value_parser = value::word(Capacity::ALL, Capacity::as_str))]
    capacity: Option<Capacity>,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run(desk),
        }
    }
}

impl Add {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let capacity = self.capacity.unwrap_or(Capacity::Delegate);
        let change = office::participation::add(
            &mut store,
            &mut hand,
            self.event,
            &[self.person],
            capacity,
        )?;
        let query = ParticipantQuery {
            event: self.event,
            text: String::new(),
            order: PeopleOrder::Name,
            window: Window::default(),
        };
        let all = office::participation::all(&store, &query)?;
        match all.iter().find(|row| row.person.id == self.person) {
            Some(row) => desk.say(row, |row| {
                people::participants_text(std::slice::from_ref(row))
            }),
            None => desk.say(&change, journal::done),
        }
    }
}
