//! Counts by State and gender as people write them into one cell: `CN: 3 women, 2 men; MN: 4`.

use std::collections::HashSet;

use super::attendance::Group;
use super::typed::typed_count;
use crate::DomainError;
use crate::person::Gender;
use crate::state::State;

const HOW: &str = "write them as CN: 3 women, 2 men; MN: 4, each State and gender once";

/// The gender that a heading or a count names, if it is a word for one; `attended` and `people` for whose nobody said.
#[must_use]
pub fn counted_gender(word: &str) -> Option<Gender> {
    match word.trim().to_lowercase().as_str() {
        "women" | "woman" | "w" | "female" | "females" | "f" => Some(Gender::Woman),
        "men" | "man" | "m" | "male" | "males" => Some(Gender::Man),
        "other" | "others" => Some(Gender::Other),
        "attended" | "people" | "persons" => Some(Gender::NotSaid),
        _ => None,
    }
}

/// Counts by State and gender. States are parted by semicolons, genders by commas; a number alone is of people whose
/// gender nobody said, and then stands alone: `MN: 4, 3 women` might mean four or seven. `unknown` stands for no State.
///
/// # Errors
///
/// Where any of it cannot be read: the rest of the counts would make nobody of those left out.
pub fn typed_groups(text: &str) -> Result<Vec<Group>, DomainError> {
    let plain: String = text
        .chars()
        .map(|letter| match letter {
            '；' | '\n' | '\r' => ';',
            '，' | '、' => ',',
            '：' => ':',
            letter => letter,
        })
        .collect();
    let mut groups = Vec::new();
    let mut states = HashSet::new();
    for part in plain.split(';').map(str::trim) {
        if part.is_empty() {
            continue;
        }
        let (name, counts) = part.split_once(':').ok_or_else(|| unreadable(part))?;
        let state = match name.trim().to_lowercase().as_str() {
            "unknown" | "not told" => None,
            _ => Some(State::read(name)?),
        };
        if !states.insert(state) {
            return Err(unreadable(part));
        }
        let counts = counts
            .split(',')
            .map(|count| counted(count, part))
            .collect::<Result<Vec<_>, _>>()?;
        let genders: HashSet<Gender> = counts.iter().map(|(gender, _)| *gender).collect();
        let alone = counts.len() == 1 || !genders.contains(&Gender::NotSaid);
        if genders.len() != counts.len() || !alone {
            return Err(unreadable(part));
        }
        groups.extend(counts.into_iter().map(|(gender, attended)| Group {
            state,
            gender,
            attended,
        }));
    }
    Ok(groups)
}

/// `3 women`, `women 3`, or `3`.
fn counted(text: &str, part: &str) -> Result<(Gender, u32), DomainError> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (gender, number) = match words.as_slice() {
        [number] => (Some(Gender::NotSaid), *number),
        [one, other] => match counted_gender(other) {
            Some(gender) => (Some(gender), *one),
            None => (counted_gender(one), *other),
        },
        _ => (None, ""),
    };
    let gender = gender.ok_or_else(|| unreadable(part))?;
    let attended = typed_count(number)?.ok_or_else(|| unreadable(part))?;
    Ok((gender, attended))
}

fn unreadable(part: &str) -> DomainError {
    DomainError::UnreadableNumber {
        what: "counts by State",
        how: HOW,
        found: part.to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn group(state: Option<&str>, gender: Gender, attended: u32) -> Group {
        Group {
            state: state.map(|code| code.parse().unwrap()),
            gender,
            attended,
        }
    }

    #[test]
    fn counts_are_read_as_a_spreadsheet_has_them() {
        use Gender::{Man, NotSaid, Woman};
        let told = [
            group(Some("CN"), Woman, 3),
            group(Some("CN"), Man, 2),
            group(Some("MN"), NotSaid, 4),
        ];
        for text in [
            "CN: 3 women, 2 men; MN: 4",
            "China: women 3, 2 m;\nMongolia: 4 people;",
            "cn：３ women，2 men；MN：４",
        ] {
            assert_eq!(typed_groups(text).unwrap(), told, "{text}");
        }
        assert_eq!(
            typed_groups("unknown: 0 women").unwrap(),
            [group(None, Woman, 0)]
        );
        assert_eq!(typed_groups("  ").unwrap(), []);
    }

    #[test]
    fn what_might_mean_two_things_is_not_guessed() {
        for (text, said) in [
            ("CN 3 women", "CN: 3 women, 2 men"),
            ("CN: 3 women, 1 woman", "once"),
            ("CN: 3; China: 2", "once"),
            ("CN: 5, 3 women", "once"),
            ("CN: three women", "three"),
            ("CN:", "counts by State"),
            ("Atlantis: 3", "Atlantis"),
            ("CN: 3 tall women", "counts by State"),
        ] {
            let error = typed_groups(text).unwrap_err().to_string();
            assert!(error.contains(said), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_is_read(counts in proptest::collection::vec((0_u32..100, 0_u32..100), 6)) {
            let states = crate::state::MEMBERS;
            let text: Vec<String> = states
                .iter()
                .zip(&counts)
                .map(|(state, (women, men))| format!("{}: {women} women, {men} men", state.code()))
                .collect();
            let read = typed_groups(&text.join("; ")).unwrap();
            let sum: u32 = read.iter().map(|group| group.attended).sum();
            prop_assert_eq!(read.len(), 12);
            prop_assert_eq!(sum, counts.iter().map(|(women, men)| women + men).sum::<u32>());
        }
    }
}
