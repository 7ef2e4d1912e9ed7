//! Telling the region's older encodings apart by what the text becomes in each.
//!
//! chardetng judges by whole web pages. A table of participants is mostly ASCII with a handful of
//! names, so the letters themselves are judged here: whether they are those of names and
//! offices in the language the encoding is for. chardetng's opinion decides where that leaves a
//! tie.

use std::collections::HashSet;

use super::Encoding;

mod letters;

/// How many letters outside ASCII are looked at.
const LOOKED_AT: usize = 3000;

/// The encodings among which to guess; the earlier wins a tie.
const CANDIDATES: [Encoding; 7] = [
    Encoding::Windows1252,
    Encoding::Windows1251,
    Encoding::Gb18030,
    Encoding::EucKr,
    Encoding::ShiftJis,
    Encoding::EucJp,
    Encoding::Big5,
];

pub(super) fn guess(bytes: &[u8]) -> Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let opinion = detector.guess(None, chardetng::Utf8Detection::Deny);
    let mut best = (f32::MIN, Encoding::Windows1252);
    for encoding in CANDIDATES {
        let codec = encoding.codec();
        let is_its_opinion =
            opinion == codec || (opinion == encoding_rs::GBK && encoding == Encoding::Gb18030);
        // Spreadsheets of today do not save these two by themselves.
        let is_seldom = matches!(encoding, Encoding::EucJp | Encoding::Big5);
        let worth = worth(encoding, bytes) + if is_its_opinion { 0.1 } else { 0.0 }
            - if is_seldom { 0.1 } else { 0.0 };
        if worth > best.0 {
            best = (worth, encoding);
        }
    }
    best.1
}

/// How much the text looks like a language of the encoding: about 1 at best, below 0 at worst.
fn worth(encoding: Encoding, bytes: &[u8]) -> f32 {
    let (text, is_broken) = encoding.codec().decode_without_bom_handling(bytes);
    let common = letters::common(encoding);
    let mut judged = 0.0_f32;
    let mut count = 0.0_f32;
    let mut looked_at = 0;
    for word in text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()) {
        if word.is_ascii() {
            continue;
        }
        let letters: Vec<char> = word.chars().collect();
        for (at, letter) in letters.iter().enumerate() {
            if letter.is_ascii() {
                continue;
            }
            looked_at += 1;
            count += 1.0;
            judged += match encoding {
                Encoding::Windows1251 => cyrillic(&letters, *letter),
                Encoding::Windows1252 => western(&letters, at),
                Encoding::Utf8
                | Encoding::Utf16Le
                | Encoding::Utf16Be
                | Encoding::Gb18030
                | Encoding::Big5
                | Encoding::EucKr
                | Encoding::ShiftJis
                | Encoding::EucJp => east_asian(encoding, &common, &letters, at),
            };
        }
        if looked_at > LOOKED_AT {
            break;
        }
    }
    let worth = if count > 0.0 { judged / count } else { 0.0 };
    if is_broken { worth - 0.3 } else { worth }
}

fn east_asian(encoding: Encoding, common: &HashSet<char>, word: &[char], at: usize) -> f32 {
    let Some(letter) = word.get(at) else {
        return 0.0;
    };
    let is_ascii_at = |at: Option<usize>| {
        at.and_then(|at| word.get(at))
            .is_some_and(char::is_ascii_alphabetic)
    };
    // Latin letters stand apart from these scripts; «é» between two of them is no Chinese.
    let touching = [at.checked_sub(1), at.checked_add(1)]
        .into_iter()
        .filter(|beside| is_ascii_at(*beside))
        .count();
    let touching = if touching == 0 { 0.0 } else { 0.7 };
    let own = match letter {
        _ if common.contains(letter) => 1.0,
        '\u{3001}'..='\u{3004}'
        | '\u{3007}'..='\u{3029}'
        | '\u{ff01}'..='\u{ff5e}'
        | '・'
        | '·'
        | '‘'..='”'
        | '…' => 0.3,
        'ー' | '々' | '\u{3041}'..='\u{30fa}' if is_japanese(encoding) => 1.0,
        '\u{ac00}'..='\u{d7a3}' if encoding == Encoding::EucKr => rank(encoding, *letter),
        '\u{4e00}'..='\u{9fff}' => rank(encoding, *letter),
        // Half-width katakana, which EUC texts read as Shift_JIS are full of, and all else.
        '\u{ff61}'..='\u{ff9f}' if is_japanese(encoding) => -0.2,
        _ => -1.0,
    };
    own - touching
}

