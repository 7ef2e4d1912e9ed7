//! Possible duplicates: how many are found, how many of those are some, and rules that hold for all.
#![allow(
    clippy::unwrap_used,
    clippy::needless_range_loop,
    clippy::cast_precision_loss,
    reason = "a test that cannot go on has failed"
)]

mod made;

use std::collections::HashSet;

use domain::duplicate::{Candidate, DuplicateSign, WORTH_A_LOOK, compare, find, pairs};
use domain::state::State;
use proptest::prelude::*;

fn person(family: &str, given: &str, native: &str, organisation: &str, state: &str) -> Candidate {
    Candidate {
        family: family.to_owned(),
        given: given.to_owned(),
        native: native.to_owned(),
        organisation: organisation.to_owned(),
        state: State::read(state).ok(),
        ..Candidate::default()
    }
}

#[test]
fn of_5_000_people_the_pairs_are_found_and_nearly_nothing_else() {
    for seed in [5, 17, 2026] {
        let made = made::made(seed);
        assert_eq!(made.people.len(), 5_000);
        let known: HashSet<(usize, usize)> = made.pairs.iter().copied().collect();
        let found: HashSet<(usize, usize)> = pairs(&made.people, |_, _| true)
            .unwrap()
            .iter()
            .map(|pair| (pair.one, pair.other))
            .collect();
        let right = found.intersection(&known).count() as f64;
        let (precision, recall) = (right / found.len() as f64, right / known.len() as f64);
        println!(
            "seed {seed}: {} records, {} known pairs, {} found: precision {precision:.3}, recall {recall:.3}",
            made.people.len(),
            known.len(),
            found.len()
        );
        if std::env::var_os("SHOW_MISTAKES").is_some() {
            for (what, pair) in known
                .difference(&found)
                .map(|pair| ("missed", pair))
                .chain(found.difference(&known).map(|pair| ("wrong", pair)))
                .take(60)
            {
                let (one, other) = (&made.people[pair.0], &made.people[pair.1]);
                println!("{what} {one:?}\n   {other:?}\n   {:?}", compare(one, other));
            }
        }
        assert!(
            precision > 0.95 && recall > 0.95,
            "seed {seed}: {precision} {recall}"
        );
    }
}

#[test]
fn names_of_the_agreement_are_found_in_every_script_and_order() {
    for group in [
        vec![
            person("KIM", "Min-jun", "", "Air", "KR"),
            person("", "Minjun Kim", "", "Air", "KR"),
            person("", "", "김민준", "Air", "KR"),
            person("Min-jun", "Kim", "", "Air", ""),
        ],
        vec![
            person("", "", "李伟", "Air", "CN"),
            person("Li", "Wei", "", "Air", "CN"),
            person("", "LI Wei", "", "Air", ""),
            person("", "Wei Li", "", "Air", "CN"),
        ],
        vec![
            person("", "", "Бат-Эрдэнэ", "Air", "MN"),
            person("", "Bat-Erdene", "", "Air", "MN"),
        ],
        vec![
            person("", "", "Владимир Петров", "Air", "RU"),
            person("Petrov", "Vladimir", "", "Air", "RU"),
            person("", "Wladimir Petrow", "", "Air", ""),
            person("Петров", "Владимир Ильич", "", "Air", "RU"),
        ],
        vec![
            person("", "", "たなか たろう", "Air", "JP"),
            person("Tanaka", "Tarō", "田中太郎", "Air", "JP"),
            person("", "Taro TANAKA", "", "Air", "JP"),
        ],
        vec![
            person("", "", "田中 太郎", "Air", "JP"),
            person("Tanaka", "Taro", "田中太郎", "Air", "JP"),
        ],
        vec![
            person("", "", "Доржийн Болд", "Air", "MN"),
            person("D.", "Bold", "", "Air", "MN"),
        ],
    ] {
        for one in &group {
            for other in &group {
                let likeness = compare(one, other);
                assert!(
                    likeness.score >= WORTH_A_LOOK,
                    "{one:?} {other:?} {likeness:?}"
                );
            }
        }
    }
}

#[test]
fn who_only_has_something_of_the_other_is_left_alone() {
    for (one, other) in [
        (
            person("Kim", "Min-jun", "김민준", "Air", "KR"),
            person("Kim", "Min-jun", "김민준", "Water", "KR"),
        ),
        (
            person("Kim", "Min-jun", "", "Air", "KR"),
            person("Kim", "Min-jung", "", "Air", "KR"),
        ),
        (
            person("Li", "Wei", "李伟", "Air", "CN"),
            person("Li", "Wei", "李薇", "Air", "CN"),
        ),
        (
            person("Petrov", "Alexandr", "", "Air", "RU"),
            person("Petrova", "Alexandra", "", "Air", "RU"),
        ),
        (
            person("Batyn", "Bold", "", "Air", "MN"),
            person("Baataryn", "Bold", "", "Air", "MN"),
        ),
        (
            person("", "", "田中太郎", "Air", "JP"),
            person("Tanaka", "Jiro", "", "Air", "JP"),
        ),
    ] {
        let likeness = compare(&one, &other);
        assert!(
            likeness.score < WORTH_A_LOOK,
            "{one:?} {other:?} {likeness:?}"
        );
    }
    let shared = |family: &str, given: &str| Candidate {
        emails: vec!["office@air.example".to_owned()],
        ..person(family, given, "", "Air", "KR")
    };
    assert!(compare(&shared("Kim", "Min-jun"), &shared("Lee", "Seo-yeon")).score < WORTH_A_LOOK);
    let same = compare(&shared("Kim", "Min-jun"), &shared("", "Kim"));
    assert!(same.score >= WORTH_A_LOOK && same.signs.contains(&DuplicateSign::SameEmail));
}

