//! Which encoding a text is in: found out from the bytes, or chosen by the person who sees that
//! it was found out wrong.

mod guess;

use encoding_rs::{
    BIG5, DecoderResult, EUC_JP, EUC_KR, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
    WINDOWS_1251, WINDOWS_1252,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DocumentError;

/// An encoding that spreadsheets of the region save tables in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// Chinese; GBK and GB2312 are parts of it.
    Gb18030,
    /// Chinese in traditional characters.
    Big5,
    /// Korean, with Windows code page 949's additions.
    EucKr,
    /// Japanese.
    ShiftJis,
    /// Japanese, on older Unix.
    EucJp,
    /// Cyrillic: Russian, Mongolian.
    Windows1251,
    /// Western European.
    Windows1252,
}

impl Encoding {
    /// Every encoding, in the order a list offers them.
    pub const ALL: &'static [Self] = &[
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Gb18030,
        Self::Big5,
        Self::EucKr,
        Self::ShiftJis,
        Self::EucJp,
        Self::Windows1251,
        Self::Windows1252,
    ];

    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
            Self::Big5 => BIG5,
            Self::EucKr => EUC_KR,
            Self::ShiftJis => SHIFT_JIS,
            Self::EucJp => EUC_JP,
            Self::Windows1251 => WINDOWS_1251,
            Self::Windows1252 => WINDOWS_1252,
        }
    }
}

/// A text with the encoding it was read in.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Its encoding.
    pub encoding: Encoding,
    /// The lines, from 1, on which bytes could not be read and stand as U+FFFD now. Where there
    /// are many, the encoding is another.
    pub had_replacements: Vec<u64>,
}

/// Reads bytes as text, in the encoding that is chosen or else found out.
pub fn decode(bytes: &[u8], chosen: Option<Encoding>) -> Result<Decoded, DocumentError> {
    for (magic, what) in [
        (&b"PK\x03\x04"[..], "it is a workbook or archive"),
        (b"%PDF", "it is a PDF"),
        (b"\xd0\xcf\x11\xe0", "it is an old workbook"),
    ] {
        if bytes.starts_with(magic) {
            return Err(DocumentError::NotText(what));
        }
    }
    let encoding = chosen.unwrap_or_else(|| detect(bytes));
    let (text, broken) = encoding.codec().decode_with_bom_removal(bytes);
    let (text, had_replacements) = if broken {
        decode_broken(bytes, encoding)
    } else {
        (text.into_owned(), Vec::new())
    };
    if text.trim().is_empty() {
        return Err(DocumentError::Empty);
    }
    Ok(Decoded {
        text,
        encoding,
        had_replacements,
    })
}

/// The text, and the lines on which bytes could not be read. The bytes tell, not the text: a U+FFFD
/// can stand in the file itself, where a program before us put it.
fn decode_broken(bytes: &[u8], encoding: Encoding) -> (String, Vec<u64>) {
    let mut decoder = encoding.codec().new_decoder_with_bom_removal();
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut lines = Vec::new();
    let (mut line, mut counted, mut at) = (1, 0, 0);
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        // What a decoder needs at most; it grows the text by nothing itself.
        text.reserve(
            decoder
                .max_utf8_buffer_length_without_replacement(rest.len())
                .unwrap_or(rest.len() * 4),
        );
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return (text, lines),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                line += line_ends(text.get(counted..).unwrap_or_default());
                counted = text.len();
                if lines.last() != Some(&line) {
                    lines.push(line);
                }
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

/// LF, CR LF and lone CR, as a table's lines are counted.
fn line_ends(text: &str) -> u64 {
    let all = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r'));
    (all.count() - text.matches("\r\n").count()) as u64
}

fn detect(bytes: &[u8]) -> Encoding {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((codec, _)) if codec == UTF_16LE => return Encoding::Utf16Le,
        Some((codec, _)) if codec == UTF_16BE => return Encoding::Utf16Be,
        Some(_) => return Encoding::Utf8,
        None => {}
    }
    if let Some(utf16) = utf16_without_mark(bytes) {
        return utf16;
    }
    if is_mostly_utf8(bytes) {
        return Encoding::Utf8;
    }
    guess::guess(bytes)
}

/// UTF-8, but for a few bytes that a program on the way has broken or cut off. Texts in other
/// encodings hardly ever have a run of bytes that is sound UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || sound >= broken.saturating_mul(4)
}

/// UTF-16 shows by its line ends, commas and addresses: every other byte of them is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let some = head.len() / 20;
    // A letter such as U+4E00 has its zero in the other place.
    if even > some && even >= odd * 4 {
        Some(Encoding::Utf16Be)
    } else if odd > some && odd >= even * 4 {
        Some(Encoding::Utf16Le)
    } else {
        None
    }
}
