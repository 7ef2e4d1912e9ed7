#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::{Duration, Instant};

use chrono_tz::{America::New_York, Asia::Ulaanbaatar};
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn rule(text: &str, start: &str) -> Rule {
    Rule::read(text, at(start), None).unwrap()
}

fn starts(text: &str, start: &str, from: &str, before: &str) -> Vec<String> {
    let rule = rule(text, start);
    let recurring = Recurring {
        start: at(start),
        rule: Some(&rule),
        added: &[],
        left_out: &[],
    };
    said(&recurring.starts(at(from), at(before), 100))
}

fn said(starts: &[NaiveDateTime]) -> Vec<String> {
    let say = |at: &NaiveDateTime| at.format("%Y-%m-%d %H:%M").to_string();
    starts.iter().map(say).collect()
}

/// The first times of a rule, by their days.
fn first_days(text: &str, start: &str) -> Vec<String> {
    let starts = starts(text, start, "1900-01-01 00:00", "2100-01-01 00:00");
    starts
        .iter()
        .take(6)
        .map(|at| at[..10].to_owned())
        .collect()
}

#[test]
fn the_standards_own_examples_come_out() {
    // RFC 5545 §3.8.5.3.
    for (text, start, days) in [
        (
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            "1996-11-05 09:00",
            ["1996-11-05", "2000-11-07", "2004-11-02"].as_slice(),
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
            "1997-09-29 09:00",
            &[
                "1997-09-29",
                "1997-10-30",
                "1997-11-27",
                "1997-12-30",
                "1998-01-29",
                "1998-02-26",
            ],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            "1997-08-05 09:00",
            &["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            "1997-08-05 09:00",
            &["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"],
        ),
        (
            "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
            "1997-09-22 09:00",
            &[
                "1997-09-22",
                "1997-10-20",
                "1997-11-17",
                "1997-12-22",
                "1998-01-19",
                "1998-02-16",
            ],
        ),
        (
            "FREQ=YEARLY;BYDAY=20MO",
            "1997-05-19 09:00",
            &["1997-05-19", "1998-05-18", "1999-05-17"],
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
            "1997-05-12 09:00",
            &["1997-05-12", "1998-05-11", "1999-05-17"],
        ),
        (
            "FREQ=MONTHLY;COUNT=5;BYMONTHDAY=15,30",
            "2007-01-15 09:00",
            &[
                "2007-01-15",
                "2007-01-30",
                "2007-02-15",
                "2007-03-15",
                "2007-03-30",
            ],
        ),
        // What is not said is taken from the start.
        (
            "FREQ=YEARLY;BYWEEKNO=20",
            "1997-05-12 09:00",
            &["1997-05-12", "1998-05-11", "1999-05-17"],
        ),
        (
            "FREQ=MONTHLY",
            "2026-01-31 09:00",
            &[
                "2026-01-31",
                "2026-03-31",
                "2026-05-31",
                "2026-07-31",
                "2026-08-31",
                "2026-10-31",
            ],
        ),
    ] {
        let found = first_days(text, start);
        let found: Vec<&str> = found.iter().take(days.len()).map(String::as_str).collect();
        assert_eq!(found, days, "{text}");
    }
}

#[test]
fn the_clock_on_the_wall_stays_when_the_clocks_change() {
    // New York's clocks go back on 1 November 2026.
    let rule = Rule::read(
        "FREQ=WEEKLY;COUNT=3",
        at("2026-10-26 10:00"),
        Some(New_York),
    )
    .unwrap();
    let times = said(&rule.times(rule.start).collect::<Vec<_>>());
    assert_eq!(
        times,
        ["2026-10-26 10:00", "2026-11-02 10:00", "2026-11-09 10:00"]
    );
}

#[test]
fn a_time_that_the_clocks_jump_over_is_kept() {
    // 2026-03-08 02:30 is not there in New York; it must neither vanish nor move the others.
    let rule = Rule::read("FREQ=DAILY;COUNT=3", at("2026-03-07 02:30"), Some(New_York)).unwrap();
    assert_eq!(
        said(&rule.times(rule.start).collect::<Vec<_>>()),
        ["2026-03-07 02:30", "2026-03-08 02:30", "2026-03-09 02:30"]
    );
}

#[test]
fn until_is_read_in_utc_on_the_events_clock_and_as_a_day() {
    let last = |until: &str, zone| {
        let text = format!("FREQ=DAILY;UNTIL={until}");
        let rule = Rule::read(&text, at("2026-11-10 09:00"), zone).unwrap();
        said(&rule.times(rule.start).collect::<Vec<_>>())
            .pop()
            .unwrap()
    };
    // 01:00 UTC is 09:00 in Ulaanbaatar, so that the 13th is the last; read there it would be the 12th.
    assert_eq!(
        last("20261113T010000Z", Some(Ulaanbaatar)),
        "2026-11-13 09:00"
    );
    assert_eq!(
        last("20261113T005959Z", Some(Ulaanbaatar)),
        "2026-11-12 09:00"
    );
    assert_eq!(last("20261113T090000", None), "2026-11-13 09:00");
    assert_eq!(last("20261113", Some(Ulaanbaatar)), "2026-11-13 09:00");
    // It ended before it began: the start stays.
    assert_eq!(last("20200101", None), "2026-11-10 09:00");
}

#[test]
fn times_are_added_and_left_out() {
    let rule = rule("FREQ=WEEKLY;COUNT=4", "2026-11-02 10:00");
    let recurring = Recurring {
        start: rule.start,
        rule: Some(&rule),
        added: &[
            at("2026-11-05 15:00"),
            at("2026-11-09 10:00"),
            at("2026-11-30 09:00"),
        ],
        left_out: &[
            LeftOut::Time(at("2026-11-16 10:00")),
            LeftOut::Time(at("2026-11-30 09:00")),
            // Not the time at which it starts, so it leaves out nothing.
            LeftOut::Time(at("2026-11-09 11:00")),
            LeftOut::Day(at("2026-11-02 00:00").date()),
        ],
    };
    let found = recurring.starts(at("2026-01-01 00:00"), at("2027-01-01 00:00"), 100);
    assert_eq!(
        said(&found),
        ["2026-11-05 15:00", "2026-11-09 10:00", "2026-11-23 10:00"]
    );
}

#[test]
fn the_start_counts_also_where_the_rule_does_not_give_it() {
    // A Tuesday, of a rule that gives Mondays.
    let found = starts(
        "FREQ=WEEKLY;BYDAY=MO;COUNT=3",
        "2026-11-10 10:00",
        "2026-01-01 00:00",
        "2027-01-01 00:00",
    );
    assert_eq!(
        found,
        ["2026-11-10 10:00", "2026-11-16 10:00", "2026-11-23 10:00"]
    );
}

#[test]
fn the_last_time_is_known_where_there_is_one() {
    let last = |text| rule(text, "2026-11-10 10:00").last(MOST);
    assert_eq!(last("FREQ=DAILY;COUNT=3"), Last::By(at("2026-11-12 10:00")));
    assert_eq!(last("FREQ=DAILY;COUNT=1"), Last::By(at("2026-11-10 10:00")));
    assert_eq!(
        last("FREQ=DAILY;UNTIL=20261120T100000"),
        Last::By(at("2026-11-20 10:00"))
    );
    assert_eq!(
        last("FREQ=WEEKLY;UNTIL=20261112"),
        Last::By(at("2026-11-10 10:00"))
    );
    assert_eq!(last("FREQ=DAILY"), Last::Open);
    assert_eq!(last("FREQ=DAILY;COUNT=4000000000"), Last::Open);
    assert_eq!(last("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), Last::Never);
    assert_eq!(
        last("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9"),
        Last::Never
    );
    assert_eq!(
        last("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20300101"),
        Last::Never
    );
    // From an odd year on, every second year: never a leap year.
    let odd = rule(
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29",
        "2025-02-28 10:00",
    );
    assert_eq!(odd.last(MOST), Last::Never);
}

#[test]
fn a_rule_that_no_calendar_can_show_is_refused_with_a_reason() {
    for (text, says) in [
        ("FREQ=SECONDLY", "within the hour"),
        ("FREQ=MINUTELY;INTERVAL=30", "within the hour"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1"),
        ("FREQ=DAILY;INTERVAL=70000", "INTERVAL=70000"),
        ("FREQ=DAILY;COUNT=0", "COUNT=0"),
        ("FREQ=DAILY;COUNT=5000000000", "COUNT=5000000000"),
        ("FREQ=DAILY;UNTIL=soon", "UNTIL=soon"),
        ("FREQ=DAILY;UNTIL=20261332", "UNTIL=20261332"),
        ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY"),
        ("BYDAY=MO", "FREQ"),
        ("", "FREQ"),
        ("FREQ=WEEKLY;BYDAY=ПН", "BYDAY=ПН"),
        ("FREQ=WEEKLY;BYDAY=月", "BYDAY=月"),
        ("FREQ=WEEKLY;BYDAY=2MO", "numbers the weekdays"),
        ("FREQ=WEEKLY;BYDAY=MO;BYDAY=TU", "BYDAY twice"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "cannot be read"),
        (
            "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,10,20,30,40,50;BYSECOND=0,1,2",
            "24 times a day",
        ),
        ("FREQ=YEARLY;RSCALE=CHINESE", "RSCALE=CHINESE"),
        ("FREQ=DAILY;HOW=OFTEN", "HOW=OFTEN"),
        ("FREQ", "FREQ"),
    ] {
        let refused = Rule::read(text, at("2026-11-10 10:00"), None);
        let reason = refused.map(|rule| rule.last(MOST)).unwrap_err();
        assert!(reason.contains(says), "{text}: {reason}");
    }
    let long = format!("FREQ=DAILY;BYHOUR={}", "1,".repeat(100_000));
    assert!(Rule::read(&long, at("2026-11-10 10:00"), None).is_err());
}

#[test]
fn rules_of_other_peoples_programs_are_read() {
    for text in [
        "freq=weekly;byday=mo",
        " FREQ=WEEKLY ; BYDAY = MO , TU ;",
        "FREQ=WEEKLY;BYDAY=MO;X-SOMETHING=ELSE",
        "FREQ=WEEKLY;WKST=SU;UNTIL=20301231T235959Z;BYDAY=+MO",
        "FREQ=MONTHLY;BYDAY=+2MO;SKIP=OMIT",
        "FREQ=DAILY;BYSECOND=60",
    ] {
        let read = Rule::read(text, at("2026-11-10 10:00"), None);
        let expected = !text.contains("+MO");
        assert_eq!(read.is_ok(), expected, "{text}: {read:?}");
    }
}

/// Long enough for a slow and busy machine, and far shorter than what it guards against.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn rules_that_are_long_or_endless_or_impossible_are_soon_laid_out() {
    let begun = Instant::now();
    for (text, start) in [
        ("FREQ=HOURLY;COUNT=4000000000", "1970-01-01 00:00"),
        ("FREQ=HOURLY", "0001-01-01 00:00"),
        ("FREQ=DAILY", "0001-01-01 00:00"),
        ("FREQ=DAILY;COUNT=4000000000", "0001-01-01 00:00"),
        ("FREQ=DAILY;INTERVAL=65535", "1970-01-01 00:00"),
        ("FREQ=YEARLY;INTERVAL=65535", "1970-01-01 00:00"),
        ("FREQ=MONTHLY;INTERVAL=65535", "1970-01-01 00:00"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-10 10:00"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-10 10:00"),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5", "2026-11-10 10:00"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2026-11-10 10:00"),
        ("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-10 10:00"),
        ("FREQ=HOURLY;INTERVAL=24;BYHOUR=3", "2026-11-10 10:00"),
        ("FREQ=DAILY", "9999-12-30 10:00"),
        ("FREQ=YEARLY", "9999-12-30 10:00"),
        ("FREQ=HOURLY", "9999-12-31 22:00"),
    ] {
        let rule = rule(text, start);
        let _ = rule.last(MOST);
        let recurring = Recurring {
            start: rule.start,
            rule: Some(&rule),
            added: &[],
            left_out: &[],
        };
        for (from, before) in [
            ("2026-11-01 00:00", "2026-12-01 00:00"),
            ("9999-12-01 00:00", "9999-12-31 23:59"),
            ("0001-01-01 00:00", "9999-12-31 23:59"),
        ] {
            let found = recurring.starts(at(from), at(before), 500);
            assert!(found.len() <= 500, "{text}");
            let _ = found;
        }
    }
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

#[test]
fn a_count_comes_to_an_until_that_gives_the_same_times() {
    for text in [
        "FREQ=DAILY;COUNT=5",
        "COUNT=9;FREQ=HOURLY;INTERVAL=5",
        "FREQ=MONTHLY;BYDAY=-1FR;COUNT=7;",
        "FREQ=WEEKLY;count=1",
    ] {
        let counted = rule(text, "2026-11-10 10:00");
        let until = Rule::counted_out(text, counted.last(MOST));
        assert!(!until.to_ascii_uppercase().contains("COUNT"), "{until}");
        // In a zone too: the end is on the event's clock, not in UTC.
        let ended = Rule::read(&until, counted.start, Some(Ulaanbaatar)).unwrap();
        let times = |rule: &Rule| rule.times(rule.start).collect::<Vec<_>>();
        assert_eq!(times(&ended), times(&counted), "{text}");
    }
    let endless = "FREQ=DAILY;BYHOUR=9";
    assert_eq!(Rule::counted_out(endless, Last::Open), endless);
    assert_eq!(
        Rule::counted_out("FREQ=DAILY;COUNT=99999", Last::Open),
        "FREQ=DAILY"
    );
}

#[test]
fn a_daily_event_of_long_ago_is_there_today() {
    let found = starts(
        "FREQ=DAILY",
        "1970-01-01 09:00",
        "2026-11-10 00:00",
        "2026-11-12 00:00",
    );
    assert_eq!(found, ["2026-11-10 09:00", "2026-11-11 09:00"]);
}

fn numbers(most: i16) -> impl Strategy<Value = String> {
    let number = (1..=most, any::<bool>()).prop_map(|(n, back)| if back { -n } else { n });
    prop::collection::vec(number, 1..4).prop_map(|list| {
        let texts: Vec<String> = list.iter().map(ToString::to_string).collect();
        texts.join(",")
    })
}

/// Rules of every shape, some of them unsound.
fn any_rule() -> impl Strategy<Value = String> {
    let weekdays = prop::collection::vec(
        (
            prop::sample::select(vec!["", "", "1", "2", "-1", "5"]),
            prop::sample::select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
        ),
        1..4,
    );
    let weekdays = weekdays.prop_map(|days| {
        let days: Vec<String> = days.iter().map(|(n, day)| format!("{n}{day}")).collect();
        days.join(",")
    });
    let often = prop::sample::select(vec!["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"]);
    let start_of_week = prop::sample::select(vec!["MO", "SU", "WE"]);
    (
        (often, 1..5u16, start_of_week),
        prop::option::weighted(0.4, weekdays),
        prop::option::weighted(
            0.3,
            prop::sample::select(vec!["1", "2", "6,11", "1,4,7,10"]),
        ),
        prop::option::weighted(0.2, numbers(31)),
        prop::option::weighted(0.1, numbers(366)),
        prop::option::weighted(0.1, numbers(53)),
        prop::option::weighted(0.2, prop::sample::select(vec!["9", "8,20", "0,23"])),
        prop::option::weighted(0.2, numbers(3)),
    )
        .prop_map(
            |((often, every, week), day, month, month_day, year_day, week_no, hour, pos)| {
                let mut text = format!("FREQ={often};INTERVAL={every};WKST={week}");
                for (name, value) in [
                    ("BYDAY", day.as_deref()),
                    ("BYMONTH", month),
                    ("BYMONTHDAY", month_day.as_deref()),
                    ("BYYEARDAY", year_day.as_deref()),
                    ("BYWEEKNO", week_no.as_deref()),
                    ("BYHOUR", hour),
                    ("BYSETPOS", pos.as_deref()),
                ] {
                    if let Some(value) = value {
                        text = format!("{text};{name}={value}");
                    }
                }
                text
            },
        )
}

proptest! {
    #[test]
    fn a_span_shows_what_laying_out_from_the_start_gives(
        text in any_rule(),
        day in 0..3000i64,
        later in 0..4000i64,
        length in 1..400i64,
    ) {
        let start = at("2018-01-01 10:30") + TimeDelta::days(day);
        let Ok(rule) = Rule::read(&text, start, None) else { return Ok(()) };
        let (from, before) = (
            start + TimeDelta::days(later),
            start + TimeDelta::days(later + length),
        );
        let recurring = Recurring { start, rule: Some(&rule), added: &[], left_out: &[] };
        let found = recurring.starts(from, before, usize::MAX);
        // The same rule, counted out from its start: no shortcut.
        let counted = Rule { count: Some(u32::MAX), ..rule.clone() };
        let whole: Vec<_> = counted
            .times(start)
            .take_while(|at| *at < before)
            .filter(|at| *at >= from)
            .take(MOST)
            .collect();
        prop_assert_eq!(found, whole, "{}", text);
    }

    #[test]
    fn whatever_stands_for_a_rule_is_read_or_refused(text in "\\PC{0,60}") {
        if let Ok(rule) = Rule::read(&text, at("2026-11-10 10:00"), Some(Ulaanbaatar)) {
            let _ = rule.last(MOST);
        }
    }

    #[test]
    fn what_looks_like_a_rule_is_read_or_refused(
        text in "(FREQ|BYDAY|COUNT|UNTIL|BYSETPOS|WKST)=[A-Z0-9,+-]{0,8}(;(FREQ|INTERVAL|BYDAY|COUNT|UNTIL|BYHOUR|BYMONTH|BYWEEKNO)=(DAILY|WEEKLY|[0-9,-]{0,6}|[A-Z]{2}|20[0-9]{6}T[0-9]{6}Z?)){0,4}",
    ) {
        if let Ok(rule) = Rule::read(&text, at("2026-11-10 10:00"), Some(Ulaanbaatar)) {
            let _ = rule.last(MOST);
        }
    }
}

#[test]
fn a_file_may_leave_out_as_many_times_as_it_adds() {
    // Held one against the other, these are 10,000,000,000 comparisons.
    let start = at("2026-01-01 00:00");
    let minute = |number: i64| start + TimeDelta::minutes(number);
    let added: Vec<NaiveDateTime> = (1..=100_000).map(|number| minute(number * 2)).collect();
    let left_out: Vec<LeftOut> = (2..=100_000)
        .map(|number| LeftOut::Time(minute(number * 2)))
        .collect();
    let recurring = Recurring {
        start,
        rule: None,
        added: &added,
        left_out: &left_out,
    };
    let starts = recurring.starts(start, NaiveDateTime::MAX, 10);
    assert_eq!(starts, [start, minute(2)]);
}
