//! The headings that lists of people have, in the region's languages.

use super::PersonColumn as P;

/// How a heading is like a word of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// It is that word.
    Same,
    /// It contains it.
    Contains,
}

/// Headings by what they mean, in lower case and without signs, the more exact meanings first. One
/// after `=` counts only where it is the whole heading. One in Latin or Cyrillic letters counts
/// from the beginning of a word, and to the end of one unless it ends with `*`.
const HEADINGS: &[(P, &[&str])] = &[
    // What looks like one of the others and is not.
    (
        P::Ignore,
        &[
            "passport",
            "visa",
            "emergency",
            "flight",
            "hotel",
            "arrival",
            "departure",
            "birth",
            "middle name",
            "patronymic",
            "отчество",
            "паспорт*",
            "дата",
            "护照",
            "生日",
            "出生",
            "여권",
            "생년월일",
            "パスポート",
            "生年月日",
            "フリガナ",
            "ふりがな",
            "カナ",
            "төрсөн",
            "паспортын",
        ],
    ),
    (
        P::Email,
        &[
            "e mail",
            "email",
            "=mail",
            "mail address",
            "邮箱",
            "邮件",
            "郵箱",
            "メール",
            "이메일",
            "메일",
            "전자우편",
            "почта",
            "и мэйл",
            "имэйл",
            "цахим шуудан",
        ],
    ),
    (
        P::FullName,
        &[
            "full name",
            "fullname",
            "name and surname",
            "name surname",
            "first and last name",
            "овог нэр",
            "овог нэрс",
            "фио",
            "ф и о",
            "=姓名",
            "=氏名",
            "=성명",
            "英文名",
            "英文姓名",
            "영문",
            "ローマ字",
            "拼音",
        ],
    ),
    (
        P::Organisation,
        &[
            "organisation*",
            "organization*",
            "institution*",
            "institute",
            "affiliation*",
            "agency",
            "ministry*",
            "company",
            "employer",
            "workplace",
            "所属",
            "所屬",
            "单位",
            "單位",
            "机构",
            "機関",
            "機構",
            "会社",
            "소속",
            "기관",
            "회사",
            "организаци*",
            "учреждени*",
            "место работы",
            "ведомство",
            "байгууллага*",
            "ажлын газар",
            "орг",
        ],
    ),
    (
        P::NativeName,
        &[
            "native*",
            "local name",
            "name in local*",
            "local script",
            "original script",
            "own script",
            "mother tongue name",
            "name in chinese",
            "name in japanese",
            "name in korean",
            "name in mongolian",
            "name in russian",
            "name chinese",
            "name japanese",
            "name korean",
            "name mongolian",
            "name russian",
            "chinese name",
            "japanese name",
            "korean name",
            "mongolian name",
            "russian name",
            "中文名",
            "中文姓名",
            "本国文字",
            "本国语",
            "原語",
            "漢字",
            "和文",
            "日本語氏名",
            "국문",
            "한글",
            "имя кириллицей",
            "кириллиц*",
            "монгол нэр",
        ],
    ),
    (
        P::FamilyName,
        &[
            "family name*",
            "familyname",
            "surname*",
            "last name*",
            "lastname",
            "=family",
            "=last",
            "фамилия*",
            "овог",
            "эцгийн нэр",
            "姓氏",
            "=姓",
            "=성",
            "=성씨",
        ],
    ),
    (
        P::GivenName,
        &[
            "given name*",
            "givenname",
            "first name*",
            "firstname",
            "forename*",
            "=given",
            "=first",
            "имя",
            "өөрийн нэр",
            "=名",
            "=名字",
            "=名前",
        ],
    ),
    (
        P::Position,
        &[
            "position*",
            "job title",
            "job",
            "designation",
            "function",
            "=post",
            "official title",
            "occupation",
            "职务",
            "职位",
            "職務",
            "職位",
            "職称",
            "役職",
            "肩書",
            "직위",
            "직책",
            "직급",
            "должность",
            "албан тушаал",
        ],
    ),
    (
        P::Division,
        &[
            "division",
            "department",
            "unit",
            "section",
            "bureau",
            "部门",
            "部門",
            "部署",
            "处室",
            "부서",
            "отдел",
            "департамент",
            "подразделение",
            "управление",
            "хэлтэс",
            "газар",
        ],
    ),
    (
        P::State,
        &[
            "country*",
            "state",
            "member state*",
            "nationality",
            "nation",
            "delegation",
            "国家",
            "國家",
            "国籍",
            "國籍",
            "国名",
            "国・地域",
            "=国",
            "=國",
            "국가",
            "국적",
            "나라",
            "страна",
            "государство",
            "гражданство",
            "улс*",
        ],
    ),
    (
        P::Gender,
        &["gender", "sex", "性别", "性別", "성별", "пол", "хүйс"],
    ),
    (
        P::Phone,
        &[
            "phone*",
            "telephone*",
            "tel",
            "mobile*",
            "cell",
            "手机",
            "电话",
            "電話",
            "携帯",
            "전화*",
            "휴대폰",
            "연락처",
            "телефон*",
            "тел",
            "утас*",
        ],
    ),
    (
        P::Languages,
        &["language*", "语言", "語言", "言語", "언어", "язык*", "хэл"],
    ),
    (
        P::Dietary,
        &[
            "diet*",
            "meal*",
            "food",
            "饮食",
            "食事",
            "식단",
            "식이",
            "питание",
            "диета",
            "хоол*",
        ],
    ),
    (
        P::AccessNeeds,
        &[
            "access*",
            "special need*",
            "disabilit*",
            "无障碍",
            "特殊需求",
            "配慮",
            "편의",
            "장애",
            "особые потребности",
            "тусгай хэрэгцээ",
        ],
    ),
    (
        P::Capacity,
        &[
            "capacity",
            "role*",
            "participant type",
            "type of participant",
            "participation type",
            "category",
            "身份",
            "资格",
            "資格",
            "자격",
            "역할",
            "구분",
            "役割",
            "角色",
            "类别",
            "類別",
            "статус участника",
            "роль",
            "үүрэг",
            "оролцогчийн төрөл",
        ],
    ),
    (
        P::Reply,
        &[
            "reply",
            "rsvp",
            "response",
            "attendance",
            "attending",
            "回复",
            "回覆",
            "出席",
            "出欠",
            "참석",
            "회신",
            "参加可否",
            "参加有無",
            "是否参加",
            "是否参会",
            "回执",
            "返信",
            "返答",
            "ответ",
            "участие",
            "хариу",
            "оролцоо",
        ],
    ),
    (
        P::Title,
        &[
            "title",
            "salutation",
            "honorific",
            "mr ms",
            "ms mr",
            "mr mrs",
            "称谓",
            "敬称",
            "호칭",
            "обращение",
            "цол",
        ],
    ),
    (
        P::Note,
        &[
            "note*",
            "remark*",
            "comment*",
            "备注",
            "備註",
            "備考",
            "비고",
            "메모",
            "примечани*",
            "комментари*",
            "тайлбар",
        ],
    ),
    (
        P::FullName,
        &[
            "name*",
            "participant*",
            "delegate*",
            "姓名",
            "氏名",
            "名前",
            "성명",
            "이름",
            "нэр",
            "участник*",
        ],
    ),
];

