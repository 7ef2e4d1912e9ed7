//! People from and to files of cards.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::Desk;
use domain::event::EventKind;
use domain::person::Gender;
use domain::timing::Timing;
use office::demo::DemoSize;
use office::people_file::{
    Encoding, ImportOptions, ImportReport, PeopleFormat, RejectedLine, export, import, preview,
};
use office::view::{NewEvent, PeopleQuery, PersonEdit, PersonPage};

fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\nVERSION:3.0\n{lines}\nEND:VCARD\n")
}

fn taken(desk: &mut Desk, file: impl AsRef<[u8]>) -> ImportReport {
    let path = desk.file("cards.vcf", file);
    act!(desk, import, &path, &ImportOptions::default(), None, &()).unwrap()
}

fn people(desk: &Desk) -> Vec<PersonPage> {
    let rows = office::person::all(&desk.store, &PeopleQuery::default()).unwrap();
    let pages = rows
        .iter()
        .map(|row| office::person::page(&desk.store, row.id));
    pages.collect::<Result<_, _>>().unwrap()
}

fn counts(report: &ImportReport) -> (u64, u64, usize, usize) {
    (
        report.imported,
        report.updated,
        report.rejected.len(),
        report.notes.len(),
    )
}

fn lines(told: &[RejectedLine]) -> Vec<(u64, &str)> {
    told.iter()
        .map(|line| (line.line, line.reason.as_str()))
        .collect()
}

#[test]
fn cards_that_are_read_again_change_nothing() {
    let mut desk = Desk::new();
    let size = DemoSize {
        people: 300,
        ..DemoSize::default()
    };
    act!(desk, office::demo::fill, size).unwrap();
    let of = people(&desk).len() as u64;
    for format in [PeopleFormat::Vcard, PeopleFormat::Vcard3] {
        let file = export(&desk.store, None, format).unwrap();
        assert_eq!((file.people, &*file.name), (of, "people.vcf"));
        let report = taken(&mut desk, &file.bytes);
        assert_eq!(counts(&report), (0, of, 0, 0), "{:?}", report.rejected);
        assert_eq!(report.change, None, "{format:?}");
    }
}

#[test]
fn cards_carry_people_to_another_directory() {
    let mut desk = Desk::new();
    act!(desk, office::demo::fill, DemoSize::default()).unwrap();
    let cards = export(&desk.store, None, PeopleFormat::Vcard).unwrap();
    let mut other = Desk::new();
    let report = taken(&mut other, &cards.bytes);
    assert_eq!(
        counts(&report),
        (cards.people, 0, 0, 0),
        "{:?}",
        report.rejected
    );
    // What cards tell: all but the keys, diet, access needs and what is agreed.
    let told = |desk: &Desk| {
        let told = people(desk).into_iter().map(|person| {
            let organisation = person.organisation.map(|named| named.name);
            let names = (
                person.family_name,
                person.given_name,
                person.native_name,
                person.native_language,
            );
            let work = (
                person.title,
                person.position,
                person.division,
                organisation,
                person.state,
            );
            (
                names,
                work,
                person.gender,
                person.email,
                person.phone,
                person.languages,
                person.note,
            )
        });
        told.collect::<Vec<_>>()
    };
    let (mut here, mut there) = (told(&desk), told(&other));
    here.sort_by(|a, b| format!("{a:?}").cmp(&format!("{b:?}")));
    there.sort_by(|a, b| format!("{a:?}").cmp(&format!("{b:?}")));
    assert_eq!(there, here);
    assert!(
        here.iter().any(|(names, ..)| names.3.is_some()),
        "native names"
    );
}

