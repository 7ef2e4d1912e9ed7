//! Bodies: who sits on the Science and Policy Committee, who is a focal point, and what is to be said
//! of their terms. All of it is advice: a State changes its experts when it sees fit.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashSet};

use chrono::{Days, NaiveDate};

use crate::DomainError;
use crate::id::PersonId;
use crate::organisation::OrganisationKind;
use crate::state::{MEMBERS, State};
use crate::words::words;

/// How many experts a State has on the Science and Policy Committee.
pub const EXPERTS_A_STATE: usize = 2;

/// How long before a chair's term ends it is said, in days.
pub const TERM_ENDS_SOON: u64 = 90;

words! {
    /// What a person is in a body or an organisation.
    pub enum MembershipRole ("role in a body") {
        /// Chairs the body, or heads the organisation.
        Chair = "chair",
        /// Stands in for the chair.
        ViceChair = "vice-chair",
        /// An expert whom a State named.
        Expert = "expert",
        /// Any other member.
        Member = "member",
        /// Whom one writes to.
        FocalPoint = "focal-point",
        /// Stands in for the focal point.
        Alternate = "alternate",
        /// Works, or worked, there.
        Staff = "staff",
    }
}

words! {
    /// Where a term stands today.
    pub enum TermStanding ("standing of a term") {
        /// It runs.
        Now = "now",
        /// It begins later.
        ToCome = "to-come",
        /// It is over.
        Past = "past",
    }
}

/// From when to when somebody is something: both days count, and an open end has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// First day; none if nobody knows.
    pub first: Option<NaiveDate>,
    /// Last day; none if it goes on.
    pub last: Option<NaiveDate>,
}

impl Term {
    /// The term, unless it ends before it begins.
    pub fn checked(self) -> Result<Self, DomainError> {
        match (self.first, self.last) {
            (Some(first), Some(last)) if last < first => Err(DomainError::EndBeforeStart {
                start: first.to_string(),
                end: last.to_string(),
            }),
            _ => Ok(self),
        }
    }

    /// Whether it runs on a day.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }

    /// Where it stands on a day.
    #[must_use]
    pub fn standing(self, today: NaiveDate) -> TermStanding {
        if self.holds(today) {
            TermStanding::Now
        } else if self.last.is_some_and(|last| last < today) {
            TermStanding::Past
        } else {
            TermStanding::ToCome
        }
    }

    /// Whether a day belongs to both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let begins_in_time = |one: Self, two: Self| match (one.first, two.last) {
            (Some(first), Some(last)) => first <= last,
            _ => true,
        };
        begins_in_time(self, other) && begins_in_time(other, self)
    }
}

/// Somebody's seat.
#[derive(Debug, Clone)]
pub struct Seat {
    /// Who.
    pub person: PersonId,
    /// Their name as papers write it.
    pub name: String,
    /// As what.
    pub role: MembershipRole,
    /// The State that named them.
    pub state: Option<State>,
    /// From when to when.
    pub term: Term,
}

