//! Who takes part in an event, what they answered, and whether they came.

use std::collections::BTreeMap;

use domain::event::{Attendance, EventStatus};
use domain::participation::{Capacity, Funding, Presence, Reply};
use store::{Table, Transaction};
use uuid::Uuid;

use super::data::{Item, People, Told};
use super::draw::Draw;
use super::people::Directory;
use crate::fields::word;

/// The longest event for which presence is written down day by day.
const MOST_DAYS: usize = 10;

/// A person's part in the event.
pub(super) struct Seat {
    pub(super) id: Uuid,
    /// Their place among the directory's people.
    pub(super) person: usize,
    pub(super) capacity: Capacity,
    reply: Reply,
    presence: Presence,
}

impl Seat {
    /// Whether they said that they come.
    pub(super) fn comes(&self) -> bool {
        self.reply == Reply::Accepted
    }

    /// Whether they were there.
    pub(super) fn was_there(&self) -> bool {
        matches!(self.presence, Presence::Present | Presence::PresentOnline)
    }
}

/// All who take part.
pub(super) struct Seats(Vec<Seat>);

impl Seats {
    pub(super) fn of(&self, person: usize) -> Option<&Seat> {
        self.0.iter().find(|seat| seat.person == person)
    }

    pub(super) fn trainees(&self) -> impl Iterator<Item = &Seat> {
        self.0
            .iter()
            .filter(|seat| seat.capacity == Capacity::Trainee)
    }
}

/// Writes those whom the event names, and those who have a part in its agenda.
pub(super) fn write(
    to: &mut Transaction<'_>,
    draw: &mut Draw,
    directory: &Directory,
    event: Uuid,
    told: &Told,
) -> store::Result<Seats> {
    let mut parts = BTreeMap::new();
    gather_parts(directory, &told.agenda, &mut parts)?;
    let mut capacities = Vec::new();
    gather(directory, &told.people, &mut capacities)?;
    capacities.extend(parts.iter().map(|(person, capacity)| (*person, *capacity)));
    let mut seats = Seats(Vec::new());
    for (person, capacity) in capacities {
        if seats.of(person).is_none() {
            let answer = Answer {
                status: told.status,
                attendance: told.attendance,
                has_part: parts.contains_key(&person),
            };
            let seat = answer.write(to, draw, directory, event, person, capacity)?;
            seats.0.push(seat);
        }
    }
    if let (EventStatus::Held, Some((first, last))) = (told.status, told.timing.days()) {
        for day in first
            .iter_days()
            .take_while(|day| *day <= last)
            .take(MOST_DAYS)
        {
            for seat in &seats.0 {
                to.insert(
                    Table::AttendanceDay,
                    &[
                        ("participation", word(Some(seat.id))),
                        ("day", word(Some(day))),
                        ("presence", word(Some(seat.presence))),
                    ],
                )?;
            }
        }
    }
    Ok(seats)
}

fn gather(
    directory: &Directory,
    people: &People,
    found: &mut Vec<(usize, Capacity)>,
) -> store::Result<()> {
    for (capacity, keys) in people {
        for key in keys {
            found.extend(directory.named(key)?.into_iter().map(|at| (at, *capacity)));
        }
    }
    Ok(())
}

fn gather_parts(
    directory: &Directory,
    items: &[Item],
    found: &mut BTreeMap<usize, Capacity>,
) -> store::Result<()> {
    for item in items {
        let mut speakers = Vec::new();
        gather(directory, &item.speakers, &mut speakers)?;
        for (person, capacity) in speakers {
            found.entry(person).or_insert(capacity);
        }
        gather_parts(directory, &item.parts, found)?;
    }
    Ok(())
}

/// What decides how a person answers.
pub(super) struct Answer {
    pub(super) status: EventStatus,
    pub(super) attendance: Option<Attendance>,
    /// Whether they have a part in the agenda.
    pub(super) has_part: bool,
}

impl Answer {
    /// Writes a participation.
    pub(super) fn write(
        &self,
        to: &mut Transaction<'_>,
        draw: &mut Draw,
        directory: &Directory,
        event: Uuid,
        person: usize,
        capacity: Capacity,
    ) -> store::Result<Seat> {
        let (reply, presence) = self.draw(draw);
        let funding = match draw.number(1, 20) {
            1..=9 => Some(Funding::Own),
            10..=15 => Some(Funding::CoreFund),
            16..=17 => Some(Funding::Host),
            18 => Some(Funding::Partner),
            _ => None,
        };
        let id = to.insert(
            Table::Participation,
            &[
                ("event", word(Some(event))),
                (
                    "person",
                    word(directory.people.get(person).map(|person| person.id)),
                ),
                ("capacity", word(Some(capacity))),
                ("reply", word(Some(reply))),
                ("presence", word(Some(presence))),
                ("funding", word(funding)),
            ],
        )?;
        Ok(Seat {
            id,
            person,
            capacity,
            reply,
            presence,
        })
    }

    fn draw(&self, draw: &mut Draw) -> (Reply, Presence) {
        let lot = draw.number(1, 100);
        match self.status {
            EventStatus::Held if self.has_part || lot <= 92 => {
                (Reply::Accepted, self.presence(draw))
            }
            EventStatus::Held => {
                let reply = match lot {
                    93..=96 => Reply::Declined,
                    97..=98 => Reply::Delegated,
                    _ => Reply::NeedsAction,
                };
                (reply, Presence::Absent)
            }
            EventStatus::Confirmed | EventStatus::Tentative => {
                let reply = match (self.has_part, lot) {
                    (true, 1..=80) | (false, 1..=55) => Reply::Accepted,
                    (true, _) | (false, 56..=64) => Reply::Tentative,
                    (false, 65..=73) => Reply::Declined,
                    (false, 74..=78) => Reply::Delegated,
                    (false, _) => Reply::NeedsAction,
                };
                (reply, Presence::NotRecorded)
            }
            EventStatus::Proposed | EventStatus::Postponed | EventStatus::Cancelled => {
                (Reply::NeedsAction, Presence::NotRecorded)
            }
        }
    }

    fn presence(&self, draw: &mut Draw) -> Presence {
        let there = match self.attendance {
            Some(Attendance::Online) => Presence::PresentOnline,
            Some(Attendance::Hybrid) if !self.has_part && draw.chance(25) => {
                Presence::PresentOnline
            }
            Some(Attendance::InPerson | Attendance::Hybrid) | None => Presence::Present,
        };
        if !self.has_part && draw.chance(5) {
            Presence::Absent
        } else {
            there
        }
    }
}
