//! Agendas to and from files.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;
#[path = "desk/meeting.rs"]
mod meeting;

use domain::participation::Capacity;
use meeting::Meeting;
use office::agenda::file::{self, AgendaFormat, AgendaImport};
use office::agenda::release;
use office::view::AgendaItemEdit;
use proptest::prelude::*;

impl Meeting {
    fn import(&mut self, table: impl AsRef<[u8]>) -> AgendaImport {
        let path = self.desk.file("agenda.csv", table);
        let event = self.event;
        act!(self.desk, file::import, event, &path).unwrap()
    }

    fn export(&self, format: AgendaFormat) -> String {
        let file = file::export(&self.desk.store, self.event, format).unwrap();
        String::from_utf8(file.bytes).unwrap()
    }

    fn speakers(&self, at: usize) -> Vec<String> {
        let agenda = office::agenda::show(&self.desk.store, self.event).unwrap();
        let speakers = agenda.items[at].speakers.iter();
        speakers
            .map(|one| format!("{} {}", one.name, one.capacity))
            .collect()
    }
}

fn lines(report: &AgendaImport) -> Vec<u64> {
    report.rejected.iter().map(|line| line.line).collect()
}

#[test]
fn a_table_becomes_an_agenda() {
    let mut meeting = Meeting::new();
    meeting.person("Kim", "Haneul", "kim@air.example");
    meeting.person("Sato", "Ren", "sato@air.example");
    let report = meeting.import(
        "Day,Start,End,Minutes,Title,Kind,Room,Speakers\n\
         1,10:00,,30,Opening,opening,East,\n\
         ,,,90,Session,session,East,KIM Haneul (moderator)\n\
         ,,,20,  Talk,,,sato@air.example; Kim Haneul\n\
         ,12:30,13:30,,Lunch,lunch,,\n\
         2,,,15,Closing,closing,East,\n",
    );
    assert_eq!(
        (report.added, report.updated, lines(&report)),
        (5, 0, vec![])
    );
    assert_eq!(
        meeting.lines(),
        [
            "11 10:00 Opening",
            "11 10:30 Session",
            "11 10:30   Talk",
            "11 12:30 Lunch",
            "12 09:30 Closing"
        ]
    );
    assert_eq!(meeting.speakers(1), ["Haneul KIM moderator"]);
    assert_eq!(
        meeting.speakers(2),
        ["Ren SATO speaker", "Haneul KIM speaker"]
    );
    let agenda = office::agenda::show(&meeting.desk.store, meeting.event).unwrap();
    assert_eq!(
        agenda.rooms.len(),
        1,
        "one room, whatever the number of lines"
    );
    assert_eq!(agenda.items[3].minutes, 60);
    let participants = meeting.desk.store.participations(meeting.event).unwrap();
    assert_eq!(participants.len(), 2);
    meeting.undo();
    assert_eq!(meeting.lines(), [""; 0]);
    assert_eq!(
        meeting.desk.store.participations(meeting.event).unwrap(),
        []
    );
}

#[test]
fn a_bad_line_costs_itself_and_what_hangs_on_it() {
    let mut meeting = Meeting::new();
    let report = meeting.import(
        "Day,Start,End,Minutes,Level,Title,Kind,Speakers\n\
         2027-05-11,,,30,1,Good,,Nobody Known\n\
         2027-05-11,,,,1,No length,,\n\
         2027-05-11,,,10,2,Part of that,,\n\
         2027-13-11,,,30,1,No day,,\n\
         9,,,30,1,No such day,,\n\
         2027-05-11,25:00,,30,1,No time,,\n\
         2027-05-11,11:00,10:00,,1,Backwards,,\n\
         2027-05-11,,,30,1,No kind,juggling,\n\
         2027-05-11,,,30,1,,,\n\
         2027-05-11,,,1441,1,Too long,,\n\
         2027-05-11,10:00,11:00,30,1,Of two minds,,\n\
         2027-05-11,,,30,1,Good too,,\n\
         a,b,c,d,e,f,g,h,i,j\n",
    );
    assert_eq!(lines(&report), (3..=12).chain([14]).collect::<Vec<u64>>());
    assert_eq!(report.added, 2);
    assert_eq!(meeting.lines(), ["11 09:30 Good", "11 10:00 Good too"]);
    let reason = |line: u64| {
        &report
            .rejected
            .iter()
            .find(|one| one.line == line)
            .unwrap()
            .reason
    };
    assert!(reason(4).contains("line 3"), "{}", reason(4));
    assert!(reason(6).contains("no day 9"), "{}", reason(6));
    assert_eq!(report.notes.len(), 1);
    assert!(report.notes[0].line == 2 && report.notes[0].reason.contains("Nobody Known"));
}

#[test]
fn a_table_without_titles_is_refused_with_its_headings() {
    let mut meeting = Meeting::new();
    let path = meeting
        .desk
        .file("agenda.csv", "When,What\n10:00,Opening\n");
    let event = meeting.event;
    let refused = act!(meeting.desk, file::import, event, &path).unwrap_err();
    assert!(refused.to_string().contains("When, What"), "{refused}");
}

