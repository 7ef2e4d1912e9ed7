//! Languages as people write them and as LANG (RFC 6350 §6.4.4) has them: BCP 47 tags.

/// Names of the region's working languages, in small letters.
const NAMES: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "english",
            "英语",
            "英文",
            "英語",
            "영어",
            "английский",
            "англи",
        ],
    ),
    (
        "zh",
        &[
            "chinese",
            "mandarin",
            "中文",
            "汉语",
            "中国語",
            "중국어",
            "китайский",
            "хятад",
        ],
    ),
    (
        "ja",
        &[
            "japanese",
            "日语",
            "日文",
            "日本語",
            "일본어",
            "японский",
            "япон",
        ],
    ),
    (
        "ko",
        &[
            "korean",
            "韩语",
            "韓国語",
            "한국어",
            "корейский",
            "солонгос",
        ],
    ),
    (
        "mn",
        &[
            "mongolian",
            "蒙古语",
            "モンゴル語",
            "몽골어",
            "монгольский",
            "монгол",
        ],
    ),
    (
        "ru",
        &["russian", "俄语", "ロシア語", "러시아어", "русский", "орос"],
    ),
    (
        "fr",
        &[
            "french",
            "法语",
            "フランス語",
            "프랑스어",
            "французский",
            "франц",
        ],
    ),
    (
        "es",
        &[
            "spanish",
            "西班牙语",
            "スペイン語",
            "스페인어",
            "испанский",
            "испани",
        ],
    ),
    (
        "de",
        &["german", "德语", "ドイツ語", "독일어", "немецкий", "герман"],
    ),
    (
        "ar",
        &[
            "arabic",
            "阿拉伯语",
            "アラビア語",
            "아랍어",
            "арабский",
            "араб",
        ],
    ),
];

/// The tags of the languages that a text lists; none if one of its words is no language known.
pub(super) fn tags(text: &str) -> Option<Vec<String>> {
    let apart = |letter: char| letter.is_whitespace() || ",;/、，·".contains(letter);
    let words = text.split(apart).filter(|word| !word.is_empty());
    words.map(tag).collect()
}

fn tag(word: &str) -> Option<String> {
    let small = word.to_lowercase();
    let known = NAMES
        .iter()
        .find(|(_, names)| names.contains(&small.as_str()));
    match known {
        Some((tag, _)) => Some((*tag).to_owned()),
        None => is_tag(word).then(|| word.to_owned()),
    }
}

/// Whether it has the form of a tag (RFC 5646 §2.1): a code of two or three letters, with subtags.
pub(super) fn is_tag(word: &str) -> bool {
    let mut subtags = word.split('-');
    let language = subtags.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|letter| letter.is_ascii_alphabetic())
        && subtags.all(|subtag| {
            (1..=8).contains(&subtag.len())
                && subtag.bytes().all(|letter| letter.is_ascii_alphanumeric())
        })
}
