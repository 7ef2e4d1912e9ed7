//! How the values of arguments are read. One that cannot be is wrong use, and the sentence says
//! how to write it.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use domain::timing::Timing;
use domain::{DomainError, UnknownWord};

/// A record's ID.
pub(crate) fn id<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| {
        "an ID is a UUID, 36 letters long, as `list`, `search` and --json show it; none is ever shortened".to_owned()
    })
}

/// A word of a closed vocabulary; the help text lists them all.
pub(crate) fn word<T>(
    words: &[T],
    written: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T>
where
    T: Copy + Clone + Send + Sync + FromStr<Err = UnknownWord> + 'static,
{
    PossibleValuesParser::new(words.iter().map(|word| written(*word)))
        .try_map(|text| text.parse::<T>())
}

/// A local time.
pub(crate) fn local(text: &str) -> Result<NaiveDateTime, DomainError> {
    domain::timing::parse_local(text)
}

/// A day.
pub(crate) fn day(text: &str) -> Result<NaiveDate, DomainError> {
    domain::timing::parse_day(text)
}

/// A zone of the tz database.
pub(crate) fn zone(text: &str) -> Result<chrono_tz::Tz, DomainError> {
    domain::timing::zone_named(text)
}

/// A quarter.
pub(crate) fn quarter(text: &str) -> Result<Timing, DomainError> {
    domain::timing::parse_quarter(text)
}

/// A year.
pub(crate) fn year(text: &str) -> Result<i32, String> {
    let year = text
        .trim()
        .parse()
        .map_err(|_| "a year is written as 2026".to_owned())?;
    match (Timing::Year { year }).checked() {
        Ok(_) => Ok(year),
        Err(error) => Err(error.to_string()),
    }
}

/// What a record is called.
pub(crate) fn title(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("a title is needed; say what it is called"),
        title => Ok(title.to_owned()),
    }
}

/// The length of an agenda item. What no item can have is refused in the domain's own words.
pub(crate) fn minutes(text: &str) -> Result<u32, String> {
    let minutes: i64 = text
        .trim()
        .parse()
        .map_err(|_| "a length is a number of minutes, 1 to 1440".to_owned())?;
    match domain::agenda::length(minutes) {
        Ok(minutes) => Ok(minutes),
        Err(error) => Err(error.to_string()),
    }
}

/// A time of the day, with its day or without.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start {
    pub(crate) day: Option<NaiveDate>,
    pub(crate) time: NaiveTime,
}

/// `10:00`, or `2026-11-10T10:00`.
pub(crate) fn start(text: &str) -> Result<Start, String> {
    if let Ok(at) = domain::timing::parse_local(text) {
        return Ok(Start {
            day: Some(at.date()),
            time: at.time(),
        });
    }
    NaiveTime::parse_from_str(text.trim(), "%H:%M")
        .map(|time| Start { day: None, time })
        .map_err(|_| "a start is written as 10:00 or as 2026-11-10T10:00".to_owned())
}

/// Something that an empty text takes away.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Or<T>(pub(crate) Option<T>);

/// An ID, or an empty text for none.
pub(crate) fn id_or_none<T: FromStr>(text: &str) -> Result<Or<T>, String> {
    if text.trim().is_empty() {
        Ok(Or(None))
    } else {
        id(text).map(|id| Or(Some(id)))
    }
}
