//! States: the six members of NEACAP and every other country a participant may come from.

mod aliases;
mod names;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DomainError;

/// A country, by its ISO 3166-1 alpha-2 code in capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct State([u8; 2]);

/// The member States of NEACAP in protocol order: alphabetical by their English names.
pub const MEMBERS: [State; 6] = [
    State(*b"CN"),
    State(*b"KP"),
    State(*b"JP"),
    State(*b"MN"),
    State(*b"KR"),
    State(*b"RU"),
];

impl State {
    /// The code, such as `MN`.
    #[must_use]
    pub fn code(&self) -> &str {
        // Two ASCII letters by construction.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether it is one of NEACAP's six member States.
    #[must_use]
    pub fn is_member(self) -> bool {
        MEMBERS.contains(&self)
    }

    /// The name in English as the partnership's papers write it.
    #[must_use]
    pub fn official_name(&self) -> &str {
        match &self.0 {
            b"CN" => "China",
            b"KP" => "Democratic People's Republic of Korea",
            b"JP" => "Japan",
            b"MN" => "Mongolia",
            b"KR" => "Republic of Korea",
            b"RU" => "Russian Federation",
            other => names::OTHERS
                .iter()
                .find(|(code, _, _)| *code == other)
                .map_or(self.code(), |(_, _, name)| *name),
        }
    }

    /// The States that a list offers: the members in protocol order, then every other member and
    /// observer of the United Nations by its English name.
    pub fn all() -> impl Iterator<Item = Self> {
        MEMBERS
            .into_iter()
            .chain(names::OTHERS.iter().map(|(code, _, _)| Self(**code)))
    }

    /// Where it stands among all States: the members in protocol order, then the others by their
    /// English names. What no list holds stands last.
    #[must_use]
    pub fn place(self) -> usize {
        let member = MEMBERS.iter().position(|member| *member == self);
        let other = || {
            names::OTHERS
                .iter()
                .position(|(code, _, _)| **code == self.0)
                .unwrap_or(names::OTHERS.len())
        };
        member.unwrap_or_else(|| MEMBERS.len() + other())
    }

    /// Reads a code of two or three letters, the English name, or one of the other ways in which
    /// lists of participants write it, in any of the region's languages.
    pub fn read(text: &str) -> Result<Self, DomainError> {
        // What most lists hold, and what this program writes itself.
        if let Some(state) = MEMBERS
            .into_iter()
            .find(|state| state.official_name() == text)
        {
            return Ok(state);
        }
        let folded = fold(text);
        if let Ok(state) = folded.parse() {
            return Ok(state);
        }
        let other = names::OTHERS
            .iter()
            .find(|(_, alpha3, name)| {
                // Without a copy of each name: a list of 100,000 people asks for each of them.
                alpha3.eq_ignore_ascii_case(&folded)
                    || name.eq_ignore_ascii_case(&folded)
                    || (!name.is_ascii() && name.to_lowercase() == folded)
            })
            .map(|(code, _, _)| *code);
        let alias = || {
            aliases::ALIASES
                .iter()
                .find(|(_, written)| written.contains(&folded.as_str()))
                .map(|(code, _)| *code)
        };
        other
            .or_else(alias)
            .map(|code| Self(*code))
            .ok_or_else(|| DomainError::NoSuchState(text.trim().to_owned()))
    }
}

/// Makes the spellings of one name the same: case, dots, spaces, apostrophes, a leading “the”.
fn fold(text: &str) -> String {
    let plain = text.to_lowercase().replace('.', "").replace('’', "'");
    let words: Vec<&str> = plain.split_whitespace().collect();
    let words = match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    words.join(" ")
}

impl std::str::FromStr for State {
    type Err = DomainError;

    /// Reads an alpha-2 code in either case. Two letters that are no State's are refused.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || DomainError::NoSuchState(text.trim().to_owned());
        let code: [u8; 2] = text
            .trim()
            .to_ascii_uppercase()
            .as_bytes()
            .try_into()
            .map_err(|_| refused())?;
        let state = Self(code);
        let is_known =
            state.is_member() || names::OTHERS.iter().any(|(known, _, _)| **known == code);
        is_known.then_some(state).ok_or_else(refused)
    }
}

