//! What people type into fields, read on its way in by serde: what cannot be read is refused with the
//! sentence of the rule that refuses it, not with serde's own.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use serde::de::{Deserialize, Deserializer, Error};

use crate::DomainError;
use crate::task::Due;
use crate::timing::{parse_day, parse_local, parse_time, zone_named};

fn read<'de, D: Deserializer<'de>, T>(
    from: D,
    parse: impl FnOnce(&str) -> Result<T, DomainError>,
) -> Result<T, D::Error> {
    let text = Option::<String>::deserialize(from)?.unwrap_or_default();
    parse(&text).map_err(D::Error::custom)
}

/// A local time: `2026-11-10T10:00`.
pub fn local<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDateTime, D::Error> {
    read(from, parse_local)
}

/// A day: `2026-11-10`.
pub fn day<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    read(from, parse_day)
}

/// A zone by its IANA name.
pub fn zone<'de, D: Deserializer<'de>>(from: D) -> Result<Tz, D::Error> {
    read(from, zone_named)
}

/// A time, or nothing.
pub fn optional_time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveTime>, D::Error> {
    read(from, |text| {
        if text.trim().is_empty() {
            Ok(None)
        } else {
            parse_time(text).map(Some)
        }
    })
}

/// A time.
pub fn time<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveTime, D::Error> {
    read(from, parse_time)
}

/// A length in whole minutes.
pub fn minutes<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let number = Option::<f64>::deserialize(from)?.unwrap_or(f64::NAN);
    if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number) {
        // Whole and in range, as was just seen.
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked above"
        )]
        return Ok(number as u32);
    }
    Err(D::Error::custom(DomainError::NotWholeMinutes))
}

/// When a task is due: a day, days counted from its event, or nothing.
pub fn due<'de, D: Deserializer<'de>>(from: D) -> Result<Due, D::Error> {
    read(from, str::parse)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use crate::timing::Timing;

    #[derive(Debug, Deserialize)]
    struct Length(#[serde(deserialize_with = "super::minutes")] u32);

    #[test]
    fn a_timing_that_cannot_be_read_is_refused_with_a_sentence() {
        for (typed, said) in [
            (
                r#"{"kind":"exact","start":"2026-11-10Tnoon","end":"2026-11-10T17","zone":"Asia/Seoul"}"#,
                "“noon” cannot be read as a time",
            ),
            (
                r#"{"kind":"exact","start":"2026-11-10T9","end":"2026-11-10T17","zone":"Mars/Olympus"}"#,
                "Mars/Olympus",
            ),
            (
                r#"{"kind":"dates","first":"","last":"2026-11-10"}"#,
                "cannot be read as a date",
            ),
        ] {
            let error = serde_json::from_str::<Timing>(typed)
                .err()
                .map(|error| error.to_string());
            assert!(
                error.as_deref().is_some_and(|error| error.contains(said)),
                "{error:?}"
            );
        }
    }

    #[test]
    fn a_length_is_whole_minutes() {
        assert!(serde_json::from_str::<Length>("90").is_ok_and(|length| length.0 == 90));
        for typed in ["1.5", "-5", "null", "1e300"] {
            let error = serde_json::from_str::<Length>(typed)
                .err()
                .map(|error| error.to_string());
            assert!(
                error
                    .as_deref()
                    .is_some_and(|error| error.contains("whole minutes")),
                "{error:?}"
            );
        }
    }
}
