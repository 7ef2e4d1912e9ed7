//! Who may have moved to another office, or changed their name.

use std::collections::{HashMap, HashSet};

use super::{DuplicateSign, Known, Pair, are_opposed, likeness};

/// How many in the directory may have a name for it to say something without an office beside it.
const RARE: usize = 3;

/// Pairs for whom only a rare name speaks, at two offices or where one is not told; or only a mailbox that is just
/// theirs, under two names. Those of whom more speaks are left out, and those against whom State, gender or signs do.
pub(super) fn moved(known: &[Known<'_>], likely: &[Pair]) -> Vec<Pair> {
    let seen: HashSet<(usize, usize)> = likely.iter().map(|pair| (pair.one, pair.other)).collect();
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_email: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, person) in known.iter().enumerate() {
        for name in person.whole_names() {
            let those = by_name.entry(name).or_default();
            // One name may be spelled alike in two ways of reading it.
            if those.last() != Some(&at) {
                those.push(at);
            }
        }
        for email in &person.emails {
            by_email.entry(email).or_default().push(at);
        }
    }
    let mut found: HashMap<(usize, usize), Pair> = HashMap::new();
    let mut offer = |one: usize, other: usize| {
        let (Some(first), Some(second)) = (known.get(one), known.get(other)) else {
            return;
        };
        if seen.contains(&(one, other)) || found.contains_key(&(one, other)) {
            return;
        }
        let likeness = likeness(first, second);
        let against = [
            DuplicateSign::OtherState,
            DuplicateSign::OtherNativeName,
            DuplicateSign::OtherGender,
        ];
        if likeness.signs.iter().any(|sign| against.contains(sign))
            || are_opposed(first.of.gender, second.of.gender)
        {
            return;
        }
        found.insert(
            (one, other),
            Pair {
                one,
                other,
                likeness,
            },
        );
    };
    let rare = by_name
        .values()
        .filter(|those| (2..=RARE).contains(&those.len()));
    for those in rare.chain(by_email.values().filter(|those| those.len() == 2)) {
        for (place, one) in those.iter().enumerate() {
            for other in those.iter().skip(place + 1) {
                offer(*one, *other);
            }
        }
    }
    found.into_values().collect()
}
