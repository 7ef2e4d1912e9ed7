//! Answers that could be taken for somebody else's, or for another day's.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::invited::{Invited, exact, person_named, planned};
use domain::event::DaysAs;
use domain::invitation::Judgement;
use domain::participation::{Capacity, Reply};
use domain::timing::parse_local;
use office::invitation::{
    Format, ReplyRow, Settlement, Whom, settle_proposal, take_replies, write,
};
use office::view::{EventEdit, NewPerson};

const KIM: &str = "mailto:mj.kim@moe.example";

fn invited() -> Invited {
    let mut invited = planned();
    invited.write(Whom::Listed, Format::Ics, "first");
    invited
}

fn taken(invited: &mut Invited, name: &str, text: &str) -> Vec<ReplyRow> {
    let path = invited.desk.file(name, text);
    act!(invited.desk, take_replies, &[path]).unwrap().rows
}

/// The answer as a counter-proposal for that time.
fn counter(answer: &str, time: &str) -> String {
    answer
        .replace("METHOD:REPLY", "METHOD:COUNTER")
        .replace("DTSTART:20270511T020000Z", time)
}

#[test]
fn a_mailbox_that_two_share_is_told_apart_by_name_or_not_at_all() {
    let mut invited = planned();
    for (family, given) in [("Adler", "Bob"), ("Zorn", "Carl")] {
        let person = NewPerson {
            family_name: family.to_owned(),
            given_name: given.to_owned(),
            email: Some("office@nier.example".to_owned()),
            ..NewPerson::default()
        };
        let event = invited.event;
        let added = act!(
            invited.desk,
            office::participation::add_new,
            event,
            person,
            Capacity::Delegate
        );
        added.unwrap();
        let id = person_named(&invited.desk, event, &family.to_uppercase());
        invited.people.push(id);
    }
    invited.write(Whom::Listed, Format::Ics, "first");
    for (minute, name) in [(1, ""), (2, "CN=The Office;")] {
        let partstat = format!("{name}PARTSTAT=DECLINED");
        let row =
            invited.reply(&invited.answer("mailto:office@nier.example", &partstat, 0, minute));
        assert_eq!(row.outcome, Judgement::UnknownPerson, "{row:?}");
        assert!(
            row.reason.contains("share") && row.newcomer.is_none(),
            "{row:?}"
        );
    }
    let carl = "CN=Carl Zorn;PARTSTAT=DECLINED";
    let row = invited.reply(&invited.answer("mailto:office@nier.example", carl, 0, 3));
    assert_eq!(row.outcome, Judgement::Applied, "{row:?}");
    assert_eq!(invited.row(3).reply, Reply::NeedsAction);
    assert_eq!(invited.row(4).reply, Reply::Declined);
}

#[test]
fn a_delegate_who_is_on_the_list_answers_for_themselves() {
    let mut invited = invited();
    let sends = "PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:ivanova@sri.example\"";
    let both = |invited: &Invited, minute, partstat: &str| {
        invited.answer(KIM, sends, 0, minute).replace(
            "ORGANIZER",
            &format!(
                "ATTENDEE;{partstat};DELEGATED-FROM=\"{KIM}\":mailto:ivanova@sri.example\nORGANIZER"
            ),
        )
    };
    let asked = both(&invited, 1, "PARTSTAT=NEEDS-ACTION");
    assert_eq!(taken(&mut invited, "asked.ics", &asked).len(), 1);
    let comes = both(&invited, 2, "PARTSTAT=ACCEPTED");
    assert_eq!(taken(&mut invited, "comes.ics", &comes).len(), 2);
    assert_eq!(invited.row(0).reply, Reply::Delegated);
    assert_eq!(invited.row(1).reply, Reply::Accepted);
}

