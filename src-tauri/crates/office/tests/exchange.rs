//! What the window's place for exchange tells: who knows what, what a pack would do, what is to be decided.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::EventId;
use domain::task::Due;
use domain::timing::Timing;
use office::exchange::{
    ConflictChoice, ConflictView, KnownKey, PackContents, PackFilter, PackKey, PackLine,
    PackOpening, PackPreview, PackPurpose, PackRequest,
};
use office::people_file::Progress;
use office::view::{EventEdit, NewTask, Operation, TaskEdit, Window};
use office::{Hand, OfficeError, Store, exchange};
use store::pack::ConflictMatter;
use uuid::Uuid;

struct Desk {
    store: Store,
    folder: tempfile::TempDir,
    name: &'static str,
    now: DateTime<Utc>,
}

impl Desk {
    fn new(name: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-24T08:00:00Z".parse().unwrap();
        let mut desk = Self {
            store: Store::open(&folder.path().join("desk.symposia"), now).unwrap(),
            folder,
            name,
            now,
        };
        let mut hand = desk.hand();
        office::setup::set_up(&mut desk.store, &mut hand).unwrap();
        exchange::name_office(&mut desk.store, name).unwrap();
        desk
    }

    fn hand(&mut self) -> Hand {
        self.now += TimeDelta::minutes(1);
        Hand::new(self.now, self.name, Uuid::now_v7)
    }

    fn line(&self) -> String {
        exchange::show(&self.store).unwrap().own.unwrap().line
    }

    fn meeting(&self) -> EventId {
        let query = office::view::EventQuery::default();
        office::event::list(&self.store, &query).unwrap().rows[0].id
    }

    fn rename(&mut self, title: &str) {
        let (event, mut hand) = (self.meeting(), self.hand());
        let edit = EventEdit::Title(title.to_owned());
        office::event::edit(&mut self.store, &mut hand, event, edit).unwrap();
    }

    fn title(&self) -> String {
        self.store.event(self.meeting()).unwrap().title
    }

    /// A pack of what the only other office has not seen.
    fn pack(&mut self) -> PathBuf {
        let office = exchange::show(&self.store).unwrap().offices[0]
            .device
            .clone();
        let request = PackRequest {
            contents: PackContents::Unseen,
            office: Some(office),
            passphrase: None,
            purpose: PackPurpose::Whole,
        };
        let (path, mut hand) = (self.folder.path().join("out.pack"), self.hand());
        exchange::make(&mut self.store, &mut hand, &request, &path, ()).unwrap();
        path
    }

    fn look(&mut self, pack: &Path) -> (PackPreview, Vec<PackLine>) {
        let mut hand = self.hand();
        let (opening, lines) =
            exchange::preview(&mut self.store, &mut hand, pack, &PackKey::default(), ()).unwrap();
        match opening {
            PackOpening::Opened { preview } => (preview, lines),
            closed => panic!("{closed:?}"),
        }
    }

    fn take(&mut self, pack: &Path) {
        let mut hand = self.hand();
        exchange::take(&mut self.store, &mut hand, pack, &PackKey::default(), ()).unwrap();
    }

    fn conflicts(&self) -> Vec<ConflictView> {
        exchange::conflicts(&self.store, Window::default())
            .unwrap()
            .rows
    }

    fn decide(&mut self, choice: &ConflictChoice) -> Result<(), OfficeError> {
        let (id, mut hand) = (self.conflicts()[0].review.id.clone(), self.hand());
        exchange::decide(&mut self.store, &mut hand, &id, choice).map(drop)
    }

    fn undo(&mut self) {
        let mut hand = self.hand();
        office::journal::undo(&mut self.store, &mut hand).unwrap();
    }

    /// All that its store holds, as other offices would be told it.
    fn facts(&self) -> Vec<String> {
        self.store.fact_lines().unwrap()
    }
}

/// Two offices that have each other's keys and the same records.
fn two() -> (Desk, Desk) {
    let (mut ours, mut theirs) = (Desk::new("Secretariat"), Desk::new("Seoul"));
    exchange::add(&mut ours.store, &theirs.line()).unwrap();
    exchange::add(&mut theirs.store, &ours.line()).unwrap();
    let pack = ours.pack();
    theirs.take(&pack);
    let pack = theirs.pack();
    ours.take(&pack);
    (ours, theirs)
}

fn text(text: &str) -> ConflictChoice {
    ConflictChoice::Text {
        text: text.to_owned(),
    }
}

