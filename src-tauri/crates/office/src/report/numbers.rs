//! The numbers that others' rules know better: people reached, what trainings came to, money, targets. Each is counted here
//! in the plainest way from the rows of the period; this one module is to be exchanged for `domain::statistics`,
//! `domain::training` and `domain::money` once they are there. What nobody wrote down is `None`, never 0.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::event::BudgetSource;
use domain::id::{EventId, PersonId};
use domain::person::Gender;
use domain::state::State;
use store::view::{ReachedRow, ReportBudgetLine, ReportSession, ReportTrainee};

/// The share of the delivered hours, in percent, that completes a training.
const COMPLETION: f64 = 80.0;

/// Whom events reached, each person counted once.
#[derive(Debug, Clone, Default)]
pub(super) struct Reach {
    /// How many; none if that is not recorded of any of the events.
    pub(super) people: Option<usize>,
    /// Of how many the gender is recorded.
    pub(super) known: usize,
    /// Women among them.
    pub(super) women: usize,
    /// The States that they are from.
    pub(super) states: BTreeSet<State>,
    /// How many of each State; of those without one under none.
    pub(super) by_state: HashMap<Option<State>, (usize, usize)>,
}

/// Whom those events reached.
pub(super) fn reach<'a>(
    rows: impl Iterator<Item = &'a ReachedRow>,
    events: &HashSet<EventId>,
) -> Reach {
    let mut seen: HashSet<PersonId> = HashSet::new();
    let mut reach = Reach::default();
    for row in rows.filter(|row| events.contains(&row.event)) {
        if !seen.insert(row.person) {
            continue;
        }
        let woman = usize::from(row.gender == Gender::Woman);
        reach.known += usize::from(row.gender != Gender::NotSaid);
        reach.women += woman;
        reach.states.extend(row.state);
        let of_state = reach.by_state.entry(row.state).or_default();
        of_state.0 += 1;
        of_state.1 += woman;
    }
    reach.people = (!seen.is_empty()).then_some(seen.len());
    reach
}

/// A sum of what was recorded, and of how many it was not.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    /// The sum; none if nothing was recorded.
    pub(super) known: Option<f64>,
    /// How many had nothing to add.
    pub(super) missing: usize,
}

fn sum(values: impl Iterator<Item = Option<f64>>) -> Sum {
    let mut sum = Sum::default();
    for value in values {
        match value {
            Some(value) => sum.known = Some(sum.known.unwrap_or_default() + value),
            None => sum.missing += 1,
        }
    }
    sum
}

/// What trainings came to.
#[derive(Debug, Clone, Default)]
pub(super) struct Training {
    /// Sessions that were logged.
    pub(super) sessions: usize,
    /// Hours delivered.
    pub(super) hours: Sum,
    /// Hours times those who attended.
    pub(super) person_hours: Sum,
    /// Trainees whose attendance is recorded by name, and those of them who completed.
    pub(super) completed: Option<(usize, usize)>,
    /// What was learnt.
    pub(super) gain: Option<Gain>,
    /// Mean marks from 1 to 5: usefulness, level, trainers, logistics.
    pub(super) marks: [Option<f64>; 4],
}

/// The rise of test results.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gain {
    /// In percentage points.
    pub(super) points: f64,
    /// 95 % confidence interval; none where too little is known.
    pub(super) interval: Option<(f64, f64)>,
    /// How many people.
    pub(super) people: Option<usize>,
}

/// What the logs of some trainings come to.
pub(super) fn training(sessions: &[&ReportSession], trainees: &[&ReportTrainee]) -> Training {
    let mark = |of: fn(&ReportSession) -> Option<f64>| {
        let marked: Vec<(f64, f64)> = sessions
            .iter()
            .filter_map(|one| Some((of(one)?, f64::from(one.respondents.unwrap_or(1)))))
            .collect();
        let weights: f64 = marked.iter().map(|(_, weight)| weight).sum();
        let all: f64 = marked.iter().map(|(mark, weight)| mark * weight).sum();
        (weights > 0.0).then(|| all / weights)
    };
    Training {
        sessions: sessions.len(),
        hours: sum(sessions.iter().map(|one| one.hours)),
        person_hours: sum(sessions
            .iter()
            .map(|one| Some(one.hours? * f64::from(one.attended?)))),
        completed: completed(sessions, trainees),
        gain: gain(sessions, trainees),
        marks: [
            mark(|one| one.usefulness),
            mark(|one| one.level),
            mark(|one| one.trainers_mark),
            mark(|one| one.logistics),
        ],
    }
}

