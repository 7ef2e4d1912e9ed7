//! Numbers as people type them, kept as decimal digits: no binary fraction comes near money.

use crate::DomainError;

/// The most digits that are read.
const MOST_DIGITS: usize = 18;

/// A number of decimal digits: `digits` divided by ten to the power of `scale`; never below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal {
    pub(crate) digits: i128,
    pub(crate) scale: u32,
}

impl Decimal {
    /// The nearest number that a computer counts with; not for money.
    pub(crate) fn to_float(self) -> f64 {
        // Through its digits, so that what was typed is what is shown.
        format!("{}e-{}", self.digits, self.scale)
            .parse()
            .unwrap_or(f64::NAN)
    }
}

/// What kind of number is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Habits {
    /// The most decimals; none: any number.
    pub(crate) decimals: Option<u32>,
}

/// Reads a number: `12500`, `12 500`, `12,500.50`, `12.500,50`, `0.00072`, `０．５`.
///
/// Thousands are parted by blanks of every kind, apostrophes, commas or points; the last mark is that of
/// the decimals where both kinds are there. One mark with three digits behind it can be either, and is
/// refused where both make sense: `12.500` in dollars is no guess to make with money.
pub(crate) fn read(text: &str, habits: Habits) -> Result<Decimal, DomainError> {
    let found = text.trim();
    let unreadable = || DomainError::UnreadableAmount(found.to_owned());
    let plain: String = found.chars().filter_map(plainly).collect();
    if plain.starts_with(['-', '−', '–']) {
        return Err(DomainError::BelowZero(found.to_owned()));
    }
    let (whole, fraction) = parted(&plain, habits).map_err(|ambiguous| match ambiguous {
        Unclear::Either => DomainError::AmbiguousNumber(found.to_owned()),
        Unclear::Nothing => unreadable(),
    })?;
    let digits = format!("{whole}{fraction}");
    let bare = digits.trim_start_matches('0');
    if digits.is_empty() || !digits.bytes().all(|letter| letter.is_ascii_digit()) {
        return Err(unreadable());
    }
    if bare.len() > MOST_DIGITS {
        return Err(DomainError::TooManyDigits(found.to_owned()));
    }
    let scale = u32::try_from(fraction.len()).map_err(|_| unreadable())?;
    // What has no digit but noughts is nought.
    let digits = if bare.is_empty() {
        0
    } else {
        bare.parse().map_err(|_| unreadable())?
    };
    Ok(Decimal { digits, scale })
}

/// Digits and marks of the region's keyboards as plain ones; what only looks nice is left out.
fn plainly(letter: char) -> Option<char> {
    match letter {
        letter if letter.is_whitespace() => None,
        '\'' | '’' | '_' | '\u{2060}' => None,
        '０'..='９' => char::from_digit(u32::from(letter) - u32::from('０'), 10),
        '．' => Some('.'),
        '，' => Some(','),
        letter => Some(letter),
    }
}

enum Unclear {
    /// It may be grouped, or have decimals.
    Either,
    /// It is no number.
    Nothing,
}

/// The digits before and after the mark of the decimals.
fn parted(plain: &str, habits: Habits) -> Result<(String, String), Unclear> {
    let marks: Vec<char> = plain
        .chars()
        .filter(|letter| matches!(letter, '.' | ','))
        .collect();
    let Some((&last, earlier)) = marks.split_last() else {
        return Ok((plain.to_owned(), String::new()));
    };
    let decimal = if earlier.is_empty() {
        alone(plain, last, habits)?
    } else if earlier.contains(&last) {
        // The same mark twice parts thousands; another before it would be of decimals.
        if earlier.iter().any(|mark| *mark != last) {
            return Err(Unclear::Nothing);
        }
        false
    } else {
        true
    };
    let (whole, fraction) = match plain.rsplit_once(last) {
        Some((whole, fraction)) if decimal => (whole, fraction),
        _ => (plain, ""),
    };
    Ok((grouped(whole)?, fraction.to_owned()))
}

/// Whether the only mark is that of the decimals.
fn alone(plain: &str, mark: char, habits: Habits) -> Result<bool, Unclear> {
    let (whole, fraction) = plain.split_once(mark).ok_or(Unclear::Nothing)?;
    let by_threes =
        fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if !by_threes {
        return Ok(true);
    }
    let three_decimals = habits.decimals.is_none_or(|most| most >= 3);
    match (mark, three_decimals) {
        // As computers write it.
        ('.', true) => Ok(true),
        (',', false) => Ok(false),
        _ => Err(Unclear::Either),
    }
}

/// Digits without the marks between their groups of three.
fn grouped(whole: &str) -> Result<String, Unclear> {
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let sound = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => {
            (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3)
        }
        [] => false,
    };
    if sound {
        Ok(groups.concat())
    } else {
        Err(Unclear::Nothing)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CENTS: Habits = Habits { decimals: Some(2) };
    const ANY: Habits = Habits { decimals: None };

    #[test]
    fn a_number_is_read_as_people_type_it() {
        for (text, habits, digits, scale) in [
            ("12500", CENTS, 12_500, 0),
            ("12 500", CENTS, 12_500, 0),
            ("12\u{a0}500,5", CENTS, 125_005, 1),
            ("12\u{202f}500.50", CENTS, 1_250_050, 2),
            ("12,500.50", CENTS, 1_250_050, 2),
            ("12.500,50", CENTS, 1_250_050, 2),
            ("12’500.5", CENTS, 125_005, 1),
            ("12,500", CENTS, 12_500, 0),
            ("1,234,567", CENTS, 1_234_567, 0),
            ("1.234.567", CENTS, 1_234_567, 0),
            ("１２，５００", CENTS, 12_500, 0),
            ("0.500", CENTS, 500, 3),
            (".5", CENTS, 5, 1),
            ("0.00072", ANY, 72, 5),
            ("1.380", ANY, 1_380, 3),
            ("0,139", ANY, 139, 3),
            ("0", CENTS, 0, 0),
        ] {
            assert_eq!(read(text, habits), Ok(Decimal { digits, scale }), "{text}");
        }
    }

    #[test]
    fn what_may_mean_two_things_is_refused() {
        for (text, habits) in [("12.500", CENTS), ("1,380", ANY)] {
            let refused = read(text, habits);
            assert!(
                matches!(refused, Err(DomainError::AmbiguousNumber(_))),
                "{text} {refused:?}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "about 500",
            "1,23,456.7",
            "1.2.3,4.5",
            "12,5000.1",
            "1e5",
            "½",
            ".",
            "12,34,5",
            "٣",
        ] {
            assert!(read(text, CENTS).is_err(), "{text}");
        }
        assert!(matches!(read("-5", CENTS), Err(DomainError::BelowZero(_))));
        assert!(matches!(
            read(&"9".repeat(19), CENTS),
            Err(DomainError::TooManyDigits(_))
        ));
    }

    proptest! {
        #[test]
        fn groups_make_no_difference(number in 0_i128..1_000_000_000_000, mark in prop::sample::select(vec![' ', '\u{a0}', ',', '’'])) {
            let plain = number.to_string();
            let mut grouped = String::new();
            for (at, digit) in plain.chars().enumerate() {
                if at > 0 && (plain.len() - at) % 3 == 0 {
                    grouped.push(mark);
                }
                grouped.push(digit);
            }
            prop_assert_eq!(read(&grouped, CENTS), Ok(Decimal { digits: number, scale: 0 }));
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(text in "\\PC{0,24}") {
            let _ = read(&text, CENTS);
            let _ = read(&text, ANY);
        }
    }
}
