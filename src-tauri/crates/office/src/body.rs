//! Bodies: who sits on them and for which term, what ties people and events to an organisation, and a
//! State's own page.

use chrono::NaiveDate;
use domain::body::{MembershipRole, Seat, Term, judge};
use domain::id::{MembershipId, OrganisationId, PersonId};
use domain::organisation::OrganisationKind;
use domain::state::State;
use domain::timing::parse_day;
use store::view::{
    Change, MembershipEdit, MembershipRow, NewMembership, OrganisationTies, PersonTies, StatePage,
};
use store::{Hand, MembershipsOf, Reader, Store, Table, Value};

use crate::Result;
use crate::fields::{optional, word};

/// What ties people and events to an organisation, over time, with advice as of today.
pub fn organisation_ties(
    store: &Reader,
    id: OrganisationId,
    today: NaiveDate,
) -> Result<OrganisationTies> {
    let page = store.organisation(id)?;
    let members = store.memberships(MembershipsOf::Organisation(id), today)?;
    let advice = judge(page.kind, page.state, &seats(&members), today);
    Ok(OrganisationTies {
        advice: advice.iter().map(ToString::to_string).collect(),
        members,
        former: store.former_people(id)?,
        parts: store.event_parts(id, today)?,
        named: store.organisations_under(id)?,
    })
}

/// What ties a person to bodies and groups.
pub fn person_ties(store: &Reader, id: PersonId, today: NaiveDate) -> Result<PersonTies> {
    Ok(PersonTies {
        memberships: store.memberships(MembershipsOf::Person(id), today)?,
        groups: store.groups_of(id)?,
    })
}

/// All that is known of a State's part in the partnership, with advice as of today.
pub fn state_page(store: &Reader, state: State, today: NaiveDate) -> Result<StatePage> {
    let members = store.memberships(MembershipsOf::State(state), today)?;
    let organisations = store.organisations_of_state(state)?;
    let mut advice = Vec::new();
    if state.is_member() {
        let of = |kind| organisations.iter().any(|one| one.kind == kind);
        if !of(OrganisationKind::MemberGovernment) {
            advice.push("No ministry or agency of its government is in the directory.".to_owned());
        }
        if !of(OrganisationKind::TechnicalCentre) {
            advice.push("It named no Technical Centre yet.".to_owned());
        }
    }
    for one in &organisations {
        let own: Vec<MembershipRow> = members
            .iter()
            .filter(|row| row.organisation.id == one.id.to_string())
            .cloned()
            .collect();
        let name = one.short_name.as_ref().unwrap_or(&one.name);
        let found = judge(one.kind, one.state, &seats(&own), today);
        advice.extend(found.iter().map(|said| format!("{name}: {said}")));
    }
    Ok(StatePage {
        state,
        name: state.official_name().to_owned(),
        is_member: state.is_member(),
        people: store.people_of_state(state)?,
        advice,
        members,
        organisations,
        hosted: store.events_in_state(state)?,
        events: store.events_of_state(state)?,
    })
}

fn seats(rows: &[MembershipRow]) -> Vec<Seat> {
    rows.iter()
        .map(|row| Seat {
            person: row.person.id,
            name: row.person.name.clone(),
            role: row.role,
            state: row.state,
            term: Term {
                first: row.first_day,
                last: row.last_day,
            },
        })
        .collect()
}

/// Gives a person a seat on a body, or another role in an organisation.
pub fn add_member(store: &mut Store, hand: &mut Hand, new: NewMembership) -> Result<Change> {
    let term = Term {
        first: new.first_day,
        last: new.last_day,
    }
    .checked()?;
    let person = store.person(new.person)?;
    let body = store.organisation(new.organisation)?;
    let state = new.state.or(match new.role {
        // Whom a body sends somebody for is a State only where States send.
        MembershipRole::Staff | MembershipRole::Member => None,
        MembershipRole::Chair
        | MembershipRole::ViceChair
        | MembershipRole::Expert
        | MembershipRole::FocalPoint
        | MembershipRole::Alternate => match body.kind {
            OrganisationKind::Committee => person.state,
            OrganisationKind::MemberGovernment | OrganisationKind::TechnicalCentre => {
                body.state.or(person.state)
            }
            OrganisationKind::Secretariat | OrganisationKind::Partner | OrganisationKind::Other => {
                None
            }
        },
    });
    let label = format!("Add {} to {}", person.name, body.name);
    let (id, mut change) = store.write(hand, &label, |to| {
        to.insert(
            Table::Membership,
            &[
                ("person", word(Some(new.person))),
                ("organisation", word(Some(new.organisation))),
                ("role", word(Some(new.role))),
                ("state", word(state)),
                ("first_day", word(term.first)),
                ("last_day", word(term.last)),
            ],
        )
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Changes one field of a membership. A term cannot end before it begins.
pub fn edit_member(
    store: &mut Store,
    hand: &mut Hand,
    id: MembershipId,
    edit: MembershipEdit,
) -> Result<Change> {
    let now = store.membership(id, hand.now.date_naive())?;
    let mut term = Term {
        first: now.first_day,
        last: now.last_day,
    };
    let (label, field, value) = match edit {
        MembershipEdit::Role(role) => ("Change role", "role", word(Some(role))),
        MembershipEdit::State(code) => {
            ("Change State", "state", crate::organisation::state(&code)?)
        }
        MembershipEdit::FirstDay(day) => {
            term.first = day_or_none(&day)?;
            ("Change first day of term", "first_day", word(term.first))
        }
        MembershipEdit::LastDay(day) => {
            term.last = day_or_none(&day)?;
            ("Change last day of term", "last_day", word(term.last))
        }
        MembershipEdit::Note(note) => ("Change note on term", "note", optional(Some(&note))),
    };
    term.checked()?;
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::Membership, &id.to_string(), &[(field, value)])
    })?;
    Ok(change)
}

/// Takes a membership away, as if it had never been. To say that somebody left, end the term.
pub fn remove_member(store: &mut Store, hand: &mut Hand, id: MembershipId) -> Result<Change> {
    let now = store.membership(id, hand.now.date_naive())?;
    let label = format!("Remove {} from {}", now.person.name, now.organisation.name);
    let ((), change) = store.write(hand, &label, |to| {
        to.delete(Table::Membership, &id.to_string())
    })?;
    Ok(change)
}

/// A day as a person typed it; none for an empty text.
pub(crate) fn day_or_none(text: &str) -> Result<Option<NaiveDate>> {
    match text.trim() {
        "" => Ok(None),
        text => Ok(Some(parse_day(text)?)),
    }
}

/// The same as a value.
pub(crate) fn day_value(text: &str) -> Result<Value> {
    Ok(word(day_or_none(text)?))
}
