//! Bodies, partners, groups, delegations, seats and attendance by day, over a real store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use chrono::NaiveDate;
use desk::Desk;
use domain::body::{MembershipRole, TermStanding};
use domain::event::{EventKind, EventStatus};
use domain::id::{EventId, MembershipId, OrganisationId, ParticipationId, PersonId};
use domain::organisation::{OrganisationKind, PartnerPart};
use domain::participation::{Capacity, HeadAdvice, Presence, Reply, Visa};
use domain::person::AddressKind;
use domain::timing::Timing;
use office::view::{
    AddressText, AttendanceMark, AttendanceQuery, EventEdit, EventPartnerEdit, GroupEdit,
    MembershipEdit, NewEvent, NewEventPartner, NewMembership, NewOrganisation, NewPerson,
    OrganisationEdit, OrganisationQuery, ParticipantQuery, ParticipantRow, ParticipationEdit,
    PeopleOrder, PeopleSource, PersonEdit, Window,
};
use office::{body, group, organisation, participation, partner, person};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-24")
}

fn made<T: std::str::FromStr>(change: office::Result<store::view::Change>) -> T
where
    T::Err: std::fmt::Debug,
{
    change.unwrap().id.unwrap().parse().unwrap()
}

fn event(desk: &mut Desk, title: &str) -> EventId {
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: title.to_owned(),
        timing: Timing::Dates {
            first: day("2027-05-11"),
            last: day("2027-05-13"),
        },
        status: Some(EventStatus::Confirmed),
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    made(act!(desk, office::event::plan, new))
}

fn someone(desk: &mut Desk, family: &str, state: &str, works_for: Option<&str>) -> PersonId {
    let new = NewPerson {
        family_name: family.to_owned(),
        given_name: "Invented".to_owned(),
        state: state.parse().ok(),
        organisation: works_for.map(str::to_owned),
        ..NewPerson::default()
    };
    made(act!(desk, person::add, new))
}

fn body_of(desk: &mut Desk, name: &str, kind: OrganisationKind, state: &str) -> OrganisationId {
    let new = NewOrganisation {
        name: name.to_owned(),
        short_name: None,
        kind,
        state: state.parse().ok(),
    };
    made(act!(desk, organisation::add, new))
}

fn joins(desk: &mut Desk, event: EventId, person: PersonId, capacity: Capacity) -> ParticipationId {
    made(act!(desk, participation::add, event, &[person], capacity))
}

fn listed(desk: &Desk, event: EventId, order: PeopleOrder) -> Vec<ParticipantRow> {
    let query = ParticipantQuery {
        event,
        text: String::new(),
        order,
        window: Window::default(),
    };
    participation::all(&desk.store, &query).unwrap()
}

/// The family names, which alone stand in capitals.
fn families(rows: &[ParticipantRow]) -> Vec<&str> {
    rows.iter()
        .map(|row| {
            let mut parts = row.person.name.split(' ');
            parts.find(|part| *part != "Invented").unwrap_or_default()
        })
        .collect()
}

