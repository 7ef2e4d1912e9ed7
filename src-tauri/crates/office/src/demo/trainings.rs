//! Session logs of the trainings told by hand. What nobody wrote down stays empty.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::participation::Capacity;
use domain::person::Gender;
use domain::training::SurveyAnswer;
use store::{Table, Transaction, Value};
use uuid::Uuid;

use super::data::{FollowUp, Item, Log, Recorded, Survey, Tests};
use super::draw::Draw;
use super::participants::{Seat, Seats};
use super::people::{Directory, Person};
use crate::fields::{number, optional, text, word};

/// A session that was logged.
pub(super) struct Session<'a> {
    pub(super) event: Uuid,
    pub(super) item: Uuid,
    pub(super) told: &'a Item,
    pub(super) day: NaiveDate,
}

/// A trainee in a session.
struct Trainee<'a> {
    seat: &'a Seat,
    person: Person,
    present: bool,
    before: Option<i32>,
    after: Option<i32>,
}

impl Session<'_> {
    pub(super) fn write(
        &self,
        to: &mut Transaction<'_>,
        draw: &mut Draw,
        log: &Log,
        directory: &Directory,
        seats: &Seats,
    ) -> store::Result<()> {
        let trainees: Vec<Trainee<'_>> = seats
            .trainees()
            .filter_map(|seat| Some((seat, *directory.people.get(seat.person)?)))
            .map(|(seat, person)| trainee(draw, log.tests.as_ref(), seat, person))
            .collect();
        let id = to.insert(Table::SessionLog, &self.fields(log, &trainees))?;
        let key = word(Some(id));
        for at in self
            .told
            .speakers
            .get(&Capacity::Trainer)
            .into_iter()
            .flatten()
        {
            for at in directory.named(at)? {
                let person = directory.people.get(at).map(|person| person.id);
                to.insert(
                    Table::SessionTrainer,
                    &[("session_log", key.clone()), ("person", word(person))],
                )?;
            }
        }
        match log.attendance {
            Recorded::Names => {
                for trainee in &trainees {
                    let fields = [
                        ("session_log", key.clone()),
                        ("participation", word(Some(trainee.seat.id))),
                        ("present", Value::Integer(i64::from(trainee.present))),
                        ("pre_test", score(trainee.before)),
                        ("post_test", score(trainee.after)),
                    ];
                    to.insert(Table::SessionAttendance, &fields)?;
                }
            }
            Recorded::Counts => {
                let mut counts: BTreeMap<(String, Gender), i64> = BTreeMap::new();
                for trainee in trainees.iter().filter(|trainee| trainee.present) {
                    let group = (
                        trainee.person.state.code().to_owned(),
                        trainee.person.gender,
                    );
                    *counts.entry(group).or_default() += 1;
                }
                for ((state, gender), attended) in counts {
                    let fields = [
                        ("session_log", key.clone()),
                        ("state", text(state)),
                        ("gender", word(Some(gender))),
                        ("attended", number(Some(attended))),
                    ];
                    to.insert(Table::SessionCount, &fields)?;
                }
            }
            Recorded::Total | Recorded::None => {}
        }
        write_follow_ups(to, self.event, Some(id), &log.follow_ups)
    }

    fn fields(&self, log: &Log, trainees: &[Trainee<'_>]) -> Vec<(&'static str, Value)> {
        let count = |which: &dyn Fn(&Trainee<'_>) -> bool| -> Option<i64> {
            i64::try_from(
                trainees
                    .iter()
                    .filter(|trainee| trainee.present && which(trainee))
                    .count(),
            )
            .ok()
        };
        let attended = match log.attendance {
            Recorded::Names | Recorded::Counts | Recorded::Total => count(&|_| true),
            Recorded::None => None,
        };
        let women = match log.attendance {
            Recorded::Names | Recorded::Counts => {
                count(&|trainee| trainee.person.gender == Gender::Woman)
            }
            Recorded::Total | Recorded::None => None,
        };
        let before = mean(trainees.iter().filter_map(|trainee| trainee.before));
        let after = mean(trainees.iter().filter_map(|trainee| trainee.after));
        let mean_of =
            |test: Option<(f64, i64)>| test.map_or(Value::Null, |(mean, _)| Value::Real(mean));
        let count_of = |test: Option<(f64, i64)>| number(test.map(|(_, count)| count));
        let real = |value: Option<f64>| value.map_or(Value::Null, Value::Real);
        let mark = |at: usize| real(log.marks.and_then(|marks| marks.get(at).copied()));
        vec![
            ("event", word(Some(self.event))),
            ("agenda_item", word(Some(self.item))),
            ("topic", text(&self.told.title)),
            ("day", word(Some(self.day))),
            ("hours", real(log.hours)),
            ("method", word(log.method)),
            ("language", optional(log.language.as_deref())),
            ("materials", optional(log.materials.as_deref())),
            ("attended", number(attended)),
            ("women", number(women)),
            (
                "test_maximum",
                real(log.tests.as_ref().map(|tests| f64::from(tests.maximum))),
            ),
            ("pre_test", mean_of(before)),
            ("pre_test_n", count_of(before)),
            ("post_test", mean_of(after)),
            ("post_test_n", count_of(after)),
            ("usefulness", mark(0)),
            ("level", mark(1)),
            ("trainers_mark", mark(2)),
            ("logistics", mark(3)),
            (
                "respondents",
                number(log.marks.and_then(|_| count(&|_| true))),
            ),
            ("comments", optional(log.comments.as_deref())),
            ("problems", optional(log.problems.as_deref())),
        ]
    }
}