/// What is to be said of a body. Its `Display` is the sentence, with what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyAdvice {
    /// Nobody chairs it today.
    #[error(
        "Nobody chairs it at present: add the chair with the term, or tell when the new one begins."
    )]
    NoChair,
    /// Nobody is vice-chair today.
    #[error("It has no vice-chair at present.")]
    NoViceChair,
    /// Two people are the one thing at once.
    #[error(
        "{one} and {other} are both {role} from {from}: end the earlier term the day before the later one begins."
    )]
    TwoAtOnce {
        /// One of them.
        one: String,
        /// The other.
        other: String,
        /// As what.
        role: &'static str,
        /// The first day on which both are, as far as it is known.
        from: String,
    },
    /// A State has more experts at once than it is given.
    #[error(
        "{state} has {count} experts at once from {from}: {names}. A State has two; end the terms of those who left."
    )]
    TooManyExperts {
        /// The State.
        state: String,
        /// How many.
        count: usize,
        /// The first day on which there are so many.
        from: String,
        /// Who.
        names: String,
    },
    /// Member States that have fewer experts today than they are given.
    #[error("{0}: ask for the names that are missing.")]
    TooFewExperts(String),
    /// A seat on the committee of nobody's State.
    #[error("It is not said which State named {0}.")]
    NoState(String),
    /// One person is the one thing twice at once.
    #[error("{name} is {role} twice over, with terms that overlap: keep one of the two.")]
    TermsOverlap {
        /// Who.
        name: String,
        /// As what.
        role: &'static str,
    },
    /// The chair's or vice-chair's term ends, and nobody follows.
    #[error("The term of {name} as {role} ends on {day}, and nobody is named to follow.")]
    TermEnds {
        /// Who.
        name: String,
        /// As what.
        role: &'static str,
        /// The last day.
        day: NaiveDate,
    },
    /// A Technical Centre of no State.
    #[error("It is not said which State named this centre.")]
    CentreOfNoState,
    /// Nobody to write to.
    #[error("It has no focal point at present, so nobody knows whom to write to.")]
    NoFocalPoint,
}

impl MembershipRole {
    /// As within a sentence.
    const fn name(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::ViceChair => "vice-chair",
            Self::Expert => "an expert",
            Self::Member => "a member",
            Self::FocalPoint => "focal point",
            Self::Alternate => "alternate",
            Self::Staff => "on the staff",
        }
    }
}

/// What is to be said of the seats of an organisation of that kind and State, today.
#[must_use]
pub fn judge(
    kind: OrganisationKind,
    state: Option<State>,
    seats: &[Seat],
    today: NaiveDate,
) -> Vec<BodyAdvice> {
    let mut found = Vec::new();
    match kind {
        OrganisationKind::Committee => {
            chairs(seats, today, &mut found);
            experts(seats, today, &mut found);
        }
        OrganisationKind::TechnicalCentre => {
            if state.is_none() {
                found.push(BodyAdvice::CentreOfNoState);
            }
            focal_point(seats, today, &mut found);
        }
        OrganisationKind::MemberGovernment => focal_point(seats, today, &mut found),
        OrganisationKind::Secretariat | OrganisationKind::Partner | OrganisationKind::Other => {}
    }
    twice(seats, &mut found);
    found
}

fn focal_point(seats: &[Seat], today: NaiveDate, found: &mut Vec<BodyAdvice>) {
    let is_one = |seat: &Seat| seat.role == MembershipRole::FocalPoint && seat.term.holds(today);
    if !seats.iter().any(is_one) {
        found.push(BodyAdvice::NoFocalPoint);
    }
}

fn chairs(seats: &[Seat], today: NaiveDate, found: &mut Vec<BodyAdvice>) {
    for (role, none) in [
        (MembershipRole::Chair, BodyAdvice::NoChair),
        (MembershipRole::ViceChair, BodyAdvice::NoViceChair),
    ] {
        let of_role: Vec<&Seat> = seats.iter().filter(|seat| seat.role == role).collect();
        let now = of_role.iter().find(|seat| seat.term.holds(today));
        match now {
            None => found.push(none),
            Some(seat) => found.extend(ends_soon(seat, &of_role, today)),
        }
        for (at, one) in of_role.iter().enumerate() {
            for other in of_role.iter().skip(at + 1) {
                // What was is history; nobody mends it.
                let is_over = [one, other]
                    .iter()
                    .any(|seat| seat.term.last.is_some_and(|last| last < today));
                if one.person != other.person && one.term.overlaps(other.term) && !is_over {
                    found.push(BodyAdvice::TwoAtOnce {
                        one: one.name.clone(),
                        other: other.name.clone(),
                        role: role.name(),
                        from: told(one.term.first.max(other.term.first)),
                    });
                }
            }
        }
    }
}