#[test]
fn a_list_stands_in_protocol_order_and_seats_follow_it() {
    let mut desk = Desk::new();
    let meeting = event(&mut desk, "Meeting");
    body_of(&mut desk, "Partner Z", OrganisationKind::Partner, "");
    body_of(&mut desk, "Partner A", OrganisationKind::Partner, "");
    body_of(&mut desk, "Centre", OrganisationKind::TechnicalCentre, "KR");
    let cast = [
        ("Secretary", "KR", None, Capacity::Secretariat),
        ("Zed", "TH", Some("Partner Z"), Capacity::Speaker),
        ("Abe", "TH", Some("Partner A"), Capacity::Speaker),
        ("Centrist", "KR", Some("Centre"), Capacity::Trainer),
        ("Viet", "VN", None, Capacity::Observer),
        ("Thai", "TH", None, Capacity::Observer),
        ("Russian", "RU", None, Capacity::Delegate),
        ("Delegate", "MN", None, Capacity::Delegate),
        ("Head", "MN", None, Capacity::HeadOfDelegation),
        ("Chinese", "CN", None, Capacity::Delegate),
    ];
    for (family, state, works_for, capacity) in cast {
        let person = someone(&mut desk, family, state, works_for);
        joins(&mut desk, meeting, person, capacity);
    }
    let rows = listed(&desk, meeting, PeopleOrder::Protocol);
    let order = [
        "CHINESE",
        "HEAD",
        "DELEGATE",
        "RUSSIAN",
        "THAI",
        "VIET",
        "ABE",
        "ZED",
        "CENTRIST",
        "SECRETARY",
    ];
    assert_eq!(families(&rows), order);

    // Whoever declined has no seat; the round begins with Mongolia.
    let declined = ParticipationEdit::Reply(Reply::Declined);
    act!(desk, participation::edit, rows[2].id, declined).unwrap();
    let mongolia = "MN".parse().ok();
    act!(desk, participation::number_seats, meeting, mongolia).unwrap();
    let rows = listed(&desk, meeting, PeopleOrder::Seat);
    let order = [
        "HEAD",
        "RUSSIAN",
        "CHINESE",
        "THAI",
        "VIET",
        "ABE",
        "ZED",
        "CENTRIST",
        "SECRETARY",
        "DELEGATE",
    ];
    assert_eq!(families(&rows), order);
    let seats: Vec<Option<&str>> = rows.iter().map(|row| row.seat.as_deref()).collect();
    assert_eq!(seats.first(), Some(&Some("1")));
    assert_eq!(seats[8..], [Some("9"), None]);
    // Doing it again changes nothing, and leaves no step.
    let again = act!(desk, participation::number_seats, meeting, mongolia).unwrap();
    assert!(again.touched.is_empty());
}

#[test]
fn delegations_are_counted_with_their_heads_and_for_whom_they_speak() {
    let mut desk = Desk::new();
    let meeting = event(&mut desk, "Meeting");
    let one = someone(&mut desk, "One", "MN", None);
    let two = someone(&mut desk, "Two", "MN", None);
    let abroad = someone(&mut desk, "Abroad", "DE", None);
    for person in [one, two, abroad] {
        joins(&mut desk, meeting, person, Capacity::Delegate);
    }
    let rows = listed(&desk, meeting, PeopleOrder::Name);
    let id = |name: &str| {
        rows.iter()
            .find(|row| row.person.name.contains(name))
            .unwrap()
            .id
    };
    let edit = ParticipationEdit::Delegation("Mongolia".to_owned());
    act!(desk, participation::edit, id("ABROAD"), edit).unwrap();
    let told = participation::delegations(&desk.store, meeting).unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].members, told[0].advice),
        (3, Some(HeadAdvice::NoHead))
    );
    let head = || ParticipationEdit::Capacity(Capacity::HeadOfDelegation);
    act!(
        desk,
        participation::edit_all,
        &[id("ONE"), id("TWO")],
        head()
    )
    .unwrap();
    let told = participation::delegations(&desk.store, meeting).unwrap();
    assert_eq!(told[0].advice, Some(HeadAdvice::SeveralHeads));
    // One step for both, so one undo for both.
    office::journal::undo(&mut desk.store, &mut desk::hand_at(desk::start(), 99)).unwrap();
    let told = participation::delegations(&desk.store, meeting).unwrap();
    assert_eq!(told[0].heads.len(), 0);
    act!(desk, participation::edit, id("ONE"), head()).unwrap();
    let declines = ParticipationEdit::Reply(Reply::Declined);
    act!(desk, participation::edit, id("TWO"), declines).unwrap();
    let told = participation::delegations(&desk.store, meeting).unwrap();
    assert_eq!((told[0].members, told[0].advice), (2, None));

    let nowhere = ParticipationEdit::Delegation("Atlantis".to_owned());
    assert!(act!(desk, participation::edit, id("ONE"), nowhere).is_err());
    let visa = ParticipationEdit::Visa(Some(Visa::LetterSent));
    act!(desk, participation::edit, id("ONE"), visa).unwrap();
    let query = ParticipantQuery {
        event: meeting,
        text: String::new(),
        order: PeopleOrder::State,
        window: Window::default(),
    };
    let all = participation::list(&desk.store, &query).unwrap();
    let counts: Vec<(&str, u64)> = all
        .by_state
        .iter()
        .map(|one| (one.of.as_str(), one.count))
        .collect();
    assert_eq!(counts, [("MN", 3)]);
    assert!(
        all.page
            .rows
            .iter()
            .any(|row| row.visa == Some(Visa::LetterSent))
    );
    let abroad = all
        .page
        .rows
        .iter()
        .find(|row| row.person.name.contains("ABROAD"))
        .unwrap();
    assert_eq!(abroad.delegation.as_ref().unwrap().name, "Mongolia");
}

