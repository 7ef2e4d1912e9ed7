//! The register that indicators are counted from: what was held, who came, what the logs say; for each output
//! each year, and over the whole plan.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use uuid::Uuid;

use super::{Delivered, Measure, MeasureValue, Reach, value};
use crate::event::{EventKind, EventStatus};
use crate::state::State;
use crate::training::{Mark, SessionTests, learnt};

/// What is counted apart: outputs by their places, years, and all years together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// How many outputs.
    pub outputs: usize,
    /// First year.
    pub first_year: i32,
    /// Last year.
    pub last_year: i32,
}

impl Frame {
    /// Cells of one output: its years, and the last for all of them.
    fn columns(self) -> usize {
        usize::try_from(self.last_year - self.first_year + 2).unwrap_or(1)
    }

    /// The cell of an output and a year; of all years if none is named. None for a year outside.
    fn cell(self, output: usize, year: Option<i32>) -> Option<usize> {
        let all = self.columns() - 1;
        let column = match year {
            None => all,
            Some(year) if year > self.last_year => return None,
            Some(year) => usize::try_from(year - self.first_year).ok()?,
        };
        (output < self.outputs).then_some(output * self.columns() + column)
    }
}

/// What counts of a person, besides that they came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PersonKnown {
    /// Whether they are a woman; none where nobody said.
    pub woman: Option<bool>,
    /// Their State.
    pub state: Option<State>,
}

/// What counts of a session's log. What was not written down is none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LogKnown {
    /// Hours.
    pub hours: Option<f64>,
    /// How many were there.
    pub attended: Option<u32>,
    /// How useful it was found, from 1 to 5, and by how many.
    pub usefulness: Mark,
    /// Its tests; none where it had no test, or where no measure asks for them.
    pub tests: Option<SessionTests>,
}

/// An event that was entered.
#[allow(
    clippy::struct_excessive_bools,
    reason = "facts of an event, each for itself"
)]
struct Entered {
    /// Its cells: for each output its year, and all years.
    cells: Vec<usize>,
    held: bool,
    training: bool,
    logs_count: bool,
    listed: bool,
    trainees_listed: bool,
    logged: bool,
}

/// The tests that count in a cell, by event.
type Tests = BTreeMap<i64, Vec<Arc<SessionTests>>>;

/// The register, while it is written.
pub struct Register {
    frame: Frame,
    reach: Vec<Reach>,
    delivered: Vec<Delivered>,
    tests: Vec<Tests>,
    entered: HashMap<i64, Entered>,
    /// Everybody who came to anything, with their place in the lists below.
    people: HashMap<Uuid, usize>,
    /// For each cell, by the places of people: whether they came to what is counted in it, once however often.
    came: Vec<Vec<Came>>,
}

/// Whether somebody came, and as what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    #[default]
    Not,
    Once,
    AsTrainee,
}

impl Register {
    /// An empty one.
    #[must_use]
    pub fn new(frame: Frame) -> Self {
        let cells = frame.outputs * frame.columns();
        Self {
            frame,
            reach: vec![Reach::default(); cells],
            delivered: vec![Delivered::default(); cells],
            tests: vec![Tests::new(); cells],
            entered: HashMap::new(),
            people: HashMap::new(),
            came: vec![Vec::new(); cells],
        }
    }

    /// An event under a number of its own, and the outputs that it serves. It counts once under each, if it was held.
    pub fn enter(
        &mut self,
        event: i64,
        year: i32,
        kind: EventKind,
        status: EventStatus,
        outputs: &[usize],
    ) {
        let held = status == EventStatus::Held;
        let cells: Vec<usize> = outputs
            .iter()
            .flat_map(|output| [Some(year), None].map(|year| self.frame.cell(*output, year)))
            .flatten()
            .collect();
        let training = kind == EventKind::Training;
        for cell in cells.iter().filter(|_| held) {
            if let Some(reach) = self.reach.get_mut(*cell) {
                reach.events += 1;
                reach.trainings += u64::from(training);
            }
        }
        let entered = Entered {
            cells,
            held,
            training,
            logs_count: status.counts_logs(),
            listed: false,
            trainees_listed: false,
            logged: false,
        };
        self.entered.insert(event, entered);
    }

    /// Somebody who came to an event that was held. Who came to none is not counted.
    pub fn came(&mut self, event: i64, person: Uuid, as_trainee: bool) {
        let Some(held) = self.entered.get_mut(&event).filter(|event| event.held) else {
            return;
        };
        let trained = held.training && as_trainee;
        let first = !std::mem::replace(&mut held.listed, true);
        let first_trainee = trained && !std::mem::replace(&mut held.trainees_listed, true);
        let next = self.people.len();
        let place = *self.people.entry(person).or_insert(next);
        let came = if trained { Came::AsTrainee } else { Came::Once };
        for cell in &held.cells {
            if let Some(reach) = self.reach.get_mut(*cell) {
                reach.listed += u64::from(first);
                reach.trainings_listed += u64::from(first_trainee);
            }
            if let Some(list) = self.came.get_mut(*cell) {
                if list.len() <= place {
                    list.resize(place + 1, Came::Not);
                }
                if let Some(before) = list.get_mut(place) {
                    *before = came.max(*before);
                }
            }
        }
    }

