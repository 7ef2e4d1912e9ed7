//! Trainings: how a session was given, and what its log comes to.
//!
//! Numbers that nobody recorded are `None`; nothing here makes a 0 of them. Sums do not depend on the
//! order of what is summed up.

mod attendance;
mod by_state;
mod completion;
mod evaluation;
mod gain;
mod hours;
mod judge;
mod named_scores;
mod runs;
mod student;
mod survey;
#[cfg(test)]
mod tests;
mod typed;

pub use attendance::{
    AttendanceFinding, AttendanceSource, AttendanceTold, Group, SessionAttendance, Tick, attendance,
};
pub use by_state::{counted_gender, typed_groups};
pub use completion::{Completion, Delivered, certified_hours, completed};
pub use evaluation::{Mark, MeanMark, mean_mark};
pub use gain::{Gain, GroupTest, Interval, Learnt, SessionTests, group_gain, learnt, paired_gain};
pub use hours::{KnownSum, known_sum, person_hours};
pub use judge::{Advice, Judged, LogRule, Unrecorded, judge, missing};
pub use named_scores::{ScoresFinding, scores_contradict};
pub use runs::{MOST_DAYS_APART, runs_of_days};
pub use survey::{SurveyResult, SurveyTold, survey_result};
pub use typed::{TypedMark, typed_count, typed_hours, typed_mark, typed_percent, typed_score};

mod certificate;

pub use certificate::{Given, Marks, attended, hours_of};

use crate::words::words;

/// The share of the delivered hours, in percent, that completes a training where nothing else was decided.
pub const USUAL_COMPLETION: u8 = 80;

/// The most hours that a session has on one day without somebody wondering.
pub const MOST_HOURS: f64 = 12.0;

words! {
    /// How a training session is given.
    pub enum Method ("method") {
        /// One speaks, others listen.
        Lecture = "lecture",
        /// The trainees work.
        Exercise = "exercise",
        /// At the bench.
        Laboratory = "laboratory",
        /// At a station or plant.
        FieldVisit = "field-visit",
        /// Over a link.
        Online = "online",
        /// One to one.
        Mentoring = "mentoring",
    }
}

words! {
    /// What a trainee says some months later: is what was learnt used at work?
    pub enum SurveyAnswer ("answer to a survey") {
        /// It is.
        Used = "used",
        /// Some of it is.
        Partly = "partly",
        /// It is not.
        Unused = "unused",
    }
}

/// After how many months trainees are asked.
pub const SURVEY_MONTHS: [u8; 3] = [3, 6, 12];
