//! An empty Tauri window: what `cargo xtask bench` holds the program's start against.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!(
        "examples/empty_window/tauri.conf.json"
    ))
}
