//! Papers of events, over a real store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use desk::Desk;
use domain::event::EventKind;
use domain::id::{AgendaItemId, AttachmentId, EventId};
use domain::timing::Timing;
use office::attachment::{self, Papers, PapersOf};
use office::people_file::Progress;
use office::view::{NewAgendaItem, NewEvent};
use proptest::prelude::*;

fn event(desk: &mut Desk, title: &str) -> EventId {
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: title.to_owned(),
        timing: Timing::Year { year: 2026 },
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let change = act!(desk, office::event::plan, new).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn item(
    desk: &mut Desk,
    event: EventId,
    title: &str,
    parent: Option<AgendaItemId>,
) -> AgendaItemId {
    let new = NewAgendaItem {
        event,
        parent,
        kind: None,
        title: title.to_owned(),
        day: None,
        start: None,
        minutes: 30,
        after: None,
    };
    let change = act!(desk, office::agenda::add, new).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn attach(
    desk: &mut Desk,
    event: EventId,
    item: Option<AgendaItemId>,
    names: &[&str],
) -> AttachmentId {
    let paths: Vec<_> = names
        .iter()
        .map(|name| desk.file(name, format!("what is in {name}")))
        .collect();
    let change = act!(desk, attachment::add, PapersOf { event, item }, &paths, &()).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn names(papers: &Papers) -> Vec<(&str, Vec<&str>)> {
    let named = papers.groups.iter().map(|group| {
        let papers = group.papers.iter().map(|paper| paper.name.as_str());
        (group.title.as_str(), papers.collect())
    });
    named
        .filter(|(_, papers): &(_, Vec<_>)| !papers.is_empty())
        .collect()
}

fn sentence<T: std::fmt::Debug>(done: office::Result<T>) -> String {
    done.unwrap_err().to_string()
}

fn checked(desk: &mut Desk) -> Vec<String> {
    let mut hand = desk.hand();
    let report = desk.store.check(desk.folder.path(), &mut hand).unwrap();
    assert!(
        report.journal.is_empty() && report.integrity.is_empty(),
        "{report:?}"
    );
    report.papers
}

#[test]
fn papers_are_attached_renamed_moved_and_removed_a_step_each() {
    let mut desk = Desk::new();
    let symposium = event(&mut desk, "Symposium");
    let opening = item(&mut desk, symposium, "Opening", None);
    let first = attach(
        &mut desk,
        symposium,
        Some(opening),
        &["welcome.pdf", "annex.docx"],
    );
    assert_eq!(
        names(&attachment::list(&desk.store, symposium).unwrap()),
        [("Opening", vec!["welcome.pdf", "annex.docx"])]
    );
    act!(desk, attachment::rename, first, "환영사.pptx").unwrap();
    act!(desk, attachment::move_to, first, None).unwrap();
    let told = attachment::list(&desk.store, symposium).unwrap();
    assert_eq!(
        names(&told),
        [("", vec!["환영사.pptx"]), ("Opening", vec!["annex.docx"])]
    );
    let renamed = &told.groups[0].papers[0];
    assert!(
        renamed.there && renamed.media_type.contains("presentation"),
        "{renamed:?}"
    );
    assert_eq!(
        told.bytes,
        told.groups
            .iter()
            .flat_map(|group| &group.papers)
            .map(|paper| paper.bytes)
            .sum::<u64>()
    );
    act!(desk, attachment::remove, first).unwrap();
    assert_eq!(attachment::list(&desk.store, symposium).unwrap().count, 1);
    // Undo brings it back, file and all, however far back it goes.
    for _ in 0..3 {
        act!(desk, office::journal::undo).unwrap();
    }
    let told = attachment::list(&desk.store, symposium).unwrap();
    assert_eq!(
        names(&told),
        [("Opening", vec!["welcome.pdf", "annex.docx"])]
    );
    assert!(
        told.groups
            .iter()
            .flat_map(|group| &group.papers)
            .all(|paper| paper.there)
    );
    // Both came in one step, and go in one.
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(attachment::list(&desk.store, symposium).unwrap().count, 0);
    act!(desk, office::journal::redo).unwrap();
    assert_eq!(checked(&mut desk), [] as [String; 0]);
    // An item's papers stay with the event when the item goes.
    act!(desk, office::agenda::delete, opening).unwrap();
    let told = attachment::list(&desk.store, symposium).unwrap();
    assert_eq!(names(&told), [("", vec!["welcome.pdf", "annex.docx"])]);
}

struct Stop;

impl Progress for Stop {
    fn report(&self, _done: u64, _of: u64) -> bool {
        false
    }
}

#[test]
fn what_cannot_be_attached_is_refused_whole_with_a_sentence() {
    let mut desk = Desk::new();
    let [one, other] = ["One", "Other"].map(|title| event(&mut desk, title));
    let foreign = item(&mut desk, other, "Elsewhere", None);
    let paper = desk.file("paper.pdf", "text");
    let whole = PapersOf {
        event: one,
        item: None,
    };
    let path = desk.store.path().to_owned();
    for part in ["", "-wal", "-shm"] {
        let own = Path::new(&format!("{}{part}", path.display())).to_owned();
        assert!(own.exists(), "{}", own.display());
        let said = sentence(act!(
            desk,
            attachment::add,
            whole,
            &[paper.clone(), own],
            &()
        ));
        assert!(said.contains("the store itself"), "{said}");
    }
    let folder = desk.folder.path().to_owned();
    let said = sentence(act!(
        desk,
        attachment::add,
        whole,
        &[paper.clone(), folder],
        &()
    ));
    assert!(said.contains("is a folder"), "{said}");
    let said = sentence(act!(
        desk,
        attachment::add,
        whole,
        &["nowhere.pdf".into()],
        &()
    ));
    assert!(said.contains("cannot be read"), "{said}");
    let elsewhere = PapersOf {
        event: one,
        item: Some(foreign),
    };
    let said = sentence(act!(
        desk,
        attachment::add,
        elsewhere,
        std::slice::from_ref(&paper),
        &()
    ));
    assert!(said.contains("another event"), "{said}");
    let large = desk.folder.path().join("large.mp4");
    std::fs::File::create(&large)
        .unwrap()
        .set_len(500 * 1024 * 1024 + 1)
        .unwrap();
    let said = sentence(act!(desk, attachment::add, whole, &[large], &()));
    assert!(said.contains("500 MB"), "{said}");
    let stopped = act!(desk, attachment::add, whole, &[paper], &Stop).unwrap_err();
    assert!(stopped.is_cancelled());
    assert_eq!(attachment::list(&desk.store, one).unwrap().count, 0);
}

#[test]
fn a_paper_is_opened_as_a_copy_that_cannot_be_written_and_no_program_ever() {
    let mut desk = Desk::new();
    let symposium = event(&mut desk, "Symposium");
    let folder = desk.folder.path().join("copies");
    let slides = attach(&mut desk, symposium, None, &["발표 자료 (v2).pptx"]);
    let copy = attachment::copy_to_open(&desk.store, slides, &folder).unwrap();
    assert_eq!(copy.file_name().unwrap(), "발표 자료 (v2).pptx");
    assert!(copy.starts_with(&folder));
    assert_eq!(
        std::fs::read_to_string(&copy).unwrap(),
        "what is in 발표 자료 (v2).pptx"
    );
    assert!(std::fs::metadata(&copy).unwrap().permissions().readonly());
    // A second time over the copy that is there.
    assert_eq!(
        attachment::copy_to_open(&desk.store, slides, &folder).unwrap(),
        copy
    );
    for program in [
        "setup.exe",
        "run.sh",
        "start.desktop",
        "a.pdf.bat",
        "x.JS",
        "noend",
    ] {
        let paper = attach(&mut desk, symposium, None, &[program]);
        let said = sentence(attachment::copy_to_open(&desk.store, paper, &folder));
        assert!(said.contains("may be a program"), "{program}: {said}");
    }
    // Nor one that was renamed into one.
    act!(desk, attachment::rename, slides, "slides.pptx.sh").unwrap();
    assert!(attachment::copy_to_open(&desk.store, slides, &folder).is_err());
    // Nor does a name lead out of the folder.
    act!(desk, attachment::rename, slides, "../../../escape.pdf").unwrap();
    let copy = attachment::copy_to_open(&desk.store, slides, &folder).unwrap();
    assert!(
        copy.canonicalize()
            .unwrap()
            .starts_with(folder.canonicalize().unwrap())
    );
    let sent = attachment::copies_to_send(&desk.store, symposium, &folder).unwrap();
    assert_eq!(sent.len(), 7);
}

#[test]
fn a_file_that_is_not_as_it_was_attached_is_named_and_given_to_nobody() {
    let mut desk = Desk::new();
    let symposium = event(&mut desk, "Symposium");
    let kept = attach(&mut desk, symposium, None, &["kept.pdf"]);
    let changed = attach(&mut desk, symposium, None, &["changed.pdf"]);
    let gone = attach(&mut desk, symposium, None, &["gone.pdf"]);
    let place = |desk: &Desk, id| {
        let row = desk.store.attachment(id).unwrap();
        desk.store.files().place(&row.sha256).unwrap()
    };
    std::fs::write(place(&desk, changed), "something else").unwrap();
    std::fs::remove_file(place(&desk, gone)).unwrap();
    let found = checked(&mut desk);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].contains("“changed.pdf” holds something else"),
        "{found:?}"
    );
    assert!(found[1].contains("“gone.pdf” is not there"), "{found:?}");
    let folder = desk.folder.path().join("copies");
    for paper in [changed, gone] {
        let said = sentence(attachment::copy_to_open(&desk.store, paper, &folder));
        assert!(
            said.contains("not in the store’s folder as it was attached"),
            "{said}"
        );
    }
    assert!(attachment::copy_to_open(&desk.store, kept, &folder).is_ok());
    let out = desk.file("papers.zip", "what was there before");
    let said = sentence(attachment::export_zip(
        &desk.store,
        symposium,
        &out,
        desk::start(),
        &(),
    ));
    assert!(said.contains("“changed.pdf”"), "{said}");
    assert_eq!(
        std::fs::read_to_string(&out).unwrap(),
        "what was there before"
    );
    // A backup takes what is sound, and tells of the rest.
    let copy = desk.folder.path().join("copy.symposia");
    let saved = office::backup::save(&desk.store, &copy).unwrap();
    assert_eq!((saved.papers, saved.damaged), (1, 2));
}

#[test]
fn a_backup_has_its_papers_beside_it_and_opens_with_them() {
    let mut desk = Desk::new();
    let symposium = event(&mut desk, "Symposium");
    attach(&mut desk, symposium, None, &["a.pdf", "b.pdf"]);
    let removed = attach(&mut desk, symposium, None, &["c.pdf"]);
    act!(desk, attachment::remove, removed).unwrap();
    let copy = desk.folder.path().join("elsewhere/copy.symposia");
    let saved = office::backup::save(&desk.store, &copy).unwrap();
    // Also the file that undo may ask for.
    assert_eq!((saved.papers, saved.damaged), (3, 0));
    let mut copied = office::Store::open(&copy, desk::start()).unwrap();
    let mut hand = desk.hand();
    office::journal::undo(&mut copied, &mut hand).unwrap();
    let told = attachment::list(&copied, symposium).unwrap();
    assert_eq!(told.count, 3);
    assert!(told.groups[0].papers.iter().all(|paper| paper.there));
    drop(copied);
    // Made again, it copies no file twice, and is whole.
    assert_eq!(office::backup::save(&desk.store, &copy).unwrap().papers, 3);
}

/// The entries of a zip in their order, with what is in them, as another's code reads them.
fn unzipped(path: &Path) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let name = entry.name().unwrap().into_owned();
            assert!(entry.enclosed_name().is_some(), "{name}");
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            (name, text)
        })
        .collect()
}

