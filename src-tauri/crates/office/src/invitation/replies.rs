//! Answers that came back as files.

mod files;
mod newcomer;
mod people;
mod proposal;

use std::collections::HashSet;
use std::path::PathBuf;

use calendar::itip::Message;
use calendar::{ReadAttendee, mail};
use chrono::{DateTime, Utc};
use domain::id::EventId;
use domain::invitation::{Answer, Judgement, judge};
use domain::participation::Reply;
use serde::{Deserialize, Serialize};
use store::view::{Change, Named, Proposal};
use store::{Hand, Store, Table, Transaction, instant_field};
use ts_rs::TS;

use crate::Result;
use crate::fields::{number, optional, text, word};
use people::{Events, Guests};

pub use newcomer::{Newcomer, add_newcomer};
pub use proposal::settle_proposal;

/// What became of the answers.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RepliesTaken {
    /// Each answer, in the order of the files.
    pub rows: Vec<ReplyRow>,
    /// How many changed the list, delegations and proposals among them.
    pub taken: u64,
    /// The step; none where nothing was changed.
    pub change: Option<Change>,
}

/// What became of an answer.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplyRow {
    /// The file's name.
    pub file: String,
    /// The event that it is about.
    pub event: Option<Named>,
    /// Whose answer it is.
    pub person: Option<Named>,
    /// The address that it gives.
    pub address: Option<String>,
    /// What was answered.
    pub reply: Option<Reply>,
    /// What became of it.
    pub outcome: Judgement,
    /// Why, or what else is to be known.
    pub reason: String,
    /// Somebody who could be put on the list: who answered uninvited, or whom a participant sends.
    pub newcomer: Option<Newcomer>,
    /// Another time that is proposed.
    pub proposal: Option<Proposal>,
}

/// An answer and where it was found.
struct Found {
    file: String,
    /// Who sent the letter that it came in.
    from: Option<String>,
    /// When that letter was written.
    date: Option<DateTime<Utc>>,
    /// Whether it proposes another time, rather than answer yes or no.
    is_counter: bool,
    message: Message,
}

/// A part of a file.
enum Part {
    /// An answer.
    Answer(Box<Found>),
    /// What is none, with the row that says so.
    Other(Box<ReplyRow>),
}

impl Part {
    fn unreadable(file: &str, reason: impl Into<String>) -> Self {
        Self::Other(Box::new(unreadable(file, reason.into())))
    }
}

/// What is written for an answer.
struct Note {
    row: usize,
    event: EventId,
    guest: people::Guest,
    /// Whether the list's own reply becomes this one.
    sets_reply: bool,
    answer: Answer,
    comment: Option<String>,
    delegate: Option<newcomer::Delegate>,
    recurrence: Option<String>,
}

/// Takes the answers in files and folders, all in one step: `.ics` and `.eml`, whatever program
/// wrote them. Nothing is dropped in silence: each answer has its row.
pub fn take_replies(store: &mut Store, hand: &mut Hand, paths: &[PathBuf]) -> Result<RepliesTaken> {
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    let mut events = Events::default();
    for file in files::all(store.path(), paths) {
        match file.bytes {
            Err(reason) => rows.push(unreadable(&file.name, reason)),
            Ok(bytes) => {
                for one in answers(&file.name, &bytes) {
                    match one {
                        Part::Other(row) => rows.push(*row),
                        Part::Answer(found) => {
                            take(store, &mut events, &found, &mut rows, &mut notes)?;
                        }
                    }
                }
            }
        }
    }
    let taken = notes.len() as u64;
    let change = if notes.is_empty() {
        None
    } else {
        let label = match notes.len() {
            1 => "Take a reply".to_owned(),
            some => format!("Take {some} replies"),
        };
        let (proposals, change) = store.write(hand, &label, |to| {
            let mut proposals = Vec::new();
            for note in &notes {
                proposals.extend(write(to, note)?.map(|proposal| (note.row, proposal)));
            }
            Ok(proposals)
        })?;
        for (row, proposal) in proposals {
            rows[row].proposal = Some(proposal);
        }
        Some(change)
    };
    Ok(RepliesTaken {
        rows,
        taken,
        change,
    })
}

