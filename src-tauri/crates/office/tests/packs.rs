//! Offices that exchange packs: people created twice, calendars that count the same, keys, a store put back from a
//! backup.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use domain::event::{EventKind, EventStatus};
use domain::id::{AgendaItemId, EventId};
use domain::pack::Purpose;
use domain::timing::{Timing, parse_local};
use office::calendar_file::CalendarFileRequest;
use office::pack::{Card, Opening, Order, Readers, Received, SignedBy, What};
use office::view::{AgendaItemEdit, Change, NewAgendaItem, NewEvent, NewPerson};
use office::{Hand, Reader, Store};
use uuid::Uuid;

fn start() -> DateTime<Utc> {
    "2026-11-24T08:00:00Z".parse().unwrap()
}

/// An office with a store of its own.
struct Desk {
    store: Store,
    folder: tempfile::TempDir,
    name: String,
    minutes: i64,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("desk.symposia"), start()).unwrap();
        let mut desk = Self {
            store,
            folder,
            name: name.to_owned(),
            minutes: 0,
        };
        let mut hand = desk.hand();
        office::setup::set_up(&mut desk.store, &mut hand).unwrap();
        office::pack::own_card(&mut desk.store, Some(name)).unwrap();
        desk
    }

    fn hand(&mut self) -> Hand {
        self.minutes += 1;
        Hand::new(
            start() + TimeDelta::minutes(self.minutes),
            &self.name,
            Uuid::now_v7,
        )
    }

    fn card(&mut self) -> Card {
        office::pack::own_card(&mut self.store, None).unwrap()
    }

    fn does<T>(&mut self, work: impl FnOnce(&mut Store, &mut Hand) -> office::Result<T>) -> T {
        let mut hand = self.hand();
        work(&mut self.store, &mut hand).unwrap()
    }

    /// A pack for that office with what it has not seen.
    fn pack_for(&mut self, other: &str) -> PathBuf {
        let path = self.folder.path().join("for-you.pack");
        let (what, readers) = (What::For(other.to_owned()), Readers::Everybody);
        self.does(|store, hand| office::pack::export(store, hand, &what, &readers, &path));
        path
    }

    fn take(&mut self, pack: &Path) -> Received {
        self.does(|store, hand| office::pack::import(store, hand, pack, None, false))
    }

    fn person(&mut self, family: &str, given: &str, email: &str) {
        let new = NewPerson {
            family_name: family.to_owned(),
            given_name: given.to_owned(),
            email: Some(email.to_owned()),
            ..NewPerson::default()
        };
        self.does(|store, hand| office::person::add(store, hand, new));
    }

    fn people(&self) -> usize {
        self.store.known_people().unwrap().len()
    }
}

/// Two offices that know each other's keys, and all that is in the first.
fn two() -> (Desk, Desk) {
    let (mut seoul, mut tokyo) = (Desk::new("Seoul"), Desk::new("Tokyo"));
    office::pack::add_office(&mut seoul.store, &tokyo.card()).unwrap();
    office::pack::add_office(&mut tokyo.store, &seoul.card()).unwrap();
    (seoul, tokyo)
}

fn meet(one: &mut Desk, other: &mut Desk) {
    for _ in 0..2 {
        let pack = one.pack_for(&other.name.clone());
        other.take(&pack);
        let pack = other.pack_for(&one.name.clone());
        one.take(&pack);
    }
    assert_eq!(one.store.dump().unwrap(), other.store.dump().unwrap());
}

fn key<T: std::str::FromStr<Err: std::fmt::Debug>>(change: &Change) -> T {
    change.id.as_deref().unwrap().parse().unwrap()
}

