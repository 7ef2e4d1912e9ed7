//! Papers of a meeting, as far as their names tell: what kind they are, whether they may be opened, what
//! they are called in a folder of another computer.

use std::collections::HashSet;

/// The most that one paper may hold, in bytes.
pub const MOST_BYTES: u64 = 500 * 1024 * 1024;

/// Ends of names of what systems run rather than show: programs, scripts, installers, and files that
/// start another.
const PROGRAMS: &[&str] = &[
    "apk",
    "app",
    "appimage",
    "application",
    "appref-ms",
    "bash",
    "bat",
    "bin",
    "chm",
    "class",
    "cmd",
    "com",
    "command",
    "cpl",
    "csh",
    "deb",
    "desktop",
    "dll",
    "dmg",
    "docm",
    "dotm",
    "elf",
    "exe",
    "fish",
    "flatpakref",
    "gadget",
    "hta",
    "htm",
    "html",
    "inf",
    "iso",
    "jar",
    "jnlp",
    "js",
    "jse",
    "jsx",
    "ksh",
    "lnk",
    "lua",
    "mht",
    "mhtml",
    "mjs",
    "msc",
    "msi",
    "msix",
    "msp",
    "mst",
    "out",
    "pif",
    "pkg",
    "pl",
    "potm",
    "ppam",
    "ppsm",
    "pptm",
    "ps1",
    "psm1",
    "py",
    "pyc",
    "pyw",
    "rb",
    "reg",
    "rpm",
    "run",
    "scf",
    "scpt",
    "scr",
    "sct",
    "service",
    "sh",
    "shb",
    "shs",
    "sldm",
    "snap",
    "so",
    "svg",
    "tcl",
    "url",
    "vb",
    "vbe",
    "vbs",
    "webloc",
    "wsc",
    "wsf",
    "wsh",
    "xht",
    "xhtml",
    "xlam",
    "xlsm",
    "xltm",
    "xll",
    "zsh",
];

/// Names that Windows keeps for devices, whatever stands behind a dot.
const DEVICES: &[&str] = &["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// How many bytes of UTF-8 a name keeps: file systems take 255, and folders and numbers come on top.
const NAME_BYTES: usize = 160;

/// Whether opening a file of that name would run it, or run something in it. A name without an end says
/// nothing of what is in it, and counts as a program too.
#[must_use]
pub fn is_program(name: &str) -> bool {
    let name = safe_name(name);
    match name.rsplit_once('.') {
        Some((_, end)) => PROGRAMS.contains(&end.to_ascii_lowercase().as_str()),
        None => true,
    }
}

/// What kind of file it is, by its name's end (RFC 6838 media types): the papers of a meeting, and
/// anything else.
#[must_use]
pub fn media_type(name: &str) -> &'static str {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    match end.to_ascii_lowercase().as_str() {
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "txt" => "text/plain",
        "csv" => "text/csv",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "mp4" => "video/mp4",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

/// A name that is a file's name in every folder: one name and no path, nothing that a system refuses or
/// that turns its letters around, not too long; its end is kept.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .filter(|letter| !turns_around(*letter))
        .map(|letter| {
            let refused = letter.is_control() || "/\\:*?\"<>|".contains(letter);
            if refused { ' ' } else { letter }
        })
        .collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    let whole = words.join(" ");
    // Windows drops dots and spaces at the end; a dot in front hides a file elsewhere.
    let whole = whole.trim_matches(|letter: char| letter == '.' || letter.is_whitespace());
    let (stem, end) = match whole.rsplit_once('.') {
        Some((stem, end)) if !stem.trim().is_empty() && end.chars().count() <= 12 => {
            (stem.trim_end(), format!(".{end}"))
        }
        _ => (whole, String::new()),
    };
    let mut out = String::new();
    for letter in stem.chars() {
        if out.len() + letter.len_utf8() + end.len() > NAME_BYTES {
            break;
        }
        out.push(letter);
    }
    let out = out.trim_end();
    let out = if out.is_empty() { "untitled" } else { out };
    // Behind its first dot a device is that device still.
    match (is_device(out), out.split_once('.')) {
        (false, _) => format!("{out}{end}"),
        (true, None) => format!("{out}_{end}"),
        (true, Some((device, rest))) => format!("{}_.{rest}{end}", device.trim_end()),
    }
}

