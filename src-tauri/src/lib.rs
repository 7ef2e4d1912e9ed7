//! The shell: one window around one store. Thin on purpose: what the program can do is in
//! `office`; here are the window, the dialogs, the menu and the IPC boundary.

mod backer;
pub mod commands;
pub mod failure;
pub mod ipc;
mod keychain;
mod menu;
mod messages;
mod publisher;
mod sharer;
pub mod shell;
mod window;

use std::path::PathBuf;
use std::process::ExitCode;

use tauri::Manager;

/// Opens the window and runs until it is closed.
#[must_use]
pub fn run() -> ExitCode {
    let chosen = std::env::var_os("SYMPOSIA_STORE").map(PathBuf::from);
    let mut builder = tauri::Builder::default().plugin(tauri_plugin_dialog::init());
    if chosen.is_none() {
        // The person's own store: a second start brings its window to the front.
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| {
            if let Some(window) = app.get_webview_window("main") {
                // A window that cannot be raised is still there.
                let _ = window.unminimize();
                let _ = window.set_focus();
            }
        }));
    }
    let built = builder
        .on_menu_event(menu::chosen)
        .setup(move |app| {
            let shell = shell::Shell::open(app.handle().clone(), chosen);
            app.set_menu(menu::build(app.handle(), shell.messages())?)?;
            app.manage(shell);
            window::open(app)?;
            Ok(())
        })
        .invoke_handler(commands::handler())
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| {
                if let tauri::RunEvent::Exit = event {
                    app.state::<shell::Shell>().before_exit();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!(
                "Symposia's window cannot be opened: {error}. On Linux, check that WebKitGTK 4.1 is installed."
            );
            ExitCode::FAILURE
        }
    }
}
