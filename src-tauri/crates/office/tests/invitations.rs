//! Invitations from the first letter to the cancellation, over a real store and real files.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::invited::{TITLE, exact, planned, rows_of, texts, unfolded};
use domain::event::EventStatus;
use domain::id::PersonId;
use domain::invitation::{Judgement, Matter, Standing};
use domain::participation::Reply;
use domain::timing::parse_local;
use office::invitation::{
    Format, LetterEdit, Settlement, Whom, add_newcomer, cancel, edit_letter, preview,
    settle_proposal, take_replies, write,
};
use office::settings::SettingEdit;
use office::view::{EventEdit, Window};

#[test]
fn each_person_gets_a_file_that_names_nobody_else() {
    let mut invited = planned();
    let files = invited.write(Whom::Listed, Format::Ics, "out");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert!(
        names.contains(&"Symposium on clean air 대기 - KIM Min-jun.ics"),
        "{names:?}"
    );
    assert!(
        names
            .iter()
            .any(|name| name.ends_with("without address.ics")),
        "{names:?}"
    );
    let (_, kim) = files.iter().find(|(name, _)| name.contains("KIM")).unwrap();
    let kim = unfolded(kim);
    assert!(kim.contains("METHOD:REQUEST\r\n"));
    assert!(
        kim.contains("RSVP=TRUE") && kim.contains(":mailto:mj.kim@moe.example\r\n"),
        "{kim}"
    );
    assert!(
        !kim.contains("ivanova"),
        "others' addresses are nobody's business"
    );
    assert!(kim.contains(&format!("UID:{}@symposia\r\n", invited.event)));
    assert_eq!(invited.standing(0), (Standing::UpToDate, vec![]));
    assert_eq!(invited.standing(2).0, Standing::NoAddress);
}

#[test]
fn without_a_mailbox_that_answers_go_to_nobody_is_invited() {
    let mut invited = planned();
    let setting = SettingEdit::OrganizerEmail(String::new());
    act!(invited.desk, office::settings::edit, setting).unwrap();
    let request = invited.request(Whom::Listed, Format::Ics);
    let folder = invited.folder("out");
    let error = act!(invited.desk, write, &request, &folder).unwrap_err();
    assert!(error.to_string().contains("Settings"), "{error}");
    assert!(!folder.exists() || std::fs::read_dir(folder).unwrap().next().is_none());
}

#[test]
fn a_letter_carries_the_request_and_speaks_of_the_event() {
    let mut invited = planned();
    let files = invited.write(Whom::People(vec![invited.people[0]]), Format::Eml, "out");
    let [(name, text)] = files.as_slice() else {
        panic!("{files:?}")
    };
    assert!(name.ends_with("KIM Min-jun.eml"), "{name}");
    let letter = calendar::mail::read(text.as_bytes()).unwrap();
    assert!(letter.subject.contains(TITLE), "{}", letter.subject);
    let part = &letter.calendars[0];
    assert_eq!(part.method.as_deref(), Some("REQUEST"));
    let calendar = String::from_utf8(part.bytes.clone()).unwrap();
    assert!(calendar.contains("METHOD:REQUEST"), "{calendar}");
    assert!(text.contains("X-Unsent: 1"));
}

#[test]
fn one_letter_for_all_names_all_who_agreed_to_it() {
    let mut invited = planned();
    for person in invited.people.clone() {
        invited.agree(person);
    }
    let mut request = invited.request(Whom::Listed, Format::Ics);
    request.together = true;
    let folder = invited.folder("out");
    let written = act!(invited.desk, write, &request, &folder).unwrap();
    let files = texts(&folder, &written.files);
    assert_eq!(written.invited, 2);
    let (_, all) = files
        .iter()
        .find(|(_, text)| text.contains("METHOD:REQUEST"))
        .unwrap();
    let all = unfolded(all);
    assert!(all.contains("mj.kim@moe.example") && all.contains("ivanova@sri.example"));
    assert_eq!(written.alone, 0);
}

#[test]
fn who_did_not_agree_to_share_their_address_gets_a_letter_alone() {
    let mut invited = planned();
    invited.agree(invited.people[0]);
    let mut request = invited.request(Whom::Listed, Format::Ics);
    request.together = true;
    let folder = invited.folder("out");
    let written = act!(invited.desk, write, &request, &folder).unwrap();
    assert_eq!((written.invited, written.alone), (2, 1));
    for (name, text) in texts(&folder, &written.files) {
        let text = unfolded(&text);
        let both = text.contains("mj.kim@moe.example") && text.contains("ivanova@sri.example");
        assert!(!both, "{name}: {text}");
    }
}

