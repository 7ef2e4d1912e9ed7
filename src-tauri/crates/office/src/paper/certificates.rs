//! Certificates of participation, with the hours that each person attended.

use documents::paper::{Certificate, Certificates};
use domain::event::EventKind;
use domain::participation::{Capacity, Presence};
use domain::training::certified_hours;
use store::PaperPerson;
use store::view::SessionLogRow;

use super::compose::Desk;
use super::people::{Guests, person};
use crate::{OfficeError, Result};

/// Topics that fit on a certificate.
const MOST_TOPICS: usize = 12;

/// A certificate for each trainee; of an event that is no training, for each participant.
pub(super) fn certificates(desk: &Desk<'_>, guests: &Guests) -> Result<Certificates> {
    let training = desk.page.kind == EventKind::Training;
    let gets_one = |one: &PaperPerson| {
        let is_staff = matches!(one.capacity, Capacity::Secretariat | Capacity::Interpreter);
        if training {
            one.capacity == Capacity::Trainee
        } else {
            !is_staff
        }
    };
    let logs = if training {
        desk.store.session_logs(desk.page.id)?
    } else {
        Vec::new()
    };
    let people: Vec<&PaperPerson> = guests
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
