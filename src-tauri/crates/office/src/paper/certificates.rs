//! Certificates of participation, with the hours that each person attended. Of a training whose presence was written
//! down by session only those get one who completed it; who is left out, and why, is told beside the paper.

use std::collections::HashMap;

use documents::paper::{Certificate, Certificates};
use domain::event::EventKind;
use domain::id::ParticipationId;
use domain::participation::{Capacity, Presence};
use domain::training::{Completion, certified_hours};
use store::PaperPerson;
use store::view::SessionLogRow;

use super::compose::Desk;
use super::people::{Guests, person};
use crate::training::{completions, rows_for_papers, threshold};
use crate::{OfficeError, Result};

/// Topics that fit on a certificate.
const MOST_TOPICS: usize = 12;

/// A certificate for each trainee who completed the training; of an event that is no training, for each participant.
pub(super) fn certificates(
    desk: &Desk<'_>,
    guests: &Guests,
    notes: &mut Vec<String>,
) -> Result<Certificates> {
    let training = desk.page.kind == EventKind::Training;
    let gets_one = |one: &PaperPerson| {
        let is_staff = matches!(one.capacity, Capacity::Secretariat | Capacity::Interpreter);
        if training {
            one.capacity == Capacity::Trainee
        } else {
            !is_staff
        }
    };
    let (logs, completions) = if training {
        (
            rows_for_papers(desk.store, desk.page.id)?,
            Completions::read(desk)?,
        )
    } else {
        (Vec::new(), Completions::default())
    };
    let mut people: Vec<&PaperPerson> = guests
        .listed()
        .iter()
        .map(|(_, one)| one)
        .filter(|one| gets_one(one))
        .collect();
    if people.is_empty() {
        return Err(OfficeError::NotPossible(if training {
            "there is no trainee who was there; add trainees on the tab Participants, and say who came".to_owned()
        } else {
            "nobody took part who could be given a certificate; add participants first".to_owned()
        }));
    }
    if training {
        completions.keep_those(&mut people, notes)?;
    }
    let somebody_marked = people.iter().any(|one| one.hours.is_some());
    let all = logs
        .iter()
        .filter_map(|log| log.hours)
        .reduce(|sum, hours| sum + hours);
    let topics: Vec<String> = topics(&logs);
    let certificates = people.into_iter().map(|one| {
        let was_there = matches!(one.presence, Presence::Present | Presence::PresentOnline);
        let hours = certified_hours(one.hours, somebody_marked, all.filter(|_| was_there));
        Certificate {
            person: person(one, false),
            hours: hours.map(written),
            topics: topics.clone(),
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

    /// Takes those off the list who did not complete, and tells who they are.
    fn keep_those(&self, people: &mut Vec<&PaperPerson>, notes: &mut Vec<String>) -> Result<()> {
        let share = self.threshold;
        if people.iter().all(|one| self.of(one).completed.is_none()) {
            notes.push(
                "Presence was not written down session by session, so that it is not known who completed the \
                 training: everybody on the list gets a certificate."
                    .to_owned(),
            );
            return Ok(());
        }
        let left_out: Vec<String> = people
            .iter()
            .filter(|one| self.of(one).completed != Some(true))
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
                        written(attended),
                        written(delivered)
                    ),
                    None => one.name.clone(),
                }
            })
            .collect();
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
        let uncounted = people.iter().map(|one| self.of(one).left_out).max();
        if let Some(count) = uncounted.filter(|count| *count > 0) {
            let sessions = if count == 1 {
                "session has"
            } else {
                "sessions have"
            };
            notes.push(format!(
                "{count} {sessions} no hours or no tick list, and did not count for it."
            ));
        }
        Ok(())
    }
}

fn topics(logs: &[SessionLogRow]) -> Vec<String> {
    let mut topics: Vec<String> = Vec::new();
    for log in logs.iter().take(MOST_TOPICS) {
        if !topics.contains(&log.topic) {
            topics.push(log.topic.clone());
        }
    }
    topics
}

/// Hours to a quarter: `18`, `7.5`, `1.25`.
fn written(hours: f64) -> String {
    let quarters = (hours * 4.0).round() / 4.0;
    format!("{quarters}")
}
