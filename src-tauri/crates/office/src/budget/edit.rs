//! Budget lines added, changed and deleted.

use domain::DomainError;
use domain::id::BudgetLineId;
use domain::money::{self, Currency, Line, Rate};
use store::view::{BudgetLineEdit, Change, NewBudgetLine};
use store::{Hand, Store, Table, Value};

use crate::Result;
use crate::fields::{number, optional, required, word};

/// Adds a line to an event's budget. The change's `id` is the new one's.
pub fn add(store: &mut Store, hand: &mut Hand, new: NewBudgetLine) -> Result<Change> {
    let currency: Currency = new.currency.parse()?;
    let fields = [
        ("event", word(Some(new.event))),
        ("what", required("what is paid", &new.what)?),
        ("source", word(Some(new.source))),
        ("currency", word(Some(currency))),
        ("planned", number(money::amount(&new.planned, currency)?)),
    ];
    let (id, mut change) = store.write(hand, "Add budget line", |to| {
        to.event(new.event)?;
        to.insert(Table::BudgetLine, &fields)
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Changes one field of a line.
pub fn edit(
    store: &mut Store,
    hand: &mut Hand,
    id: BudgetLineId,
    edit: BudgetLineEdit,
) -> Result<Change> {
    edit_together(store, hand, id, vec![edit])
}

/// Changes several fields of a line, as one step. Amounts are in the currency that the line has afterwards.
pub fn edit_together(
    store: &mut Store,
    hand: &mut Hand,
    id: BudgetLineId,
    edits: Vec<BudgetLineEdit>,
) -> Result<Change> {
    let label = match edits.as_slice() {
        [one] => label(one),
        _ => "Change budget line",
    };
    let before = store.budget_line(id)?.line;
    let (currencies, others): (Vec<_>, Vec<_>) = edits
        .into_iter()
        .partition(|edit| matches!(edit, BudgetLineEdit::Currency(_)));
    let mut currency = before.currency;
    let mut fields = Vec::new();
    for edit in currencies {
        if let BudgetLineEdit::Currency(code) = edit {
            currency = code.parse()?;
        }
    }
    if currency != before.currency {
        fields = in_currency(&before, currency, &others)?;
    }
    for edit in others {
        fields.push(field(edit, currency)?);
    }
    let ((), change) = store.write(hand, label, |to| {
        if fields.is_empty() {
            return Ok(());
        }
        to.update(Table::BudgetLine, &id.to_string(), &fields)
    })?;
    Ok(change)
}

/// What another currency changes: amounts that are not told anew keep their digits, and the rate goes.
fn in_currency(
    before: &Line,
    currency: Currency,
    others: &[BudgetLineEdit],
) -> Result<Vec<(&'static str, Value)>, DomainError> {
    let told = |which: fn(&BudgetLineEdit) -> bool| others.iter().any(which);
    let mut fields = vec![("currency", word(Some(currency)))];
    if !told(|edit| matches!(edit, BudgetLineEdit::Rate(_))) {
        fields.push(("rate", Value::Null));
    }
    let kept = [
        (
            "planned",
            before.planned,
            told(|edit| matches!(edit, BudgetLineEdit::Planned(_))),
        ),
        (
            "actual",
            before.actual,
            told(|edit| matches!(edit, BudgetLineEdit::Actual(_))),
        ),
    ];
    for (name, minor, told_anew) in kept {
        if let (Some(minor), false) = (minor, told_anew) {
            let there = money::in_units_of(minor, before.currency, currency)?;
            fields.push((name, Value::Integer(there)));
        }
    }
    Ok(fields)
}

fn field(edit: BudgetLineEdit, currency: Currency) -> Result<(&'static str, Value), DomainError> {
    Ok(match edit {
        BudgetLineEdit::What(what) => ("what", required("what is paid", &what)?),
        BudgetLineEdit::Source(source) => ("source", word(Some(source))),
        BudgetLineEdit::Organisation(id) => ("organisation", word(id)),
        BudgetLineEdit::Currency(_) => ("currency", word(Some(currency))),
        BudgetLineEdit::Planned(text) => ("planned", number(money::amount(&text, currency)?)),
        BudgetLineEdit::Actual(text) => ("actual", number(money::amount(&text, currency)?)),
        BudgetLineEdit::Rate(text) => {
            let rate = Rate::read(&text)?.filter(|_| currency != Currency::USD);
            (
                "rate",
                rate.map_or(Value::Null, |rate| Value::Real(rate.to_store())),
            )
        }
        BudgetLineEdit::Note(note) => ("note", optional(Some(&note))),
    })
}

/// Deletes lines.
pub fn delete(store: &mut Store, hand: &mut Hand, ids: &[BudgetLineId]) -> Result<Change> {
    let label = match ids {
        [_] => "Delete budget line".to_owned(),
        _ => format!("Delete {} budget lines", ids.len()),
    };
    let ((), change) = store.write(hand, &label, |to| {
        ids.iter()
            .try_for_each(|id| to.delete(Table::BudgetLine, &id.to_string()))
    })?;
    Ok(change)
}

fn label(edit: &BudgetLineEdit) -> &'static str {
    match edit {
        BudgetLineEdit::What(_) => "Rename budget line",
        BudgetLineEdit::Source(_) => "Change source of money",
        BudgetLineEdit::Organisation(_) => "Change who gives the money",
        BudgetLineEdit::Currency(_) => "Change currency",
        BudgetLineEdit::Planned(_) => "Change planned amount",
        BudgetLineEdit::Actual(_) => "Change actual amount",
        BudgetLineEdit::Rate(_) => "Change rate to US dollars",
        BudgetLineEdit::Note(_) => "Change notes of a budget line",
    }
}
