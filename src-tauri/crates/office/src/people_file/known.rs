//! Which people of a file the directory has already.

use std::collections::{HashMap, HashSet};

use documents::PersonRow;
use domain::id::PersonId;
use domain::person::Names;
use domain::state::State;
use store::{Holder, Reader, StoreError};

use super::RejectedLine;
use super::read::InFile;
use crate::Result;

/// How many are looked up at a time, with progress told in between.
const STRIDE: usize = 500;

/// A person of a file.
pub(super) struct Listed {
    pub(super) line: u64,
    pub(super) row: PersonRow,
    /// The person of the directory that it is.
    pub(super) known: Option<PersonId>,
    /// Whether its address is a further one of theirs, so that the first one stays.
    pub(super) by_further: bool,
}

/// Why nothing is taken in of somebody.
const ERASED: &str = "this person asked that nothing is kept of them, so nothing of it was taken; delete it from the file";

/// Looks the people up by their addresses. A line whose address is another person's, by the names,
/// goes to the rejected ones: an address that is shared must not turn one person into another.
///
/// A card may have the directory's own key, which goes before its address; that of who was merged into another
/// means the other, and that of who was erased is rejected. Who has no address
/// is looked up by name and organisation, so that who imports it again does not double it; in a table, where
/// less is told of each, organisation and State have to be the same. `go_on` hears how many are done, and says
/// whether to go on. Two lines that reach one person cannot both be right: the second is rejected.
pub(super) fn look_up(
    store: &Reader,
    people: Vec<InFile>,
    rejected: &mut Vec<RejectedLine>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Vec<Listed>> {
    let keys: Vec<PersonId> = people.iter().filter_map(|person| person.key).collect();
    let holders = store.holders_of(&keys)?;
    let mut reached: HashMap<PersonId, u64> = HashMap::new();
    let mut by_name = None;
    let mut named = HashSet::new();
    let mut listed = Vec::with_capacity(people.len());
    for (done, person) in people.into_iter().enumerate() {
        if done % STRIDE == 0 && !go_on(done as u64) {
            return Err(StoreError::Cancelled.into());
        }
        let InFile {
            line,
            row,
            key,
            is_card,
        } = person;
        let key = match key.and_then(|key| holders.get(&key)) {
            Some(Holder::Erased) => {
                let reason = ERASED.to_owned();
                rejected.push(RejectedLine { line, reason });
                continue;
            }
            Some(Holder::Person(now)) => Some(*now),
            None => None,
        };
        let mut by_further = false;
        let found = match (&row.email, key) {
            (Some(address), key) => {
                by_address(store, &row, address, key)?.map(|(known, further)| {
                    by_further = further;
                    known
                })
            }
            (None, Some(key)) => Ok(Some(key)),
            (None, None) => {
                if by_name.is_none() {
                    by_name = Some(ByName::read(store)?);
                }
                let state = if is_card { None } else { row.state };
                let again =
                    !named.insert((called(&row), folded(row.organisation.as_deref()), state));
                match &by_name {
                    _ if again => Err(format!(
                        "the same name and organisation stand on an earlier {} already",
                        if is_card { "card" } else { "line" }
                    )),
                    Some(directory) if is_card => directory.find(&row),
                    Some(directory) => directory.find_same(&row),
                    None => Ok(None),
                }
            }
        };
        let earlier = match found {
            Ok(Some(known)) => reached.insert(known, line),
            _ => None,
        };
        let found = match earlier {
            Some(earlier) => {
                if let Ok(Some(known)) = found {
                    reached.insert(known, earlier);
                }
                Err(format!(
                    "it means the same person of the directory as line {earlier} does; leave one of the two lines"
                ))
            }
            None => found,
        };
        match found {
            Ok(known) => listed.push(Listed {
                line,
                row,
                known,
                by_further,
            }),
            Err(reason) => rejected.push(RejectedLine { line, reason }),
        }
    }
    rejected.sort_by_key(|line| line.line);
    Ok(listed)
}

/// The person whom the address reaches, and whether it is a further one of theirs; or why it cannot be who is
/// meant.
fn by_address(
    store: &Reader,
    row: &PersonRow,
    address: &str,
    key: Option<PersonId>,
) -> Result<Result<(Option<PersonId>, bool), String>> {
    let reached = store.people_with_email(address)?;
    let names = Names {
        family: &row.family_name,
        given: &row.given_name,
        native: row.native_name.as_deref().unwrap_or_default(),
    };
    let known = reached.iter().find(|person| match key {
        Some(key) => person.id == key,
        None => names.can_be(&Names {
            family: &person.family_name,
            given: &person.given_name,
            native: &person.native_name,
        }),
    });
    Ok(match (known, reached.first()) {
        (None, Some(other)) => Err(format!(
            "the address {address} is {}'s in the directory; give another address, or change the name there first",
            other.name
        )),
        (Some(known), _) => Ok((Some(known.id), !known.is_first)),
        (None, None) => Ok((key, false)),
    })
}

/// The directory by names.
struct ByName(HashMap<String, Vec<(PersonId, String, Option<State>)>>);

impl ByName {
    fn read(store: &Reader) -> Result<Self> {
        let mut people: HashMap<String, Vec<(PersonId, String, Option<State>)>> = HashMap::new();
        for person in store.names()? {
            let name = key_of(&person.family_name, &person.given_name, &person.native_name);
            let organisation = folded(person.organisation.as_deref());
            people
                .entry(name)
                .or_default()
                .push((person.id, organisation, person.state));
        }
        Ok(Self(people))
    }

    /// The one of that name and organisation. An organisation that only one of the two tells makes
    /// no difference, unless it leaves several to choose from.
    fn find(&self, row: &PersonRow) -> Result<Option<PersonId>, String> {
        let of_name = self
            .0
            .get(&called(row))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let wanted = folded(row.organisation.as_deref());
        let same: Vec<_> = of_name.iter().filter(|(_, of, _)| *of == wanted).collect();
        let untold = |of: &String| of.is_empty() || wanted.is_empty();
        let candidates = match same.as_slice() {
            [] => of_name.iter().filter(|(_, of, _)| untold(of)).collect(),
            _ => same,
        };
        match candidates.as_slice() {
            [] => Ok(None),
            [(id, ..)] => Ok(Some(*id)),
            several => Err(format!(
                "the directory has {} people of this name; give the card an e-mail address or an organisation",
                several.len()
            )),
        }
    }

    /// The one of that name who has the same organisation and State, or none of these.
    fn find_same(&self, row: &PersonRow) -> Result<Option<PersonId>, String> {
        let wanted = folded(row.organisation.as_deref());
        let of_name = self
            .0
            .get(&called(row))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut same = of_name
            .iter()
            .filter(|(_, of, state)| *of == wanted && *state == row.state);
        match (same.next(), same.count()) {
            (None, _) => Ok(None),
            (Some((id, ..)), 0) => Ok(Some(*id)),
            (Some(_), others) => Err(format!(
                "the directory has {} people of this name, organisation and State; give the line an e-mail address",
                others + 1
            )),
        }
    }
}

fn called(row: &PersonRow) -> String {
    let native = row.native_name.as_deref().unwrap_or_default();
    key_of(&row.family_name, &row.given_name, native)
}

/// A name as it is looked up: its parts, or else the whole in native script.
fn key_of(family: &str, given: &str, native: &str) -> String {
    let parts = format!("{}\n{}", folded(Some(family)), folded(Some(given)));
    if parts == "\n" {
        folded(Some(native))
    } else {
        parts
    }
}

fn folded(text: Option<&str>) -> String {
    text.unwrap_or_default().trim().to_lowercase()
}
