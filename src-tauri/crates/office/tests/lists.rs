//! Lists from spreadsheets, imported again and again; and lists that leave the office.
#![allow(
    clippy::unwrap_used,
    clippy::format_push_string,
    reason = "a test that cannot go on has failed, and need not be quick"
)]

mod desk;

use std::cell::Cell;
use std::io::Write;

use desk::Desk;
use domain::id::{EventId, PersonId};
use domain::participation::{Capacity, Reply};
use domain::privacy::ListPurpose;
use office::people_file::{
    ImportOptions, PeopleFormat, PersonColumn, Progress, export_for, import, preview, preview_with,
};
use office::view::{ParticipationEdit, PeopleQuery, PersonEdit};
use store::{Table, Value};

/// A workbook as a spreadsheet saves it: cells of text, a number, a day; by their places.
fn workbook(sheets: &[(&str, &[(&str, &str)])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut part = |name: &str, text: String| {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    part(
        "[Content_Types].xml",
        format!(
            "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
        ),
    );
    part(
        "_rels/.rels",
        format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    let (mut list, mut related) = (String::new(), String::new());
    for (at, (name, cells)) in sheets.iter().enumerate() {
        let at = at + 1;
        list += &format!("<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"s{at}\"/>");
        related += &format!(
            "<Relationship Id=\"s{at}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        );
        let mut rows = String::new();
        let mut open = "";
        for (place, text) in *cells {
            let row = place.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
            if row != open {
                rows += if open.is_empty() { "" } else { "</row>" };
                rows += &format!("<row r=\"{row}\">");
                open = row;
            }
            rows += &match (text.strip_prefix('#'), text.strip_prefix('@')) {
                (Some(number), _) => format!("<c r=\"{place}\"><v>{number}</v></c>"),
                (_, Some(day)) => format!("<c r=\"{place}\" s=\"1\"><v>{day}</v></c>"),
                _ => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            };
        }
        rows += if open.is_empty() { "" } else { "</row>" };
        part(
            &format!("xl/worksheets/sheet{at}.xml"),
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    related += &format!("<Relationship Id=\"st\" Type=\"{office}/styles\" Target=\"styles.xml\"/>");
    part(
        "xl/workbook.xml",
        format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{list}</sheets></workbook>"
        ),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        format!("<Relationships xmlns=\"{package}/relationships\">{related}</Relationships>"),
    );
    part(
        "xl/styles.xml",
        format!(
            "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
        ),
    );
    zip.finish().unwrap().into_inner()
}

fn total(desk: &Desk) -> u64 {
    office::person::list(&desk.store, &PeopleQuery::default())
        .unwrap()
        .total
}

#[test]
fn a_spreadsheet_is_read_sheet_by_sheet_with_numbers_and_days_as_they_stand() {
    let mut desk = Desk::new();
    let book = workbook(&[
        ("Cover", &[]),
        (
            "People",
            &[
                ("A3", "Family name"),
                ("B3", "Given name"),
                ("C3", "Phone"),
                ("D3", "Note"),
                ("E3", "State"),
                ("A4", "설"),
                ("B4", "민호"),
                ("C4", "#8225551234"),
                ("D4", "@46336"),
                ("E4", "Republic of Korea"),
                ("A6", "Lan"),
                ("B6", "Xinyue"),
                ("E6", "Atlantis"),
            ],
        ),
        ("Others", &[("A1", "Name"), ("A2", "Anna BEREZINA")]),
    ]);
    // By what is in it, not by its name.
    let path = desk.file("list.csv", book);
    let shown = preview(&desk.store, &path, &ImportOptions::default()).unwrap();
    assert_eq!(shown.sheets, ["Cover", "People", "Others"]);
    assert_eq!((shown.sheet.as_deref(), shown.new), (Some("People"), 1));
    assert_eq!(
        shown
            .rejected
            .iter()
            .map(|line| line.line)
            .collect::<Vec<_>>(),
        [6]
    );
    let phone = shown
        .columns
        .iter()
        .find(|column| column.column == PersonColumn::Phone)
        .unwrap();
    assert_eq!(phone.samples, ["8225551234"]);
    let note = shown
        .columns
        .iter()
        .find(|column| column.column == PersonColumn::Note)
        .unwrap();
    assert_eq!(note.samples, ["2026-11-10"]);
    let others = ImportOptions {
        sheet: Some("Others".to_owned()),
        ..ImportOptions::default()
    };
    let report = act!(desk, import, &path, &others, None, &()).unwrap();
    assert_eq!((report.imported, total(&desk)), (1, 1));
    let absent = ImportOptions {
        sheet: Some("Nowhere".to_owned()),
        ..ImportOptions::default()
    };
    let error = preview(&desk.store, &path, &absent)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("Nowhere") && error.contains("Others"),
        "{error}"
    );
    let broken = desk.file("broken.xlsx", b"PK\x03\x04 and no more");
    let error = preview(&desk.store, &broken, &ImportOptions::default())
        .unwrap_err()
        .to_string();
    assert!(error.contains("cannot be read"), "{error}");
}

#[test]
fn what_columns_were_taken_for_is_remembered_by_their_headings() {
    let mut desk = Desk::new();
    let first = desk.file("first.csv", "Who,Where\nAnna BEREZINA,Institute of Air\n");
    let columns = vec![PersonColumn::FullName, PersonColumn::Organisation];
    let chosen = ImportOptions {
        columns: Some(columns.clone()),
        ..ImportOptions::default()
    };
    assert!(
        !preview(&desk.store, &first, &ImportOptions::default())
            .unwrap()
            .remembered
    );
    act!(desk, import, &first, &chosen, None, &()).unwrap();
    let steps = office::journal::steps(&desk.store).unwrap();
    let second = desk.file("second.csv", "Who,Where\nMio KAZAMA,Institute of Air\n");
    let shown = preview(&desk.store, &second, &ImportOptions::default()).unwrap();
    assert!(shown.remembered);
    assert_eq!(
        shown
            .columns
            .iter()
            .map(|column| column.column)
            .collect::<Vec<_>>(),
        columns
    );
    assert_eq!(
        office::journal::steps(&desk.store).unwrap(),
        steps,
        "it is no step"
    );
    // Other headings, another list.
    let third = desk.file(
        "third.csv",
        "Who,Where,Since\nMio KAZAMA,Institute of Air,2020\n",
    );
    assert!(
        !preview(&desk.store, &third, &ImportOptions::default())
            .unwrap()
            .remembered
    );
}

#[test]
fn a_list_imported_again_doubles_nobody_who_has_no_address() {
    let mut desk = Desk::new();
    let list = desk.file(
        "list.csv",
        "Family name,Given name,Organisation,State\nSeol,Min-ho,Institute of Air,KR\nLan,Xinyue,,CN\nBold,,,\nSeol,Min-ho,Institute of Water,KR\nSeol,Min-ho,institute of air,KR\n",
    );
    let first = act!(desk, import, &list, &ImportOptions::default(), None, &()).unwrap();
    assert_eq!(
        (first.imported, first.updated, first.rejected.len()),
        (4, 0, 1)
    );
    let before = desk.store.dump().unwrap();
    let again = act!(desk, import, &list, &ImportOptions::default(), None, &()).unwrap();
    assert_eq!(
        (again.imported, again.updated, again.rejected.len()),
        (0, 4, 1)
    );
    assert_eq!(desk.store.dump().unwrap(), before);
    // The same name in another State is another person.
    let other = desk.file("other.csv", "Family name,Given name,State\nLan,Xinyue,MN\n");
    let other = act!(desk, import, &other, &ImportOptions::default(), None, &()).unwrap();
    assert_eq!((other.imported, total(&desk)), (1, 5));
}

/// Stops as soon as so much was told.
struct Stop {
    after: u64,
    told: Cell<u64>,
}

impl Progress for Stop {
    fn report(&self, done: u64, of: u64) -> bool {
        assert!(done <= of);
        self.told.set(self.told.get() + 1);
        self.told.get() <= self.after
    }
}

#[test]
fn a_long_list_can_be_stopped_at_any_time_and_leaves_nothing_half_done() {
    let mut desk = Desk::new();
    let mut list = "Name,E-mail\n".to_owned();
    for at in 0..3_000 {
        list += &format!("Person {at} MADE,person{at}@made.example\n");
    }
    let path = desk.file("long.csv", list);
    let before = desk.store.dump().unwrap();
    let steps = office::journal::steps(&desk.store).unwrap();
    // Six times while people are looked up, six while they are written.
    for after in [0, 3, 5, 6, 9, 11] {
        let stop = Stop {
            after,
            told: Cell::new(0),
        };
        let stopped =
            act!(desk, import, &path, &ImportOptions::default(), None, &stop).unwrap_err();
        assert!(stopped.is_cancelled(), "{stopped}");
        assert_eq!(stop.told.get(), after + 1);
        assert_eq!(desk.store.dump().unwrap(), before);
        assert_eq!(office::journal::steps(&desk.store).unwrap(), steps);
    }
    let stop = Stop {
        after: 2,
        told: Cell::new(0),
    };
    assert!(
        preview_with(&desk.store, &path, &ImportOptions::default(), &stop)
            .unwrap_err()
            .is_cancelled()
    );
    let all = act!(desk, import, &path, &ImportOptions::default(), None, &()).unwrap();
    assert_eq!(all.imported, 3_000);
}

#[test]
fn a_list_that_leaves_the_office_holds_what_its_purpose_needs() {
    let mut desk = Desk::new();
    let path = desk.file(
        "list.csv",
        "Family name,Given name,Gender,Position,Organisation,State,E-mail,Phone,Diet,Access needs,Note\n\
         Seol,Min-ho,man,Director,Institute of Air,KR,min-ho@air.example,5551234,no nuts,ramp,careful\n\
         Berezina,Anna,woman,Expert,Institute of Water,RU,anna@water.example,5554321,vegan,,\n",
    );
    act!(desk, import, &path, &ImportOptions::default(), None, &()).unwrap();
    let all = office::person::all(&desk.store, &PeopleQuery::default()).unwrap();
    let anna = all
        .iter()
        .find(|row| row.name.contains("BEREZINA"))
        .unwrap()
        .id;
    act!(
        desk,
        office::person::edit,
        anna,
        PersonEdit::ConsentToShare(true)
    )
    .unwrap();
    let event = meeting(&mut desk, &all.iter().map(|row| row.id).collect::<Vec<_>>());
    let file = |purpose, format| export_for(&desk.store, None, format, purpose);
    let text =
        |purpose| String::from_utf8(file(purpose, PeopleFormat::Csv).unwrap().bytes).unwrap();

    let contacts = text(ListPurpose::Contacts);
    assert!(contacts.contains("anna@water.example") && contacts.contains("5554321"));
    for never in ["Seol", "min-ho", "vegan", "woman", "Diet"] {
        assert!(!contacts.contains(never), "{never} in\n{contacts}");
    }
    assert_eq!(
        file(ListPurpose::Contacts, PeopleFormat::Csv)
            .unwrap()
            .left_out,
        1
    );
    let protocol = text(ListPurpose::Protocol);
    assert!(protocol.contains("Director") && protocol.contains("Institute of Water"));
    for never in ["@", "555", "nuts", "ramp", "careful", "woman"] {
        assert!(!protocol.contains(never), "{never} in\n{protocol}");
    }
    // The host and the hotel are told of those who come to an event.
    assert!(file(ListPurpose::Logistics, PeopleFormat::Csv).is_err());
    let of_event = |desk: &Desk, purpose| {
        let file = export_for(&desk.store, Some(event), PeopleFormat::Csv, purpose).unwrap();
        String::from_utf8(file.bytes).unwrap()
    };
    let logistics = of_event(&desk, ListPurpose::Logistics);
    assert!(logistics.contains("no nuts") && logistics.contains("ramp"));
    for never in ["@", "555", "careful", "Director", "woman"] {
        assert!(!logistics.contains(never), "{never} in\n{logistics}");
    }
    assert!(text(ListPurpose::Office).contains("careful"));
    let cards = String::from_utf8(
        file(ListPurpose::Contacts, PeopleFormat::Vcard)
            .unwrap()
            .bytes,
    )
    .unwrap();
    assert!(
        cards.contains("anna@water.example")
            && !cards.contains("Seol")
            && !cards.contains("GENDER")
    );
    assert!(
        export_for(
            &desk.store,
            Some(event),
            PeopleFormat::Vcard,
            ListPurpose::Logistics
        )
        .is_err()
    );

    // Who declined is nobody's business but the office's; who was erased, not even that.
    let part = desk.store.participation_of(event, anna).unwrap().unwrap();
    let declines = ParticipationEdit::Reply(Reply::Declined);
    act!(desk, office::participation::edit, part, declines).unwrap();
    for purpose in [
        ListPurpose::Protocol,
        ListPurpose::Logistics,
        ListPurpose::Contacts,
    ] {
        assert!(!of_event(&desk, purpose).contains("Berezina"), "{purpose}");
    }
    assert!(of_event(&desk, ListPurpose::Office).contains("Berezina"));
    let min_ho = all.iter().find(|row| row.id != anna).unwrap().id;
    act!(desk, office::privacy::erase, min_ho).unwrap();
    for purpose in ListPurpose::ALL.iter().copied() {
        assert!(!of_event(&desk, purpose).contains("Erased"), "{purpose}");
    }
}

fn meeting(desk: &mut Desk, people: &[PersonId]) -> EventId {
    let mut hand = desk.hand();
    let (id, _) = desk
        .store
        .write(&mut hand, "Plan event", |to| {
            to.insert(
                Table::Event,
                &[
                    ("kind", Value::Text("symposium".to_owned())),
                    ("title", Value::Text("Symposium".to_owned())),
                    ("timing", Value::Text("year".to_owned())),
                    ("year", Value::Integer(2027)),
                    ("created", Value::Text("2026-11-01T00:00:00Z".to_owned())),
                ],
            )
        })
        .unwrap();
    let event = EventId(id);
    act!(
        desk,
        office::participation::add,
        event,
        people,
        Capacity::Delegate
    )
    .unwrap();
    event
}

#[test]
fn a_further_address_finds_a_person_and_leaves_the_first_one_first() {
    let mut desk = Desk::new();
    let list = "Family name,Given name,E-mail\nSeol,Min-ho,first@air.example\n";
    let path = desk.file("list.csv", list);
    act!(desk, import, &path, &ImportOptions::default(), None, &()).unwrap();
    let all = office::person::all(&desk.store, &PeopleQuery::default()).unwrap();
    let [seol] = all.as_slice() else {
        panic!("{all:?}")
    };
    let second = office::view::AddressText {
        value: "second@air.example".to_owned(),
        label: None,
    };
    let email = domain::person::AddressKind::Email;
    act!(desk, office::person::add_address, seol.id, email, &second).unwrap();

    let list = "Family name,Given name,Position,E-mail\n\
                Seol,Min-ho,Director,Second@air.example\n\
                Min-ho,Seol,Expert,first@air.example\n";
    let path = desk.file("again.csv", list);
    let report = act!(desk, import, &path, &ImportOptions::default(), None, &()).unwrap();
    assert_eq!((report.imported, report.updated), (0, 1), "{report:?}");
    let rejected: Vec<u64> = report.rejected.iter().map(|line| line.line).collect();
    assert_eq!(rejected, [3], "{report:?}");
    assert!(report.rejected[0].reason.contains("as line 2 does"));
    let page = office::person::page(&desk.store, seol.id).unwrap();
    assert_eq!(page.email.as_deref(), Some("first@air.example"));
    assert_eq!(page.addresses[0].value, "second@air.example");
    assert_eq!(page.position.as_deref(), Some("Director"));
}

#[test]
fn people_who_share_a_mailbox_are_all_taken() {
    let mut desk = Desk::new();
    let list = "Family name,Given name,E-mail\n\
                Seol,Min-ho,office@air.example\n\
                Berezina,Anna,Office@air.example\n\
                Min-ho,Seol,office@air.example\n";
    let path = desk.file("office.csv", list);
    for counts in [(2, 0), (0, 2)] {
        let report = act!(desk, import, &path, &ImportOptions::default(), None, &()).unwrap();
        assert_eq!((report.imported, report.updated), counts, "{report:?}");
        assert_eq!(report.rejected.len(), 1);
    }
}

#[test]
fn a_sheet_with_a_stray_cell_in_its_last_corner_is_refused_and_takes_no_room() {
    let desk = Desk::new();
    let cells = [("A1", "Name"), ("A2", "Anna BEREZINA"), ("XFD1048576", " ")];
    let path = desk.file("stray.xlsx", workbook(&[("People", &cells)]));
    let refused = preview(&desk.store, &path, &ImportOptions::default()).unwrap_err();
    assert!(refused.to_string().contains("far away"), "{refused}");
}
