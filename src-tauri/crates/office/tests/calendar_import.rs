//! Other people's calendar files: as a layer beside our events, and as partner events.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use std::path::{Path, PathBuf};

use desk::Desk;
use domain::event::{EventKind, EventStatus};
use domain::timing::Timing;
use office::calendar_import::{
    CalendarImportPreview, CalendarImportRequest, CalendarImported, ImportOutcome, ImportTarget,
    RejectedInFile, import, preview,
};
use office::view::{DaySpan, EventQuery, LayerEntry};
use office::{OfficeError, layers};

const OUTLOOK: &str = include_str!("calendars/outlook.ics");
const GOOGLE: &str = include_str!("calendars/google.ics");
const ODD: &str = include_str!("calendars/odd.ics");

/// The computer's zone, where nobody chose one.
const HOME: &str = "Asia/Seoul";

/// As programs write it on the disk.
fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

fn calendar(events: &str) -> String {
    crlf(&format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Invented//EN\nX-WR-CALNAME:Test\n{events}END:VCALENDAR\n"
    ))
}

fn event(uid: &str, lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{uid}\n{lines}END:VEVENT\n")
}

fn as_layer(files: &[&PathBuf]) -> CalendarImportRequest {
    CalendarImportRequest {
        files: files.iter().map(|path| (*path).clone()).collect(),
        target: ImportTarget::Layer { name: None },
    }
}

fn as_events(file: &Path, chosen: Option<&[&str]>) -> CalendarImportRequest {
    CalendarImportRequest {
        files: vec![file.to_owned()],
        target: ImportTarget::PartnerEvents {
            chosen: chosen.map(|keys| keys.iter().map(|key| (*key).to_owned()).collect()),
        },
    }
}

fn run(desk: &mut Desk, request: &CalendarImportRequest) -> CalendarImported {
    act!(desk, import, request, HOME, &()).unwrap()
}

fn look(desk: &Desk, request: &CalendarImportRequest) -> CalendarImportPreview {
    preview(&desk.store, request, desk::start(), HOME).unwrap()
}

fn counts(done: &CalendarImported) -> [u64; 4] {
    [done.created, done.updated, done.unchanged, done.removed]
}

fn span(desk: &Desk, first: &str, after: &str) -> Vec<LayerEntry> {
    let span = DaySpan {
        first: first.parse().unwrap(),
        after: after.parse().unwrap(),
    };
    layers::span(&desk.store, span, HOME).unwrap().entries
}

/// Title and start, as a person reads them.
fn seen(desk: &Desk, first: &str, after: &str) -> Vec<String> {
    span(desk, first, after)
        .iter()
        .map(|entry| {
            let start = entry.start.format("%m-%d %H:%M");
            format!("{start} {}", entry.title)
        })
        .collect()
}

fn lines(told: &[RejectedInFile]) -> Vec<(u64, &str)> {
    told.iter()
        .map(|told| (told.line, told.reason.as_str()))
        .collect()
}

fn steps(desk: &Desk) -> i64 {
    desk.store.steps().unwrap().last
}

