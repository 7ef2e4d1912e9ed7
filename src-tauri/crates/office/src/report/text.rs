//! What a person writes into a report. It is kept by period and section, and stays when the numbers are counted anew.

use domain::report::Period;
use serde::{Deserialize, Serialize};
use store::view::Change;
use store::{Hand, Store, Table};
use ts_rs::TS;

use crate::fields::{text, word};
use crate::{OfficeError, Result};

/// The longest text of a section, in letters.
const LONGEST: usize = 50_000;

/// A person's text of a section.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReportTextEdit {
    /// Of the report of this period.
    pub period: Period,
    /// The section's key: `introduction`, `output 1`, `activity 1.1`, `finance`, `follow-ups`, `conclusions`.
    pub section: String,
    /// The text; empty: none.
    pub text: String,
}

/// Keeps a person's text of a section, in the place of what was there.
pub fn write_text(store: &mut Store, hand: &mut Hand, edit: &ReportTextEdit) -> Result<Change> {
    let period = Period::from_to(edit.period.first, edit.period.last)?;
    let section = edit.section.trim();
    if !is_section(section) {
        return Err(OfficeError::NotPossible(format!(
            "a report has no section “{section}”; use introduction, output 1, activity 1.1, other events, other studies, finance, \
             follow-ups or conclusions"
        )));
    }
    let words = edit.text.trim();
    if words.chars().count() > LONGEST {
        return Err(OfficeError::NotPossible(format!(
            "a section's text has at most {LONGEST} letters; part it, or put it into a paper of its own"
        )));
    }
    let known = store.report_texts(period)?.remove(section);
    let ((), change) = store.write(hand, "Edit text of report", |to| match known {
        Some((id, _)) if words.is_empty() => to.delete(Table::ReportText, &id),
        Some((id, _)) => to.update(Table::ReportText, &id, &[("text", text(words))]),
        None if words.is_empty() => Ok(()),
        None => to
            .insert(
                Table::ReportText,
                &[
                    ("first_day", word(Some(period.first))),
                    ("last_day", word(Some(period.last))),
                    ("section", text(section)),
                    ("text", text(words)),
                ],
            )
            .map(|_| ()),
    })?;
    Ok(change)
}

fn is_section(section: &str) -> bool {
    matches!(
        section,
        "introduction"
            | "other events"
            | "other studies"
            | "finance"
            | "follow-ups"
            | "conclusions"
    ) || ["output ", "activity "].iter().any(|kind| {
        section
            .strip_prefix(kind)
            .is_some_and(|code| !code.is_empty() && code.chars().count() <= 20)
    })
}
