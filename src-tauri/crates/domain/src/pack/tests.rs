use proptest::prelude::*;
use serde_json::json;

use super::*;

mod turns;

fn stamp(clock: i64, device: &str) -> Stamp {
    Stamp {
        base: false,
        clock,
        device: device.to_owned(),
        step: format!("{device}{clock}"),
        row: 1,
    }
}

fn fact(clock: i64, device: &str, deed: Deed, fields: Value) -> Fact {
    let Value::Object(fields) = fields else {
        unreachable!("fields are an object")
    };
    Fact {
        stamp: stamp(clock, device),
        deed,
        turn: None,
        fields,
    }
}

fn made() -> Fact {
    fact(
        1,
        "a",
        Deed::Made,
        json!({"id": "r", "title": "Old", "city": null, "starts": 1, "ends": 2}),
    )
}

fn renamed(clock: i64, device: &str, from: &str, to: &str) -> Fact {
    fact(clock, device, Deed::Changed, json!({"title": [from, to]}))
}

const GROUPS: &[&[&str]] = &[&["starts", "ends"]];

/// Everybody has seen the first fact, and nothing else of others.
fn seen() -> Seen {
    let mut seen = Seen::default();
    let first = Vector([("a".to_owned(), 1)].into());
    for device in ["b", "c"] {
        seen.note(device, 0, &first);
    }
    seen
}

fn conflicts(facts: &[Fact], seen: &Seen) -> Vec<Conflict> {
    let mut facts = facts.to_vec();
    let _ = merge(&mut facts);
    Conflicts {
        seen,
        groups: GROUPS,
    }
    .of(&facts)
}

#[test]
fn two_fields_changed_by_two_both_stand_and_are_no_conflict() {
    let facts = [
        made(),
        renamed(5, "a", "Old", "New"),
        fact(4, "b", Deed::Changed, json!({"city": [null, "Seoul"]})),
    ];
    let merged = merge(&mut facts.to_vec());
    assert_eq!(merged.fields["title"], "New");
    assert_eq!(merged.fields["city"], "Seoul");
    assert_eq!(conflicts(&facts, &seen()), []);
}

#[test]
fn one_field_changed_by_two_is_a_conflict_until_somebody_who_knows_both_decides() {
    let mut facts = vec![
        made(),
        renamed(5, "a", "Old", "Mine"),
        renamed(4, "b", "Old", "Theirs"),
    ];
    let found = conflicts(&facts, &seen());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].fields, ["title"]);
    assert_eq!(
        found[0].stands.values.as_ref().map(|v| v["title"].clone()),
        Some(json!("Mine"))
    );
    assert_eq!(
        found[0].other.values.as_ref().map(|v| v["title"].clone()),
        Some(json!("Theirs"))
    );
    let mut knows = seen();
    knows.note(
        "c",
        5,
        &Vector([("a".to_owned(), 5), ("b".to_owned(), 4)].into()),
    );
    facts.push(renamed(9, "c", "Mine", "Both"));
    assert_eq!(conflicts(&facts, &knows), []);
}

#[test]
fn fields_that_belong_together_are_one_value() {
    let facts = [
        made(),
        fact(
            5,
            "a",
            Deed::Changed,
            json!({"starts": [1, 3], "ends": [2, 4]}),
        ),
        fact(
            4,
            "b",
            Deed::Changed,
            json!({"starts": [1, 1], "ends": [2, 9]}),
        ),
    ];
    let merged = merge(&mut facts.to_vec());
    assert_eq!(
        (&merged.fields["starts"], &merged.fields["ends"]),
        (&json!(3), &json!(4))
    );
    assert_eq!(conflicts(&facts, &seen())[0].fields, ["starts", "ends"]);
}

#[test]
fn what_one_changed_and_another_deleted_is_deleted_and_a_conflict() {
    let facts = [
        made(),
        fact(4, "a", Deed::Deleted, json!({"title": "Old"})),
        renamed(5, "b", "Old", "New"),
    ];
    let merged = merge(&mut facts.to_vec());
    assert!(!merged.alive);
    assert_eq!(
        merged.fields["title"], "New",
        "kept for when it is brought back"
    );
    let found = conflicts(&facts, &seen());
    assert_eq!(found.len(), 1);
    assert!(found[0].stands.values.is_none() && found[0].other.values.is_some());
}

