//! Certificates of participation, with the hours that each person attended. Of a training whose presence was written
//! down by session only those get one who completed it; who is left out, and why, is told beside the paper.

use std::collections::{HashMap, HashSet};

use documents::paper::{Certificate, Certificates, Words};
use domain::event::{EventKind, EventStatus};
use domain::id::ParticipationId;
use domain::participation::Capacity;
use domain::training::{Completion, Given, attended, certified_hours, hours_of};
use store::PaperPerson;

use super::compose::Desk;
use super::people::{Guests, person, words};
use crate::training::{completions, threshold};
use crate::{OfficeError, Result};

/// Topics that fit on a certificate.
const MOST_TOPICS: usize = 12;

const NOT_BY_SESSION: &str = "Presence was not written down session by session, so that it is not known who completed \
    the training: everybody who was there gets a certificate.";

/// A certificate for each trainee who completed the training, or was there where presence was not written down by
/// session; of an event that is no training, for each participant who was.
/// Before anything is recorded, for those who said that they come, so that they can be printed ahead.
pub(super) fn certificates(
    desk: &Desk<'_>,
    guests: &Guests,
    notes: &mut Vec<String>,
) -> Result<Certificates> {
    let training = desk.page.kind == EventKind::Training;
    let recorded = guests.recorded() || desk.page.status == EventStatus::Held;
    let takes_part = |one: &PaperPerson| {
        let is_staff = matches!(one.capacity, Capacity::Secretariat | Capacity::Interpreter);
        if training {
            one.capacity == Capacity::Trainee
        } else {
            !is_staff
        }
    };
    let sessions = if training {
        desk.store.sessions_given(desk.page.id)?
    } else {
        Vec::new()
    };
    let listed = guests.listed().iter().map(|(_, one)| one);
    let mut people: Vec<&PaperPerson> = listed.filter(|one| takes_part(one)).collect();
    let completions = if training {
        Completions::read(desk)?
    } else {
        Completions::default()
    };
    if completions.are_known(&people) {
        completions.keep_those(&mut people, notes)?;
    } else {
        people.retain(|one| one.marks().is_certified(recorded));
        if training {
            notes.push(NOT_BY_SESSION.to_owned());
        }
    }
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

/// How much of the training each trainee attended.
#[derive(Default)]
struct Completions {
    by: HashMap<ParticipationId, Completion>,
    threshold: u8,
}

impl Completions {
    fn read(desk: &Desk<'_>) -> Result<Self> {
        let records = desk.store.training_records(&[desk.page.id])?;
        let Some(record) = records.first() else {
            return Ok(Self::default());
        };
        let threshold = threshold(desk.store, record.completion)?;
        let trainees = record.trainees.iter().map(|one| one.participation);
        Ok(Self {
            by: trainees.zip(completions(record, threshold)).collect(),
            threshold,
        })
    }

    fn of(&self, one: &PaperPerson) -> Completion {
        self.by.get(&one.participation).copied().unwrap_or_default()
    }

    /// Whether anybody's presence was written down by session, so that who completed is told or asked for.
    fn are_known(&self, people: &[&PaperPerson]) -> bool {
        people.iter().any(|one| self.of(one).attended.is_some())
    }

    /// Takes those off the list who did not complete, and tells who they are.
    fn keep_those(&self, people: &mut Vec<&PaperPerson>, notes: &mut Vec<String>) -> Result<()> {
        let share = self.threshold;
        let left_out: Vec<String> = people
            .iter()
            .filter(|one| self.of(one).completed == Some(false))
            .map(|one| {
                let Completion {
                    attended,
                    delivered,
                    ..
                } = self.of(one);
                match attended.zip(delivered) {
                    Some((attended, delivered)) => format!(
                        "{} ({} of {} hours)",
                        one.name,
                        written(attended).unwrap_or_else(|| "0".to_owned()),
                        written(delivered).unwrap_or_else(|| "0".to_owned())
                    ),
                    None => one.name.clone(),
                }
            })
            .collect();
        let unknown: Vec<&str> = people
            .iter()
            .filter(|one| self.of(one).completed.is_none())
            .map(|one| one.name.as_str())
            .collect();
        if !unknown.is_empty() {
            notes.push(format!(
                "No certificate for those of whom it is not known whether they completed the training; complete the \
                 hours and tick lists of its sessions: {}.",
                unknown.join("; ")
            ));
        }
        if unknown.len() == people.len() {
            return Err(OfficeError::NotPossible(
                "it is of no trainee known whether they completed the training; complete the hours and tick lists of \
                 its sessions"
                    .to_owned(),
            ));
        }
        let uncounted = people.iter().map(|one| self.of(one).left_out).max();
        people.retain(|one| self.of(one).completed == Some(true));
        if people.is_empty() {
            return Err(OfficeError::NotPossible(format!(
                "nobody attended the {share} % of the hours that complete this training; see the training's log"
            )));
        }
        if !left_out.is_empty() {
            notes.push(format!(
                "No certificate for those who attended less than {share} % of the hours: {}.",
                left_out.join("; ")
            ));
        }
        if let Some(count) = uncounted.filter(|count| *count > 0) {
            let sessions = if count == 1 {
                "session has"
            } else {
                "sessions have"
            };
            notes.push(format!(
                "{count} {sessions} no hours or no tick list; who has a certificate completed it however these went."
            ));
        }
        Ok(())
    }
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
