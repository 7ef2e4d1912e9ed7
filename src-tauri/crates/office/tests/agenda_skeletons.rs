//! Templates of agendas laid out by hand.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;
#[path = "desk/meeting.rs"]
mod meeting;

use domain::agenda::skeleton::{SkeletonEdit, SkeletonItemEdit, SkeletonSpot};
use domain::event::EventKind;
use domain::id::AgendaTemplateId;
use meeting::{Meeting, key};
use office::agenda::{file, template};
use office::view::{TemplateChanged, TemplateEdit, TemplateOnto, TemplatePage};

const FIRST: SkeletonSpot = SkeletonSpot { day: 0, row: 0 };

fn at(day: usize, row: usize) -> SkeletonSpot {
    SkeletonSpot { day, row }
}

fn add(day: usize, line: &str) -> SkeletonEdit {
    SkeletonEdit::Add {
        day,
        after: None,
        line: line.to_owned(),
    }
}

impl Meeting {
    fn page(&self, template: &str) -> TemplatePage {
        template::show(&self.desk.store, template).unwrap()
    }

    fn try_edit(&mut self, template: &str, edit: &SkeletonEdit) -> office::Result<TemplateChanged> {
        let seen = self.page(template).seen;
        act!(self.desk, template::change, template, &seen, edit)
    }

    fn does(&mut self, template: &str, edit: &SkeletonEdit) -> TemplateChanged {
        self.try_edit(template, edit).unwrap()
    }

    fn rows(&self, template: &str) -> Vec<Vec<String>> {
        let days = self.page(template).days;
        let line = |row: &domain::agenda::skeleton::SkeletonRow| {
            let beside = if row.beside { "|" } else { "" };
            let time = row.start.format("%H:%M");
            format!("{}{beside}{time} {}", "> ".repeat(row.depth), row.title)
        };
        days.iter()
            .map(|rows| rows.iter().map(line).collect())
            .collect()
    }

    fn begin(&mut self, name: &str) -> String {
        let kind = Some(EventKind::Training);
        let id: AgendaTemplateId = key(&act!(self.desk, template::begin, name, kind).unwrap());
        id.to_string()
    }

    fn saved(&self) -> Vec<String> {
        let rows = template::list(&self.desk.store).unwrap();
        let saved = rows.into_iter().filter(|row| !row.shipped);
        saved.map(|row| row.name).collect()
    }
}

#[test]
fn a_template_is_laid_out_from_nothing_and_each_step_is_taken_back() {
    let mut meeting = Meeting::new();
    let ours = meeting.begin("Ours");
    let page = meeting.page(&ours);
    assert_eq!((page.days.len(), page.kind), (1, Some(EventKind::Training)));
    let steps = [
        (add(0, "Opening 15'"), "Add item to template"),
        (add(0, "Session 1"), "Add item to template"),
        (
            add(0, "Sources of particles 30 min"),
            "Add item to template",
        ),
        (
            SkeletonEdit::Indent { at: at(0, 2) },
            "Move item of template",
        ),
        (SkeletonEdit::AddDay, "Add day to template"),
        (add(1, "Field visit 2 h"), "Add item to template"),
        (
            SkeletonEdit::Change {
                at: at(1, 0),
                to: SkeletonItemEdit::Start("13:30:00".parse().ok()),
            },
            "Change usual start of item of template",
        ),
        (SkeletonEdit::Up { at: at(0, 1) }, "Move item of template"),
        (
            SkeletonEdit::ToDay {
                at: at(0, 2),
                day: 1,
            },
            "Move item of template",
        ),
        (
            SkeletonEdit::Delete { at: FIRST },
            "Delete item of template",
        ),
    ];
    let mut before = Vec::new();
    for (edit, label) in &steps {
        before.push(meeting.page(&ours).days);
        let done = meeting.does(&ours, edit);
        assert_eq!(done.change.label, *label);
        assert_eq!(done.page.days, meeting.page(&ours).days);
    }
    assert_eq!(
        meeting.rows(&ours),
        [
            vec![],
            vec!["13:30 Field visit".to_owned(), "15:30 Opening".to_owned()]
        ]
    );
    for was in before.into_iter().rev() {
        meeting.undo();
        assert_eq!(meeting.page(&ours).days, was);
    }
    meeting.undo();
    assert!(template::show(&meeting.desk.store, &ours).is_err());
}