/// The journal tells the whole store.
fn sound(desk: &mut Desk) {
    let scratch = desk.folder.path().join("check");
    let mut hand = desk.hand();
    let report = desk.store.check(&scratch, &mut hand).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

fn line_of(text: &str, wanted: &str) -> u64 {
    text.lines().position(|line| line == wanted).unwrap() as u64 + 1
}

#[test]
fn a_file_of_outlook_becomes_a_layer_with_its_series_laid_out() {
    let mut desk = Desk::new();
    let file = desk.file("oz.ics", crlf(OUTLOOK));
    let done = run(&mut desk, &as_layer(&[&file]));
    assert_eq!(counts(&done), [3, 0, 0, 0]);
    assert_eq!((done.rejected, done.notes), (vec![], vec![]));
    assert_eq!(
        done.change.unwrap().label,
        "Import calendar Clean Air Secretariat of Invented Bay"
    );
    // The 16th is left out, the 23rd moved to the 24th; five times in all.
    assert_eq!(
        seen(&desk, "2026-11-01", "2026-12-31"),
        [
            "11-02 10:00 Weekly call of the task force",
            "11-09 10:00 Weekly call of the task force",
            "11-10 09:30 Regional ozone workshop",
            "11-24 15:00 Weekly call of the task force (moved)",
            "11-30 10:00 Weekly call of the task force",
        ]
    );
    let workshop = &span(&desk, "2026-11-10", "2026-11-11")[0];
    let page = layers::event(&desk.store, workshop.id).unwrap();
    assert_eq!(page.place.as_deref(), Some("Harbour Hall, Invented Bay"));
    assert_eq!(page.url.as_deref(), Some("https://example.org/ozone"));
    assert_eq!(page.zone.as_deref(), Some("Asia/Seoul"));
    let description = page.description.unwrap();
    assert!(description.contains("1 November.\n\nThe room is on the second floor, behind"));
    sound(&mut desk);
}

#[test]
fn the_same_file_again_changes_nothing_and_a_newer_one_only_what_differs() {
    let mut desk = Desk::new();
    let file = desk.file("oz.ics", crlf(OUTLOOK));
    run(&mut desk, &as_layer(&[&file]));
    let before = steps(&desk);
    let again = run(&mut desk, &as_layer(&[&file]));
    assert_eq!(counts(&again), [0, 0, 3, 0]);
    assert!(again.change.is_none());
    assert_eq!(steps(&desk), before, "nothing is journalled");

    // Another file of the same calendar: the workshop moved, a new event, the weekly call is gone.
    let newer = OUTLOOK
        .replace("20261110T093000", "20261110T100000")
        .replace(
            "UID:040000008200E00074C5B7101A82E00800000000WEEKLY\n",
            "UID:another\n",
        );
    let newer = desk.file("newer.ics", crlf(&newer));
    let told = look(&desk, &as_layer(&[&newer]));
    let done = run(&mut desk, &as_layer(&[&newer]));
    assert_eq!(counts(&done), [2, 1, 0, 2]);
    assert_eq!(
        [told.created, told.updated, told.unchanged, told.removed],
        counts(&done)
    );
    assert_eq!(
        told.rows
            .iter()
            .filter(|row| row.outcome == ImportOutcome::Removed)
            .count(),
        2
    );
    assert_eq!(layers::list(&desk.store).unwrap().len(), 1);
    assert!(
        seen(&desk, "2026-11-10", "2026-11-11")
            .contains(&"11-10 10:00 Regional ozone workshop".to_owned())
    );
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(
        seen(&desk, "2026-11-10", "2026-11-11"),
        ["11-10 09:30 Regional ozone workshop"]
    );
    sound(&mut desk);
}

#[test]
fn times_in_utc_and_whole_days_and_what_was_called_off_are_shown() {
    let mut desk = Desk::new();
    let file = desk.file("dust.ics", crlf(GOOGLE));
    run(&mut desk, &as_layer(&[&file]));
    // 02:00 UTC is 11:00 in Seoul.
    assert_eq!(
        seen(&desk, "2026-11-01", "2027-01-01"),
        [
            "11-26 00:00 Republic Day (Mongolia)",
            "12-03 11:00 Шороон шуурганы зөвлөгөөн",
            "12-07 00:00 Winter air week",
            "12-14 10:00 Called-off briefing",
        ]
    );
    let december = span(&desk, "2026-12-01", "2027-01-01");
    let week = &december[1];
    assert!(week.all_day && week.last == "2026-12-09".parse().unwrap());
    assert!(december[2].cancelled && !week.cancelled);
    // In ten years, and as long as there; not the year before.
    assert_eq!(span(&desk, "2036-12-09", "2036-12-10").len(), 1);
    assert_eq!(span(&desk, "2036-12-10", "2036-12-11").len(), 0);
    assert_eq!(span(&desk, "2025-12-07", "2025-12-10").len(), 0);
    // Days stay days wherever one is.
    let home = office::settings::SettingEdit::HomeZone("America/New_York".to_owned());
    act!(desk, office::settings::edit, home).unwrap();
    assert_eq!(
        seen(&desk, "2026-12-01", "2026-12-08"),
        [
            "12-02 21:00 Шороон шуурганы зөвлөгөөн",
            "12-07 00:00 Winter air week"
        ]
    );
}

#[test]
fn what_cannot_be_taken_is_named_by_its_line_and_the_rest_is_taken() {
    let mut desk = Desk::new();
    let file = desk.file("ministry.ics", ODD);
    let request = as_layer(&[&file]);
    let done = run(&mut desk, &request);
    assert_eq!(counts(&done), [5, 0, 0, 0]);
    let rejected = lines(&done.rejected);
    let line = |uid: &str| line_of(ODD, &format!("UID:{uid}")) - 1;
    let mut expected = vec![
        (
            line("nowhere"),
            "“In a zone that nobody knows”: the file uses the time zone “Nowhere/At All”",
        ),
        (line("startless"), "“Some time”: it has no start"),
        (line("backwards"), "“Backwards”: it ends before it starts"),
        (line("todo"), "a task (VTODO) is no event"),
        (line("cut"), "BEGIN:VEVENT has no END:VEVENT"),
        (1, "BEGIN:VCALENDAR has no END:VCALENDAR"),
    ];
    expected.sort_unstable();
    assert_eq!(rejected.len(), expected.len(), "{rejected:?}");
    for ((line, reason), (wanted, begins)) in rejected.iter().zip(expected) {
        assert!(
            *line == wanted && reason.starts_with(begins),
            "line {line}: {reason}"
        );
    }
    assert!(done.rejected.iter().all(|told| told.file == "ministry.ics"));
    let notes = lines(&done.notes);
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes[0].1.contains("within the hour") && notes[0].0 == line("every-second"));
    assert!(notes[1].1.contains("never gives a time") && notes[1].0 == line("never-again"));
    // 09:45 at 7:45 east of Greenwich is 02:00 UTC, and 11:00 in Seoul; without its name the calendar
    // is called like the file.
    assert_eq!(
        seen(&desk, "2026-11-01", "2027-02-01"),
        [
            "11-10 11:00 In a zone of its own",
            "11-10 19:00 Every second",
            "11-10 19:00 On 30 February",
            "11-15 00:00 Without UID",
            "12-31 23:59 New year's toast",
        ]
    );
    assert_eq!(layers::list(&desk.store).unwrap()[0].name, "ministry");
    let again = run(&mut desk, &request);
    assert_eq!(counts(&again), [0, 0, 5, 0]);
}

