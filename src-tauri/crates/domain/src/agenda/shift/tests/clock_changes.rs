//! Days on which clocks change, in the event's own zone and in the one that it is moved to.

use super::*;
use crate::timing::instant;
use chrono::TimeZone;
use chrono_tz::{America, Asia, Australia, Europe, Tz};

/// A place where the clocks are put forward or back on a day of 2026, Lord Howe's by half an hour.
const CHANGES: [(Tz, &str); 8] = [
    (Europe::Zurich, "2026-03-29"),
    (Europe::Zurich, "2026-10-25"),
    (America::New_York, "2026-03-08"),
    (America::New_York, "2026-11-01"),
    (America::Santiago, "2026-04-05"),
    (America::Santiago, "2026-09-06"),
    (Australia::Lord_Howe, "2026-04-05"),
    (Australia::Lord_Howe, "2026-10-04"),
];

/// Where clocks do not change in that year; a working day there is the night of a change in Zürich or Santiago.
const STEADY: [Tz; 5] = [
    Asia::Seoul,
    Asia::Ulaanbaatar,
    Asia::Vladivostok,
    Asia::Kathmandu,
    Europe::Moscow,
];

fn on(day: NaiveDate, zone: Tz) -> Timing {
    let at = |text| day.and_time(time(text));
    Timing::Exact {
        start: at("09:00"),
        end: at("20:00"),
        zone,
    }
}

/// The agenda, on that day.
fn laid(items: &[Item], day: NaiveDate) -> Vec<PlannedItem> {
    let plans = items.iter().map(|item| item.plan.clone());
    plans.map(|plan| PlannedItem { day, ..plan }).collect()
}

fn followed(plans: &[PlannedItem], shift: &Shift) -> Vec<PlannedItem> {
    let mut plans = plans.to_vec();
    for plan in &mut plans {
        write(plan, shift);
    }
    plans
}

fn placed(plans: &[PlannedItem], timing: &Timing) -> Vec<Placed> {
    flow(plans, day_start(timing, time("09:00")))
}

/// Whether the clocks show a time once, as on any other day.
fn is_plain(local: NaiveDateTime, zone: Tz) -> bool {
    zone.from_local_datetime(&local).single().is_some()
}

proptest! {
    #[test]
    fn an_event_moved_onto_a_day_of_a_change_keeps_what_the_clocks_show_and_comes_back(
        items in agendas(),
        (zone, day) in prop::sample::select(&CHANGES[..]),
        (off, days) in (-1_i64..=1, -3_i64..=3),
        (minutes, follow) in (-400_i64..400, prop::sample::select(&[Follow::Days, Follow::Hours][..])),
    ) {
        let first = parse_day(day).unwrap() + TimeDelta::days(off);
        let before = on(first, zone);
        let by = TimeDelta::days(days)
            + TimeDelta::minutes(if follow == Follow::Hours { minutes } else { 0 });
        let (start, end) = before.hours().unwrap();
        let after = Timing::Exact { start: start + by, end: end + by, zone };
        let plans = laid(&items, first);
        let moved = followed(&plans, &of_event(&plans, &before, &after, follow, time("09:00")));
        let (was, now) = (placed(&plans, &before), placed(&moved, &after));
        for (old, new) in was.iter().zip(&now) {
            prop_assert_eq!(new.start - old.start, by);
            prop_assert_eq!(new.end - new.start, old.end - old.start);
        }
        let back = of_event(&moved, &after, &before, follow, time("09:00"));
        prop_assert_eq!(placed(&followed(&moved, &back), &before), was);
    }

    #[test]
    fn the_moments_are_kept_where_the_clocks_change_while_the_meeting_goes_on(
        items in agendas(),
        zone in prop::sample::select(&STEADY[..]),
        (there, day) in prop::sample::select(&CHANGES[..]),
        off in -1_i64..=1,
    ) {
        let first = parse_day(day).unwrap() + TimeDelta::days(off);
        let before = on(first, zone);
        let after = same_moments(&before, &on(first, there));
        let plans = laid(&items, first);
        let shift = of_event(&plans, &before, &after, Follow::Instants, time("09:00"));
        let moved = followed(&plans, &shift);
        let (was, now) = (placed(&plans, &before), placed(&moved, &after));
        for (old, new) in was.iter().zip(&now) {
            prop_assert_eq!(new.start, elsewhere(old.start, zone, there));
            // The hour that the clocks show twice is the one that cannot say which of the two it is.
            if is_plain(new.start, there) {
                prop_assert_eq!(instant(new.start, there), instant(old.start, zone));
            }
        }
        let (start, end) = after.hours().unwrap();
        let mut ends = now.iter().map(|place| place.start).chain([start, end]);
        if ends.all(|at| is_plain(at, there)) {
            let back = of_event(&moved, &after, &before, Follow::Instants, time("09:00"));
            prop_assert_eq!(placed(&followed(&moved, &back), &before), was);
        }
    }
}
