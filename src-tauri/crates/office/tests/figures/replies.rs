//! Replies over time, from what the journal tells.

use chrono_tz::Asia::Seoul;
use office::statistics::replies_over_time;
use office::view::RepliesOf;

use crate::act;
use crate::known::Known;
use crate::years;

#[test]
fn the_last_day_says_what_the_list_says_now() {
    let mut known = Known::new();
    // A step that was taken back leaves no trace in the numbers.
    let (event, person) = (known.events["e1"], known.people["p06"]);
    let part = known.desk.store.participation_of(event, person).unwrap();
    let edit = office::view::ParticipationEdit::Reply(domain::participation::Reply::Accepted);
    act!(known.desk, office::participation::edit, part.unwrap(), edit).unwrap();
    act!(known.desk, office::journal::undo).unwrap();
    let store = &known.desk.store;
    let days = replies_over_time(store, RepliesOf::Event(event), Seoul).unwrap();
    let last = days.last().unwrap();
    assert_eq!(
        (
            last.accepted,
            last.tentative,
            last.declined,
            last.delegated,
            last.waiting
        ),
        (5, 1, 2, 1, 1)
    );
    let all = replies_over_time(store, RepliesOf::Period(years(2026, 2027)), Seoul).unwrap();
    let last = all.last().unwrap();
    let sum = last.accepted + last.tentative + last.declined + last.delegated + last.waiting;
    // 38 were put on lists; one part went into another when two people were merged.
    assert_eq!(sum, 37);
}