fn trainee<'a>(
    draw: &mut Draw,
    tests: Option<&Tests>,
    seat: &'a Seat,
    person: Person,
) -> Trainee<'a> {
    let present = seat.was_there() && draw.chance(94);
    let mut points = |mean: Option<i32>, tests: &Tests| {
        let around = draw.number(-4, 4);
        mean.filter(|_| present)
            .map(|mean| (mean + around).clamp(0, tests.maximum))
    };
    Trainee {
        seat,
        person,
        present,
        before: tests.and_then(|tests| points(tests.before, tests)),
        after: tests.and_then(|tests| points(tests.after, tests)),
    }
}

fn score(points: Option<i32>) -> Value {
    points.map_or(Value::Null, |points| Value::Real(f64::from(points)))
}

/// The mean, to one digit, and of how many; none of nothing.
fn mean(points: impl Iterator<Item = i32>) -> Option<(f64, i64)> {
    let (sum, count) = points.fold((0, 0), |(sum, count), points| (sum + points, count + 1));
    (count > 0).then(|| {
        (
            (f64::from(sum) * 10.0 / f64::from(count)).round() / 10.0,
            i64::from(count),
        )
    })
}

pub(super) fn write_follow_ups(
    to: &mut Transaction<'_>,
    event: Uuid,
    session: Option<Uuid>,
    told: &[FollowUp],
) -> store::Result<()> {
    for follow_up in told {
        to.insert(
            Table::FollowUp,
            &[
                ("event", word(Some(event))),
                ("session_log", word(session)),
                ("what", text(&follow_up.what)),
                ("owner", optional(follow_up.owner.as_deref())),
                ("due", word(follow_up.due)),
                ("done", word(follow_up.done)),
            ],
        )?;
    }
    Ok(())
}

/// Writes the surveys of a training. By name most answer, in turns, so that nothing else that is drawn comes to be
/// another.
pub(super) fn write_surveys(
    to: &mut Transaction<'_>,
    event: Uuid,
    seats: &Seats,
    told: &[Survey],
) -> store::Result<()> {
    const ANSWERS: [Option<SurveyAnswer>; 6] = [
        Some(SurveyAnswer::Used),
        Some(SurveyAnswer::Partly),
        Some(SurveyAnswer::Used),
        None,
        Some(SurveyAnswer::Unused),
        Some(SurveyAnswer::Used),
    ];
    for survey in told {
        let trainees: Vec<&Seat> = seats.trainees().filter(|seat| seat.was_there()).collect();
        let asked = if survey.by_name {
            u32::try_from(trainees.len()).ok()
        } else {
            survey.asked
        };
        let id = to.insert(
            Table::FollowUpSurvey,
            &[
                ("event", word(Some(event))),
                ("months", number(Some(survey.months))),
                ("day", word(survey.day)),
                ("asked", number(asked)),
                ("used", number(survey.used)),
                ("partly", number(survey.partly)),
                ("unused", number(survey.unused)),
                ("comments", optional(survey.comments.as_deref())),
            ],
        )?;
        if !survey.by_name {
            continue;
        }
        for (seat, answer) in trainees.iter().zip(ANSWERS.iter().cycle()) {
            let Some(answer) = answer else { continue };
            let fields = [
                ("follow_up_survey", word(Some(id))),
                ("participation", word(Some(seat.id))),
                ("answer", word(Some(answer))),
            ];
            to.insert(Table::SurveyAnswer, &fields)?;
        }
    }
    Ok(())
}
