//! Replies over time: what the journal tells of them, day by day.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Serialize;
use ts_rs::TS;

use crate::participation::Reply;

/// That so many came to a reply at a moment, or (below zero) left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyStep {
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// Which reply.
    pub reply: Reply,
    /// How many more have it since.
    pub more: i64,
}

/// How many had which reply when a day ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplyDay {
    /// The day.
    pub day: NaiveDate,
    /// Come.
    pub accepted: u64,
    /// May come.
    pub tentative: u64,
    /// Send another.
    pub delegated: u64,
    /// Do not come.
    pub declined: u64,
    /// On the list, without an answer.
    pub waiting: u64,
}

/// Replies at the end of each day on which one changed, in a zone whose clocks say when a day ends.
/// Nobody has a negative number of replies: steps that take away what was never there count as none.
#[must_use]
pub fn replies_by_day(steps: &[ReplyStep], zone: Tz) -> Vec<ReplyDay> {
    let mut changes: BTreeMap<NaiveDate, BTreeMap<Reply, i64>> = BTreeMap::new();
    for step in steps {
        let day = step.at.with_timezone(&zone).date_naive();
        let more = changes.entry(day).or_default().entry(step.reply);
        *more.or_default() += step.more;
    }
    let mut standing: BTreeMap<Reply, i64> = BTreeMap::new();
    let mut days = Vec::new();
    for (day, changed) in changes {
        if changed.values().all(|more| *more == 0) {
            continue;
        }
        for (reply, more) in changed {
            *standing.entry(reply).or_default() += more;
        }
        let of = |reply: Reply| {
            let count = standing.get(&reply).copied().unwrap_or_default();
            u64::try_from(count).unwrap_or(0)
        };
        days.push(ReplyDay {
            day,
            accepted: of(Reply::Accepted),
            tentative: of(Reply::Tentative),
            delegated: of(Reply::Delegated),
            declined: of(Reply::Declined),
            waiting: of(Reply::NeedsAction),
        });
    }
    days
}