#[test]
fn all_papers_go_out_in_the_order_of_the_sessions() {
    let mut desk = Desk::new();
    let symposium = event(&mut desk, "Symposium");
    let opening = item(&mut desk, symposium, "Opening", None);
    item(&mut desk, symposium, "Coffee", None);
    let session = item(&mut desk, symposium, "Session 1: PM2.5 / ozone", None);
    let [first, second] =
        ["First talk", "Second talk"].map(|title| item(&mut desk, symposium, title, Some(session)));
    let closing = item(&mut desk, symposium, "Closing", None);
    // Attached in another order than that of the sessions.
    attach(&mut desk, symposium, Some(closing), &["summary.pdf"]);
    attach(&mut desk, symposium, Some(second), &["slides.pptx"]);
    attach(
        &mut desk,
        symposium,
        Some(first),
        &["slides.pptx", "Slides.PPTX"],
    );
    attach(&mut desk, symposium, Some(session), &["chair's notes.txt"]);
    attach(&mut desk, symposium, Some(opening), &["환영사.pdf"]);
    attach(&mut desk, symposium, None, &["programme.pdf"]);
    let out = desk.folder.path().join("papers.zip");
    let saved = attachment::export_zip(&desk.store, symposium, &out, desk::start(), &()).unwrap();
    assert_eq!(saved.papers, 7);
    let found = unzipped(&out);
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "00 Whole event/programme.pdf",
            "01 Opening/환영사.pdf",
            "02 Session 1 PM2.5 ozone/chair's notes.txt",
            "02 Session 1 PM2.5 ozone/01 First talk - slides.pptx",
            "02 Session 1 PM2.5 ozone/01 First talk - Slides (2).PPTX",
            "02 Session 1 PM2.5 ozone/02 Second talk - slides.pptx",
            "03 Closing/summary.pdf",
        ]
    );
    assert_eq!(found[1].1, "what is in 환영사.pdf");
    assert_eq!(found[4].1, "what is in Slides.PPTX");
    let empty = event(&mut desk, "Without papers");
    let said = sentence(attachment::export_zip(
        &desk.store,
        empty,
        &out,
        desk::start(),
        &(),
    ));
    assert!(said.contains("cannot be empty"), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever papers and items are called, each comes out once, inside the folder that it is unpacked in.
    #[test]
    fn no_name_leads_out_of_the_zip_and_none_is_lost(
        titles in proptest::collection::vec("[a-zA-Z./\\\\: \u{202E}대]{1,12}", 1..4),
        called in proptest::collection::vec("[a-z./\\\\: \u{202E}\n대]{1,10}", 1..6),
    ) {
        let mut desk = Desk::new();
        let symposium = event(&mut desk, "Symposium");
        let items: Vec<_> = titles
            .iter()
            .filter(|title| !title.trim().is_empty())
            .map(|title| item(&mut desk, symposium, title, None))
            .collect();
        let mut attached: HashMap<String, u32> = HashMap::new();
        for (at, name) in called.iter().enumerate().filter(|(_, name)| !name.trim().is_empty()) {
            let to = items.get(at % (items.len() + 1)).copied();
            let text = format!("paper {at}");
            let path = desk.file("paper.pdf", &text);
            let id = act!(desk, attachment::add, PapersOf { event: symposium, item: to }, &[path], &()).unwrap();
            act!(desk, attachment::rename, id.id.unwrap().parse().unwrap(), name).unwrap();
            *attached.entry(text).or_default() += 1;
        }
        if attached.is_empty() {
            return Ok(());
        }
        let out = desk.folder.path().join("papers.zip");
        attachment::export_zip(&desk.store, symposium, &out, desk::start(), &()).unwrap();
        let mut seen = std::collections::HashSet::new();
        for (name, text) in unzipped(&out) {
            prop_assert!(name.split('/').count() == 2, "{name:?}");
            prop_assert!(name.split('/').all(|part| !part.is_empty() && part != "." && part != ".."), "{name:?}");
            prop_assert!(!name.contains(['\\', ':', '\u{202E}', '\n']), "{name:?}");
            prop_assert!(seen.insert(name.to_lowercase()), "{name:?}");
            let left = attached.get_mut(&text).unwrap();
            *left -= 1;
        }
        prop_assert!(attached.values().all(|left| *left == 0));
    }
}