#[test]
fn somebody_added_on_two_laptops_is_offered_as_a_duplicate_once_they_met() {
    let (mut seoul, mut tokyo) = two();
    seoul.person("Kim", "Haneul", "haneul@air.example");
    seoul.person("Sato", "Ren", "ren@air.example");
    tokyo.person("Gim", "Haneul", "haneul@air.example");
    let pack = seoul.pack_for("Tokyo");
    let tried = tokyo.does(|store, hand| office::pack::import(store, hand, &pack, None, true));
    assert_eq!(tried.possible_duplicates, 0, "nobody is compared before");
    let received = tokyo.take(&pack);
    assert_eq!(received.possible_duplicates, 1);
    let directory = office::duplicate::Directory::read(&tokyo.store).unwrap();
    let found = directory.compare(&()).unwrap();
    let listed = office::duplicate::list(&tokyo.store, found).unwrap();
    assert_eq!(listed.total, 1);
    let names = [&listed.pairs[0].one, &listed.pairs[0].other].map(|person| person.name.clone());
    assert!(
        names.iter().all(|name| name.contains("Haneul")),
        "{names:?}"
    );
    // What both had before is not told again.
    let again = tokyo.take(&pack);
    assert_eq!((again.possible_duplicates, tokyo.people()), (0, 3));
}

fn meeting(desk: &mut Desk) -> (EventId, [AgendaItemId; 2]) {
    let timing = Timing::Exact {
        start: parse_local("2027-05-11T09:30").unwrap(),
        end: parse_local("2027-05-12T18:00").unwrap(),
        zone: chrono_tz::Asia::Seoul,
    };
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: "Symposium".to_owned(),
        timing,
        status: Some(EventStatus::Confirmed),
        activities: Vec::new(),
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
    };
    let event = key(&desk.does(|store, hand| office::event::plan(store, hand, new)));
    let items = ["Opening", "Talk"].map(|title| {
        let new = NewAgendaItem {
            event,
            parent: None,
            kind: None,
            title: title.to_owned(),
            day: None,
            start: None,
            minutes: 30,
            after: None,
        };
        key(&desk.does(|store, hand| office::agenda::add(store, hand, new)))
    });
    (event, items)
}

/// UID and SEQUENCE of each entry of the event's file.
fn sequences(store: &Reader, event: EventId) -> Vec<(String, u32)> {
    let request = CalendarFileRequest {
        events: vec![event],
        sessions: true,
        ..CalendarFileRequest::default()
    };
    let file = office::calendar_file::write(store, &request, start()).unwrap();
    let unfolded = file.text.replace("\r\n ", "");
    let entries = unfolded.split("BEGIN:VEVENT").skip(1);
    let mut found: Vec<(String, u32)> = entries
        .map(|entry| {
            let value = |name: &str| {
                let line = entry.lines().find_map(|line| line.strip_prefix(name));
                line.unwrap().to_owned()
            };
            (value("UID:"), value("SEQUENCE:").parse().unwrap())
        })
        .collect();
    found.sort();
    found
}

#[test]
fn the_entries_of_an_agenda_count_the_same_in_both_offices_and_never_fall() {
    let (mut seoul, mut tokyo) = two();
    let (event, [opening, talk]) = meeting(&mut seoul);
    meet(&mut seoul, &mut tokyo);
    let edit = |desk: &mut Desk, item, edit| {
        desk.does(|store, hand| office::agenda::edit(store, hand, item, edit));
    };
    edit(&mut seoul, opening, AgendaItemEdit::Minutes(45));
    edit(
        &mut tokyo,
        talk,
        AgendaItemEdit::Title("Keynote".to_owned()),
    );
    edit(
        &mut tokyo,
        opening,
        AgendaItemEdit::Title("Welcome".to_owned()),
    );
    let before: Vec<_> = [&seoul, &tokyo]
        .map(|desk| sequences(&desk.store, event))
        .to_vec();
    meet(&mut seoul, &mut tokyo);
    let now = sequences(&seoul.store, event);
    assert_eq!(now, sequences(&tokyo.store, event));
    // The talk was put off by the longer opening, and given another title elsewhere.
    let counts: Vec<u32> = now.iter().map(|(_, count)| *count).collect();
    assert!(
        counts.iter().filter(|count| **count == 2).count() >= 2,
        "{now:?}"
    );
    for before in before {
        for ((uid, then), (same, now)) in before.iter().zip(&now) {
            assert!(uid == same && then <= now, "{before:?} {now:?}");
        }
    }
    // Taking a pack in is no step of the agenda's own.
    let pack = seoul.pack_for("Tokyo");
    tokyo.take(&pack);
    assert_eq!(sequences(&tokyo.store, event), now);
    // What is taken back is told, too.
    tokyo.does(office::journal::undo);
    meet(&mut seoul, &mut tokyo);
    assert_eq!(
        sequences(&seoul.store, event),
        sequences(&tokyo.store, event)
    );
}

