//! Lists of people imported and exported.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use std::cell::Cell;
use std::fmt::Write as _;

use desk::Desk;
use domain::event::EventKind;
use domain::id::EventId;
use domain::participation::{Capacity, Reply};
use domain::timing::Timing;
use office::people_file::{ImportOptions, PeopleFormat, Progress, export, import, preview};
use office::view::{NewEvent, ParticipantQuery, PeopleQuery, Window};

const LIST: &str = "\
Family name,Given name,Native name,Organisation,State,E-mail,Capacity,Reply
Seol,Min-ho,설민호,Institute of Air,Republic of Korea,min-ho.seol@demo-nier.example,Speaker,Accepted
Batbayar,Sarantuya,Батбаярын Сарантуяа,Agency for Air,Mongolia,sarantuya@demo-agency-mn.example,Delegate,
Berezina,Anna,,Institute of Air,Atlantis,anna@demo-sri-atmosphere.example,Delegate,
,,,Nobody's,China,nobody@demo-craes.example,,
Lan,Xinyue,蓝欣月,Institute of Air,China,not an address,Delegate,
Lan,Xinyue,蓝欣月,Institute of Air,China,xinyue.lan@demo-craes.example,Delegate,Declined
Min-ho,Seol,,,Japan,MIN-HO.SEOL@demo-nier.example,,
";

fn options() -> ImportOptions {
    ImportOptions::default()
}

fn total(desk: &Desk) -> u64 {
    office::person::list(&desk.store, &PeopleQuery::default())
        .unwrap()
        .total
}

fn event(desk: &mut Desk) -> EventId {
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: "Symposium".to_owned(),
        timing: Timing::Year { year: 2027 },
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    act!(desk, office::event::plan, new)
        .unwrap()
        .id
        .unwrap()
        .parse()
        .unwrap()
}

#[test]
fn a_line_with_bytes_of_another_encoding_is_rejected_and_not_imported_as_boxes() {
    let mut desk = Desk::new();
    let mut list = "Family name,Given name,E-mail\n설,민호,a@demo-nier.example\n".to_owned();
    list.push_str("O\u{fffd}Neil,Ann,b@demo-nier.example\n");
    let mut bytes = list.into_bytes();
    // “김” of EUC-KR, behind lines of UTF-8; in the second case within a cell of two lines.
    bytes.extend(b"\xb1\xe8,Min-jun,c@demo-nier.example\n");
    bytes
        .extend(b"\"Kim\n\xb1\xe8\",Min-jun,d@demo-nier.example\nLan,Xinyue,e@demo-nier.example\n");
    let list = desk.file("list.csv", bytes);
    let utf8 = ImportOptions {
        encoding: Some(office::people_file::Encoding::Utf8),
        ..options()
    };
    let shown = preview(&desk.store, &list, &utf8).unwrap();
    let lines: Vec<u64> = shown.rejected.iter().map(|line| line.line).collect();
    assert_eq!((lines.as_slice(), shown.new), (&[3, 4, 5][..], 2));
    // The file's own U+FFFD: the encoding is the right one, and the letter was lost before.
    for (line, part) in shown
        .rejected
        .iter()
        .zip(["were lost", "encoding", "encoding"])
    {
        assert!(line.reason.contains(part), "{:?}", shown.rejected);
    }
    let hand = &mut desk.hand();
    let report = import(&mut desk.store, hand, &list, &utf8, None, &()).unwrap();
    assert_eq!((report.imported, report.rejected.len()), (2, 3));
}

#[test]
fn a_shared_address_does_not_turn_one_person_into_another() {
    let mut desk = Desk::new();
    let first = desk.file(
        "first.csv",
        "Family name,Given name,Native name,State,E-mail\nKim,Min-jun,김민준,KR,office@moe.example\n",
    );
    let hand = &mut desk.hand();
    import(&mut desk.store, hand, &first, &options(), None, &()).unwrap();
    let before = desk.store.dump().unwrap();
    let other = desk.file(
        "other.csv",
        "Family name,Given name,E-mail\nLee,Seo-yeon,Office@moe.example\n",
    );
    let shown = preview(&desk.store, &other, &options()).unwrap();
    assert_eq!((shown.new, shown.known), (0, 0));
    let hand = &mut desk.hand();
    let report = import(&mut desk.store, hand, &other, &options(), None, &()).unwrap();
    assert_eq!((report.imported, report.updated), (0, 0));
    assert_eq!(report.rejected, shown.rejected);
    assert_eq!(
        report.rejected[0].reason,
        "the address Office@moe.example is KIM Min-jun's in the directory; give another address, or change the name there first"
    );
    assert_eq!(desk.store.dump().unwrap(), before);
    // The same person, written the other way round, is brought up to date.
    let same = desk.file(
        "same.csv",
        "Name,Position,E-mail\nMinjun KIM,Director,office@moe.example\n",
    );
    let hand = &mut desk.hand();
    let report = import(&mut desk.store, hand, &same, &options(), None, &()).unwrap();
    assert_eq!((report.updated, report.rejected.len()), (1, 0));
}

