#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::HashSet;

use chrono::{NaiveTime, TimeDelta};
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn state(code: &str) -> State {
    code.parse().unwrap()
}

fn of_year(code: &str, year: i32) -> Vec<Holiday> {
    let at = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    holidays(&[state(code)], at(1, 1), at(12, 31))
}

/// The holiday whose name begins so, as its days: `2026-09-24..26`, `2026-09-30..10-02`.
fn days_of(code: &str, year: i32, name: &str) -> Vec<String> {
    let named = |one: &Holiday| one.name == name;
    let span = |one: &Holiday| match one.last - one.first {
        days if days.is_zero() => one.first.to_string(),
        _ => format!("{}..{}", one.first, one.last.format("%m-%d")),
    };
    of_year(code, year)
        .iter()
        .filter(|one| named(one))
        .map(span)
        .collect()
}

/// Every day off of a year, as `01-01`.
fn all_days(code: &str, year: i32) -> Vec<String> {
    let days: std::collections::BTreeSet<NaiveDate> = of_year(code, year)
        .iter()
        .flat_map(|one| one.first.iter_days().take_while(|day| *day <= one.last))
        .collect();
    days.iter()
        .map(|day| day.format("%m-%d").to_string())
        .collect()
}

#[test]
fn the_file_is_read_whole() {
    let read: Result<Vec<Known>, _> = serde_json::from_str(include_str!("holidays.json"));
    assert!(read.is_ok(), "{:?}", read.err());
    let known: Vec<State> = states().collect();
    assert_eq!(known.get(..6), Some(&MEMBERS[..]));
    assert_eq!(known.last(), Some(&state("TH")));
}

/// Spans as the State Council's, the Cabinet Office's and the Ministry of Personnel Management's
/// calendars give them.
#[test]
fn the_festivals_of_the_moon_are_where_the_calendars_have_them() {
    for (code, year, name, days) in [
        ("CN", 2024, "Spring Festival", "2024-02-10..02-12"),
        ("CN", 2025, "Spring Festival", "2025-01-28..01-31"),
        ("CN", 2026, "Spring Festival", "2026-02-16..02-19"),
        ("CN", 2026, "Qingming Festival", "2026-04-05"),
        ("CN", 2025, "Qingming Festival", "2025-04-04"),
        ("CN", 2026, "Dragon Boat Festival", "2026-06-19"),
        // After a leap sixth month.
        ("CN", 2025, "Mid-Autumn Festival", "2025-10-06"),
        ("CN", 2026, "Mid-Autumn Festival", "2026-09-25"),
        ("KR", 2026, "Seollal", "2026-02-16..02-18"),
        ("KR", 2026, "Chuseok", "2026-09-24..09-26"),
        ("KR", 2025, "Chuseok", "2025-10-05..10-07"),
        ("KR", 2025, "Buddha's Birthday", "2025-05-05"),
        // New moon at 23:54 in Beijing: a day later in Korea.
        ("CN", 2027, "Spring Festival", "2027-02-05..02-08"),
        ("KR", 2027, "Seollal", "2027-02-06..02-08"),
        ("KP", 2026, "Lunar New Year", "2026-02-17"),
        ("MN", 2026, "Tsagaan Sar", "2026-02-18..02-20"),
        ("MN", 2025, "Genghis Khan Day", "2025-11-21"),
    ] {
        assert_eq!(days_of(code, year, name), [days], "{code} {name}");
    }
}

#[test]
fn a_year_of_japan_has_its_days_between_and_its_substitutes() {
    assert_eq!(
        all_days("JP", 2026),
        [
            "01-01", "01-12", "02-11", "02-23", "03-20", "04-29", "05-03", "05-04", "05-05",
            "05-06", "07-20", "08-11", "09-21", "09-22", "09-23", "10-12", "11-03", "11-23",
        ]
    );
    assert_eq!(days_of("JP", 2026, "Citizens' Holiday"), ["2026-09-22"]);
    // Constitution Day is a Sunday: the nearest day that is none is the Wednesday.
    let name = "Constitution Memorial Day (substitute)";
    assert_eq!(days_of("JP", 2026, name), ["2026-05-06"]);
    // Ten days in a row, two of them between others.
    let days = days_of("JP", 2019, "Citizens' Holiday");
    assert_eq!(days, ["2019-04-30", "2019-05-02"]);
    // Moved for the games.
    assert_eq!(days_of("JP", 2021, "Sports Day"), ["2021-07-23"]);
    assert_eq!(days_of("JP", 2022, "Sports Day"), ["2022-10-10"]);
    assert_eq!(
        days_of("JP", 2021, "Mountain Day (substitute)"),
        ["2021-08-09"]
    );
    assert!(days_of("JP", 2019, "Emperor's Birthday").is_empty());
}