impl TryFrom<String> for State {
    type Error = DomainError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<State> for String {
    fn from(state: State) -> Self {
        state.code().to_owned()
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.code())
    }
}

impl State {
    /// The zone of the State's capital, as far as letters need it: the members', and those of the
    /// partners' seats.
    #[must_use]
    pub fn usual_zone(&self) -> Option<chrono_tz::Tz> {
        Some(match self.code() {
            "CN" => chrono_tz::Asia::Shanghai,
            "KP" => chrono_tz::Asia::Pyongyang,
            "JP" => chrono_tz::Asia::Tokyo,
            "MN" => chrono_tz::Asia::Ulaanbaatar,
            "KR" => chrono_tz::Asia::Seoul,
            "RU" => chrono_tz::Europe::Moscow,
            "TH" => chrono_tz::Asia::Bangkok,
            "KE" => chrono_tz::Africa::Nairobi,
            "CH" => chrono_tz::Europe::Zurich,
            _ => return None,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_member_states_stand_in_protocol_order() {
        let names: Vec<&str> = MEMBERS.iter().map(State::official_name).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        assert_eq!(names, sorted);
    }

    #[test]
    fn a_state_is_read_from_its_code_and_from_the_names_people_use() {
        let cases = [
            ("mn", "MN"),
            (" Republic of Korea ", "KR"),
            ("R.O.K.", "KR"),
            ("日本", "JP"),
            ("ロシア", "RU"),
            ("Китай", "CN"),
            ("монгол улс", "MN"),
            ("조선민주주의인민공화국", "KP"),
            ("The Netherlands", "NL"),
            ("USA", "US"),
            ("Vietnam", "VN"),
            ("Cote d’Ivoire", "CI"),
            ("deu", "DE"),
            ("Türkiye", "TR"),
        ];
        for (written, code) in cases {
            assert_eq!(State::read(written).unwrap().code(), code, "{written}");
        }
    }

    #[test]
    fn two_letters_that_are_no_states_are_refused() {
        for unknown in ["XX", "ZZ", "QQ", "", "Atlantis", "M", "日"] {
            assert!(unknown.parse::<State>().is_err(), "{unknown}");
            assert!(State::read(unknown).is_err(), "{unknown}");
        }
    }

    #[test]
    fn every_state_is_known_once_and_read_back_from_all_its_names() {
        // 193 members and 2 observers of the United Nations.
        let all: Vec<State> = State::all().collect();
        assert_eq!(all.len(), 195);
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), 195);
        assert_eq!(all.get(..6), Some(&MEMBERS[..]));
        for state in all {
            assert_eq!(State::read(state.official_name()).unwrap(), state);
            assert_eq!(state.code().parse::<State>().unwrap(), state);
        }
        for (code, alpha3, _) in names::OTHERS {
            assert_eq!(State::read(alpha3).unwrap().0, **code);
        }
    }

    #[test]
    fn states_stand_in_the_order_of_their_english_names_behind_the_members() {
        let places: Vec<usize> = State::all().map(State::place).collect();
        assert_eq!(places, (0..195).collect::<Vec<_>>());
        let letters = |state: &State| state.official_name().replace('ô', "o").replace('ü', "u");
        let members: Vec<String> = State::all().take(6).map(|state| letters(&state)).collect();
        let others: Vec<String> = State::all().skip(6).map(|state| letters(&state)).collect();
        assert!(members.is_sorted() && others.is_sorted(), "{others:?}");
    }

    #[test]
    fn no_way_of_writing_means_two_states() {
        let mut seen = HashSet::new();
        for (code, written) in aliases::ALIASES {
            for alias in *written {
                assert_eq!(*alias, fold(alias), "it could never be found");
                assert!(seen.insert(alias), "{alias}");
                assert_eq!(State::read(alias).unwrap().0, **code, "{alias}");
            }
        }
    }
}
