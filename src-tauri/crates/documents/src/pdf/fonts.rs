//! The computer's fonts: found when the first paper is set, and read when a letter needs them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

use super::Templates;
use crate::paper::Script;

/// What Latin and Cyrillic letters are set in, best first; those with the Mongolian Ө and Ү.
const PLAIN: &[&str] = &[
    "Noto Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Arial",
    "Liberation Sans",
    "DejaVu Sans",
];
/// The same with serifs, for what is read as a letter.
const SERIF: &[&str] = &[
    "Noto Serif",
    "Cambria",
    "Times New Roman",
    "Times",
    "Liberation Serif",
    "DejaVu Serif",
];
/// Fonts of each language whose letters look otherwise than in the others, best first.
const CHINESE: &[&str] = &[
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Zen Hei",
];
const JAPANESE: &[&str] = &[
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans",
    "Yu Gothic",
    "Hiragino Sans",
    "Meiryo",
    "IPAexGothic",
];
const KOREAN: &[&str] = &[
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Source Han Sans K",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "NanumGothic",
];
const CHINESE_SERIF: &[&str] = &[
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "SimSun",
    "Songti SC",
];
const JAPANESE_SERIF: &[&str] = &[
    "Noto Serif CJK JP",
    "Noto Serif JP",
    "Source Han Serif",
    "Yu Mincho",
    "Hiragino Mincho ProN",
];
const KOREAN_SERIF: &[&str] = &[
    "Noto Serif CJK KR",
    "Noto Serif KR",
    "Source Han Serif K",
    "Batang",
    "AppleMyungjo",
];

/// What brings the letters of a script to a computer.
pub(super) const fn to_install(script: Script) -> &'static str {
    match script {
        Script::Han | Script::Kana | Script::Hangul => {
            "the Noto Sans CJK fonts (on Debian: fonts-noto-cjk; on Windows: the supplemental fonts of that language)"
        }
        Script::Latin | Script::Cyrillic => "the Noto Sans fonts (on Debian: fonts-noto-core)",
        Script::Other => "a font for that script (on Debian: fonts-noto)",
    }
}

/// How many families are looked through where none of those above is there.
const MOST_UNKNOWN: usize = 40;

/// A face in a file.
#[derive(Debug)]
struct Face {
    path: PathBuf,
    index: u32,
    font: OnceLock<Option<Font>>,
}

/// Contents of files of fonts: one file can hold the faces of many families.
type Files = Mutex<HashMap<PathBuf, Bytes>>;

/// Fonts that a paper is set in.
#[derive(Debug)]
pub(super) struct Shelf {
    book: LazyHash<FontBook>,
    faces: Vec<Face>,
    read: Arc<Files>,
}

/// For each language the families that its letters are looked for in.
#[derive(Debug, Serialize)]
pub(super) struct Families {
    plain: BTreeMap<&'static str, Vec<String>>,
    serif: BTreeMap<&'static str, Vec<String>>,
}

impl Shelf {
    fn of(found: &fontdb::Database, read: &Arc<Files>, wanted: impl Fn(&str) -> bool) -> Self {
        let mut book = FontBook::new();
        let mut faces = Vec::new();
        for face in found.faces() {
            let (fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _)) = &face.source
            else {
                continue;
            };
            if !face.families.iter().any(|(family, _)| wanted(family)) {
                continue;
            }
            let Some(info) = found.with_face_data(face.id, FontInfo::new).flatten() else {
                continue;
            };
            book.push(info);
            faces.push(Face {
                path: path.clone(),
                index: face.index,
                font: OnceLock::new(),
            });
        }
        Self {
            book: LazyHash::new(book),
            faces,
            read: Arc::clone(read),
        }
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        let face = self.faces.get(index)?;
        face.font
            .get_or_init(|| {
                let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
                let bytes = if let Some(bytes) = read.get(&face.path) {
                    bytes.clone()
                } else {
                    let bytes = Bytes::new(std::fs::read(&face.path).ok()?);
                    read.insert(face.path.clone(), bytes.clone());
                    bytes
                };
                Font::new(bytes, face.index)
            })
            .clone()
    }

    /// Whether there is no font in it.
    pub(super) const fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// The families that are there, by language, in the order in which a letter is looked for. Where none is there
    /// that we know, whatever there is: a paper in a font that does not suit it is one that can be read.
    pub(super) fn families(&self) -> Families {
        let there = |lists: &[&'static [&'static str]]| -> Vec<String> {
            let all = lists.iter().copied().flatten().copied();
            let known = all.filter(|family| self.book.contains_family(&family.to_lowercase()));
            let known: Vec<String> = known.map(str::to_owned).collect();
            if known.is_empty() {
                let all = self.book.families().map(|(family, _)| family.to_owned());
                return all.take(MOST_UNKNOWN).collect();
            }
            known
        };
        let by_language = |latin: &'static [&'static str], zh, ja, ko| {
            BTreeMap::from([
                ("en", there(&[latin, zh, ja, ko])),
                ("zh", there(&[latin, zh, ja, ko])),
                ("ja", there(&[latin, ja, zh, ko])),
                ("ko", there(&[latin, ko, zh, ja])),
                ("mn", there(&[latin, zh, ja, ko])),
                ("ru", there(&[latin, zh, ja, ko])),
            ])
        };
        let mut serif = by_language(SERIF, CHINESE_SERIF, JAPANESE_SERIF, KOREAN_SERIF);
        let plain = by_language(PLAIN, CHINESE, JAPANESE, KOREAN);
        for (language, families) in &mut serif {
            families.extend(plain.get(language).into_iter().flatten().cloned());
        }
        Families { plain, serif }
    }
}