fn hours_of<'a>(sessions: &[&'a ReportSession]) -> HashMap<&'a str, f64> {
    sessions
        .iter()
        .filter_map(|one| Some((one.id.as_str(), one.hours?)))
        .collect()
}

fn completed(sessions: &[&ReportSession], trainees: &[&ReportTrainee]) -> Option<(usize, usize)> {
    let hours = hours_of(sessions);
    let mut delivered: HashMap<EventId, f64> = HashMap::new();
    let mut counted: HashSet<&str> = HashSet::new();
    let mut attended: HashMap<&str, (EventId, f64)> = HashMap::new();
    for one in trainees {
        let Some(hours) = hours.get(one.session.as_str()) else {
            continue;
        };
        if counted.insert(&one.session) {
            *delivered.entry(one.event).or_default() += hours;
        }
        let own = attended
            .entry(one.participation.as_str())
            .or_insert((one.event, 0.0));
        if one.present {
            own.1 += hours;
        }
    }
    let done = attended
        .values()
        .filter(|(event, own)| {
            let all = delivered.get(event).copied().unwrap_or_default();
            all > 0.0 && 100.0 * own + 1e-6 >= COMPLETION * all
        })
        .count();
    (!attended.is_empty()).then_some((attended.len(), done))
}

/// Each person's two tests compared; where no names are kept, the means of the group.
fn gain(sessions: &[&ReportSession], trainees: &[&ReportTrainee]) -> Option<Gain> {
    let maximum: HashMap<&str, f64> = sessions
        .iter()
        .filter_map(|one| Some((one.id.as_str(), one.test_maximum?)))
        .collect();
    let mut rises: HashMap<&str, Vec<f64>> = HashMap::new();
    for one in trainees {
        if let (Some(before), Some(after), Some(most)) = (
            one.pre_test,
            one.post_test,
            maximum.get(one.session.as_str()),
        ) {
            rises
                .entry(&one.participation)
                .or_default()
                .push(100.0 * (after - before) / most);
        }
    }
    let each: Vec<f64> = rises
        .values()
        .map(|own| own.iter().sum::<f64>() / count(own.len()))
        .collect();
    if each.is_empty() {
        return of_groups(sessions);
    }
    let n = count(each.len());
    let mean = each.iter().sum::<f64>() / n;
    let interval = (each.len() > 1).then(|| {
        let variance = each.iter().map(|rise| (rise - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let half = t_quantile(n - 1.0) * (variance / n).sqrt();
        (mean - half, mean + half)
    });
    Some(Gain {
        points: mean,
        interval,
        people: Some(each.len()),
    })
}

fn of_groups(sessions: &[&ReportSession]) -> Option<Gain> {
    let rises: Vec<(f64, f64, Option<u32>)> = sessions
        .iter()
        .filter_map(|one| {
            let most = one.test_maximum?;
            let people = one.pre_test_n.min(one.post_test_n);
            let rise = 100.0 * (one.post_test? - one.pre_test?) / most;
            Some((rise, f64::from(people.unwrap_or(1)), people))
        })
        .collect();
    let weights: f64 = rises.iter().map(|(_, weight, _)| weight).sum();
    (weights > 0.0).then(|| Gain {
        points: rises
            .iter()
            .map(|(rise, weight, _)| rise * weight)
            .sum::<f64>()
            / weights,
        interval: None,
        people: None,
    })
}

#[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
fn count(number: usize) -> f64 {
    number as f64
}

/// Student's t for 95 %, two-sided: Hill's expansion around the normal distribution, exact for the few smallest numbers.
fn t_quantile(freedom: f64) -> f64 {
    const SMALL: [f64; 4] = [12.706, 4.303, 3.182, 2.776];
    if freedom < 4.5 {
        return SMALL
            .iter()
            .zip(1..)
            .find(|(_, n)| (freedom - f64::from(*n)).abs() < 0.5)
            .map_or(12.706, |(t, _)| *t);
    }
    let z: f64 = 1.959_964;
    z + (z.powi(3) + z) / (4.0 * freedom)
        + (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / (96.0 * freedom.powi(2))
}

/// What an indicator counts of the events held, whom they reached and what was logged.
pub(super) type Measure = fn(usize, &Reach, &Training) -> Option<f64>;

/// How a measure is counted; none for one that a person types.
pub(super) fn measure(name: &str) -> Option<Measure> {
    match name {
        "events-held" => Some(|held, _, _| Some(count(held))),
        "people-reached" => Some(|_, reach, _| reach.people.map(count)),
        "share-of-women" => Some(|_, reach, _| {
            (reach.known > 0).then(|| 100.0 * count(reach.women) / count(reach.known))
        }),
        "states-taking-part" => {
            Some(|_, reach, _| (!reach.states.is_empty()).then(|| count(reach.states.len())))
        }
        "satisfaction" => Some(|_, _, training| training.marks[0]),
        "person-hours" => Some(|_, _, training| training.person_hours.known),
        "learning-gain" => Some(|_, _, training| training.gain.map(|gain| gain.points)),
        "typed" => None,
        // What only later versions can count is not recorded here.
        _ => Some(|_, _, _| None),
    }
}

/// Planned and spent.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Money {
    /// US dollars planned; none if no line says.
    pub(super) planned: Option<f64>,
    /// US dollars spent; none if no line says.
    pub(super) actual: Option<f64>,
}

/// What lines come to, and how many of them cannot be told in US dollars.
pub(super) fn money<'a>(lines: impl Iterator<Item = &'a ReportBudgetLine>) -> (Money, usize) {
    let mut all = Money::default();
    let mut missing = 0;
    for line in lines {
        let (planned, actual) = dollars(line);
        if planned.is_none() || actual.is_none() {
            missing += 1;
        }
        for (sum, value) in [(&mut all.planned, planned), (&mut all.actual, actual)] {
            if let Some(value) = value {
                *sum = Some(sum.unwrap_or_default() + value);
            }
        }
    }
    (all, missing)
}

/// A line's planned and spent amount in US dollars.
pub(super) fn dollars(line: &ReportBudgetLine) -> (Option<f64>, Option<f64>) {
    let rate = line
        .rate
        .or_else(|| (line.currency == "USD").then_some(1.0));
    let whole = |minor: i64| {
        #[allow(clippy::cast_precision_loss, reason = "amounts of a meeting")]
        let minor = minor as f64;
        minor / 10_f64.powi(digits(&line.currency))
    };
    let in_dollars = |minor: Option<i64>| Some(whole(minor?) * rate?);
    (in_dollars(line.planned), in_dollars(line.actual))
}

/// A line's amount in its own currency.
pub(super) fn amount(minor: Option<i64>, currency: &str) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, reason = "amounts of a meeting")]
    minor.map(|minor| minor as f64 / 10_f64.powi(digits(currency)))
}

