#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use chrono::NaiveTime;
use uuid::Uuid;

use super::super::flow;
use super::*;
use crate::timing::{parse_day, parse_local};

mod oracle;

fn id(number: u128) -> AgendaItemId {
    AgendaItemId(Uuid::from_u128(number))
}

fn room(number: u128) -> RoomId {
    RoomId(Uuid::from_u128(0x100 + number))
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(0x200 + number))
}

fn at(text: &str) -> NaiveDateTime {
    parse_local(&format!("2026-11-10T{text}")).unwrap()
}

/// An agenda on paper.
#[derive(Debug, Clone, Default)]
struct Sheet(Programme);

impl Sheet {
    fn new() -> Self {
        let mut sheet = Self::default();
        sheet.0.in_person = true;
        for (number, name, seats) in [(1, "Hall", 40), (2, "East", 20), (3, "West", 15)] {
            let (name, seats) = (name.to_owned(), Some(seats));
            sheet.0.rooms.insert(room(number), Hall { name, seats });
        }
        sheet
    }

    fn add(&mut self, title: &str, kind: ItemKind, start: &str, minutes: u32) -> AgendaItemId {
        let id = id(self.0.items.len() as u128 + 1);
        let pinned = NaiveTime::parse_from_str(start, "%H:%M").ok();
        self.0.items.push(PlannedItem {
            id,
            parent: None,
            day: parse_day("2026-11-10").unwrap(),
            start: pinned,
            minutes,
            title: title.to_owned(),
            beside: false,
            room: None,
            speakers: Vec::new(),
        });
        let detail = Detail {
            kind,
            language: None,
            parts: Vec::new(),
        };
        self.0.details.insert(id, detail);
        id
    }

    fn talk(&mut self, title: &str, start: &str, minutes: u32) -> AgendaItemId {
        self.add(title, ItemKind::Presentation, start, minutes)
    }

    fn item(&mut self, id: AgendaItemId) -> &mut PlannedItem {
        self.0.items.iter_mut().find(|item| item.id == id).unwrap()
    }

    fn put(&mut self, id: AgendaItemId, into: u128) {
        self.item(id).room = Some(room(into));
    }

    fn guest(&mut self, number: u128, reply: Reply) -> PersonId {
        let guest = Guest {
            name: format!("GUEST {number}"),
            reply,
            interprets: false,
            languages: Vec::new(),
        };
        self.0.guests.insert(person(number), guest);
        person(number)
    }

    fn interpreter(&mut self, number: u128, languages: &[&str]) -> PersonId {
        let who = self.guest(number, Reply::Accepted);
        let guest = self.0.guests.get_mut(&who).unwrap();
        guest.interprets = true;
        guest.languages = languages.iter().map(|tag| (*tag).to_owned()).collect();
        who
    }

    fn part(&mut self, item: AgendaItemId, who: PersonId, capacity: Capacity) {
        let name = self.0.guests[&who].name.clone();
        self.item(item).speakers.push((who, name));
        let detail = self.0.details.get_mut(&item).unwrap();
        detail.parts.push((who, capacity));
    }

    fn speak(&mut self, item: AgendaItemId, language: &str) {
        self.0.details.get_mut(&item).unwrap().language = Some(language.to_owned());
    }

    fn judged(&mut self) -> Vec<Finding> {
        self.0.placed = flow(&self.0.items, |_| NaiveTime::from_hms_opt(9, 0, 0).unwrap());
        judge(&self.0)
    }

    fn rules(&mut self) -> Vec<Rule> {
        self.judged().iter().map(|finding| finding.rule).collect()
    }

    /// The one finding that there is.
    fn only(&mut self) -> Finding {
        let found = self.judged();
        let [one] = found.as_slice() else {
            panic!("{found:#?}");
        };
        one.clone()
    }
}

fn says(finding: &Finding, parts: &[&str]) {
    let said = format!("{} {}", finding.sentence, finding.remedy);
    for part in parts {
        assert!(said.contains(part), "{part:?} is not in {said:?}");
    }
}

