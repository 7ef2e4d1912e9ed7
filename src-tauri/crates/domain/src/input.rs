//! What a person typed, as the window passes it on. It is read here, so that what cannot be read is
//! refused with a rule's sentence and not while the message is taken apart, which no rule sees.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::DomainError;
use crate::timing::{Timing, parse_day, parse_local, zone_named};

/// A number as typed; none where what was typed is no number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NumberInput(Option<f64>);

impl<T: Into<f64>> From<T> for NumberInput {
    fn from(number: T) -> Self {
        Self(Some(number.into()))
    }
}

impl fmt::Display for NumberInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |number| write!(f, "{number}"))
    }
}

impl NumberInput {
    /// The whole number that it is: neither a fraction nor too large for the type.
    pub(crate) fn whole<T: FromStr>(
        self,
        what: &'static str,
        refused: impl Fn(String) -> DomainError,
    ) -> Result<T, DomainError> {
        if self.0.is_none() {
            return Err(DomainError::Empty(what));
        }
        let text = self.to_string();
        text.parse().map_err(|_| refused(text))
    }
}

/// A [`Timing`] as typed, in the same form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum TimingInput {
    /// A start and an end on the wall clock of one zone.
    Exact {
        /// Local start.
        start: String,
        /// Local end.
        end: String,
        /// The zone's name.
        zone: String,
    },
    /// Whole days.
    Dates {
        /// First day.
        first: String,
        /// Last day.
        last: String,
    },
    /// A quarter of a year.
    Quarter {
        /// Calendar year.
        year: NumberInput,
        /// 1 to 4.
        quarter: NumberInput,
    },
    /// Some time in a year.
    Year {
        /// Calendar year.
        year: NumberInput,
    },
    /// Upon consultation.
    UponConsultation {
        /// The year it is meant for.
        year: NumberInput,
    },
}

impl TimingInput {
    /// The timing that is meant, if it can be read and the rules allow it.
    pub fn read(&self) -> Result<Timing, DomainError> {
        let filled = |what, text: &str| match text.trim() {
            "" => Err(DomainError::Empty(what)),
            _ => Ok(()),
        };
        let local = |what, text: &str| filled(what, text).and_then(|()| parse_local(text));
        let day = |what, text: &str| filled(what, text).and_then(|()| parse_day(text));
        let year = |year: &NumberInput| year.whole("the year", DomainError::YearOutOfRange);
        match self {
            Self::Exact { start, end, zone } => Timing::Exact {
                start: local("the start", start)?,
                end: local("the end", end)?,
                zone: zone_named(zone)?,
            },
            Self::Dates { first, last } => Timing::Dates {
                first: day("the first day", first)?,
                last: day("the last day", last)?,
            },
            Self::Quarter { year: of, quarter } => Timing::Quarter {
                year: year(of)?,
                quarter: quarter.whole("the quarter", DomainError::NoSuchQuarter)?,
            },
            Self::Year { year: typed } => Timing::Year { year: year(typed)? },
            Self::UponConsultation { year: typed } => {
                Timing::UponConsultation { year: year(typed)? }
            }
        }
        .checked()
    }
}

impl From<Timing> for TimingInput {
    fn from(timing: Timing) -> Self {
        let local = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
        match timing {
            Timing::Exact { start, end, zone } => Self::Exact {
                start: local(start),
                end: local(end),
                zone: zone.name().to_owned(),
            },
            Timing::Dates { first, last } => Self::Dates {
                first: first.to_string(),
                last: last.to_string(),
            },
            Timing::Quarter { year, quarter } => Self::Quarter {
                year: year.into(),
                quarter: quarter.into(),
            },
            Timing::Year { year } => Self::Year { year: year.into() },
            Timing::UponConsultation { year } => Self::UponConsultation { year: year.into() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_or_refused_with_a_sentence() {
        let exact = |start: &str, end: &str, zone: &str| TimingInput::Exact {
            start: start.to_owned(),
            end: end.to_owned(),
            zone: zone.to_owned(),
        };
        let (ten, noon) = ("2026-11-10T10:00", "2026-11-10T12:00:00");
        let sound = exact(ten, noon, "Asia/Seoul");
        let read = sound.read();
        assert!(read.is_ok(), "{read:?}");
        let again = read.map(|timing| TimingInput::from(timing).read());
        assert_eq!(again, Ok(sound.read()));
        let half = NumberInput::from(2026.5);
        let none = NumberInput::default();
        let empty = TimingInput::Dates {
            first: String::new(),
            last: "2026-11-10".to_owned(),
        };
        let cases = [
            (
                exact(ten, noon, "Asia/Atlantis"),
                DomainError::UnknownZone("Asia/Atlantis".to_owned()),
            ),
            (exact("", noon, "UTC"), DomainError::Empty("the start")),
            (
                exact(ten, "soon", "UTC"),
                DomainError::UnreadableDate("soon".to_owned()),
            ),
            (empty, DomainError::Empty("the first day")),
            (
                TimingInput::Year { year: half },
                DomainError::YearOutOfRange("2026.5".to_owned()),
            ),
            (
                TimingInput::UponConsultation { year: none },
                DomainError::Empty("the year"),
            ),
            (
                TimingInput::Quarter {
                    year: 2026.into(),
                    quarter: 7.into(),
                },
                DomainError::NoSuchQuarter("7".to_owned()),
            ),
            (
                TimingInput::Quarter {
                    year: 2026.into(),
                    quarter: (-1).into(),
                },
                DomainError::NoSuchQuarter("-1".to_owned()),
            ),
        ];
        for (typed, refused) in cases {
            assert_eq!(typed.read(), Err(refused));
        }
    }
}