#[test]
fn korea_gives_another_day_for_those_holidays_that_have_it() {
    assert_eq!(
        all_days("KR", 2026),
        [
            "01-01", "02-16", "02-17", "02-18", "03-01", "03-02", "05-01", "05-05", "05-24",
            "05-25", "06-03", "06-06", "07-17", "08-15", "08-17", "09-24", "09-25", "09-26",
            "10-03", "10-05", "10-09", "12-25",
        ]
    );
    let off = |year, name: &str| days_of("KR", year, &format!("{name} (substitute)"));
    // Three days from a Sunday; two holidays on one Monday; on a Saturday; in front of Hangul Day.
    assert_eq!(off(2025, "Chuseok"), ["2025-10-08"]);
    assert_eq!(off(2025, "Children's Day"), ["2025-05-06"]);
    assert_eq!(off(2025, "Buddha's Birthday"), [""; 0]);
    assert_eq!(off(2018, "Children's Day"), ["2018-05-07"]);
    assert_eq!(off(2017, "Chuseok"), ["2017-10-06"]);
    assert_eq!(off(2027, "Seollal"), ["2027-02-09"]);
    // Chuseok on the day of the foundation, 3 October 2028, after which its third day comes first.
    assert_eq!(off(2028, "Chuseok"), ["2028-10-05"]);
    // Saturdays do not count for the three days, nor for Memorial Day anything.
    assert!(off(2026, "Chuseok").is_empty());
    assert!(off(2026, "Memorial Day").is_empty());
    // Not before the law of 2021.
    assert!(off(2019, "Independence Movement Day").is_empty());
    assert_eq!(off(2021, "Liberation Day"), ["2021-08-16"]);
    // A festival of three days never gives one on a Saturday.
    for year in 2022..=2099 {
        for one in of_year("KR", year) {
            let is_substitute = one.name.ends_with("(substitute)");
            let weekday = one.first.format("%a").to_string();
            assert!(
                !is_substitute || !["Sat", "Sun"].contains(&weekday.as_str()),
                "{one:?}"
            );
        }
    }
}

#[test]
fn the_other_members_have_their_days() {
    let ru = [
        "01-01", "01-02", "01-03", "01-04", "01-05", "01-06", "01-07", "01-08", "02-23", "03-08",
        "05-01", "05-09", "06-12", "11-04",
    ];
    assert_eq!(all_days("RU", 2026), ru);
    assert_eq!(days_of("RU", 2026, "Orthodox Christmas"), ["2026-01-07"]);
    assert_eq!(days_of("MN", 2026, "Naadam"), ["2026-07-10..07-15"]);
    assert_eq!(days_of("KP", 2026, "Day of the Sun"), ["2026-04-15..04-16"]);
    assert_eq!(days_of("CN", 2026, "National Day"), ["2026-10-01..10-03"]);
    assert_eq!(days_of("TH", 2026, "Songkran"), ["2026-04-13..04-15"]);
}

#[test]
fn what_is_only_expected_says_so_and_what_nobody_knows_is_missing() {
    let certain = |code, year, name: &str| {
        let all = of_year(code, year);
        all.iter()
            .find(|one| one.name == name)
            .map(|one| one.certain)
    };
    assert_eq!(certain("JP", 2027, "Vernal Equinox Day"), Some(true));
    assert_eq!(certain("JP", 2028, "Vernal Equinox Day"), Some(false));
    assert_eq!(certain("MN", 2026, "Tsagaan Sar"), Some(true));
    assert_eq!(certain("MN", 2027, "Tsagaan Sar"), Some(false));
    assert_eq!(certain("MN", 2031, "Tsagaan Sar"), None);
    assert_eq!(certain("KP", 2026, "Chusok"), Some(false));
    // A substitute is as certain as what it stands for, a day between as both its neighbours:
    // 21 and 23 September 2032.
    assert_eq!(certain("JP", 2032, "Citizens' Holiday"), Some(false));
    assert_eq!(certain("JP", 2026, "Citizens' Holiday"), Some(true));
    assert!(of_year("CN", 2016).is_empty());
    assert!(of_year("CN", 2100).is_empty());
    assert!(of_year("FR", 2026).is_empty());
}