#[test]
fn a_change_of_place_makes_invitations_stale_and_the_update_goes_to_just_those() {
    let mut invited = planned();
    let (kim, anna) = (invited.people[0], invited.people[1]);
    let first = invited.write(Whom::People(vec![kim]), Format::Ics, "first");
    // A note is nobody's business.
    invited.edit(EventEdit::Note("typo".into()));
    invited.edit(EventEdit::Description("About clean air".into()));
    assert_eq!(invited.standing(0).0, Standing::UpToDate);
    invited.edit(EventEdit::Venue("Hall B".into()));
    assert_eq!(
        invited.standing(0),
        (Standing::OutOfDate, vec![Matter::Place])
    );
    assert_eq!(invited.standing(1).0, Standing::NotInvited);
    assert_eq!(
        office::event::page(&invited.desk.store, invited.event)
            .unwrap()
            .out_of_date,
        1
    );

    let update = invited.write(Whom::OutOfDate, Format::Ics, "second");
    let [(name, text)] = update.as_slice() else {
        panic!("{update:?}")
    };
    assert!(name.contains("update") && name.contains("KIM"), "{name}");
    let sequence = |text: &str| -> u32 {
        let text = unfolded(text);
        let (_, rest) = text.split_once("SEQUENCE:").unwrap();
        rest.lines().next().unwrap().parse().unwrap()
    };
    assert!(sequence(text) > sequence(&first[0].1));
    assert!(text.contains("LOCATION:Hall B"));
    let uid = |text: &str| unfolded(text).split_once("UID:").unwrap().1[..20].to_owned();
    assert_eq!(uid(text), uid(&first[0].1));
    assert_eq!(invited.standing(0).0, Standing::UpToDate);

    // There is nobody left to tell, and that is said.
    let request = invited.request(Whom::OutOfDate, Format::Ics);
    let folder = invited.folder("third");
    assert!(act!(invited.desk, write, &request, &folder).is_err());
    let _ = anna;
}

#[test]
fn a_yes_to_another_time_is_asked_anew() {
    let mut invited = planned();
    let kim = invited.people[0];
    invited.write(Whom::People(vec![kim]), Format::Ics, "first");
    let reply = invited.answer("mailto:mj.kim@moe.example", "PARTSTAT=ACCEPTED", 0, 1);
    assert_eq!(invited.reply(&reply).outcome, Judgement::Applied);
    invited.edit(EventEdit::Venue("Hall B".into()));
    let place = invited.write(Whom::OutOfDate, Format::Ics, "second");
    assert!(unfolded(&place[0].1).contains("PARTSTAT=ACCEPTED"));
    invited.edit(EventEdit::Timing(exact(
        "2027-05-12T10:00",
        "2027-05-12T16:00",
    )));
    let time = invited.write(Whom::OutOfDate, Format::Ics, "third");
    assert!(unfolded(&time[0].1).contains("PARTSTAT=NEEDS-ACTION;RSVP=TRUE"));
}

#[test]
fn calling_off_tells_everybody_who_holds_an_invitation_once() {
    let mut invited = planned();
    invited.write(Whom::Listed, Format::Ics, "first");
    let request = invited.request(Whom::Listed, Format::Ics);
    let folder = invited.folder("off");
    let written = act!(invited.desk, cancel, &request, &folder).unwrap();
    assert_eq!(written.cancelled, 2);
    let files = texts(&folder, &written.files);
    for (_, text) in &files {
        let text = unfolded(text);
        assert!(text.contains("METHOD:CANCEL\r\n") && text.contains("STATUS:CANCELLED\r\n"));
    }
    let page = office::event::page(&invited.desk.store, invited.event).unwrap();
    assert_eq!(page.status, EventStatus::Cancelled);
    assert_eq!(invited.standing(0).0, Standing::Cancelled);
    // What the file said is what the event has.
    let revision = invited.desk.store.event_revision(invited.event).unwrap();
    assert!(
        files[0]
            .1
            .contains(&format!("SEQUENCE:{}\r\n", revision.sequence))
    );
    assert!(act!(invited.desk, cancel, &request, &folder).is_err());
    // One step: taken back, the event stands and they hold invitations.
    act!(invited.desk, office::journal::undo).unwrap();
    assert_eq!(invited.standing(0).0, Standing::UpToDate);
}