#[test]
fn a_key_is_told_apart_from_one_that_came_before() {
    let (ours, theirs) = two();
    let line = theirs.line();
    assert_eq!(
        exchange::read_key(&ours.store, &line).unwrap().known,
        KnownKey::Same
    );
    let stranger = Desk::new("Tokyo").line();
    let read = exchange::read_key(&ours.store, &stranger).unwrap();
    assert_eq!((read.known, read.name.as_str()), (KnownKey::New, "Tokyo"));
    let mut parts: Vec<&str> = line.split(' ').collect();
    let other: Vec<&str> = stranger.split(' ').collect();
    parts[3] = other[3];
    let forged = parts.join(" ");
    assert_eq!(
        exchange::read_key(&ours.store, &forged).unwrap().known,
        KnownKey::Other
    );
    assert!(
        exchange::show(&ours.store)
            .unwrap()
            .own
            .unwrap()
            .qr
            .is_some()
    );
}

#[test]
fn what_an_office_has_not_seen_is_counted_until_it_says_that_it_has() {
    let (mut ours, mut theirs) = two();
    ours.rename("Officials");
    let shown = exchange::show(&ours.store).unwrap().offices.remove(0);
    assert!(shown.met.is_some() && shown.fingerprint.is_some());
    assert_eq!(shown.unseen, 1);
    let pack = ours.pack();
    theirs.take(&pack);
    theirs.rename("Officials in Seoul");
    let pack = theirs.pack();
    ours.take(&pack);
    let shown = exchange::show(&ours.store).unwrap().offices.remove(0);
    assert_eq!(shown.unseen, 0);
    assert!(shown.heard > 0 && shown.newest.is_some());
}

#[test]
fn a_preview_tells_each_record_and_leaves_the_store_as_it_was() {
    let (mut ours, mut theirs) = two();
    theirs.rename("Officials");
    let (event, mut hand) = (theirs.meeting(), theirs.hand());
    let task = NewTask {
        event,
        title: "Book the hall".to_owned(),
        due: Due::Open,
        owner: None,
        note: None,
    };
    office::task::add(&mut theirs.store, &mut hand, task).unwrap();
    let (pack, before) = (theirs.pack(), ours.facts());
    let (preview, lines) = ours.look(&pack);
    assert_eq!(ours.facts(), before);
    assert_eq!(exchange::show(&ours.store).unwrap().offices[0].unseen, 0);
    assert_eq!((preview.conflicts, preview.held), (0, 0));
    assert_eq!(preview.about.office, "Seoul");

    let renamed = lines.iter().find(|line| line.table == "event").unwrap();
    assert_eq!(renamed.operation, Operation::Update);
    let field = renamed
        .fields
        .iter()
        .find(|field| field.field == "title")
        .unwrap();
    assert_eq!(field.new, "Officials");
    let added = lines.iter().find(|line| line.table == "task").unwrap();
    assert_eq!(
        (added.operation, added.name.as_deref()),
        (Operation::Insert, Some("Book the hall"))
    );
    assert_eq!(added.event.as_ref().unwrap().id, event.to_string());
    let filter = PackFilter {
        operation: Some(Operation::Insert),
        table: None,
    };
    let page = exchange::lines(
        &lines,
        &filter,
        Window {
            offset: 0,
            limit: 1,
        },
    );
    assert_eq!((page.rows.len(), page.total), (1, 1));
    let told: u64 = preview
        .counts
        .iter()
        .map(|count| count.made + count.changed + count.deleted)
        .sum();
    assert_eq!(told, lines.len() as u64);
}

/// Stops work as soon as it tells how far it is.
struct Stop;

impl Progress for Stop {
    fn report(&self, _done: u64, _of: u64) -> bool {
        false
    }
}

#[test]
fn work_that_is_stopped_leaves_nothing_behind() {
    let (mut ours, mut theirs) = two();
    for number in 0..300 {
        theirs.rename(&format!("Officials {number}"));
    }
    let (pack, before) = (theirs.pack(), ours.facts());
    let mut hand = ours.hand();
    let stopped = exchange::take(&mut ours.store, &mut hand, &pack, &PackKey::default(), Stop);
    assert!(stopped.unwrap_err().is_cancelled());
    assert_eq!(ours.facts(), before);
    let request = PackRequest {
        contents: PackContents::Everything,
        office: Some(
            exchange::show(&theirs.store).unwrap().offices[0]
                .device
                .clone(),
        ),
        passphrase: None,
        purpose: PackPurpose::Whole,
    };
    let (out, mut hand) = (theirs.folder.path().join("stopped.pack"), theirs.hand());
    let stopped = exchange::make(&mut theirs.store, &mut hand, &request, &out, Stop);
    assert!(stopped.unwrap_err().is_cancelled());
    assert!(!out.exists());
    ours.take(&pack);
    assert_eq!(ours.title(), "Officials 299");
}