/// The sun's apparent longitude in degrees, to a hundredth (Meeus, Astronomical Algorithms, 2nd
/// edition, chapter 25), at days since 2000-01-01 12:00.
fn sun(days: f64) -> f64 {
    let t = days / 36_525.0;
    let mean = 280.466_46 + 36_000.769_83 * t + 0.000_303_2 * t * t;
    let m = (357.529_11 + 35_999.050_29 * t - 0.000_153_7 * t * t).to_radians();
    let centre = (1.914_602 - 0.004_817 * t - 0.000_014 * t * t) * m.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * m).sin()
        + 0.000_289 * (3.0 * m).sin();
    let node = (125.04 - 1_934.136 * t).to_radians();
    (mean + centre - 0.005_69 - 0.004_78 * node.sin()).rem_euclid(360.0)
}

/// How far the sun is past `degrees` when that day begins and ends `east` hours east of Greenwich.
fn past(degrees: f64, day: NaiveDate, east: i64) -> [f64; 2] {
    let epoch = self::day("2000-01-01").and_hms_opt(12, 0, 0).unwrap();
    let begins = day.and_time(NaiveTime::MIN) - TimeDelta::hours(east) - epoch;
    [begins, begins + TimeDelta::days(1)].map(|at| {
        #[allow(clippy::cast_precision_loss, reason = "a few thousand million seconds")]
        let days = at.num_seconds() as f64 / 86_400.0;
        (sun(days) - degrees + 180.0).rem_euclid(360.0) - 180.0
    })
}

#[test]
fn the_formulas_of_the_sun_agree_with_the_suns_place() {
    // Half an hour of the sun's way: as near as the two can be told apart.
    const NEAR: f64 = 0.02;
    for year in YEARS {
        for (degrees, month, found, east) in [
            (15.0, 4, sky::qingming(year), 8),
            (0.0, 3, sky::vernal_equinox(year), 9),
            (180.0, 9, sky::autumnal_equinox(year), 9),
        ] {
            let day = NaiveDate::from_ymd_opt(year, month, found.unwrap()).unwrap();
            let [begins, ends] = past(degrees, day, east);
            assert!(
                begins < NEAR && ends > -NEAR,
                "{degrees}° {day}: {begins} to {ends}"
            );
        }
    }
}

proptest! {
    /// Whatever the span: sorted, nothing twice, nothing outside, and nothing lost where the span
    /// is cut in two.
    #[test]
    fn any_span_is_told_once_and_in_order(
        from in 0_i64..31_000,
        length in 0_i64..800,
        cut in 0_i64..800,
        chosen in proptest::sample::subsequence(vec!["CN", "KP", "JP", "MN", "KR", "RU", "TH", "FR"], 0..=8),
    ) {
        let first = day("2016-06-01") + TimeDelta::days(from);
        let last = first + TimeDelta::days(length);
        let states: Vec<State> = chosen.iter().map(|code| state(code)).collect();
        let told = holidays(&states, first, last);
        let mut seen = HashSet::new();
        for one in &told {
            prop_assert!(one.first <= one.last && one.last >= first && one.first <= last);
            prop_assert!(states.contains(&one.state));
            for day in one.first.iter_days().take_while(|day| *day <= one.last) {
                prop_assert!(seen.insert((one.state, one.name.clone(), day)), "{one:?} twice");
            }
        }
        prop_assert!(told.is_sorted_by_key(|one| one.first));
        let middle = first + TimeDelta::days(cut.min(length));
        let mut parts = holidays(&states, first, middle);
        for one in holidays(&states, middle.succ_opt().unwrap(), last) {
            // One that lies across the cut is in both.
            if one.first > middle || !parts.contains(&one) {
                parts.push(one);
            }
        }
        prop_assert_eq!(parts.len(), told.len());
        prop_assert!(parts.iter().all(|one| told.contains(one)));
    }

    /// No day off is given on a day that is a holiday of that State already.
    #[test]
    fn a_substitute_never_falls_on_a_holiday(year in 2017_i32..=2099, code in "JP|KR") {
        let all = of_year(&code, year);
        for one in all.iter().filter(|one| one.native_name.contains("休日") || one.name.ends_with("(substitute)")) {
            let others = all.iter().filter(|other| *other != one);
            let clear = others.clone().all(|other| one.last < other.first || other.last < one.first);
            prop_assert!(clear, "{one:?}");
        }
    }
}
