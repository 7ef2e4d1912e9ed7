//! Figures: totals, what the charts draw, and the pivot with its files.

mod file;
mod picture;
mod pivot;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use domain::id::OutputId;
use domain::indicator::of_people;
use domain::organisation::OrganisationKind;
use domain::person::Gender;
use domain::state::State;
use domain::statistics::{Period, PersonHours, ReplyDay, Shares, Stage, replies_by_day};
use domain::training::{Learnt, learnt};
use store::Reader;
use store::view::{
    EventsByOutput, FigurePeriods, HoursByCentre, Named, ReachedGroup, RepliesOf, StateGenderCount,
    Totals, TrainingGain, YearPeriod,
};

use crate::Result;

pub use file::{PivotFormat, pivot_file, suggested_name};
pub use picture::{PictureFormat, picture_name, save_picture};
pub use pivot::{figure_rows, pivot};

/// The periods that figures are usually told for.
pub fn periods(store: &Reader, today: i32) -> Result<FigurePeriods> {
    store.at_one_time(|store| {
        let plans = store.plan_years()?;
        let mut years = store.years()?;
        years.push(today);
        for plan in &plans {
            years.extend(plan.first_year..=plan.last_year);
        }
        years.sort_unstable();
        years.dedup();
        let years = years.into_iter().rev().map(|year| {
            let period = Period::from_years(year, year)?;
            Ok(YearPeriod { year, period })
        });
        let years = years.collect::<Result<_>>()?;
        Ok(FigurePeriods { years, plans })
    })
}

/// From the first year that has events to the last, or the one year if none has.
pub fn whole_time(store: &Reader, today: i32) -> Result<Period> {
    let years = store.years()?;
    let first = years.iter().min().copied().unwrap_or(today);
    let last = years.iter().max().copied().unwrap_or(today);
    Ok(Period::from_years(first, last)?)
}

/// What the events of a period come to; of one output, or of all.
pub fn totals(store: &Reader, period: Period, output: Option<OutputId>) -> Result<Totals> {
    let period = period.checked()?;
    store.at_one_time(|store| {
        let counts = store.event_counts(period, output)?;
        let reached = store.people_reached(period, output)?;
        let of = |stage: Stage| -> u64 {
            let counts = counts.by_status.iter();
            counts
                .filter(|(status, _)| Stage::of(*status) == stage)
                .map(|(_, events)| events)
                .sum()
        };
        let held = of(Stage::Held);
        let people = reached.iter().map(|group| group.people).sum();
        // Who came to an event of which no list was kept is not known, and not nobody.
        let known = of_people(people, held, counts.listed);
        Ok(Totals {
            held,
            unlisted: known.missing,
            planned: of(Stage::Planned),
            put_off: of(Stage::PutOff),
            people: known.value.map(|_| people),
            participations: known.value.map(|_| counts.participations),
            training: PersonHours::of(store.session_hours(period, output)?),
            by_gender: divided(&reached, |group| group.gender.clone())
                .sorted_by_key(|word| place(Gender::ALL, word)),
            by_state: divided(&reached, |group| group.state.clone()).sorted_by_key(state_place),
            by_organisation_kind: divided(&reached, |group| group.organisation_kind.clone())
                .sorted_by_key(|word| place(OrganisationKind::ALL, word)),
        })
    })
}

fn divided(reached: &[ReachedGroup], by: impl Fn(&ReachedGroup) -> Option<String>) -> Shares {
    Shares::of(reached.iter().map(|group| (by(group), group.people)))
}

/// Where a word stands in its vocabulary; one that it does not hold comes last.
fn place<T: Copy + std::fmt::Display>(all: &[T], word: &str) -> usize {
    all.iter()
        .position(|one| one.to_string() == word)
        .unwrap_or(all.len())
}

/// Where a State stands in protocol order.
fn state_place(code: &str) -> (usize, String) {
    let place = code.parse::<State>().map_or(usize::MAX, State::place);
    (place, code.to_owned())
}

/// Events by output and year, held, planned and put off.
pub fn events_by_output(store: &Reader, period: Period) -> Result<EventsByOutput> {
    let period = period.checked()?;
    store.at_one_time(|store| Ok(store.events_by_output(period)?))
}

/// The people reached by State and gender: States in protocol order, what is not recorded last.
pub fn people_by_state(
    store: &Reader,
    period: Period,
    output: Option<OutputId>,
) -> Result<Vec<StateGenderCount>> {
    let mut states: BTreeMap<Option<String>, StateGenderCount> = BTreeMap::new();
    for group in store.people_reached(period.checked()?, output)? {
        let of_state = || StateGenderCount {
            state: group.state.clone(),
            women: 0,
            men: 0,
            others: 0,
            not_recorded: 0,
        };
        let one = states.entry(group.state.clone()).or_insert_with(of_state);
        let gender = group.gender.as_deref().and_then(|word| word.parse().ok());
        *match gender {
            Some(Gender::Woman) => &mut one.women,
            Some(Gender::Man) => &mut one.men,
            Some(Gender::Other) => &mut one.others,
            Some(Gender::NotSaid) | None => &mut one.not_recorded,
        } += group.people;
    }
    let mut states: Vec<StateGenderCount> = states.into_values().collect();
    states.sort_by_cached_key(|one| {
        let code = one.state.as_deref();
        (code.is_none(), code.map(state_place))
    });
    Ok(states)
}

/// Hours × those present by Technical Centre.
pub fn hours_by_centre(store: &Reader, period: Period) -> Result<HoursByCentre> {
    Ok(store.hours_by_centre(period.checked()?)?)
}

/// What trainees learnt, training by training; those without tests before and after are left out.
pub fn learning_gains(store: &Reader, period: Period) -> Result<Vec<TrainingGain>> {
    let trainings = store.training_tests(period.checked()?)?;
    let told = trainings.into_iter().filter_map(|training| {
        let Learnt { gain, left_out, .. } = learnt([&training.sessions]);
        Some(TrainingGain {
            gain: gain?,
            left_out,
            event: training.event,
        })
    });
    Ok(told.collect())
}

/// Replies at the end of each day on which one changed, by the clocks of a zone.
pub fn replies_over_time(store: &Reader, of: RepliesOf, zone: Tz) -> Result<Vec<ReplyDay>> {
    if let RepliesOf::Period(period) = of {
        period.checked()?;
    }
    Ok(replies_by_day(&store.reply_steps(of)?, zone))
}

/// The events of a period that have people on their lists, newest first.
pub fn invited_events(store: &Reader, period: Period) -> Result<Vec<Named>> {
    Ok(store.invited_events(period.checked()?)?)
}