/// What a heading means, and how surely; nothing where it is like none of them.
pub(super) fn meaning(heading: &str) -> Option<(P, Likeness)> {
    // “Surname (as in passport)”.
    let heading = folded(heading);
    let heading = heading.split(" as ").next().unwrap_or_default();
    let has = |wanted: P| {
        HEADINGS
            .iter()
            .filter(|(column, _)| *column == wanted)
            .flat_map(|(_, words)| *words)
            .any(|word| likeness(heading, word).is_some())
    };
    // «Фамилия, имя, отчество», “Name (family, given)”.
    if has(P::FamilyName) && has(P::GivenName) {
        return Some((P::FullName, Likeness::Contains));
    }
    let all = || {
        HEADINGS
            .iter()
            .flat_map(|(column, words)| words.iter().map(move |word| (*column, word)))
    };
    [Likeness::Same, Likeness::Contains]
        .into_iter()
        .find_map(|wanted| {
            all()
                .find(|(_, word)| likeness(heading, word) == Some(wanted))
                .map(|(column, _)| (column, wanted))
        })
}

/// A heading in lower case, its signs as single spaces.
fn folded(heading: &str) -> String {
    let plain: String = heading
        .to_lowercase()
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '・' || c == 'ー' {
                c
            } else {
                ' '
            }
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn likeness(heading: &str, word: &str) -> Option<Likeness> {
    if let Some(whole) = word.strip_prefix('=') {
        return (heading == whole).then_some(Likeness::Same);
    }
    let (word, is_open) = match word.strip_suffix('*') {
        Some(word) => (word, true),
        None => (word, false),
    };
    if heading == word {
        return Some(Likeness::Same);
    }
    // Chinese, Japanese and Korean headings run words together.
    let is_spaced = word.chars().all(|c| c < '\u{1100}');
    heading
        .match_indices(word)
        .any(|(at, found)| {
            let before = heading
                .get(..at)
                .and_then(|before| before.chars().next_back());
            let after = heading
                .get(at + found.len()..)
                .and_then(|after| after.chars().next());
            let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            // “Organisations”, “Name(s)”.
            let is_end = is_open || !is_letter(after) || after == Some('s');
            !is_spaced || (!is_letter(before) && is_end)
        })
        .then_some(Likeness::Contains)
}