#[test]
fn nobody_is_invited_to_what_is_called_off() {
    let mut invited = planned();
    invited.edit(EventEdit::Status(EventStatus::Cancelled));
    let person = Whom::People(vec![invited.people[0]]);
    for whom in [Whom::Listed, Whom::NotInvited, person] {
        let request = invited.request(whom, Format::Ics);
        let folder = invited.folder("none");
        let refused = act!(invited.desk, write, &request, &folder).unwrap_err();
        assert!(refused.to_string().contains("cancelled"), "{refused}");
        assert!(!folder.exists());
    }
}

#[test]
fn what_has_no_end_goes_with_no_letter() {
    let mut invited = planned();
    let mut request = invited.request(Whom::Listed, Format::Eml);
    request.attachments = vec![invited.desk.folder.path().to_string_lossy().into_owned()];
    let folder = invited.folder("none");
    let refused = act!(invited.desk, write, &request, &folder).unwrap_err();
    assert!(refused.to_string().contains("no file"), "{refused}");
}

#[test]
fn who_is_taken_off_the_list_is_told_and_nobody_else() {
    let mut invited = planned();
    invited.write(Whom::Listed, Format::Ics, "first");
    let query = office::view::ParticipantQuery {
        event: invited.event,
        text: String::new(),
        order: office::view::PeopleOrder::Name,
        window: Window::default(),
    };
    let all = office::participation::all(&invited.desk.store, &query).unwrap();
    let kim = all
        .iter()
        .find(|row| row.person.id == invited.people[0])
        .unwrap()
        .id;
    act!(invited.desk, office::participation::remove, &[kim]).unwrap();
    assert_eq!(invited.standing(0).0, Standing::ToCancel);
    let files = invited.write(Whom::OutOfDate, Format::Ics, "second");
    let [(_, text)] = files.as_slice() else {
        panic!("{files:?}")
    };
    let text = unfolded(text);
    assert!(text.contains("METHOD:CANCEL") && text.contains("mj.kim@moe.example"));
    assert!(!text.contains("STATUS:"), "the event stands: {text}");
    let page = office::event::page(&invited.desk.store, invited.event).unwrap();
    assert_eq!((page.status, page.out_of_date), (EventStatus::Confirmed, 0));
}

#[test]
fn a_reply_is_taken_whatever_its_letter_case_and_line_ends() {
    let mut invited = planned();
    invited.write(Whom::Listed, Format::Ics, "first");
    let reply = invited
        .answer("MAILTO:MJ.Kim@MOE.example", "partstat=accepted;X-Y=1", 0, 1)
        .replace("ATTENDEE", "attendee");
    let row = invited.reply(&reply);
    assert_eq!(row.outcome, Judgement::Applied, "{row:?}");
    assert_eq!(invited.row(0).reply, Reply::Accepted);
    // The same file again changes nothing, and an older answer neither.
    let again = invited.reply(&reply);
    assert_eq!(again.outcome, Judgement::Stale);
    let older = invited.answer("mailto:mj.kim@moe.example", "PARTSTAT=DECLINED", 0, 0);
    assert_eq!(invited.reply(&older).outcome, Judgement::Stale);
    assert_eq!(invited.row(0).reply, Reply::Accepted);
}

#[test]
fn a_reply_to_what_was_replaced_is_stale() {
    let mut invited = planned();
    invited.write(Whom::Listed, Format::Ics, "first");
    invited.edit(EventEdit::Timing(exact(
        "2027-05-12T10:00",
        "2027-05-12T16:00",
    )));
    // As long as they do not know, they answer what they hold.
    let early = invited.answer("mailto:mj.kim@moe.example", "PARTSTAT=TENTATIVE", 0, 1);
    assert_eq!(invited.reply(&early).outcome, Judgement::Applied);
    invited.write(Whom::OutOfDate, Format::Ics, "second");
    let late = invited.answer("mailto:mj.kim@moe.example", "PARTSTAT=ACCEPTED", 0, 9);
    let row = invited.reply(&late);
    assert_eq!(row.outcome, Judgement::Stale, "{row:?}");
    assert_eq!(invited.row(0).reply, Reply::Tentative);
    assert!(invited.row(0).answered_older);
}

