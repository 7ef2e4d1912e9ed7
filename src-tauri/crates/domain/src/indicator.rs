//! Indicators: what an output is to reach, how that is counted, and how far it has come.
//!
//! What counts is what was held. A person counts once, however many events they came to. What nobody wrote
//! down is missing, never nought: a year with events of which no list of participants was kept reached an
//! unknown number of people.

mod register;

use serde::Serialize;
use ts_rs::TS;

pub use register::{Counted, Frame, LogKnown, PersonKnown, Register};

use crate::DomainError;
use crate::decimal::{self, Habits};
use crate::period::Period;
use crate::training::{Learnt, Mark, mean_mark};
use crate::words::words;

words! {
    /// What an indicator counts.
    pub enum Measure ("measure") {
        /// Events held.
        EventsHeld = "events-held",
        /// People who took part in events held, each counted once.
        PeopleReached = "people-reached",
        /// Of them, the share of women among those whose gender is known, in percent.
        ShareOfWomen = "share-of-women",
        /// States that the people came from.
        StatesTakingPart = "states-taking-part",
        /// How useful sessions were found, from 1 to 5: the mean of all who answered.
        Satisfaction = "satisfaction",
        /// Hours of sessions, times those present.
        PersonHours = "person-hours",
        /// People who came to trainings as trainees, each counted once.
        TrainedPeople = "trained-people",
        /// What trainees knew more after than before, in points of a hundred.
        LearningGain = "learning-gain",
        /// Something that the program cannot count: a number that people type.
        Typed = "typed",
    }
}

impl Measure {
    /// Whether counting begins at nothing, so that no baseline has to be told.
    #[must_use]
    pub const fn begins_at_nothing(self) -> bool {
        match self {
            Self::EventsHeld
            | Self::PeopleReached
            | Self::StatesTakingPart
            | Self::PersonHours
            | Self::TrainedPeople => true,
            Self::ShareOfWomen | Self::Satisfaction | Self::LearningGain | Self::Typed => false,
        }
    }

    /// The least and the most that it can come to.
    const fn bounds(self) -> (i32, i32) {
        match self {
            Self::ShareOfWomen => (0, 100),
            Self::Satisfaction => (1, 5),
            Self::LearningGain => (-100, 100),
            Self::EventsHeld
            | Self::PeopleReached
            | Self::StatesTakingPart
            | Self::PersonHours
            | Self::TrainedPeople
            | Self::Typed => (0, 1_000_000_000),
        }
    }

    /// A baseline, target or value as it is typed, with a per cent sign or without; none where nothing is typed.
    pub fn read(self, text: &str) -> Result<Option<f64>, DomainError> {
        let bare = text.trim().trim_end_matches(['%', '％']).trim_end();
        if bare.is_empty() {
            return Ok(None);
        }
        let (sign, plain) = match bare.strip_prefix(['-', '−', '–']) {
            Some(plain) => (-1.0, plain),
            None => (1.0, bare),
        };
        let number = decimal::read(plain, Habits { decimals: Some(2) })?.to_float() * sign;
        self.in_bounds(number, text.trim()).map(Some)
    }

    /// Whether a number that is kept can be one of its own.
    pub fn holds(self, number: f64) -> Result<(), DomainError> {
        self.in_bounds(number, &number.to_string()).map(drop)
    }

    fn in_bounds(self, number: f64, written: &str) -> Result<f64, DomainError> {
        let (least, most) = self.bounds();
        if (f64::from(least)..=f64::from(most)).contains(&number) {
            return Ok(number);
        }
        Err(DomainError::OutOfBounds {
            found: written.to_owned(),
            least: least.into(),
            most: most.into(),
        })
    }
}

/// Who came to the events that an output held in some time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// Events held.
    pub events: u64,
    /// Of them, events of which anybody who came is known.
    pub listed: u64,
    /// Different people.
    pub people: u64,
    /// Of them, people whose gender is known.
    pub gender_known: u64,
    /// Of them, women.
    pub women: u64,
    /// People whose State is known.
    pub state_known: u64,
    /// Different States.
    pub states: u64,
    /// Trainings held.
    pub trainings: u64,
    /// Of them, trainings of which any trainee is known.
    pub trainings_listed: u64,
    /// Of them, trainings of which a session was logged.
    pub trainings_logged: u64,
    /// Different trainees.
    pub trained: u64,
}

/// What the logs of its sessions say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Delivered {
    /// Logs.
    pub logs: u64,
    /// Of them, logs that have hours and who was there.
    pub counted: u64,
    /// Their hours, times those present.
    pub person_hours: f64,
    /// How useful sessions were found, and by how many, of the logs that say so.
    pub marks: Vec<Mark>,
    /// What was learnt by the tests before and after.
    pub learnt: Learnt,
}