#[test]
fn a_preview_lists_the_lines_that_cannot_be_taken_and_writes_nothing() {
    let desk = Desk::new();
    let before = desk.store.dump().unwrap();
    let list = desk.file("list.csv", LIST);
    let shown = preview(&desk.store, &list, &options()).unwrap();
    assert_eq!((shown.new, shown.known), (3, 0));
    assert_eq!(shown.rows[0].name, "SEOL Min-ho 설민호");
    let lines: Vec<u64> = shown.rejected.iter().map(|line| line.line).collect();
    assert_eq!(lines, [4, 5, 6, 8]);
    for (line, part) in
        shown
            .rejected
            .iter()
            .zip(["Atlantis", "name", "not an address", "earlier line"])
    {
        assert!(
            line.reason.contains(part),
            "line {}: {}",
            line.line,
            line.reason
        );
    }
    assert_eq!(desk.store.dump().unwrap(), before);
}

#[test]
fn a_list_imported_again_brings_people_up_to_date_and_doubles_nobody() {
    let mut desk = Desk::new();
    let list = desk.file("list.csv", LIST);
    let report = act!(desk, import, &list, &options(), None, &()).unwrap();
    assert_eq!(
        (report.imported, report.updated, report.rejected.len()),
        (3, 0, 4)
    );
    assert_eq!(report.change.unwrap().label, "Import 3 people");
    assert_eq!(total(&desk), 3);
    let once = desk.store.dump().unwrap();

    let report = act!(desk, import, &list, &options(), None, &()).unwrap();
    assert_eq!((report.imported, report.updated), (0, 3));
    assert_eq!(desk.store.dump().unwrap(), once);
    assert!(
        report.change.is_none(),
        "nothing changed, so there is no step to undo"
    );

    let changed = LIST
        .replace("MIN-HO", "min-ho")
        .replace("Institute of Air", "Institute of Clean Air");
    let list = desk.file("changed.csv", changed);
    let report = act!(desk, import, &list, &options(), None, &()).unwrap();
    assert_eq!((report.imported, report.updated, total(&desk)), (0, 3, 3));
    let query = PeopleQuery {
        text: "seol".to_owned(),
        ..PeopleQuery::default()
    };
    let rows = office::person::list(&desk.store, &query).unwrap().rows;
    assert_eq!(
        rows[0].organisation.as_deref(),
        Some("Institute of Clean Air")
    );
}

#[test]
fn one_undo_takes_a_whole_import_back_with_the_organisations_it_brought() {
    let mut desk = Desk::new();
    let event = event(&mut desk);
    let before = desk.store.dump().unwrap();
    let list = desk.file("list.csv", LIST);
    act!(desk, import, &list, &options(), Some(event), &()).unwrap();
    let after = desk.store.dump().unwrap();
    let participants = office::participation::list(
        &desk.store,
        &ParticipantQuery {
            event,
            text: String::new(),
            order: office::view::PeopleOrder::Protocol,
            window: Window::default(),
        },
    )
    .unwrap();
    let rows: Vec<_> = participants
        .page
        .rows
        .iter()
        .map(|row| (row.person.name.as_str(), row.capacity, row.reply))
        .collect();
    assert_eq!(
        rows,
        [
            ("LAN Xinyue", Capacity::Delegate, Reply::Declined),
            ("Sarantuya BATBAYAR", Capacity::Delegate, Reply::NeedsAction),
            ("SEOL Min-ho", Capacity::Speaker, Reply::Accepted),
        ],
        "in protocol order: China, Mongolia, Republic of Korea"
    );
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(desk.store.dump().unwrap(), before);
    act!(desk, office::journal::redo).unwrap();
    assert_eq!(desk.store.dump().unwrap(), after);
}

/// Stops after it was asked so often.
struct StopAfter(Cell<u32>);