#[test]
fn an_alias_is_known_by_name_and_office_and_a_stranger_is_not() {
    let mut invited = planned();
    invited.write(Whom::Listed, Format::Ics, "first");
    let alias = invited.answer(
        "mailto:minjun.kim@air.moe.example",
        "CN=Minjun Kim;PARTSTAT=DECLINED",
        0,
        1,
    );
    let row = invited.reply(&alias);
    assert_eq!(row.outcome, Judgement::Applied, "{row:?}");
    assert!(row.reason.contains("minjun.kim@air.moe.example"), "{row:?}");
    assert_eq!(invited.row(0).reply, Reply::Declined);

    let forwarded = invited.answer(
        "mailto:new@nier.example",
        "CN=PARK Ji-woo;PARTSTAT=ACCEPTED",
        0,
        2,
    );
    let row = invited.reply(&forwarded);
    assert_eq!(row.outcome, Judgement::UnknownPerson);
    let newcomer = row.newcomer.unwrap();
    act!(invited.desk, add_newcomer, &newcomer).unwrap();
    let rows = rows_of(&invited.desk, invited.event);
    let park = rows.iter().find(|row| row.name == "PARK Ji-woo").unwrap();
    assert_eq!(
        (park.reply, park.email.as_deref()),
        (Reply::Accepted, Some("new@nier.example"))
    );
}

#[test]
fn what_is_no_answer_says_so_and_changes_nothing() {
    let mut invited = planned();
    let before = invited.desk.store.steps().unwrap().last;
    let silent = invited.answer("mailto:mj.kim@moe.example", "CN=Kim", 0, 1);
    assert_eq!(invited.reply(&silent).outcome, Judgement::Unreadable);
    let elsewhere = silent.replace(
        &invited.event.to_string(),
        &PersonId(uuid::Uuid::nil()).to_string(),
    );
    assert_eq!(invited.reply(&elsewhere).outcome, Judgement::UnknownEvent);
    let request = silent.replace("METHOD:REPLY", "METHOD:REQUEST");
    assert!(
        invited.reply(&request).reason.contains("import"),
        "an invitation is no answer"
    );
    for (text, what) in [
        ("", "empty"),
        ("hello", "text"),
        ("From: a@b.example\n\nhi", "letter"),
    ] {
        assert_eq!(invited.reply(text).outcome, Judgement::Unreadable, "{what}");
    }
    assert_eq!(invited.desk.store.steps().unwrap().last, before);
}

#[test]
fn a_delegate_is_offered_and_the_delegator_is_noted() {
    let mut invited = planned();
    invited.write(Whom::Listed, Format::Ics, "first");
    let reply = invited
        .answer(
            "mailto:mj.kim@moe.example",
            "PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:lee@moe.example\"",
            0,
            1,
        )
        .replace(
            "ORGANIZER",
            "ATTENDEE;CN=LEE Seo-yeon;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM=\"mailto:mj.kim@moe.example\":mailto:lee@moe.example\nORGANIZER",
        );
    let row = invited.reply(&reply);
    assert_eq!(row.outcome, Judgement::Delegated, "{row:?}");
    assert!(row.reason.contains("LEE Seo-yeon"), "{row:?}");
    assert_eq!(row.newcomer.unwrap().email, "lee@moe.example");
    assert_eq!(invited.row(0).reply, Reply::Delegated);
    assert_eq!(invited.row(0).delegate.as_deref(), Some("LEE Seo-yeon"));
}

#[test]
fn a_proposal_is_shown_in_the_events_zone_and_moves_it_if_it_is_accepted() {
    let mut invited = planned();
    invited.write(Whom::Listed, Format::Ics, "first");
    let counter = invited
        .answer("mailto:mj.kim@moe.example", "PARTSTAT=TENTATIVE", 0, 1)
        .replace("METHOD:REPLY", "METHOD:COUNTER")
        .replace(
            "DTSTART:20270511T020000Z",
            "DTSTART;TZID=Korea Standard Time:20270512T110000\nDTEND;TZID=Korea Standard Time:20270512T170000",
        );
    let row = invited.reply(&counter);
    assert_eq!(row.outcome, Judgement::Counter, "{row:?}");
    let proposal = invited.row(0).proposal.unwrap();
    assert_eq!(proposal.start, parse_local("2027-05-12T10:00").unwrap());
    assert_eq!(proposal.zone.as_deref(), Some("Asia/Ulaanbaatar"));
    act!(
        invited.desk,
        settle_proposal,
        proposal.id,
        Settlement::Accept
    )
    .unwrap();
    let page = office::event::page(&invited.desk.store, invited.event).unwrap();
    assert_eq!(page.timing, exact("2027-05-12T10:00", "2027-05-12T16:00"));
    assert!(invited.row(0).proposal.is_none());
    assert_eq!(invited.standing(0).0, Standing::OutOfDate);
}

