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
    add_with(store, hand, new, Vec::new())
}

/// The same with more that is known of it, as one step.
pub fn add_with(
    store: &mut Store,
    hand: &mut Hand,
    new: NewStudy,
    more: Vec<StudyEdit>,
) -> Result<Change> {
    let mut fields = vec![
        ("title", required("the title", &new.title)?),
        ("activity", word(new.activity)),
    ];
    let more = Written::of(more, (None, None))?;
    if !more.fields.iter().any(|(name, _)| *name == "status") {
        fields.push(("status", word(Some(StudyStatus::Proposed))));
    }
    fields.extend(more.fields);
    let (id, mut change) = store.write(hand, "Add study", |to| {
        let id = StudyId(to.insert(Table::AnalyticalWork, &fields)?);
        if let Some(people) = more.authors {
            set_authors(to, id, &people)?;
        }
        if let Some(events) = more.events {
            set_events(to, id, &[], &events)?;
        }
        Ok(id)
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
    let before = store.study(id, hand.now.date_naive())?;
    let told = Written::of(edits, (before.first_day, before.last_day))?;
    let ((), change) = store.write(hand, label, |to| {
        if !told.fields.is_empty() {
            to.update(Table::AnalyticalWork, &id.to_string(), &told.fields)?;
        }
        if let Some(people) = told.authors {
            set_authors(to, id, &people)?;
        }
        if let Some(events) = told.events {
            let linked: Vec<String> = before
                .events
                .iter()
                .map(|event| event.id.to_string())
                .collect();
            set_events(to, id, &linked, &events)?;
        }
        Ok(())
    })?;
    Ok(change)
}

/// What edits write.
#[derive(Default)]
struct Written {
    fields: Vec<(&'static str, Value)>,
    authors: Option<Vec<String>>,
    events: Option<Vec<String>>,
}

impl Written {
    /// `days` are the first and the last as they stand.
    fn of(
        edits: Vec<StudyEdit>,
        days: (Option<NaiveDate>, Option<NaiveDate>),
    ) -> Result<Self, DomainError> {
        let (mut first, mut last) = days;
        let mut written = Self::default();
        for edit in edits {
            written.fields.push(match edit {
                StudyEdit::Title(title) => ("title", required("the title", &title)?),
                StudyEdit::Abstract(summary) => ("abstract", optional(Some(&summary))),
                StudyEdit::Status(status) => ("status", word(Some(status))),
                StudyEdit::Activity(activity) => ("activity", word(activity)),
                StudyEdit::FirstDay(day) => {
                    first = typed_day(&day)?;
                    ("first_day", word(first))
                }
                StudyEdit::LastDay(day) => {
                    last = typed_day(&day)?;
                    ("last_day", word(last))
                }
                StudyEdit::Authors(people) => {
                    written.authors = Some(texts(&people));
                    continue;
                }
                StudyEdit::Events(events) => {
                    written.events = Some(texts(&events));
                    continue;
                }
            });
        }
        checked_days(first, last)?;
        Ok(written)
    }
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
    study: StudyId,
    linked: &[String],
    events: &[String],
) -> store::Result<()> {
    let study = study.to_string();
    for gone in linked.iter().filter(|event| !events.contains(event)) {
        to.unlink(Table::EventAnalyticalWork, gone, "analytical_work", &study)?;
    }
    for event in events.iter().filter(|event| !linked.contains(event)) {
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
        let linked = to.studies_of_event(event)?;
        for gone in linked.iter().filter(|one| !wanted.contains(&one.id)) {
            to.unlink(
                Table::EventAnalyticalWork,
                &event.to_string(),
                "analytical_work",
                &gone.id,
            )?;
        }
        let new = |id: &&String| !linked.iter().any(|one| one.id == **id);
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
    add_milestone_reached(store, hand, new, "")
}

/// The same for one that may have been reached already; `reached` is as it is typed.
pub fn add_milestone_reached(
    store: &mut Store,
    hand: &mut Hand,
    new: NewMilestone,
    reached: &str,
) -> Result<Change> {
    let fields = [
        ("analytical_work", word(Some(new.study))),
        ("title", required("the milestone", &new.title)?),
        ("due", word(typed_day(&new.due)?)),
        ("reached", word(typed_day(reached)?)),
    ];
    let (id, mut change) = store.write(hand, "Add milestone", |to| {
        to.insert(Table::Milestone, &fields)
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// The study that a milestone belongs to.
pub fn of_milestone(store: &Reader, id: MilestoneId) -> Result<StudyId> {
    Ok(store.study_of_milestone(id)?)
}

/// Changes one field of a milestone.
pub fn edit_milestone(
    store: &mut Store,
    hand: &mut Hand,
    id: MilestoneId,
    edit: MilestoneEdit,
) -> Result<Change> {
    edit_milestone_together(store, hand, id, vec![edit])
}

/// Changes several fields of a milestone, as one step.
pub fn edit_milestone_together(
    store: &mut Store,
    hand: &mut Hand,
    id: MilestoneId,
    edits: Vec<MilestoneEdit>,
) -> Result<Change> {
    let label = match edits.as_slice() {
        [MilestoneEdit::Title(_)] => "Rename milestone",
        [MilestoneEdit::Due(_)] => "Move milestone",
        [MilestoneEdit::Reached(_)] => "Change when a milestone was reached",
        _ => "Change milestone",
    };
    let field = |edit: MilestoneEdit| -> Result<(&'static str, Value), DomainError> {
        Ok(match edit {
            MilestoneEdit::Title(title) => ("title", required("the milestone", &title)?),
            MilestoneEdit::Due(day) => ("due", word(typed_day(&day)?)),
            MilestoneEdit::Reached(day) => ("reached", word(typed_day(&day)?)),
        })
    };
    let fields = edits
        .into_iter()
        .map(field)
        .collect::<Result<Vec<_>, _>>()?;
    let ((), change) = store.write(hand, label, |to| {
        if fields.is_empty() {
            return Ok(());
        }
        to.update(Table::Milestone, &id.to_string(), &fields)
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
