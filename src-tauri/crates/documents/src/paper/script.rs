//! Scripts: which language a text in one of the region's scripts is to be set in.

/// A script that needs fonts of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Latin, and what every font has.
    Latin,
    /// Han characters, kana, Hangul.
    Han,
    /// Japanese kana.
    Kana,
    /// Korean.
    Hangul,
    /// Russian and Mongolian.
    Cyrillic,
    /// Anything else.
    Other,
}

impl Script {
    /// The script of a letter.
    #[must_use]
    pub const fn of(letter: char) -> Self {
        match letter {
            '\u{0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{206f}' => Self::Latin,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => Self::Kana,
            '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => {
                Self::Hangul
            }
            '\u{2e80}'..='\u{303f}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff00}'..='\u{ffef}'
            | '\u{20000}'..='\u{3ffff}' => Self::Han,
            _ => Self::Other,
        }
    }

    /// What it is called in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Han => "Chinese and Japanese",
            Self::Kana => "Japanese",
            Self::Hangul => "Korean",
            Self::Cyrillic => "Cyrillic",
            Self::Other => "other",
        }
    }
}

/// The language without script and country: `zh` of `zh-Hant-TW`.
#[must_use]
pub fn base(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// The language that a text is to be set in: its script says it, and where several languages share the
/// script, what is known of it (`hint`: a BCP 47 tag or a State's code) does. English for Latin letters.
#[must_use]
pub fn language_of(text: &str, hint: Option<&str>) -> &'static str {
    let has = |script| text.chars().any(|letter| Script::of(letter) == script);
    let hint = hint.map(|hint| base(hint).to_ascii_lowercase());
    let hint = hint.as_deref().unwrap_or_default();
    if has(Script::Kana) {
        return "ja";
    }
    if has(Script::Hangul) {
        return "ko";
    }
    if has(Script::Han) {
        return match hint {
            "ja" | "jp" => "ja",
            "ko" | "kr" | "kp" => "ko",
            _ => "zh",
        };
    }
    if has(Script::Cyrillic) {
        let is_mongolian = text.contains(['ө', 'Ө', 'ү', 'Ү']) || hint == "mn";
        return if is_mongolian { "mn" } else { "ru" };
    }
    "en"
}

/// The letters by script, each script once, in order; what a sentence about missing letters is made of.
#[must_use]
pub fn letters_of_scripts(letters: &str) -> Vec<(Script, String)> {
    let mut found: Vec<(Script, String)> = Vec::new();
    for letter in letters.chars() {
        let script = Script::of(letter);
        match found.iter_mut().find(|(known, _)| *known == script) {
            Some((_, known)) if known.contains(letter) => {}
            Some((_, known)) => known.push(letter),
            None => found.push((script, letter.to_string())),
        }
    }
    found.sort_by_key(|(script, _)| *script);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_and_what_is_known_say_the_language() {
        for (text, hint, language) in [
            ("Training on VOC", Some("JP"), "en"),
            ("佐藤ゆい", Some("zh"), "ja"),
            ("直美", Some("JP"), "ja"),
            ("直美", Some("ja-JP"), "ja"),
            ("直美", None, "zh"),
            ("直美", Some("zh-Hans-CN"), "zh"),
            ("大韓民國 환경부", Some("CN"), "ko"),
            ("金民俊", Some("KR"), "ko"),
            ("Анна", None, "ru"),
            ("Бат", Some("MN"), "mn"),
            ("Өлзий", Some("ru"), "mn"),
            ("", Some("JP"), "en"),
        ] {
            assert_eq!(language_of(text, hint), language, "{text} {hint:?}");
        }
    }
}