#[test]
fn only_a_whole_calendar_takes_events_away() {
    let mut desk = Desk::new();
    let both =
        event("one", "DTSTART:20261110T100000Z\n") + &event("two", "DTSTART:20261111T100000Z\n");
    let file = desk.file("test.ics", calendar(&both));
    run(&mut desk, &as_layer(&[&file]));
    let one = event("one", "DTSTART:20261110T110000Z\n");
    for (name, text) in [
        // Cut between two events, cut inside one, an update by mail, and one that cannot be understood.
        ("cut.ics", calendar(&one).replace("END:VCALENDAR\r\n", "")),
        (
            "inside.ics",
            calendar(&(one.clone() + "BEGIN:VEVENT\nUID:two\n")),
        ),
        (
            "mail.ics",
            calendar(&one).replace("VERSION:2.0", "METHOD:REQUEST"),
        ),
        (
            "zone.ics",
            calendar(&(one.clone() + &event("two", "DTSTART;TZID=Nowhere:20261111T100000\n"))),
        ),
    ] {
        let file = desk.file(name, text);
        let done = run(&mut desk, &as_layer(&[&file]));
        assert_eq!(done.removed, 0, "{name}");
        assert_eq!(done.created, 0, "{name}");
    }
    let file = desk.file("whole.ics", calendar(&one));
    assert_eq!(counts(&run(&mut desk, &as_layer(&[&file]))), [0, 0, 1, 1]);
    // Called off by mail.
    let cancel = calendar(&one).replace("VERSION:2.0", "METHOD:CANCEL");
    let file = desk.file("cancel.ics", cancel);
    assert_eq!(counts(&run(&mut desk, &as_layer(&[&file]))), [0, 1, 0, 0]);
    assert!(span(&desk, "2026-11-10", "2026-11-11")[0].cancelled);
}

