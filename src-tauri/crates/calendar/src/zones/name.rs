//! Time zones by the names that programs give them.

use chrono_tz::{TZ_VARIANTS, Tz};
use icu_time::zone::WindowsParser;
use icu_time::zone::iana::IanaParserExtended;

use crate::read::parse_offset;

/// The zone of that name in the tz database, also behind a program's prefix
/// (`/freeassociation.sourceforge.net/Europe/Berlin`), or under the name that Windows has for it.
pub(super) fn named(name: &str) -> Option<Tz> {
    let name = name.trim();
    iana(name)
        .or_else(|| behind_prefix(name))
        .or_else(|| windows(name))
}

fn iana(name: &str) -> Option<Tz> {
    name.parse().ok().or_else(|| {
        let same = |zone: &&Tz| zone.name().eq_ignore_ascii_case(name);
        TZ_VARIANTS.iter().find(same).copied()
    })
}

fn behind_prefix(name: &str) -> Option<Tz> {
    let starts = name.match_indices('/').map(|(at, _)| at + 1);
    let mut tails = starts.filter_map(|at| name.get(at..));
    // The longest that is a name: America/Argentina/Buenos_Aires before Buenos_Aires. A word alone
    // can mean anything, but for UTC (`tzone://Microsoft/Utc`).
    tails.find_map(|tail| {
        let whole = tail.contains('/') || tail.eq_ignore_ascii_case("UTC");
        whole.then(|| iana(tail)).flatten()
    })
}

fn windows(name: &str) -> Option<Tz> {
    let zone = WindowsParser::new().parse(name, None)?;
    let names = IanaParserExtended::new();
    let found = names.iter().find(|found| found.time_zone == zone)?;
    found.canonical.parse().ok()
}

/// `GMT+9`, `UTC+09:00`, `(UTC+09:00)`, `+0900`: seconds east of Greenwich. A place behind it makes
/// it a name again, since the place may have summer time.
pub(super) fn offset(name: &str) -> Option<i32> {
    let name = name.trim();
    let bare = name
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .unwrap_or(name);
    let prefix = ["UTC", "GMT", "Z"].into_iter().find_map(|prefix| {
        let (head, tail) = bare.split_at_checked(prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then_some(tail)
    });
    match prefix.unwrap_or(bare).trim() {
        "" => prefix.map(|_| 0),
        east if east.starts_with(['+', '-']) => parse_offset(&east.replace('.', ":")),
        _ => None,
    }
}

/// The zone of the tz database that always has this offset; there is none for half hours.
pub(super) fn fixed(seconds: i32) -> Option<Tz> {
    match (seconds / 3600, seconds % 3600) {
        (0, 0) => Some(Tz::UTC),
        // POSIX counts to the west.
        (hours, 0) => format!("Etc/GMT{:+}", -hours).parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{America, Asia, Europe};

    #[test]
    fn zones_are_known_by_every_name_that_programs_give_them() {
        for (name, zone) in [
            ("Asia/Seoul", Asia::Seoul),
            ("asia/seoul", Asia::Seoul),
            (
                "/freeassociation.sourceforge.net/Europe/Berlin",
                Europe::Berlin,
            ),
            (
                "/softwarestudio.org/Olson_20011030_5/Asia/Seoul",
                Asia::Seoul,
            ),
            (
                "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires",
                America::Argentina::Buenos_Aires,
            ),
            ("tzone://Microsoft/Utc", Tz::UTC),
            ("UTC", Tz::UTC),
            ("Korea Standard Time", Asia::Seoul),
            ("Tokyo Standard Time", Asia::Tokyo),
            ("China Standard Time", Asia::Shanghai),
            ("North Korea Standard Time", Asia::Pyongyang),
            ("Ulaanbaatar Standard Time", Asia::Ulaanbaatar),
            ("Vladivostok Standard Time", Asia::Vladivostok),
            ("Russian Standard Time", Europe::Moscow),
            ("W. Europe Standard Time", Europe::Berlin),
            // West of Greenwich, whatever it looks like.
            ("Etc/GMT+9", Tz::Etc__GMTPlus9),
        ] {
            assert_eq!(named(name), Some(zone), "{name}");
        }
        for name in [
            "",
            "/",
            "Custom",
            "tzone://Microsoft/Custom",
            "GMT+9",
            "KST",
            "Seoul",
            "//Seoul",
            "회의",
        ] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn every_windows_name_leads_to_a_zone_that_we_know() {
        for name in [
            "Magadan Standard Time",
            "N. Central Asia Standard Time",
            "Kaliningrad Standard Time",
            "SE Asia Standard Time",
            "India Standard Time",
            "Nepal Standard Time",
            "Eastern Standard Time",
            "GMT Standard Time",
        ] {
            assert!(named(name).is_some(), "{name}");
        }
    }

    #[test]
    fn an_offset_in_a_name_is_taken_at_its_word() {
        for (name, hours) in [
            ("GMT+9", 9),
            ("UTC+09:00", 9),
            ("(UTC+09:00)", 9),
            ("gmt -0500", -5),
            ("+0900", 9),
            ("GMT+09.00", 9),
            ("UTC", 0),
            ("Z", 0),
        ] {
            assert_eq!(offset(name), Some(hours * 3600), "{name}");
        }
        for name in [
            "",
            "9",
            "(GMT+01:00) Berlin",
            "GMT+99",
            "Zone",
            "UTC9",
            "Z회",
        ] {
            assert_eq!(offset(name), None, "{name}");
        }
        assert_eq!(fixed(9 * 3600), Some(Tz::Etc__GMTMinus9));
        assert_eq!(fixed(-5 * 3600), Some(Tz::Etc__GMTPlus5));
        assert_eq!(fixed(5 * 3600 + 1800), None);
    }
}