fn unreadable(file: &str, reason: String) -> ReplyRow {
    ReplyRow {
        file: file.to_owned(),
        event: None,
        person: None,
        address: None,
        reply: None,
        outcome: Judgement::Unreadable,
        reason,
        newcomer: None,
        proposal: None,
    }
}

/// The answers in a file, and a row for each part of it that is none.
fn answers(file: &str, bytes: &[u8]) -> Vec<Part> {
    if !mail::looks_like_mail(bytes) {
        return in_calendar(file, bytes, &Carrier::default());
    }
    let letter = match mail::read(bytes) {
        Ok(letter) => letter,
        Err(error) => return vec![Part::unreadable(file, error.to_string())],
    };
    if letter.calendars.is_empty() {
        let why = if letter.tnef {
            "Outlook hid the answer in a winmail.dat, which only Outlook reads; ask the sender to answer as plain text"
        } else if letter.sealed {
            "the letter is encrypted; save the answer in it from your mail program as a file of its own"
        } else {
            "there is no calendar file in this letter"
        };
        return vec![Part::unreadable(file, why)];
    }
    let parts = letter.calendars.iter().flat_map(|part| {
        let from = part.from.as_ref().or(letter.from.as_ref());
        let carrier = Carrier {
            from: from.map(|from| from.email.clone()),
            date: letter.date,
            method: part.method.clone(),
        };
        in_calendar(file, &part.bytes, &carrier)
    });
    parts.collect()
}

/// What the letter says that a calendar file came in.
#[derive(Default)]
struct Carrier {
    from: Option<String>,
    date: Option<DateTime<Utc>>,
    /// METHOD in its Content-Type, which counts where the file itself has none.
    method: Option<String>,
}

fn in_calendar(file: &str, bytes: &[u8], carrier: &Carrier) -> Vec<Part> {
    let read = calendar::itip::messages(bytes);
    let mut all: Vec<Part> = Vec::new();
    for message in read.messages {
        let method = message.method.as_deref().or(carrier.method.as_deref());
        all.push(match no_answer(method) {
            Some(why) => Part::unreadable(file, why),
            None => Part::Answer(Box::new(Found {
                file: file.to_owned(),
                from: carrier.from.clone(),
                date: carrier.date,
                is_counter: method == Some("COUNTER"),
                message,
            })),
        });
    }
    // A line that could not be read costs no more than itself where the answer is whole.
    let is_whole = all.iter().any(|part| matches!(part, Part::Answer(_)));
    if !is_whole {
        all.extend(read.rejected.into_iter().map(|rejected| {
            let reason = format!("line {}: {}", rejected.line, rejected.reason);
            Part::unreadable(file, reason)
        }));
    }
    if all.is_empty() {
        let why = "there is no answer to an invitation in this file";
        all.push(Part::unreadable(file, why));
    }
    all
}

/// Why a message of that METHOD is no answer.
fn no_answer(method: Option<&str>) -> Option<&'static str> {
    match method {
        Some("REPLY" | "COUNTER") => None,
        Some("REFRESH") => Some("it asks for the invitation to be sent once more"),
        Some(_) => Some("it is an invitation, not an answer; import it as a calendar instead"),
        None => Some("it is an event, not an answer; import it as a calendar instead"),
    }
}

