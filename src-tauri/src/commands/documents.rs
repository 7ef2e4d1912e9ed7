//! The papers that a meeting needs: looked at, and written.

use std::path::PathBuf;

use domain::document::DocumentFormat;
use office::paper::{PaperKindRow, PaperPreview, PaperRequest, PaperWritten, TemplatesWritten};

use crate::failure::Failure;
use crate::ipc::commands;
use crate::shell::open_with_system;

commands! {
    /// The kinds of papers, and what each can be written as.
    fn document_kinds(_state) -> Vec<PaperKindRow> {
        Ok(office::paper::kinds())
    }

    /// A page of a paper, counted from 0, as it would be printed.
    fn preview_document(state, request: PaperRequest, page: usize) -> PaperPreview {
        let composed = state.read(|store| office::paper::compose(store, &request, state.now()))?;
        Ok(office::paper::preview(state.printer(), &composed, page)?)
    }

    /// Asks where to save a paper, and writes it as one file. Nothing if the person cancelled.
    fn save_document(state, request: PaperRequest, format: DocumentFormat) -> Option<PaperWritten> {
        let name = state.read(|store| office::paper::suggested_name(store, &request, format))?;
        let extension = format.as_str();
        let Some(path) = state.ask_where_to_save("dialog.saveDocument", &name, extension)? else { return Ok(None) };
        state.begin_long_work();
        let composed = state.read(|store| office::paper::compose(store, &request, state.now()))?;
        let written = office::paper::write(state.printer(), &composed, format, &path, &state.progress())?;
        state.note_saved(&path);
        Ok(Some(written))
    }

    /// Asks for a folder, and writes a file for each person into it. Nothing if the person cancelled.
    fn save_documents_apart(state, request: PaperRequest, format: DocumentFormat) -> Option<PaperWritten> {
        let Some(folder) = state.ask_for_folder("dialog.documentFolder", None)? else { return Ok(None) };
        state.begin_long_work();
        let composed = state.read(|store| office::paper::compose(store, &request, state.now()))?;
        let written = office::paper::write_each(state.printer(), &composed, format, &folder, &state.progress())?;
        state.note_saved(&folder);
        Ok(Some(written))
    }

    /// Opens a paper that was saved since the window was opened, or the folder of several.
    fn open_saved_document(state, path: PathBuf) -> () {
        if !state.was_saved(&path) {
            return Err(Failure::saying(format!("{} was not saved from this window.", path.display())));
        }
        open_with_system(&path)
    }

    /// Writes the templates of papers into the folder beside the store, and opens it.
    fn write_templates(state) -> TemplatesWritten {
        let folder = state.read(|store| Ok(office::paper::folder(store.path())))?;
        let written = office::paper::write_templates(&folder)?;
        open_with_system(&folder)?;
        Ok(written)
    }
}