#[test]
fn who_is_in_two_places_and_which_room_is_taken_twice_is_an_error_that_names_both() {
    let mut sheet = Sheet::new();
    let (a, b) = (
        sheet.talk("Trends", "09:00", 60),
        sheet.talk("Costs", "09:30", 60),
    );
    sheet.put(a, 1);
    sheet.put(b, 2);
    assert_eq!(sheet.rules(), []);
    let who = sheet.guest(1, Reply::Tentative);
    sheet.part(a, who, Capacity::Speaker);
    sheet.part(b, who, Capacity::Moderator);
    let found = sheet.only();
    assert_eq!(
        (found.rule, found.severity),
        (Rule::PersonTwice, Severity::Error)
    );
    assert_eq!(
        (found.items.as_slice(), found.people.as_slice()),
        (&[a, b][..], &[who][..])
    );
    says(
        &found,
        &["GUEST 1", "“Trends” (09:00–10:00)", "“Costs” (09:30–10:30)"],
    );
    sheet.put(b, 1);
    sheet.item(b).speakers.clear();
    let found = sheet.only();
    assert_eq!(found.rule, Rule::RoomTwice);
    says(
        &found,
        &[
            "Hall",
            "“Trends” until 10:00",
            "“Costs” from 09:30",
            "at 10:00",
        ],
    );
}

#[test]
fn what_flows_into_a_fixed_start_is_told_with_the_minutes_that_are_too_many() {
    let mut sheet = Sheet::new();
    sheet.talk("Long", "", 75);
    let fixed = sheet.talk("Fixed", "10:00", 30);
    let found = sheet.only();
    assert_eq!(found.rule, Rule::PinnedOverlap);
    says(
        &found,
        &[
            "“Long” lasts until 10:15",
            "“Fixed” is fixed at 10:00",
            "by 15 minutes",
            "at 10:15",
        ],
    );
    // Where the first is fixed too, neither has flowed into the other.
    sheet.item(id(1)).start = NaiveTime::from_hms_opt(9, 30, 0);
    assert_eq!(sheet.only().rule, Rule::Overlap);
    sheet.item(fixed).start = None;
    assert_eq!(sheet.rules(), []);
}

#[test]
fn nothing_runs_in_another_room_while_all_are_needed_in_one() {
    let mut sheet = Sheet::new();
    let opening = sheet.add("Opening", ItemKind::Opening, "09:00", 30);
    let group = sheet.add("Group A", ItemKind::Discussion, "09:15", 60);
    sheet.put(opening, 1);
    sheet.put(group, 2);
    let found = sheet.only();
    assert_eq!(
        (found.rule, found.severity),
        (Rule::OverPlenary, Severity::Error)
    );
    says(&found, &["“Group A”", "East", "“Opening”", "to 09:30"]);
    // A working group that adopts its own agenda needs its own members only.
    let session = sheet.add("Groups", ItemKind::Other, "09:00", 90);
    sheet.item(opening).parent = Some(session);
    sheet.item(group).parent = Some(session);
    assert_eq!(sheet.rules(), []);
}

#[test]
fn an_item_has_a_length_and_lies_within_its_event() {
    let mut sheet = Sheet::new();
    let item = sheet.talk("Nothing", "09:00", 0);
    assert_eq!(sheet.only().rule, Rule::NoLength);
    // Times that came from elsewhere than the flow.
    let placed = Placed {
        end: at("08:00"),
        ..sheet.0.placed[0]
    };
    let found = judge(&Programme {
        placed: vec![placed],
        ..sheet.0.clone()
    });
    says(
        &found[0],
        &["“Nothing” ends at 08:00, before it begins at 09:00"],
    );
    sheet.item(item).minutes = 60;
    sheet.0.hours = Some((at("09:15"), at("17:00")));
    let found = sheet.only();
    assert_eq!(found.rule, Rule::OutsideEvent);
    says(&found, &["“Nothing”", "begin at 10 Nov 2026 09:00"]);
}

#[test]
fn a_speaker_who_does_not_come_is_an_error() {
    let mut sheet = Sheet::new();
    let talk = sheet.talk("Trends", "09:00", 30);
    for (reply, rules) in [
        (Reply::Declined, vec![Rule::Declined]),
        (Reply::Delegated, vec![Rule::Declined]),
        (Reply::Accepted, vec![]),
        (Reply::NeedsAction, vec![]),
    ] {
        let who = sheet.guest(1, reply);
        sheet.0.details.get_mut(&talk).unwrap().parts.clear();
        sheet.part(talk, who, Capacity::Speaker);
        assert_eq!(sheet.rules(), rules, "{reply}");
    }
}