#[test]
fn an_instance_is_found_on_its_series_clock_whatever_clock_names_it() {
    let mut desk = Desk::new();
    // A series in New York whose instance is named in UTC, over the change of the clocks.
    let series = "DTSTART;TZID=America/New_York:20261026T100000\nDTEND;TZID=America/New_York:20261026T110000\nRRULE:FREQ=WEEKLY;COUNT=3\n";
    let moved =
        "RECURRENCE-ID:20261102T150000Z\nDTSTART:20261103T150000Z\nDTEND:20261103T160000Z\n";
    let text = calendar(&(event("call", moved) + &event("call", series)));
    let file = desk.file("test.ics", text);
    run(&mut desk, &as_layer(&[&file]));
    // 10:00 EDT is 23:00 in Seoul; 10:00 EST is midnight.
    assert_eq!(
        seen(&desk, "2026-10-01", "2026-12-01"),
        ["10-26 23:00 call", "11-04 00:00 call", "11-10 00:00 call"]
    );
    // Later the instance alone, by mail: the series is in the store.
    let moved = moved.replace("20261102T150000Z", "20261109T150000Z");
    let moved = moved.replace("20261103", "20261112");
    let file = desk.file(
        "one.ics",
        calendar(&event("call", &moved)).replace("VERSION:2.0", "METHOD:REQUEST"),
    );
    assert_eq!(counts(&run(&mut desk, &as_layer(&[&file]))), [1, 0, 0, 0]);
    assert_eq!(
        seen(&desk, "2026-10-01", "2026-12-01"),
        ["10-26 23:00 call", "11-04 00:00 call", "11-13 00:00 call"]
    );
}

#[test]
fn dates_are_added_and_days_left_out() {
    let mut desk = Desk::new();
    let events = event(
        "dates",
        "DTSTART;TZID=Asia/Tokyo:20261102T090000\nDTEND;TZID=Asia/Tokyo:20261102T100000\n\
         RDATE;TZID=Asia/Tokyo:20261105T150000,20261106T150000\nRDATE;VALUE=PERIOD:20261107T000000Z/PT1H\nEXDATE;VALUE=DATE:20261106\n",
    ) + &event(
        "days",
        "DTSTART;VALUE=DATE:20261101\nDTEND;VALUE=DATE:20261103\nRRULE:FREQ=WEEKLY;UNTIL=20261117T150000Z\nEXDATE:20261108T000000\n",
    );
    let file = desk.file("test.ics", calendar(&events));
    let done = run(&mut desk, &as_layer(&[&file]));
    assert_eq!(done.notes, []);
    assert_eq!(
        seen(&desk, "2026-11-01", "2027-11-01"),
        [
            "11-01 00:00 days",
            "11-02 09:00 dates",
            "11-05 15:00 dates",
            "11-07 09:00 dates",
            "11-15 00:00 days",
        ]
    );
    // A day in the middle of one is touched, one after the last of all is not.
    assert_eq!(seen(&desk, "2026-11-16", "2026-11-17").len(), 1);
    assert_eq!(seen(&desk, "2026-11-17", "2026-11-18").len(), 0);
}

#[test]
fn two_versions_in_one_file_and_two_files_of_one_calendar_are_one_layer() {
    let mut desk = Desk::new();
    let old = event("talk", "SEQUENCE:3\nDTSTART:20261110T030000Z\n");
    let new = event("talk", "SEQUENCE:4\nDTSTART:20261111T030000Z\n");
    let one = desk.file("a.ics", calendar(&(new + &old)));
    let two = desk.file(
        "b.ics",
        calendar(&event("other", "DTSTART:20261112T030000Z\n")),
    );
    let done = run(&mut desk, &as_layer(&[&one, &two]));
    assert_eq!(counts(&done), [2, 0, 0, 0]);
    assert_eq!(
        seen(&desk, "2026-11-01", "2026-12-01"),
        ["11-11 12:00 talk", "11-12 12:00 other"]
    );
    assert_eq!(layers::list(&desk.store).unwrap().len(), 1);
    // With a name of its own it is another layer, and undone it is none.
    let named = CalendarImportRequest {
        files: vec![one],
        target: ImportTarget::Layer {
            name: Some(" TEMM ".to_owned()),
        },
    };
    run(&mut desk, &named);
    let called = |desk: &Desk| -> Vec<String> {
        let layers = layers::list(&desk.store).unwrap();
        layers.into_iter().map(|layer| layer.name).collect()
    };
    assert_eq!(called(&desk), ["TEMM", "Test"]);
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(called(&desk), ["Test"]);
}

