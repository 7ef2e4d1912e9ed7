#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-25")
}

fn seat(person: u128, role: MembershipRole, state: &str, first: &str, last: &str) -> Seat {
    Seat {
        person: PersonId(uuid::Uuid::from_u128(person)),
        name: format!("P{person}"),
        role,
        state: state.parse().ok(),
        term: Term {
            first: first.parse().ok(),
            last: last.parse().ok(),
        },
    }
}

/// A committee of which there is nothing to say.
fn whole() -> Vec<Seat> {
    let mut seats: Vec<Seat> = (0_u128..)
        .zip(MEMBERS.iter().flat_map(|state| [state, state]))
        .map(|(at, state)| {
            seat(
                at,
                MembershipRole::Expert,
                state.code(),
                "2026-01-01",
                "2027-12-31",
            )
        })
        .collect();
    seats.push(seat(
        0,
        MembershipRole::Chair,
        "CN",
        "2026-01-01",
        "2027-12-31",
    ));
    seats.push(seat(
        9,
        MembershipRole::ViceChair,
        "KR",
        "2026-01-01",
        "2027-12-31",
    ));
    seats
}

fn of_committee(seats: &[Seat]) -> Vec<BodyAdvice> {
    judge(OrganisationKind::Committee, None, seats, today())
}

#[test]
fn of_a_whole_committee_there_is_nothing_to_say() {
    assert_eq!(of_committee(&whole()), []);
}

#[test]
fn a_third_expert_at_once_is_told_from_the_day_on_which_there_are_three() {
    let mut seats = whole();
    seats.push(seat(20, MembershipRole::Expert, "MN", "2027-03-01", ""));
    let found = of_committee(&seats);
    let [
        BodyAdvice::TooManyExperts {
            state,
            count: 3,
            from,
            names,
        },
    ] = found.as_slice()
    else {
        panic!("{found:?}");
    };
    assert_eq!((state.as_str(), from.as_str()), ("Mongolia", "2027-03-01"));
    assert!(names.contains("P20"));
    // Who follows on the day after makes no third.
    seats.pop();
    seats.push(seat(20, MembershipRole::Expert, "MN", "2028-01-01", ""));
    assert_eq!(of_committee(&seats), []);
    // What was is history.
    seats.pop();
    seats.push(seat(
        20,
        MembershipRole::Expert,
        "MN",
        "2026-01-01",
        "2026-11-24",
    ));
    assert_eq!(of_committee(&seats), []);
}

#[test]
fn a_chair_who_is_an_expert_too_counts_once_but_one_who_is_not_counts() {
    let mut seats = whole();
    seats.retain(|seat| seat.role != MembershipRole::Chair);
    assert_eq!(of_committee(&seats), [BodyAdvice::NoChair]);
    seats.push(seat(
        30,
        MembershipRole::Chair,
        "CN",
        "2026-01-01",
        "2027-12-31",
    ));
    let found = of_committee(&seats);
    assert!(
        matches!(
            found.as_slice(),
            [BodyAdvice::TooManyExperts { count: 3, .. }]
        ),
        "{found:?}"
    );
}

#[test]
fn chairs_at_once_and_terms_that_end_are_told() {
    let mut seats = whole();
    seats.push(seat(2, MembershipRole::Chair, "KP", "2027-12-31", ""));
    assert_eq!(
        of_committee(&seats),
        [BodyAdvice::TwoAtOnce {
            one: "P0".into(),
            other: "P2".into(),
            role: "chair",
            from: "2027-12-31".into()
        }]
    );
    let mut seats = whole();
    for seat in &mut seats {
        if seat.role == MembershipRole::ViceChair {
            seat.term.last = Some(day("2027-01-31"));
        }
    }
    let told = of_committee(&seats);
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0].to_string(),
        "The term of P9 as vice-chair ends on 2027-01-31, and nobody is named to follow."
    );
    seats.push(seat(8, MembershipRole::ViceChair, "KR", "2027-02-01", ""));
    assert_eq!(of_committee(&seats), []);
}

