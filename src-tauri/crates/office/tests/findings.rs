//! What is said of an agenda, advice waved off, and what moves along.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::Desk;
use domain::agenda::shift::Follow;
use domain::agenda::{ItemKind, Rule, Severity};
use domain::event::EventKind;
use domain::id::{AgendaItemId, EventId, PersonId};
use domain::participation::{Capacity, Reply};
use domain::timing::{Timing, parse_day, parse_local};
use office::view::{
    AgendaItemEdit, Change, EventEdit, FindingRow, NewAgendaItem, NewEvent, NewPerson,
    ParticipationEdit, TypedAgendaItem,
};

struct Meeting {
    desk: Desk,
    event: EventId,
}

fn key<T: std::str::FromStr<Err: std::fmt::Debug>>(change: &Change) -> T {
    change.id.as_deref().unwrap().parse().unwrap()
}

fn exact(start: &str, end: &str, zone: chrono_tz::Tz) -> Timing {
    let (start, end) = (parse_local(start).unwrap(), parse_local(end).unwrap());
    Timing::Exact { start, end, zone }
}

const SEOUL: chrono_tz::Tz = chrono_tz::Asia::Seoul;

fn meeting() -> Meeting {
    let mut desk = Desk::new();
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: "Symposium".to_owned(),
        timing: exact("2027-05-11T09:00", "2027-05-12T17:00", SEOUL),
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let event = key(&act!(desk, office::event::plan, new).unwrap());
    Meeting { desk, event }
}

impl Meeting {
    fn add(&mut self, title: &str, kind: ItemKind, start: &str, minutes: u32) -> AgendaItemId {
        let new = NewAgendaItem {
            event: self.event,
            parent: None,
            kind: Some(kind),
            title: title.to_owned(),
            day: None,
            start: start.parse().ok(),
            minutes,
            after: None,
        };
        key(&act!(self.desk, office::agenda::add, new).unwrap())
    }

    fn person(&mut self, name: &str, state: Option<&str>) -> PersonId {
        let new = NewPerson {
            family_name: name.to_owned(),
            state: state.map(|state| state.parse().unwrap()),
            ..NewPerson::default()
        };
        key(&act!(self.desk, office::person::add, new).unwrap())
    }

    fn reply(&mut self, person: PersonId, reply: Reply) {
        let id = self.desk.store.participation_of(self.event, person);
        let id = id.unwrap().unwrap();
        act!(
            self.desk,
            office::participation::edit,
            id,
            ParticipationEdit::Reply(reply)
        )
        .unwrap();
    }

    fn judged(&self) -> Vec<FindingRow> {
        office::agenda::judge(&self.desk.store, self.event).unwrap()
    }

    fn rules(&self) -> Vec<Rule> {
        self.judged().iter().map(|row| row.finding.rule).collect()
    }

    /// `11 09:00 Opening`, a line an item, `!` where the start is fixed.
    fn lines(&self) -> Vec<String> {
        let agenda = office::agenda::show(&self.desk.store, self.event).unwrap();
        let line = |item: &office::view::AgendaRow| {
            let fixed = if item.pinned { "!" } else { "" };
            format!("{} {}{fixed}", item.start.format("%d %H:%M"), item.title)
        };
        agenda.items.iter().map(line).collect()
    }

    fn undo(&mut self) {
        act!(self.desk, office::journal::undo).unwrap();
    }
}

#[test]
fn an_agenda_is_judged_with_all_that_the_store_knows_of_it() {
    let mut meeting = meeting();
    let talk = meeting.add("Trends", ItemKind::Presentation, "09:00:00", 60);
    assert_eq!(meeting.rules(), []);
    let speaker = meeting.person("Kim", Some("KR"));
    act!(
        meeting.desk,
        office::agenda::add_speaker,
        talk,
        speaker,
        Capacity::Speaker
    )
    .unwrap();
    meeting.reply(speaker, Reply::Declined);
    act!(
        meeting.desk,
        office::agenda::edit,
        talk,
        AgendaItemEdit::Language("ko".into())
    )
    .unwrap();
    assert_eq!(meeting.rules(), [Rule::Declined, Rule::NoInterpreter]);
    assert_eq!(
        meeting.judged()[0].finding.sentence,
        "KIM has declined, but has a part in “Trends” (speaker)."
    );
    let languages = EventEdit::Languages(vec!["en".into(), "ko".into()]);
    act!(meeting.desk, office::event::edit, meeting.event, languages).unwrap();
    meeting.reply(speaker, Reply::Accepted);
    let room = act!(
        meeting.desk,
        office::agenda::add_room,
        meeting.event,
        "Hall",
        Some(1)
    )
    .unwrap();
    act!(
        meeting.desk,
        office::agenda::edit,
        talk,
        AgendaItemEdit::Room(Some(key(&room)))
    )
    .unwrap();
    assert_eq!(meeting.rules(), []);
    let other = meeting.person("Sato", Some("JP"));
    act!(
        meeting.desk,
        office::agenda::add_speaker,
        talk,
        other,
        Capacity::Speaker
    )
    .unwrap();
    meeting.reply(other, Reply::Accepted);
    assert_eq!(meeting.rules(), [Rule::TooFewSeats]);
    let online = EventEdit::Attendance(Some(domain::event::Attendance::Online));
    act!(meeting.desk, office::event::edit, meeting.event, online).unwrap();
    assert_eq!(meeting.rules(), []);
    // What waits in the tray is at no time.
    let waiting = TypedAgendaItem {
        event: meeting.event,
        line: "Session on costs".into(),
        kind: Some(ItemKind::Session),
        minutes: None,
        start: None,
        after: None,
        parent: None,
        day: None,
        tray: true,
    };
    act!(meeting.desk, office::agenda::type_in, &waiting).unwrap();
    assert_eq!(meeting.rules(), []);
}