#[test]
fn a_layer_is_hidden_renamed_and_removed() {
    let mut desk = Desk::new();
    let file = desk.file("dust.ics", crlf(GOOGLE));
    run(&mut desk, &as_layer(&[&file]));
    let layer = layers::list(&desk.store).unwrap().remove(0);
    assert_eq!((layer.events, layer.shown), (4, true));
    act!(desk, layers::show, layer.id, false).unwrap();
    assert_eq!(span(&desk, "2026-11-01", "2027-01-01").len(), 0);
    act!(desk, layers::show, layer.id, true).unwrap();
    act!(desk, layers::rename, layer.id, "Dust").unwrap();
    assert_eq!(
        span(&desk, "2026-11-01", "2027-01-01")[0].layer_name,
        "Dust"
    );
    assert!(act!(desk, layers::rename, layer.id, "  ").is_err());
    act!(desk, layers::remove, layer.id).unwrap();
    assert_eq!(layers::list(&desk.store).unwrap(), []);
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(span(&desk, "2026-11-01", "2027-01-01").len(), 4);
    sound(&mut desk);
}

fn partner_events(desk: &Desk) -> Vec<office::view::EventPage> {
    let query = EventQuery {
        kinds: vec![EventKind::PartnerEvent],
        ..EventQuery::default()
    };
    let rows = office::event::all(&desk.store, &query).unwrap();
    rows.iter()
        .map(|row| desk.store.event(row.id).unwrap())
        .collect()
}

#[test]
fn events_become_partner_events_with_what_the_file_says() {
    let mut desk = Desk::new();
    let before = partner_events(&desk).len();
    assert_eq!(before, 0);
    let file = desk.file("oz.ics", crlf(OUTLOOK));
    let done = run(&mut desk, &as_events(&file, None));
    assert_eq!(counts(&done), [2, 0, 0, 0]);
    assert_eq!(done.change.unwrap().label, "Import 2 partner events");
    let events = partner_events(&desk);
    let workshop = &events[0];
    assert_eq!(workshop.title, "Regional ozone workshop");
    assert_eq!(workshop.status, EventStatus::Confirmed);
    assert_eq!(
        workshop.venue.as_deref(),
        Some("Harbour Hall, Invented Bay")
    );
    assert_eq!(workshop.url.as_deref(), Some("https://example.org/ozone"));
    assert_eq!(
        workshop.timing,
        Timing::Exact {
            start: "2026-11-10T09:30:00".parse().unwrap(),
            end: "2026-11-10T17:30:00".parse().unwrap(),
            zone: chrono_tz::Asia::Seoul,
        }
    );
    // Of the series, the coming time: it is 17:00 on 24 November in Seoul, the moved one is over.
    assert_eq!(
        events[1].timing.days().unwrap().0,
        "2026-11-30".parse().unwrap()
    );
    assert!(
        done.notes[0].reason.contains("again and again"),
        "{:?}",
        done.notes
    );

    // Ours: a note, and a title that the file takes back.
    let id = workshop.id;
    let edits = [
        office::view::EventEdit::Note("Send Ms Invented".to_owned()),
        office::view::EventEdit::Title("Ozone".to_owned()),
    ];
    for edit in edits {
        act!(desk, office::event::edit, id, edit).unwrap();
    }
    let newer = OUTLOOK
        .replace("STATUS:CONFIRMED", "STATUS:CANCELLED")
        .replace("LOCATION:Harbour Hall\\, Invented Bay\n", "");
    let newer = desk.file("newer.ics", crlf(&newer));
    let done = run(&mut desk, &as_events(&newer, None));
    assert_eq!(counts(&done), [0, 1, 1, 0]);
    let workshop = desk.store.event(id).unwrap();
    assert_eq!(workshop.title, "Regional ozone workshop");
    assert_eq!(workshop.status, EventStatus::Cancelled);
    assert_eq!(workshop.note.as_deref(), Some("Send Ms Invented"));
    assert_eq!(
        workshop.venue.as_deref(),
        Some("Harbour Hall, Invented Bay"),
        "the file says nothing of it"
    );
    let before = steps(&desk);
    assert!(run(&mut desk, &as_events(&newer, None)).change.is_none());
    assert_eq!(steps(&desk), before);
    assert_eq!(partner_events(&desk).len(), 2);
    sound(&mut desk);
}

