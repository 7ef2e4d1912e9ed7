//! Studies (analytical work, activity 3.1): their authors, milestones, documents, and what is based on them.

mod papers;

use chrono::NaiveDate;
use domain::DomainError;
use domain::id::{ActivityId, EventId, MilestoneId, StudyId};
use domain::study::{StudyStatus, checked_days};
use domain::timing::parse_day;
use store::view::{
    Change, MilestoneEdit, Named, NewMilestone, NewStudy, StudyEdit, StudyListRow, StudyPage,
};
use store::{Hand, Reader, Store, Table, Transaction, Value};

pub use papers::{attach, place};

use crate::Result;
use crate::fields::{optional, required, text, word};

/// All studies, those that began last first, seen from today.
pub fn list(store: &Reader, today: NaiveDate) -> Result<Vec<StudyListRow>> {
    Ok(store.studies(today)?)
}

/// One study, seen from today.
pub fn page(store: &Reader, id: StudyId, today: NaiveDate) -> Result<StudyPage> {
    let mut page = store.study(id, today)?;
    let files = store.files();
    for document in &mut page.documents {
        document.there = files.has(&document.sha256);
    }
    Ok(page)
}

/// Adds a study. The change's `id` is the new one's.
pub fn add(store: &mut Store, hand: &mut Hand, new: NewStudy) -> Result<Change> {
    let fields = [
        ("title", required("the title", &new.title)?),
        ("activity", word(new.activity)),
        ("status", word(Some(StudyStatus::Proposed))),
    ];
    let (id, mut change) = store.write(hand, "Add study", |to| {
        to.insert(Table::AnalyticalWork, &fields)
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Changes one field of a study.
pub fn edit(store: &mut Store, hand: &mut Hand, id: StudyId, edit: StudyEdit) -> Result<Change> {
    edit_together(store, hand, id, vec![edit])
}

/// Changes several fields of a study, as one step.
pub fn edit_together(
    store: &mut Store,
    hand: &mut Hand,
    id: StudyId,
    edits: Vec<StudyEdit>,
) -> Result<Change> {
    let label = match edits.as_slice() {
        [one] => label(one),
        _ => "Change study",
    };
    let today = hand.now.date_naive();
    let before = store.study(id, today)?;
    let (mut first, mut last) = (before.first_day, before.last_day);
    let mut fields = Vec::new();
    let mut links = Vec::new();
    for edit in edits {
        match edit {
            StudyEdit::Title(title) => fields.push(("title", required("the title", &title)?)),
            StudyEdit::Abstract(summary) => fields.push(("abstract", optional(Some(&summary)))),
            StudyEdit::Status(status) => fields.push(("status", word(Some(status)))),
            StudyEdit::Activity(activity) => fields.push(("activity", word(activity))),
            StudyEdit::FirstDay(day) => {
                first = typed_day(&day)?;
                fields.push(("first_day", word(first)));
            }
            StudyEdit::LastDay(day) => {
                last = typed_day(&day)?;
                fields.push(("last_day", word(last)));
            }
            link @ (StudyEdit::Authors(_) | StudyEdit::Events(_)) => links.push(link),
        }
    }
    checked_days(first, last)?;
    let ((), change) = store.write(hand, label, |to| {
        if !fields.is_empty() {
            to.update(Table::AnalyticalWork, &id.to_string(), &fields)?;
        }
        for link in links {
            match link {
                StudyEdit::Authors(people) => set_authors(to, id, &texts(&people))?,
                StudyEdit::Events(events) => set_events(to, &before, &texts(&events))?,
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok(change)
}

/// A day as it is typed; none where nothing is.
fn typed_day(text: &str) -> Result<Option<NaiveDate>, DomainError> {
    match text.trim() {
        "" => Ok(None),
        text => parse_day(text).map(Some),
    }
}

fn texts<T: ToString>(ids: &[T]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::with_capacity(ids.len());
    for id in ids {
        let text = id.to_string();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// Makes the authors be these, in this order. What stays is only moved.
fn set_authors(to: &mut Transaction<'_>, id: StudyId, people: &[String]) -> store::Result<()> {
    let before = to.author_links(id)?;
    for (link, person) in &before {
        if !people.contains(person) {
            to.delete(Table::AnalyticalWorkAuthor, link)?;
        }
    }
    for (person, place) in people.iter().zip(0_i64..) {
        match before.iter().find(|(_, before)| before == person) {
            Some((link, _)) => to.update(
                Table::AnalyticalWorkAuthor,
                link,
                &[("place", Value::Integer(place))],
            )?,
            None => {
                to.insert(
                    Table::AnalyticalWorkAuthor,
                    &[
                        ("analytical_work", word(Some(id))),
                        ("person", text(person)),
                        ("place", Value::Integer(place)),
                    ],
                )?;
            }
        }
    }
    Ok(())
}

/// Makes the events that are based on a study be these.
fn set_events(
    to: &mut Transaction<'_>,
    before: &StudyPage,
    events: &[String],
) -> store::Result<()> {
    let study = before.id.to_string();
    let had: Vec<String> = before
        .events
        .iter()
        .map(|event| event.id.to_string())
        .collect();
    for gone in had.iter().filter(|event| !events.contains(event)) {
        to.unlink(Table::EventAnalyticalWork, gone, "analytical_work", &study)?;
    }
    for event in events.iter().filter(|event| !had.contains(event)) {
        link_event(to, event, &study)?;
    }
    Ok(())
}

fn link_event(to: &mut Transaction<'_>, event: &str, study: &str) -> store::Result<()> {
    to.insert(
        Table::EventAnalyticalWork,
        &[("event", text(event)), ("analytical_work", text(study))],
    )?;
    Ok(())
}

/// The studies that an event is based on.
pub fn of_event(store: &Reader, event: EventId) -> Result<Vec<Named>> {
    Ok(store.studies_of_event(event)?)
}

/// Makes the studies that an event is based on be these.
pub fn set_of_event(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    studies: &[StudyId],
) -> Result<Change> {
    let wanted = texts(studies);
    let ((), change) = store.write(hand, "Change what an event is based on", |to| {
        let had = to.studies_of_event(event)?;
        for gone in had.iter().filter(|one| !wanted.contains(&one.id)) {
            to.unlink(
                Table::EventAnalyticalWork,
                &event.to_string(),
                "analytical_work",
                &gone.id,
            )?;
        }
        let new = |id: &&String| !had.iter().any(|one| one.id == **id);
        for added in wanted.iter().filter(new) {
            link_event(to, &event.to_string(), added)?;
        }
        Ok(())
    })?;
    Ok(change)
}

/// Deletes a study with its milestones; its files stay in the store's folder, so that undo brings them back.
pub fn delete(store: &mut Store, hand: &mut Hand, id: StudyId) -> Result<Change> {
    let ((), change) = store.write(hand, "Delete study", |to| {
        to.delete(Table::AnalyticalWork, &id.to_string())
    })?;
    Ok(change)
}

/// Adds a milestone to a study. The change's `id` is the new one's.
pub fn add_milestone(store: &mut Store, hand: &mut Hand, new: NewMilestone) -> Result<Change> {
    let fields = [
        ("analytical_work", word(Some(new.study))),
        ("title", required("the milestone", &new.title)?),
        ("due", word(typed_day(&new.due)?)),
    ];
    let (id, mut change) = store.write(hand, "Add milestone", |to| {
        to.insert(Table::Milestone, &fields)
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Changes one field of a milestone.
pub fn edit_milestone(
    store: &mut Store,
    hand: &mut Hand,
    id: MilestoneId,
    edit: MilestoneEdit,
) -> Result<Change> {
    let (label, field) = match edit {
        MilestoneEdit::Title(title) => (
            "Rename milestone",
            ("title", required("the milestone", &title)?),
        ),
        MilestoneEdit::Due(day) => ("Move milestone", ("due", word(typed_day(&day)?))),
        MilestoneEdit::Reached(day) => (
            "Change when a milestone was reached",
            ("reached", word(typed_day(&day)?)),
        ),
    };
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::Milestone, &id.to_string(), &[field])
    })?;
    Ok(change)
}

/// Deletes a milestone.
pub fn delete_milestone(store: &mut Store, hand: &mut Hand, id: MilestoneId) -> Result<Change> {
    let ((), change) = store.write(hand, "Delete milestone", |to| {
        to.delete(Table::Milestone, &id.to_string())
    })?;
    Ok(change)
}

/// The activity of the newest plan that leads to studies (3.1 of the Work Plan 2026-2030), where there is one.
pub fn usual_activity(store: &Reader) -> Result<Option<ActivityId>> {
    Ok(store.study_activity()?)
}

fn label(edit: &StudyEdit) -> &'static str {
    match edit {
        StudyEdit::Title(_) => "Rename study",
        StudyEdit::Abstract(_) => "Change abstract",
        StudyEdit::Status(_) => "Change status of a study",
        StudyEdit::Activity(_) => "Change activity of a study",
        StudyEdit::FirstDay(_) | StudyEdit::LastDay(_) => "Change days of a study",
        StudyEdit::Authors(_) => "Change authors",
        StudyEdit::Events(_) => "Change what is based on a study",
    }
}
