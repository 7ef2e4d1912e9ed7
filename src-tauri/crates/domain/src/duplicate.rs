//! Who may stand in the directory twice: names compared across scripts, spellings and orders, and what else
//! is known of two people weighed beside them.
//!
//! Nothing here decides that two are one. It finds the pairs worth a look, with what speaks for each.

mod fold;
mod name;

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::Serialize;
use ts_rs::TS;

use crate::person::{Gender, Names};
use crate::state::State;
use name::{Keys, Script, keys, script};

/// What is known of somebody who may stand in the directory twice. What is empty says nothing.
#[derive(Debug, Clone, Default)]
pub struct Candidate {
    /// Family name, in Latin letters if there are any.
    pub family: String,
    /// Given name, likewise.
    pub given: String,
    /// The whole name in native script.
    pub native: String,
    /// Mailboxes.
    pub emails: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// What tells their organisation from others: its key or its name.
    pub organisation: String,
    /// State.
    pub state: Option<State>,
    /// Gender, where it was said.
    pub gender: Option<Gender>,
}

crate::words::words! {
    /// Something that speaks for two records being one person's, or against it.
    pub enum DuplicateSign ("sign of a duplicate") {
        /// They have a mailbox in common.
        SameEmail = "same-email",
        /// They have a phone number in common.
        SamePhone = "same-phone",
        /// The name in native script is the same.
        SameNativeName = "same-native-name",
        /// The name is the same, whatever its script, spelling and order.
        SameName = "same-name",
        /// The name differs by what a slip of the hand may do.
        SimilarName = "similar-name",
        /// The one has an initial, or only a part, of the other's name.
        PartOfName = "part-of-name",
        /// They work for the same organisation.
        SameOrganisation = "same-organisation",
        /// They come from the same State.
        SameState = "same-state",
        /// They work for different organisations.
        OtherOrganisation = "other-organisation",
        /// They come from different States.
        OtherState = "other-state",
        /// The names in native script differ.
        OtherNativeName = "other-native-name",
        /// Their genders differ.
        OtherGender = "other-gender",
    }
}

/// How much speaks for two records being one person's.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Likeness {
    /// From 0 to 100.
    pub score: u8,
    /// What it comes from.
    pub signs: Vec<DuplicateSign>,
}

/// From which score on a pair is worth a look.
pub const WORTH_A_LOOK: u8 = 85;

/// Two that may be one, by their places in the list; the first place is the smaller one.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The one.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// How much speaks for it.
    pub likeness: Likeness,
}

/// How much speaks for two being one person. It is the same whichever is asked about first.
#[must_use]
pub fn compare(one: &Candidate, other: &Candidate) -> Likeness {
    likeness(&Known::of(one), &Known::of(other))
}

/// A candidate with what is worked out once.
struct Known<'a> {
    of: &'a Candidate,
    keys: Keys,
    emails: BTreeSet<String>,
    phones: BTreeSet<String>,
    organisation: String,
}

impl<'a> Known<'a> {
    fn of(of: &'a Candidate) -> Self {
        Self {
            of,
            keys: keys(of),
            emails: of
                .emails
                .iter()
                .map(|email| email.trim().to_lowercase())
                .filter(|email| !email.is_empty())
                .collect(),
            phones: of
                .phones
                .iter()
                .filter_map(|phone| dialled(phone))
                .collect(),
            organisation: of.organisation.trim().to_lowercase(),
        }
    }

    fn names(&self) -> Names<'_> {
        Names {
            family: &self.of.family,
            given: &self.of.given,
            native: &self.of.native,
        }
    }
}

/// The last digits of a number: how countries and lines out are dialled before them differs by who wrote it.
fn dialled(phone: &str) -> Option<String> {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(8);
    (digits.len() >= 7).then(|| digits.iter().skip(from).collect())
}

/// What the names of two say, from 0 to 100.
fn name_score(one: &Known<'_>, other: &Known<'_>, signs: &mut Vec<DuplicateSign>) -> u8 {
    let (native, other_native) = (&one.keys.native, &other.keys.native);
    if !native.is_empty() && native == other_native {
        signs.push(DuplicateSign::SameNativeName);
        return 93;
    }
    let meets =
        |one: &BTreeSet<String>, other: &BTreeSet<String>| one.intersection(other).next().is_some();
    let whole = meets(&one.keys.whole, &other.keys.whole);
    let told_by_signs = matches!(script(native), Script::Han | Script::Hangul);
    if told_by_signs && !other_native.is_empty() && script(native) == script(other_native) {
        // Both are as their owners write them: two people whose names only sound alike.
        signs.push(DuplicateSign::OtherNativeName);
    }
    if whole {
        signs.push(DuplicateSign::SameName);
        return 90;
    }
    if is_slip(&one.keys, &other.keys) {
        signs.push(DuplicateSign::SimilarName);
        return 81;
    }
    if meets(&one.keys.partial, &other.keys.shortened)
        || meets(&one.keys.shortened, &other.keys.partial)
        || meets(&one.keys.partial, &other.keys.partial)
    {
        signs.push(DuplicateSign::PartOfName);
        return 80;
    }
    0
}