#[test]
fn a_group_is_saved_and_added_in_one_step_that_says_who_was_there() {
    let mut desk = Desk::new();
    let (past, next) = (event(&mut desk, "Past"), event(&mut desk, "Next"));
    let people: Vec<PersonId> = ["One", "Two", "Three"]
        .iter()
        .map(|name| someone(&mut desk, name, "MN", None))
        .collect();
    joins(&mut desk, past, people[0], Capacity::Chair);
    joins(&mut desk, past, people[1], Capacity::Speaker);
    let third = joins(&mut desk, past, people[2], Capacity::Delegate);
    let declined = ParticipationEdit::Reply(Reply::Declined);
    act!(desk, participation::edit, third, declined).unwrap();

    let saved: domain::id::PersonGroupId =
        made(act!(desk, group::save_participants, past, &[], "Regulars"));
    assert_eq!(group::list(&desk.store).unwrap()[0].people, 3);
    // A name is one group, however it is written; nobody is in it twice.
    let again: domain::id::PersonGroupId = made(act!(desk, group::save, " regulars ", &people));
    assert_eq!(again, saved);
    assert_eq!(group::list(&desk.store).unwrap()[0].people, 3);

    joins(&mut desk, next, people[1], Capacity::Observer);
    let source = PeopleSource::Group { id: saved };
    let planned = participation::preview_add_from(&desk.store, next, &source).unwrap();
    assert_eq!(
        (planned.added, planned.already),
        (2, vec!["Invented TWO".to_owned()])
    );
    let before = office::journal::steps(&desk.store).unwrap().last;
    let done = act!(desk, participation::add_from, next, &source, None).unwrap();
    assert_eq!((done.added, done.already.len()), (2, 1));
    assert_eq!(done.change.unwrap().steps.last, before + 1, "one step");
    let rows = listed(&desk, next, PeopleOrder::Name);
    let capacity = |name: &str| {
        rows.iter()
            .find(|row| row.person.name.contains(name))
            .unwrap()
            .capacity
    };
    assert_eq!(capacity("ONE"), Capacity::Chair);
    assert_eq!(
        capacity("TWO"),
        Capacity::Observer,
        "who was there stays as they were"
    );
    let nothing = act!(desk, participation::add_from, next, &source, None).unwrap();
    assert!(nothing.change.is_none() && nothing.added == 0 && nothing.already.len() == 3);

    // Of a past event, those who declined stay away; of those who came, only who came.
    let third = event(&mut desk, "Third");
    let all = PeopleSource::Event {
        id: past,
        came: false,
    };
    assert_eq!(
        participation::preview_add_from(&desk.store, third, &all)
            .unwrap()
            .added,
        2
    );
    let came = PeopleSource::Event {
        id: past,
        came: true,
    };
    assert_eq!(
        participation::preview_add_from(&desk.store, third, &came)
            .unwrap()
            .added,
        0
    );
    let itself = PeopleSource::Event {
        id: third,
        came: false,
    };
    assert!(participation::preview_add_from(&desk.store, third, &itself).is_err());

    let usually = Some(Capacity::Observer);
    act!(desk, group::set_capacity, saved, people[1], usually).unwrap();
    let rows = group::members(&desk.store, saved, Window::default())
        .unwrap()
        .rows;
    let of = |id| rows.iter().find(|row| row.id == id).unwrap().capacity;
    assert_eq!(of(people[1]), usually);
    act!(desk, group::take_out, saved, &people[..1]).unwrap();
    assert!(act!(desk, group::set_capacity, saved, people[0], usually).is_err());
    assert_eq!(
        group::members(&desk.store, saved, Window::default())
            .unwrap()
            .total,
        2
    );
    let other: domain::id::PersonGroupId = made(act!(desk, group::save, "Others", &people));
    let taken = GroupEdit::Name("REGULARS".to_owned());
    assert!(act!(desk, group::edit, other, taken).is_err());
    act!(desk, group::delete, saved).unwrap();
    assert_eq!(group::list(&desk.store).unwrap().len(), 1);
    assert!(act!(desk, group::save, " ", &people).is_err());
    assert!(act!(desk, group::save, "Nobody", &[]).is_err());
}