const fn is_japanese(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::ShiftJis | Encoding::EucJp)
}

/// How usual a letter is by its place in its standard: the first level holds the usual ones.
#[allow(clippy::match_same_arms, reason = "each standard has its own lines")]
fn rank(encoding: Encoding, letter: char) -> f32 {
    let mut buffer = [0; 4];
    let text: &str = letter.encode_utf8(&mut buffer);
    let (bytes, _, _) = encoding.codec().encode(text);
    match (encoding, bytes.as_ref()) {
        // GB 2312 level 1, then level 2; what GBK added is rare.
        (Encoding::Gb18030, [0xb0..=0xd7, 0xa1..=0xfe]) => 0.4,
        (Encoding::Gb18030, [0xd8..=0xf7, 0xa1..=0xfe]) => 0.1,
        // KS X 1001's syllables; its Chinese characters hardly occur in lists of names.
        (Encoding::EucKr, [0xb0..=0xc8, 0xa1..=0xfe]) => 0.4,
        (Encoding::EucKr, [0xca..=0xfd, 0xa1..=0xfe]) => -0.2,
        // JIS X 0208 level 1, then level 2.
        (Encoding::ShiftJis, [0x88..=0x98, _]) | (Encoding::EucJp, [0xb0..=0xcf, _]) => 0.3,
        (Encoding::ShiftJis, [0x99..=0x9f | 0xe0..=0xea, _])
        | (Encoding::EucJp, [0xd0..=0xf4, _]) => 0.0,
        // Big5 level 1.
        (Encoding::Big5, [0xa4..=0xc6, _]) => 0.2,
        _ => -0.4,
    }
}

/// A letter of a word in Cyrillic: the word's capitals and vowels stand as in a word.
fn cyrillic(word: &[char], letter: char) -> f32 {
    let is_cyrillic = |c: char| ('\u{0400}'..='\u{045f}').contains(&c);
    if !is_cyrillic(letter) {
        return symbol(letter);
    }
    if word.iter().any(char::is_ascii_alphabetic) {
        return -1.0;
    }
    let letters: Vec<char> = word.iter().copied().filter(|c| is_cyrillic(*c)).collect();
    // Capitals first, small letters after: «Анна», «ИВАНОВА», «ВНИИприрода».
    let is_cased = letters
        .iter()
        .skip_while(|c| c.is_uppercase())
        .all(|c| c.is_lowercase());
    let is_foreign = |c: &char| !matches!(c, 'А'..='я' | 'Ё' | 'ё');
    let has_vowel = letters.iter().any(|c| "аеёиоуыэюяАЕЁИОУЫЭЮЯ".contains(*c));
    match (is_cased, letters.len()) {
        (false, _) => -0.5,
        (true, _) if letters.iter().any(is_foreign) => 0.0,
        (true, 1) => 0.4,
        (true, _) if !has_vowel => 0.3,
        (true, _) => 0.9,
    }
}

/// An accented letter among plain ones.
fn western(word: &[char], at: usize) -> f32 {
    let Some(letter) = word.get(at) else {
        return 0.0;
    };
    if !letter.is_alphabetic() {
        return symbol(*letter);
    }
    let plain = word.iter().filter(|c| c.is_ascii_alphabetic()).count();
    let accented = word
        .iter()
        .filter(|c| !c.is_ascii() && c.is_alphabetic())
        .count();
    // A capital inside a word of small letters is a sign of another encoding.
    let is_odd_capital =
        at > 0 && letter.is_uppercase() && word.iter().any(char::is_ascii_lowercase);
    match (plain, accented) {
        _ if is_odd_capital => -0.5,
        (0, 1) => 0.0,
        (0, _) => -0.7,
        (plain, accented) if plain >= accented => 0.8,
        _ => -0.3,
    }
}

/// Quotation marks and dashes occur in every language; other signs do not stand in names.
fn symbol(sign: char) -> f32 {
    match sign {
        '‘'..='”' | '–' | '—' | '…' | '«' | '»' | '№' | '\u{a0}' => 0.35,
        '°' | '©' | '®' | '™' | '€' | '§' => 0.2,
        _ => -0.6,
    }
}
