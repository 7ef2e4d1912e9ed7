//! The fixed data, laid into a store by the use cases that a person has.

use std::collections::HashMap;

use domain::id::{EventId, OrganisationId, PersonId, SessionLogId};
use domain::organisation::OrganisationKind;
use domain::participation::{Presence, Reply};
use domain::state::State;
use domain::timing::{Timing, parse_day, parse_quarter};
use office::view::{
    EventEdit, EventQuery, NewEvent, NewEventPartner, NewOrganisation, NewPerson,
    ParticipationEdit, SessionEdit, TickMark,
};

use crate::act;
use crate::desk::Desk;
use crate::desk::invited::id;
use crate::records;

/// The store, and what the data's keys stand for in it.
pub(crate) struct Known {
    pub(crate) desk: Desk,
    pub(crate) organisations: HashMap<String, OrganisationId>,
    pub(crate) people: HashMap<String, PersonId>,
    pub(crate) events: HashMap<String, EventId>,
    sessions: HashMap<String, (EventId, SessionLogId)>,
}

fn state(code: &str) -> Option<State> {
    (!code.is_empty()).then(|| code.parse().unwrap())
}

impl Known {
    pub(crate) fn new() -> Self {
        let mut known = Self {
            desk: Desk::new(),
            organisations: HashMap::new(),
            people: HashMap::new(),
            events: HashMap::new(),
            sessions: HashMap::new(),
        };
        known.empty();
        known.directory();
        known.events();
        known.participations();
        known.sessions();
        known.attendance();
        known.merge_and_erase();
        known
    }

    /// A new store holds the Senior Officials Meeting of its first year, which is not of the data.
    fn empty(&mut self) {
        let there = office::event::all(&self.desk.store, &EventQuery::default()).unwrap();
        let there: Vec<EventId> = there.iter().map(|event| event.id).collect();
        act!(self.desk, office::event::delete, &there).unwrap();
    }

    fn directory(&mut self) {
        let mut names = HashMap::new();
        for row in records("organisations") {
            let [key, name, kind, of] = row.try_into().unwrap();
            let new = NewOrganisation {
                name: name.clone(),
                short_name: None,
                kind: kind.parse::<OrganisationKind>().unwrap(),
                state: state(&of),
            };
            let change = act!(self.desk, office::organisation::add, new).unwrap();
            self.organisations.insert(key.clone(), id(change.id));
            names.insert(key, name);
        }
        for row in records("people") {
            let [key, family, given, gender, of, organisation] = row.try_into().unwrap();
            let new = NewPerson {
                family_name: family,
                given_name: given,
                gender: Some(gender.parse().unwrap()),
                state: state(&of),
                organisation: names.get(&organisation).cloned(),
                ..NewPerson::default()
            };
            let change = act!(self.desk, office::person::add, new).unwrap();
            self.people.insert(key, id(change.id));
        }
    }

    fn events(&mut self) {
        for row in records("events") {
            let [key, title, kind, status, first, last, of, host, activities] =
                row.try_into().unwrap();
            let timing = if last.is_empty() {
                parse_quarter(&first).unwrap()
            } else {
                Timing::Dates {
                    first: parse_day(&first).unwrap(),
                    last: parse_day(&last).unwrap(),
                }
            };
            let codes: Vec<String> = activities.split_whitespace().map(str::to_owned).collect();
            let new = NewEvent {
                kind: kind.parse().unwrap(),
                title,
                timing,
                status: Some(status.parse().unwrap()),
                venue: None,
                city: None,
                associated_event: None,
                associated_with: None,
                activities: office::work_plan::activities_coded(&self.desk.store, &codes, None)
                    .unwrap(),
            };
            let event: EventId = id(act!(self.desk, office::event::plan, new).unwrap().id);
            for edit in [
                (!of.is_empty()).then_some(EventEdit::State(of)),
                self.organisations
                    .get(&host)
                    .map(|host| EventEdit::Host(Some(*host))),
            ]
            .into_iter()
            .flatten()
            {
                act!(self.desk, office::event::edit, event, edit).unwrap();
            }
            self.events.insert(key, event);
        }
        for row in records("partners") {
            let [event, organisation, part] = row.try_into().unwrap();
            let new = NewEventPartner {
                event: self.events[&event],
                organisation: self.organisations[&organisation],
                part: part.parse().unwrap(),
            };
            act!(self.desk, office::partner::add, &new).unwrap();
        }
    }