#[test]
fn only_the_chosen_events_are_taken_and_utc_hangs_where_the_calendar_does() {
    let mut desk = Desk::new();
    let file = desk.file("dust.ics", crlf(GOOGLE));
    let told = look(&desk, &as_events(&file, None));
    assert_eq!(
        (told.created, told.layers.clone()),
        (4, vec!["Dust and Sandstorm Network".to_owned()])
    );
    let keys: Vec<&str> = told.rows.iter().map(|row| row.key.as_str()).collect();
    assert!(keys.contains(&"3k5p9invented@google.com"));
    let done = run(
        &mut desk,
        &as_events(&file, Some(&["3k5p9invented@google.com", "no such key"])),
    );
    assert_eq!(done.change.unwrap().label, "Import partner event");
    let events = partner_events(&desk);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].status, EventStatus::Tentative);
    assert_eq!(
        events[0].timing,
        Timing::Exact {
            start: "2026-12-03T10:00:00".parse().unwrap(),
            end: "2026-12-03T12:00:00".parse().unwrap(),
            zone: chrono_tz::Asia::Ulaanbaatar,
        }
    );
}

#[test]
fn a_time_of_a_series_that_we_hold_stays_while_the_series_has_it() {
    let mut desk = Desk::new();
    let series = "DTSTART;TZID=Asia/Tokyo:20261001T100000\nDTEND;TZID=Asia/Tokyo:20261001T110000\nRRULE:FREQ=MONTHLY\n";
    let file = desk.file("test.ics", calendar(&event("monthly", series)));
    run(&mut desk, &as_events(&file, None));
    let first = |desk: &Desk| partner_events(desk)[0].timing.days().unwrap().0.to_string();
    assert_eq!(first(&desk), "2026-12-01");
    // Half a year later the same file: the meeting of December was held, and does not become June's.
    let later = "2027-05-20T00:00:00Z".parse().unwrap();
    let mut hand = desk::hand_at(later, 1 << 90);
    let done = import(
        &mut desk.store,
        &mut hand,
        &as_events(&file, None),
        HOME,
        &(),
    )
    .unwrap();
    assert_eq!(counts(&done), [0, 0, 1, 0]);
    assert_eq!(first(&desk), "2026-12-01");
    // The series moves to the 2nd: what we have is no time of it any more.
    let file = desk.file(
        "moved.ics",
        calendar(&event("monthly", &series.replace("1001T", "1002T"))),
    );
    let mut hand = desk::hand_at(later, 1 << 91);
    let done = import(
        &mut desk.store,
        &mut hand,
        &as_events(&file, None),
        HOME,
        &(),
    )
    .unwrap();
    assert_eq!(counts(&done), [0, 1, 0, 0]);
    assert_eq!(first(&desk), "2027-06-02");
}

#[test]
fn what_we_published_ourselves_is_left_as_it_is() {
    let mut desk = Desk::new();
    let file = desk.file("oz.ics", crlf(OUTLOOK));
    run(&mut desk, &as_events(&file, None));
    let ids = partner_events(&desk).iter().map(|page| page.id).collect();
    let request = office::calendar_file::CalendarFileRequest {
        events: ids,
        ..Default::default()
    };
    let ours = office::calendar_file::write(&desk.store, &request, desk::start()).unwrap();
    let file = desk.file("ours.ics", ours.text);
    let before = steps(&desk);
    for request in [as_events(&file, None), as_layer(&[&file])] {
        let done = run(&mut desk, &request);
        assert_eq!(counts(&done), [0; 4]);
        assert!(
            done.rejected
                .iter()
                .all(|told| told.reason.contains("event of ours"))
        );
        assert_eq!(done.rejected.len(), 2);
    }
    assert_eq!((steps(&desk), partner_events(&desk).len()), (before, 2));
    assert_eq!(layers::list(&desk.store).unwrap(), []);
    // A UID that only looks like ours is somebody else's.
    let theirs = event(
        "0192f0c1-0000-7000-8000-0123456789ab@symposia",
        "DTSTART:20261110T100000Z\n",
    );
    let file = desk.file("theirs.ics", calendar(&theirs));
    assert_eq!(counts(&run(&mut desk, &as_layer(&[&file]))), [1, 0, 0, 0]);
}

