//! Who a row of a file says was there: by name with their points, and as counts by State and gender. What of it cannot
//! be taken is told, and the rest is taken.

use std::collections::BTreeSet;

use domain::id::{EventId, ParticipationId, PersonId, SessionLogId};
use domain::participation::{Capacity, Presence};
use domain::person::Gender;
use domain::training::{
    Group, GroupTest, scores_contradict, typed_count, typed_groups, typed_score,
};
use store::view::SessionLog;
use store::{Reader, Table, Transaction, Value};

use super::attend::insert_count;
use super::columns::{LogColumn, LogRow, PersonCell};
use super::edit::real;
use crate::fields::word;
use crate::{Result, participation};

/// Somebody who is named, with what is to be written of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Marked {
    pub(super) person: PersonId,
    pub(super) name: String,
    pub(super) present: bool,
    pub(super) pre: Option<f64>,
    pub(super) post: Option<f64>,
}

/// Who was there, by a row.
#[derive(Debug, Default)]
pub(super) struct Roll {
    pub(super) people: Vec<Marked>,
    pub(super) counts: Vec<Group>,
    /// What was not taken, as sentences.
    pub(super) rest: Vec<String>,
}

/// Whether a row has names or counts by State; the others were read before there were such.
pub(super) fn is_called(row: &LogRow) -> bool {
    use LogColumn::{Absent, ByState, Names, PostScores, PreScores};
    let columns = [Names, Absent, PreScores, PostScores, ByState];
    let has = |column| row.cells.contains_key(column);
    !row.people.is_empty() || !row.counts.is_empty() || columns.iter().any(has)
}

fn cell(row: &LogRow, column: LogColumn) -> &str {
    row.cells.get(&column).map_or("", |cell| cell.trim())
}

fn named(text: &str) -> impl Iterator<Item = &str> {
    let names = text.split([';', '；', '\n']).map(str::trim);
    names.filter(|name| !name.is_empty())
}

/// Where the points of a test stand.
type Place = fn(&mut PersonCell) -> &mut String;

/// The people of a row with their points as typed.
fn people(row: &LogRow, rest: &mut Vec<String>) -> Vec<PersonCell> {
    let there = |name: &str, present| PersonCell {
        name: name.to_owned(),
        present,
        ..PersonCell::default()
    };
    let mut listed: Vec<PersonCell> = named(cell(row, LogColumn::Names))
        .map(|name| there(name, true))
        .collect();
    let tests: [(LogColumn, &str, Place); 2] = [
        (LogColumn::PreScores, "pre_scores", |one| &mut one.pre),
        (LogColumn::PostScores, "post_scores", |one| &mut one.post),
    ];
    for (column, heading, place) in tests {
        let typed = cell(row, column);
        if typed.is_empty() {
            continue;
        }
        let mut points: Vec<&str> = typed.split([';', '；', '\n']).map(str::trim).collect();
        while points.len() > listed.len() && points.last().is_some_and(|last| last.is_empty()) {
            points.pop();
        }
        if points.len() != listed.len() {
            rest.push(format!(
                "“{heading}” has {} places and “names” has {}, so that it is not known whose the points are; leave a \
                 place empty for who did not take the test",
                points.len(),
                listed.len()
            ));
            continue;
        }
        for (one, points) in listed.iter_mut().zip(points) {
            if points != "-" && points != "–" {
                points.clone_into(place(one));
            }
        }
    }
    let absent = named(cell(row, LogColumn::Absent)).map(|name| there(name, false));
    listed.extend(absent);
    listed.extend(row.people.iter().cloned());
    listed
}

