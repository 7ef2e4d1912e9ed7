//! Certificates of participation, with the hours that each person attended.

use std::collections::HashSet;

use documents::paper::{Certificate, Certificates, Words};
use domain::event::{EventKind, EventStatus};
use domain::participation::Capacity;
use domain::training::{Given, attended, certified_hours, hours_of};
use store::PaperPerson;

use super::compose::Desk;
use super::people::{Guests, person, words};
use crate::{OfficeError, Result};

/// Topics that fit on a certificate.
const MOST_TOPICS: usize = 12;

/// A certificate for each trainee who was there; of an event that is no training, for each participant who was.
/// Before anything is recorded, for those who said that they come, so that they can be printed ahead.
pub(super) fn certificates(desk: &Desk<'_>, guests: &Guests) -> Result<Certificates> {
    let training = desk.page.kind == EventKind::Training;
    let recorded = guests.recorded() || desk.page.status == EventStatus::Held;
    let gets_one = |one: &PaperPerson| {
        let is_staff = matches!(one.capacity, Capacity::Secretariat | Capacity::Interpreter);
        let takes_part = if training {
            one.capacity == Capacity::Trainee
        } else {
            !is_staff
        };
        takes_part && one.marks().is_certified(recorded)
    };
    let sessions = if training {
        desk.store.sessions_given(desk.page.id)?
    } else {
        Vec::new()
    };
    let listed = guests.listed().iter().map(|(_, one)| one);
    let people: Vec<&PaperPerson> = listed.filter(|one| gets_one(one)).collect();
    if people.is_empty() {
        return Err(OfficeError::NotPossible(nobody(training, recorded)));
    }
    let somebody_marked = people.iter().any(|one| one.sessions.is_some());
    let certificates = people.into_iter().map(|one| {
        let there = attended(&sessions, one.marks());
        let (own, all) = match &there {
            Some(there) => (hours_of(there.iter().copied()), None),
            None => (None, hours_of(&sessions).filter(|_| one.marks().was_seen())),
        };
        let hours = certified_hours(own, somebody_marked, all);
        let there = match there {
            Some(there) => there,
            // Others were marked, this one was not: nobody knows in which sessions they were.
            None if somebody_marked => Vec::new(),
            None => sessions.iter().collect(),
        };
        Certificate {
            person: person(one, false),
            hours: hours.and_then(written),
            topics: topics(&there, desk.page.state.as_deref()),
            signed_by: desk.about.organizer.clone(),
        }
    });
    Ok(Certificates {
        certificates: certificates.collect(),
    })
}

/// Why there is no certificate, and what to do.
fn nobody(training: bool, recorded: bool) -> String {
    let whom = if training { "trainee" } else { "participant" };
    if recorded {
        format!(
            "no {whom} is recorded as present; say on the tab Participants who came, day by day or session by session"
        )
    } else {
        format!(
            "no {whom} has accepted yet; add them on the tab Participants, and record what they answered or who came"
        )
    }
}

/// What the sessions were about, each topic once.
fn topics(sessions: &[&Given], hint: Option<&str>) -> Vec<Words> {
    let mut said = HashSet::new();
    let topics = sessions.iter().map(|one| one.topic.as_str());
    let topics = topics.filter(|topic| said.insert(*topic));
    topics
        .take(MOST_TOPICS)
        .map(|topic| words(topic, hint))
        .collect()
}

/// Hours to a quarter: `18`, `7.5`, `1.25`; less than a quarter to a tenth. None where that is nothing.
fn written(hours: f64) -> Option<String> {
    let quarters = (hours * 4.0).round() / 4.0;
    let written = if quarters > 0.0 {
        quarters
    } else {
        (hours * 10.0).round() / 10.0
    };
    (written > 0.0).then(|| written.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_that_are_few_are_not_called_none() {
        for (hours, said) in [
            (18.0, Some("18")),
            (7.6, Some("7.5")),
            (1.25, Some("1.25")),
            (0.1, Some("0.1")),
            (0.01, None),
            (0.0, None),
        ] {
            assert_eq!(written(hours).as_deref(), said, "{hours}");
        }
    }

    #[test]
    fn a_topic_that_comes_often_takes_no_room_of_others() {
        let given = |topic: &str| Given {
            id: String::new(),
            day: None,
            hours: None,
            topic: topic.to_owned(),
        };
        let mut all = vec![given("Exercise"); 12];
        all.extend((0..14).map(|number| given(&format!("Topic {number}"))));
        let all: Vec<&Given> = all.iter().collect();
        let said = topics(&all, None);
        assert_eq!(said.len(), MOST_TOPICS);
        assert_eq!(said.last().map(|last| last.text.as_str()), Some("Topic 10"));
    }
}