impl Progress for StopAfter {
    fn report(&self, _done: u64, _of: u64) -> bool {
        self.0.set(self.0.get().saturating_sub(1));
        self.0.get() > 0
    }
}

#[test]
fn an_import_that_is_stopped_leaves_nothing_behind() {
    let mut desk = Desk::new();
    let before = desk.store.dump().unwrap();
    let mut list = String::from("Family name,E-mail,Organisation\n");
    for number in 0..3000 {
        writeln!(list, "Ozerov,o{number}@demo.example,Body {number}").unwrap();
    }
    let list = desk.file("long.csv", list);
    let error = act!(
        desk,
        import,
        &list,
        &options(),
        None,
        &StopAfter(Cell::new(4))
    )
    .unwrap_err();
    assert!(error.is_cancelled(), "{error}");
    assert_eq!(desk.store.dump().unwrap(), before);
    assert_eq!(desk.store.steps().unwrap().undo, None);
    let report = act!(desk, import, &list, &options(), None, &()).unwrap();
    assert_eq!(report.imported, 3000, "and can be done afterwards");
}

#[test]
fn a_file_that_is_no_list_is_refused_with_a_sentence() {
    let mut desk = Desk::new();
    for (name, content) in [("empty.csv", &b""[..]), ("book.xlsx", b"PK\x03\x04rest")] {
        let file = desk.file(name, content);
        let error = act!(desk, import, &file, &options(), None, &())
            .unwrap_err()
            .to_string();
        assert!(error.len() > 20, "{name}: {error}");
    }
    let absent = desk.folder.path().join("absent.csv");
    let error = preview(&desk.store, &absent, &options())
        .unwrap_err()
        .to_string();
    assert!(error.contains("absent.csv"), "{error}");
}

#[test]
fn what_is_exported_runs_no_formula_and_comes_back_as_it_was() {
    let mut desk = Desk::new();
    let list = desk.file(
        "bad.csv",
        "Family name,Given name,E-mail,Position,Note\n\
         \"=HYPERLINK(\"\"http://x\"\")\",@SUM(A1),a@demo.example,+cmd,\"-1, said twice\"\n",
    );
    act!(desk, import, &list, &options(), None, &()).unwrap();
    let before = desk.store.dump().unwrap();
    let file = export(&desk.store, None, PeopleFormat::Csv).unwrap();
    assert_eq!((file.name.as_str(), file.people), ("people.csv", 1));
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for cell in &reader.records().next().unwrap().unwrap() {
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
            "{cell}"
        );
    }
    let path = desk.folder.path().join("out.csv");
    office::people_file::save(&file, &path).unwrap();
    act!(desk, import, &path, &options(), None, &()).unwrap();
    assert_eq!(desk.store.dump().unwrap(), before);
}

#[test]
fn the_demonstration_years_participants_are_exported_and_read_again() {
    let mut desk = Desk::new();
    act!(desk, office::demo::fill, office::demo::DemoSize::default()).unwrap();
    let before = desk.store.dump().unwrap();
    let path = desk.folder.path().join("people.csv");
    office::people_file::save(
        &export(&desk.store, None, PeopleFormat::Csv).unwrap(),
        &path,
    )
    .unwrap();
    let shown = preview(&desk.store, &path, &options()).unwrap();
    assert_eq!(
        (shown.new, shown.known, shown.rejected.as_slice()),
        (0, 120, &[][..])
    );
    act!(desk, import, &path, &options(), None, &()).unwrap();
    assert_eq!(
        desk.store.dump().unwrap(),
        before,
        "reading what was written changes nothing"
    );
}

#[test]
fn a_person_with_an_unknown_word_is_taken_without_it_and_noted() {
    let mut desk = Desk::new();
    let event = event(&mut desk);
    let list = desk.file(
        "list.csv",
        "성명,이메일,역할,회신여부,성별\n\
         이서연,seoyeon@demo.example,연사,수락,여\n\
         김민준,minjun@demo.example,귀빈,몰라요,남\n\
         이서연,seoyeon@demo.example,귀빈,거절,남\n",
    );
    let shown = preview(&desk.store, &list, &options()).unwrap();
    let report = act!(desk, import, &list, &options(), Some(event), &()).unwrap();
    assert_eq!((report.imported, report.rejected.len()), (2, 1));
    let lines: Vec<u64> = report.notes.iter().map(|note| note.line).collect();
    assert_eq!(lines, [3, 3], "and none of a line that is rejected");
    assert!(
        report.notes[0]
            .reason
            .starts_with("taken, but the capacity “귀빈”")
    );
    assert_eq!(shown.notes, report.notes);
    let query = ParticipantQuery {
        event,
        text: String::new(),
        order: office::view::PeopleOrder::Name,
        window: Window::default(),
    };
    let parts: Vec<_> = office::participation::all(&desk.store, &query)
        .unwrap()
        .into_iter()
        .map(|row| (row.capacity, row.reply))
        .collect();
    assert_eq!(
        parts,
        [
            (Capacity::Delegate, Reply::NeedsAction),
            (Capacity::Speaker, Reply::Accepted)
        ]
    );
}

