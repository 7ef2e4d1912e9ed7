//! Checks Tauri's configuration and makes what the program embeds.

fn main() {
    tauri_build::build();
}