/// Whether two names differ by a slip: a letter in the one part, or one in each of two long ones.
fn is_slip(one: &Keys, other: &Keys) -> bool {
    let near = |one: &str, other: &str| {
        one == other
            || (one.len().min(other.len()) >= 4
                // Petrov and Petrova, Alexandr and Alexandra are two people.
                && one.strip_suffix('a') != Some(other)
                && other.strip_suffix('a') != Some(one)
                && strsim::osa_distance(one, other) <= 1
                && strsim::jaro_winkler(one, other) >= 0.92)
    };
    one.loose.iter().any(|(habit, family, given)| {
        other
            .loose
            .iter()
            .any(|(other_habit, other_family, other_given)| {
                habit == other_habit && near(family, other_family) && near(given, other_given)
            })
    })
}

fn likeness(one: &Known<'_>, other: &Known<'_>) -> Likeness {
    let mut signs = Vec::new();
    let mut score = i32::from(name_score(one, other, &mut signs));
    let same_email = one.emails.intersection(&other.emails).next().is_some();
    let same_phone = one.phones.intersection(&other.phones).next().is_some();
    let against = |signs: &mut Vec<DuplicateSign>, sign, points: i32, score: &mut i32| {
        signs.push(sign);
        *score -= points;
    };
    if score == 0 && (same_email || same_phone) && one.names().can_be(&other.names()) {
        signs.push(DuplicateSign::PartOfName);
        score = 75;
    }
    let named = score > 0;
    if signs.contains(&DuplicateSign::OtherNativeName) {
        score -= 25;
    }
    if same_email {
        signs.push(DuplicateSign::SameEmail);
        score += 25;
    }
    if same_phone {
        signs.push(DuplicateSign::SamePhone);
        score += 20;
    }
    match (one.organisation.as_str(), other.organisation.as_str()) {
        ("", _) | (_, "") => {}
        (one, other) if one == other => {
            signs.push(DuplicateSign::SameOrganisation);
            score += 6;
        }
        _ => against(&mut signs, DuplicateSign::OtherOrganisation, 20, &mut score),
    }
    match (one.of.state, other.of.state) {
        (Some(one), Some(other)) if one == other => {
            signs.push(DuplicateSign::SameState);
            score += 1;
        }
        (Some(_), Some(_)) => against(&mut signs, DuplicateSign::OtherState, 20, &mut score),
        _ => {}
    }
    let told = |gender: Option<Gender>| gender.filter(|gender| *gender != Gender::NotSaid);
    if let (Some(one), Some(other)) = (told(one.of.gender), told(other.of.gender))
        && one != other
    {
        against(&mut signs, DuplicateSign::OtherGender, 15, &mut score);
    }
    if !named {
        score = 0;
    }
    signs.sort_unstable();
    Likeness {
        score: u8::try_from(score.clamp(0, 100)).unwrap_or_default(),
        signs,
    }
}

/// How many may have a name in common, where nothing else tells them apart, before it says nothing.
const COMMON: usize = 20;

/// The pairs of a list that are worth a look, those that most speaks for first. `go_on` hears how far
/// it has come and says whether to go on; nothing comes back where it does not.
///
/// Only who has something in common is compared: a mailbox, a phone number, a name however it is spelled,
/// or a part of one within an organisation. So the work grows with the list, not with its square.
pub fn pairs(people: &[Candidate], mut go_on: impl FnMut(u64, u64) -> bool) -> Option<Vec<Pair>> {
    let of = people.len() as u64 * 2;
    let mut known = Vec::with_capacity(people.len());
    for (at, person) in people.iter().enumerate() {
        if at % 500 == 0 && !go_on(at as u64, of) {
            return None;
        }
        known.push(Known::of(person));
    }
    let blocks = blocks(&known);
    let mut seen = HashSet::new();
    let mut pairs = Vec::new();
    let count = blocks.len().max(1);
    for (at, members) in blocks.iter().enumerate() {
        if at % 2000 == 0 {
            let done = people.len() as u64 + (at * people.len() / count) as u64;
            if !go_on(done, of) {
                return None;
            }
        }
        for (place, one) in members.iter().enumerate() {
            for other in members.iter().skip(place + 1) {
                let (one, other) = (*one.min(other), *one.max(other));
                if one == other || !seen.insert((one, other)) {
                    continue;
                }
                let (Some(first), Some(second)) = (known.get(one), known.get(other)) else {
                    continue;
                };
                let likeness = likeness(first, second);
                if likeness.score >= WORTH_A_LOOK {
                    pairs.push(Pair {
                        one,
                        other,
                        likeness,
                    });
                }
            }
        }
    }
    pairs.sort_by(|a, b| {
        b.likeness
            .score
            .cmp(&a.likeness.score)
            .then((a.one, a.other).cmp(&(b.one, b.other)))
    });
    Some(pairs)
}

/// Groups of those who have something in common.
fn blocks(known: &[Known<'_>]) -> Vec<Vec<usize>> {
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
    let mut blocks: Vec<Vec<usize>> = by_rest
        .into_values()
        .filter(|members| members.len() > 1)
        .collect();
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