/// Names in native letters that a list keeps apart, and who is sorted where.
#[test]
fn names_in_native_letters_are_kept_apart_written_once_and_come_back_as_they_were() {
    let mut desk = Desk::new();
    let list = desk.file(
        "list.csv",
        "성,이름,국가,이메일\n\
         이,서연,대한민국,seoyeon@demo.example\n\
         王,小假,中国,wang@demo.example\n\
         Петрова,Анна,Россия,anna@demo.example\n\
         Abe,Shin,Japan,abe@demo.example\n\
         Zhou,Min,China,zhou@demo.example\n\
         ?,??,China,lost@demo.example\n",
    );
    let report = act!(desk, import, &list, &options(), None, &()).unwrap();
    assert_eq!(report.imported, 5);
    let reason = &report.rejected[0].reason;
    assert!(reason.contains("CSV UTF-8"), "{reason}");
    let people = office::person::all(&desk.store, &PeopleQuery::default()).unwrap();
    let names: Vec<&str> = people.iter().map(|person| &*person.name).collect();
    assert_eq!(
        names,
        ["ABE Shin", "ZHOU Min", "Петрова Анна", "이서연", "王小假"],
        "by the alphabets: Latin, Cyrillic, Hangul, Han"
    );
    let seoyeon = office::person::page(&desk.store, people[3].id).unwrap();
    assert_eq!(
        (&*seoyeon.family_name, &*seoyeon.given_name),
        ("이", "서연")
    );
    assert_eq!(seoyeon.native_name.as_deref(), Some("이서연"));
    let history = office::journal::history(
        &desk.store,
        Some(&seoyeon.id.to_string()),
        Window::default(),
    )
    .unwrap();
    assert_eq!(history.rows[0].name.as_deref(), Some("이서연"));

    let before = desk.store.dump().unwrap();
    let path = desk.folder.path().join("out.csv");
    let file = export(&desk.store, None, PeopleFormat::Csv).unwrap();
    assert!(String::from_utf8_lossy(&file.bytes).contains("이,서연,이서연,"));
    office::people_file::save(&file, &path).unwrap();
    act!(desk, import, &path, &options(), None, &()).unwrap();
    assert_eq!(desk.store.dump().unwrap(), before);
}

#[test]
fn native_letters_do_not_take_the_place_of_latin_ones() {
    let mut desk = Desk::new();
    for rows in ["Lee,Seo-yeon", "이,서연"] {
        let list = format!("Family name,Given name,E-mail\n{rows},seoyeon@demo.example\n");
        let list = desk.file("list.csv", list);
        act!(desk, import, &list, &options(), None, &()).unwrap();
    }
    let people = office::person::all(&desk.store, &PeopleQuery::default()).unwrap();
    assert_eq!(people[0].name, "Seo-yeon LEE");
    assert_eq!(people[0].native_name.as_deref(), Some("이서연"));
}

#[test]
fn a_person_without_a_family_name_stands_among_the_others() {
    let mut desk = Desk::new();
    let list = desk.file(
        "list.csv",
        "Family name,Given name,Native name\n,,이서연\n,Batbayar,\nZhou,Min,\nAbe,Shin,\n",
    );
    act!(desk, import, &list, &options(), None, &()).unwrap();
    let people = office::person::all(&desk.store, &PeopleQuery::default()).unwrap();
    let names: Vec<&str> = people.iter().map(|person| &*person.name).collect();
    assert_eq!(names, ["Shin ABE", "Batbayar", "Min ZHOU", "이서연"]);
}

/// Opened and closed as a list, the store would lose `SQLite`'s locks, and with them what is written
/// while another program works beside this one.
#[test]
fn the_store_itself_is_no_list_of_people() {
    let desk = Desk::new();
    let error = preview(&desk.store, desk.store.path(), &options()).unwrap_err();
    assert!(error.to_string().contains("is the store itself"), "{error}");
}