#[test]
fn a_card_is_known_by_our_key_then_by_its_address_then_by_name_and_organisation() {
    let mut desk = Desk::new();
    let first = [
        card("N:Kim;Haneul;;Dr.;\nFN:Kim Haneul\nEMAIL:haneul@air.example\nORG:Institute;Lab"),
        card("N:Bold;Anu\nFN:Anu Bold\nORG:Agency"),
        card("N:Bold;Anu\nFN:Anu Bold\nORG:Ministry"),
        card("FN:Nara"),
    ];
    assert_eq!(counts(&taken(&mut desk, first.concat())), (4, 0, 0, 0));
    let again = taken(&mut desk, first.concat());
    assert_eq!((counts(&again), again.change), ((0, 4, 0, 0), None));

    // By the address, as in tables; by name, letter case not regarded.
    let second = [
        card("N:KIM;Haneul\nFN:Kim\nEMAIL;TYPE=work:Haneul@Air.Example\nTITLE:Director"),
        card("N:bold;ANU\nFN:x\nORG:MINISTRY\nTEL:+976 1"),
        card("FN:Nara\nORG:Agency"),
    ];
    assert_eq!(counts(&taken(&mut desk, second.concat())), (0, 3, 0, 0));
    let all = people(&desk);
    assert_eq!(all.len(), 4);
    let of = |name: &str| all.iter().find(|person| person.given_name == name).unwrap();
    assert_eq!(of("Haneul").position.as_deref(), Some("Director"));
    assert_eq!(
        of("Haneul").title.as_deref(),
        Some("Dr."),
        "what a card leaves out stays"
    );
    assert_eq!(of("Nara").organisation.as_ref().unwrap().name, "Agency");
    let phones: Vec<_> = all
        .iter()
        .filter_map(|person| person.phone.as_deref())
        .collect();
    assert_eq!(phones, ["+976 1"]);
    let ministry = all.iter().find(|person| person.phone.is_some()).unwrap();
    assert_eq!(ministry.organisation.as_ref().unwrap().name, "Ministry");

    // By our key, whatever else changed.
    let key = of("Haneul").id;
    let married = card(&format!(
        "UID:urn:uuid:{key}\nN:Lee;Haneul\nFN:Lee\nEMAIL:lee@air.example"
    ));
    assert_eq!(counts(&taken(&mut desk, married)), (0, 1, 0, 0));
    let page = office::person::page(&desk.store, key).unwrap();
    assert_eq!(
        (&*page.family_name, page.email.as_deref()),
        ("Lee", Some("lee@air.example"))
    );
    // A key that is not ours says nothing.
    let foreign =
        card("UID:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6\nFN:New\nEMAIL:new@air.example");
    assert_eq!(counts(&taken(&mut desk, foreign)), (1, 0, 0, 0));
}

#[test]
fn a_card_that_may_be_two_people_or_another_is_rejected() {
    let mut desk = Desk::new();
    let start = [
        card("N:Bold;Anu\nFN:Anu Bold\nORG:Agency"),
        card("N:Bold;Anu\nFN:Anu Bold\nORG:Ministry"),
        card("N:Kim;Haneul\nFN:Kim\nEMAIL:haneul@air.example"),
        card("N:Lee;Nuri\nFN:Lee\nEMAIL:nuri@air.example"),
    ];
    taken(&mut desk, start.concat());
    let before = people(&desk).len();
    let key = people(&desk)
        .iter()
        .find(|person| person.family_name == "Bold")
        .unwrap()
        .id;
    let bad = [
        card("N:Bold;Anu\nFN:Anu Bold"),
        card("N:Ota;Mei\nFN:Ota\nEMAIL:haneul@air.example"),
        card(&format!(
            "UID:urn:uuid:{key}\nN:Bold;Anu\nFN:x\nEMAIL:nuri@air.example"
        )),
        card("N:Bat;Saran\nFN:x\nORG:Agency"),
        card("N:BAT;Saran\nFN:x\nORG:agency"),
    ];
    let report = taken(&mut desk, bad.concat());
    let found = lines(&report.rejected);
    let places: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(places, [1, 6, 12, 25], "{found:?}");
    for ((_, reason), word) in found.iter().zip([
        "2 people of this name",
        "Haneul KIM's",
        "Nuri LEE's",
        "earlier card",
    ]) {
        assert!(reason.contains(word), "{reason}");
    }
    assert_eq!(people(&desk).len(), before + 1);
}