#[test]
fn a_pack_says_what_its_passphrase_must_be() {
    let mut ours = Desk::new("Secretariat");
    let mut request = PackRequest {
        contents: PackContents::Everything,
        office: None,
        passphrase: Some("short".to_owned()),
        purpose: PackPurpose::Whole,
    };
    let (out, mut hand) = (ours.folder.path().join("x.pack"), ours.hand());
    let refused = exchange::make(&mut ours.store, &mut hand, &request, &out, ());
    assert!(refused.unwrap_err().to_string().contains("too short"));
    request.passphrase = Some("clean air for all of us".to_owned());
    exchange::make(&mut ours.store, &mut hand, &request, &out, ()).unwrap();
    let (opening, _) =
        exchange::preview(&mut ours.store, &mut hand, &out, &PackKey::default(), ()).unwrap();
    assert_eq!(opening, PackOpening::Locked);
    let words = PackKey {
        passphrase: request.passphrase,
        stranger: false,
    };
    let (opening, _) = exchange::preview(&mut ours.store, &mut hand, &out, &words, ()).unwrap();
    assert!(matches!(opening, PackOpening::Opened { preview } if preview.counts.is_empty()));
}

#[test]
fn a_third_text_decides_by_the_rules_of_its_record_and_travels() {
    let (mut ours, mut theirs) = two();
    ours.rename("Officials");
    theirs.rename("Meeting in Seoul");
    let pack = theirs.pack();
    let (preview, _) = ours.look(&pack);
    assert_eq!(preview.conflicts, 1);
    ours.take(&pack);
    let one = ours.conflicts().remove(0);
    assert!(one.writable);
    assert_eq!(one.review.matter, ConflictMatter::Values);
    assert_eq!(one.review.fields[0].stands, "Meeting in Seoul");
    assert_eq!(one.review.fields[0].other, "Officials");
    let offices = (one.this_office.as_deref(), one.that_office.as_deref());
    assert_eq!(offices, (Some("Seoul"), Some("Secretariat")));

    let refused = ours.decide(&text("  ")).unwrap_err();
    assert!(refused.to_string().contains("title"), "{refused}");
    ours.decide(&text("Senior officials")).unwrap();
    assert_eq!(
        (ours.title().as_str(), ours.conflicts().len()),
        ("Senior officials", 0)
    );
    let pack = ours.pack();
    theirs.take(&pack);
    let agreed = (theirs.title(), theirs.conflicts().len());
    assert_eq!(agreed, ("Senior officials".to_owned(), 0));
}

#[test]
fn whoever_writes_what_one_of_the_two_says_decides_for_it() {
    let (mut ours, mut theirs) = two();
    ours.rename("Officials");
    theirs.rename("Meeting in Seoul");
    let pack = theirs.pack();
    ours.take(&pack);
    ours.decide(&text("Meeting in Seoul")).unwrap();
    assert!(ours.conflicts().is_empty());
    ours.undo();
    assert_eq!(ours.conflicts().len(), 1, "it waits again");
    ours.decide(&text("Officials")).unwrap();
    assert_eq!(
        (ours.title().as_str(), ours.conflicts().len()),
        ("Officials", 0)
    );
    // What stood before stands again, and it is to be decided again.
    ours.undo();
    assert_eq!(
        (ours.title().as_str(), ours.conflicts().len()),
        ("Meeting in Seoul", 1)
    );
}

#[test]
fn a_decision_that_was_undone_is_to_be_made_again_in_both_offices() {
    let (mut ours, mut theirs) = two();
    ours.rename("Officials");
    theirs.rename("Meeting in Seoul");
    let pack = theirs.pack();
    ours.take(&pack);
    let before = ours.conflicts();
    for choice in [ConflictChoice::That, text("Senior officials")] {
        ours.decide(&choice).unwrap();
        assert!(ours.conflicts().is_empty());
        ours.undo();
        assert_eq!(
            ours.conflicts(),
            before,
            "the same two values, by whom and when"
        );
    }
    let pack = ours.pack();
    theirs.take(&pack);
    let listed = theirs.conflicts();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].review, before[0].review);
    theirs.decide(&ConflictChoice::That).unwrap();
    let pack = theirs.pack();
    ours.take(&pack);
    let agreed = (ours.title(), ours.conflicts().len());
    assert_eq!(agreed, ("Officials".to_owned(), 0));
}

