//! States: the six members of NEACAP and every other country a participant may come from.

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

    /// The name in English as the partnership's papers write it; the code where it is not known.
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

    /// The States that a list offers: the members in protocol order, then others whose people the
    /// partnership's meetings often see.
    pub fn all() -> impl Iterator<Item = Self> {
        MEMBERS
            .into_iter()
            .chain(names::OTHERS.iter().map(|(code, _, _)| Self(**code)))
    }

    /// Reads a code, or a member State's name in one of the ways that lists write it.
    pub fn read(text: &str) -> Result<Self, DomainError> {
        let folded = text.trim().to_lowercase();
        let code = match folded.as_str() {
            "china" | "people's republic of china" | "prc" | "p.r. china" | "中国" | "chn" => {
                "CN"
            }
            "democratic people's republic of korea"
            | "dprk"
            | "dpr korea"
            | "north korea"
            | "조선민주주의인민공화국"
            | "prk" => "KP",
            "japan" | "日本" | "jpn" => "JP",
            "mongolia" | "монгол" | "монгол улс" | "mng" => "MN",
            "republic of korea" | "rok" | "south korea" | "korea" | "korea, republic of"
            | "대한민국" | "한국" | "kor" => "KR",
            "russian federation" | "russia" | "россия" | "российская федерация" | "rus" => {
                "RU"
            }
            other => match names::OTHERS.iter().find(|(_, alpha3, name)| {
                alpha3.eq_ignore_ascii_case(other) || name.to_lowercase() == other
            }) {
                Some((code, _, _)) => return Ok(Self(**code)),
                None => other,
            },
        };
        code.parse()
            .map_err(|_| DomainError::NoSuchState(text.to_owned()))
    }
}

impl std::str::FromStr for State {
    type Err = DomainError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_ascii_uppercase().as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([*a, *b])),
            _ => Err(DomainError::NoSuchState(text.to_owned())),
        }
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

#[cfg(test)]
mod tests {
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
        assert_eq!(State::read("mn").unwrap().code(), "MN");
        assert_eq!(State::read(" Republic of Korea ").unwrap().code(), "KR");
        assert_eq!(State::read("日本").unwrap().code(), "JP");
        assert!(State::read("Atlantis").is_err());
    }
}