#[test]
fn attendance_is_kept_by_day_and_says_who_came_at_all() {
    let mut desk = Desk::new();
    let training = event(&mut desk, "Training");
    let ids: Vec<ParticipationId> = ["One", "Two", "Three"]
        .iter()
        .map(|name| {
            let person = someone(&mut desk, name, "MN", None);
            joins(&mut desk, training, person, Capacity::Trainee)
        })
        .collect();
    let declined = ParticipationEdit::Reply(Reply::Declined);
    act!(desk, participation::edit, ids[2], declined).unwrap();
    let show = |desk: &Desk| {
        let query = AttendanceQuery {
            event: training,
            window: Window::default(),
        };
        participation::attendance::show(&desk.store, &query).unwrap()
    };
    let mark = |id: ParticipationId, on: &str, presence| AttendanceMark {
        participation: id,
        day: day(on),
        presence,
    };
    assert_eq!(show(&desk).days.len(), 3);
    let first = [
        mark(ids[0], "2027-05-11", Presence::Absent),
        mark(ids[0], "2027-05-11", Presence::PresentOnline),
    ];
    act!(desk, participation::attendance::mark, training, &first).unwrap();
    // Everybody else who is expected: not who declined, and not over what is recorded.
    let all = participation::attendance::mark_day;
    act!(desk, all, training, day("2027-05-11"), Presence::Present).unwrap();
    let told = show(&desk);
    assert_eq!((told.days[0].present, told.days[0].online), (1, 1));
    let of = |told: &store::view::AttendanceSheet, id| {
        told.page
            .rows
            .iter()
            .find(|row| row.id == id)
            .unwrap()
            .days
            .clone()
    };
    assert_eq!(of(&told, ids[2]), [Presence::NotRecorded; 3]);
    assert_eq!(
        of(&told, ids[0]),
        [
            Presence::PresentOnline,
            Presence::NotRecorded,
            Presence::NotRecorded
        ]
    );
    let overall = |desk: &Desk, id| {
        let rows = listed(desk, training, PeopleOrder::Name);
        rows.iter().find(|row| row.id == id).unwrap().presence
    };
    assert_eq!(overall(&desk, ids[0]), Presence::PresentOnline);
    assert_eq!(overall(&desk, ids[1]), Presence::Present);
    assert_eq!(overall(&desk, ids[2]), Presence::NotRecorded);
    act!(
        desk,
        all,
        training,
        day("2027-05-11"),
        Presence::NotRecorded
    )
    .unwrap();
    assert_eq!(overall(&desk, ids[1]), Presence::NotRecorded);
    // The one step back brings the day back.
    office::journal::undo(&mut desk.store, &mut desk::hand_at(desk::start(), 99)).unwrap();
    assert_eq!(show(&desk).days[0].present, 1);

    let other_day = [mark(ids[0], "2027-05-14", Presence::Present)];
    let refused = act!(desk, participation::attendance::mark, training, &other_day);
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("from 2027-05-11 to 2027-05-13")
    );
    let elsewhere = event(&mut desk, "Elsewhere");
    let foreign = [mark(ids[0], "2027-05-11", Presence::Present)];
    assert!(act!(desk, participation::attendance::mark, elsewhere, &foreign).is_err());
}

