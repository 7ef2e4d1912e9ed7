//! Decisions that are taken back.

use super::*;

/// A fact of an undo or redo.
fn turned(turn: Turn, fact: Fact) -> Fact {
    Fact {
        turn: Some(turn),
        ..fact
    }
}

/// What takes a fact back.
fn undone(clock: i64, fact: &Fact) -> Fact {
    let (deed, fields) = match fact.deed {
        Deed::Made | Deed::BroughtBack => (Deed::Deleted, fact.fields.clone()),
        Deed::Deleted => (Deed::BroughtBack, fact.fields.clone()),
        Deed::Changed => {
            let turned = fact
                .fields
                .iter()
                .map(|(field, pair)| (field.clone(), json!([pair[1].clone(), pair[0].clone()])));
            (Deed::Changed, turned.collect())
        }
    };
    Fact {
        stamp: stamp(clock, &fact.stamp.device),
        deed,
        turn: Some(Turn::Back(fact.stamp.step.clone())),
        fields,
    }
}

/// The same, done again.
fn redone(clock: i64, fact: &Fact) -> Fact {
    let deed = match fact.deed {
        Deed::Made => Deed::BroughtBack,
        deed => deed,
    };
    let step = fact.stamp.step.clone();
    let stamp = stamp(clock, &fact.stamp.device);
    turned(
        Turn::Forth(step),
        Fact {
            stamp,
            deed,
            ..fact.clone()
        },
    )
}

/// Device d has seen all that a, b and c did; they nothing of it.
fn one_has_seen_all() -> Seen {
    let mut seen = seen();
    let all = ["a", "b", "c"].map(|device| (device.to_owned(), 19));
    seen.note("d", 0, &Vector(all.into()));
    seen
}

fn two_titles() -> Vec<Fact> {
    vec![
        made(),
        renamed(5, "a", "Old", "Mine"),
        renamed(4, "b", "Old", "Theirs"),
    ]
}

#[test]
fn a_decision_that_is_taken_back_is_to_be_made_again_and_done_again_it_is_made() {
    let seen = one_has_seen_all();
    let mut facts = two_titles();
    let before = conflicts(&facts, &seen);
    assert_eq!(before.len(), 1);
    for decided in ["Theirs", "Both"] {
        let mut facts = facts.clone();
        let decision = renamed(20, "d", "Mine", decided);
        facts.push(decision.clone());
        assert_eq!(conflicts(&facts, &seen), []);
        facts.push(undone(21, &decision));
        assert_eq!(
            conflicts(&facts, &seen),
            before,
            "the same, so under the same key"
        );
        assert_eq!(merge(&mut facts.clone()).fields["title"], "Mine");
        facts.push(redone(22, &decision));
        assert_eq!(conflicts(&facts, &seen), []);
        facts.push(undone(23, &decision));
        assert_eq!(conflicts(&facts, &seen), before);
        facts.push(renamed(24, "d", "Mine", "Third"));
        assert_eq!(
            conflicts(&facts, &seen),
            [],
            "whoever decides after that has decided"
        );
    }
    // Undoing what decided nothing is no conflict.
    facts.truncate(2);
    let edit = renamed(20, "d", "Mine", "New");
    facts.extend([edit.clone(), undone(21, &edit)]);
    assert_eq!(conflicts(&facts, &seen), []);
}

#[test]
fn bringing_back_what_was_deleted_is_a_decision_that_can_be_taken_back() {
    let seen = one_has_seen_all();
    let mut facts = vec![
        made(),
        fact(4, "a", Deed::Deleted, json!({"title": "Old"})),
        renamed(5, "b", "Old", "New"),
    ];
    let before = conflicts(&facts, &seen);
    assert_eq!(before.len(), 1);
    let decision = fact(20, "d", Deed::Made, json!({"id": "r", "title": "New"}));
    facts.push(decision.clone());
    assert_eq!(conflicts(&facts, &seen), []);
    let edit = renamed(21, "d", "New", "Newer");
    facts.extend([edit.clone(), undone(22, &edit), undone(23, &decision)]);
    assert!(!merge(&mut facts.clone()).alive);
    assert_eq!(conflicts(&facts, &seen), before);

    // Who went on with it meanwhile is heard.
    let mut knows = seen.clone();
    let all = [("a", 19), ("b", 19), ("d", 20)].map(|(device, clock)| (device.to_owned(), clock));
    knows.note("c", 20, &Vector(all.into()));
    facts.push(renamed(21, "c", "New", "Newest"));
    let found = conflicts(&facts, &knows);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].other.stamp.device, "c");
}