#[test]
fn timings_are_told_as_a_whole() {
    let (mut ours, mut theirs) = two();
    for (desk, year) in [(&mut ours, 2027), (&mut theirs, 2028)] {
        let (event, mut hand) = (desk.meeting(), desk.hand());
        let edit = EventEdit::Timing(Timing::Year { year });
        office::event::edit(&mut desk.store, &mut hand, event, edit).unwrap();
    }
    let pack = theirs.pack();
    ours.take(&pack);
    let one = ours.conflicts().remove(0).review;
    let timings = (one.stands.timing, one.other.timing);
    assert_eq!(
        timings,
        (
            Some(Timing::Year { year: 2028 }),
            Some(Timing::Year { year: 2027 })
        )
    );
    assert!(one.fields.is_empty(), "{:?}", one.fields);
}

#[test]
fn what_one_deleted_and_another_worked_on_is_told_and_can_be_brought_back() {
    let (mut ours, mut theirs) = two();
    let (event, mut hand) = (ours.meeting(), ours.hand());
    let task = NewTask {
        event,
        title: "Book the hall".to_owned(),
        due: Due::Open,
        owner: None,
        note: None,
    };
    let added = office::task::add(&mut ours.store, &mut hand, task.clone()).unwrap();
    let id = added.id.unwrap().parse().unwrap();
    let pack = ours.pack();
    theirs.take(&pack);
    let mut hand = ours.hand();
    office::task::delete(&mut ours.store, &mut hand, &[id]).unwrap();
    let mut hand = theirs.hand();
    let edit = TaskEdit::Title("Book the large hall".to_owned());
    office::task::edit(&mut theirs.store, &mut hand, id, edit).unwrap();
    let pack = theirs.pack();
    ours.take(&pack);
    let one = ours.conflicts().remove(0);
    assert_eq!(one.review.matter, ConflictMatter::Deleted);
    assert_eq!(one.review.fields[0].other, "Book the large hall");
    assert!(!one.writable);
    ours.decide(&ConflictChoice::That).unwrap();
    assert!(ours.conflicts().is_empty());

    // One deletes the event, another adds to it.
    let pack = ours.pack();
    theirs.take(&pack);
    let mut hand = ours.hand();
    office::event::delete(&mut ours.store, &mut hand, &[event]).unwrap();
    let mut hand = theirs.hand();
    let more = NewTask {
        title: "Print the badges".to_owned(),
        ..task
    };
    office::task::add(&mut theirs.store, &mut hand, more).unwrap();
    let pack = theirs.pack();
    let (preview, _) = ours.look(&pack);
    assert!(preview.held > 0 && preview.conflicts > 0, "{preview:?}");
    ours.take(&pack);
    let within = ours
        .conflicts()
        .into_iter()
        .find(|one| one.review.matter == ConflictMatter::Within);
    let (table, name) = within.unwrap().review.within.unwrap();
    assert_eq!(
        (table.as_str(), name.as_deref()),
        ("task", Some("Print the badges"))
    );
}

#[test]
fn an_office_that_was_taken_out_comes_back_with_its_next_pack() {
    let (mut ours, mut theirs) = two();
    let device = exchange::show(&ours.store).unwrap().offices[0]
        .device
        .clone();
    exchange::remove(&mut ours.store, &device, true).unwrap();
    assert!(exchange::show(&ours.store).unwrap().offices.is_empty());
    theirs.rename("Officials");
    let pack = theirs.pack();
    ours.look(&pack);
    assert!(exchange::show(&ours.store).unwrap().offices.is_empty());
    ours.take(&pack);
    let back = exchange::show(&ours.store).unwrap().offices.remove(0);
    assert!(back.fingerprint.is_some(), "its key is still known");
}

#[test]
fn a_pack_of_a_stranger_is_taken_in_only_by_whoever_says_so() {
    let (mut ours, _) = two();
    let mut stranger = Desk::new("Tokyo");
    stranger.rename("Officials");
    exchange::add(&mut stranger.store, &ours.line()).unwrap();
    let (pack, mut hand) = (stranger.pack(), ours.hand());
    let key = PackKey::default();
    let (opening, _) = exchange::preview(&mut ours.store, &mut hand, &pack, &key, ()).unwrap();
    assert!(matches!(opening, PackOpening::Stranger { office, .. } if office == "Tokyo"));
    let refused = exchange::take(&mut ours.store, &mut hand, &pack, &key, ());
    assert!(refused.unwrap_err().to_string().contains("unknown key"));
    let key = PackKey {
        stranger: true,
        ..key
    };
    exchange::take(&mut ours.store, &mut hand, &pack, &key, ()).unwrap();
    assert_eq!(ours.title(), "Officials");
}
