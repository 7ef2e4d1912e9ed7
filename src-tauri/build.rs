//! Tauri's own build step, a watch on what is embedded, and the list of message catalogues.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

const CATALOGUES: &str = "../ui/src/messages";

fn main() -> io::Result<()> {
    // The interface is embedded as it lies there; without this line a folder that was empty when
    // the program was first built would stay so in it.
    println!("cargo::rerun-if-changed=../ui/dist");
    println!("cargo::rerun-if-changed={CATALOGUES}");
    list_catalogues()?;
    tauri_build::build();
    Ok(())
}

/// Writes the list that src/messages.rs includes, so that a language is added by adding its file.
fn list_catalogues() -> io::Result<()> {
    let mut files: Vec<_> = fs::read_dir(CATALOGUES)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    files.sort();
    let mut list = String::from("&[");
    for file in files {
        let tag = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let whole = fs::canonicalize(&file)?;
        let _ = write!(
            list,
            "({tag:?}, include_str!({:?})),",
            whole.display().to_string()
        );
    }
    list.push(']');
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&folder).join("catalogues.rs"), list)
}
