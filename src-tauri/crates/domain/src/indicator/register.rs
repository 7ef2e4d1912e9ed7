//! The register that indicators are counted from: what was held, who came, what the logs say; for each output
//! each year, and over the whole plan.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{Delivered, Measure, Reach, Value, value};
use crate::event::EventKind;
use crate::state::State;

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
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct LogKnown {
    /// Hours.
    pub hours: Option<f64>,
    /// How many were there.
    pub attended: Option<u64>,
    /// How useful it was found, from 1 to 5.
    pub usefulness: Option<f64>,
    /// How many said so.
    pub respondents: Option<u64>,
    /// What was gained, in points of a hundred.
    pub gain: Option<f64>,
    /// How many took both tests.
    pub takers: Option<u64>,
}

struct Held {
    /// Its cells: for each output its year, and all years.
    cells: Vec<usize>,
    training: bool,
    listed: bool,
    trainees_listed: bool,
}

/// The register, while it is written.
pub struct Register {
    frame: Frame,
    reach: Vec<Reach>,
    delivered: Vec<Delivered>,
    held: HashMap<i64, Held>,
    /// Who came to what is counted in a cell, once however often; and whether ever as a trainee.
    came: HashMap<(usize, Uuid), bool>,
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
            held: HashMap::new(),
            came: HashMap::new(),
        }
    }

    /// An event that was held, under a number of its own, and the outputs that it serves. It counts once under each.
    pub fn hold(&mut self, event: i64, year: i32, kind: EventKind, outputs: &[usize]) {
        let cells: Vec<usize> = outputs
            .iter()
            .flat_map(|output| [Some(year), None].map(|year| self.frame.cell(*output, year)))
            .flatten()
            .collect();
        let training = kind == EventKind::Training;
        for cell in &cells {
            if let Some(reach) = self.reach.get_mut(*cell) {
                reach.events += 1;
                reach.trainings += u64::from(training);
            }
        }
        let held = Held {
            cells,
            training,
            listed: false,
            trainees_listed: false,
        };
        self.held.insert(event, held);
    }

    /// Somebody who came to an event that was held. Who came to none is not counted.
    pub fn came(&mut self, event: i64, person: Uuid, as_trainee: bool) {
        let Some(held) = self.held.get_mut(&event) else {
            return;
        };
        let trained = held.training && as_trainee;
        let first = !std::mem::replace(&mut held.listed, true);
        let first_trainee = trained && !std::mem::replace(&mut held.trainees_listed, true);
        for cell in &held.cells {
            if let Some(reach) = self.reach.get_mut(*cell) {
                reach.listed += u64::from(first);
                reach.trainings_listed += u64::from(first_trainee);
            }
            *self.came.entry((*cell, person)).or_default() |= trained;
        }
    }

    /// A log of a session of an event that was held.
    pub fn log(&mut self, event: i64, log: &LogKnown) {
        let Some(held) = self.held.get(&event) else {
            return;
        };
        for cell in &held.cells {
            if let Some(delivered) = self.delivered.get_mut(*cell) {
                delivered.add(log);
            }
        }
    }

    /// What it comes to, with what is known of people; of those who came and are not told of, nothing is.
    #[must_use]
    pub fn close(mut self, people: impl IntoIterator<Item = (Uuid, PersonKnown)>) -> Counted {
        let known: HashMap<Uuid, PersonKnown> = people.into_iter().collect();
        let mut states: HashSet<(usize, State)> = HashSet::new();
        for ((cell, person), trained) in &self.came {
            let Some(reach) = self.reach.get_mut(*cell) else {
                continue;
            };
            let known = known.get(person).copied().unwrap_or_default();
            reach.people += 1;
            reach.trained += u64::from(*trained);
            reach.gender_known += u64::from(known.woman.is_some());
            reach.women += u64::from(known.woman == Some(true));
            if let Some(state) = known.state {
                reach.state_known += 1;
                reach.states += u64::from(states.insert((*cell, state)));
            }
        }
        Counted {
            frame: self.frame,
            reach: self.reach,
            delivered: self.delivered,
        }
    }
}

impl Delivered {
    /// A mean counts as often as people stand behind it. Where nobody wrote down how many that were, those who
    /// attended stand for them; where that is not known either, one.
    fn add(&mut self, log: &LogKnown) {
        let weight = |told: Option<u64>| super::whole(told.or(log.attended).unwrap_or(1));
        self.logs += 1;
        if let (Some(hours), Some(attended)) = (log.hours, log.attended) {
            self.counted += 1;
            self.person_hours += hours * super::whole(attended);
        }
        if let Some(mark) = log.usefulness {
            self.marked += 1;
            self.marks += mark * weight(log.respondents);
            self.markers += weight(log.respondents);
        }
        if let Some(gain) = log.gain {
            self.tested += 1;
            self.gains += gain * weight(log.takers);
            self.takers += weight(log.takers);
        }
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
    pub fn value(&self, measure: Measure, output: usize, year: Option<i32>) -> Value {
        let delivered = self
            .frame
            .cell(output, year)
            .and_then(|cell| self.delivered.get(cell).copied())
            .unwrap_or_default();
        value(measure, &self.reach(output, year), &delivered)
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
            register.hold(i64::from(event), 2026 + i32::from(event) / 3, kind, outputs);
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
    fn a_mean_counts_as_often_as_people_stand_behind_it() {
        let mut register = Register::new(FRAME);
        register.hold(1, 2026, EventKind::Training, &[0]);
        let log = |hours, attended, usefulness, respondents| LogKnown {
            hours,
            attended,
            usefulness,
            respondents,
            ..LogKnown::default()
        };
        register.log(1, &log(Some(2.0), Some(30), Some(4.0), Some(20)));
        register.log(1, &log(Some(3.0), None, Some(5.0), None));
        register.log(1, &log(None, Some(10), Some(3.0), None));
        // Of an event that was not held.
        register.log(2, &log(Some(9.0), Some(9), Some(1.0), Some(9)));
        let counted = register.close([]);
        let value = |measure| counted.value(measure, 0, Some(2026));
        assert_eq!(
            value(Measure::PersonHours),
            Value {
                value: Some(60.0),
                missing: 2
            }
        );
        let mean = (4.0 * 20.0 + 5.0 + 3.0 * 10.0) / 31.0;
        assert_eq!(
            value(Measure::Satisfaction),
            Value {
                value: Some(mean),
                missing: 0
            }
        );
        assert_eq!(
            value(Measure::LearningGain),
            Value {
                value: None,
                missing: 3
            }
        );
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