#[test]
fn a_session_or_a_panel_wants_a_chair_of_its_own_or_of_the_whole() {
    let mut sheet = Sheet::new();
    let session = sheet.add("Session", ItemKind::Session, "09:00", 90);
    let panel = sheet.add("Panel", ItemKind::Panel, "09:00", 30);
    sheet.item(panel).parent = Some(session);
    assert_eq!(sheet.rules(), [Rule::NoChair, Rule::NoChair]);
    assert!(
        sheet
            .judged()
            .iter()
            .all(|one| one.severity == Severity::Advice)
    );
    let who = sheet.guest(1, Reply::Tentative);
    sheet.part(session, who, Capacity::Speaker);
    assert_eq!(sheet.rules().len(), 2, "a speaker leads nobody");
    let chair = sheet.guest(2, Reply::Tentative);
    sheet.part(session, chair, Capacity::Chair);
    assert_eq!(sheet.rules(), []);
}

#[test]
fn two_hours_are_enough_to_sit_in_each_track() {
    let mut sheet = Sheet::new();
    sheet.talk("One", "09:00", 60);
    let two = sheet.talk("Two", "10:00", 60);
    assert_eq!(sheet.rules(), [], "two hours can be sat through");
    sheet.item(two).minutes = 61;
    let found = sheet.only();
    assert_eq!(
        (found.rule, found.severity),
        (Rule::NoBreak, Severity::Advice)
    );
    says(&found, &["2 h 1 min", "“One” at 09:00", "“Two” at 11:01"]);
    let key = found.key;
    let coffee = sheet.add("Coffee", ItemKind::Break, "10:00", 5);
    sheet.item(two).start = NaiveTime::from_hms_opt(10, 5, 0);
    assert_eq!(sheet.rules(), [], "a break is one however short");
    // In the other room it is nobody's here.
    sheet.item(two).start = NaiveTime::from_hms_opt(10, 0, 0);
    sheet.put(id(1), 1);
    sheet.put(two, 1);
    sheet.put(coffee, 2);
    assert_eq!(sheet.only().key, key);
    // A break within a session.
    let mut sheet = Sheet::new();
    let long = sheet.talk("Long", "09:00", 180);
    says(&sheet.only(), &["“Long” lasts 3 h without a break"]);
    let coffee = sheet.add("Coffee", ItemKind::Break, "10:30", 15);
    sheet.item(coffee).parent = Some(long);
    assert_eq!(sheet.rules(), []);
}

#[test]
fn a_language_of_its_own_wants_an_interpreter_who_is_free() {
    let mut sheet = Sheet::new();
    sheet.0.in_person = false;
    sheet.0.languages = vec!["en".to_owned(), "zh-Hans".to_owned()];
    let (a, b) = (sheet.talk("A", "09:00", 60), sheet.talk("B", "09:30", 60));
    sheet.put(a, 1);
    sheet.put(b, 2);
    sheet.speak(a, "zh-CN");
    assert_eq!(sheet.rules(), [], "a working language, written otherwise");
    sheet.speak(a, "ru");
    sheet.speak(b, "ru");
    assert_eq!(sheet.rules(), [Rule::NoInterpreter, Rule::NoInterpreter]);
    says(&sheet.judged()[0], &["“A” is in Russian"]);
    sheet.interpreter(1, &["en", "ru-RU"]);
    let found = sheet.only();
    assert_eq!(found.items, [b], "one interpreter is in one place");
    let second = sheet.interpreter(2, &["ru", "en", "mn"]);
    assert_eq!(sheet.rules(), []);
    // One who has a part elsewhere at that time is not free.
    let other = sheet.talk("C", "09:00", 45);
    sheet.put(other, 3);
    sheet.part(other, second, Capacity::Interpreter);
    assert_eq!(sheet.only().items, [b]);
    sheet.item(other).start = NaiveTime::from_hms_opt(11, 0, 0);
    sheet.0.guests.get_mut(&second).unwrap().reply = Reply::Tentative;
    assert_eq!(sheet.rules(), []);
}