    /// A log of a session of an event. What was logged took place, unless the event was put off or called off
    /// ([`EventStatus::counts_logs`]).
    pub fn log(&mut self, event: i64, log: LogKnown) {
        let counts = |event: &&mut Entered| event.logs_count;
        let Some(entered) = self.entered.get_mut(&event).filter(counts) else {
            return;
        };
        let held = entered.held && entered.training;
        let first = held && !std::mem::replace(&mut entered.logged, true);
        let tests = log.tests.clone().map(Arc::new);
        for cell in &entered.cells {
            if let Some(delivered) = self.delivered.get_mut(*cell) {
                delivered.add(&log);
            }
            if let Some(reach) = self.reach.get_mut(*cell) {
                reach.trainings_logged += u64::from(first);
            }
            if let (Some(of), Some(tests)) = (self.tests.get_mut(*cell), &tests) {
                of.entry(event).or_default().push(Arc::clone(tests));
            }
        }
    }

    /// What it comes to, with what is known of people; of those who came and are not told of, nothing is.
    #[must_use]
    pub fn close(mut self, people: impl IntoIterator<Item = (Uuid, PersonKnown)>) -> Counted {
        let mut known = vec![PersonKnown::default(); self.people.len()];
        for (person, told) in people {
            let place = self.people.get(&person);
            if let Some(known) = place.and_then(|place| known.get_mut(*place)) {
                *known = told;
            }
        }
        for (reach, came) in self.reach.iter_mut().zip(&self.came) {
            let mut states: HashSet<State> = HashSet::new();
            for (came, known) in came.iter().zip(&known) {
                if *came == Came::Not {
                    continue;
                }
                reach.people += 1;
                reach.trained += u64::from(*came == Came::AsTrainee);
                reach.gender_known += u64::from(known.woman.is_some());
                reach.women += u64::from(known.woman == Some(true));
                if let Some(state) = known.state {
                    reach.state_known += 1;
                    states.insert(state);
                }
            }
            reach.states = states.len() as u64;
        }
        for (delivered, tests) in self.delivered.iter_mut().zip(&self.tests) {
            let sessions = tests.values();
            delivered.learnt = learnt(sessions.map(|own| own.iter().map(Arc::as_ref)));
        }
        Counted {
            frame: self.frame,
            reach: self.reach,
            delivered: self.delivered,
        }
    }
}

impl Delivered {
    fn add(&mut self, log: &LogKnown) {
        self.logs += 1;
        if let (Some(hours), Some(attended)) = (log.hours, log.attended) {
            self.counted += 1;
            self.person_hours += hours * f64::from(attended);
        }
        self.marks
            .extend(log.usefulness.mean.map(|_| log.usefulness));
    }
}

/// What was counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    frame: Frame,
    reach: Vec<Reach>,
    delivered: Vec<Delivered>,
}

impl Counted {
    /// Who came to what an output held in a year, or in all years.
    #[must_use]
    pub fn reach(&self, output: usize, year: Option<i32>) -> Reach {
        let cell = self.frame.cell(output, year);
        cell.and_then(|cell| self.reach.get(cell).copied())
            .unwrap_or_default()
    }