    fn participations(&mut self) {
        for row in records("participations") {
            let [event, person, capacity, reply, presence] = row.try_into().unwrap();
            let (event, person) = (self.events[&event], self.people[&person]);
            let capacity = capacity.parse().unwrap();
            act!(
                self.desk,
                office::participation::add,
                event,
                &[person],
                capacity
            )
            .unwrap();
            let part = self.desk.store.participation_of(event, person).unwrap();
            let reply: Reply = reply.parse().unwrap();
            let presence: Presence = presence.parse().unwrap();
            for edit in [
                ParticipationEdit::Reply(reply),
                ParticipationEdit::Presence(presence),
            ] {
                act!(self.desk, office::participation::edit, part.unwrap(), edit).unwrap();
            }
        }
    }

    fn sessions(&mut self) {
        for row in records("sessions") {
            let mut cells = row.into_iter();
            let [key, event, topic, day] = std::array::from_fn(|_| cells.next().unwrap());
            let event = self.events[&event];
            let change = act!(
                self.desk,
                office::training::add_session,
                event,
                &topic,
                &day
            )
            .unwrap();
            let session: SessionLogId = id(change.id);
            let edits: [fn(String) -> SessionEdit; 9] = [
                SessionEdit::Hours,
                SessionEdit::Attended,
                SessionEdit::TestMaximum,
                SessionEdit::PreTest,
                SessionEdit::PreTestN,
                SessionEdit::PreTestSd,
                SessionEdit::PostTest,
                SessionEdit::PostTestN,
                SessionEdit::PostTestSd,
            ];
            for (edit, cell) in edits.into_iter().zip(cells) {
                if !cell.is_empty() {
                    act!(self.desk, office::training::edit, session, edit(cell)).unwrap();
                }
            }
            self.sessions.insert(key, (event, session));
        }
    }

    fn attendance(&mut self) {
        for row in records("ticks") {
            let [session, person, present, before, after] = row.try_into().unwrap();
            let (event, session) = self.sessions[&session];
            let person = self.people[&person];
            let part = self.desk.store.participation_of(event, person).unwrap();
            let participation = part.unwrap();
            let mark = TickMark {
                participation,
                present: Some(present == "1"),
            };
            act!(self.desk, office::training::tick, session, &[mark]).unwrap();
            for (is_after, points) in [(false, before), (true, after)] {
                if !points.is_empty() {
                    act!(
                        self.desk,
                        office::training::score,
                        session,
                        participation,
                        is_after,
                        &points
                    )
                    .unwrap();
                }
            }
        }
        for row in records("counts") {
            let [session, of, gender, attended] = row.try_into().unwrap();
            let (_, session) = self.sessions[&session];
            act!(
                self.desk,
                office::training::count,
                session,
                state(&of),
                gender.parse().unwrap(),
                &attended
            )
            .unwrap();
        }
    }

    fn merge_and_erase(&mut self) {
        for row in records("merged") {
            let [kept, other] = row.try_into().unwrap();
            let (kept, other) = (self.people[&kept], self.people[&other]);
            act!(self.desk, office::duplicate::merge, kept, other, &[]).unwrap();
        }
        for row in records("erased") {
            let [person] = row.try_into().unwrap();
            let person = self.people[&person];
            act!(self.desk, office::privacy::erase, person).unwrap();
        }
    }
}
