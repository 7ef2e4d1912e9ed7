//! Invitations: written, cancelled, listed; and the replies that come back.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use domain::id::{EventId, PersonId};
use domain::invitation::Judgement;
use domain::participation::Reply;
use office::invitation::{
    Format, InvitationRequest, InvitationsWritten, LetterChoice, ReplyRow, Whom,
};
use office::view::{InvitationQuery, InvitationRow, Window};
use serde::Serialize;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{count, table};
use crate::value;

const WRITE: &str = "\
Examples:
  symposia-cli setting set organizer-email secretariat@neacap.example
  symposia-cli invitation write EVENT --format eml --out invitations
  symposia-cli invitation write EVENT --person ID --format ics --out invitations
  symposia-cli invitation write EVENT --out-of-date --format eml --out updates

One file a person: with eml a letter that your mail program opens and sends, with ics the calendar
file alone. What each person was told is remembered; after a change `--out-of-date` writes to just
those who hold what is no longer true. Who has no address is named in the answer.";

const CANCEL: &str = "\
Examples:
  symposia-cli invitation cancel EVENT --out cancellations
  symposia-cli invitation cancel EVENT --person ID --out cancellations

Without --person the event is called off: its status becomes cancelled, and everybody who holds an
invitation gets a cancellation. With --person only those are told, and the event stands.";

const REPLIES: &str = "\
Examples:
  symposia-cli invitation replies reply.ics answer.eml
  symposia-cli --json invitation replies replies/

Takes .ics and .eml files, and folders of them. Each answer has its row:
  applied         it is on the list of participants now
  stale           it is older than what is known, or answers an invitation that was replaced
  unknown-person  nobody on the event's list gave it
  unknown-event   no event of this store has its UID
  delegated       the person sends somebody else
  counter         the person proposes another time
  unreadable      it cannot be read, or is no answer
All that is taken is one step, which `undo` takes back.";

/// Invitations
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write invitations, and updates for those who were invited before
    #[command(after_help = WRITE)]
    Write(Write),
    /// Write cancellations: of the event, or for some of those invited
    #[command(after_help = CANCEL)]
    Cancel(Cancel),
    /// Take replies from files and folders
    #[command(after_help = REPLIES)]
    Replies(Replies),
    /// Show who holds what
    #[command(after_help = "Example:\n  symposia-cli invitation list EVENT")]
    List(List),
}

/// To whom, and how.
#[derive(Debug, Args)]
pub(crate) struct Write {
    /// The event's ID
    #[arg(value_name = "EVENT", value_parser = value::id::<EventId>)]
    event: EventId,
    /// ID of a person to write to; may be given again. Everybody on the list if none is given
    #[arg(long, value_name = "ID", value_parser = value::id::<PersonId>)]
    person: Vec<PersonId>,
    /// Only those who hold what is no longer true
    #[arg(long, conflicts_with = "person")]
    out_of_date: bool,
    /// Only those to whom nothing was written yet
    #[arg(long, conflicts_with_all = ["person", "out_of_date"])]
    not_invited: bool,
    /// One file for all who agreed to share their contact details, in which each sees the others' addresses; the
    /// others get one each
    #[arg(long)]
    together: bool,
    #[command(flatten)]
    letter: Letter,
    #[command(flatten)]
    place: Place,
}

/// What the letters say.
#[derive(Debug, Args)]
struct Letter {
    /// Language of the letters: en, zh, ja, ko, mn, ru; each person's own if not given
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// The day by which an answer is asked for
    #[arg(long, value_name = "DAY", value_parser = domain::timing::parse_day)]
    reply_by: Option<NaiveDate>,
    /// A file to go with each letter; may be given again
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    /// Send the agenda with each letter
    #[arg(long)]
    agenda: bool,
}

/// In what form, and where to.
#[derive(Debug, Args)]
struct Place {
    /// The form
    #[arg(long, value_enum, value_name = "FORM", default_value = "eml")]
    format: Form,
    /// The folder; made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// In what form.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// A calendar file
    Ics,
    /// A letter with the calendar file in it
    Eml,
}

/// Of what.
#[derive(Debug, Args)]
pub(crate) struct Cancel {
    /// The event's ID
    #[arg(value_name = "EVENT", value_parser = value::id::<EventId>)]
    event: EventId,
    /// ID of a person to be told; may be given again. The event is called off if none is given
    #[arg(long, value_name = "ID", value_parser = value::id::<PersonId>)]
    person: Vec<PersonId>,
    #[command(flatten)]
    place: Place,
}

/// From where.
#[derive(Debug, Args)]
pub(crate) struct Replies {
    /// Files and folders
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
}

/// Of what.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// The event's ID
    #[arg(value_name = "EVENT", value_parser = value::id::<EventId>)]
    event: EventId,
}

/// What became of an answer, for scripts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    file: String,
    event: Option<String>,
    event_title: Option<String>,
    person: Option<String>,
    name: Option<String>,
    address: Option<String>,
    reply: Option<Reply>,
    outcome: Judgement,
    reason: String,
}