/// What a measure comes to, and of how much nothing is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, TS)]
pub struct MeasureValue {
    /// The value; none where nothing was recorded that it could be counted from.
    pub value: Option<f64>,
    /// Of how many events, people or logs it does not know what it would need to.
    pub missing: u64,
}

/// What a measure comes to. What is typed is not counted here.
///
/// What counts in logs is missing of the sessions whose logs lack it, and of each training that was held and has no log.
#[must_use]
pub fn value(measure: Measure, reach: &Reach, delivered: &Delivered) -> MeasureValue {
    let told = |value: Option<f64>, missing: u64| MeasureValue { value, missing };
    let unlogged = reach.trainings.saturating_sub(reach.trainings_logged);
    let lacking = |counted: u64| delivered.logs.saturating_sub(counted) + unlogged;
    match measure {
        Measure::EventsHeld => told(Some(whole(reach.events)), 0),
        Measure::PeopleReached => of_people(reach.people, reach.events, reach.listed),
        Measure::TrainedPeople => of_people(reach.trained, reach.trainings, reach.trainings_listed),
        Measure::StatesTakingPart => {
            let unknown = reach.people.saturating_sub(reach.state_known);
            match of_people(reach.states, reach.events, reach.listed).value {
                Some(_) if reach.people > 0 && reach.state_known == 0 => told(None, unknown),
                value => told(value, unknown),
            }
        }
        Measure::ShareOfWomen => told(
            (reach.gender_known > 0)
                .then(|| 100.0 * whole(reach.women) / whole(reach.gender_known)),
            reach.people.saturating_sub(reach.gender_known),
        ),
        Measure::PersonHours => {
            let silent = delivered.counted == 0 && (delivered.logs > 0 || reach.trainings > 0);
            told(
                (!silent).then_some(delivered.person_hours),
                lacking(delivered.counted),
            )
        }
        // Each log as often as people stand behind it, where that is told of all.
        Measure::Satisfaction => told(
            mean_mark(&delivered.marks).map(|mean| mean.mean),
            lacking(delivered.marks.len() as u64),
        ),
        Measure::LearningGain => told(
            delivered.learnt.gain.map(|gain| gain.gain),
            lacking(u64::from(delivered.learnt.counted)),
        ),
        Measure::Typed => MeasureValue::default(),
    }
}

/// A count of people over events, some of which kept no list. Where no event was held, nobody came, and that is known.
#[must_use]
pub fn of_people(people: u64, events: u64, listed: u64) -> MeasureValue {
    MeasureValue {
        value: (events == 0 || listed > 0).then(|| whole(people)),
        missing: events.saturating_sub(listed),
    }
}

/// A count as a number to divide by. Exact: no store holds 2^53 of anything.
#[allow(
    clippy::cast_precision_loss,
    reason = "counts of records, far below 2^53"
)]
fn whole(count: u64) -> f64 {
    count as f64
}

/// What an output is to reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// How it is counted.
    pub measure: Measure,
    /// Where it began.
    pub baseline: Option<f64>,
    /// Where it is to come.
    pub target: Option<f64>,
}

/// What was typed in for a span of time.
#[derive(Debug, Clone, PartialEq)]
pub enum TypedValue {
    /// One number for all of it.
    Whole(f64),
    /// Numbers of single years in it, in order. What they come to together nobody wrote down.
    Years(Vec<(i32, f64)>),
    /// Nothing.
    Missing,
}

/// What was typed in for a period: what was reached over the whole plan is told of the whole plan alone, and what was
/// reached in a year of that whole year.
#[must_use]
pub fn typed_in(
    period: Period,
    plan: (i32, i32),
    over_plan: Option<f64>,
    by_year: &[(i32, f64)],
) -> TypedValue {
    if let Some(reached) = over_plan
        && Period::from_years(plan.0, plan.1) == Ok(period)
    {
        return TypedValue::Whole(reached);
    }
    let within = |year: i32| {
        Period::year(year).is_ok_and(|year| period.has(year.first) && period.has(year.last))
    };
    let mut years: Vec<(i32, f64)> = by_year.to_vec();
    years.retain(|(year, _)| within(*year));
    years.sort_by_key(|(year, _)| *year);
    match years.as_slice() {
        [] => TypedValue::Missing,
        [(year, value)] if period.whole_year() == Some(*year) => TypedValue::Whole(*value),
        _ => TypedValue::Years(years),
    }
}

