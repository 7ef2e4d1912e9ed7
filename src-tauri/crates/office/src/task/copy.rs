//! The tasks of an event that is planned like another.

use domain::id::EventId;
use store::view::TaskQuery;
use store::{Table, Transaction, due_fields};

use crate::fields::{optional, text, word};

/// Gives `new` those tasks of `old` that are counted from its days, to be done again by the same people.
pub(crate) fn copy(to: &mut Transaction<'_>, old: EventId, new: &str) -> store::Result<()> {
    let query = TaskQuery {
        event: Some(old),
        done: true,
        ..TaskQuery::default()
    };
    let today = to.hand.now.date_naive();
    for task in to.tasks(&query, today)?.page.rows {
        if task.due_days.is_none() {
            continue;
        }
        let mut fields = vec![
            ("event", text(new)),
            ("title", text(&task.title)),
            ("owner", word(task.owner.map(|owner| owner.id))),
            ("note", optional(task.note.as_deref())),
        ];
        fields.extend(due_fields(task.due));
        to.insert(Table::Task, &fields)?;
    }
    Ok(())
}