#[test]
fn the_line_of_an_office_holds_both_keys_and_an_older_one_says_what_is_missing() {
    let mut seoul = Desk::new("Technical Centre, Seoul");
    let card = seoul.card();
    let line = card.to_string();
    assert!(
        line.contains(" age1") && line.contains(" ed25519:"),
        "{line}"
    );
    assert_eq!(line.parse::<Card>().unwrap(), card);
    let older = format!("symposia-office {} {} {}", card.device, card.key, card.name);
    let said = older.parse::<Card>().unwrap_err().to_string();
    assert!(said.contains("ask that office for its line anew"), "{said}");
    for none in [
        "",
        "symposia-office",
        "a letter",
        &line.replace("age1", "age2"),
    ] {
        assert!(none.parse::<Card>().is_err(), "{none}");
    }
}

#[test]
fn a_pack_of_somebody_unknown_is_shown_refused_and_taken_only_when_accepted() {
    let (mut seoul, mut stranger) = (Desk::new("Seoul"), Desk::new("Tokyo"));
    stranger.person("Sato", "Ren", "ren@air.example");
    let path = stranger.folder.path().join("all.pack");
    let readers = Readers::Passphrase("clean air".to_owned());
    stranger.does(|store, hand| office::pack::export(store, hand, &What::All, &readers, &path));
    let shown = office::pack::show(&seoul.store, &path, Some("clean air")).unwrap();
    assert_eq!(
        (shown.header.office.as_str(), &shown.signed_by),
        ("Tokyo", &SignedBy::Unknown)
    );
    let mut hand = seoul.hand();
    let refused =
        office::pack::import(&mut seoul.store, &mut hand, &path, Some("clean air"), false);
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains(&shown.fingerprint)
    );
    let opening = Opening {
        passphrase: Some("clean air"),
        accept_unknown: true,
    };
    seoul.does(|store, hand| office::pack::import(store, hand, &path, opening, false));
    assert_eq!(seoul.people(), 1);
}

#[test]
fn a_technical_centre_gets_results_without_names_and_everything_once_it_is_given() {
    let (mut seoul, mut tokyo) = two();
    seoul.person("Kim", "Haneul", "haneul@air.example");
    let path = seoul.folder.path().join("results.pack");
    let order = Order {
        what: What::All,
        purpose: Purpose::Results,
    };
    let readers = Readers::Offices(vec!["Tokyo".to_owned()]);
    seoul.does(|store, hand| office::pack::export(store, hand, order, &readers, &path));
    let received = tokyo.take(&path);
    assert_eq!(received.header.purpose, Purpose::Results);
    assert_eq!(
        (tokyo.people(), received.possible_duplicates),
        (0, 0),
        "nobody has a name"
    );
    meet(&mut seoul, &mut tokyo);
    assert_eq!(tokyo.people(), 1);
}

#[test]
fn an_office_that_put_its_store_back_is_one_office_still_and_gets_back_what_it_told() {
    let (mut seoul, mut tokyo) = two();
    let marks = seoul.folder.path().join("marks");
    seoul.does(|store, hand| Ok(store.stay_on(hand, &marks)?));
    meet(&mut seoul, &mut tokyo);
    let backup = seoul.folder.path().join("backup");
    store::back_up_to(&seoul.store, &backup).unwrap();
    seoul.person("Kim", "Haneul", "haneul@air.example");
    meet(&mut seoul, &mut tokyo);
    // The program is closed, the copy put in the store's place, the program started.
    let path = seoul.store.path().to_owned();
    seoul.store = Store::open(&seoul.folder.path().join("none"), start()).unwrap();
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(path.with_extension(format!("symposia{suffix}")));
    }
    std::fs::copy(&backup, &path).unwrap();
    seoul.store = Store::open(&path, start()).unwrap();
    assert!(seoul.does(|store, hand| Ok(store.stay_on(hand, &marks)?)));
    assert_eq!(seoul.people(), 0);
    seoul.person("Sato", "Ren", "ren@air.example");
    meet(&mut seoul, &mut tokyo);
    assert_eq!((seoul.people(), tokyo.people()), (2, 2));
}
