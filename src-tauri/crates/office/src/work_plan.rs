//! The work plan: its board, and its texts and entries edited.

use domain::DomainError;
use domain::id::{ActivityId, WorkPlanId};
use store::view::{Change, WorkPlanBoard, WorkPlanEdit};
use store::{Hand, Reader, Store, Table, Value};

use crate::fields::{number, required, text, word};
use crate::{OfficeError, Result};

/// A work plan with what is planned under it; the newest if none is named.
pub fn board(store: &Reader, plan: Option<WorkPlanId>) -> Result<WorkPlanBoard> {
    Ok(store.work_plan_board(plan)?)
}

/// The activities with those codes, such as `1.1`, in the plan that covers the year; in the newest
/// plan if none does.
pub fn activities_coded(
    store: &Reader,
    codes: &[String],
    year: Option<i32>,
) -> Result<Vec<ActivityId>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let newest = store.work_plan_board(None)?;
    let covers = |plan: &WorkPlanBoard, year| (plan.first_year..=plan.last_year).contains(&year);
    let mut plan = None;
    if let Some(year) = year.filter(|year| !covers(&newest, *year)) {
        for named in &newest.plans {
            let other = store.work_plan_board(named.id.parse().ok())?;
            if covers(&other, year) {
                plan = Some(other);
                break;
            }
        }
    }
    let plan = plan.unwrap_or(newest);
    let activities: Vec<_> = plan
        .outputs
        .iter()
        .flat_map(|output| &output.activities)
        .collect();
    let find = |code: &String| {
        let found = activities
            .iter()
            .find(|activity| activity.code == code.trim());
        found.map(|activity| activity.id).ok_or_else(|| {
            let known: Vec<&str> = activities
                .iter()
                .map(|activity| activity.code.as_str())
                .collect();
            OfficeError::NotPossible(format!(
                "there is no activity “{code}” in the {}; it has {}",
                plan.title,
                known.join(", ")
            ))
        })
    };
    codes.iter().map(find).collect()
}

/// What an edit does to the store.
enum Write {
    Update(Table, String, Vec<(&'static str, Value)>),
    Insert(Table, Vec<(&'static str, Value)>),
    Delete(Table, String),
}

/// Changes a text or an entry.
pub fn edit(store: &mut Store, hand: &mut Hand, edit: WorkPlanEdit) -> Result<Change> {
    let title = |table, id: String, value: &str| -> Result<Write, DomainError> {
        Ok(Write::Update(
            table,
            id,
            vec![("title", required("the title", value)?)],
        ))
    };
    let free = |table, id: String, field, value: String| {
        Write::Update(table, id, vec![(field, text(value.trim()))])
    };
    let (label, write) = match edit {
        WorkPlanEdit::PlanTitle { id, value } => (
            "Rename work plan",
            title(Table::WorkPlan, id.to_string(), &value)?,
        ),
        WorkPlanEdit::PlanObjective { id, value } => (
            "Change objective",
            free(Table::WorkPlan, id.to_string(), "objective", value),
        ),
        WorkPlanEdit::OutputTitle { id, value } => (
            "Rename output",
            title(Table::Output, id.to_string(), &value)?,
        ),
        WorkPlanEdit::ActivityTitle { id, value } => (
            "Rename activity",
            title(Table::Activity, id.to_string(), &value)?,
        ),
        WorkPlanEdit::ActivityTimeline { id, value } => (
            "Change timeline",
            free(Table::Activity, id.to_string(), "timeline", value),
        ),
        WorkPlanEdit::ActivityRoles { id, value } => (
            "Change roles",
            free(Table::Activity, id.to_string(), "roles", value),
        ),
        WorkPlanEdit::PriorityAreaTitle { id, value } => (
            "Rename priority area",
            title(Table::PriorityArea, id.to_string(), &value)?,
        ),
        WorkPlanEdit::EntryNote { id, value } => (
            "Change activity plan",
            free(Table::ActivityPlanEntry, id.to_string(), "note", value),
        ),
        WorkPlanEdit::EntryQuarters {
            id,
            first_quarter,
            last_quarter,
        } => (
            "Change activity plan",
            Write::Update(
                Table::ActivityPlanEntry,
                id.to_string(),
                quarters(first_quarter, last_quarter)?,
            ),
        ),
        WorkPlanEdit::NewEntry {
            activity,
            year,
            first_quarter,
            last_quarter,
            note,
        } => {
            domain::timing::Timing::Year { year }.checked()?;
            let mut fields = quarters(first_quarter, last_quarter)?;
            fields.extend([
                ("activity", word(Some(activity))),
                ("year", number(Some(year))),
                ("note", text(note.trim())),
            ]);
            (
                "Add to activity plan",
                Write::Insert(Table::ActivityPlanEntry, fields),
            )
        }
        WorkPlanEdit::RemoveEntry { id } => (
            "Remove from activity plan",
            Write::Delete(Table::ActivityPlanEntry, id.to_string()),
        ),
    };
    let (id, mut change) = store.write(hand, label, |to| match write {
        Write::Update(table, id, fields) => to.update(table, &id, &fields).map(|()| None),
        Write::Insert(table, fields) => to.insert(table, &fields).map(Some),
        Write::Delete(table, id) => to.delete(table, &id).map(|()| None),
    })?;
    change.id = id.map(|id| id.to_string());
    Ok(change)
}

/// First and last quarter: both or neither, in order.
fn quarters(
    first: Option<u8>,
    last: Option<u8>,
) -> Result<Vec<(&'static str, Value)>, DomainError> {
    let last = last.or(first);
    let first = first.or(last);
    for quarter in [first, last].into_iter().flatten() {
        if !(1..=4).contains(&quarter) {
            return Err(DomainError::NoSuchQuarter(quarter));
        }
    }
    if last < first {
        return Err(DomainError::EndBeforeStart {
            start: format!("Q{}", first.unwrap_or_default()),
            end: format!("Q{}", last.unwrap_or_default()),
        });
    }
    Ok(vec![
        ("first_quarter", number(first)),
        ("last_quarter", number(last)),
    ])
}
