//! Times as each language writes them.

use chrono::{Datelike, NaiveDate};
use domain::timing::{Timing, utc_offset};
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{YMD, YMDE};
use icu_locale_core::Locale;

use super::words::words;

/// When an event is: `Tuesday, 10 November 2026, 10:00–17:30 (Asia/Ulaanbaatar, UTC+8)`.
pub(crate) fn in_words(timing: &Timing, language: &str) -> String {
    match *timing {
        Timing::Exact { start, end, zone } => {
            let (first, last) = (start.format("%H:%M"), end.format("%H:%M"));
            let zone = format!("{}, {}", zone.name(), utc_offset(start, zone));
            let from = day(start.date(), language);
            if start.date() == end.date() {
                format!("{from}, {first}–{last} ({zone})")
            } else {
                let to = day(end.date(), language);
                format!("{from}, {first} – {to}, {last} ({zone})")
            }
        }
        Timing::Dates { first, last } if first == last => day(first, language),
        Timing::Dates { first, last } => {
            format!("{} – {}", day(first, language), day(last, language))
        }
        Timing::Quarter { year, quarter } => words(language)
            .quarter
            .replace("{quarter}", &quarter.to_string())
            .replace("{year}", &year.to_string()),
        Timing::Year { year } => year.to_string(),
        Timing::UponConsultation { year } => words(language)
            .upon_consultation
            .replace("{year}", &year.to_string()),
    }
}

/// A day with its weekday; as `2026-11-10` in a language that there is no way of writing known of.
pub(super) fn day(day: NaiveDate, language: &str) -> String {
    written(day, language, true).unwrap_or_else(|| day.to_string())
}

/// A day without its weekday, as the head of a letter says it.
pub(super) fn date(day: NaiveDate, language: &str) -> String {
    written(day, language, false).unwrap_or_else(|| day.to_string())
}

fn written(day: NaiveDate, language: &str, weekday: bool) -> Option<String> {
    // The secretariat's papers write English as the United Nations do: the day before the month.
    let tag = if language.eq_ignore_ascii_case("en") {
        "en-GB"
    } else {
        language
    };
    let locale: Locale = tag.parse().ok()?;
    let month = u8::try_from(day.month()).ok()?;
    let date = Date::try_new_gregorian(day.year(), month, u8::try_from(day.day()).ok()?).ok()?;
    let locale = locale.into();
    let said = if weekday {
        let format = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(locale, YMDE::long());
        format.ok()?.format(&date).to_string()
    } else {
        let format = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(locale, YMD::long());
        format.ok()?.format(&date).to_string()
    };
    Some(said)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use domain::timing::{parse_day, parse_local};

    #[test]
    fn each_language_writes_days_its_own_way() {
        let tenth = parse_day("2026-11-10").unwrap();
        for (language, written) in [
            ("en", "Tuesday, 10 November 2026"),
            ("ko", "2026년 11월 10일 화요일"),
            ("ja", "2026年11月10日火曜日"),
            ("zh", "2026年11月10日星期二"),
            ("ru", "вторник, 10 ноября 2026\u{202f}г."),
        ] {
            assert_eq!(day(tenth, language), written);
        }
        // No language at all is no reason to say nothing.
        assert_eq!(day(tenth, "!"), "2026-11-10");
    }

    #[test]
    fn hours_come_with_the_zone_that_they_are_in() {
        let timing = Timing::Exact {
            start: parse_local("2026-11-10T10:00").unwrap(),
            end: parse_local("2026-11-10T17:30").unwrap(),
            zone: chrono_tz::Asia::Ulaanbaatar,
        };
        assert_eq!(
            in_words(&timing, "en"),
            "Tuesday, 10 November 2026, 10:00–17:30 (Asia/Ulaanbaatar, UTC+8)"
        );
        let quarter = Timing::Quarter {
            year: 2026,
            quarter: 4,
        };
        assert_eq!(in_words(&quarter, "ko"), "2026년 4분기(일정 미정)");
    }
}