#[test]
fn advice_is_waved_off_for_a_reason_that_stays_with_it_and_can_be_undone() {
    let mut meeting = meeting();
    let session = meeting.add("Session 1", ItemKind::Session, "09:00:00", 60);
    meeting.add("Session 2", ItemKind::Session, "", 60);
    let all = meeting.judged();
    let [first, second] = all.as_slice() else {
        panic!("{all:?}")
    };
    let (event, advice) = (meeting.event, first.finding.key.clone());
    act!(
        meeting.desk,
        office::agenda::wave_off,
        event,
        &advice,
        " The host opens it. "
    )
    .unwrap();
    let after = meeting.judged();
    assert_eq!(after[0], *second, "what is waved off comes last");
    assert_eq!(after[1].finding, first.finding);
    assert_eq!(after[1].waived.as_deref(), Some("The host opens it."));
    // It stays waved off wherever the session goes, and takes another reason.
    act!(
        meeting.desk,
        office::agenda::edit,
        session,
        AgendaItemEdit::Minutes(30)
    )
    .unwrap();
    let moved = exact("2027-06-01T09:00", "2027-06-02T17:00", SEOUL);
    act!(
        meeting.desk,
        office::event::edit,
        event,
        EventEdit::Timing(moved)
    )
    .unwrap();
    act!(
        meeting.desk,
        office::agenda::wave_off,
        event,
        &advice,
        "Nobody is needed."
    )
    .unwrap();
    assert_eq!(
        meeting.judged()[1].waived.as_deref(),
        Some("Nobody is needed.")
    );
    meeting.undo();
    assert_eq!(
        meeting.judged()[1].waived.as_deref(),
        Some("The host opens it.")
    );
    act!(
        meeting.desk,
        office::agenda::take_back_waiver,
        event,
        &advice
    )
    .unwrap();
    assert!(meeting.judged().iter().all(|row| row.waived.is_none()));
    // The journal knows both, and the store is what the journal says.
    let (scratch, mut hand) = (tempfile::tempdir().unwrap(), meeting.desk.hand());
    let report = meeting.desk.store.check(scratch.path(), &mut hand).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn only_advice_that_is_given_can_be_waved_off_and_only_for_a_reason() {
    let mut meeting = meeting();
    meeting.add("A", ItemKind::Session, "09:00:00", 60);
    meeting.add("B", ItemKind::Presentation, "09:30:00", 60);
    let all = meeting.judged();
    assert_eq!(
        all.iter()
            .map(|row| row.finding.severity)
            .collect::<Vec<_>>(),
        [Severity::Error, Severity::Advice]
    );
    let event = meeting.event;
    let mut refused = |advice: &str, reason: &str| {
        act!(
            meeting.desk,
            office::agenda::wave_off,
            event,
            advice,
            reason
        )
        .unwrap_err()
        .to_string()
    };
    assert!(refused(&all[0].finding.key, "Fine.").contains("error has to be mended"));
    assert!(refused(&all[1].finding.key, "  ").contains("the reason cannot be empty"));
    assert!(refused("no-chair:nobody", "Fine.").contains("no longer applies"));
    assert!(refused("", "Fine.").contains("Only advice"));
    assert!(meeting.judged().iter().all(|row| row.waived.is_none()));
}

#[test]
fn what_follows_shifts_with_an_item_in_one_step() {
    let mut meeting = meeting();
    let talk = meeting.add("Talk", ItemKind::Presentation, "09:00:00", 60);
    meeting.add("Coffee", ItemKind::Break, "10:00:00", 30);
    meeting.add("Panel", ItemKind::Other, "", 60);
    let before = meeting.lines();
    let longer = AgendaItemEdit::Minutes(75);
    let preview = office::agenda::preview_item(&meeting.desk.store, talk, &longer).unwrap();
    assert_eq!((preview.by, preview.fixed, preview.moved.len()), (15, 1, 2));
    assert_eq!(preview.moved[0].title, "Coffee");
    act!(meeting.desk, office::agenda::edit_shifting, talk, longer).unwrap();
    assert_eq!(
        meeting.lines(),
        ["11 09:00 Talk!", "11 10:15 Coffee!", "11 10:45 Panel"]
    );
    act!(
        meeting.desk,
        office::agenda::edit_shifting,
        talk,
        AgendaItemEdit::Minutes(60)
    )
    .unwrap();
    assert_eq!(meeting.lines(), before);
    meeting.undo();
    assert_eq!(
        meeting.lines()[1],
        "11 10:15 Coffee!",
        "one step took it all back"
    );
    // Over midnight nothing moves at all, and the preview says why.
    meeting.add("Night", ItemKind::Other, "23:30:00", 20);
    let late = AgendaItemEdit::Minutes(120);
    let preview = office::agenda::preview_item(&meeting.desk.store, talk, &late).unwrap();
    assert!(preview.refused.unwrap().contains("“Night”"));
    let lines = meeting.lines();
    act!(meeting.desk, office::agenda::edit_shifting, talk, late).unwrap_err();
    assert_eq!(meeting.lines(), lines);
    let title = AgendaItemEdit::Title("Talk 2".into());
    let nothing = office::agenda::preview_item(&meeting.desk.store, talk, &title).unwrap();
    assert_eq!((nothing.by, nothing.fixed), (0, 0));
}

#[test]
fn what_shifts_is_told_in_the_order_of_the_programme() {
    let mut meeting = meeting();
    let opening = meeting.add("Opening", ItemKind::Opening, "", 30);
    let mut parts = Vec::new();
    for number in [1, 2] {
        let session = meeting.add(&format!("Session {number}"), ItemKind::Session, "", 60);
        parts.push(session);
    }
    for (whole, title) in parts.iter().rev().zip(["Last talk", "First talk"]) {
        let talk = NewAgendaItem {
            event: meeting.event,
            parent: Some(*whole),
            kind: None,
            title: title.to_owned(),
            day: None,
            start: None,
            minutes: 20,
            after: None,
        };
        act!(meeting.desk, office::agenda::add, talk).unwrap();
    }
    meeting.add("Lunch", ItemKind::Meal, "12:30:00", 60);
    let longer = AgendaItemEdit::Minutes(40);
    let preview = office::agenda::preview_item(&meeting.desk.store, opening, &longer).unwrap();
    let told: Vec<&str> = preview.moved.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(
        told,
        ["Session 1", "First talk", "Session 2", "Last talk", "Lunch"]
    );
}

#[test]
fn an_agenda_follows_its_event_as_the_person_says() {
    let mut meeting = meeting();
    meeting.add("Opening", ItemKind::Opening, "", 30);
    meeting.add("Lunch", ItemKind::Meal, "12:00:00", 60);
    let (event, before) = (meeting.event, meeting.lines());
    let ways = |meeting: &Meeting, timing| -> Vec<Follow> {
        let preview = office::agenda::preview_event(&meeting.desk.store, meeting.event, timing);
        preview.unwrap().ways.iter().map(|way| way.follow).collect()
    };
    let later = exact("2027-05-18T10:00", "2027-05-19T18:00", SEOUL);
    assert_eq!(
        ways(&meeting, later),
        [Follow::Days, Follow::Hours, Follow::Stay]
    );
    for (follow, expected) in [
        (Follow::Days, ["18 10:00 Opening", "18 12:00 Lunch!"]),
        (Follow::Hours, ["18 10:00 Opening", "18 13:00 Lunch!"]),
        (Follow::Stay, ["11 10:00 Opening", "11 12:00 Lunch!"]),
    ] {
        act!(
            meeting.desk,
            office::event::move_event,
            event,
            later,
            follow
        )
        .unwrap();
        assert_eq!(meeting.lines(), expected, "{follow}");
        meeting.undo();
        assert_eq!(meeting.lines(), before);
    }
    // As the store's own way: along by days.
    act!(
        meeting.desk,
        office::event::edit,
        event,
        EventEdit::Timing(later)
    )
    .unwrap();
    assert_eq!(meeting.lines(), ["18 10:00 Opening", "18 12:00 Lunch!"]);
    meeting.undo();
    let moscow = exact(
        "2027-05-11T09:00",
        "2027-05-12T17:00",
        chrono_tz::Europe::Moscow,
    );
    assert_eq!(ways(&meeting, moscow), [Follow::Days, Follow::Instants]);
    act!(
        meeting.desk,
        office::event::move_event,
        event,
        moscow,
        Follow::Instants
    )
    .unwrap();
    assert_eq!(meeting.lines(), ["11 03:00 Opening", "11 06:00 Lunch!"]);
    let timing = meeting.desk.store.event(event).unwrap().timing;
    assert_eq!(
        timing,
        exact(
            "2027-05-11T03:00",
            "2027-05-12T11:00",
            chrono_tz::Europe::Moscow
        )
    );
    act!(
        meeting.desk,
        office::event::move_event,
        event,
        exact("2027-05-11T03:00", "2027-05-12T11:00", SEOUL),
        Follow::Instants
    )
    .unwrap();
    assert_eq!(meeting.lines(), before);
}

#[test]
fn items_that_come_to_stand_on_one_day_keep_their_order_in_time() {
    let mut meeting = meeting();
    let event = meeting.event;
    meeting.add("Before it", ItemKind::Other, "22:00:00", 30);
    meeting.add("Late", ItemKind::Other, "23:00:00", 30);
    let new = NewAgendaItem {
        event,
        parent: None,
        kind: None,
        title: "Early".into(),
        day: parse_day("2027-05-12").ok(),
        start: "09:00:00".parse().ok(),
        minutes: 30,
        after: None,
    };
    act!(meeting.desk, office::agenda::add, new).unwrap();
    let kiritimati = exact(
        "2027-05-11T09:00",
        "2027-05-12T17:00",
        chrono_tz::Pacific::Kiritimati,
    );
    act!(
        meeting.desk,
        office::event::move_event,
        event,
        kiritimati,
        Follow::Instants
    )
    .unwrap();
    assert_eq!(
        meeting.lines(),
        ["12 03:00 Before it!", "12 04:00 Late!", "12 14:00 Early!"]
    );
}

#[test]
fn the_night_between_two_days_of_a_meeting_is_neither_early_nor_late() {
    let told = |start, end| {
        let shown = office::clocks::panel(&exact(start, end, SEOUL));
        let line = |one: &domain::clocks::There| {
            format!(
                "{} {} {}",
                one.zone,
                one.end.format("%d %H:%M"),
                one.outside
            )
        };
        shown.iter().map(line).collect::<Vec<_>>()
    };
    let two_days = told("2027-05-11T14:00", "2027-05-12T17:00");
    assert_eq!(two_days, told("2027-05-11T14:00", "2027-05-11T17:00"));
    assert!(two_days.contains(&"Asia/Seoul 11 17:00 0".to_owned()));
    assert!(two_days.contains(&"Europe/Zurich 11 10:00 60".to_owned()));
    // One that does go on over a night is late.
    let night = told("2027-05-11T20:00", "2027-05-12T02:00");
    assert!(
        night.contains(&"Asia/Seoul 12 02:00 420".to_owned()),
        "{night:?}"
    );
}

#[test]
fn a_good_hour_is_one_for_those_who_come_and_for_the_members_where_nobody_is_known() {
    let mut meeting = meeting();
    let timing = exact("2027-05-11T09:00", "2027-05-12T10:00", SEOUL);
    let hours = |meeting: &Meeting| {
        office::clocks::good_hours(&meeting.desk.store, Some(meeting.event), &timing).unwrap()
    };
    let members = hours(&meeting);
    assert!(members.for_members && members.hours[0].outside == 0);
    let talk = meeting.add("Talk", ItemKind::Presentation, "", 30);
    for (name, state) in [
        ("Park", Some("KR")),
        ("Kiprono", Some("KE")),
        ("Nobody", None),
    ] {
        let person = meeting.person(name, state);
        act!(
            meeting.desk,
            office::agenda::add_speaker,
            talk,
            person,
            Capacity::Speaker
        )
        .unwrap();
    }
    let found = hours(&meeting);
    assert_eq!((found.for_members, found.left_out), (false, 1));
    let zones: Vec<&str> = found.hours[0]
        .there
        .iter()
        .map(|one| one.zone.as_str())
        .collect();
    assert_eq!(zones, ["Africa/Nairobi", "Asia/Seoul"]);
    // The same hour on both days.
    let best = &found.hours[0];
    assert_eq!(best.end - best.start, chrono::TimeDelta::hours(25));
    let no_hours = Timing::Year { year: 2027 };
    let none = office::clocks::good_hours(&meeting.desk.store, None, &no_hours).unwrap();
    assert!(none.hours.is_empty() && office::clocks::panel(&no_hours).is_empty());
}