/// What was found on the computer at one time.
#[derive(Debug)]
struct Found {
    database: fontdb::Database,
    read: Arc<Files>,
    /// Shelves by the families on them that the user's own templates name.
    usual: Mutex<HashMap<BTreeSet<String>, Arc<Shelf>>>,
    all: OnceLock<Arc<Shelf>>,
}

/// The computer's fonts. Nothing is looked for before a paper is set.
#[derive(Debug, Default)]
pub struct Fonts {
    /// Where to look; the system's places if nothing is said.
    folder: Option<PathBuf>,
    /// None: to be looked for.
    found: Mutex<Option<Arc<Found>>>,
}

/// The fonts as they are while one paper is set.
#[derive(Debug, Clone)]
pub(super) struct Now(Arc<Found>);

impl Fonts {
    /// Those of the system.
    #[must_use]
    pub fn of_system() -> Self {
        Self::default()
    }

    /// Those of a folder alone.
    #[must_use]
    pub fn of_folder(folder: PathBuf) -> Self {
        Self {
            folder: Some(folder),
            found: Mutex::default(),
        }
    }

    /// What there is; looked for if nothing is known.
    pub(super) fn now(&self) -> Now {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        Now(Arc::clone(found.get_or_insert_with(|| {
            let mut database = fontdb::Database::new();
            match &self.folder {
                Some(folder) => database.load_fonts_dir(folder),
                None => database.load_system_fonts(),
            }
            Arc::new(Found {
                database,
                read: Arc::default(),
                usual: Mutex::default(),
                all: OnceLock::new(),
            })
        })))
    }

    /// Has the next paper look for fonts again: one was missing, and the user was told to install it.
    pub fn look_again(&self) {
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Now {
    /// Those of the families above, and those that a template names: a computer has hundreds, and looking into
    /// each takes seconds.
    pub(super) fn usual(&self, templates: &Templates) -> Arc<Shelf> {
        let named = templates.own_say(self.families());
        let mut usual = self.0.usual.lock().unwrap_or_else(PoisonError::into_inner);
        let there = usual.entry(named.clone()).or_insert_with(|| {
            Arc::new(Shelf::of(&self.0.database, &self.0.read, |family| {
                is_known(family) || named.contains(&family.to_lowercase())
            }))
        });
        Arc::clone(there)
    }

    /// The names of all families, in small letters.
    fn families(&self) -> BTreeSet<String> {
        let faces = self.0.database.faces();
        let families = faces.flat_map(|face| &face.families);
        families.map(|(family, _)| family.to_lowercase()).collect()
    }

    /// All, for what looks for letters itself.
    pub(super) fn database(&self) -> &fontdb::Database {
        &self.0.database
    }

    /// All.
    pub(super) fn all(&self) -> Arc<Shelf> {
        let all = self
            .0
            .all
            .get_or_init(|| Arc::new(Shelf::of(&self.0.database, &self.0.read, |_| true)));
        Arc::clone(all)
    }
}

/// Whether a family is one of those above, whatever the case of its letters.
fn is_known(family: &str) -> bool {
    let lists = [
        PLAIN,
        SERIF,
        CHINESE,
        JAPANESE,
        KOREAN,
        CHINESE_SERIF,
        JAPANESE_SERIF,
        KOREAN_SERIF,
    ];
    let all = lists.iter().copied().flatten();
    all.copied().any(|known| known.eq_ignore_ascii_case(family))
}