impl From<ReplyRow> for Row {
    fn from(row: ReplyRow) -> Self {
        let (event, event_title) = row.event.map(|event| (event.id, event.name)).unzip();
        let (person, name) = row.person.map(|person| (person.id, person.name)).unzip();
        Self {
            file: row.file,
            event,
            event_title,
            person,
            name: name.or_else(|| row.newcomer.map(|newcomer| newcomer.name)),
            address: row.address,
            reply: row.reply,
            outcome: row.outcome,
            reason: row.reason,
        }
    }
}

impl From<Form> for Format {
    fn from(form: Form) -> Self {
        match form {
            Form::Ics => Self::Ics,
            Form::Eml => Self::Eml,
        }
    }
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Write(write) => write.run(desk),
            Self::Cancel(cancel) => cancel.run(desk),
            Self::Replies(replies) => replies.run(desk),
            Self::List(list) => list.run(desk),
        }
    }
}

impl Write {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let whom = if self.out_of_date {
            Whom::OutOfDate
        } else if self.not_invited {
            Whom::NotInvited
        } else {
            people(self.person)
        };
        let request = InvitationRequest {
            event: self.event,
            whom,
            format: self.place.format.into(),
            together: self.together,
            letter: LetterChoice {
                language: self.letter.language,
                reply_by: self.letter.reply_by,
                subject: None,
                body: None,
            },
            attachments: self.letter.attach.iter().map(|path| named(path)).collect(),
            agenda: self.letter.agenda,
        };
        let out = &self.place.out;
        let written = office::invitation::write(&mut store, &mut hand, &request, out)?;
        desk.say(&written, written_text)
    }
}

impl Cancel {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let request = InvitationRequest {
            event: self.event,
            whom: people(self.person),
            format: self.place.format.into(),
            together: false,
            letter: LetterChoice::default(),
            attachments: Vec::new(),
            agenda: false,
        };
        let out = &self.place.out;
        let written = office::invitation::cancel(&mut store, &mut hand, &request, out)?;
        desk.say(&written, written_text)
    }
}

impl Replies {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let taken = office::invitation::take_replies(&mut store, &mut hand, &self.paths)?;
        let rows: Vec<Row> = taken.rows.into_iter().map(Row::from).collect();
        desk.say(&rows, |rows| {
            table(
                ["FILE", "PERSON", "EVENT", "OUTCOME", "REPLY", "WHY"],
                rows.iter().map(cells).collect(),
                "There is no answer in these files",
            )
        })
    }
}

impl List {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let store = desk.open()?;
        let mut rows: Vec<InvitationRow> = Vec::new();
        loop {
            let query = InvitationQuery {
                event: self.event,
                standings: Vec::new(),
                window: Window {
                    offset: u32::try_from(rows.len()).unwrap_or(u32::MAX),
                    limit: Window::MOST,
                },
            };
            let part = office::invitation::list(&store, &query)?.page;
            if part.rows.is_empty() {
                break;
            }
            rows.extend(part.rows);
            if rows.len() as u64 >= part.total {
                break;
            }
        }
        desk.say(&rows, |rows| {
            let cells = |row: &InvitationRow| {
                [
                    row.id.to_string(),
                    row.name.clone(),
                    row.email.clone().unwrap_or_default(),
                    row.standing.to_string(),
                    row.reply.to_string(),
                    row.matters
                        .iter()
                        .map(ToString::to_string)
                        .collect::<Vec<_>>()
                        .join(", "),
                ]
            };
            table(
                [
                    "ID",
                    "NAME",
                    "E-MAIL",
                    "INVITATION",
                    "REPLY",
                    "CHANGED SINCE",
                ],
                rows.iter().map(cells).collect(),
                "Nobody is on the event's list",
            )
        })
    }
}

fn people(person: Vec<PersonId>) -> Whom {
    if person.is_empty() {
        Whom::Listed
    } else {
        Whom::People(person)
    }
}

fn named(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn cells(row: &Row) -> [String; 6] {
    [
        row.file.clone(),
        row.name
            .clone()
            .or_else(|| row.address.clone())
            .unwrap_or_default(),
        row.event_title.clone().unwrap_or_default(),
        row.outcome.to_string(),
        row.reply.map(|reply| reply.to_string()).unwrap_or_default(),
        row.reason.clone(),
    ]
}

fn written_text(written: &InvitationsWritten) -> String {
    let parts: Vec<String> = [
        (written.invited, "invitation", "invitations"),
        (written.updated, "update", "updates"),
        (written.cancelled, "cancellation", "cancellations"),
    ]
    .into_iter()
    .filter(|(number, _, _)| *number > 0)
    .map(|(number, one, many)| count(number, one, many))
    .collect();
    let wrote = if parts.is_empty() {
        "nothing that asks for an answer".to_owned()
    } else {
        parts.join(" and ")
    };
    let mut text = format!("Wrote {wrote} in {}", written.folder);
    if written.alone > 0 {
        let alone = count(
            written.alone,
            "person who did not agree",
            "people who did not agree",
        );
        let _ = write!(
            text,
            "\nA file of their own for {alone} to share their contact details"
        );
    }
    for one in &written.unreached {
        // Writing to a String cannot fail.
        let _ = write!(text, "\nNot written to {}: {}", one.name, one.reason);
    }
    text
}
