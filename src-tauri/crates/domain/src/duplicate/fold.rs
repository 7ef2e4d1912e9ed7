//! Spellings of a name in Latin letters made alike, by the habits of the language that it comes from.
//!
//! What is alike here need not be the same name, only a name that somebody may have spelled so: the rest
//! of what is known of two people decides.

/// Whose habits of writing a name in Latin letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Habit {
    Korean,
    Chinese,
    Japanese,
    Mongolian,
    Russian,
    /// Letters as they stand.
    Plain,
}

impl Habit {
    /// The letter that its keys begin with.
    pub(super) const fn mark(self) -> char {
        match self {
            Self::Korean => 'k',
            Self::Chinese => 'c',
            Self::Japanese => 'j',
            Self::Mongolian => 'm',
            Self::Russian => 'r',
            Self::Plain => 'p',
        }
    }

    /// Whether a name's syllables tell it apart, so that one letter more or less is another name.
    pub(super) const fn is_exact(self) -> bool {
        matches!(self, Self::Korean | Self::Chinese | Self::Japanese)
    }

    /// A family name.
    pub(super) fn family(self, name: &str) -> String {
        match self {
            Self::Korean => {
                let plain = letters(name);
                match SURNAMES.iter().find(|(_, ways)| ways.contains(&&*plain)) {
                    Some((one, _)) => (*one).to_owned(),
                    None => korean(&plain),
                }
            }
            Self::Mongolian => without_genitive(&mongolian(&letters(name))),
            Self::Chinese | Self::Japanese | Self::Russian | Self::Plain => self.given(name),
        }
    }

    /// A given name.
    pub(super) fn given(self, name: &str) -> String {
        let plain = letters(name);
        match self {
            Self::Korean => korean(&plain),
            Self::Chinese => replaced(
                &plain,
                &[("lyu", "lu"), ("nyu", "nu"), ("lv", "lu"), ("nv", "nu")],
            ),
            Self::Japanese => japanese(&plain),
            Self::Mongolian => mongolian(&plain),
            Self::Russian => russian(&plain),
            Self::Plain => plain,
        }
    }
}

/// The letters of any script in plain Latin ones, small.
pub(super) fn letters(name: &str) -> String {
    let plain = any_ascii::any_ascii(name);
    let letters = plain.chars().filter(char::is_ascii_alphabetic);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Replaces, one rule after the other.
fn replaced(text: &str, rules: &[(&str, &str)]) -> String {
    rules.iter().fold(text.to_owned(), |text, (from, to)| {
        if text.contains(from) {
            text.replace(from, to)
        } else {
            text
        }
    })
}

/// A letter that stands twice counts once.
fn without_doubles(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Korean family names that are written in ways which no rule covers; the first is what they are made
/// alike to.
const SURNAMES: &[(&str, &[&str])] = &[
    (
        "i",
        &["i", "yi", "lee", "ri", "rhee", "rhie", "yee", "li", "ree"],
    ),
    ("pak", &["park", "pak", "bak", "bark", "pack", "baak"]),
    ("im", &["im", "lim", "rim", "yim", "rhim", "leem"]),
    (
        "yu",
        &[
            "yu", "yoo", "ryu", "ryoo", "you", "lyu", "yuh", "yew", "ryoo",
        ],
    ),
    ("o", &["o", "oh"]),
    ("no", &["no", "noh", "ro", "roh", "nho"]),
    ("hu", &["heo", "hur", "huh", "her", "ho"]),
    ("yang", &["yang", "ryang", "liang"]),
    ("yum", &["yeom", "yum", "youm", "ryom", "yom"]),
    ("na", &["na", "ra", "rah", "nah"]),
    ("cui", &["choi", "choe", "choy", "chwe", "choo"]),
    ("su", &["seo", "suh", "so", "sur"]),
    (
        "cung",
        &["jeong", "jung", "chung", "cheong", "jong", "chong", "joung"],
    ),
    (
        "cun",
        &["jeon", "jun", "chun", "chon", "jon", "cheon", "jeun"],
    ),
    ("an", &["an", "ahn"]),
    ("kuk", &["guk", "kook", "gook", "kuk"]),
    ("yun", &["yun", "yoon", "youn"]),
    ("un", &["eun", "un"]),
    ("co", &["jo", "cho", "joe"]),
    ("cu", &["ju", "joo", "chu"]),
    ("cang", &["jang", "chang"]),
    ("sung", &["seong", "sung", "song"]),
    ("mun", &["mun", "moon"]),
    ("sim", &["sim", "shim", "sym"]),
    ("sin", &["sin", "shin", "shinn"]),
    ("ku", &["gu", "koo", "ku", "goo"]),
    ("kwun", &["kwon", "gwon", "kweon", "kwun"]),
    ("wu", &["u", "woo", "wu", "wo"]),
    ("kim", &["kim", "gim", "ghim"]),
];

fn korean(plain: &str) -> String {
    let text = replaced(
        plain,
        &[
            ("sh", "s"),
            ("tch", "c"),
            ("ch", "c"),
            ("ae", "E"),
            ("ai", "E"),
        ],
    );
    let text = replaced(
        &text,
        &[
            ("weo", "wo"),
            ("oo", "u"),
            ("ou", "u"),
            ("eo", "u"),
            ("eu", "u"),
        ],
    );
    let text = replaced(
        &text,
        &[
            ("ee", "i"),
            ("ui", "i"),
            ("yi", "i"),
            ("wi", "i"),
            ("oe", "we"),
            ("oi", "we"),
        ],
    );
    let mut out = String::with_capacity(text.len());
    let all: Vec<char> = text.chars().collect();
    for (at, letter) in all.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| all.get(at)).copied();
        let next = all.get(at + 1).copied();
        let after_vowel = before.is_some_and(|letter| "aEeiou".contains(letter));
        let before_vowel = next.is_some_and(|letter| "aEeiouyw".contains(letter));
        out.push(match letter {
            // “Joohn”, “Soh”: it only makes the vowel long.
            'h' if after_vowel && !before_vowel => continue,
            // `ng` at a syllable's end is one sound; before a vowel it may be two, in “Min-gyu”.
            'g' if before == Some('n') && !before_vowel => 'N',
            // “Woo” is 우 as “u” is.
            'w' if next == Some('u') => continue,
            'g' | 'q' => 'k',
            'd' => 't',
            'b' => 'p',
            'j' | 'z' => 'c',
            'r' => 'l',
            'v' => 'b',
            'E' => 'e',
            other => *other,
        });
    }
    without_doubles(&out)
}

