//! Tasks: shown, added, edited, done; and the checklists that they come from. When a task is due is
//! the domain's to say ([`domain::task::Due::on`]): moving an event writes none of its tasks.

mod checklist;
mod copy;
pub(crate) mod file;

use chrono::NaiveDate;
use domain::id::{EventId, TaskId};
use domain::task::done_on;
use store::view::{Change, EventTasks, NewTask, TaskEdit, TaskList, TaskOwner, TaskQuery, TaskRow};
use store::{Hand, Reader, Store, Table, Value, due_fields};

pub(crate) use checklist::add_checklist;
pub use checklist::{apply, checklist, edit_checklist};
pub(crate) use copy::copy;

use crate::fields::{optional, required, word};
use crate::{Result, pages};

/// The tasks that a query asks for, seen from `today`.
pub fn list(store: &Reader, query: &TaskQuery, today: NaiveDate) -> Result<TaskList> {
    Ok(store.tasks(query, today)?)
}

/// Every task that a query asks for, whatever its window says.
pub fn all(store: &Reader, query: &TaskQuery, today: NaiveDate) -> Result<Vec<TaskRow>> {
    if let Some(event) = query.event {
        store.event(event)?;
    }
    let mut query = query.clone();
    pages::first(None, |window| {
        query.window = window;
        Ok(store.tasks(&query, today)?.page)
    })
}

/// One task, seen from `today`.
pub fn one(store: &Reader, id: TaskId, today: NaiveDate) -> Result<TaskRow> {
    Ok(store.task(id, today)?)
}

/// All tasks of an event, and what its kind's checklist has beyond them.
pub fn of_event(store: &Reader, event: EventId, today: NaiveDate) -> Result<EventTasks> {
    let page = store.event(event)?;
    let query = TaskQuery {
        event: Some(event),
        done: true,
        ..TaskQuery::default()
    };
    let tasks = all(store, &query, today)?;
    let titles: Vec<String> = tasks.iter().map(|task| task.title.clone()).collect();
    let whole = checklist(store, page.kind)?;
    let lacking = domain::task::lacking(&whole.tasks, |task| &task.title, &titles);
    Ok(EventTasks {
        lacking: lacking.len() as u64,
        undated: page.timing.days().is_none(),
        due: due(store, event, today)?,
        tasks,
    })
}

/// How many open tasks of an event are overdue or due within two weeks.
pub fn due(store: &Reader, event: EventId, today: NaiveDate) -> Result<u64> {
    Ok(store.tasks_due(event, today)?)
}

/// Everybody with open tasks.
pub fn owners(store: &Reader) -> Result<Vec<TaskOwner>> {
    Ok(store.task_owners()?)
}

/// Adds a task to an event.
pub fn add(store: &mut Store, hand: &mut Hand, task: NewTask) -> Result<Change> {
    let title = required("what has to be done", &task.title)?;
    let due = task.due.checked()?;
    let (id, mut change) = store.write(hand, "Add task", |to| {
        to.event(task.event)?;
        if let Some(owner) = task.owner {
            to.person(owner)?;
        }
        let mut fields = vec![
            ("event", word(Some(task.event))),
            ("title", title),
            ("owner", word(task.owner)),
            ("note", optional(task.note.as_deref())),
        ];
        fields.extend(due_fields(due));
        to.insert(Table::Task, &fields)
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Changes one field of a task.
pub fn edit(store: &mut Store, hand: &mut Hand, id: TaskId, edit: TaskEdit) -> Result<Change> {
    edit_together(store, hand, id, vec![edit])
}

/// Changes several fields of a task, as one step.
pub fn edit_together(
    store: &mut Store,
    hand: &mut Hand,
    id: TaskId,
    edits: Vec<TaskEdit>,
) -> Result<Change> {
    let label = match edits.as_slice() {
        [TaskEdit::Title(_)] => "Rename task",
        [TaskEdit::Due(_)] => "Change when task is due",
        [TaskEdit::Owner(_)] => "Change who sees to task",
        [TaskEdit::Note(_)] => "Change notes of task",
        _ => "Edit task",
    };
    let mut fields: Vec<(&'static str, Value)> = Vec::new();
    let mut owner = None;
    for edit in edits {
        match edit {
            TaskEdit::Title(title) => {
                fields.push(("title", required("what has to be done", &title)?));
            }
            TaskEdit::Due(due) => fields.extend(due_fields(due.checked()?)),
            TaskEdit::Owner(person) => {
                owner = person;
                fields.push(("owner", word(person)));
            }
            TaskEdit::Note(note) => fields.push(("note", optional(Some(&note)))),
        }
    }
    let ((), change) = store.write(hand, label, |to| {
        if let Some(owner) = owner {
            to.person(owner)?;
        }
        to.update(Table::Task, &id.to_string(), &fields)
    })?;
    Ok(change)
}

/// Marks tasks as done on a day; one that is done already keeps its day.
pub fn mark_done(
    store: &mut Store,
    hand: &mut Hand,
    ids: &[TaskId],
    day: NaiveDate,
) -> Result<Change> {
    let day = done_on(day)?;
    let ((), change) = store.write(hand, &label("Mark", ids, "done"), |to| {
        for id in ids {
            if to.task(*id, day)?.done.is_none() {
                to.update(Table::Task, &id.to_string(), &[("done", word(Some(day)))])?;
            }
        }
        Ok(())
    })?;
    Ok(change)
}

/// Takes back that tasks are done.
pub fn reopen(store: &mut Store, hand: &mut Hand, ids: &[TaskId]) -> Result<Change> {
    let ((), change) = store.write(hand, &label("Reopen", ids, ""), |to| {
        for id in ids {
            to.update(Table::Task, &id.to_string(), &[("done", Value::Null)])?;
        }
        Ok(())
    })?;
    Ok(change)
}

/// Deletes tasks.
pub fn delete(store: &mut Store, hand: &mut Hand, ids: &[TaskId]) -> Result<Change> {
    let ((), change) = store.write(hand, &label("Delete", ids, ""), |to| {
        for id in ids {
            to.delete(Table::Task, &id.to_string())?;
        }
        Ok(())
    })?;
    Ok(change)
}

/// `Mark task done`, `Mark 3 tasks done`.
fn label(verb: &str, ids: &[TaskId], end: &str) -> String {
    let what = match ids {
        [_] => "task".to_owned(),
        _ => format!("{} tasks", ids.len()),
    };
    format!("{verb} {what} {end}").trim_end().to_owned()
}
