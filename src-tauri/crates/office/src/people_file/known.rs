//! Which people of a file the directory has already.

use documents::PersonRow;
use domain::id::PersonId;
use domain::person::Names;
use store::Reader;

use super::RejectedLine;
use crate::Result;

/// A person of a file.
pub(super) struct Listed {
    pub(super) line: u64,
    pub(super) row: PersonRow,
    /// The person of the directory that it is.
    pub(super) known: Option<PersonId>,
}

/// Looks the people up by their addresses. A line whose address is another person's, by the names,
/// goes to the rejected ones: an address that is shared must not turn one person into another.
pub(super) fn look_up(
    store: &Reader,
    people: Vec<(u64, PersonRow)>,
    rejected: &mut Vec<RejectedLine>,
) -> Result<Vec<Listed>> {
    let mut listed = Vec::with_capacity(people.len());
    for (line, row) in people {
        let reached = match &row.email {
            Some(address) => store.people_with_email(address)?,
            None => Vec::new(),
        };
        let names = Names {
            family: &row.family_name,
            given: &row.given_name,
            native: row.native_name.as_deref().unwrap_or_default(),
        };
        let known = reached.iter().find(|person| {
            names.can_be(&Names {
                family: &person.family_name,
                given: &person.given_name,
                native: &person.native_name,
            })
        });
        match (known, reached.first()) {
            (None, Some(other)) => rejected.push(RejectedLine {
                line,
                reason: format!(
                    "the address {} is {}'s in the directory; give another address, or change the name there first",
                    row.email.as_deref().unwrap_or_default(),
                    other.name
                ),
            }),
            (known, _) => {
                let known = known.map(|person| person.id);
                listed.push(Listed { line, row, known });
            }
        }
    }
    rejected.sort_by_key(|line| line.line);
    Ok(listed)
}