#[test]
fn a_committee_has_terms_and_what_is_wrong_with_them_is_said() {
    let mut desk = Desk::new();
    let committee = body_of(&mut desk, "Committee", OrganisationKind::Committee, "");
    let seat = |person, role, first: &str, last: &str| NewMembership {
        person,
        organisation: committee,
        role,
        state: None,
        first_day: first.parse().ok(),
        last_day: last.parse().ok(),
    };
    let people: Vec<PersonId> = ["One", "Two", "Three"]
        .iter()
        .map(|name| someone(&mut desk, name, "MN", None))
        .collect();
    let mut keys: Vec<MembershipId> = Vec::new();
    for person in &people {
        let new = seat(*person, MembershipRole::Expert, "2026-01-01", "2027-12-31");
        keys.push(made(act!(desk, body::add_member, new)));
    }
    let ties = |desk: &Desk| body::organisation_ties(&desk.store, committee, today()).unwrap();
    let told = ties(&desk);
    assert!(
        told.members
            .iter()
            .all(|row| row.state == "MN".parse().ok()),
        "their own State's"
    );
    assert!(
        told.advice
            .iter()
            .any(|said| said.starts_with("Mongolia has 3 experts at once from today"))
    );
    assert!(
        told.advice
            .iter()
            .any(|said| said.starts_with("Nobody chairs it"))
    );
    let ends = MembershipEdit::LastDay("2026-06-30".to_owned());
    act!(desk, body::edit_member, keys[0], ends).unwrap();
    let told = ties(&desk);
    assert!(
        !told
            .advice
            .iter()
            .any(|said| said.contains("experts at once")),
        "{:?}",
        told.advice
    );
    assert_eq!(told.members.last().unwrap().standing, TermStanding::Past);
    let backwards = MembershipEdit::FirstDay("2028-01-01".to_owned());
    assert!(act!(desk, body::edit_member, keys[1], backwards).is_err());
    assert!(
        act!(
            desk,
            body::add_member,
            seat(people[0], MembershipRole::Chair, "2027-01-02", "2027-01-01")
        )
        .is_err()
    );
    act!(desk, body::remove_member, keys[2]).unwrap();
    let of_person = body::person_ties(&desk.store, people[1], today()).unwrap();
    assert_eq!(of_person.memberships.len(), 1);
    assert!(
        body::person_ties(&desk.store, people[2], today())
            .unwrap()
            .memberships
            .is_empty()
    );
    // The seats of a State stand on its page too.
    let page = body::state_page(&desk.store, "MN".parse().unwrap(), today()).unwrap();
    assert_eq!(
        (page.members.len(), page.people, page.is_member),
        (2, 3, true)
    );
}

#[test]
fn a_partners_part_is_kept_with_what_was_agreed_through_other_edits() {
    let mut desk = Desk::new();
    let meeting = event(&mut desk, "Meeting");
    let eanet = body_of(&mut desk, "Network", OrganisationKind::Partner, "");
    let other = body_of(&mut desk, "Other", OrganisationKind::Partner, "");
    let new = |part| NewEventPartner {
        event: meeting,
        organisation: eanet,
        part,
    };
    let key = made(act!(desk, partner::add, &new(PartnerPart::CoOrganizer)));
    act!(desk, partner::add, &new(PartnerPart::Outreach)).unwrap();
    assert!(
        act!(desk, partner::add, &new(PartnerPart::Outreach)).is_err(),
        "one part once"
    );
    act!(
        desk,
        partner::edit,
        key,
        EventPartnerEdit::Agreed("Two speakers".into())
    )
    .unwrap();
    act!(
        desk,
        partner::edit,
        key,
        EventPartnerEdit::Due("2026-11-01".into())
    )
    .unwrap();
    let list = |desk: &Desk| partner::list(&desk.store, meeting, today()).unwrap();
    assert!(list(&desk)[0].overdue);
    // The list of co-organizers is written anew elsewhere; what was agreed with those who stay, stays.
    let both = EventEdit::CoOrganizers(vec![eanet, other]);
    act!(desk, office::event::edit, meeting, both).unwrap();
    let rows = list(&desk);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].agreed.as_deref(), Some("Two speakers"));
    let one = EventEdit::CoOrganizers(vec![other]);
    act!(desk, office::event::edit, meeting, one).unwrap();
    let parts: Vec<PartnerPart> = list(&desk).iter().map(|row| row.part).collect();
    assert_eq!(parts, [PartnerPart::Outreach, PartnerPart::CoOrganizer]);
    act!(
        desk,
        office::event::edit,
        meeting,
        EventEdit::Host(Some(eanet))
    )
    .unwrap();
    let ties = body::organisation_ties(&desk.store, eanet, today()).unwrap();
    let parts: Vec<PartnerPart> = ties.parts.iter().map(|part| part.part).collect();
    assert_eq!(parts, [PartnerPart::Host, PartnerPart::Outreach]);
    let due = EventPartnerEdit::Due("soon".into());
    let first = list(&desk)[0].id;
    assert!(act!(desk, partner::edit, first, due).is_err());
    act!(desk, partner::remove, first).unwrap();
    assert_eq!(list(&desk).len(), 1);
}

