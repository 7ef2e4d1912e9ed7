//! Who is compared with whom.

use std::collections::HashMap;

use super::Known;

/// How many may have a name in common, where nothing else tells them apart, before it says nothing.
const COMMON: usize = 20;

/// How many may be compared with each other. Where more have something in common, it says little of any of them.
const LARGE: usize = 400;

/// With how many of those behind them in a block each is compared.
pub(super) fn reach(members: &[usize]) -> usize {
    if members.len() <= LARGE {
        members.len()
    } else {
        COMMON
    }
}

/// Those of a block who have one name.
fn by_whole_names(known: &[Known<'_>], members: &[usize]) -> Vec<Vec<usize>> {
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in members {
        let Some(person) = known.get(*at) else {
            continue;
        };
        for name in person.whole_names() {
            by_name.entry(name).or_default().push(*at);
        }
    }
    let blocks = by_name.into_values();
    blocks.filter(|members| members.len() > 1).collect()
}

/// Groups of those who have something in common.
pub(super) fn blocks(known: &[Known<'_>]) -> Vec<Vec<usize>> {
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_rest: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, person) in known.iter().enumerate() {
        for key in &person.keys.whole {
            by_name.entry(key).or_default().push(at);
        }
        if !person.keys.native.is_empty() {
            by_name.entry(&person.keys.native).or_default().push(at);
        }
        for email in &person.emails {
            by_rest.entry(format!("e{email}")).or_default().push(at);
        }
        for phone in &person.phones {
            by_rest.entry(format!("p{phone}")).or_default().push(at);
        }
        if person.organisation.is_empty() {
            continue;
        }
        let organisation = &person.organisation;
        for key in person.keys.partial.iter().chain(&person.keys.shortened) {
            by_rest
                .entry(format!("i{organisation}\n{key}"))
                .or_default()
                .push(at);
        }
        for (habit, family, given) in &person.keys.loose {
            let mark = habit.mark();
            // One of the two parts is as it should be.
            by_rest
                .entry(format!("f{organisation}\n{mark}{family}"))
                .or_default()
                .push(at);
            by_rest
                .entry(format!("g{organisation}\n{mark}{given}"))
                .or_default()
                .push(at);
        }
    }
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    for members in by_rest.into_values().filter(|members| members.len() > 1) {
        if members.len() <= LARGE {
            blocks.push(members);
        } else {
            blocks.extend(by_whole_names(known, &members));
        }
    }
    for members in by_name.into_values().filter(|members| members.len() > 1) {
        // A name that is found in several organisations says something only beside where they work.
        let mut by_organisation: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in &members {
            let organisation = known
                .get(*at)
                .map_or("", |person| person.organisation.as_str());
            by_organisation.entry(organisation).or_default().push(*at);
        }
        let told = by_organisation
            .keys()
            .filter(|organisation| !organisation.is_empty())
            .count();
        if told <= 1 && members.len() <= COMMON {
            blocks.push(members);
        } else {
            by_organisation.remove("");
            blocks.extend(
                by_organisation
                    .into_values()
                    .filter(|members| members.len() > 1),
            );
        }
    }
    blocks
}
