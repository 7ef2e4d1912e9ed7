//! Packs in a folder that several desks share: how far those that lie there reach together, and which of them may go.

use std::collections::BTreeMap;

use super::Vector;

/// What a pack covers: of each device all that it did after the one clock, up to the other.
pub type Covers = BTreeMap<String, (i64, i64)>;

/// How far somebody comes who takes in all of these, in whatever order, and knew nothing.
#[must_use]
pub fn reach<'a>(packs: impl IntoIterator<Item = &'a Covers>) -> Vector {
    let mut of: BTreeMap<&str, Vec<(i64, i64)>> = BTreeMap::new();
    for covers in packs {
        for (device, range) in covers {
            of.entry(device).or_default().push(*range);
        }
    }
    let mut reach = Vector::default();
    for (device, mut ranges) in of {
        ranges.sort_unstable();
        for (from, to) in ranges {
            if reach.covers(device, from) && !reach.covers(device, to) {
                reach.advance(device, to);
            }
        }
    }
    reach
}

/// Whether a pack covers all that another does. What it holds beyond that it holds in any case: a pack of what
/// somebody has not seen has all that no vector tells of.
#[must_use]
pub fn holds_all(new: &Covers, old: &Covers) -> bool {
    old.iter().all(|(device, (from, to))| {
        new.get(device)
            .is_some_and(|(new_from, new_to)| new_from <= from && new_to >= to)
    })
}

/// From where on a pack has to tell so that it holds all that those do which it replaces; of the rest only what the
/// others in the folder do not reach.
#[must_use]
pub fn beginning<'a>(replaced: impl IntoIterator<Item = &'a Covers>, others: &Vector) -> Vector {
    let mut beginning = others.clone();
    for covers in replaced {
        for (device, (from, _)) in covers {
            if beginning.covers(device, *from) {
                beginning.0.insert(device.clone(), *from);
            }
        }
    }
    beginning.0.retain(|_, clock| *clock >= 0);
    beginning
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn covers(of: &[(&str, i64, i64)]) -> Covers {
        of.iter()
            .map(|(device, from, to)| ((*device).to_owned(), (*from, *to)))
            .collect()
    }

    #[test]
    fn a_gap_is_not_reached_over_until_it_is_filled() {
        let [first, second, third] =
            [(-1, 10), (10, 20), (20, 30)].map(|(from, to)| covers(&[("a", from, to)]));
        assert_eq!(reach([&first, &third]).of("a"), 10);
        assert_eq!(reach([&third, &first, &second]).of("a"), 30);
        assert_eq!(reach([&second, &third]).of("a"), -1);
    }

    fn some() -> impl Strategy<Value = Vec<Covers>> {
        let range = ("[ab]", -1_i64..6, 1_i64..4)
            .prop_map(|(device, from, length)| (device, (from, from + length)));
        prop::collection::vec(
            prop::collection::btree_map("[abc]", Just((0, 0)), 0..3)
                .prop_flat_map(move |_| prop::collection::vec(range.clone(), 0..3))
                .prop_map(|ranges| ranges.into_iter().collect()),
            0..8,
        )
    }

    proptest! {
        #[test]
        fn who_takes_them_in_any_order_again_and_again_comes_as_far(packs in some()) {
            let mut vector = Vector::default();
            for _ in 0..=packs.len() {
                for (device, (from, to)) in packs.iter().rev().flatten() {
                    if vector.covers(device, *from) {
                        vector.advance(device, *to);
                    }
                }
            }
            prop_assert_eq!(vector, reach(&packs));
        }

        #[test]
        fn what_replaces_some_leaves_nobody_behind(replaced in some(), others in some()) {
            let before = reach(replaced.iter().chain(&others));
            let rest = reach(&others);
            let begins = beginning(&replaced, &rest);
            // Who writes it knows at least all that the replaced ones cover.
            let mut known = before.clone();
            for (device, (_, to)) in replaced.iter().flatten() {
                known.advance(device, *to);
            }
            let new: Covers = known.0.iter()
                .map(|(device, to)| (device.clone(), (begins.of(device), *to)))
                .filter(|(_, (from, to))| from < to)
                .collect();
            for old in &replaced {
                prop_assert!(holds_all(&new, old), "{:?} of {:?}", old, new);
            }
            let after = reach(std::iter::once(&new).chain(&others));
            for (device, clock) in &before.0 {
                prop_assert!(after.covers(device, *clock));
            }
        }
    }
}
