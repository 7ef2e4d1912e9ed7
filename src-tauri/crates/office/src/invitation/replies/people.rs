//! Whose answer it is.

use std::collections::HashMap;

use calendar::ReadAttendee;
use domain::id::{EventId, ParticipationId, PersonId};
use domain::invitation::{Answer, Known};
use domain::person::Names;
use store::Reader;
use store::view::{AnswersForDays, EventPage, Invitee, Named};

use crate::Result;

/// The events that answers are about, each read once.
#[derive(Default)]
pub(super) struct Events(HashMap<String, Option<Guests>>);

impl Events {
    /// The guests of the event of that UID.
    pub(super) fn of(&mut self, store: &Reader, uid: Option<&str>) -> Result<Option<&mut Guests>> {
        let Some(uid) = uid else {
            return Ok(None);
        };
        if !self.0.contains_key(uid) {
            let guests = match event_of(uid) {
                Some(id) if store.has_event(id)? => Some(Guests::read(store, id)?),
                _ => None,
            };
            self.0.insert(uid.to_owned(), guests);
        }
        Ok(self.0.get_mut(uid).and_then(Option::as_mut))
    }
}

/// The event that a UID of ours is of. Exchange wraps a UID that is not its own in octets of its
/// own, written in hexadecimal (MS-OXOCAL §2.2.1.27), and some servers give it back like that.
fn event_of(uid: &str) -> Option<EventId> {
    let uid = uid.trim();
    let plain = |uid: &str| {
        let (key, ours) = uid.split_once('@')?;
        (ours.eq_ignore_ascii_case("symposia"))
            .then(|| key.parse().ok())
            .flatten()
    };
    plain(uid).or_else(|| {
        let octets = (0..uid.len() / 2)
            .map(|at| {
                let pair = uid.get(at * 2..at * 2 + 2)?;
                u8::from_str_radix(pair, 16).ok()
            })
            .collect::<Option<Vec<u8>>>()?;
        let text = String::from_utf8_lossy(&octets).into_owned();
        let (_, wrapped) = text.split_once("vCal-Uid")?;
        // Four octets of a version come first, a NUL last.
        plain(wrapped.trim_matches(|letter: char| letter.is_control()))
    })
}

/// Somebody on the list whose answer it is.
#[derive(Debug, Clone)]
pub(super) struct Guest {
    pub(super) person: PersonId,
    pub(super) participation: ParticipationId,
    name: String,
    /// Their place among the guests.
    at: usize,
}

impl Guest {
    pub(super) fn named(&self) -> Named {
        Named {
            id: self.person.to_string(),
            name: self.name.clone(),
        }
    }
}

/// The guests of an event.
pub(super) struct Guests {
    page: EventPage,
    invitees: Vec<Invitee>,
    /// Where people were or would be written to, in small letters.
    addresses: HashMap<String, Vec<usize>>,
    /// SEQUENCE and DTSTAMP of the newest answers for one day alone.
    days: AnswersForDays,
}

impl Guests {
    fn read(store: &Reader, event: EventId) -> Result<Self> {
        let invitees = store.invitees(event, None)?;
        let mut addresses: HashMap<String, Vec<usize>> = HashMap::new();
        let mut reach = |address: &str, at: usize| {
            let those = addresses.entry(address.to_lowercase()).or_default();
            if !those.contains(&at) {
                those.push(at);
            }
        };
        for (at, invitee) in invitees.iter().enumerate() {
            if let Some(email) = &invitee.email {
                reach(email, at);
            }
        }
        let invited = store.addresses_invited(event)?.into_iter();
        for (address, person) in invited.chain(store.further_addresses_of_invitees(event)?) {
            if let Some(at) = invitees.iter().position(|one| one.person == person) {
                reach(&address, at);
            }
        }
        Ok(Self {
            page: store.event(event)?,
            invitees,
            addresses,
            days: store.answers_for_days(event)?,
        })
    }

    pub(super) fn event(&self) -> EventId {
        self.page.id
    }