impl Roll {
    /// Reads a row; `who` finds a person by a name or an address.
    pub(super) fn read(
        row: &LogRow,
        women_and_men: Option<(u32, u32)>,
        who: impl Fn(&str) -> Result<PersonId>,
    ) -> Self {
        let mut roll = Self::default();
        for one in people(row, &mut roll.rest) {
            let person = match who(&one.name) {
                Ok(person) => person,
                Err(error) => {
                    roll.rest.push(error.to_string());
                    continue;
                }
            };
            let name = one.name.trim();
            if roll.people.iter().any(|known| known.person == person) {
                roll.rest
                    .push(format!("{name} is named twice; the first place was taken"));
                continue;
            }
            let mut points = |typed: &str| match typed_score(typed) {
                Ok(points) => points,
                Err(error) => {
                    roll.rest.push(format!("{name}: {error}"));
                    None
                }
            };
            let (pre, post) = (points(&one.pre), points(&one.post));
            if !one.present && (pre.is_some() || post.is_some()) {
                roll.rest.push(format!(
                    "{name} is said to have been absent, and has points; neither was taken"
                ));
                continue;
            }
            roll.people.push(Marked {
                person,
                name: name.to_owned(),
                present: one.present,
                pre,
                post,
            });
        }
        roll.count(row, women_and_men);
        roll
    }

    /// Counts are taken together or not at all: some alone would make nobody of the others.
    fn count(&mut self, row: &LogRow, women_and_men: Option<(u32, u32)>) {
        let both = women_and_men.map(|(women, men)| {
            [(Gender::Woman, women), (Gender::Man, men)].map(|(gender, attended)| Group {
                state: None,
                gender,
                attended,
            })
        });
        let groups = match by_state(row) {
            Ok(groups) => groups,
            Err(reason) => {
                self.rest
                    .push(format!("{reason}; no count by State was taken"));
                Vec::new()
            }
        };
        let sum = |gender| -> u32 {
            let those = groups.iter().filter(|group| group.gender == gender);
            those.fold(0, |sum, group| sum.saturating_add(group.attended))
        };
        let unsaid = sum(Gender::NotSaid);
        let fits = |gender, typed: u32| {
            let said = sum(gender);
            (said..=said.saturating_add(unsaid)).contains(&typed)
        };
        match (both, women_and_men) {
            (Some(both), _) if groups.is_empty() => self.counts = both.to_vec(),
            (_, Some((women, men))) if !fits(Gender::Woman, women) || !fits(Gender::Man, men) => {
                self.rest.push(format!(
                    "“women” and “men” say {women} and {men}, and by State they come to {} and {}; no count was taken",
                    sum(Gender::Woman),
                    sum(Gender::Man)
                ));
            }
            _ => self.counts = groups,
        }
    }

    /// Leaves what a session that is logged already lacks; what it has otherwise is told.
    pub(super) fn lacking(
        &mut self,
        store: &Reader,
        event: EventId,
        log: &SessionLog,
    ) -> Result<()> {
        let mut left = Vec::new();
        for mut one in std::mem::take(&mut self.people) {
            let part = store.participation_of(event, one.person)?;
            let mut ticks = log.ticks.iter();
            let Some(tick) = ticks.find(|tick| Some(tick.participation) == part) else {
                left.push(one);
                continue;
            };
            if tick.present != one.present {
                let known = if tick.present { "present" } else { "absent" };
                self.rest.push(format!(
                    "{} is logged as {known} already; change it in the window",
                    one.name
                ));
                continue;
            }
            for (when, known, points) in [
                ("before", tick.pre_test, &mut one.pre),
                ("after", tick.post_test, &mut one.post),
            ] {
                if let (Some(known), Some(said)) = (known, points.take_if(|_| known.is_some()))
                    && (known - said).abs() > 1e-9
                {
                    self.rest.push(format!(
                        "{} is logged with {known} points {when} already, and the file says {said}; change it in the \
                         window",
                        one.name
                    ));
                }
            }
            if one.pre.is_some() || one.post.is_some() {
                left.push(one);
            }
        }
        self.people = left;
        if !log.counts.is_empty() && !self.counts.is_empty() {
            let said = std::mem::take(&mut self.counts);
            let key = |group: &Group| (group.state, group.gender, group.attended);
            let said: BTreeSet<_> = said.iter().map(key).collect();
            let known = log.counts.iter();
            let known: BTreeSet<_> = known
                .map(|count| (count.state, count.gender, count.attended))
                .collect();
            if said != known {
                self.rest.push(
                    "other counts of those present are logged already; change them in the window"
                        .to_owned(),
                );
            }
        }
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.people.is_empty() && self.counts.is_empty()
    }