#[test]
fn good_cards_of_a_bad_file_are_taken_and_the_rest_is_named_by_line() {
    let mut desk = Desk::new();
    let file = [
        card("N:Kim;Haneul\nFN:Kim\nno colon here\nEMAIL:kim at air\nADR:;;;;;;Atlantis"),
        card("KIND:group\nFN:Everybody"),
        card("NOTE:nobody"),
        "BEGIN:VCARD\nFN:Cut off\n".to_owned(),
    ];
    let path = desk.file("contacts.VCF", file.concat());
    let before = preview(&desk.store, &path, &ImportOptions::default()).unwrap();
    assert_eq!((before.new, before.known, before.columns.len()), (1, 0, 0));
    assert_eq!(
        (before.rows[0].line, &*before.rows[0].name),
        (1, "Haneul KIM")
    );
    let report = taken(&mut desk, file.concat());
    assert_eq!(
        (before.rejected, before.notes),
        (report.rejected.clone(), report.notes.clone())
    );
    let rejected: Vec<u64> = report.rejected.iter().map(|line| line.line).collect();
    assert_eq!(rejected, [9, 14, 18]);
    assert!(report.rejected[1].reason.contains("no name"));
    let notes = lines(&report.notes);
    assert_eq!(notes.len(), 3, "{notes:?}");
    for (note, word) in notes.iter().zip(["kim at air", "Atlantis", "line 5"]) {
        assert!(
            note.0 == 1 && note.1.starts_with("taken, but") && note.1.contains(word),
            "{note:?}"
        );
    }
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(people(&desk).len(), 0, "it was one step");
}

#[test]
fn cards_of_phones_and_of_old_programs_become_people() {
    let mut desk = Desk::new();
    let vcard = "BEGIN:VCARD\r\nVERSION:4.0\r\nN;LANGUAGE=ko;SORT-AS=\"Kim,Min-jun\":김;민준;;;\r\n\
        FN:김민준\r\nGENDER:F\r\nLANG:ko\r\nTEL;VALUE=uri:tel:+82-2-1\r\nADR:;;;Seoul;;;대한민국\r\nEND:VCARD\r\n";
    assert_eq!(counts(&taken(&mut desk, vcard)), (1, 0, 0, 0));
    let person = people(&desk).remove(0);
    assert_eq!(
        (&*person.family_name, &*person.given_name),
        ("Kim", "Min-jun")
    );
    assert_eq!(
        (
            person.native_name.as_deref(),
            person.native_language.as_deref()
        ),
        (Some("김민준"), Some("ko"))
    );
    assert_eq!(
        (person.gender, person.state_name.as_deref()),
        (Gender::Woman, Some("Republic of Korea"))
    );
    assert_eq!(
        (person.phone.as_deref(), person.languages.as_deref()),
        (Some("+82-2-1"), Some("ko"))
    );

    // Outlook's 2.1 in the computer's own encoding, which no line names.
    let text = "BEGIN:VCARD\r\nVERSION:2.1\r\nN:박;서연\r\nFN:박서연\r\nORG:국립환경과학원;대기연구부\r\nTITLE:연구관\r\n\
        NOTE:대기오염 예보와 측정에 관한 회의에 참석합니다\r\nEND:VCARD\r\n";
    let (bytes, ..) = encoding_rs::EUC_KR.encode(text);
    let path = desk.file("old.vcf", &bytes);
    let told = preview(&desk.store, &path, &ImportOptions::default()).unwrap();
    assert_eq!(
        (told.encoding, &*told.rows[0].name),
        (Encoding::EucKr, "박서연")
    );
    taken(&mut desk, &bytes);
    let old = people(&desk)
        .into_iter()
        .find(|person| person.family_name == "박")
        .unwrap();
    assert_eq!(old.organisation.unwrap().name, "국립환경과학원");
    assert_eq!(old.division.as_deref(), Some("대기연구부"));
}

