#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::NaiveTime;
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

fn dates(first: NaiveDate) -> Timing {
    Timing::Dates { first, last: first }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..73_000).prop_map(|days| day("1995-01-01") + Days::new(days))
}

proptest! {
    #[test]
    fn what_is_counted_moves_by_as_many_days_as_the_event(
        first in any_day(), days in -MOST_DAYS..=MOST_DAYS, by in -800_i64..800,
    ) {
        let due = Due::Counted(days);
        let moved = first + TimeDelta::days(by);
        let before = due.on(Some(&dates(first))).unwrap();
        let after = due.on(Some(&dates(moved))).unwrap();
        prop_assert_eq!(after - before, TimeDelta::days(by));
        // And as far from it as it says.
        prop_assert_eq!(before - first, TimeDelta::days(i64::from(days)));
    }

    #[test]
    fn a_day_of_its_own_stays_wherever_the_event_goes(own in any_day(), first in any_day()) {
        prop_assert_eq!(Due::On(own).on(Some(&dates(first))), Some(own));
        prop_assert_eq!(Due::On(own).on(None), Some(own));
        prop_assert_eq!(Due::Open.on(Some(&dates(first))), None);
    }

    #[test]
    fn hours_and_zones_change_no_day(
        first in any_day(), days in -400_i32..400, hour in 0_u32..24, zone in 0_usize..5,
    ) {
        // Among them zones whose clocks jump over hours and show others twice, on some of these days.
        let zone = [
            chrono_tz::America::New_York, chrono_tz::Europe::Moscow, chrono_tz::Asia::Ulaanbaatar,
            chrono_tz::Australia::Lord_Howe, chrono_tz::Asia::Seoul,
        ][zone];
        let start = first.and_time(NaiveTime::from_hms_opt(hour, 30, 0).unwrap());
        let exact = Timing::Exact { start, end: start + TimeDelta::hours(30), zone };
        prop_assert_eq!(Due::Counted(days).on(Some(&exact)), Due::Counted(days).on(Some(&dates(first))));
    }

    #[test]
    fn what_is_written_is_read_again(days in -MOST_DAYS..=MOST_DAYS, own in any_day()) {
        for due in [Due::Counted(days), Due::On(own), Due::Open] {
            prop_assert_eq!(due.to_string().parse::<Due>(), Ok(due));
            let json = serde_json::to_string(&due).unwrap();
            prop_assert_eq!(serde_json::from_str::<Due>(&json).unwrap(), due);
        }
    }

    #[test]
    fn no_text_makes_reading_panic(text in "\\PC{0,12}") {
        let _ = text.parse::<Due>();
    }

    #[test]
    fn a_later_day_is_never_more_pressing(today in any_day(), a in -90_i64..90, b in -90_i64..90) {
        let horizon = Horizon::from(today);
        let urgency = |by| horizon.urgency(Some(today + TimeDelta::days(by)));
        prop_assert!(a > b || urgency(a) <= urgency(b));
        prop_assert_eq!(urgency(a) == Urgency::Overdue, a < 0);
        prop_assert_eq!(urgency(a) == Urgency::Later, a > 30);
    }
}

#[test]
fn leap_days_are_days() {
    let on = |first, days| Due::Counted(days).on(Some(&dates(day(first))));
    assert_eq!(on("2028-03-30", -30), Some(day("2028-02-29")));
    assert_eq!(on("2027-03-30", -30), Some(day("2027-02-28")));
    assert_eq!(on("2028-02-29", 366), Some(day("2029-03-01")));
    // 2100 is no leap year.
    assert_eq!(on("2100-03-01", -1), Some(day("2100-02-28")));
}

#[test]
fn an_event_without_days_gives_none() {
    for timing in [
        Timing::Quarter {
            year: 2027,
            quarter: 2,
        },
        Timing::Year { year: 2027 },
        Timing::UponConsultation { year: 2027 },
    ] {
        assert_eq!(Due::Counted(-90).on(Some(&timing)), None);
    }
    assert_eq!(Due::Counted(-90).on(None), None);
    // Nor does the calendar's end.
    assert_eq!(Due::Counted(1).on(Some(&dates(NaiveDate::MAX))), None);
}

#[test]
fn people_write_it_in_several_ways() {
    for (typed, due) in [
        ("T-90", Due::Counted(-90)),
        (" t − 90 ", Due::Counted(-90)),
        ("-90", Due::Counted(-90)),
        ("T+14", Due::Counted(14)),
        ("+14", Due::Counted(14)),
        ("T", Due::Counted(0)),
        ("T0", Due::Counted(0)),
        ("T+0", Due::Counted(0)),
        ("", Due::Open),
        ("2026-11-10", Due::On(day("2026-11-10"))),
    ] {
        assert_eq!(typed.parse(), Ok(due), "{typed}");
    }
    // A number alone could be either side of the event.
    for typed in [
        "90",
        "T90",
        "soon",
        "T-",
        "T--3",
        "2026-13-01",
        "10 November",
    ] {
        let error = typed.parse::<Due>().unwrap_err();
        assert!(matches!(error, DomainError::UnreadableDue(_)), "{typed}");
    }
    for typed in ["T-3651", "+99999999999"] {
        let error = typed.parse::<Due>().unwrap_err();
        assert!(matches!(error, DomainError::DueTooFar(_)), "{typed}");
    }
}

#[test]
fn the_week_ends_with_sunday_and_the_month_is_thirty_days() {
    // A Tuesday.
    let horizon = Horizon::from(day("2026-11-24"));
    for (due, urgency) in [
        ("2026-11-23", Urgency::Overdue),
        ("2026-11-24", Urgency::ThisWeek),
        ("2026-11-29", Urgency::ThisWeek),
        ("2026-11-30", Urgency::NextDays),
        ("2026-12-24", Urgency::NextDays),
        ("2026-12-25", Urgency::Later),
    ] {
        assert_eq!(horizon.urgency(Some(day(due))), urgency, "{due}");
    }
    assert_eq!(horizon.urgency(None), Urgency::NoDate);
    let sunday = Horizon::from(day("2026-11-29"));
    assert_eq!(sunday.week, day("2026-11-29"));
}