fn japanese(plain: &str) -> String {
    let text = replaced(
        plain,
        &[
            ("tsu", "tu"),
            ("shi", "si"),
            ("sh", "sy"),
            ("tch", "tt"),
            ("chi", "ti"),
            ("ch", "ty"),
            ("fu", "hu"),
            ("dzu", "zu"),
            ("du", "zu"),
            ("ji", "zi"),
            ("j", "zy"),
        ],
    );
    let text = replaced(
        &text,
        &[
            ("mb", "nb"),
            ("mp", "np"),
            ("mm", "nm"),
            ("ou", "o"),
            ("oo", "o"),
            ("uu", "u"),
            ("aa", "a"),
            ("ii", "i"),
            ("ee", "e"),
        ],
    );
    let mut out = String::with_capacity(text.len());
    let all: Vec<char> = text.chars().collect();
    for (at, letter) in all.iter().enumerate() {
        // “Ohno”, “Satoh”: a long o.
        let long = *letter == 'h'
            && at > 0
            && all.get(at - 1) == Some(&'o')
            && !all.get(at + 1).is_some_and(|next| "aeiouy".contains(*next));
        if !long {
            out.push(*letter);
        }
    }
    out
}

fn mongolian(plain: &str) -> String {
    let text = replaced(
        plain,
        &[
            ("kh", "h"),
            ("zh", "j"),
            ("dj", "j"),
            ("tz", "ts"),
            ("ts", "c"),
            ("ch", "q"),
            ("sh", "x"),
            ("dz", "z"),
            ("w", "v"),
            ("oe", "o"),
            ("ue", "u"),
        ],
    );
    let text = replaced(&text, &[("y", "i"), ("o", "u")]);
    let text = without_doubles(&text);
    replaced(&text, &[("ie", "e"), ("iu", "u"), ("ai", "ae")])
}

/// “Батын”, “Доржийн”, “Сүхээгийн”: the father's name says whose.
fn without_genitive(folded: &str) -> String {
    let long_enough = |name: &&str| name.len() >= 3;
    let stem = folded
        .strip_suffix("in")
        .filter(long_enough)
        .unwrap_or(folded);
    // “Цэрэнгийн” gets a г before the ending, “Эрдэнийн” loses a vowel, “Нараны” has no more than one.
    let bare = stem
        .trim_end_matches('g')
        .trim_end_matches(|letter| "aeiu".contains(letter));
    Some(bare).filter(long_enough).unwrap_or(stem).to_owned()
}