/// Marks of direction: with them `annexfdp.exe` is shown as `annexexe.pdf`.
fn turns_around(letter: char) -> bool {
    matches!(letter, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or(stem).trim();
    let name = first.to_uppercase();
    let numbered = |port: &str| {
        name.strip_prefix(port).is_some_and(|number| {
            let mut digits = number.chars();
            matches!(
                (digits.next(), digits.next()),
                (Some('1'..='9' | '¹' | '²' | '³'), None)
            )
        })
    };
    DEVICES.contains(&name.as_str()) || numbered("COM") || numbered("LPT")
}

/// Gives each name that was given before another, as file systems tell names apart that do not tell
/// capitals from small letters: `slides.pdf`, then `slides (2).pdf`.
#[derive(Debug, Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// The name, or the first like it that is free.
    pub fn free(&mut self, name: &str) -> String {
        let (stem, end) = match name.rsplit_once('.') {
            Some((stem, end)) if !stem.is_empty() => (stem, format!(".{end}")),
            _ => (name, String::new()),
        };
        let mut free = name.to_owned();
        let mut number = 1_u32;
        while !self.0.insert(free.to_lowercase()) {
            number += 1;
            free = format!("{stem} ({number}){end}");
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_kept_but_for_what_a_folder_cannot_take() {
        for (given, safe) in [
            ("Annex I – budget.pdf", "Annex I – budget.pdf"),
            ("대기질 현황 발표.pptx", "대기질 현황 발표.pptx"),
            ("доклад.PDF", "доклад.PDF"),
            ("../../etc/passwd", "etc passwd"),
            ("..\\..\\start.pdf", "start.pdf"),
            ("/absolute.pdf", "absolute.pdf"),
            ("C:\\Users\\x.docx", "C Users x.docx"),
            ("con.pdf", "con_.pdf"),
            ("LPT1", "LPT1_"),
            ("com10.pdf", "com10.pdf"),
            ("nul.tar.gz", "nul_.tar.gz"),
            ("com1.v2.pdf", "com1_.v2.pdf"),
            ("what? why*.txt", "what why .txt"),
            ("trailing. . ", "trailing"),
            (".hidden.pdf", "hidden.pdf"),
            ("line\nbreak\0.pdf", "line break .pdf"),
            ("annex\u{202E}fdp.exe", "annexfdp.exe"),
            ("...", "untitled"),
            ("", "untitled"),
        ] {
            let made = safe_name(given);
            let tidy = safe.replace(" .", ".");
            assert_eq!(made, tidy, "{given:?}");
            assert_eq!(safe_name(&made), made, "once is enough: {given:?}");
            assert!(!is_device(&made), "{made:?}");
        }
        assert!(safe_name(&format!("{}.pdf", "大".repeat(200))).ends_with("大.pdf"));
    }

    #[test]
    fn programs_are_known_by_their_end_however_it_is_dressed() {
        for program in [
            "setup.exe",
            "RUN.SH",
            "x.Desktop",
            "a.pdf.bat",
            "macro.js",
            "annex\u{202E}fdp.exe",
            "tool.exe. ",
            "noend",
            "page.html",
            "slides.pptm",
            "picture.svg",
        ] {
            assert!(is_program(program), "{program:?}");
        }
        for paper in [
            "slides.pptx",
            "Bericht.PDF",
            "data.v2.csv",
            "sh.pdf",
            "exe.docx",
            "사진.jpeg",
        ] {
            assert!(!is_program(paper), "{paper:?}");
        }
    }

    #[test]
    fn each_name_is_given_once() {
        let mut names = Names::default();
        let given: Vec<String> = ["a.pdf", "A.pdf", "a (2).pdf", "a.pdf", "b", "b"]
            .iter()
            .map(|name| names.free(name))
            .collect();
        assert_eq!(
            given,
            [
                "a.pdf",
                "A (2).pdf",
                "a (2) (2).pdf",
                "a (3).pdf",
                "b",
                "b (2)"
            ]
        );
    }

    proptest! {
        #[test]
        fn whatever_it_is_called_it_is_one_name_of_every_folder(name in "\\PC{0,40}|[./\\\\a-zA-Z:\u{202E}\u{0} ]{0,40}") {
            let safe = safe_name(&name);
            prop_assert!(!safe.is_empty() && safe.len() <= 255, "{safe:?}");
            prop_assert!(!safe.contains(['/', '\\', ':', '\0', '\n', '\u{202E}']), "{safe:?}");
            prop_assert!(!safe.starts_with('.') && !safe.ends_with(['.', ' ']), "{safe:?}");
            prop_assert!(!is_device(&safe), "{safe:?}");
            prop_assert_eq!(safe_name(&safe), safe.clone(), "once is enough");
            prop_assert_eq!(is_program(&name), is_program(&safe));
        }
    }
}