fn take(
    store: &Store,
    events: &mut Events,
    found: &Found,
    rows: &mut Vec<ReplyRow>,
    notes: &mut Vec<Note>,
) -> Result<()> {
    let message = &found.message;
    let Some(guests) = events.of(store, message.uid.as_deref())? else {
        let reason = match &message.uid {
            Some(uid) => format!("no event here has the UID “{uid}”; it may be of another store"),
            None => "it does not say which event it is about (no UID)".to_owned(),
        };
        let attendee = message.attendees.first();
        rows.push(ReplyRow {
            outcome: Judgement::UnknownEvent,
            address: attendee
                .and_then(|one| one.email.clone())
                .or_else(|| found.from.clone()),
            reply: attendee.and_then(reply_of),
            ..unreadable(&found.file, reason)
        });
        return Ok(());
    };
    if message.attendees.is_empty() {
        let reason = "it does not say whose answer it is (no ATTENDEE)".to_owned();
        rows.push(ReplyRow {
            event: Some(guests.named()),
            ..unreadable(&found.file, reason)
        });
    }
    if message.attendees.len() > MOST_ANSWER {
        let reason = format!("it is for more than {MOST_ANSWER} people, which no answer is");
        rows.push(ReplyRow {
            event: Some(guests.named()),
            ..unreadable(&found.file, reason)
        });
        return Ok(());
    }
    let named: HashSet<String> = (message.attendees.iter())
        .filter_map(|attendee| Some(attendee.email.as_deref()?.to_lowercase()))
        .collect();
    for attendee in answering(found) {
        // Whom somebody sends stands beside them, and is told of in their row, unless they are on
        // the list themselves and answer.
        let email = attendee.email.as_deref();
        let answers = email.is_some_and(|email| guests.has(email)) && reply_of(attendee).is_some();
        let sent = !answers
            && (attendee.delegated_from.iter()).any(|from| named.contains(&from.to_lowercase()));
        if sent {
            continue;
        }
        let row = rows.len();
        let (taken, note) = one_answer(store, guests, found, attendee, row)?;
        rows.push(taken);
        notes.extend(note);
    }
    Ok(())
}

/// The most people that one message answers for.
const MOST_ANSWER: usize = 1000;

/// Those who answer. A proposal of another time names everybody who was invited with its sender
/// (RFC 5546 §3.2.7), and is the sender's alone.
fn answering(found: &Found) -> Vec<&ReadAttendee> {
    let all = &found.message.attendees;
    if !found.is_counter || all.len() < 2 {
        return all.iter().collect();
    }
    let is_sender = |attendee: &&ReadAttendee| {
        let own = [&attendee.email, &attendee.other_email, &attendee.sent_by];
        let from = found.from.as_deref();
        let mut own = own.into_iter().flatten();
        from.is_some_and(|from| own.any(|address| address.eq_ignore_ascii_case(from)))
    };
    let sender: Vec<&ReadAttendee> = all.iter().filter(is_sender).collect();
    if !sender.is_empty() {
        return sender;
    }
    let said: Vec<&ReadAttendee> = all.iter().filter(|one| reply_of(one).is_some()).collect();
    if said.is_empty() {
        all.iter().collect()
    } else {
        said
    }
}