#[test]
fn what_another_did_meanwhile_is_not_decided_by_taking_something_back() {
    let seen = one_has_seen_all();
    let edit = renamed(10, "a", "Old", "Mine");
    let facts = [made(), edit.clone(), renamed(9, "b", "Old", "Theirs")];
    assert_eq!(conflicts(&facts, &seen).len(), 1);
    let mut knows = seen.clone();
    knows.note("a", 11, &Vector([("b".to_owned(), 9)].into()));
    let mut facts = facts.to_vec();
    facts.push(undone(12, &edit));
    assert_eq!(merge(&mut facts.clone()).fields["title"], "Old");
    let found = conflicts(&facts, &knows);
    assert_eq!(found.len(), 1, "what b said is not lost");
    assert_eq!(found[0].other.stamp.device, "b");
}

#[test]
fn an_undo_of_what_is_not_known_is_a_change_like_any_other() {
    let seen = one_has_seen_all();
    let mut facts = two_titles();
    let undo = renamed(20, "d", "Mine", "Old");
    facts.push(turned(Turn::Back("a pack".to_owned()), undo));
    assert_eq!(conflicts(&facts, &seen), []);
    // Nor does anybody take back what they had not seen.
    let mut facts = two_titles();
    let other = stamp(5, "a").step;
    facts.push(turned(Turn::Back(other), renamed(6, "c", "Old", "Hidden")));
    assert_eq!(conflicts(&facts, &seen).len(), 2);
}

/// What somebody does who has seen all.
#[derive(Debug, Clone)]
enum Act {
    Do(&'static str),
    Undo,
    Redo,
}

/// All that was done, with undos and redos, and what of it stands.
fn acted(from: &str, acts: &[Act]) -> (Vec<Fact>, Vec<Fact>) {
    let (mut told, mut standing, mut back) = (Vec::new(), Vec::<Fact>::new(), Vec::<Fact>::new());
    for (clock, act) in (20..).zip(acts) {
        match act {
            Act::Do(title) => {
                let now = standing.last().map_or(from, |fact| {
                    fact.fields["title"][1].as_str().unwrap_or_default()
                });
                let fact = renamed(clock, "d", now, title);
                told.push(fact.clone());
                standing.push(fact);
                back.clear();
            }
            Act::Undo => {
                if let Some(fact) = standing.pop() {
                    told.push(undone(clock, &fact));
                    back.push(fact);
                }
            }
            Act::Redo => {
                if let Some(fact) = back.pop() {
                    told.push(redone(clock, &fact));
                    standing.push(fact);
                }
            }
        }
    }
    (told, standing)
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let titles = prop::sample::select(&["Old", "New", "Other", "Last"]);
    let act = prop_oneof![
        3 => titles.prop_map(Act::Do),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
    ];
    prop::collection::vec(act, 0..12)
}

/// Facts on a record that is there, told by a, b and c.
fn facts_of_others() -> impl Strategy<Value = Vec<Fact>> {
    prop::collection::vec(any_plain_fact(), 0..10).prop_map(|mut facts| {
        facts.push(made());
        let _ = merge(&mut facts);
        facts
    })
}

proptest! {
    #[test]
    fn what_was_taken_back_leaves_the_conflicts_as_they_were((others, acts) in (facts_of_others(), acts())) {
        let seen = one_has_seen_all();
        let merged = merge(&mut others.clone());
        prop_assume!(merged.alive);
        let from = merged.fields["title"].as_str().unwrap_or_default();
        let (told, standing) = acted(from, &acts);
        let [with, without] = [told, standing].map(|more| [others.clone(), more].concat());
        prop_assert_eq!(conflicts(&with, &seen), conflicts(&without, &seen));
        let title = |facts: &[Fact]| merge(&mut facts.to_vec()).fields["title"].clone();
        prop_assert_eq!(title(&with), title(&without));
    }

    #[test]
    fn a_deletion_that_was_taken_back_leaves_the_conflicts_as_they_were(others in facts_of_others()) {
        let seen = one_has_seen_all();
        let merged = merge(&mut others.clone());
        prop_assume!(merged.alive);
        let deleted = fact(20, "d", Deed::Deleted, Value::Object(merged.fields));
        let back = undone(21, &deleted);
        let with = [others.clone(), vec![deleted, back]].concat();
        prop_assert_eq!(conflicts(&with, &seen), conflicts(&others, &seen));
    }
}