/// How far a value has come.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct GoalProgress {
    /// The share of the way from the baseline to the target: 0 at the one, 1 at the other, more or less beyond
    /// them. None where no baseline is known, or it is the target.
    pub share: Option<f64>,
    /// Whether the target is reached.
    pub met: bool,
}

impl Goal {
    /// How far a value has come; none where the value or the target is missing. A target below the baseline is
    /// one to come down to.
    #[must_use]
    pub fn progress(&self, value: Option<f64>) -> Option<GoalProgress> {
        let (value, target) = (value?, self.target?);
        let nothing = self.measure.begins_at_nothing().then_some(0.0);
        let from = self.baseline.or(nothing);
        let down = from.is_some_and(|from| target < from);
        let share = from
            .filter(|from| (target - from).abs() > f64::EPSILON)
            .map(|from| (value - from) / (target - from));
        let met = if down {
            value <= target
        } else {
            value >= target
        };
        Some(GoalProgress { share, met })
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::float_cmp,
    reason = "a test that cannot go on has failed; small whole numbers are exact"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(measure: Measure, reach: Reach, delivered: Delivered) -> (Option<f64>, u64) {
        let MeasureValue { value, missing } = value(measure, &reach, &delivered);
        (value, missing)
    }

    #[test]
    fn what_nobody_wrote_down_is_missing_and_not_nought() {
        // Where nothing was held, nobody came: that is known.
        assert_eq!(
            of(
                Measure::PeopleReached,
                Reach::default(),
                Delivered::default()
            ),
            (Some(0.0), 0)
        );
        assert_eq!(
            of(
                Measure::ShareOfWomen,
                Reach::default(),
                Delivered::default()
            ),
            (None, 0)
        );
        let silent = Reach {
            events: 3,
            trainings: 1,
            ..Reach::default()
        };
        assert_eq!(
            of(Measure::EventsHeld, silent, Delivered::default()),
            (Some(3.0), 0)
        );
        for measure in [
            Measure::PeopleReached,
            Measure::StatesTakingPart,
            Measure::TrainedPeople,
            Measure::PersonHours,
        ] {
            assert_eq!(
                of(measure, silent, Delivered::default()).0,
                None,
                "{measure}"
            );
        }
        let listed = Reach {
            listed: 2,
            people: 40,
            gender_known: 30,
            women: 12,
            state_known: 0,
            ..silent
        };
        assert_eq!(
            of(Measure::PeopleReached, listed, Delivered::default()),
            (Some(40.0), 1)
        );
        assert_eq!(
            of(Measure::ShareOfWomen, listed, Delivered::default()),
            (Some(40.0), 10)
        );
        assert_eq!(
            of(Measure::StatesTakingPart, listed, Delivered::default()),
            (None, 40)
        );
        let mark = |mean, respondents| Mark {
            mean: Some(mean),
            respondents,
        };
        let logs = Delivered {
            logs: 4,
            counted: 3,
            person_hours: 90.0,
            marks: vec![mark(4.0, Some(10)), mark(5.0, Some(10))],
            ..Delivered::default()
        };
        let logged = Reach {
            trainings_logged: 1,
            ..silent
        };
        for (measure, value, missing) in [
            (Measure::PersonHours, Some(90.0), 1),
            (Measure::Satisfaction, Some(4.5), 2),
            (Measure::LearningGain, None, 4),
        ] {
            assert_eq!(of(measure, logged, logs.clone()), (value, missing));
            // A training that was held and has no log is missing too.
            let found = of(measure, silent, logs.clone());
            assert_eq!(found, (value, missing + 1), "{measure}");
        }
    }

    #[test]
    fn a_goal_is_told_in_the_measures_own_numbers() {
        assert_eq!(Measure::PeopleReached.read("1,200"), Ok(Some(1200.0)));
        assert_eq!(Measure::ShareOfWomen.read("40 %"), Ok(Some(40.0)));
        assert_eq!(Measure::LearningGain.read("-2.5"), Ok(Some(-2.5)));
        assert_eq!(Measure::Typed.read(" "), Ok(None));
        for (measure, text) in [
            (Measure::ShareOfWomen, "140 %"),
            (Measure::Satisfaction, "7"),
            (Measure::EventsHeld, "-1"),
            (Measure::EventsHeld, "many"),
        ] {
            assert!(measure.read(text).is_err(), "{measure} {text}");
        }
    }

    #[test]
    fn what_was_typed_for_the_plan_is_of_no_year_of_it() {
        let plan = (2026, 2030);
        let years = |first, last| Period::from_years(first, last).unwrap();
        let by_year = [(2026, 4.0), (2027, 6.0)];
        let typed = |period, by_year: &[(i32, f64)]| typed_in(period, plan, Some(40.0), by_year);
        assert_eq!(typed(years(2026, 2030), &by_year), TypedValue::Whole(40.0));
        assert_eq!(typed(years(2027, 2027), &by_year), TypedValue::Whole(6.0));
        assert_eq!(typed(years(2028, 2028), &by_year), TypedValue::Missing);
        let both = TypedValue::Years(by_year.to_vec());
        assert_eq!(typed(years(2026, 2027), &by_year), both);
        let one = TypedValue::Years(vec![(2026, 4.0)]);
        assert_eq!(typed(years(2026, 2027), &by_year[..1]), one);
        // Half of a year is not the year.
        let half = Period::half(2026, crate::period::Half::First).unwrap();
        assert_eq!(typed(half, &by_year), TypedValue::Missing);
    }

    #[test]
    fn a_number_that_is_kept_is_judged_by_its_bounds_and_not_by_how_it_looks() {
        // Typed, 1.125 could be a thousand: kept, it is what it is.
        assert!(Measure::Typed.read("1.125").is_err());
        assert_eq!(Measure::Typed.holds(1.125), Ok(()));
        assert!(Measure::Satisfaction.holds(7.0).is_err());
    }

    #[test]
    fn progress_is_the_way_from_the_baseline_to_the_target() {
        let goal = |measure, baseline, target| Goal {
            measure,
            baseline,
            target,
        };
        let half = goal(Measure::EventsHeld, None, Some(10.0))
            .progress(Some(5.0))
            .unwrap();
        assert_eq!(
            half,
            GoalProgress {
                share: Some(0.5),
                met: false
            }
        );
        let women = goal(Measure::ShareOfWomen, Some(30.0), Some(50.0));
        assert_eq!(women.progress(Some(45.0)).unwrap().share, Some(0.75));
        assert_eq!(women.progress(None), None);
        // Without a baseline it is only seen whether the target is reached.
        let women = goal(Measure::ShareOfWomen, None, Some(50.0));
        assert_eq!(
            women.progress(Some(51.0)),
            Some(GoalProgress {
                share: None,
                met: true
            })
        );
        // Down from 20 to 5.
        let fewer = goal(Measure::Typed, Some(20.0), Some(5.0));
        assert_eq!(
            fewer.progress(Some(8.0)),
            Some(GoalProgress {
                share: Some(0.8),
                met: false
            })
        );
        let same = goal(Measure::Typed, Some(5.0), Some(5.0));
        assert_eq!(
            same.progress(Some(5.0)),
            Some(GoalProgress {
                share: None,
                met: true
            })
        );
        assert_eq!(
            goal(Measure::Typed, Some(1.0), None).progress(Some(1.0)),
            None
        );
    }

    proptest! {
        #[test]
        fn the_whole_way_is_one_and_no_way_is_nought(from in 0.0..1e6, to in 0.0..1e6) {
            prop_assume!(f64::abs(to - from) > 1e-3);
            let goal = Goal { measure: Measure::Typed, baseline: Some(from), target: Some(to) };
            let share = |value: f64| goal.progress(Some(value)).unwrap().share.unwrap();
            prop_assert!((share(to) - 1.0).abs() < 1e-9);
            prop_assert!(share(from).abs() < 1e-9);
            prop_assert!(goal.progress(Some(to)).unwrap().met);
            prop_assert!(!goal.progress(Some(from)).unwrap().met);
        }

        #[test]
        fn one_more_never_takes_progress_away(target in 1.0..1e4, value in 0.0..1e4, more in 0.0..1e3) {
            let goal = Goal { measure: Measure::EventsHeld, baseline: None, target: Some(target) };
            let (before, after) = (goal.progress(Some(value)).unwrap(), goal.progress(Some(value + more)).unwrap());
            prop_assert!(after.share >= before.share);
            prop_assert!(after.met || !before.met);
        }

        #[test]
        fn a_share_lies_between_nothing_and_all(women in 0_u64..500, others in 0_u64..500, unknown in 0_u64..500) {
            let reach = Reach {
                events: 1,
                listed: 1,
                people: women + others + unknown,
                gender_known: women + others,
                women,
                ..Reach::default()
            };
            let (share, missing) = of(Measure::ShareOfWomen, reach, Delivered::default());
            prop_assert_eq!(missing, unknown);
            prop_assert_eq!(share.is_none(), women + others == 0);
            if let Some(share) = share {
                prop_assert!((0.0..=100.0).contains(&share));
                let men = of(Measure::ShareOfWomen, Reach { women: others, ..reach }, Delivered::default()).0.unwrap();
                prop_assert!((share + men - 100.0).abs() < 1e-9);
            }
        }
    }
}
