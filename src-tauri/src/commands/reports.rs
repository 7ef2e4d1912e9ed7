//! The annual report, and the draft of next year's activity plan.

use domain::document::DocumentFormat;
use domain::report::Period;
use office::paper::{Composed, PaperPreview, PaperWritten};
use office::report::{
    AnnualPage, PlanDraft, PlanDraftRow, ReportSentence, ReportSentenceEdit, ReportTextEdit,
};
use office::view::Change;
use serde::Deserialize;
use ts_rs::TS;

use crate::ipc::commands;

/// Which report is wanted.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(tag = "report", rename_all = "kebab-case")]
pub enum ReportRequest {
    /// Of a period.
    Annual {
        /// Which.
        period: Period,
    },
    /// The activity plan of a year.
    Plan {
        /// Which.
        year: i32,
    },
}

impl ReportRequest {
    fn compose(
        self,
        store: &office::Reader,
        now: chrono::DateTime<chrono::Utc>,
    ) -> office::Result<Composed> {
        match self {
            Self::Annual { period } => office::report::compose(store, period, now),
            Self::Plan { year } => office::report::compose_plan(store, year, now),
        }
    }

    fn name(self, format: DocumentFormat) -> String {
        match self {
            Self::Annual { period } => office::report::suggested_name(period, format),
            Self::Plan { year } => office::report::suggested_plan_name(year, format),
        }
    }
}

commands! {
    /// The report of a period: its parts, what a person wrote, and where each record behind a number is.
    fn annual_report(state, period: Period) -> AnnualPage {
        state.read(|store| office::report::page(store, period, state.now()))
    }

    /// Keeps a person's own text of a section of the report.
    fn edit_report_text(state, edit: ReportTextEdit) -> Change {
        state.write(|store, hand| office::report::write_text(store, hand, &edit))
    }

    /// Every sentence of the report, as it is now.
    fn report_sentences(state) -> Vec<ReportSentence> {
        state.read(office::report::sentences)
    }

    /// Changes the words of a sentence of the report, or takes the program's own again.
    fn edit_report_sentence(state, edit: ReportSentenceEdit) -> Change {
        state.write(|store, hand| office::report::edit_sentence(store, hand, &edit))
    }

    /// What a year's activity plan says, and what could be added to it.
    fn draft_activity_plan(state, year: i32) -> PlanDraft {
        state.read(|store| office::report::draft_plan(store, year))
    }

    /// Adds chosen drafts to a year's activity plan, in one step.
    fn add_to_activity_plan(state, year: i32, chosen: Vec<PlanDraftRow>) -> Change {
        state.write(|store, hand| office::report::add_to_plan(store, hand, year, &chosen))
    }

    /// A page of a report, counted from 0, as it would be printed.
    fn preview_report(state, request: ReportRequest, page: usize) -> PaperPreview {
        let composed = state.read(|store| request.compose(store, state.now()))?;
        Ok(office::paper::preview(state.printer(), &composed, page)?)
    }

    /// Asks where to save a report, and writes it. Nothing if the person cancelled.
    fn save_report(state, request: ReportRequest, format: DocumentFormat) -> Option<PaperWritten> {
        let name = request.name(format);
        let Some(path) = state.ask_where_to_save("dialog.saveReport", &name, format.as_str())? else { return Ok(None) };
        state.begin_long_work();
        let composed = state.read(|store| request.compose(store, state.now()))?;
        let written = office::paper::write(state.printer(), &composed, format, &path, &state.progress())?;
        state.note_saved(&path);
        Ok(Some(written))
    }
}
