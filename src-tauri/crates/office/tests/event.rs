//! Planning and editing events, over a real store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::{DateTime, Utc};
use domain::event::{EventKind, EventStatus};
use domain::id::{AgendaItemId, EventId, OrganisationId, PersonId};
use domain::organisation::OrganisationKind;
use domain::participation::Capacity;
use domain::timing::Timing;
use office::view::{
    EventEdit, EventQuery, NewAgendaItem, NewEvent, NewOrganisation, OrganisationEdit, PeopleQuery,
    Window,
};
use office::{Hand, OfficeError, Store};
use store::StoreError;
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

fn hand() -> Hand {
    Hand::new(now(), "tester", Uuid::now_v7)
}

struct Desk {
    store: Store,
    _folder: tempfile::TempDir,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("desk.sqlite3"), now()).unwrap();
    office::setup::set_up(&mut store, &mut hand()).unwrap();
    Desk {
        store,
        _folder: folder,
    }
}

fn symposium(title: &str) -> NewEvent {
    NewEvent {
        kind: EventKind::Symposium,
        title: title.to_owned(),
        timing: Timing::Year { year: 2026 },
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    }
}

fn plan(store: &mut Store, title: &str) -> EventId {
    let change = office::event::plan(store, &mut hand(), symposium(title)).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn names_the_missing<T: std::fmt::Debug>(result: Result<T, OfficeError>, missing: &str) {
    match result.unwrap_err() {
        OfficeError::Store(StoreError::NoSuchRecord { what, .. }) => assert_eq!(what, missing),
        other => panic!("{other}"),
    }
}

#[test]
fn several_fields_are_one_step_and_raise_the_sequence_once() {
    let mut desk = desk();
    let id = plan(&mut desk.store, "Symposium");
    let edits = vec![
        EventEdit::Title("Symposium on clean air".to_owned()),
        EventEdit::Timing(Timing::Quarter {
            year: 2026,
            quarter: 4,
        }),
        EventEdit::City("Busan".to_owned()),
        EventEdit::Status(EventStatus::Tentative),
    ];
    let change = office::event::edit_together(&mut desk.store, &mut hand(), id, edits).unwrap();
    assert_eq!(change.label, "Edit event");
    let page = office::event::page(&desk.store, id).unwrap();
    assert_eq!(
        (page.title.as_str(), page.city.as_deref()),
        ("Symposium on clean air", Some("Busan"))
    );
    assert_eq!(desk.store.event_revision(id).unwrap().sequence, 1);

    office::journal::undo(&mut desk.store, &mut hand()).unwrap();
    let page = office::event::page(&desk.store, id).unwrap();
    assert_eq!((page.title.as_str(), page.city), ("Symposium", None));
    assert_eq!(page.timing, Timing::Year { year: 2026 });
}

#[test]
fn an_edit_that_says_what_was_there_leaves_sequence_and_journal_alone() {
    let mut desk = desk();
    let id = plan(&mut desk.store, "Symposium");
    office::event::edit(
        &mut desk.store,
        &mut hand(),
        id,
        EventEdit::Venue("Town hall".to_owned()),
    )
    .unwrap();
    assert_eq!(desk.store.event_revision(id).unwrap().sequence, 1);
    let again = office::event::edit(
        &mut desk.store,
        &mut hand(),
        id,
        EventEdit::Venue(" Town hall ".to_owned()),
    );
    assert_eq!(again.unwrap().touched, [""; 0]);
    assert_eq!(desk.store.event_revision(id).unwrap().sequence, 1);
}

#[test]
fn of_several_fields_one_that_is_refused_keeps_all_from_being_written() {
    let mut desk = desk();
    let id = plan(&mut desk.store, "Symposium");
    let edits = vec![
        EventEdit::City("Busan".to_owned()),
        EventEdit::AssociatedEvent(Some(id)),
    ];
    assert!(office::event::edit_together(&mut desk.store, &mut hand(), id, edits).is_err());
    assert_eq!(office::event::page(&desk.store, id).unwrap().city, None);
}

#[test]
fn what_refers_to_a_record_that_is_not_there_names_it() {
    let mut desk = desk();
    let store = &mut desk.store;
    let id = plan(store, "Symposium");
    let nowhere = EventId(Uuid::now_v7());
    let with = NewEvent {
        associated_event: Some(nowhere),
        ..symposium("Other")
    };
    names_the_missing(office::event::plan(store, &mut hand(), with), "event");
    let with = EventEdit::AssociatedEvent(Some(nowhere));
    names_the_missing(office::event::edit(store, &mut hand(), id, with), "event");
    let nobody = [PersonId(Uuid::now_v7())];
    let delegate = Capacity::Delegate;
    names_the_missing(
        office::participation::add(store, &mut hand(), nowhere, &nobody, delegate),
        "event",
    );
    names_the_missing(
        office::participation::add(store, &mut hand(), id, &nobody, delegate),
        "person",
    );
    let nothing = Some(AgendaItemId(Uuid::now_v7()));
    let item = NewAgendaItem {
        event: id,
        parent: None,
        kind: None,
        title: "Opening".to_owned(),
        day: None,
        start: None,
        minutes: 30,
        after: None,
    };
    let part = NewAgendaItem {
        parent: nothing,
        ..item.clone()
    };
    names_the_missing(office::agenda::add(store, &mut hand(), part), "agenda item");
    let behind = NewAgendaItem {
        after: nothing,
        ..item
    };
    names_the_missing(
        office::agenda::add(store, &mut hand(), behind),
        "agenda item",
    );
}

#[test]
fn a_list_longer_than_a_page_is_given_whole_and_in_order() {
    let mut desk = desk();
    let most = usize::try_from(Window::MOST).unwrap();
    for number in 0..=most {
        plan(&mut desk.store, &format!("Symposium {number}"));
    }
    let all = office::event::all(&desk.store, &EventQuery::default()).unwrap();
    // And the Senior Officials Meeting that every store begins with.
    assert_eq!(all.len(), most + 2);
    let ids: std::collections::HashSet<_> = all.iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), all.len());
    let newest = office::journal::newest(&desk.store, None, Some(Window::MOST + 1)).unwrap();
    assert_eq!(newest.len(), most + 1);
    assert!(newest.windows(2).all(|pair| pair[0].seq > pair[1].seq));
    assert_eq!(
        office::person::all(&desk.store, &PeopleQuery::default())
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn an_activity_is_found_by_its_code_and_one_that_is_none_is_named() {
    let desk = desk();
    let codes = ["2.1".to_owned(), " 1.1".to_owned()];
    let found = office::work_plan::activities_coded(&desk.store, &codes, Some(2026)).unwrap();
    assert_eq!(found.len(), 2);
    // No plan covers that year: the newest is taken.
    assert_eq!(
        office::work_plan::activities_coded(&desk.store, &codes, Some(2040)).unwrap(),
        found
    );
    let refused =
        office::work_plan::activities_coded(&desk.store, &["9.9".to_owned()], None).unwrap_err();
    assert!(refused.to_string().contains("“9.9”"), "{refused}");
    assert!(refused.to_string().contains("1.1, 1.2, 2.1"), "{refused}");
}

#[test]
fn a_store_is_fresh_until_an_event_or_a_person_is_added() {
    let mut desk = desk();
    assert!(office::setup::is_fresh(&desk.store).unwrap());
    plan(&mut desk.store, "Symposium");
    assert!(!office::setup::is_fresh(&desk.store).unwrap());
}

#[test]
fn a_backup_over_the_store_itself_is_refused() {
    let desk = desk();
    let refused = office::backup::save(&desk.store, desk.store.path()).unwrap_err();
    assert!(
        refused.to_string().contains("the store itself"),
        "{refused}"
    );
    assert!(desk.store.path().exists());
}

#[test]
fn a_link_that_opens_no_page_is_refused_and_a_bare_one_made_whole() {
    let Desk { mut store, _folder } = desk();
    let event = plan(&mut store, "Symposium");
    let script = "javascript:alert(1)".to_owned();
    for edit in [
        EventEdit::Url(script.clone()),
        EventEdit::OnlineLink(script.clone()),
    ] {
        let error = office::event::edit(&mut store, &mut hand(), event, edit).unwrap_err();
        assert!(error.to_string().contains("https://"), "{error}");
    }
    for edit in [
        EventEdit::Url("air.example/2026".to_owned()),
        EventEdit::OnlineLink("tel:+82-32-000-0000".to_owned()),
    ] {
        office::event::edit(&mut store, &mut hand(), event, edit).unwrap();
    }
    let page = office::event::page(&store, event).unwrap();
    assert_eq!(page.url.as_deref(), Some("https://air.example/2026"));
    assert_eq!(page.online_link.as_deref(), Some("tel:+82-32-000-0000"));
    office::event::edit(
        &mut store,
        &mut hand(),
        event,
        EventEdit::Url(String::new()),
    )
    .unwrap();
    assert_eq!(office::event::page(&store, event).unwrap().url, None);

    let new = NewOrganisation {
        name: "Institute of Air".to_owned(),
        short_name: None,
        kind: OrganisationKind::Other,
        state: None,
    };
    let change = office::organisation::add(&mut store, &mut hand(), new).unwrap();
    let id: OrganisationId = change.id.unwrap().parse().unwrap();
    let edit = OrganisationEdit::Website(script);
    assert!(office::organisation::edit(&mut store, &mut hand(), id, edit).is_err());
    let edit = OrganisationEdit::Website("www.air.example".to_owned());
    office::organisation::edit(&mut store, &mut hand(), id, edit).unwrap();
    let page = office::organisation::page(&store, id).unwrap();
    assert_eq!(page.website.as_deref(), Some("https://www.air.example"));
}