#[test]
fn an_organisation_knows_who_worked_there_before() {
    let mut desk = Desk::new();
    let moved = someone(&mut desk, "Moved", "MN", Some("First"));
    let find = |desk: &Desk, name: &str| {
        let query = OrganisationQuery {
            text: name.to_owned(),
            ..OrganisationQuery::default()
        };
        organisation::list(&desk.store, &query).unwrap().rows[0].id
    };
    let first = find(&desk, "First");
    let second = body_of(&mut desk, "Second", OrganisationKind::Other, "");
    let former = |desk: &Desk, id| {
        let ties = body::organisation_ties(&desk.store, id, today()).unwrap();
        ties.former
            .iter()
            .map(|one| one.person.id)
            .collect::<Vec<_>>()
    };
    assert!(former(&desk, first).is_empty());
    let goes = PersonEdit::Organisation(Some(second));
    act!(desk, person::edit, moved, goes).unwrap();
    assert_eq!(former(&desk, first), [moved]);
    // A move that was taken back never was.
    office::journal::undo(&mut desk.store, &mut desk::hand_at(desk::start(), 99)).unwrap();
    assert!(former(&desk, first).is_empty() && former(&desk, second).is_empty());
    office::journal::redo(&mut desk.store, &mut desk::hand_at(desk::start(), 1 << 80)).unwrap();
    assert_eq!(former(&desk, first), [moved]);

    let namer = OrganisationEdit::NamedBy(Some(first));
    act!(desk, organisation::edit, second, namer).unwrap();
    let above = OrganisationEdit::Parent(Some(second));
    act!(desk, organisation::edit, first, above).unwrap();
    assert!(
        act!(
            desk,
            organisation::edit,
            second,
            OrganisationEdit::Parent(Some(first))
        )
        .is_err()
    );
    assert!(
        act!(
            desk,
            organisation::edit,
            second,
            OrganisationEdit::NamedBy(Some(second))
        )
        .is_err()
    );
    let ties = body::organisation_ties(&desk.store, first, today())
        .unwrap()
        .named;
    assert_eq!(ties.len(), 1);
}

#[test]
fn a_person_has_several_addresses_of_which_one_is_first() {
    let mut desk = Desk::new();
    let id = someone(&mut desk, "Several", "MN", None);
    let text = |value: &str, label: Option<&str>| AddressText {
        value: value.to_owned(),
        label: label.map(str::to_owned),
    };
    let email = AddressKind::Email;
    act!(
        desk,
        person::add_address,
        id,
        email,
        &text("first@office.example", None)
    )
    .unwrap();
    act!(
        desk,
        person::add_address,
        id,
        email,
        &text("second@office.example", Some("home"))
    )
    .unwrap();
    act!(
        desk,
        person::add_address,
        id,
        AddressKind::Phone,
        &text("+976 1", Some("mobile"))
    )
    .unwrap();
    assert!(act!(desk, person::add_address, id, email, &text("none", None)).is_err());
    let page = |desk: &Desk| person::page(&desk.store, id).unwrap();
    assert_eq!(page(&desk).email.as_deref(), Some("first@office.example"));
    assert_eq!(page(&desk).addresses.len(), 2);
    let other = page(&desk).addresses[0].id;
    act!(desk, person::prefer_address, other).unwrap();
    assert_eq!(page(&desk).email.as_deref(), Some("second@office.example"));
    assert_eq!(page(&desk).addresses[0].value, "first@office.example");
    act!(desk, person::edit_address, other, &text(" ", None)).unwrap();
    assert_eq!(page(&desk).addresses.len(), 1);
    act!(
        desk,
        person::edit,
        id,
        PersonEdit::Title("h.e. mr.".to_owned())
    )
    .unwrap();
    assert_eq!(page(&desk).formal_name, "H.E. Mr Invented SEVERAL");
    // Replaying the journal gives the same store.
    let scratch = desk.folder.path().join("scratch");
    std::fs::create_dir(&scratch).unwrap();
    let report = desk
        .store
        .check(&scratch, &mut desk::hand_at(desk::start(), 1 << 90))
        .unwrap();
    assert!(report.is_sound(), "{report:?}");
}