    /// What does not fit between typed means and the scores by name, those that are logged already with them.
    pub(super) fn remarks(
        &self,
        [before, after]: [GroupTest; 2],
        maximum: Option<f64>,
        log: Option<&SessionLog>,
    ) -> Vec<String> {
        let known = || log.iter().flat_map(|log| &log.ticks);
        let pre: Vec<f64> = known()
            .filter_map(|tick| tick.pre_test)
            .chain(self.people.iter().filter_map(|one| one.pre))
            .collect();
        let post: Vec<f64> = known()
            .filter_map(|tick| tick.post_test)
            .chain(self.people.iter().filter_map(|one| one.post))
            .collect();
        [("before", before, pre), ("after", after, post)]
            .iter()
            .filter_map(|(when, typed, scores)| {
                Some(scores_contradict(typed, scores, maximum)?.sentence(when))
            })
            .collect()
    }

    /// Writes it. Who is not on the training's list yet is put there as a trainee.
    pub(super) fn write(
        self,
        to: &mut Transaction<'_>,
        event: EventId,
        session: SessionLogId,
    ) -> store::Result<()> {
        for group in self.counts {
            insert_count(to, session, group.state, group.gender, Some(group.attended))?;
        }
        for one in self.people {
            let part = seat(to, event, &one)?;
            let known = to.part_of_session(
                Table::SessionAttendance,
                session,
                "participation",
                &part.to_string(),
            )?;
            let points = [("pre_test", one.pre), ("post_test", one.post)];
            let mut fields: Vec<(&'static str, Value)> = points
                .into_iter()
                .filter(|(_, points)| points.is_some())
                .map(|(field, points)| (field, real(points)))
                .collect();
            if let Some(tick) = known {
                to.update(Table::SessionAttendance, &tick, &fields)?;
                continue;
            }
            fields.extend([
                ("session_log", word(Some(session))),
                ("participation", word(Some(part))),
                ("present", Value::Integer(i64::from(one.present))),
            ]);
            to.insert(Table::SessionAttendance, &fields).map(drop)?;
        }
        Ok(())
    }
}

/// The part of somebody in a training; a trainee's, if they have none.
fn seat(to: &mut Transaction<'_>, event: EventId, one: &Marked) -> store::Result<ParticipationId> {
    if let Some(part) = to.participation_of(event, one.person)? {
        return Ok(part);
    }
    let part = participation::insert(to, event, one.person, Capacity::Trainee)?;
    if one.present {
        let present = [("presence", word(Some(Presence::Present)))];
        to.update(Table::Participation, &part.to_string(), &present)?;
    }
    Ok(part)
}

/// The counts by State of a row, each State and gender once.
fn by_state(row: &LogRow) -> std::result::Result<Vec<Group>, String> {
    let mut groups =
        typed_groups(cell(row, LogColumn::ByState)).map_err(|error| error.to_string())?;
    for (state, gender, typed) in &row.counts {
        let read = typed_count(typed);
        if let Some(attended) = read.map_err(|error| format!("{}: {error}", state.code()))? {
            groups.push(Group {
                state: Some(*state),
                gender: *gender,
                attended,
            });
        }
    }
    let mut seen = BTreeSet::new();
    for group in &groups {
        let state = group
            .state
            .map_or("unknown".to_owned(), |state| state.code().to_owned());
        if !seen.insert((group.state, group.gender)) {
            return Err(format!("{state} is counted twice"));
        }
        let beside = groups
            .iter()
            .any(|other| other.state == group.state && other.gender != Gender::NotSaid);
        if group.gender == Gender::NotSaid && beside {
            return Err(format!(
                "{state} has a number without a gender beside one of women or men, which may hold them or not"
            ));
        }
    }
    Ok(groups)
}
