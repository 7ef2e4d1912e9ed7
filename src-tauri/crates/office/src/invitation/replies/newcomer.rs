//! People who are not on the list: who answered uninvited, and whom a participant sends.

use calendar::ReadAttendee;
use calendar::itip::Message;
use domain::id::{EventId, PersonId};
use domain::participation::{Capacity, Reply};
use domain::person::NameOrder;
use serde::{Deserialize, Serialize};
use store::view::{Change, NewPerson};
use store::{Hand, Reader, Store, Table};
use ts_rs::TS;

use super::people::Guests;
use super::reply_of;
use crate::fields::word;
use crate::{Result, participation, person};

/// Somebody who could be put on an event's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Newcomer {
    /// The event.
    pub event: EventId,
    /// Their record, if they are in the directory.
    pub person: Option<PersonId>,
    /// The name that the answer gives; the address where it gives none.
    pub name: String,
    /// Address.
    pub email: String,
    /// What they answered.
    pub reply: Option<Reply>,
}

/// Whom a participant sends.
#[derive(Debug, Clone)]
pub(super) struct Delegate {
    pub(super) name: Option<String>,
    pub(super) email: String,
    reply: Option<Reply>,
}

impl Delegate {
    pub(super) fn shown(&self) -> String {
        match &self.name {
            Some(name) => format!("{name} ({})", self.email),
            None => self.email.clone(),
        }
    }
}

/// Somebody who answered and is not on the list, and why.
pub(super) fn uninvited(
    store: &Reader,
    event: EventId,
    attendee: &ReadAttendee,
) -> Result<(Option<Newcomer>, String)> {
    let Some(email) = attendee.email.clone() else {
        return Ok((None, "the answer names no address".to_owned()));
    };
    let newcomer = newcomer(
        store,
        event,
        attendee.name.clone(),
        email,
        reply_of(attendee),
    )?;
    let why = match newcomer.person {
        Some(_) => "is in the directory and not on this event's list",
        None => "is not on this event's list; the invitation may have been forwarded",
    };
    Ok((Some(newcomer), why.to_owned()))
}

/// Whom the attendee sends, as the answer tells.
pub(super) fn delegate(message: &Message, attendee: &ReadAttendee) -> Option<Delegate> {
    let email = attendee.delegated_to.first()?.clone();
    let own = message.attendees.iter().find(|other| {
        let theirs = other.email.as_deref();
        theirs.is_some_and(|theirs| theirs.eq_ignore_ascii_case(&email))
    });
    Some(Delegate {
        name: own.and_then(|own| own.name.clone()),
        reply: own.and_then(reply_of),
        email,
    })
}

/// The same as somebody who could be put on the list, unless they are.
pub(super) fn sent(
    store: &Reader,
    guests: &Guests,
    delegate: &Delegate,
) -> Result<Option<Newcomer>> {
    if guests.has(&delegate.email) {
        return Ok(None);
    }
    let Delegate { name, email, reply } = delegate.clone();
    newcomer(store, guests.event(), name, email, reply).map(Some)
}

fn newcomer(
    store: &Reader,
    event: EventId,
    name: Option<String>,
    email: String,
    reply: Option<Reply>,
) -> Result<Newcomer> {
    let known = store.people_with_email(&email)?;
    // Several share the address: which of them it is, the person tells by adding them by hand.
    let person = match known.as_slice() {
        [one] => Some(one.id),
        _ => None,
    };
    Ok(Newcomer {
        event,
        person,
        name: name.unwrap_or_else(|| email.clone()),
        email,
        reply,
    })
}

/// Puts somebody on an event's list with what they answered; in the directory too, if they are
/// not there yet. One step.
pub fn add_newcomer(store: &mut Store, hand: &mut Hand, newcomer: &Newcomer) -> Result<Change> {
    let new = match newcomer.person {
        Some(_) => None,
        None => Some(person::checked(named(newcomer))?),
    };
    let (id, mut change) = store.write(hand, "Add participant from a reply", |to| {
        to.event(newcomer.event)?;
        let person = match (newcomer.person, &new) {
            (None, Some(new)) => {
                let person = person::insert(to, new)?;
                if family_stands_first(&newcomer.name) {
                    let order = [("name_order", word(Some(NameOrder::FamilyFirst)))];
                    to.update(Table::Person, &person.to_string(), &order)?;
                }
                person
            }
            (Some(person), _) => person,
            (None, None) => return Ok(None),
        };
        let participation = match to.participation_of(newcomer.event, person)? {
            Some(known) => known,
            None => participation::insert(to, newcomer.event, person, Capacity::Delegate)?,
        };
        if let Some(reply) = newcomer.reply {
            to.update(
                Table::Participation,
                &participation.to_string(),
                &[("reply", word(Some(reply)))],
            )?;
        }
        Ok(Some(participation))
    })?;
    change.id = id.map(|id| id.to_string());
    Ok(change)
}

/// Whether the name's first word is in capitals and another is not: `PARK Ji-woo`.
fn family_stands_first(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.first().is_some_and(in_capitals) && !words.iter().all(in_capitals)
}

fn in_capitals(word: &&str) -> bool {
    word.chars().count() > 1 && word.to_uppercase() == **word
}

/// A record for somebody of whom an answer gives no more than a name. Which part is the family name
/// it does not say; the last in Latin letters is the usual guess, and capitals are a better one.
fn named(newcomer: &Newcomer) -> NewPerson {
    let name = newcomer.name.trim();
    let mut new = NewPerson {
        email: Some(newcomer.email.clone()),
        ..NewPerson::default()
    };
    if !domain::person::is_latin(name) {
        new.native_name = Some(name.to_owned());
        return new;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let (family, given): (Vec<&str>, Vec<&str>) =
        if words.iter().any(in_capitals) && !words.iter().all(in_capitals) {
            words.iter().partition(|word| in_capitals(word))
        } else {
            match words.split_last() {
                Some((last, rest)) if !rest.is_empty() => (vec![last], rest.to_vec()),
                _ => (Vec::new(), words),
            }
        };
    new.family_name = family.join(" ");
    new.given_name = given.join(" ");
    new
}