#[test]
fn a_folder_of_replies_is_one_step_and_one_undo() {
    let mut invited = planned();
    invited.write(Whom::Listed, Format::Ics, "first");
    let folder = invited.folder("replies");
    std::fs::create_dir_all(folder.join("more")).unwrap();
    let kim = invited.answer("mailto:mj.kim@moe.example", "PARTSTAT=ACCEPTED", 0, 1);
    let anna = invited.answer("mailto:ivanova@sri.example", "PARTSTAT=DECLINED", 0, 1);
    let mail = format!(
        "From: Anna <ivanova@sri.example>\r\nSubject: Declined\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n{}",
        anna.replace('\n', "\r\n")
    );
    std::fs::write(folder.join("a.ics"), kim).unwrap();
    std::fs::write(folder.join("more/b.eml"), mail).unwrap();
    std::fs::write(folder.join("notes.txt"), "nothing").unwrap();
    let taken = act!(invited.desk, take_replies, &[folder]).unwrap();
    assert_eq!((taken.rows.len(), taken.taken), (2, 2), "{:?}", taken.rows);
    assert_eq!(invited.row(1).reply, Reply::Declined);
    act!(invited.desk, office::journal::undo).unwrap();
    assert_eq!(invited.row(0).reply, Reply::NeedsAction);
    assert_eq!(invited.row(1).reply, Reply::NeedsAction);
    let scratch = tempfile::tempdir().unwrap();
    let mut hand = invited.desk.hand();
    let report = invited.desk.store.check(scratch.path(), &mut hand).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn letters_are_changed_previewed_and_brought_back() {
    let mut invited = planned();
    let mut request = invited.request(Whom::NotInvited, Format::Eml);
    request.letter.language = Some("ko".into());
    let shown = preview(&invited.desk.store, &request, 0, desk::start()).unwrap();
    assert_eq!(shown.template.language, "ko");
    assert!(shown.body.contains("2027년 5월 11일"), "{}", shown.body);
    let edit = |text: Option<(&str, &str)>| LetterEdit {
        purpose: domain::letter::Purpose::Request,
        kind: None,
        language: "ko".into(),
        text: text.map(|(subject, body)| (subject.to_owned(), body.to_owned())),
    };
    let wrong = act!(invited.desk, edit_letter, edit(Some(("x", "{nonsense}"))));
    assert!(wrong.unwrap_err().to_string().contains("nonsense"));
    act!(
        invited.desk,
        edit_letter,
        edit(Some(("{title}", "안녕하세요 {name}")))
    )
    .unwrap();
    let own = preview(&invited.desk.store, &request, 0, desk::start()).unwrap();
    assert_eq!(
        (own.subject.as_str(), own.body.trim()),
        (TITLE, "안녕하세요 김민준")
    );
    act!(invited.desk, edit_letter, edit(None)).unwrap();
    let again = preview(&invited.desk.store, &request, 0, desk::start()).unwrap();
    assert_eq!(again.body, shown.body);
}

#[test]
fn whose_invitation_is_withdrawn_is_not_invited_again_by_the_way() {
    let mut invited = planned();
    invited.write(Whom::Listed, Format::Ics, "first");
    let kim = invited.people[0];
    let request = invited.request(Whom::People(vec![kim]), Format::Ics);
    let folder = invited.folder("withdrawn");
    act!(invited.desk, cancel, &request, &folder).unwrap();
    assert_eq!(invited.standing(0).0, Standing::Cancelled);
    let request = invited.request(Whom::NotInvited, Format::Ics);
    let written = act!(invited.desk, write, &request, &folder).unwrap();
    // There is still the one without an address, and nobody else.
    assert_eq!((written.invited, written.unreached.len()), (0, 1));
    // Who is named is invited again.
    invited.write(Whom::People(vec![kim]), Format::Ics, "again");
    assert_eq!(invited.standing(0).0, Standing::UpToDate);
}

#[test]
fn no_file_that_is_there_already_is_written_over() {
    let mut invited = planned();
    let kim = invited.people[0];
    let first = invited.write(Whom::People(vec![kim]), Format::Ics, "out");
    let path = invited.folder("out").join(&first[0].0);
    std::fs::write(&path, "somebody else's").unwrap();
    invited.edit(EventEdit::Venue("Hall B".into()));
    invited.write(Whom::OutOfDate, Format::Ics, "out");
    let request = invited.request(Whom::People(vec![kim]), Format::Ics);
    let folder = invited.folder("out");
    act!(invited.desk, cancel, &request, &folder).unwrap();
    let again = invited.write(Whom::People(vec![kim]), Format::Ics, "out");
    assert_eq!(again.len(), 1);
    assert!(again[0].0.ends_with(" (2).ics"), "{}", again[0].0);
    assert_eq!(std::fs::read_to_string(path).unwrap(), "somebody else's");
}