    pub(super) fn page(&self) -> &EventPage {
        &self.page
    }

    pub(super) fn named(&self) -> Named {
        Named {
            id: self.page.id.to_string(),
            name: self.page.title.clone(),
        }
    }

    /// Whether somebody on the list is reached there.
    pub(super) fn has(&self, address: &str) -> bool {
        self.addresses
            .get(&address.to_lowercase())
            .into_iter()
            .flatten()
            .any(|at| self.invitees[*at].participation.is_some())
    }

    /// Who on the list gave the answer, and the address that they gave it from where it is not
    /// one that they were written to at.
    ///
    /// An answer comes from the address that was invited, or from another that its owner's program
    /// knows them by: then the letter's sender tells, or a name that only one guest can have
    /// beside an address at the same office.
    pub(super) fn find(
        &self,
        attendee: &ReadAttendee,
        from: Option<&str>,
    ) -> Option<(Guest, Option<String>)> {
        let own = [attendee.email.as_deref(), attendee.other_email.as_deref()];
        for address in own.into_iter().flatten() {
            if let Some(at) = self.reached_at(address, attendee.name.as_deref()) {
                return Some((self.guest(at)?, None));
            }
        }
        let alias = attendee.email.clone();
        let others = [attendee.sent_by.as_deref(), from];
        let by_sender = others
            .into_iter()
            .flatten()
            .find_map(|address| self.reached_at(address, attendee.name.as_deref()));
        // An assistant answers for somebody else, so a sender that contradicts the name is no proof.
        let by_sender = by_sender.filter(|at| self.can_be(*at, attendee.name.as_deref()));
        let at = by_sender.or_else(|| self.of_that_name(attendee))?;
        Some((self.guest(at)?, alias))
    }

    fn reached_at(&self, address: &str, name: Option<&str>) -> Option<usize> {
        let those = self.addresses.get(&address.to_lowercase())?;
        if let [one] = those.as_slice() {
            return Some(*one);
        }
        // A mailbox that several share: the name tells, or nothing does.
        let mut those = self.listed(those).filter(|at| self.can_be(*at, name));
        let one = those.next()?;
        those.next().is_none().then_some(one)
    }

    fn listed(&self, those: &[usize]) -> impl Iterator<Item = usize> {
        let on_list = |at: &usize| self.invitees[*at].participation.is_some();
        those.iter().copied().filter(on_list)
    }

    /// Whether several on the list are reached there, so that the address does not tell who it is.
    pub(super) fn is_shared(&self, address: &str) -> bool {
        let those = self.addresses.get(&address.to_lowercase());
        those.is_some_and(|those| self.listed(those).count() > 1)
    }

    fn can_be(&self, at: usize, name: Option<&str>) -> bool {
        let Some(name) = name else { return true };
        let invitee = &self.invitees[at];
        let ours = Names {
            family: &invitee.family_name,
            given: &invitee.given_name,
            native: &invitee.native_name,
        };
        let theirs = if domain::person::is_latin(name) {
            Names {
                given: name,
                ..Names::default()
            }
        } else {
            Names {
                native: name,
                ..Names::default()
            }
        };
        ours.can_be(&theirs)
    }

    fn of_that_name(&self, attendee: &ReadAttendee) -> Option<usize> {
        let name = attendee.name.as_deref()?;
        let office = office_of(attendee.email.as_deref()?)?;
        let mut those = (0..self.invitees.len()).filter(|at| {
            let invitee = &self.invitees[*at];
            let emails = invitee
                .email
                .iter()
                .chain(invitee.held.iter().map(|held| &held.address));
            let mut offices = emails.filter_map(|email| office_of(email));
            offices.any(|one| one == office) && self.is_called(*at, name)
        });
        let one = those.next()?;
        those.next().is_none().then_some(one)
    }

    /// Whether that is the whole name: a family name alone is shared by too many.
    fn is_called(&self, at: usize, name: &str) -> bool {
        let parts = name.split_whitespace().count();
        let native = &self.invitees[at].native_name;
        (parts > 1 || name == native) && self.can_be(at, Some(name))
    }

