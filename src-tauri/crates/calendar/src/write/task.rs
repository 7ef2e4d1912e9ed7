//! Tasks as VTODO (RFC 5545 §3.6.2).

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};

use super::{Local, in_range, text};
use crate::CalendarError;
use crate::line::Lines;

/// A task: something to be done for an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// UID: the same for ever (RFC 5545 §3.8.4.7).
    pub uid: String,
    /// DTSTAMP: when this file was made (§3.8.7.2).
    pub stamp: DateTime<Utc>,
    /// SUMMARY (§3.8.1.12).
    pub summary: String,
    /// DESCRIPTION (§3.8.1.5).
    pub description: Option<String>,
    /// DUE (§3.8.2.3): the last day to do it; none while that is not known.
    pub due: Option<NaiveDate>,
    /// STATUS (§3.8.1.11).
    pub status: TaskStatus,
    /// RELATED-TO: UID of the event that it is for (§3.8.4.5).
    pub part_of: String,
}

/// How far a task has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStatus {
    /// To be done.
    NeedsAction,
    /// Done, on that day.
    Completed(NaiveDate),
    /// No longer to be done, since its event is called off.
    Cancelled,
}

/// The time of the day in UTC that COMPLETED says, since only the day is known and it has to be an
/// instant (§3.8.2.1): it is that same day from UTC-11 to UTC+12, so everywhere in the partnership.
const SOME_TIME: NaiveTime = match NaiveTime::from_hms_opt(11, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

pub(super) fn task(out: &mut Lines, task: &Task) -> Result<(), CalendarError> {
    let checked = |day: NaiveDate| {
        in_range(day.year())
            .then_some(day)
            .ok_or_else(|| CalendarError::DateOutOfRange(task.summary.clone()))
    };
    checked(task.stamp.date_naive())?;
    out.begin("VTODO");
    out.property("UID").text(&task.uid);
    let stamp = Local(task.stamp.naive_utc());
    out.property("DTSTAMP").plain(format_args!("{stamp}Z"));
    if let Some(day) = task.due {
        let line = out.property("DUE").parameter("VALUE", "DATE");
        line.plain(checked(day)?.format("%Y%m%d"));
    }
    text(out, "SUMMARY", &task.summary);
    text(
        out,
        "DESCRIPTION",
        task.description.as_deref().unwrap_or_default(),
    );
    match task.status {
        TaskStatus::NeedsAction => out.property("STATUS").plain("NEEDS-ACTION"),
        TaskStatus::Cancelled => out.property("STATUS").plain("CANCELLED"),
        TaskStatus::Completed(day) => {
            let at = Local(checked(day)?.and_time(SOME_TIME));
            out.property("STATUS").plain("COMPLETED");
            out.property("COMPLETED").plain(format_args!("{at}Z"));
            out.property("PERCENT-COMPLETE").plain(100);
        }
    }
    out.property("RELATED-TO").text(&task.part_of);
    out.end("VTODO");
    Ok(())
}
