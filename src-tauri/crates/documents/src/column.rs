//! What a column of a list of people holds, told from its heading in any of the region's
//! languages.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PersonColumn {
    /// Family name in Latin letters.
    FamilyName,
    /// Given name in Latin letters.
    GivenName,
    /// Both in one cell.
    FullName,
    /// Name in native script.
    NativeName,
    /// Mr, Ms, Dr ...
    Title,
    /// Gender.
    Gender,
    /// Position.
    Position,
    /// Division.
    Division,
    /// Organisation.
    Organisation,
    /// State.
    State,
    /// E-mail address.
    Email,
    /// Phone.
    Phone,
    /// Languages.
    Languages,
    /// Diet.
    Dietary,
    /// Access needs.
    AccessNeeds,
    /// Capacity in an event.
    Capacity,
    /// Reply to an invitation.
    Reply,
    /// Notes.
    Note,
    /// Not taken.
    Ignore,
}

/// Headings by what they mean; a heading that contains one of the words means it. In the order in
/// which they are tried: the more exact first.
const HEADINGS: &[(PersonColumn, &[&str])] = &[
    (
        PersonColumn::Email,
        &[
            "e-mail",
            "email",
            "mail",
            "邮箱",
            "邮件",
            "メール",
            "이메일",
            "전자우편",
            "почта",
            "и-мэйл",
            "имэйл",
        ],
    ),
    (
        PersonColumn::NativeName,
        &[
            "native",
            "local name",
            "original script",
            "本国文字",
            "原語",
        ],
    ),
    (
        PersonColumn::FamilyName,
        &[
            "family name",
            "surname",
            "last name",
            "familyname",
            "lastname",
            "фамилия",
            "овог",
            "姓氏",
        ],
    ),
    (
        PersonColumn::GivenName,
        &[
            "given name",
            "first name",
            "givenname",
            "firstname",
            "forename",
            "имя",
        ],
    ),
    (
        PersonColumn::Organisation,
        &[
            "organisation",
            "organization",
            "institution",
            "affiliation",
            "agency",
            "ministry",
            "company",
            "所属",
            "单位",
            "機関",
            "機構",
            "소속",
            "기관",
            "организация",
            "байгууллага",
        ],
    ),
    (
        PersonColumn::State,
        &[
            "country",
            "state",
            "nationality",
            "member",
            "国家",
            "国籍",
            "国名",
            "국가",
            "국적",
            "страна",
            "государство",
            "улс",
        ],
    ),
    (
        PersonColumn::Position,
        &[
            "position",
            "job title",
            "designation",
            "function",
            "post",
            "职务",
            "职位",
            "役職",
            "직위",
            "직책",
            "должность",
            "албан тушаал",
        ],
    ),
    (
        PersonColumn::Division,
        &[
            "division",
            "department",
            "unit",
            "section",
            "部门",
            "部署",
            "부서",
            "отдел",
            "департамент",
            "хэлтэс",
        ],
    ),
    (
        PersonColumn::Gender,
        &["gender", "sex", "性别", "性別", "성별", "пол", "хүйс"],
    ),
    (
        PersonColumn::Phone,
        &[
            "phone",
            "tel",
            "mobile",
            "电话",
            "電話",
            "전화",
            "телефон",
            "утас",
        ],
    ),
    (
        PersonColumn::Languages,
        &["language", "语言", "言語", "언어", "язык", "хэл"],
    ),
    (
        PersonColumn::Dietary,
        &["diet", "meal", "food", "饮食", "食事", "식단", "питание"],
    ),
    (
        PersonColumn::AccessNeeds,
        &["access", "special need", "无障碍", "配慮", "편의"],
    ),
    (
        PersonColumn::Capacity,
        &[
            "capacity",
            "role",
            "participant type",
            "身份",
            "資格",
            "자격",
            "статус участника",
        ],
    ),
    (
        PersonColumn::Reply,
        &[
            "reply",
            "rsvp",
            "response",
            "attendance",
            "回复",
            "出欠",
            "참석",
            "ответ",
        ],
    ),
    (
        PersonColumn::Title,
        &["title", "salutation", "称谓", "敬称", "호칭", "обращение"],
    ),
    (
        PersonColumn::Note,
        &[
            "note",
            "remark",
            "comment",
            "备注",
            "備考",
            "비고",
            "примечание",
            "тайлбар",
        ],
    ),
    (
        PersonColumn::FullName,
        &[
            "full name",
            "name",
            "participant",
            "姓名",
            "氏名",
            "성명",
            "이름",
            "ф.и.о",
            "фио",
            "нэр",
        ],
    ),
];

/// What each heading most likely means. No meaning is given twice.
#[must_use]
pub fn guess_columns(header: &[String]) -> Vec<PersonColumn> {
    let mut taken = Vec::new();
    let mut columns: Vec<PersonColumn> = header
        .iter()
        .map(|heading| {
            let heading = heading.to_lowercase().replace(['_', '\u{a0}'], " ");
            let meaning = HEADINGS
                .iter()
                .find(|(column, words)| {
                    !taken.contains(column) && words.iter().any(|word| heading.contains(word))
                })
                .map_or(PersonColumn::Ignore, |(column, _)| *column);
            if meaning != PersonColumn::Ignore {
                taken.push(meaning);
            }
            meaning
        })
        .collect();
    // In Mongolian lists «Нэр» beside «Овог» is the given name.
    if taken.contains(&PersonColumn::FamilyName) && !taken.contains(&PersonColumn::GivenName) {
        for column in &mut columns {
            if *column == PersonColumn::FullName {
                *column = PersonColumn::GivenName;
            }
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(header: &str) -> Vec<PersonColumn> {
        guess_columns(&header.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn headings_are_understood_in_the_languages_of_the_region() {
        use PersonColumn::{
            Email, FamilyName, FullName, GivenName, Ignore, NativeName, Organisation, Position,
            State,
        };
        assert_eq!(
            guessed(
                "No.,Family Name,Given Name(s),Name in native script,Organization,Country,E-mail address"
            ),
            [
                Ignore,
                FamilyName,
                GivenName,
                NativeName,
                Organisation,
                State,
                Email
            ]
        );
        assert_eq!(
            guessed("姓名,单位,职务,国家,电子邮箱"),
            [FullName, Organisation, Position, State, Email]
        );
        assert_eq!(
            guessed("성명,소속,직위,국가,이메일"),
            [FullName, Organisation, Position, State, Email]
        );
        assert_eq!(
            guessed("氏名,所属,役職,メール"),
            [FullName, Organisation, Position, Email]
        );
        assert_eq!(
            guessed("Фамилия,Имя,Организация,Должность"),
            [FamilyName, GivenName, Organisation, Position]
        );
        assert_eq!(
            guessed("Овог,Нэр,Байгууллага"),
            [FamilyName, GivenName, Organisation]
        );
    }
}