    fn guest(&self, at: usize) -> Option<Guest> {
        let invitee = &self.invitees[at];
        Some(Guest {
            person: invitee.person,
            participation: invitee.participation?,
            name: invitee.name.clone(),
            at,
        })
    }

    /// What is known of a guest for the judgement of an answer, to the whole event or for a day.
    pub(super) fn known(&self, guest: &Guest, day: Option<&String>) -> Known {
        let invitee = &self.invitees[guest.at];
        Known {
            held: invitee.written,
            answered: match day {
                Some(day) => self.days.get(&(guest.person, day.clone())).copied(),
                None => invitee.answered,
            },
        }
    }

    /// Remembers an answer that is taken, for those that follow in the same step.
    pub(super) fn answered(&mut self, guest: &Guest, day: Option<&String>, answer: &Answer) {
        let answered = (answer.sequence, answer.stamp);
        match day {
            Some(day) => {
                self.days.insert((guest.person, day.clone()), answered);
            }
            None => self.invitees[guest.at].answered = Some(answered),
        }
    }
}

/// Mailboxes that anybody can have say nothing of an office.
const FOR_ALL: &[&str] = &[
    "126.com",
    "daum.net",
    "foxmail.com",
    "live.com",
    "nate.com",
    "proton.me",
    "sina.com",
    "163.com",
    "gmail.com",
    "hanmail.net",
    "hotmail.com",
    "icloud.com",
    "mail.ru",
    "naver.com",
    "outlook.com",
    "qq.com",
    "yahoo.co.jp",
    "yahoo.com",
    "yandex.ru",
];

/// What stands before a country's code where names are given out below it: `go.kr`, `ac.jp`.
const BELOW_COUNTRIES: &[&str] = &[
    "ac", "co", "com", "edu", "gc", "go", "gov", "ne", "net", "or", "org", "re",
];

/// The part of an address that one office shares: `moe.example` of `kim@air.moe.example`.
fn office_of(address: &str) -> Option<String> {
    let (_, host) = address.rsplit_once('@')?;
    let host = host.to_lowercase();
    let parts: Vec<&str> = host.split('.').collect();
    let below = |part: &&str| BELOW_COUNTRIES.contains(part);
    let country = parts.last().is_some_and(|last| last.len() == 2);
    let keep = if country && parts.iter().rev().nth(1).is_some_and(below) {
        3
    } else {
        2
    };
    let office = parts[parts.len().saturating_sub(keep)..].join(".");
    (!FOR_ALL.contains(&office.as_str())).then_some(office)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_what_its_addresses_share() {
        let office = |address| office_of(address);
        assert_eq!(office("a@air.moe.example").as_deref(), Some("moe.example"));
        assert_eq!(office("a@korea.go.kr").as_deref(), Some("korea.go.kr"));
        assert_eq!(office("a@mail.korea.go.kr").as_deref(), Some("korea.go.kr"));
        assert_eq!(office("a@un.org").as_deref(), Some("un.org"));
        assert_eq!(office("a@gmail.com"), None);
    }

    #[test]
    fn a_uid_is_ours_also_in_exchanges_wrapping() {
        let id = "0197f2a0-0000-7000-8000-000000000001";
        let uid = format!("{id}@symposia");
        assert_eq!(event_of(&uid).unwrap().to_string(), id);
        let mut octets = vec![0x04, 0, 0, 0, 0x82, 0, 0xE0, 0, 0x74, 0xC5, 0xB7, 0x10];
        octets.extend([0u8; 28]);
        octets.extend(b"vCal-Uid\x01\0\0\0");
        octets.extend(uid.as_bytes());
        octets.push(0);
        let wrapped = octets
            .iter()
            .fold(String::new(), |hex, octet| format!("{hex}{octet:02X}"));
        assert_eq!(event_of(&wrapped).unwrap().to_string(), id);
        assert_eq!(event_of("other@elsewhere"), None);
        assert_eq!(event_of("한국어"), None);
    }
}
