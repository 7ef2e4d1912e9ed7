//! What a column of a list of people holds, told from its heading in any of the region's languages
//! and from its values.

mod headings;

use domain::state::State;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Row;
use headings::Likeness;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PersonColumn {
    /// Family name.
    FamilyName,
    /// Given name.
    GivenName,
    /// Both in one cell.
    FullName,
    /// Name in native script.
    NativeName,
    /// Mr, Ms, Dr ...
    Title,
    /// Gender.
    Gender,
    /// Position.
    Position,
    /// Division.
    Division,
    /// Organisation.
    Organisation,
    /// State.
    State,
    /// E-mail address.
    Email,
    /// Phone.
    Phone,
    /// Languages.
    Languages,
    /// Diet.
    Dietary,
    /// Access needs.
    AccessNeeds,
    /// Capacity in an event.
    Capacity,
    /// Reply to an invitation.
    Reply,
    /// Notes.
    Note,
    /// Not taken.
    Ignore,
}

impl PersonColumn {
    /// Every meaning, in the order a list offers them.
    pub const ALL: &'static [Self] = &[
        Self::FamilyName,
        Self::GivenName,
        Self::FullName,
        Self::NativeName,
        Self::Title,
        Self::Gender,
        Self::Position,
        Self::Division,
        Self::Organisation,
        Self::State,
        Self::Email,
        Self::Phone,
        Self::Languages,
        Self::Dietary,
        Self::AccessNeeds,
        Self::Capacity,
        Self::Reply,
        Self::Note,
        Self::Ignore,
    ];

    /// Whether it holds a name or a part of one.
    pub(crate) const fn is_of_the_name(self) -> bool {
        matches!(
            self,
            Self::FamilyName | Self::GivenName | Self::FullName | Self::NativeName
        )
    }
}

/// How many rows are looked at for what their values say.
const LOOKED_AT: usize = 200;

/// What each heading most likely means. No meaning but [`PersonColumn::Ignore`] is given twice.
#[must_use]
pub fn guess_columns(header: &[String]) -> Vec<PersonColumn> {
    guess_mapping(header, &[])
}

/// The same with the help of the first rows: addresses and States are known by themselves, and a
/// second column of names in native script is the native name.
#[must_use]
pub fn guess_mapping(header: &[String], rows: &[Row]) -> Vec<PersonColumn> {
    let likely: Vec<Option<(PersonColumn, Likeness)>> = header
        .iter()
        .map(|heading| headings::meaning(heading))
        .collect();
    let mut columns = vec![PersonColumn::Ignore; header.len()];
    // Headings that are a word of the list before those that only contain one.
    for wanted in [Likeness::Same, Likeness::Contains] {
        for (column, likely) in columns.iter_mut().zip(&likely) {
            *column = match likely {
                Some((meaning, likeness)) if *likeness == wanted => *meaning,
                Some(_) | None => continue,
            };
        }
        leave_the_first(&mut columns, &likely);
    }
    take_the_rest_of_a_name(&mut columns);
    let samples: Vec<Samples<'_>> = (0..header.len()).map(|at| Samples::of(rows, at)).collect();
    tell_native_names_apart(&mut columns, &likely, &samples);
    for (at, samples) in samples.iter().enumerate() {
        let is_free = |column| !columns.contains(&column);
        let found =
            if columns.get(at) != Some(&PersonColumn::Ignore) || likely.get(at) != Some(&None) {
                None
            } else if is_free(PersonColumn::Email)
                && samples.are(|cell| domain::person::email(cell).is_ok())
            {
                Some(PersonColumn::Email)
            } else if is_free(PersonColumn::State)
            // Two letters may as well be «no».
            && samples.are(|cell| cell.chars().count() > 2 && State::read(cell).is_ok())
            {
                Some(PersonColumn::State)
            } else {
                None
            };
        if let (Some(found), Some(column)) = (found, columns.get_mut(at)) {
            *column = found;
        }
    }
    columns
}

/// Where a meaning stands twice, the better and then the earlier heading keeps it.
fn leave_the_first(columns: &mut [PersonColumn], likely: &[Option<(PersonColumn, Likeness)>]) {
    for meaning in PersonColumn::ALL {
        let mut at: Vec<usize> = (0..columns.len())
            .filter(|at| columns.get(*at) == Some(meaning) && *meaning != PersonColumn::Ignore)
            .collect();
        at.sort_by_key(|at| {
            let likeness = likely
                .get(*at)
                .copied()
                .flatten()
                .map(|(_, likeness)| likeness);
            (likeness != Some(Likeness::Same), *at)
        });
        for second in at.into_iter().skip(1) {
            if let Some(column) = columns.get_mut(second) {
                *column = PersonColumn::Ignore;
            }
        }
    }
}

/// «Нэр» beside «Овог», «이름» beside «성», “Name” beside “Surname” is the given name; «Имя» alone is
/// the whole one.
fn take_the_rest_of_a_name(columns: &mut [PersonColumn]) {
    use PersonColumn::{FamilyName, FullName, GivenName};
    let has = |column| columns.contains(&column);
    let (from, to) = match (has(FamilyName), has(GivenName), has(FullName)) {
        (true, false, true) => (FullName, GivenName),
        (false, true, false) => (GivenName, FullName),
        _ => return,
    };
    for column in columns {
        if *column == from {
            *column = to;
        }
    }
}

/// Of two columns of whole names, the one in native script is the native name.
fn tell_native_names_apart(
    columns: &mut [PersonColumn],
    likely: &[Option<(PersonColumn, Likeness)>],
    samples: &[Samples<'_>],
) {
    if columns.contains(&PersonColumn::NativeName) {
        return;
    }
    let is_native = |at: usize| {
        samples
            .get(at)
            .is_some_and(|samples| samples.are(|cell| !domain::person::is_latin(cell)))
    };
    let first = columns
        .iter()
        .position(|column| *column == PersonColumn::FullName);
    let second = likely.iter().enumerate().position(|(at, likely)| {
        columns.get(at) == Some(&PersonColumn::Ignore)
            && matches!(likely, Some((PersonColumn::FullName, _)))
    });
    let names = [PersonColumn::FamilyName, PersonColumn::GivenName];
    let (native, latin) = match (first, second) {
        (Some(first), Some(second)) if is_native(second) => (second, Some(first)),
        (Some(first), Some(second)) if is_native(first) => (first, Some(second)),
        // Beside the two parts in Latin letters.
        (Some(first), None)
            if names.iter().all(|part| columns.contains(part)) && is_native(first) =>
        {
            (first, None)
        }
        _ => return,
    };
    if let Some(column) = columns.get_mut(native) {
        *column = PersonColumn::NativeName;
    }
    if let Some(column) = latin.and_then(|latin| columns.get_mut(latin)) {
        *column = PersonColumn::FullName;
    }
}

/// A column's first values.
struct Samples<'a>(Vec<&'a str>);

impl<'a> Samples<'a> {
    fn of(rows: &'a [Row], at: usize) -> Self {
        Self(
            rows.iter()
                .take(LOOKED_AT)
                .filter_map(|row| row.cells.get(at))
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
                .collect(),
        )
    }

    /// Whether nearly all of the values are of a kind.
    fn are(&self, kind: impl Fn(&str) -> bool) -> bool {
        let of_the_kind = self.0.iter().filter(|cell| kind(cell)).count();
        !self.0.is_empty() && of_the_kind * 5 >= self.0.len() * 4
    }
}

#[cfg(test)]
mod tests;
