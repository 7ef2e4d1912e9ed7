//! Names that lead elsewhere: nothing is written, and nothing read, outside of the folders that the program has.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::Extent;
use super::place::{Place, files_in};
use super::table::Row;
use crate::failure::{Failure, Outcome};

/// Names that mean something else to one system or another.
const NAMES: &[&str] = &[
    "../../../../outside/x.pdf",
    "..\\..\\outside\\x.pdf",
    "/outside/x.pdf",
    "C:\\x.pdf",
    "C:x.pdf",
    "\\\\server\\share\\x.pdf",
    "..",
    ".",
    "a\u{0}b.pdf",
    "CON",
    "con.pdf",
    "LPT1.txt",
    "x.pdf:stream",
    "trailing. ",
    "a/b/../../../c.pdf",
    "\u{202e}fdp.exe",
    "%2e%2e%2fx.pdf",
    "~/x.pdf",
    "-rf",
    "a\r\nb.pdf",
];

pub(super) fn run(_extent: &Extent) -> Outcome<Vec<Row>> {
    Ok(vec![
        in_archives(&Place::new()?)?.told(),
        in_folders(&Place::new()?)?.told(),
        of_content(&Place::new()?)?.told(),
        through_links(&Place::new()?)?.told(),
    ])
}

fn sql(place: &Place, text: &str, values: &[&str]) -> Outcome {
    let opened = place.sql()?;
    opened
        .create_scalar_function(
            "open_transaction",
            1,
            rusqlite::functions::FunctionFlags::SQLITE_INNOCUOUS,
            |_| Ok(1),
        )
        .and_then(|()| {
            let innocuous = rusqlite::functions::FunctionFlags::SQLITE_INNOCUOUS;
            opened.create_scalar_function("sort_key", 1, innocuous, |context| {
                Ok(store::sort_key(&context.get::<String>(0)?))
            })
        })
        .and_then(|()| opened.execute(text, rusqlite::params_from_iter(values)))
        .map(drop)
        .map_err(Failure::refused(format!(
            "put a name into the store by {text}"
        )))
}

/// A name that is one, and stays where it is put on any system.
fn is_safe(name: &str) -> Result<(), String> {
    let stem = name.split('.').next().unwrap_or_default().to_uppercase();
    let bad = name.is_empty()
        || name.len() > 255
        || name
            .chars()
            .any(|letter| letter.is_control() || "/\\:\u{202e}".contains(letter))
        || name == ".."
        || name == "."
        || name.ends_with(['.', ' '])
        || ["CON", "PRN", "AUX", "NUL", "LPT1", "COM1"].contains(&stem.trim());
    if bad {
        Err(format!("{name:?} goes out as a name"))
    } else {
        Ok(())
    }
}

/// Papers with such names in the file of all papers.
fn in_archives(place: &Place) -> Outcome<Row> {
    let event = place.id(&["event", "add", "--kind", "training", "--title", "../../x"])?;
    let paper = place.write("paper.pdf", "A paper")?;
    let mut row = Row::new(
        "papers go out under names that lead nowhere else",
        format!(
            "{} names, and one of 5,000 letters, put into the store; the ZIP of papers",
            NAMES.len()
        ),
    );
    place.done(&["attachment", "add", "--event", &event, &paper])?;
    let long = format!("{}.pdf", "長".repeat(5000));
    for name in NAMES.iter().copied().chain([long.as_str()]) {
        sql(place, "UPDATE attachment SET name = ?1", &[name])?;
        let out = place.named("papers.zip");
        let ran = place.run(&["attachment", "export", "--event", &event, "--out", &out])?;
        let came = if ran.code == Some(0) {
            let file = fs::File::open(&out).map_err(Failure::io("open the papers"))?;
            let zip = zip::ZipArchive::new(file).map_err(Failure::refused("open the papers"))?;
            zip.file_names().try_for_each(|name| {
                let name =
                    name.map_or_else(|error| error.to_string(), std::borrow::Cow::into_owned);
                name.split('/').try_for_each(is_safe)
            })
        } else {
            ran.is_told()
        };
        row.count(came.map_err(|how| format!("{name:?}: {how}")));
    }
    Ok(row)
}

/// People and events with such names, whose papers go each into a file of its own.
fn in_folders(place: &Place) -> Outcome<Row> {
    let mut row = Row::new(
        "papers for each person go into the folder that was chosen, whatever the people are called",
        format!(
            "{} names of people and events; letters and certificates, a file each",
            NAMES.len()
        ),
    );
    let event = place.id(&[
        "event", "add", "--kind", "training", "--title", "Training", "--year", "2026",
    ])?;
    let mut list = "Family name,Given name,E-mail\n".to_owned();
    for (number, _) in NAMES.iter().enumerate() {
        let _ = writeln!(list, "N{number},X,n{number}@air.example");
    }
    let list = place.write("people.csv", list)?;
    place.done(&["people", "import", &list, "--event", &event])?;
    for (number, name) in NAMES.iter().enumerate() {
        let family = format!("N{number}");
        sql(
            place,
            "UPDATE person SET family_name = ?1 WHERE family_name = ?2",
            &[name, &family],
        )?;
    }
    let before = outside(place)?;
    for kind in ["letters", "certificates", "badges"] {
        let folder = place.named("out");
        let ran = place.run(&[
            "paper", "write", "--event", &event, "--kind", kind, "--format", "docx", "--each",
            "--out", &folder,
        ])?;
        let names = if place.file("out").is_dir() {
            files_in(&place.file("out"))?
        } else {
            BTreeMap::default()
        };
        let came = names.keys().try_for_each(|name| is_safe(name));
        let came = came.and_then(|()| match ran.code {
            Some(0) => Ok(()),
            _ => ran.is_told(),
        });
        row.count(came.map_err(|how| format!("{kind}: {how}")));
    }
    let made = files_in(&place.file("out"))?.len();
    row.count(if outside(place)? == before && made > 0 {
        Ok(())
    } else {
        Err(format!("{made} files were made, and something elsewhere"))
    });
    let _ = write!(row.tried, ": {made} files");
    Ok(row)
}