#[test]
fn cards_become_an_events_participants_and_come_out_again_in_protocol_order() {
    let mut desk = Desk::new();
    let new = NewEvent {
        kind: EventKind::Training,
        title: "Training".to_owned(),
        timing: Timing::Year { year: 2027 },
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let event = act!(desk, office::event::plan, new)
        .unwrap()
        .id
        .unwrap()
        .parse()
        .unwrap();
    let file = [
        card("N:Ota;Mei\nFN:x\nEMAIL:mei@air.example\nADR:;;;;;;Japan"),
        card("N:Lan;Xinyue\nFN:x\nEMAIL:lan@air.example\nADR:;;;;;;China"),
    ];
    let path = desk.file("cards.vcf", file.concat());
    act!(
        desk,
        import,
        &path,
        &ImportOptions::default(),
        Some(event),
        &()
    )
    .unwrap();
    taken(&mut desk, card("FN:Somebody Else"));
    let file = export(&desk.store, Some(event), PeopleFormat::Vcard).unwrap();
    assert_eq!(
        (file.people, &*file.name),
        (2, "Training - participants.vcf")
    );
    let text = String::from_utf8(file.bytes).unwrap();
    let names: Vec<&str> = text.lines().filter(|line| line.starts_with("N:")).collect();
    assert_eq!(names, ["N:Lan;Xinyue;;;", "N:Ota;Mei;;;"]);
}

#[test]
fn cards_hold_nothing_of_diet_and_access_needs() {
    let mut desk = Desk::new();
    taken(&mut desk, card("FN:Nara"));
    let id = people(&desk)[0].id;
    for edit in [
        PersonEdit::Dietary("no fish at all".to_owned()),
        PersonEdit::AccessNeeds("a ramp at the door".to_owned()),
    ] {
        act!(desk, office::person::edit, id, edit).unwrap();
    }
    let file = export(&desk.store, None, PeopleFormat::Vcard).unwrap();
    let text = String::from_utf8(file.bytes).unwrap();
    assert!(!text.contains("fish") && !text.contains("ramp"), "{text}");
    assert!(
        text.contains("REV:20261124T0803"),
        "the newest step of theirs: {text}"
    );
}

#[test]
fn a_file_without_cards_is_refused_with_what_to_do() {
    let desk = Desk::new();
    for text in [
        "Family name,E-mail\nKim,kim@air.example\n",
        "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
    ] {
        let path = desk.file("people.vcf", text);
        let refused = preview(&desk.store, &path, &ImportOptions::default()).unwrap_err();
        assert!(
            refused
                .to_string()
                .contains("there is no card in this file"),
            "{refused}"
        );
    }
    // By its content, whatever it is called.
    let path = desk.file("people.txt", card("FN:Nara"));
    assert_eq!(
        preview(&desk.store, &path, &ImportOptions::default())
            .unwrap()
            .new,
        1
    );
}

#[test]
fn further_addresses_of_a_card_are_kept_once_and_find_their_person() {
    let mut desk = Desk::new();
    let file = card(
        "N:Kim;Min-jun;;;\nFN:Min-jun Kim\nEMAIL;PREF=1:kim@nier.example\nEMAIL;TYPE=home:minjun@home.example\n\
         EMAIL:no address\nTEL:+82 2 1\nTEL;TYPE=cell:+82 10 2",
    );
    let report = taken(&mut desk, &file);
    assert_eq!(counts(&report), (1, 0, 0, 1), "{report:?}");
    let found = |desk: &Desk| people(desk).pop().unwrap();
    let values = |person: &PersonPage| -> Vec<String> {
        let further = person.addresses.iter();
        further.map(|one| one.value.clone()).collect()
    };
    let person = found(&desk);
    assert_eq!(person.email.as_deref(), Some("kim@nier.example"));
    assert_eq!(values(&person), ["minjun@home.example", "+82 10 2"]);
    // The same card again brings nothing new; one more address comes beside the others.
    let again = taken(&mut desk, &file);
    assert!(again.change.is_none(), "{again:?}");
    let more = file.replace("EMAIL:no address", "EMAIL:kim@third.example");
    taken(&mut desk, more);
    assert_eq!(
        values(&found(&desk)),
        ["minjun@home.example", "kim@third.example", "+82 10 2"]
    );
    let by = |desk: &Desk, text: &str| {
        let query = PeopleQuery {
            text: text.to_owned(),
            ..PeopleQuery::default()
        };
        office::person::all(&desk.store, &query).unwrap().len()
    };
    assert_eq!(by(&desk, "third"), 1);
    // What is taken away finds them no longer; what comes back does.
    let third = found(&desk).addresses[1].id;
    let none = office::view::AddressText {
        value: String::new(),
        label: None,
    };
    act!(desk, office::person::edit_address, third, &none).unwrap();
    assert_eq!(by(&desk, "third"), 0);
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(by(&desk, "third"), 1);
}
