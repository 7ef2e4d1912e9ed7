//! The menu bar. Its items are told to the interface, which does the same as for its own buttons.
//!
//! They have no keys of their own: the interface hears the keys, so that Ctrl+Z in a text field
//! takes back typing there.

use tauri::menu::{Menu, MenuBuilder, MenuEvent, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Runtime};

/// Builds the menu bar.
pub(crate) fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let file = SubmenuBuilder::new(app, "File")
        .text("plan-event", "Plan event…")
        .text("back-up", "Back up the store…")
        .separator()
        .quit()
        .build()?;
    let edit = SubmenuBuilder::new(app, "Edit")
        .text("undo", "Undo last change")
        .text("redo", "Redo")
        .separator()
        .cut()
        .copy()
        .paste()
        .select_all()
        .build()?;
    let view = SubmenuBuilder::new(app, "View")
        .text("palette", "Find anything…")
        .text("history", "History of all changes")
        .text("settings", "Settings")
        .build()?;
    MenuBuilder::new(app).items(&[&file, &edit, &view]).build()
}

/// Tells the interface which item was chosen.
pub(crate) fn chosen<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    // No window, nobody to tell.
    let _ = app.emit("menu", event.id().0.as_str());
}