#[test]
fn papers_of_what_lies_in_the_tray_are_listed_and_handed_out_too() {
    let mut desk = Desk::new();
    let symposium = event(&mut desk, "Symposium");
    let opening = item(&mut desk, symposium, "Opening", None);
    let session = item(&mut desk, symposium, "Session C", None);
    let talk = item(&mut desk, symposium, "Talk", Some(session));
    attach(&mut desk, symposium, Some(opening), &["welcome.pdf"]);
    attach(&mut desk, symposium, Some(session), &["outline.pdf"]);
    attach(&mut desk, symposium, Some(talk), &["slides.pdf"]);
    act!(desk, office::agenda::to_tray, session, false).unwrap();
    let told = attachment::list(&desk.store, symposium).unwrap();
    assert_eq!(
        names(&told),
        [
            ("Opening", vec!["welcome.pdf"]),
            ("Session C", vec!["outline.pdf"]),
            ("Talk", vec!["slides.pdf"]),
        ]
    );
    let out = desk.folder.path().join("papers.zip");
    let now = "2026-11-24T09:00:00Z".parse().unwrap();
    let saved = attachment::export_zip(&desk.store, symposium, &out, now, &()).unwrap();
    assert_eq!(saved.papers, told.count);
}

#[test]
fn a_backup_has_the_file_of_every_paper_that_it_names_also_of_one_attached_meanwhile() {
    let mut desk = Desk::new();
    let symposium = event(&mut desk, "Symposium");
    let many: Vec<String> = (0..60).map(|number| format!("{number}.pdf")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    attach(&mut desk, symposium, None, &many);
    let path = desk.store.path().to_owned();
    let copy = desk.folder.path().join("backup.symposia");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let backing_up = scope.spawn(|| {
            let other = office::Store::open(&path, desk::start()).unwrap();
            let saved = office::backup::save(&other, &copy);
            done.store(true, Ordering::Relaxed);
            saved.unwrap()
        });
        let mut number = 0;
        while !done.load(Ordering::Relaxed) {
            number += 1;
            attach(&mut desk, symposium, None, &[&format!("late {number}.pdf")]);
        }
        backing_up.join().unwrap();
    });
    let copy = office::Store::open(&copy, desk::start()).unwrap();
    let papers = copy.attachments(symposium).unwrap();
    assert!(papers.len() >= many.len());
    let lost = papers
        .iter()
        .filter(|paper| !copy.files().has(&paper.sha256));
    let lost: Vec<&str> = lost.map(|paper| paper.name.as_str()).collect();
    assert!(lost.is_empty(), "of {}: {lost:?}", papers.len());
}
