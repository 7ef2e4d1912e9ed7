//! Numbers as people type them into a log. An empty text is none.

use crate::DomainError;

/// A number with a point or a comma.
fn number(text: &str) -> Option<f64> {
    let plain: String = text.trim().chars().map(plain).collect();
    let number: f64 = plain.parse().ok()?;
    number.is_finite().then_some(number)
}

/// Full-width digits and the decimal comma, as keyboards of the region write them.
fn plain(letter: char) -> char {
    match letter {
        '０'..='９' => u32::from(letter)
            .checked_sub(u32::from('０'))
            .and_then(|digit| char::from_digit(digit, 10))
            .unwrap_or(letter),
        ',' | '，' | '．' => '.',
        '：' => ':',
        letter => letter,
    }
}

fn unreadable(what: &'static str, how: &'static str, text: &str) -> DomainError {
    DomainError::UnreadableNumber {
        what,
        how,
        found: text.trim().to_owned(),
    }
}

fn read<T>(
    text: &str,
    what: &'static str,
    how: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, DomainError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse(text)
        .map(Some)
        .ok_or_else(|| unreadable(what, how, text))
}

/// Hours: `2.5`, `2,5`, `2:30`, `2 h`. More than anybody can teach on end is for advice, not for a refusal, up to 1000.
pub fn typed_hours(text: &str) -> Result<Option<f64>, DomainError> {
    read(text, "hours", "write 2.5 or 2:30", |text| {
        let plain: String = text.trim().chars().map(plain).collect();
        let plain = plain.trim_end_matches(['h', 'H']).trim();
        let hours = match plain.split_once(':') {
            None => number(plain)?,
            Some((hours, minutes)) => {
                let hours: u32 = hours.trim().parse().ok()?;
                let minutes: u32 = minutes.trim().parse().ok().filter(|one| *one < 60)?;
                f64::from(hours) + f64::from(minutes) / 60.0
            }
        };
        (0.0..=1000.0).contains(&hours).then_some(hours)
    })
}

/// A number of people.
pub fn typed_count(text: &str) -> Result<Option<u32>, DomainError> {
    read(
        text,
        "a number of people",
        "write a whole number such as 18",
        |text| {
            let plain: String = text.trim().chars().map(plain).collect();
            plain.parse().ok().filter(|count| *count <= 100_000)
        },
    )
}

/// Points in a test, a mean of points, or a deviation.
pub fn typed_score(text: &str) -> Result<Option<f64>, DomainError> {
    read(
        text,
        "points",
        "write a number such as 14 or 14.5",
        |text| number(text).filter(|points| (0.0..=1_000_000.0).contains(points)),
    )
}

/// A mark as typed: a mean, or the marks of several sheets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TypedMark {
    /// The mean, 1 to 5.
    pub mean: f64,
    /// Of how many sheets, where these were typed.
    pub sheets: Option<u32>,
}

/// A mark from 1 to 5, `4` or `4.3`; or the marks of the sheets one after another, `45344`.
pub fn typed_mark(text: &str) -> Result<Option<TypedMark>, DomainError> {
    let how = "write a mean from 1 to 5 such as 4.3, or the marks of the sheets one after another, such as 45344";
    read(text, "a mark", how, |text| {
        let sheets: Option<Vec<u32>> = text
            .chars()
            .map(plain)
            .filter(|letter| !letter.is_whitespace())
            .map(|letter| letter.to_digit(10).filter(|mark| (1..=5).contains(mark)))
            .collect();
        match sheets {
            Some(marks) if marks.len() > 1 => {
                let count = u32::try_from(marks.len()).ok()?;
                Some(TypedMark {
                    mean: f64::from(marks.iter().sum::<u32>()) / f64::from(count),
                    sheets: Some(count),
                })
            }
            _ => number(text)
                .filter(|mark| (1.0..=5.0).contains(mark))
                .map(|mean| TypedMark { mean, sheets: None }),
        }
    })
}

/// A share in percent, 1 to 100.
pub fn typed_percent(text: &str) -> Result<Option<u8>, DomainError> {
    read(
        text,
        "a share",
        "write a percentage from 1 to 100",
        |text| {
            let plain: String = text.trim().chars().map(plain).collect();
            let plain = plain.trim_end_matches(['%', '％']).trim();
            plain.parse().ok().filter(|share| (1..=100).contains(share))
        },
    )
}
