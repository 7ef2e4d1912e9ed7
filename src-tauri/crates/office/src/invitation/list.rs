//! Who holds what.

use domain::invitation::{Matter, Standing, Told, standing};
use store::Reader;
use store::view::{
    Count, EventPage, InvitationQuery, InvitationRow, Invitations, Invitee, Page, Window,
};

use super::told;
use crate::{Result, settings};

/// The invitations of an event that a query asks for, with totals over all of them.
pub fn list(store: &Reader, query: &InvitationQuery) -> Result<Invitations> {
    let page = store.event(query.event)?;
    let now = told(&page);
    let invitees = store.invitees(query.event, None)?;
    let proposals = invitees.iter().filter(|one| one.proposal.is_some()).count();
    let rows: Vec<InvitationRow> = invitees.into_iter().map(|one| row(one, &now)).collect();
    let by_standing = Standing::ALL
        .iter()
        .map(|standing| Count {
            of: standing.to_string(),
            count: rows.iter().filter(|row| row.standing == *standing).count() as u64,
        })
        .filter(|count| count.count > 0)
        .collect();
    let wanted: Vec<InvitationRow> = rows
        .into_iter()
        .filter(|row| query.standings.is_empty() || query.standings.contains(&row.standing))
        .collect();
    let organizer = settings::all(store, "UTC")?.organizer_email;
    Ok(Invitations {
        page: Page {
            total: wanted.len() as u64,
            rows: part(wanted, query.window),
        },
        by_standing,
        proposals: proposals as u64,
        sequence: store.event_revision(query.event)?.sequence,
        organizer: (!organizer.is_empty()).then_some(organizer),
    })
}

/// How many hold an invitation to the event that is no longer true.
pub(crate) fn out_of_date(store: &Reader, page: &EventPage) -> Result<u64> {
    if !store.has_invitations(page.id)? {
        return Ok(0);
    }
    let now = told(page);
    let invitees = store.invitees(page.id, None)?;
    let stale = invitees.iter().filter(|one| {
        let (standing, _) = stands(one, &now);
        matches!(standing, Standing::OutOfDate | Standing::ToCancel)
    });
    Ok(stale.count() as u64)
}

/// Where a person stands, and what of their invitation is otherwise now.
pub(super) fn stands(invitee: &Invitee, now: &Told) -> (Standing, Vec<Matter>) {
    standing(
        invitee.held.as_ref(),
        now,
        invitee.participation.is_some(),
        invitee.email.as_deref(),
    )
}

fn row(invitee: Invitee, now: &Told) -> InvitationRow {
    let (standing, matters) = stands(&invitee, now);
    let sequence = invitee.written.map(|(sequence, _)| sequence);
    let answered = invitee.answered.and_then(|(answered, _)| answered);
    InvitationRow {
        id: invitee.person,
        name: invitee.name,
        native_name: Some(invitee.native_name).filter(|name| !name.is_empty()),
        native_language: invitee.native_language,
        email: invitee.email,
        capacity: invitee.capacity,
        reply: invitee.reply,
        listed: invitee.participation.is_some(),
        standing,
        matters,
        sequence,
        written: invitee.written.map(|(_, at)| at),
        answered_older: answered
            .zip(sequence)
            .is_some_and(|(answered, held)| answered < held),
        comment: invitee.comment,
        delegate: invitee.delegate,
        proposal: invitee.proposal,
    }
}

fn part<T>(rows: Vec<T>, window: Window) -> Vec<T> {
    let offset = usize::try_from(window.offset).unwrap_or(usize::MAX);
    let limit = usize::try_from(window.limit.min(Window::MOST)).unwrap_or(usize::MAX);
    rows.into_iter().skip(offset).take(limit).collect()
}
