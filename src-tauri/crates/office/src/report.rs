//! The annual report to the Senior Officials Meeting, and the draft of next year's activity plan.
//!
//! [`compose`] makes the paper from the store with a fixed number of queries; `documents` writes it. Its sentences are in
//! [`sentences`], what a person writes into it is kept by [`write_text`], and [`page`] is all of it for the window.

mod annex;
mod compose;
mod finance;
mod gather;
mod numbers;
mod page;
mod parts;
mod plan;
mod summary;
mod text;
mod training;
mod wording;

pub use compose::{compose, suggested_name};
pub use page::{AnnualPage, RecordLink, page};
pub use plan::{
    PlanDraft, PlanDraftRow, PlanEntryRow, add_to_plan, compose_plan, draft_plan,
    suggested_plan_name,
};
pub use text::{ReportTextEdit, write_text};
pub use wording::{ReportSentence, ReportSentenceEdit, edit_sentence, sentences};