fn one_answer(
    store: &Store,
    guests: &mut Guests,
    found: &Found,
    attendee: &ReadAttendee,
    row: usize,
) -> Result<(ReplyRow, Option<Note>)> {
    let message = &found.message;
    let mut taken = ReplyRow {
        event: Some(guests.named()),
        address: attendee.email.clone(),
        reply: reply_of(attendee),
        ..unreadable(&found.file, String::new())
    };
    let Some((guest, alias)) = guests.find(attendee, found.from.as_deref()) else {
        taken.outcome = Judgement::UnknownPerson;
        if let Some(address) = &attendee.email
            && guests.is_shared(address)
        {
            taken.reason = format!(
                "several on the list share {address}, and the answer does not say by name whose it is; enter it by hand"
            );
            return Ok((taken, None));
        }
        let (newcomer, reason) = newcomer::uninvited(store, guests.event(), attendee)?;
        taken.reason = reason;
        taken.newcomer = newcomer;
        return Ok((taken, None));
    };
    taken.person = Some(guest.named());
    let answer = Answer {
        reply: reply_of(attendee),
        sequence: message.sequence,
        stamp: message.stamp.or(found.date),
        proposal: found
            .is_counter
            .then(|| proposal::proposed(guests.page(), message))
            .flatten(),
    };
    let recurrence = message
        .recurrence_id
        .as_ref()
        .map(|time| proposal::day_of(guests.page(), time).to_string());
    let known = guests.known(&guest, recurrence.as_ref());
    let (outcome, reason) = judge(&answer, &known);
    taken.outcome = outcome;
    taken.reason = match &message.start {
        // A time that cannot be made out must not be lost in silence.
        Some(Err(error)) if found.is_counter && outcome != Judgement::Stale => {
            format!("proposes another time, but {error}")
        }
        _ => reason.to_owned(),
    };
    if matches!(outcome, Judgement::Stale | Judgement::Unreadable) {
        return Ok((taken, None));
    }
    let delegate = newcomer::delegate(message, attendee);
    if outcome == Judgement::Delegated
        && let Some(delegate) = &delegate
    {
        taken.reason = format!("sends {}", delegate.shown());
        taken.newcomer = newcomer::sent(store, guests, delegate)?;
    }
    if let Some(day) = &recurrence {
        taken.reason = format!("for {day} only, so the reply to the whole event stays");
    } else if let Some(alias) = alias {
        let reason = format!("answered from {alias}");
        taken.reason = [taken.reason, reason]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("; ");
    }
    guests.answered(&guest, recurrence.as_ref(), &answer);
    let note = Note {
        row,
        event: guests.event(),
        guest,
        sets_reply: recurrence.is_none() && answer.reply.is_some(),
        comment: message.comment.clone(),
        delegate,
        recurrence,
        answer,
    };
    Ok((taken, Some(note)))
}

/// PARTSTAT as the domain has it; nothing where it says nothing.
fn reply_of(attendee: &ReadAttendee) -> Option<Reply> {
    match attendee.partstat.as_deref()? {
        "ACCEPTED" => Some(Reply::Accepted),
        "DECLINED" => Some(Reply::Declined),
        "TENTATIVE" => Some(Reply::Tentative),
        "DELEGATED" => Some(Reply::Delegated),
        // NEEDS-ACTION too: it is what an answer without an answer says.
        _ => None,
    }
}

/// Writes an answer: what the list says, and the answer itself.
fn write(to: &mut Transaction<'_>, note: &Note) -> store::Result<Option<Proposal>> {
    if note.sets_reply {
        let fields = [("reply", word(note.answer.reply))];
        to.update(
            Table::Participation,
            &note.guest.participation.to_string(),
            &fields,
        )?;
    }
    let proposal = proposal::fields(note.answer.proposal.as_ref());
    let delegate = note.delegate.as_ref();
    let taken = instant_field(to.hand.now);
    let mut fields = vec![
        ("event", word(Some(note.event))),
        ("person", word(Some(note.guest.person))),
        (
            "reply",
            word(Some(note.answer.reply.unwrap_or(Reply::NeedsAction))),
        ),
        ("sequence", number(note.answer.sequence)),
        ("stamp", word(note.answer.stamp.map(instant_field))),
        ("taken", text(taken)),
        ("comment", optional(note.comment.as_deref())),
        (
            "delegate_name",
            optional(delegate.and_then(|one| one.name.as_deref())),
        ),
        (
            "delegate_email",
            optional(delegate.map(|one| one.email.as_str())),
        ),
        ("recurrence", optional(note.recurrence.as_deref())),
    ];
    fields.extend(proposal);
    let id = to.insert(Table::InvitationReply, &fields)?;
    Ok(proposal::shown(id, note.answer.proposal.as_ref()))
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
/// What the person decides of a proposal.
pub enum Settlement {
    /// The event moves to that time.
    Accept,
    /// It stays.
    Refuse,
}
