//! What is said of a log while it is written: advice, and never a refusal.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use super::attendance::{AttendanceFinding, AttendanceSource};
use super::named_scores::scores_contradict;
use super::{MOST_HOURS, SessionAttendance, SessionTests};
use crate::words::words;

words! {
    /// What a session's log does not say yet.
    pub enum Unrecorded ("missing in a log") {
        /// The day.
        Day = "day",
        /// Hours.
        Hours = "hours",
        /// Method.
        Method = "method",
        /// Trainers.
        Trainers = "trainers",
        /// How many were there.
        Attendance = "attendance",
    }
}

words! {
    /// The rules of a log.
    pub enum LogRule ("rule of a log") {
        /// More people present than the training has trainees.
        MoreThanTrainees = "more-than-trainees",
        /// More people took a test than were there.
        MoreTested = "more-tested",
        /// A score or a mean above the test's maximum.
        AboveMaximum = "above-maximum",
        /// A mean that the scores by name of the same test cannot have.
        ScoresContradict = "scores-contradict",
        /// Tests without the most points that can be reached.
        NoMaximum = "no-maximum",
        /// No hours at all, or more than a day has.
        OddHours = "odd-hours",
        /// A day on which the event is not.
        OtherDay = "other-day",
        /// Attendance told in ways that do not fit.
        Contradiction = "contradiction",
        /// Trainees who are not ticked.
        NotTicked = "not-ticked",
        /// More answers to the evaluation than people.
        MoreRespondents = "more-respondents",
    }
}

/// Advice on a log, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Advice {
    /// The rule.
    pub rule: LogRule,
    /// What does not fit, and what to do.
    pub sentence: String,
}

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The day of the session.
    pub day: Option<NaiveDate>,
    /// First and last day of the event, where it is on days.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Hours.
    pub hours: Option<f64>,
    /// Whether there is a method.
    pub has_method: bool,
    /// Number of trainers.
    pub trainers: usize,
    /// Trainees on the training's list.
    pub trainees: u32,
    /// Who was there.
    pub attendance: &'a SessionAttendance,
    /// Tests.
    pub tests: &'a SessionTests,
    /// All scores by name, before and after.
    pub scores: [&'a [f64]; 2],
    /// How many answered the evaluation.
    pub respondents: Option<u32>,
}

/// What the log does not say yet, in the order of the page.
#[must_use]
pub fn missing(log: &Judged<'_>) -> Vec<Unrecorded> {
    let lacks = |what: &Unrecorded| match what {
        Unrecorded::Day => log.day.is_none(),
        Unrecorded::Hours => log.hours.is_none(),
        Unrecorded::Method => !log.has_method,
        Unrecorded::Trainers => log.trainers == 0,
        Unrecorded::Attendance => log.attendance.present.is_none(),
    };
    Unrecorded::ALL.iter().copied().filter(lacks).collect()
}

/// What does not fit in a log.
#[must_use]
pub fn judge(log: &Judged<'_>) -> Vec<Advice> {
    let mut advice = Vec::new();
    let mut say = |rule, sentence: String| advice.push(Advice { rule, sentence });
    if let (Some(day), Some((first, last))) = (log.day, log.days)
        && !(first..=last).contains(&day)
    {
        say(
            LogRule::OtherDay,
            format!("The event goes from {first} to {last}, and this session is logged on {day}."),
        );
    }
    if let Some(hours) = log.hours {
        if hours <= 0.0 {
            say(
                LogRule::OddHours,
                "The session has 0 hours; leave them empty if they are not known.".to_owned(),
            );
        } else if hours > MOST_HOURS {
            say(
                LogRule::OddHours,
                format!(
                    "{hours} hours are more than one session has; are they those of the whole training?"
                ),
            );
        }
    }
    for finding in &log.attendance.findings {
        let rule = match finding {
            AttendanceFinding::NotTicked { .. } => LogRule::NotTicked,
            AttendanceFinding::Contradiction { .. }
            | AttendanceFinding::WomenContradict { .. }
            | AttendanceFinding::MoreWomenThanPresent { .. } => LogRule::Contradiction,
        };
        say(rule, sentence(finding));
    }
    let present = log.attendance.present;
    if let Some(present) = present.filter(|present| log.trainees > 0 && *present > log.trainees) {
        let trainees = log.trainees;
        say(
            LogRule::MoreThanTrainees,
            format!(
                "{present} were there, and the training has {trainees} trainees; add the others on the tab Participants."
            ),
        );
    }
    judge_tests(log, present, &mut say);
    if let (Some(answers), Some(present)) = (log.respondents, present)
        && answers > present
    {
        say(
            LogRule::MoreRespondents,
            format!("{answers} answered the evaluation, and {present} were there."),
        );
    }
    advice
}

fn judge_tests(log: &Judged<'_>, present: Option<u32>, say: &mut impl FnMut(LogRule, String)) {
    let tests = [("before", &log.tests.before), ("after", &log.tests.after)];
    for ((when, test), scores) in tests.into_iter().zip(log.scores) {
        if let Some(finding) = scores_contradict(test, scores, log.tests.maximum) {
            say(LogRule::ScoresContradict, finding.sentence(when));
        }
        if let (Some(count), Some(present)) = (test.count, present)
            && count > present
        {
            say(
                LogRule::MoreTested,
                format!("{count} took the test {when}, and {present} were there."),
            );
        }
        if let (Some(mean), Some(maximum)) = (test.mean, log.tests.maximum)
            && mean > maximum
        {
            say(
                LogRule::AboveMaximum,
                format!("The mean {when} is {mean}, and the test has {maximum} points at most."),
            );
        }
    }
    let all_scores = || log.scores.into_iter().flatten();
    let has_scores =
        all_scores().next().is_some() || tests.iter().any(|(_, test)| test.mean.is_some());
    match log.tests.maximum {
        None if has_scores => say(
            LogRule::NoMaximum,
            "The test's maximum is not recorded, so that its results cannot be compared."
                .to_owned(),
        ),
        None => {}
        Some(maximum) => {
            let above = all_scores().filter(|score| **score > maximum).count();
            if above > 0 {
                let scores = if above == 1 { "score is" } else { "scores are" };
                say(
                    LogRule::AboveMaximum,
                    format!("{above} {scores} above the test's {maximum} points."),
                );
            }
        }
    }
}

fn sentence(finding: &AttendanceFinding) -> String {
    let source = |source: AttendanceSource| match source {
        AttendanceSource::Ticks => "the tick list says",
        AttendanceSource::Counts => "the counts by State and gender say",
        AttendanceSource::Total => "the number typed in says",
    };
    match *finding {
        AttendanceFinding::Contradiction {
            taken,
            says,
            other,
            other_says,
        } => format!(
            "Of those present {} {says} and {} {other_says}; {says} is taken.",
            source(taken),
            source(other)
        ),
        AttendanceFinding::WomenContradict {
            taken,
            says,
            other_says,
        } => format!(
            "Of the women {} {says} and the number typed in says {other_says}; {says} is taken.",
            source(taken)
        ),
        AttendanceFinding::MoreWomenThanPresent { women, present } => {
            format!("{women} women are more than the {present} who were there.")
        }
        AttendanceFinding::NotTicked { count } => {
            let who = if count == 1 {
                "trainee is"
            } else {
                "trainees are"
            };
            format!("{count} {who} not ticked, and counted as not there.")
        }
    }
}
