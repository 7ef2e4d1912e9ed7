//! Checklists: one for each kind of event, as the program brings it or as it was changed.

use domain::DomainError;
use domain::event::EventKind;
use domain::id::EventId;
use domain::task::{Due, default_checklist, lacking};
use store::view::{Change, Checklist, TaskQuery, TemplateTask};
use store::{Hand, Reader, Store, Table, Transaction, Value, due_fields};

use crate::fields::{number, required, text, word};
use crate::{OfficeError, Result};

/// The checklist of a kind of event.
pub fn checklist(store: &Reader, kind: EventKind) -> Result<Checklist> {
    Ok(read(store, kind)?)
}

fn read(store: &Reader, kind: EventKind) -> store::Result<Checklist> {
    let own = store.task_template(kind)?;
    let changed = !own.is_empty();
    Ok(Checklist {
        kind,
        tasks: if changed { own } else { brought(kind) },
        changed,
    })
}

/// What the program brings.
fn brought(kind: EventKind) -> Vec<TemplateTask> {
    let tasks = default_checklist(kind).iter();
    let tasks = tasks.map(|task| TemplateTask {
        id: None,
        title: task.title.clone(),
        due: Due::Counted(task.days),
    });
    tasks.collect()
}

/// Gives an event those tasks of its kind's checklist that it does not have, by their titles. It
/// changes nothing where it has them all.
pub fn apply(store: &mut Store, hand: &mut Hand, event: EventId) -> Result<Change> {
    let ((), change) = store.write(hand, "Add checklist", |to| add_checklist(to, event))?;
    Ok(change)
}

/// The same as part of a larger step.
pub(crate) fn add_checklist(to: &mut Transaction<'_>, event: EventId) -> store::Result<()> {
    let kind = to.event(event)?.kind;
    let query = TaskQuery {
        event: Some(event),
        done: true,
        ..TaskQuery::default()
    };
    // A checklist has fewer tasks than a page has rows.
    let today = to.hand.now.date_naive();
    let there: Vec<String> = to
        .tasks(&query, today)?
        .page
        .rows
        .into_iter()
        .map(|task| task.title)
        .collect();
    let whole = read(to, kind)?.tasks;
    for task in lacking(&whole, |task| &task.title, &there) {
        let mut fields = vec![("event", word(Some(event))), ("title", text(&task.title))];
        fields.extend(due_fields(task.due));
        to.insert(Table::Task, &fields)?;
    }
    Ok(())
}

/// Keeps a checklist of one's own for a kind of event; or, with none, goes back to the one that the
/// program brings. What events have already stays as it is.
pub fn edit_checklist(
    store: &mut Store,
    hand: &mut Hand,
    kind: EventKind,
    tasks: Option<Vec<TemplateTask>>,
) -> Result<Change> {
    let label = match &tasks {
        Some(_) => "Change checklist",
        None => "Restore checklist",
    };
    let wanted = match tasks {
        None => Vec::new(),
        Some(tasks) if tasks.is_empty() => {
            return Err(OfficeError::NotPossible(
                "a checklist has at least one task; go back to the one that the program brings, or leave events \
                 without a checklist"
                    .to_owned(),
            ));
        }
        Some(tasks) => checked(tasks)?,
    };
    // Where it says what the program says, there is nothing to keep.
    let brought = brought(kind);
    let same = wanted.len() == brought.len()
        && wanted
            .iter()
            .zip(&brought)
            .all(|(own, theirs)| own.title == theirs.title && own.due == theirs.due);
    let wanted = if same { Vec::new() } else { wanted };
    let ((), change) = store.write(hand, label, |to| write(to, kind, &wanted))?;
    Ok(change)
}

/// The tasks in the order of days, if each says what has to be done, and is counted from the event.
fn checked(tasks: Vec<TemplateTask>) -> Result<Vec<TemplateTask>, DomainError> {
    let mut checked = Vec::with_capacity(tasks.len());
    for task in tasks {
        let title = task.title.trim();
        if title.is_empty() {
            return Err(DomainError::Empty("what has to be done"));
        }
        if task.due.checked()?.days().is_none() {
            return Err(DomainError::NotCounted(title.to_owned()));
        }
        checked.push(TemplateTask {
            title: title.to_owned(),
            ..task
        });
    }
    checked.sort_by_key(|task| task.due.days());
    Ok(checked)
}

/// Makes a kind's own checklist be those tasks; what stays as it is is not touched.
fn write(to: &mut Transaction<'_>, kind: EventKind, wanted: &[TemplateTask]) -> store::Result<()> {
    let known = to.task_template(kind)?;
    for gone in &known {
        if let Some(id) = gone.id
            && wanted.iter().all(|task| task.id != Some(id))
        {
            to.delete(Table::TaskTemplate, &id.to_string())?;
        }
    }
    for (place, task) in (0_i64..).zip(wanted) {
        let fields: [(&'static str, Value); 4] = [
            ("kind", text(kind.as_str())),
            ("place", number(Some(place))),
            ("title", required("what has to be done", &task.title)?),
            ("due_days", number(task.due.days())),
        ];
        match task
            .id
            .filter(|id| known.iter().any(|old| old.id == Some(*id)))
        {
            Some(id) => to.update(Table::TaskTemplate, &id.to_string(), &fields)?,
            None => drop(to.insert(Table::TaskTemplate, &fields)?),
        }
    }
    Ok(())
}