#[test]
fn what_is_brought_back_comes_with_what_others_changed_meanwhile() {
    let facts = [
        made(),
        fact(4, "a", Deed::Deleted, json!({"title": "Old"})),
        renamed(5, "b", "Old", "New"),
        fact(6, "a", Deed::BroughtBack, json!({"title": "Old"})),
    ];
    let merged = merge(&mut facts.to_vec());
    assert!(merged.alive);
    assert_eq!(merged.fields["title"], "New");
}

#[test]
fn what_a_store_begins_with_takes_nothing_back_however_late_it_begins() {
    let mut base = made();
    base.stamp.base = true;
    let mut later = made();
    later.stamp = Stamp {
        base: true,
        ..stamp(99, "c")
    };
    let facts = [base, renamed(5, "a", "Old", "New"), later];
    assert_eq!(merge(&mut facts.to_vec()).fields["title"], "New");
    assert_eq!(conflicts(&facts, &seen()), []);
}

#[test]
fn a_stamp_sorts_as_its_text_does() {
    let mut stamps = [
        stamp(10, "b"),
        stamp(9, "c"),
        stamp(10, "a"),
        Stamp {
            base: true,
            ..stamp(77, "z")
        },
    ];
    let mut texts: Vec<String> = stamps.iter().map(Stamp::sortable).collect();
    texts.sort();
    stamps.sort();
    assert_eq!(
        stamps.iter().map(Stamp::sortable).collect::<Vec<_>>(),
        texts
    );
}

fn any_fact() -> impl Strategy<Value = Fact> {
    let turned = (
        any::<bool>(),
        prop::sample::select(&["a", "b", "c"]),
        1_i64..12,
    );
    let turn = prop::option::of(turned).prop_map(|turned| {
        turned.map(|(back, device, clock)| {
            let step = stamp(clock, device).step;
            if back {
                Turn::Back(step)
            } else {
                Turn::Forth(step)
            }
        })
    });
    (any_plain_fact(), turn).prop_map(|(fact, turn)| Fact { turn, ..fact })
}

fn any_plain_fact() -> impl Strategy<Value = Fact> {
    let device = prop::sample::select(&["a", "b", "c"]);
    let title = prop::sample::select(&["Old", "New", "Other"]);
    (1_i64..12, device, title, 0_u8..5).prop_map(|(clock, device, title, deed)| match deed {
        0 => fact(
            clock,
            device,
            Deed::Made,
            json!({"id": "r", "title": title}),
        ),
        1 => fact(
            clock,
            device,
            Deed::Deleted,
            json!({"id": "r", "title": title}),
        ),
        2 => fact(
            clock,
            device,
            Deed::BroughtBack,
            json!({"id": "r", "title": title}),
        ),
        _ => fact(clock, device, Deed::Changed, json!({"title": ["?", title]})),
    })
}

/// Facts of different stamps, and the same ones in another order, some of them twice.
fn shuffled() -> impl Strategy<Value = (Vec<Fact>, Vec<Fact>)> {
    let facts = prop::collection::vec(any_fact(), 0..12).prop_map(|mut facts| {
        facts.sort_by(|one, other| one.stamp.cmp(&other.stamp));
        facts.dedup_by(|one, other| one.stamp == other.stamp);
        facts
    });
    facts.prop_flat_map(|facts| {
        let twice: Vec<Fact> = facts
            .iter()
            .chain(facts.iter().step_by(2))
            .cloned()
            .collect();
        (Just(facts), Just(twice).prop_shuffle())
    })
}

proptest! {
    #[test]
    fn neither_order_nor_repetition_of_facts_changes_anything((facts, others) in shuffled()) {
        prop_assert_eq!(merge(&mut facts.clone()), merge(&mut others.clone()));
        prop_assert_eq!(conflicts(&facts, &seen()), conflicts(&others, &seen()));
    }
}