#[test]
fn answers_to_invitations_are_no_calendar() {
    let mut desk = Desk::new();
    let reply = calendar(&event("call", "DTSTART:20261110T100000Z\n"))
        .replace("VERSION:2.0", "METHOD:REPLY");
    let file = desk.file("reply.ics", reply);
    let done = run(&mut desk, &as_layer(&[&file]));
    assert_eq!((counts(&done), done.change.is_none()), ([0; 4], true));
    assert!(done.rejected[0].reason.contains("list of participants"));
}

#[test]
fn no_file_however_it_is_made_takes_the_program_down() {
    let mut desk = Desk::new();
    let request = |path: PathBuf| CalendarImportRequest {
        files: vec![path],
        target: ImportTarget::Layer { name: None },
    };
    let own = request(desk.store.path().to_owned());
    let missing = desk.folder.path().join("missing.ics");
    assert!(matches!(
        act!(desk, import, &request(missing), HOME, &()),
        Err(OfficeError::Unreadable { .. })
    ));
    assert!(matches!(
        act!(desk, import, &own, HOME, &()),
        Err(OfficeError::OverStore { .. })
    ));
    // 100 MB, without taking as much room on the disk.
    let large = desk.folder.path().join("large.ics");
    std::fs::File::create(&large)
        .unwrap()
        .set_len(100 << 20)
        .unwrap();
    let done = run(&mut desk, &request(large));
    assert_eq!(counts(&done), [0; 4]);
    assert!(
        done.rejected[0].reason.contains("larger than"),
        "{:?}",
        done.rejected
    );
    for (name, content) in [
        ("empty.ics", Vec::new()),
        ("binary.ics", vec![0xff; 5000]),
        ("text.ics", b"Dear all,\nsee you soon\n".repeat(3000)),
    ] {
        let file = desk.file(name, content);
        let done = run(&mut desk, &request(file));
        assert_eq!(counts(&done), [0; 4], "{name}");
        assert!((1..=1002).contains(&done.rejected.len()), "{name}");
    }
    // Rules that take long, as many as fit: a bounded time.
    let begun = std::time::Instant::now();
    let many: String = (0..3000)
        .map(|at| {
            let rules = [
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=HOURLY;COUNT=4000000000",
                "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31",
            ];
            event(
                &format!("slow-{at}"),
                &format!(
                    "DTSTART:1970{:02}01T000000Z\nRRULE:{}\n",
                    at % 12 + 1,
                    rules[at % 3]
                ),
            )
        })
        .collect();
    let file = desk.file("slow.ics", calendar(&many));
    assert_eq!(run(&mut desk, &request(file)).created, 3000);
    let shown = span(&desk, "2026-11-01", "2026-12-01");
    assert!(shown.len() <= 3000);
    assert!(begun.elapsed().as_secs() < 120, "{:?}", begun.elapsed());
}

#[test]
fn a_step_that_is_stopped_leaves_nothing() {
    struct Stop;
    impl office::people_file::Progress for Stop {
        fn report(&self, done: u64, _of: u64) -> bool {
            done == 0
        }
    }
    let mut desk = Desk::new();
    let many: String = (0..1200)
        .map(|at| event(&format!("e{at}"), "DTSTART:20261110T000000Z\n"))
        .collect();
    let file = desk.file("many.ics", calendar(&many));
    let before = steps(&desk);
    let stopped = act!(desk, import, &as_layer(&[&file]), HOME, &Stop);
    assert!(stopped.unwrap_err().is_cancelled());
    assert_eq!(steps(&desk), before);
    assert_eq!(layers::list(&desk.store).unwrap(), []);
    let done = run(&mut desk, &as_layer(&[&file]));
    assert_eq!(done.created, 1200);
}