    /// What a measure comes to for an output in a year, or in all years.
    #[must_use]
    pub fn value(&self, measure: Measure, output: usize, year: Option<i32>) -> MeasureValue {
        let delivered = self
            .frame
            .cell(output, year)
            .and_then(|cell| self.delivered.get(cell));
        let nothing = Delivered::default();
        value(
            measure,
            &self.reach(output, year),
            delivered.unwrap_or(&nothing),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Frame = Frame {
        outputs: 2,
        first_year: 2026,
        last_year: 2027,
    };

    fn person(number: u8) -> Uuid {
        Uuid::from_u128(u128::from(number))
    }

    /// Who came to what: event, person, as a trainee.
    type Came = (u8, u8, bool);

    fn counted(came: &[Came], women: u8) -> Counted {
        let mut register = Register::new(FRAME);
        for event in 0..6_u8 {
            let kind = if event % 2 == 0 {
                EventKind::Training
            } else {
                EventKind::Symposium
            };
            let outputs: &[usize] = match event % 3 {
                0 => &[0],
                1 => &[1],
                _ => &[0, 1],
            };
            register.enter(
                i64::from(event),
                2026 + i32::from(event) / 3,
                kind,
                EventStatus::Held,
                outputs,
            );
        }
        for (event, who, trainee) in came {
            register.came(i64::from(*event), person(*who), *trainee);
        }
        register.close((0..20).map(|number| {
            let known = PersonKnown {
                woman: (number % 5 != 0).then_some(number < women),
                state: State::read(if number % 2 == 0 { "MN" } else { "KR" }).ok(),
            };
            (person(number), known)
        }))
    }

    fn cells() -> impl Iterator<Item = (usize, Option<i32>)> {
        (0..2).flat_map(|output| [Some(2026), Some(2027), None].map(move |year| (output, year)))
    }

    #[test]
    fn a_person_counts_once_in_a_year_and_once_in_the_plan() {
        // Events 0 and 2 are trainings of 2026 that serve the first output, 3 is a symposium of 2027.
        let counted = counted(
            &[(0, 1, true), (2, 1, false), (3, 1, false), (3, 2, true)],
            10,
        );
        let people = |year| counted.reach(0, year).people;
        assert_eq!(
            (people(Some(2026)), people(Some(2027)), people(None)),
            (1, 2, 2)
        );
        // Who came to a symposium as a trainee was not trained by it.
        assert_eq!(counted.reach(0, None).trained, 1);
        assert_eq!(counted.reach(0, Some(2028)), Reach::default());
        // Held and served by event 2 alone.
        assert_eq!(counted.reach(1, Some(2026)).people, 1);
        assert_eq!(counted.reach(1, Some(2026)).states, 1);
    }

    #[test]
    fn a_log_counts_unless_its_event_was_put_off() {
        let mut register = Register::new(FRAME);
        let planned = EventStatus::Confirmed;
        register.enter(1, 2026, EventKind::Training, planned, &[0]);
        let log = |hours, attended, mean, respondents| LogKnown {
            hours,
            attended,
            usefulness: Mark { mean, respondents },
            ..LogKnown::default()
        };
        register.log(1, log(Some(2.0), Some(30), Some(4.0), Some(20)));
        register.log(1, log(Some(3.0), None, Some(5.0), Some(10)));
        register.log(1, log(None, Some(10), None, None));
        // Of an event of other years.
        register.log(2, log(Some(9.0), Some(9), Some(1.0), Some(9)));
        for (event, status) in [(3, EventStatus::Cancelled), (4, EventStatus::Postponed)] {
            register.enter(event, 2026, EventKind::Training, status, &[0]);
            register.log(event, log(Some(9.0), Some(9), Some(1.0), Some(9)));
        }
        register.came(1, person(1), true);
        let counted = register.close([]);
        let value = |measure| {
            let MeasureValue { value, missing } = counted.value(measure, 0, Some(2026));
            (value, missing)
        };
        assert_eq!(value(Measure::PersonHours), (Some(60.0), 2));
        assert_eq!(value(Measure::Satisfaction), (Some(130.0 / 30.0), 1));
        assert_eq!(value(Measure::LearningGain), (None, 3));
        // Nobody was reached by what was not held.
        assert_eq!(value(Measure::PeopleReached), (Some(0.0), 0));
    }

    #[test]
    fn a_training_that_was_held_and_not_logged_is_missing() {
        let mut register = Register::new(FRAME);
        for event in [1, 2] {
            register.enter(event, 2026, EventKind::Training, EventStatus::Held, &[0]);
        }
        let log = LogKnown {
            hours: Some(2.0),
            attended: Some(10),
            ..LogKnown::default()
        };
        register.log(1, log.clone());
        register.log(1, log);
        let counted = register.close([]);
        let told = counted.value(Measure::PersonHours, 0, Some(2026));
        assert_eq!((told.value, told.missing), (Some(40.0), 1));
    }

    fn came() -> impl Strategy<Value = Vec<Came>> {
        prop::collection::vec((0_u8..6, 0_u8..20, any::<bool>()), 0..40)
    }

    proptest! {
        #[test]
        fn the_order_in_which_they_came_makes_no_difference(came in came(), turn in 0_usize..40) {
            let mut other = came.clone();
            other.reverse();
            if !other.is_empty() {
                let by = turn % other.len();
                other.rotate_left(by);
            }
            prop_assert_eq!(counted(&came, 10), counted(&other, 10));
        }

        #[test]
        fn making_one_of_two_people_never_raises_how_many_were_reached(came in came(), one in 0_u8..20, other in 0_u8..20) {
            let merged: Vec<Came> = came
                .iter()
                .map(|(event, who, trainee)| (*event, if *who == other { one } else { *who }, *trainee))
                .collect();
            let (before, after) = (counted(&came, 10), counted(&merged, 10));
            for (output, year) in cells() {
                let (before, after) = (before.reach(output, year), after.reach(output, year));
                prop_assert!(after.people <= before.people);
                prop_assert!(after.trained <= before.trained);
                prop_assert_eq!(after.events, before.events);
                prop_assert_eq!(after.listed, before.listed);
            }
        }

        #[test]
        fn the_whole_plan_lies_between_its_best_year_and_their_sum(came in came()) {
            let counted = counted(&came, 10);
            for output in 0..2 {
                let of = |year| counted.reach(output, year);
                let (one, other, all) = (of(Some(2026)), of(Some(2027)), of(None));
                prop_assert!(one.people.max(other.people) <= all.people);
                prop_assert!(all.people <= one.people + other.people);
                prop_assert_eq!(one.events + other.events, all.events);
                prop_assert!(all.women <= all.gender_known && all.gender_known <= all.people);
            }
        }

        #[test]
        fn coming_again_changes_nothing(came in came()) {
            let twice: Vec<Came> = came.iter().chain(&came).copied().collect();
            prop_assert_eq!(counted(&came, 10), counted(&twice, 10));
        }
    }
}