fn russian(plain: &str) -> String {
    let text = replaced(
        plain,
        &[
            ("shch", "S"),
            ("sch", "S"),
            ("sh", "S"),
            ("tsch", "C"),
            ("tch", "C"),
            ("kh", "h"),
            ("ch", "C"),
            ("zh", "Z"),
            ("tz", "ts"),
            ("ph", "f"),
            ("ck", "k"),
            ("cz", "ts"),
            ("c", "k"),
            ("x", "ks"),
            ("w", "v"),
        ],
    );
    let text = text.replace('S', "s").replace('C', "q").replace('Z', "z");
    let text = replaced(&text, &[("y", "i"), ("j", "i")]);
    let text = without_doubles(&text);
    let mut text = without_doubles(&replaced(&text, &[("io", "e"), ("ie", "e")]));
    // “Petroff”, “Petrov”; “Alexander”, “Aleksandr”.
    for (ending, other) in [("of", "ov"), ("ef", "ev"), ("der", "dr")] {
        if let Some(stem) = text.strip_suffix(ending) {
            text = format!("{stem}{other}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(habit: Habit, family: bool, ways: &[&str]) {
        let fold = |name: &str| {
            if family {
                habit.family(name)
            } else {
                habit.given(name)
            }
        };
        for pair in ways.windows(2) {
            if let [one, other] = pair {
                assert_eq!(fold(one), fold(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn one_name_in_the_ways_it_is_spelled_is_made_alike() {
        alike(Habit::Korean, true, &["김", "Kim", "KIM", "Gim"]);
        alike(Habit::Korean, true, &["이", "Lee", "Yi", "Rhee", "Ri"]);
        alike(Habit::Korean, true, &["최", "Choi", "Choe"]);
        alike(
            Habit::Korean,
            false,
            &["민준", "Min-jun", "Minjoon", "Min Jun", "minjoon"],
        );
        alike(Habit::Korean, false, &["민규", "Min-kyu", "Mingyu"]);
        alike(Habit::Korean, false, &["희우", "Hee-woo", "Huiu"]);
        alike(Habit::Korean, false, &["태우", "Taewoo", "Tae-u"]);
        alike(
            Habit::Korean,
            false,
            &["영희", "Young-hee", "Yeonghui", "Younghee"],
        );
        alike(
            Habit::Korean,
            false,
            &["현우", "Hyun-woo", "Hyeonu", "Hyunwoo"],
        );
        alike(
            Habit::Chinese,
            false,
            &["小明", "Xiaoming", "Xiao-ming", "Xiǎo Míng"],
        );
        alike(
            Habit::Japanese,
            true,
            &["Satō", "Sato", "Satou", "SATOH", "サトウ"],
        );
        alike(
            Habit::Japanese,
            false,
            &["しんいち", "Shin'ichi", "Sinichi"],
        );
        alike(
            Habit::Mongolian,
            false,
            &["Бат-Эрдэнэ", "Bat-Erdene", "BATERDENE", "Bat Erdene"],
        );
        alike(
            Habit::Mongolian,
            false,
            &["Мөнхбаяр", "Munkhbayar", "Mönkhbayar", "Monhbayar"],
        );
        alike(
            Habit::Mongolian,
            true,
            &["Дорж", "Доржийн", "Dorj", "Dorjiin", "Dorzh"],
        );
        alike(Habit::Mongolian, true, &["Эрдэнийн", "Erdene", "Эрдэнэ"]);
        alike(
            Habit::Mongolian,
            true,
            &["Цэрэнгийн", "Цэрэн", "Tserengiin"],
        );
        alike(Habit::Mongolian, true, &["Хишиг", "Хишигийн", "Khishig"]);
        alike(
            Habit::Russian,
            true,
            &["Петров", "Petrov", "Petrow", "Petroff"],
        );
        alike(Habit::Russian, false, &["Владимир", "Vladimir", "Wladimir"]);
        alike(
            Habit::Russian,
            false,
            &["Юрий", "Yuri", "Yury", "Iurii", "Jurij"],
        );
        alike(
            Habit::Russian,
            false,
            &["Александр", "Alexander", "Aleksandr", "Alexandr"],
        );
        alike(
            Habit::Russian,
            false,
            &["Евгений", "Evgeny", "Yevgeniy", "Evgenii"],
        );
    }

    #[test]
    fn other_names_stay_apart() {
        assert_ne!(
            Habit::Korean.given("Min-jun"),
            Habit::Korean.given("Min-jung")
        );
        assert_ne!(
            Habit::Korean.given("Seo-yeon"),
            Habit::Korean.given("So-yeon")
        );
        assert_ne!(Habit::Chinese.given("Wei"), Habit::Chinese.given("Wen"));
        assert_ne!(
            Habit::Mongolian.family("Bat"),
            Habit::Mongolian.family("Bold")
        );
        assert_ne!(Habit::Russian.given("Anna"), Habit::Russian.given("Inna"));
    }
}