#[test]
fn an_answer_for_a_day_and_one_for_all_days_do_not_make_each_other_stale() {
    let mut invited = invited();
    let no = invited
        .answer(KIM, "PARTSTAT=DECLINED", 0, 5)
        .replace("DTSTART:20270511T020000Z", "RECURRENCE-ID:20270511T020000Z");
    assert_eq!(invited.reply(&no).outcome, Judgement::Applied);
    assert_eq!(invited.row(0).reply, Reply::NeedsAction);
    let yes = invited.answer(KIM, "PARTSTAT=ACCEPTED", 0, 1);
    assert_eq!(invited.reply(&yes).outcome, Judgement::Applied);
    assert_eq!(invited.row(0).reply, Reply::Accepted);
    for again in [&no, &yes] {
        assert_eq!(invited.reply(again).outcome, Judgement::Stale);
    }
}

#[test]
fn a_proposal_that_names_everybody_is_its_senders() {
    let mut invited = planned();
    for person in invited.people.clone() {
        invited.agree(person);
    }
    let mut request = invited.request(Whom::Listed, Format::Ics);
    request.together = true;
    let folder = invited.folder("first");
    act!(invited.desk, write, &request, &folder).unwrap();
    let answer = invited.answer(KIM, "PARTSTAT=TENTATIVE", 0, 1);
    let proposes = counter(&answer, "DTSTART:20270512T020000Z\nDTEND:20270512T080000Z").replace(
        "ORGANIZER",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ivanova@sri.example\nORGANIZER",
    );
    let letter = format!(
        "From: Kim <mj.kim@moe.example>\nMIME-Version: 1.0\n\
         Content-Type: text/calendar; method=COUNTER\n\n{proposes}"
    );
    let rows = taken(&mut invited, "counter.eml", &letter);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(invited.row(0).proposal.is_some());
    assert!(invited.row(1).proposal.is_none());
    assert_eq!(invited.row(1).reply, Reply::NeedsAction);
}

#[test]
fn a_proposal_for_the_second_day_moves_the_first_as_far() {
    let mut invited = planned();
    let days = exact("2027-05-11T10:00", "2027-05-13T16:00");
    invited.edit(EventEdit::Timing(days));
    invited.edit(EventEdit::DaysAs(DaysAs::Daily));
    invited.write(Whom::Listed, Format::Ics, "first");
    let answer = invited.answer(KIM, "PARTSTAT=TENTATIVE", 9, 1);
    let week_later =
        "RECURRENCE-ID:20270512T020000Z\nDTSTART:20270519T020000Z\nDTEND:20270519T080000Z";
    let row = invited.reply(&counter(&answer, week_later));
    assert_eq!(row.outcome, Judgement::Counter, "{row:?}");
    let proposal = invited.row(0).proposal.unwrap();
    assert_eq!(proposal.start, parse_local("2027-05-18T10:00").unwrap());
    assert_eq!(proposal.end, parse_local("2027-05-20T16:00").unwrap());
}

#[test]
fn what_is_settled_is_settled() {
    let mut invited = invited();
    let answer = invited.answer(KIM, "PARTSTAT=TENTATIVE", 0, 1);
    invited.reply(&counter(
        &answer,
        "DTSTART:20270512T020000Z\nDTEND:20270512T080000Z",
    ));
    let id = invited.row(0).proposal.unwrap().id;
    act!(invited.desk, settle_proposal, id, Settlement::Refuse).unwrap();
    act!(invited.desk, settle_proposal, id, Settlement::Accept).unwrap_err();
    let page = office::event::page(&invited.desk.store, invited.event).unwrap();
    assert_eq!(page.timing, exact("2027-05-11T10:00", "2027-05-11T16:00"));
}

#[test]
fn an_answer_for_a_multitude_is_none() {
    let mut invited = invited();
    let many = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@nier.example\n".repeat(2000);
    let answer = invited.answer(KIM, "PARTSTAT=ACCEPTED", 0, 1);
    let row = invited.reply(&answer.replace("ORGANIZER", &format!("{many}ORGANIZER")));
    assert_eq!(row.outcome, Judgement::Unreadable, "{row:?}");
    assert_eq!(invited.row(0).reply, Reply::NeedsAction);
}