/// Decimals of a currency (ISO 4217).
fn digits(currency: &str) -> i32 {
    match currency {
        "JPY" | "KRW" => 0,
        _ => 2,
    }
}

/// What a source of money is called in a table.
pub(super) const fn source_name(source: BudgetSource) -> &'static str {
    match source {
        BudgetSource::CoreFund => "NEASPEC Core Fund",
        BudgetSource::Secretariat => "Secretariat resources",
        BudgetSource::InKind => "In kind (estimated value)",
        BudgetSource::CoFinancing => "Co-financing by partners",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_is_near_the_tables() {
        for (freedom, t) in [(1.0, 12.706), (5.0, 2.571), (10.0, 2.228), (30.0, 2.042)] {
            assert!((t_quantile(freedom) - t).abs() < 0.02, "{freedom}");
        }
    }

    #[test]
    fn amounts_follow_their_currency_and_need_a_rate() {
        let line = |currency: &str, rate| ReportBudgetLine {
            id: String::new(),
            event: EventId(uuid::Uuid::nil()),
            what: String::new(),
            source: BudgetSource::CoreFund,
            organisation: None,
            currency: currency.to_owned(),
            planned: Some(10_000),
            actual: None,
            rate,
        };
        assert_eq!(dollars(&line("USD", None)), (Some(100.0), None));
        assert_eq!(dollars(&line("KRW", Some(0.001))), (Some(10.0), None));
        assert_eq!(dollars(&line("KRW", None)), (None, None));
        let (sum, missing) = money([line("USD", None), line("MNT", None)].iter());
        assert_eq!((sum.planned, sum.actual, missing), (Some(100.0), None, 2));
    }
}