#[test]
fn a_state_that_lacks_experts_is_named() {
    let mut seats = whole();
    seats.retain(|seat| seat.state != "JP".parse().ok());
    seats.retain(|seat| seat.person.0.as_u128() != 11);
    assert_eq!(
        of_committee(&seats)[0].to_string(),
        "Japan has no expert at present; Russian Federation has one expert at present: ask for the names that are missing."
    );
    let stateless = [seat(1, MembershipRole::Expert, "", "", "")];
    assert!(of_committee(&stateless).contains(&BodyAdvice::NoState("P1".into())));
}

#[test]
fn centres_and_governments_want_a_state_and_a_focal_point() {
    let none = judge(OrganisationKind::TechnicalCentre, None, &[], today());
    assert_eq!(
        none,
        [BodyAdvice::CentreOfNoState, BodyAdvice::NoFocalPoint]
    );
    let korea = "KR".parse().ok();
    let past = [seat(1, MembershipRole::FocalPoint, "KR", "", "2026-11-24")];
    let government = OrganisationKind::MemberGovernment;
    assert_eq!(
        judge(government, korea, &past, today()),
        [BodyAdvice::NoFocalPoint]
    );
    let now = [seat(1, MembershipRole::FocalPoint, "KR", "", "2026-11-25")];
    assert_eq!(judge(government, korea, &now, today()), []);
    assert_eq!(judge(OrganisationKind::Partner, None, &[], today()), []);
}

#[test]
fn one_seat_twice_over_is_told() {
    let seats = [
        seat(1, MembershipRole::Staff, "", "2020-01-01", ""),
        seat(1, MembershipRole::Staff, "", "", "2020-01-01"),
        seat(1, MembershipRole::Member, "", "", ""),
    ];
    assert_eq!(
        judge(OrganisationKind::Partner, None, &seats, today()),
        [BodyAdvice::TermsOverlap {
            name: "P1".into(),
            role: "on the staff"
        }]
    );
}

#[test]
fn a_term_cannot_end_before_it_begins() {
    let term = |first: &str, last: &str| Term {
        first: first.parse().ok(),
        last: last.parse().ok(),
    };
    assert!(term("2026-02-01", "2026-01-31").checked().is_err());
    assert!(term("2026-02-01", "2026-02-01").checked().is_ok());
    assert!(term("", "2026-02-01").checked().is_ok());
}

fn any_term() -> impl Strategy<Value = Term> {
    let days = || proptest::option::of(0_u64..30);
    (days(), days()).prop_map(|(one, two)| {
        let of = |at: u64| day("2026-11-10") + Days::new(at);
        let (first, last) = match (one, two) {
            (Some(one), Some(two)) => (Some(one.min(two)), Some(one.max(two))),
            other => other,
        };
        Term {
            first: first.map(of),
            last: last.map(of),
        }
    })
}

proptest! {
    /// The plainest way: terms overlap if there is a day that both hold.
    #[test]
    fn terms_overlap_where_they_share_a_day(one in any_term(), two in any_term()) {
        let shared = (0..60).any(|at| {
            let day = day("2026-11-01") + Days::new(at);
            one.holds(day) && two.holds(day)
        });
        prop_assert_eq!(one.overlaps(two), shared);
        prop_assert_eq!(two.overlaps(one), shared);
    }

    /// The same for more than two experts at once: every day from today on is looked at.
    #[test]
    fn three_experts_are_told_if_and_only_if_a_day_has_three(
        terms in prop::collection::vec((0_u128..4, any_term()), 0..6)
    ) {
        let seats: Vec<Seat> = terms.iter().map(|(person, term)| Seat {
            term: *term,
            ..seat(*person, MembershipRole::Expert, "MN", "", "")
        }).collect();
        let worst = (0..60).map(|at| {
            let day = today() + Days::new(at);
            let there = seats.iter().filter(|seat| seat.term.holds(day)).map(|seat| seat.person);
            there.collect::<HashSet<_>>().len()
        }).max().unwrap_or_default();
        let told = of_committee(&seats).iter().any(|one| matches!(one, BodyAdvice::TooManyExperts { .. }));
        prop_assert_eq!(told, worst > EXPERTS_A_STATE);
    }
}