#[test]
fn what_is_stopped_finds_nothing() {
    let people = vec![person("Kim", "Min-jun", "", "Air", "KR"); 2];
    assert_eq!(pairs(&people, |_, _| false), None);
    assert_eq!(pairs(&people, |_, _| true).unwrap().len(), 1);
}

#[test]
fn who_moved_or_changed_their_name_is_found_apart_from_the_others() {
    for seed in [5, 17, 2026] {
        let (made, moved) = made::made_with_moved(seed);
        let found = find(&made.people, |_, _| true).unwrap();
        let places = |pairs: &[domain::duplicate::Pair]| -> HashSet<(usize, usize)> {
            pairs.iter().map(|pair| (pair.one, pair.other)).collect()
        };
        let (likely, apart) = (places(&found.likely), places(&found.moved));
        assert!(likely.is_disjoint(&apart));
        let known: HashSet<(usize, usize)> = moved.into_iter().collect();
        let right = apart.intersection(&known).count() as f64;
        let recall = right / known.len() as f64;
        println!(
            "seed {seed}: {} who moved or changed their name, {} pairs offered apart: recall {recall:.3}",
            known.len(),
            apart.len()
        );
        assert!(recall > 0.6, "seed {seed}: {recall}");
    }
    // A rare name at two offices, unless the State, the gender or the signs say that it is another's.
    let of =
        |organisation: &str, state: &str| person("Tumenbayar", "Odgerel", "", organisation, state);
    let moved = |one: &Candidate, other: &Candidate| {
        let found = find(&[one.clone(), other.clone()], |_, _| true).unwrap();
        (found.likely.len(), found.moved.len())
    };
    assert_eq!(moved(&of("Air", "MN"), &of("Water", "MN")), (0, 1));
    assert_eq!(moved(&of("Air", "MN"), &of("Water", "")), (0, 1));
    assert_eq!(moved(&of("Air", "MN"), &of("Water", "KR")), (0, 0));
    let many = vec![
        of("Air", "MN"),
        of("Water", "MN"),
        of("Soil", "MN"),
        of("Sea", "MN"),
    ];
    assert_eq!(find(&many, |_, _| true).unwrap().moved.len(), 0);
}

#[test]
fn a_number_that_very_many_have_costs_little_and_can_be_stopped() {
    let shared = |at: usize| {
        let syllable = |at: usize| {
            [
                "bar", "del", "fin", "gor", "hul", "jam", "kes", "lop", "mun", "nit",
            ][at % 10]
        };
        let family: String = [at / 1000, at / 100, at / 10, at].map(syllable).concat();
        Candidate {
            phones: vec!["+82 2 555 1234".to_owned()],
            ..person(&family, syllable(at * 7), "", "", "KR")
        }
    };
    let mut people: Vec<Candidate> = (0..10_000).map(shared).collect();
    people.push(people[77].clone());
    let mut asked = 0;
    let found = pairs(&people, |_, _| {
        asked += 1;
        true
    });
    let found = found.unwrap();
    assert!(
        found
            .iter()
            .any(|pair| (pair.one, pair.other) == (77, 10_000)),
        "{found:?}"
    );
    // Each with each other would be 50 million comparisons, with 5,000 questions.
    assert!(asked < 100, "{asked}");

    // One name ten thousand times is not compared each with each either.
    let people = vec![shared(1); 10_000];
    assert!(pairs(&people, |_, _| true).unwrap().len() < 1_000_000);

    let people: Vec<Candidate> = (0..400).map(shared).collect();
    let mut asked = 0;
    let stopped = pairs(&people, |_, _| {
        asked += 1;
        asked < 4
    });
    assert_eq!((stopped, asked), (None, 4), "within one block");
}

fn anybody() -> impl Strategy<Value = Candidate> {
    let name = "[A-Za-zé가-힣а-я李王さた.' -]{0,10}";
    let texts = (
        name,
        name,
        name,
        "[ab]{0,1}",
        "(a@b.example|c@d.example)?",
        "(1234567|\\+82 123 4567)?",
    );
    (texts, 0..7_usize).prop_map(
        |((family, given, native, organisation, email, phone), state)| Candidate {
            family,
            given,
            native,
            emails: vec![email],
            phones: vec![phone],
            organisation,
            state: State::read(["", "KR", "CN", "JP", "MN", "RU", "FR"][state]).ok(),
            gender: None,
        },
    )
}

proptest! {
    #[test]
    fn it_makes_no_difference_who_is_asked_about_first(one in anybody(), other in anybody()) {
        prop_assert_eq!(compare(&one, &other), compare(&other, &one));
    }

    #[test]
    fn a_list_has_the_pairs_that_a_comparison_of_everybody_has_within_one_office(people in prop::collection::vec(anybody(), 2..12)) {
        let people: Vec<Candidate> = people
            .into_iter()
            .map(|person| Candidate { organisation: "air".to_owned(), ..person })
            .collect();
        let found: HashSet<(usize, usize)> =
            pairs(&people, |_, _| true).unwrap().iter().map(|pair| (pair.one, pair.other)).collect();
        for one in 0..people.len() {
            for other in one + 1..people.len() {
                let worth = compare(&people[one], &people[other]).score >= WORTH_A_LOOK;
                prop_assert_eq!(found.contains(&(one, other)), worth, "{:?} {:?}", &people[one], &people[other]);
            }
        }
    }
}
