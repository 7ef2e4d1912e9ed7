//! Another time that somebody proposes (RFC 5546 §3.2.7).

use calendar::itip::Message;
use calendar::{ReadTime, Resolved};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use domain::event::DaysAs;
use domain::id::InvitationReplyId;
use domain::invitation::moved_to;
use domain::timing::{Timing, local_in};
use store::view::{Change, EventPage, Proposal};
use store::{Hand, Store, Table, Value};
use uuid::Uuid;

use super::Settlement;
use crate::fields::{text, word};
use crate::{OfficeError, Result, event};

/// The time that a COUNTER proposes, where it is another than the event's.
pub(super) fn proposed(page: &EventPage, message: &Message) -> Option<Timing> {
    let start = message.start.as_ref()?.as_ref().ok()?;
    let end = message.end.as_ref().and_then(|end| end.as_ref().ok());
    let asked = match (start, end) {
        (Resolved::Date(first), end) => {
            let last = match end {
                // DTEND is the day after the last (RFC 5545 §3.6.1).
                Some(Resolved::Date(after)) => after.pred_opt().unwrap_or(*after).max(*first),
                _ => *first,
            };
            Timing::Dates {
                first: *first,
                last,
            }
        }
        (start, end) => {
            let zone = match page.timing {
                Timing::Exact { zone, .. } => zone,
                _ => chrono_tz::UTC,
            };
            let local = |time: &Resolved| match time {
                Resolved::Instant { at, .. } => Some(local_in(*at, zone)),
                Resolved::Floating(local) => Some(*local),
                Resolved::Date(day) => Some(day.and_time(NaiveTime::MIN)),
            };
            let start = local(start)?;
            let end = end.and_then(local).filter(|end| *end > start);
            let usual = page.timing.hours().map(|(start, end)| end - start);
            let end = end.or_else(|| Some(start + usual?))?;
            Timing::Exact { start, end, zone }
        }
    };
    let days_as = page.days_as.unwrap_or(DaysAs::Block);
    let asked = match (&message.recurrence_id, page.timing.days()) {
        // It is one of the days that they want elsewhere: the first goes as far.
        (Some(id), Some((first, _))) if days_as == DaysAs::Daily => {
            shifted(&asked, first - day_of(page, id))?
        }
        _ => asked,
    };
    let moved = moved_to(&page.timing, days_as, &asked);
    (moved != page.timing).then_some(moved)
}

/// The same so much later.
fn shifted(timing: &Timing, by: TimeDelta) -> Option<Timing> {
    Some(match *timing {
        Timing::Exact { start, end, zone } => Timing::Exact {
            start: start.checked_add_signed(by)?,
            end: end.checked_add_signed(by)?,
            zone,
        },
        Timing::Dates { first, last } => Timing::Dates {
            first: first.checked_add_signed(by)?,
            last: last.checked_add_signed(by)?,
        },
        other => other,
    })
}

/// The day of the event that an answer is about, where it is about one of several.
pub(super) fn day_of(page: &EventPage, time: &ReadTime) -> NaiveDate {
    match (time, page.timing) {
        (ReadTime::Date(day), _) => *day,
        (ReadTime::Local { at, .. }, _) => at.date(),
        (ReadTime::Utc(at), Timing::Exact { zone, .. }) => local_in(*at, zone).date(),
        (ReadTime::Utc(at), _) => at.date_naive(),
    }
}

/// The fields of a proposal in the store.
pub(super) fn fields(proposal: Option<&Timing>) -> Vec<(&'static str, Value)> {
    let Some((start, end)) = proposal.and_then(Timing::hours) else {
        return Vec::new();
    };
    let local = |at: chrono::NaiveDateTime| text(at.format("%Y-%m-%dT%H:%M:%S").to_string());
    let zone = match proposal {
        Some(Timing::Exact { zone, .. }) => Some(zone.name()),
        _ => None,
    };
    vec![
        ("proposed_starts", local(start)),
        ("proposed_ends", local(end)),
        ("proposed_zone", word(zone)),
    ]
}

pub(super) fn shown(id: Uuid, proposal: Option<&Timing>) -> Option<Proposal> {
    let (start, end) = proposal?.hours()?;
    Some(Proposal {
        id: InvitationReplyId(id),
        start,
        end,
        last: proposal?.days()?.1,
        zone: match proposal {
            Some(Timing::Exact { zone, .. }) => Some(zone.name().to_owned()),
            _ => None,
        },
    })
}

/// Settles a proposal: the event moves to that time, or stays. One step.
pub fn settle_proposal(
    store: &mut Store,
    hand: &mut Hand,
    id: InvitationReplyId,
    settlement: Settlement,
) -> Result<Change> {
    let (event, _, proposal) = store.proposal(id)?;
    let (label, settled, timing) = match settlement {
        Settlement::Refuse => ("Keep the time", "refused", None),
        Settlement::Accept => (
            "Move event as proposed",
            "accepted",
            Some(timing(&proposal)?),
        ),
    };
    let ((), change) = store.write(hand, label, |to| {
        to.update(
            Table::InvitationReply,
            &id.to_string(),
            &[("settled", text(settled))],
        )?;
        match timing {
            Some(timing) => event::move_to(to, event, timing),
            None => Ok(()),
        }
    })?;
    Ok(change)
}

fn timing(proposal: &Proposal) -> Result<Timing> {
    let Proposal { start, end, .. } = *proposal;
    let timing = match &proposal.zone {
        Some(zone) => Timing::Exact {
            start,
            end,
            zone: domain::timing::zone_named(zone)?,
        },
        None => Timing::Dates {
            first: start.date(),
            last: end.date().pred_opt().unwrap_or(end.date()),
        },
    };
    timing.checked().map_err(OfficeError::from)
}