fn full() -> Meeting {
    let mut meeting = Meeting::new();
    let opening = meeting.add("=Opening", 30, None);
    let session = meeting.add("Session, with “quotes” \"and\" comma", 90, None);
    let talk = meeting.add("Talk", 20, Some(session));
    meeting.add("Deep", 5, Some(talk));
    meeting.add("Coffee", 15, None);
    meeting.add("Coffee", 15, None);
    let closing = meeting.add_on("Closing", 15, None, Some("2027-05-12"));
    let room = meeting.room("East");
    meeting.edit(session, AgendaItemEdit::Room(Some(room)));
    meeting.edit(opening, AgendaItemEdit::Description("@first".to_owned()));
    meeting.edit(closing, AgendaItemEdit::Start("17:00:00".parse().ok()));
    let kim = meeting.person("Kim", "Haneul", "kim@air.example");
    let sato = meeting.person("Sato", "Ren", "sato@air.example");
    meeting.speaks(talk, kim, Capacity::Chair);
    meeting.speaks(talk, sato, Capacity::Speaker);
    meeting
}

#[test]
fn what_was_exported_changes_nothing_when_it_is_imported_again() {
    let mut meeting = full();
    let (before, table) = (meeting.whole(), meeting.export(AgendaFormat::Csv));
    assert!(
        table.contains("'=Opening") && table.contains("'@first"),
        "{table}"
    );
    let report = meeting.import(&table);
    assert_eq!((report.added, report.updated), (0, 7));
    assert_eq!((report.rejected.len(), report.notes.len()), (0, 0));
    assert_eq!(meeting.whole(), before);
    // The speakers' order is written down where it only followed from their keys.
    let again = meeting.import(&table);
    assert!(again.change.is_none(), "{:?}", again.change);
}

#[test]
fn lines_without_ids_find_their_items_by_day_and_title() {
    let mut meeting = Meeting::new();
    let table = "Day,Minutes,Title\n1,30,Opening\n1,15,Coffee\n1,60,Session\n1,15,Coffee\n";
    assert_eq!(meeting.import(table).added, 4);
    let before = meeting.whole();
    let again = meeting.import(table);
    assert_eq!((again.added, again.updated), (0, 4));
    assert!(again.change.is_none());
    assert_eq!(meeting.whole(), before);
}

#[test]
fn what_is_changed_in_the_table_is_changed_in_the_agenda_and_its_order_too() {
    let mut meeting = full();
    let table = meeting.export(AgendaFormat::Csv);
    let mut rows: Vec<String> = table.trim_end().split("\r\n").map(str::to_owned).collect();
    let opening = rows
        .remove(1)
        .replace("'=Opening", "Welcome")
        .replace(",30,", ",45,");
    rows.insert(4, opening);
    rows.insert(5, ",2027-05-11,,,10,,,1,Film,other,,,,".to_owned());
    let report = meeting.import(rows.join("\r\n"));
    assert_eq!(
        (report.added, report.updated, lines(&report)),
        (1, 7, vec![])
    );
    let lines = meeting.lines();
    assert_eq!(
        lines,
        [
            "11 09:30 Session, with “quotes” \"and\" comma",
            "11 09:30   Talk",
            "11 09:30   Deep",
            "11 11:00 Welcome",
            "11 11:45 Film",
            "11 11:55 Coffee",
            "11 12:10 Coffee",
            "12 17:00 Closing"
        ]
    );
}

#[test]
fn an_item_cannot_become_a_part_of_itself() {
    let mut meeting = Meeting::new();
    let session = meeting.add("Session", 60, None);
    let talk = meeting.add("Talk", 20, Some(session));
    let report = meeting.import(format!(
        "ID,Part of,Title,Minutes\n{session},{talk},Session,60\n"
    ));
    assert_eq!(lines(&report), [2]);
    assert!(report.rejected[0].reason.contains("part of itself"));
}

#[test]
fn a_column_that_is_not_there_leaves_its_field_alone() {
    let mut meeting = full();
    let before = meeting.whole();
    let ids = office::agenda::show(&meeting.desk.store, meeting.event).unwrap();
    let rows: Vec<String> = ids
        .items
        .iter()
        .map(|item| format!("{},\"{}\"", item.id, item.title.replace('"', "\"\"")))
        .collect();
    let report = meeting.import(format!("ID,Title\n{}\n", rows.join("\n")));
    assert_eq!((report.updated, lines(&report)), (7, vec![]));
    assert_eq!(meeting.whole(), before);
}

#[test]
fn every_file_says_which_version_it_is() {
    let mut meeting = full();
    let event = meeting.event;
    act!(meeting.desk, release::release, event, "rev. 1", None).unwrap();
    let line = release::version_line(&meeting.desk.store, event)
        .unwrap()
        .unwrap();
    for format in [AgendaFormat::Csv, AgendaFormat::Json, AgendaFormat::Md] {
        let text = meeting.export(format);
        assert!(text.contains(&line), "{text}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&meeting.export(AgendaFormat::Json)).unwrap();
    assert_eq!(json["items"][2]["partOf"], json["items"][1]["id"]);
    assert_eq!(json["items"][2]["speakers"][0]["capacity"], "chair");
    let text = meeting.export(AgendaFormat::Md);
    assert!(text.contains("## Tuesday, 11 May 2027"), "{text}");
    assert!(
        text.contains("| – Talk |  | Haneul KIM (chair); Ren SATO |"),
        "{text}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_are_imported_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), rows in "[-a-z0-9,:;\"\n ]{0,200}") {
        let mut meeting = Meeting::new();
        let event = meeting.event;
        for content in [bytes, format!("Day,Start,Minutes,Title,Level,Speakers\n{rows}").into_bytes()] {
            let path = meeting.desk.file("agenda.csv", content);
            let _ = act!(meeting.desk, file::import, event, &path);
        }
    }
}
