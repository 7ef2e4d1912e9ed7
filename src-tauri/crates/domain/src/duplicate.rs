//! Who may stand in the directory twice: names compared across scripts, spellings and orders, and what else
//! is known of two people weighed beside them.
//!
//! Nothing here decides that two are one. It finds the pairs worth a look, with what speaks for each.

mod blocks;
mod fold;
mod moved;
mod name;

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;
use ts_rs::TS;

use crate::person::{Gender, Names};
use crate::state::State;
use blocks::{blocks, reach};
use moved::moved;
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

    /// The whole name in every spelling, and as it is written in native script.
    fn whole_names(&self) -> impl Iterator<Item = &str> {
        let native = Some(self.keys.native.as_str()).filter(|native| !native.is_empty());
        self.keys.whole.iter().map(String::as_str).chain(native)
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

/// Whether both were said, and differ.
fn are_opposed(one: Option<Gender>, other: Option<Gender>) -> bool {
    let told = |gender: Option<Gender>| gender.filter(|gender| *gender != Gender::NotSaid);
    matches!((told(one), told(other)), (Some(one), Some(other)) if one != other)
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
    if are_opposed(one.of.gender, other.of.gender) {
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

/// What is found in a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The pairs that are worth a look, those that most speaks for first.
    pub likely: Vec<Pair>,
    /// Those who may have moved to another office, or changed their name: nothing but a rare name, or a mailbox, speaks
    /// for them.
    pub moved: Vec<Pair>,
}

/// How many comparisons are made before somebody is asked whether to go on.
const STRIDE: usize = 10_000;

/// The pairs of a list that are worth a look, and those who may have moved. `go_on` hears how far it has come and
/// says whether to go on; nothing comes back where it does not.
///
/// Only who has something in common is compared: a mailbox, a phone number, a name however it is spelled,
/// or a part of one within an organisation. So the work grows with the list, not with its square; where very many have
/// the same in common, such as the number of a switchboard, only those of one name among them are compared.
pub fn find(people: &[Candidate], mut go_on: impl FnMut(u64, u64) -> bool) -> Option<Found> {
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
    let mut likely = Vec::new();
    let (count, mut compared) = (blocks.len().max(1), 0_usize);
    for (at, members) in blocks.iter().enumerate() {
        let done = people.len() as u64 + (at * people.len() / count) as u64;
        if at % 2000 == 0 && !go_on(done, of) {
            return None;
        }
        for (place, one) in members.iter().enumerate() {
            for other in members.iter().skip(place + 1).take(reach(members)) {
                compared += 1;
                if compared.is_multiple_of(STRIDE) && !go_on(done, of) {
                    return None;
                }
                let (one, other) = (*one.min(other), *one.max(other));
                if one == other || !seen.insert((one, other)) {
                    continue;
                }
                let (Some(first), Some(second)) = (known.get(one), known.get(other)) else {
                    continue;
                };
                let likeness = likeness(first, second);
                if likeness.score >= WORTH_A_LOOK {
                    likely.push(Pair {
                        one,
                        other,
                        likeness,
                    });
                }
            }
        }
    }
    sort(&mut likely);
    let mut moved = moved(&known, &likely);
    sort(&mut moved);
    Some(Found { likely, moved })
}

/// The pairs that are worth a look alone.
pub fn pairs(people: &[Candidate], go_on: impl FnMut(u64, u64) -> bool) -> Option<Vec<Pair>> {
    find(people, go_on).map(|found| found.likely)
}

fn sort(pairs: &mut [Pair]) {
    pairs.sort_by(|a, b| {
        b.likeness
            .score
            .cmp(&a.likeness.score)
            .then((a.one, a.other).cmp(&(b.one, b.other)))
    });
}