#[test]
fn who_interprets_a_part_is_in_the_session_too() {
    let mut sheet = Sheet::new();
    sheet.0.in_person = false;
    let session = sheet.talk("Session", "09:00", 90);
    let talk = sheet.talk("Talk", "09:00", 30);
    sheet.item(talk).parent = Some(session);
    sheet.speak(session, "ko");
    let interpreter = sheet.interpreter(1, &["ko", "en"]);
    sheet.part(talk, interpreter, Capacity::Interpreter);
    assert_eq!(sheet.rules(), []);
}

#[test]
fn the_rooms_in_use_hold_those_who_accepted_together() {
    let mut sheet = Sheet::new();
    for number in 0..41 {
        sheet.guest(number, Reply::Accepted);
    }
    let plenary = sheet.talk("Plenary", "09:00", 60);
    sheet.put(plenary, 1);
    let found = sheet.only();
    assert_eq!(
        (found.rule, found.severity),
        (Rule::TooFewSeats, Severity::Advice)
    );
    says(
        &found,
        &["Hall has 40 seats, and 41 have accepted: “Plenary”"],
    );
    sheet.guest(0, Reply::Declined);
    assert_eq!(sheet.rules(), []);
    // 20 and 15 seats for 40 people; with the hall for some it is enough.
    let (east, west) = (sheet.talk("A", "10:00", 60), sheet.talk("B", "10:00", 45));
    sheet.put(east, 2);
    sheet.put(west, 3);
    let found = sheet.only();
    assert_eq!(
        found.rooms,
        [room(2), room(3)],
        "what lasts longer has the same guests"
    );
    says(
        &found,
        &["East and West have 35 seats together, and 40 have accepted: “B”, “A”"],
    );
    let hall = sheet.talk("C", "10:00", 60);
    sheet.put(hall, 1);
    assert_eq!(sheet.rules(), []);
    sheet.0.rooms.get_mut(&room(1)).unwrap().seats = None;
    assert_eq!(sheet.rules(), [], "unknown seats are not none");
}

#[test]
fn the_day_is_told_where_there_are_several() {
    let mut sheet = Sheet::new();
    let (a, b) = (
        sheet.talk("Trends", "09:00", 60),
        sheet.talk("Costs", "09:30", 60),
    );
    assert_eq!(sheet.only().day, None, "of one day nobody has to be told");
    let next = at("09:00").date() + TimeDelta::days(1);
    sheet.item(a).day = next;
    let session = sheet.add("Session", ItemKind::Session, "14:00", 60);
    let found = sheet.only();
    assert_eq!(
        (found.rule, found.day),
        (Rule::NoChair, Some(at("09:00").date()))
    );
    sheet.item(b).day = next;
    sheet.0.details.get_mut(&session).unwrap().kind = ItemKind::Discussion;
    assert_eq!(sheet.only().day, Some(next));
    // One that names its day itself needs no other.
    sheet.item(b).day = at("09:00").date();
    sheet.0.hours = Some((at("09:00"), at("23:00")));
    assert_eq!(
        (sheet.only().rule, sheet.only().day),
        (Rule::OutsideEvent, None)
    );
}

#[test]
fn a_key_stays_when_times_and_order_change_and_names_its_rule() {
    let mut sheet = Sheet::new();
    sheet.add("Session", ItemKind::Session, "09:00", 90);
    sheet.add("Session", ItemKind::Session, "10:30", 90);
    let keys = |sheet: &mut Sheet| -> BTreeSet<String> {
        sheet
            .judged()
            .into_iter()
            .map(|finding| finding.key)
            .collect()
    };
    let before = keys(&mut sheet);
    assert_eq!(before.len(), 3, "two chairs and a break");
    for item in &mut sheet.0.items {
        item.day = parse_day("2027-02-01").unwrap();
        item.start = item.start.map(|start| start + TimeDelta::minutes(45));
    }
    sheet.0.items.reverse();
    assert_eq!(keys(&mut sheet), before);
    for key in before {
        assert!(matches!(
            Rule::of_key(&key),
            Some(Rule::NoChair | Rule::NoBreak)
        ));
    }
    assert_eq!(Rule::of_key("nonsense"), None);
}