/// All files that are not in the folder of the store.
fn outside(place: &Place) -> Outcome<Vec<String>> {
    let names = files_in(&place.beside(""))?.into_keys();
    Ok(names
        .filter(|path| {
            !path.starts_with("desk/") && !["out", "err", "report"].contains(&path.as_str())
        })
        .collect())
}

/// A paper whose content is named by a path: that file is not given out.
fn of_content(place: &Place) -> Outcome<Row> {
    let mut row = Row::new(
        "a paper that names a file elsewhere as its content gives nothing of it away",
        "paths in the place of a hash; export, check, pack, backup",
    );
    place.call_the_office()?;
    let secret = "what nobody is to read";
    fs::write(place.beside("secret.txt"), secret).map_err(Failure::io("write a secret"))?;
    let absolute = place.beside("secret.txt").to_string_lossy().into_owned();
    let event = place.id(&["event", "add", "--kind", "training", "--title", "Training"])?;
    let paper = place.write("paper.pdf", "A paper")?;
    place.done(&["attachment", "add", "--event", &event, &paper])?;
    let paths = [
        "../../secret.txt",
        "../../../secret.txt",
        absolute.as_str(),
        "",
        "..",
        "ab/../../secret.txt",
    ];
    for path in paths {
        sql(place, "UPDATE attachment SET sha256 = ?1", &[path])?;
        let before = outside(place)?;
        let (zip, pack, copy) = (
            place.named("p.zip"),
            place.named("p.pack"),
            place.named("p.symposia"),
        );
        let commands: &[&[&str]] = &[
            &["attachment", "export", "--event", &event, "--out", &zip],
            &["pack", "export", "--all", "--unencrypted", "--out", &pack],
            &["backup", "--out", &copy],
            &["check"],
        ];
        for command in commands {
            let ran = place.run(command)?;
            let came = match ran.code {
                Some(0) => Ok(()),
                _ => ran.is_told(),
            };
            row.count(came.map_err(|how| format!("{path:?}: {}: {how}", command[0])));
        }
        let mut given = Vec::new();
        for name in files_in(place.folder())?.into_keys() {
            let bytes = fs::read(place.file(&name)).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            if text.contains(secret) {
                given.push(name);
            }
        }
        row.count(if given.is_empty() && outside(place)? == before {
            Ok(())
        } else {
            Err(format!("{path:?}: it is in {given:?}"))
        });
    }
    Ok(row)
}

/// Links that somebody laid into the store's folders.
fn through_links(place: &Place) -> Outcome<Row> {
    let mut row = Row::new(
        "links in the store's folders are not written through",
        "links in the places of unfinished files and of folders; attach, backup, copy, pack, restore",
    );
    let event = place.id(&["event", "add", "--kind", "training", "--title", "Training"])?;
    let paper = place.write("paper.pdf", "A paper")?;
    place.call_the_office()?;
    place.done(&["backup"])?;
    let outside = place.beside("outside");
    fs::create_dir_all(outside.join("folder")).map_err(Failure::io("make a folder"))?;
    fs::write(outside.join("file"), "as it was").map_err(Failure::io("write a file"))?;
    let link = |to: &Path, name: &str| {
        std::os::unix::fs::symlink(to, place.file(name)).map_err(Failure::io("make a link"))
    };
    for name in [
        "desk.symposia.unfinished",
        "copy.symposia.unfinished",
        "all.pack.unfinished",
        "copy.symposia.unfinished-journal",
    ] {
        link(&outside.join("file"), name)?;
    }
    // The folders of papers that begin with the same two digits.
    fs::create_dir_all(place.file("desk.symposia.files")).map_err(Failure::io("make a folder"))?;
    for first in 0..=255_u8 {
        let name = format!("desk.symposia.files/{first:02x}");
        link(&outside.join("folder"), &name)?;
    }
    let (copy, pack) = (place.named("copy.symposia"), place.named("all.pack"));
    let commands: &[&[&str]] = &[
        &["attachment", "add", "--event", &event, &paper],
        &["backup", "--out", &copy],
        &["pack", "export", "--all", "--unencrypted", "--out", &pack],
    ];
    for command in commands {
        let ran = place.run(command)?;
        let came = match ran.code {
            Some(0) => Ok(()),
            _ => ran.is_told(),
        };
        row.count(came.map_err(|how| format!("{}: {how}", command.join(" "))));
    }
    // Going back where no store is copies the file.
    let newest = files_in(&place.file("desk.symposia.backups"))?
        .into_keys()
        .next_back();
    let backup = place
        .file("desk.symposia.backups")
        .join(newest.unwrap_or_default());
    fs::remove_file(place.store()).map_err(Failure::io("remove the store"))?;
    let ran = place.run(&["restore", &backup.to_string_lossy()])?;
    row.count(match ran.code {
        Some(0) => Ok(()),
        _ => Err(ran.err),
    });
    let there = files_in(&outside)?;
    let file = fs::read_to_string(outside.join("file")).unwrap_or_default();
    row.count(if there.len() == 1 && file == "as it was" {
        Ok(())
    } else {
        Err(format!(
            "outside there is {there:?}, and in the file “{file:.40}”"
        ))
    });
    Ok(row)
}