fn ends_soon(seat: &Seat, of_role: &[&Seat], today: NaiveDate) -> Option<BodyAdvice> {
    let day = seat.term.last?;
    let soon = today.checked_add_days(Days::new(TERM_ENDS_SOON))?;
    let follows = |other: &&&Seat| other.term.last.is_none_or(|last| last > day);
    if day > soon || of_role.iter().any(|other| follows(&other)) {
        return None;
    }
    Some(BodyAdvice::TermEnds {
        name: seat.name.clone(),
        role: seat.role.name(),
        day,
    })
}

/// Whoever sits on the committee is an expert of a State, its chair and vice-chair too, so each person
/// counts once.
fn experts(seats: &[Seat], today: NaiveDate, found: &mut Vec<BodyAdvice>) {
    let mut by_state: BTreeMap<usize, (State, Vec<&Seat>)> = BTreeMap::new();
    for seat in seats {
        match (seat.role, seat.state) {
            (
                MembershipRole::Expert
                | MembershipRole::Member
                | MembershipRole::Chair
                | MembershipRole::ViceChair,
                Some(state),
            ) => by_state
                .entry(state.place())
                .or_insert_with(|| (state, Vec::new()))
                .1
                .push(seat),
            (MembershipRole::Expert | MembershipRole::Member, None) => {
                found.push(BodyAdvice::NoState(seat.name.clone()));
            }
            _ => {}
        }
    }
    for (state, seats) in by_state.values() {
        found.extend(too_many(*state, seats, today));
    }
    if !by_state.is_empty() {
        let counts = MEMBERS.map(|state| {
            let seats = by_state
                .get(&state.place())
                .map(|(_, seats)| seats.as_slice());
            (state, at_once(seats.unwrap_or_default(), today).len())
        });
        let lacking: Vec<String> = counts
            .iter()
            .filter(|(_, count)| *count < EXPERTS_A_STATE)
            .map(|(state, count)| match count {
                0 => format!("{} has no expert at present", state.official_name()),
                _ => format!("{} has one expert at present", state.official_name()),
            })
            .collect();
        if !lacking.is_empty() {
            found.push(BodyAdvice::TooFewExperts(lacking.join("; ")));
        }
    }
}

/// The people who have a seat on a day.
fn at_once<'a>(seats: &[&'a Seat], day: NaiveDate) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    seats
        .iter()
        .filter(|seat| seat.term.holds(day) && seen.insert(seat.person))
        .map(|seat| seat.name.as_str())
        .collect()
}

/// Numbers only rise on the days on which terms begin, so today and those are all that is looked at.
fn too_many(state: State, seats: &[&Seat], today: NaiveDate) -> Option<BodyAdvice> {
    let begin = seats.iter().filter_map(|seat| seat.term.first);
    let mut days: Vec<NaiveDate> = begin.filter(|day| *day > today).collect();
    days.push(today);
    days.sort_unstable();
    days.into_iter().find_map(|day| {
        let names = at_once(seats, day);
        (names.len() > EXPERTS_A_STATE).then(|| BodyAdvice::TooManyExperts {
            state: state.official_name().to_owned(),
            count: names.len(),
            from: if day == today {
                "today".to_owned()
            } else {
                day.to_string()
            },
            names: names.join(", "),
        })
    })
}

fn twice(seats: &[Seat], found: &mut Vec<BodyAdvice>) {
    for (at, one) in seats.iter().enumerate() {
        let again = seats.iter().skip(at + 1).any(|other| {
            one.person == other.person && one.role == other.role && one.term.overlaps(other.term)
        });
        if again {
            found.push(BodyAdvice::TermsOverlap {
                name: one.name.clone(),
                role: one.role.name(),
            });
        }
    }
}

fn told(day: Option<NaiveDate>) -> String {
    day.map_or_else(
        || "a day that is not recorded".to_owned(),
        |day| day.to_string(),
    )
}
