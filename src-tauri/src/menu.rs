//! The menu bar. Its items are told to the interface, which does the same as for its own buttons.
//!
//! They have no keys of their own: the interface hears the keys, so that Ctrl+Z in a text field
//! takes back typing there.

use tauri::menu::{Menu, MenuBuilder, MenuEvent, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Runtime};

use crate::messages::Messages;

/// The one item that the shell itself does: the platform's own is out of use on Linux.
const QUIT: &str = "quit";

/// Builds the menu bar in the person's language.
pub(crate) fn build<R: Runtime>(app: &AppHandle<R>, messages: &Messages) -> tauri::Result<Menu<R>> {
    let say = |key| messages.say(key);
    let file = SubmenuBuilder::new(app, say("menu.file"))
        .text("plan-event", say("menu.plan"))
        .text("make-pack", say("menu.makePack"))
        .text("take-pack", say("menu.takePack"))
        .text("back-up", say("palette.backUp"))
        .text("settings/backups", say("menu.backups"))
        .separator()
        .text("lock", say("menu.lock"))
        .text(QUIT, say("menu.quit"))
        .build()?;
    let edit = SubmenuBuilder::new(app, say("menu.edit"))
        .text("undo", say("palette.undo"))
        .text("redo", say("palette.redo"))
        .separator()
        .cut_with_text(say("menu.cut"))
        .copy_with_text(say("menu.copy"))
        .paste_with_text(say("menu.paste"))
        .select_all_with_text(say("menu.selectAll"))
        .build()?;
    let view = SubmenuBuilder::new(app, say("menu.view"))
        .text("palette", say("menu.find"))
        .text("history", say("settings.history"))
        .text("settings", say("place.settings"))
        .separator()
        .text("larger", say("menu.larger"))
        .text("smaller", say("menu.smaller"))
        .text("usual", say("menu.usual"))
        .build()?;
    MenuBuilder::new(app).items(&[&file, &edit, &view]).build()
}

/// Tells the interface which item was chosen.
pub(crate) fn chosen<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    if event.id().0 == QUIT {
        app.exit(0);
    }
    // No window, nobody to tell.
    let _ = app.emit("menu", event.id().0.as_str());
}
