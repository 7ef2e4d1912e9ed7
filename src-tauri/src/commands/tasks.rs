//! Tasks, across events and of one, and the checklists that they come from.

use domain::event::EventKind;
use domain::id::{EventId, TaskId};
use office::view::{
    Change, Checklist, EventTasks, NewTask, TaskEdit, TaskList, TaskOwner, TaskQuery, TemplateTask,
};

use crate::ipc::commands;

commands! {
    /// The tasks that a query asks for, across events, seen from today.
    fn list_tasks(state, query: TaskQuery) -> TaskList {
        let today = state.today();
        state.read(|store| office::task::list(store, &query, today))
    }

    /// Everybody with open tasks.
    fn task_owners(state) -> Vec<TaskOwner> {
        state.read(office::task::owners)
    }

    /// All tasks of an event, and how many its kind's checklist has beyond them.
    fn event_tasks(state, event: EventId) -> EventTasks {
        let today = state.today();
        state.read(|store| office::task::of_event(store, event, today))
    }

    /// How many open tasks of an event are overdue or due within two weeks.
    fn tasks_due(state, event: EventId) -> u64 {
        let today = state.today();
        state.read(|store| office::task::due(store, event, today))
    }

    /// Adds a task to an event. The change's `id` is the new task's.
    fn add_task(state, task: NewTask) -> Change {
        state.write(|store, hand| office::task::add(store, hand, task))
    }

    /// Changes one field of a task.
    fn edit_task(state, id: TaskId, edit: TaskEdit) -> Change {
        state.write(|store, hand| office::task::edit(store, hand, id, edit))
    }

    /// Marks tasks as done today, or takes that back.
    fn tick_tasks(state, ids: Vec<TaskId>, done: bool) -> Change {
        let today = state.today();
        state.write(|store, hand| {
            if done {
                office::task::mark_done(store, hand, &ids, today)
            } else {
                office::task::reopen(store, hand, &ids)
            }
        })
    }

    /// Deletes tasks.
    fn delete_tasks(state, ids: Vec<TaskId>) -> Change {
        state.write(|store, hand| office::task::delete(store, hand, &ids))
    }

    /// Gives an event those tasks of its kind's checklist that it does not have.
    fn apply_checklist(state, event: EventId) -> Change {
        state.write(|store, hand| office::task::apply(store, hand, event))
    }

    /// The checklist of a kind of event.
    fn checklist(state, kind: EventKind) -> Checklist {
        state.read(|store| office::task::checklist(store, kind))
    }

    /// Keeps a checklist of one's own for a kind of event, or goes back to the one that the program brings.
    fn edit_checklist(state, kind: EventKind, tasks: Option<Vec<TemplateTask>>) -> Change {
        state.write(|store, hand| office::task::edit_checklist(store, hand, kind, tasks))
    }
}