#[test]
fn what_a_rule_refuses_writes_nothing() {
    let mut meeting = Meeting::new();
    let ours = meeting.begin("Ours");
    meeting.does(&ours, &add(0, "Opening"));
    let whole = meeting.page(&ours);
    let change = |to| SkeletonEdit::Change { at: FIRST, to };
    for (edit, said) in [
        (change(SkeletonItemEdit::Minutes(0)), "cannot be the length"),
        (
            change(SkeletonItemEdit::Title(" ".to_owned())),
            "cannot be empty",
        ),
        (change(SkeletonItemEdit::Beside(true)), "no item before it"),
        (SkeletonEdit::Indent { at: FIRST }, "no item above"),
        (SkeletonEdit::RemoveDay { day: 0 }, "one day at least"),
        (SkeletonEdit::Delete { at: at(0, 1) }, "no such item"),
    ] {
        let error = meeting.try_edit(&ours, &edit).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
    assert_eq!(meeting.page(&ours).days, whole.days);
    meeting.undo();
    assert_eq!(
        meeting.rows(&ours),
        [[""; 0]],
        "undo takes back the item, nothing since"
    );
}

#[test]
fn positions_hold_only_in_what_was_seen() {
    let mut meeting = Meeting::new();
    let ours = meeting.begin("Ours");
    meeting.does(&ours, &add(0, "Opening"));
    let seen = meeting.page(&ours).seen;
    meeting.does(&ours, &add(0, "Closing"));
    let delete = SkeletonEdit::Delete { at: FIRST };
    let late = act!(meeting.desk, template::change, &ours, &seen, &delete);
    let said = late.unwrap_err().to_string();
    assert!(said.contains("changed in the meantime"), "{said}");
    assert_eq!(meeting.rows(&ours), [["09:00 Opening", "09:15 Closing"]]);
    // Undone, it is again what was seen.
    meeting.undo();
    act!(meeting.desk, template::change, &ours, &seen, &delete).unwrap();
}

#[test]
fn a_change_of_what_the_program_brings_makes_a_copy_in_the_same_step() {
    let mut meeting = Meeting::new();
    let whole = meeting.rows("symposium-2");
    let done = meeting.does("symposium-2", &SkeletonEdit::Delete { at: FIRST });
    assert_eq!(meeting.saved(), ["Symposium, two days (copy)"]);
    assert_eq!(done.change.id, Some(done.page.key.clone()));
    assert_eq!(
        (done.page.shipped, done.page.kind),
        (false, Some(EventKind::Symposium))
    );
    assert_eq!(meeting.rows("symposium-2"), whole);
    assert_eq!(meeting.rows(&done.page.key)[0][0], "09:00 Group photo");
    meeting.undo();
    assert_eq!(meeting.saved(), [""; 0]);
    act!(meeting.desk, office::journal::redo).unwrap();
    assert_eq!(meeting.rows(&done.page.key)[0][0], "09:00 Group photo");
}

#[test]
fn a_copy_is_its_own_and_names_are_told_apart() {
    let mut meeting = Meeting::new();
    let ours = meeting.begin("Ours");
    meeting.does(&ours, &add(0, "Opening"));
    let copy: AgendaTemplateId = key(&act!(meeting.desk, template::copy, "ours").unwrap());
    act!(meeting.desk, template::copy, &ours).unwrap();
    assert_eq!(meeting.saved(), ["Ours", "Ours (copy 2)", "Ours (copy)"]);
    meeting.does(&copy.to_string(), &add(0, "Closing"));
    assert_eq!(meeting.rows(&ours), [["09:00 Opening"]]);

    let taken = act!(meeting.desk, template::begin, " ours ", None);
    assert!(taken.unwrap_err().to_string().contains("already"));
    let rename = TemplateEdit::Name("OURS".to_owned());
    assert!(act!(meeting.desk, template::edit, copy, rename.clone()).is_err());
    let own: AgendaTemplateId = ours.parse().unwrap();
    act!(meeting.desk, template::edit, own, rename).unwrap();
}

#[test]
fn a_template_without_items_is_not_applied() {
    let mut meeting = Meeting::new();
    meeting.add("Opening", 30, None);
    meeting.begin("Ours");
    let event = meeting.event;
    let refused = act!(
        meeting.desk,
        template::apply,
        event,
        "Ours",
        TemplateOnto::Replace
    );
    assert!(refused.unwrap_err().to_string().contains("no items yet"));
    assert_eq!(meeting.lines().len(), 1);
}

#[test]
fn a_template_goes_into_a_table_and_comes_back() {
    let mut meeting = Meeting::new();
    for shipped in template::list(&meeting.desk.store).unwrap() {
        let file = file::export_template(&meeting.desk.store, &shipped.key).unwrap();
        assert_eq!(file.items, u64::from(shipped.items));
        let path = meeting.desk.file("template.csv", &file.bytes);
        let name = format!("{} again", shipped.key);
        let done = act!(meeting.desk, file::import_template, &path, &name, None).unwrap();
        assert_eq!((done.items, done.rejected), (file.items, vec![]));
        assert_eq!(
            meeting.page(&name).days,
            meeting.page(&shipped.key).days,
            "{name}"
        );
    }
}

#[test]
fn a_table_of_an_events_agenda_becomes_a_template_as_far_as_it_is_sound() {
    let mut meeting = Meeting::new();
    let table = "Day,Start,Minutes,Parallel,Level,Title,Speakers\n\
                 2027-05-11,09:30,15,yes,1,Opening,Kim\n\
                 2027-05-11,,90,,1,Session 1,\n\
                 ,,20,,2,Talk,\n\
                 ,,ages,,2,Other talk,\n\
                 ,,5,,3,Film,\n\
                 2027-05-13,,60,,1,Visit,\n";
    let path = meeting.desk.file("agenda.csv", table);
    let done = act!(meeting.desk, file::import_template, &path, "Ours", None).unwrap();
    assert_eq!(done.items, 5);
    let lines: Vec<u64> = done.rejected.iter().map(|line| line.line).collect();
    assert_eq!(lines, [5]);
    assert_eq!(
        meeting.rows("Ours"),
        [
            vec![
                "09:00 Opening",
                "09:15 Session 1",
                "> 09:15 Talk",
                "> > 09:15 Film"
            ],
            vec![],
            vec!["09:00 Visit"]
        ]
    );
    let again = act!(meeting.desk, file::import_template, &path, "ours", None);
    assert!(again.unwrap_err().to_string().contains("already"));
    let path = meeting.desk.file("empty.csv", "Title\n");
    let empty = act!(meeting.desk, file::import_template, &path, "Empty", None);
    assert!(
        empty
            .unwrap_err()
            .to_string()
            .contains("no lines but the headings")
    );
    meeting.undo();
    assert_eq!(meeting.saved(), [""; 0]);
}

#[test]
fn what_was_laid_out_is_applied() {
    let mut meeting = Meeting::new();
    let ours = meeting.begin("Ours");
    for line in ["Session 1", "Talk 20 min", "Session 2"] {
        meeting.does(&ours, &add(0, line));
    }
    meeting.does(&ours, &SkeletonEdit::Indent { at: at(0, 1) });
    let beside = SkeletonItemEdit::Beside(true);
    meeting.does(
        &ours,
        &SkeletonEdit::Change {
            at: at(0, 2),
            to: beside,
        },
    );
    let event = meeting.event;
    act!(
        meeting.desk,
        template::apply,
        event,
        &ours,
        TemplateOnto::Empty
    )
    .unwrap();
    assert_eq!(
        meeting.lines(),
        [
            "11 09:30 Session 1",
            "11 09:30   Talk",
            "11 09:30 Session 2"
        ]
    );
}
