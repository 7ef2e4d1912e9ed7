//! Who is meant by a name or an address in a list of speakers.

use std::collections::HashMap;

use domain::id::{EventId, ParticipationId, PersonId};
use domain::participation::Capacity;
use store::Reader;

use crate::Result;

/// Someone who is named, with what they do in the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) person: PersonId,
    pub(super) participation: Option<ParticipationId>,
    pub(super) capacity: Capacity,
}

/// Everybody who can be named: participants of the event before others of the directory.
pub(super) struct People(HashMap<String, Vec<(PersonId, Option<ParticipationId>)>>);

impl People {
    pub(super) fn read(store: &Reader, event: EventId) -> Result<Self> {
        let mut people: HashMap<String, Vec<_>> = HashMap::new();
        for one in store.nameable(event)? {
            let (family, given) = (&one.family_name, &one.given_name);
            let mut called = vec![
                folded(&one.name),
                folded(&format!("{family} {given}")),
                folded(&format!("{family}, {given}")),
                folded(&format!("{given} {family}")),
                folded(&one.native_name),
            ];
            called.extend(one.emails.iter().map(|email| folded(email)));
            called.sort_unstable();
            called.dedup();
            for name in called.into_iter().filter(|name| !name.is_empty()) {
                people
                    .entry(name)
                    .or_default()
                    .push((one.person, one.participation));
            }
        }
        Ok(Self(people))
    }

    /// Who is meant by `KIM Min-jun`, `minjun@nier.example`, `Ivanova (chair)`; or why nobody can be.
    pub(super) fn find(&self, text: &str) -> Result<Named, String> {
        let (name, capacity) = with_capacity(text);
        let found = self
            .0
            .get(&folded(name))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let participants: Vec<_> = found.iter().filter(|(_, part)| part.is_some()).collect();
        let candidates = match participants.as_slice() {
            [] => found.iter().collect(),
            _ => participants,
        };
        match candidates.as_slice() {
            [(person, participation)] => Ok(Named {
                person: *person,
                participation: *participation,
                capacity: capacity.unwrap_or(Capacity::Speaker),
            }),
            [] => Err(format!(
                "“{name}” is nobody in the directory, so the item is without them; add the person, then import the list again"
            )),
            several => Err(format!(
                "“{name}” can be {} people, so the item is without them; write the e-mail address",
                several.len()
            )),
        }
    }
}

/// A name and the capacity in parentheses behind it, if it is one.
fn with_capacity(text: &str) -> (&str, Option<Capacity>) {
    let text = text.trim();
    let parts = text
        .strip_suffix([')', '）'])
        .and_then(|inner| inner.rsplit_once(['(', '（']));
    let Some((name, word)) = parts else {
        return (text, None);
    };
    let word: Vec<String> = word.split_whitespace().map(str::to_lowercase).collect();
    match word.join("-").parse() {
        Ok(capacity) => (name.trim(), Some(capacity)),
        Err(_) => (text, None),
    }
}

fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
