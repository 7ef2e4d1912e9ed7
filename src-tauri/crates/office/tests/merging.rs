//! Merging two people loses nothing that was told of either, wherever it stands.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::Desk;
use domain::id::{EventId, OrganisationId, PersonId};
use domain::participation::Capacity;
use domain::person::NameOrder;
use office::duplicate::{MergeChoice, MergeSide, merge, preview};
use office::view::{NewPerson, PersonEdit};
use store::{Table, Value};

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn person(desk: &mut Desk, family: &str, given: &str, organisation: &str) -> PersonId {
    let new = NewPerson {
        family_name: family.to_owned(),
        given_name: given.to_owned(),
        organisation: Some(organisation.to_owned()),
        ..NewPerson::default()
    };
    let change = act!(desk, office::person::add, new).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn write<T>(
    desk: &mut Desk,
    work: impl FnOnce(&mut store::Transaction<'_>) -> store::Result<T>,
) -> T {
    let mut hand = desk.hand();
    desk.store.write(&mut hand, "Prepare", work).unwrap().0
}

fn event(desk: &mut Desk) -> EventId {
    EventId(write(desk, |to| {
        to.insert(
            Table::Event,
            &[
                ("kind", text("training")),
                ("title", text("Training in Ulsan")),
                ("timing", text("dates")),
                ("starts", text("2027-05-01")),
                ("ends", text("2027-05-02")),
                ("quarter", Value::Integer(2)),
                ("year", Value::Integer(2027)),
                ("created", text("2026-11-01T00:00:00Z")),
            ],
        )
    }))
}

fn item(desk: &mut Desk, event: EventId) -> uuid::Uuid {
    write(desk, |to| {
        to.insert(
            Table::AgendaItem,
            &[
                ("event", text(event.to_string())),
                ("title", text("Talk on dust")),
                ("day", text("2027-05-01")),
                ("place", Value::Real(1.0)),
                ("minutes", Value::Integer(20)),
            ],
        )
    })
}

#[test]
fn what_cannot_stay_of_scores_answers_and_days_goes_into_the_notes() {
    let mut desk = Desk::new();
    let (kept, other) = (
        person(&mut desk, "Kim", "Min-jun", "Air"),
        person(&mut desk, "Kim", "Minjun", "Air"),
    );
    let event = event(&mut desk);
    let item = item(&mut desk, event);
    let both = [kept, other];
    let trainee = Capacity::Trainee;
    act!(desk, office::participation::add, event, &both, trainee).unwrap();
    let parts = both.map(|id| desk.store.participation_of(event, id).unwrap().unwrap());
    write(&mut desk, |to| {
        let of_event = ("event", text(event.to_string()));
        let log = to.insert(
            Table::SessionLog,
            &[of_event.clone(), ("topic", text("Monitors"))],
        )?;
        let survey = to.insert(
            Table::FollowUpSurvey,
            &[of_event, ("months", Value::Integer(3))],
        )?;
        let group = to.insert(Table::PersonGroup, &[("name", text("Experts"))])?;
        let said = [
            (41.5, "used", "chair", "absent", "expert"),
            (17.25, "unused", "moderator", "present", "observer"),
        ];
        for ((part, id), said) in parts.iter().zip(both).zip(said) {
            let (score, answer, capacity, presence, usual) = said;
            let part = ("participation", text(part.to_string()));
            to.insert(
                Table::SessionAttendance,
                &[
                    ("session_log", text(log.to_string())),
                    part.clone(),
                    ("present", Value::Integer(1)),
                    ("pre_test", Value::Real(score)),
                ],
            )?;
            to.insert(
                Table::SurveyAnswer,
                &[
                    ("follow_up_survey", text(survey.to_string())),
                    part.clone(),
                    ("answer", text(answer)),
                    ("comment", text(format!("It was {answer}"))),
                ],
            )?;
            to.insert(
                Table::AgendaSpeaker,
                &[
                    ("agenda_item", text(item.to_string())),
                    part.clone(),
                    ("capacity", text(capacity)),
                ],
            )?;
            to.insert(
                Table::AttendanceDay,
                &[
                    part,
                    ("day", text("2027-05-01")),
                    ("presence", text(presence)),
                ],
            )?;
            to.insert(
                Table::PersonGroupMember,
                &[
                    ("person_group", text(group.to_string())),
                    ("person", text(id.to_string())),
                    ("capacity", text(usual)),
                ],
            )?;
        }
        Ok(())
    });
    let before = desk.store.dump().unwrap();
    let shown = preview(&desk.store, kept, other).unwrap();
    let shown = format!("{:?}", shown.shared);
    act!(desk, merge, kept, other, &[]).unwrap();
    let note = office::person::page(&desk.store, kept)
        .unwrap()
        .note
        .unwrap();
    for lost in [
        "Monitors: pre test 17.25",
        "survey after 3 months: answer unused, comment It was unused",
        "Talk on dust: capacity moderator",
        "2027-05-01: presence absent",
        "Experts: capacity observer",
    ] {
        assert!(note.contains(lost), "{lost} is lost: {note}");
        let (_, value) = lost.rsplit_once(' ').unwrap();
        assert!(shown.contains(value), "{value} is not shown: {shown}");
    }
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(desk.store.dump().unwrap(), before);
}

#[test]
fn a_name_brings_along_how_it_is_written_and_needs_are_joined() {
    let mut desk = Desk::new();
    let kept = person(&mut desk, "", "Kim Minjun", "Air");
    let other = person(&mut desk, "Kim", "Min-jun", "Air");
    for (id, edits) in [
        (
            kept,
            vec![
                PersonEdit::NameOrder(NameOrder::GivenFirst),
                PersonEdit::Dietary("halal".to_owned()),
                PersonEdit::AccessNeeds("ramp".to_owned()),
                PersonEdit::NativeLanguage("zh".to_owned()),
            ],
        ),
        (
            other,
            vec![
                PersonEdit::NameOrder(NameOrder::FamilyFirst),
                PersonEdit::Dietary("no nuts".to_owned()),
                PersonEdit::AccessNeeds("loop".to_owned()),
                PersonEdit::NativeName("김민준".to_owned()),
                PersonEdit::NativeLanguage("ko".to_owned()),
            ],
        ),
    ] {
        for edit in edits {
            act!(desk, office::person::edit, id, edit).unwrap();
        }
    }
    let unknown = [MergeChoice {
        field: "shoe_size".to_owned(),
        side: MergeSide::Other,
    }];
    let refused = act!(desk, merge, kept, other, &unknown).unwrap_err();
    assert!(refused.to_string().contains("shoe_size"), "{refused}");
    act!(desk, merge, kept, other, &[]).unwrap();
    let page = office::person::page(&desk.store, kept).unwrap();
    assert_eq!(
        (page.family_name.as_str(), page.name_order),
        ("Kim", NameOrder::FamilyFirst)
    );
    assert_eq!(page.native_language.as_deref(), Some("ko"));
    assert_eq!(page.dietary.as_deref(), Some("halal, no nuts"));
    assert_eq!(page.access_needs.as_deref(), Some("ramp, loop"));
}

#[test]
fn a_merge_changes_nothing_of_a_released_agenda_and_of_advice_that_was_waved_off() {
    let mut desk = Desk::new();
    let kept = person(&mut desk, "Kim", "Min-jun", "Air");
    let other = person(&mut desk, "Kim", "Min-jun", "Water");
    let event = event(&mut desk);
    let item = item(&mut desk, event);
    let speaker = Capacity::Speaker;
    act!(desk, office::participation::add, event, &[other], speaker).unwrap();
    let part = desk.store.participation_of(event, other).unwrap().unwrap();
    let advice = format!("no-break:{other}+ffffffff-0000-7000-8000-000000000001+ko");
    write(&mut desk, |to| {
        to.insert(
            Table::AgendaWaiver,
            &[
                ("event", text(event.to_string())),
                ("advice", text(advice)),
                ("reason", text("They asked for it")),
            ],
        )?;
        to.insert(
            Table::AgendaSpeaker,
            &[
                ("agenda_item", text(item.to_string())),
                ("participation", text(part.to_string())),
            ],
        )
    });
    act!(
        desk,
        office::agenda::release::release,
        event,
        "provisional",
        None
    )
    .unwrap();
    act!(desk, merge, kept, other, &[]).unwrap();
    let versions = office::agenda::release::versions(&desk.store, event).unwrap();
    assert!(versions.releases[0].stands, "{versions:?}");
    act!(desk, office::agenda::release::go_back, event, 1).unwrap();
    let waivers = desk.store.agenda_waivers(event).unwrap();
    let now = format!("no-break:{kept}+ffffffff-0000-7000-8000-000000000001+ko");
    assert_eq!(waivers[0].0, now);
}

#[test]
fn who_was_merged_stays_among_the_people_of_an_organisation_over_time() {
    let mut desk = Desk::new();
    let kept = person(&mut desk, "Kim", "Min-jun", "Air");
    let other = person(&mut desk, "Kim", "Minjun", "Water");
    let of = |desk: &Desk, id| -> OrganisationId {
        let page = office::person::page(&desk.store, id).unwrap();
        page.organisation.unwrap().id.parse().unwrap()
    };
    let (air, water) = (of(&desk, kept), of(&desk, other));
    let third = person(&mut desk, "Seol", "Ha-na", "Soil");
    let soil = of(&desk, third);
    let moves = PersonEdit::Organisation(Some(soil));
    act!(desk, office::person::edit, other, moves).unwrap();
    act!(desk, merge, kept, other, &[]).unwrap();
    let former = |desk: &Desk, id| -> Vec<PersonId> {
        let people = desk.store.former_people(id).unwrap();
        people.iter().map(|one| one.person.id).collect()
    };
    assert_eq!(former(&desk, water), [kept], "they moved from there before");
    assert_eq!(former(&desk, soil), [kept], "their record said so last");
    assert_eq!(former(&desk, air), [], "they work there still");
}
