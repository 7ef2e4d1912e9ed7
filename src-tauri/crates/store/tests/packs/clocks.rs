//! Clocks that are years wrong: they decide who wins only until offices meet, and are reported.

use chrono::TimeDelta;
use serde_json::json;
use store::Table;
use store::pack::Scope;

use crate::desk::{Desk, exchange, text};

fn with_clock(name: &str, days: i64) -> Desk {
    let mut desk = Desk::new(name);
    desk.skew = TimeDelta::days(days);
    desk
}

fn title(desk: &Desk, event: &str) -> serde_json::Value {
    desk.field(Table::Event, event, "title").unwrap()
}

#[test]
fn a_clock_years_ahead_wins_until_others_have_seen_it_and_never_after() {
    let mut ahead = with_clock("ahead", 3650);
    let (mut now, mut behind) = (Desk::new("now"), with_clock("behind", -3650));
    let event = now.event("Symposium");
    for desk in [&mut ahead, &mut behind] {
        desk.take(&now.pack(&Scope::All));
    }
    ahead.set(
        Table::Event,
        &event,
        &[("title", text("From ten years ahead"))],
    );
    now.set(Table::Event, &event, &[("title", text("From now"))]);
    let mut desks = [ahead, now, behind];
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(title(desk, &event), json!("From ten years ahead"));
        let all = desk.store.disagreements().unwrap();
        assert_eq!(
            all.len(),
            1,
            "both values are there to choose from: {all:?}"
        );
    }
    // From here on everybody comes after it, whatever their clocks say, and one after the other.
    for (at, said) in [
        (2, "From ten years behind"),
        (1, "From now again"),
        (0, "Ahead again"),
        (2, "The last word"),
    ] {
        desks[at].set(Table::Event, &event, &[("title", text(said))]);
        exchange(&mut desks);
        for desk in &desks {
            assert_eq!(title(desk, &event), json!(said), "{}", desk.name);
            assert_eq!(
                desk.store.disagreements().unwrap(),
                [],
                "whoever saw both has decided"
            );
        }
    }
}

#[test]
fn a_clock_that_is_set_right_again_does_not_put_its_device_behind_what_it_did() {
    let mut desk = with_clock("ahead", 3650);
    let event = desk.event("Symposium");
    desk.set(Table::Event, &event, &[("title", text("Too early"))]);
    desk.skew = TimeDelta::zero();
    desk.set(Table::Event, &event, &[("title", text("Set right"))]);
    let mut other = Desk::new("now");
    let taken = other.take(&desk.pack(&Scope::All));
    assert_eq!(title(&other, &event), json!("Set right"));
    assert_eq!(taken.ahead.len(), 1, "it is reported");
    other.set(Table::Event, &event, &[("title", text("By the other"))]);
    let mut desks = [desk, other];
    exchange(&mut desks);
    assert_eq!(title(&desks[0], &event), json!("By the other"));
}

#[test]
fn a_clock_past_2200_is_capped_where_it_writes() {
    let mut mad = with_clock("mad", 365 * 400);
    let event = mad.event("Symposium");
    let mut other = Desk::new("now");
    let taken = other.take(&mad.pack(&Scope::All));
    assert_eq!(taken.ahead, [], "it counts for nothing");
    other.set(Table::Event, &event, &[("title", text("Corrected"))]);
    let mut desks = [mad, other];
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(title(desk, &event), json!("Corrected"));
    }
}
