use super::PersonColumn::{
    AccessNeeds, Capacity, Dietary, Division, Email, FamilyName, FullName, Gender, GivenName,
    Ignore, Languages, NativeName, Note, Organisation, Phone, Position, Reply, State, Title,
};
use super::*;

fn guessed(header: &str) -> Vec<PersonColumn> {
    guess_columns(&header.split('|').map(str::to_owned).collect::<Vec<_>>())
}

fn with_rows(header: &str, rows: &[&str]) -> Vec<PersonColumn> {
    let cells = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
    let rows: Vec<Row> = (2..)
        .zip(rows)
        .map(|(line, row)| Row {
            line,
            cells: cells(row),
        })
        .collect();
    guess_mapping(&cells(header), &rows)
}

#[test]
#[allow(clippy::too_many_lines, reason = "a list of cases")]
fn headings_are_understood_in_the_languages_of_the_region() {
    let cases: &[(&str, &[PersonColumn])] = &[
        ("성명|자격|회신", &[FullName, Capacity, Reply]),
        ("성명|역할|회신 여부", &[FullName, Capacity, Reply]),
        ("이름|참석여부|회신 이메일", &[FullName, Reply, Email]),
        (
            "No.|Family Name|Given Name(s)|Name in native script|Organization|Country|E-mail address",
            &[
                Ignore,
                FamilyName,
                GivenName,
                NativeName,
                Organisation,
                State,
                Email,
            ],
        ),
        (
            "Mr./Ms.|SURNAME (as in passport)|First_Name|Job Title|Ministry/Agency|Department|Tel.|Dietary requirements",
            &[
                Title,
                FamilyName,
                GivenName,
                Position,
                Organisation,
                Division,
                Phone,
                Dietary,
            ],
        ),
        (
            "Title|LastName|FirstName|Affiliation|Member State|Mobile phone|Accessibility|Role|RSVP|Remarks|Language(s)|Sex",
            &[
                Title,
                FamilyName,
                GivenName,
                Organisation,
                State,
                Phone,
                AccessNeeds,
                Capacity,
                Reply,
                Note,
                Languages,
                Gender,
            ],
        ),
        (
            "Name|Surname|Organisation name",
            &[GivenName, FamilyName, Organisation],
        ),
        (
            "姓名|性别|单位|部门|职务|国家|电话|电子邮箱|备注",
            &[
                FullName,
                Gender,
                Organisation,
                Division,
                Position,
                State,
                Phone,
                Email,
                Note,
            ],
        ),
        (
            "姓|名|中文姓名|邮箱",
            &[FamilyName, GivenName, NativeName, Email],
        ),
        (
            "성명|소속|직위|국가|이메일",
            &[FullName, Organisation, Position, State, Email],
        ),
        (
            "성|이름|소속기관|전화번호",
            &[FamilyName, GivenName, Organisation, Phone],
        ),
        (
            "성명(국문)|성명(영문)|성별|휴대폰",
            &[NativeName, FullName, Gender, Phone],
        ),
        (
            "氏名|フリガナ|所属|役職|国名|メールアドレス|備考",
            &[FullName, Ignore, Organisation, Position, State, Email, Note],
        ),
        (
            "Фамилия|Имя|Отчество|Организация|Должность|Страна|Эл. почта",
            &[
                FamilyName,
                GivenName,
                Ignore,
                Organisation,
                Position,
                State,
                Email,
            ],
        ),
        ("ФИО|Пол|Телефон", &[FullName, Gender, Phone]),
        ("Фамилия, имя, отчество|E-mail", &[FullName, Email]),
        (
            "Овог|Нэр|Байгууллага|Албан тушаал|И-мэйл|Утас",
            &[FamilyName, GivenName, Organisation, Position, Email, Phone],
        ),
        ("Овог, нэр|Улс", &[FullName, State]),
        (
            "Statement|Hotel name|Unitary|Postal code",
            &[Ignore, Ignore, Ignore, Ignore],
        ),
        ("Name|E-mail|Secretary's e-mail", &[FullName, Email, Ignore]),
    ];
    for (header, expected) in cases {
        assert_eq!(guessed(header), *expected, "{header}");
    }
}

#[test]
fn the_export_of_the_program_is_understood() {
    let header = "Family name|Given name|Native name|Title|Gender|Position|Division|Organisation|State|E-mail|Phone|Languages|Diet|Access needs|Note|Capacity|Reply";
    assert_eq!(
        guessed(header),
        [
            FamilyName,
            GivenName,
            NativeName,
            Title,
            Gender,
            Position,
            Division,
            Organisation,
            State,
            Email,
            Phone,
            Languages,
            Dietary,
            AccessNeeds,
            Note,
            Capacity,
            Reply
        ]
    );
}

#[test]
fn values_tell_what_headings_do_not() {
    assert_eq!(
        with_rows(
            "Who|Where from|Contact|Yes/No",
            &["A|Mongolia|a@b.example|No", "B|Japan|b@c.example|No"]
        ),
        [Ignore, State, Email, Ignore]
    );
    assert_eq!(
        with_rows("姓名|Name", &["王芳|WANG Fang", "张伟|ZHANG Wei"]),
        [NativeName, FullName]
    );
    assert_eq!(
        with_rows("Name|氏名|E-mail", &["SATO Yui|佐藤結衣|a@b.example"]),
        [FullName, NativeName, Email]
    );
    assert_eq!(
        with_rows("Family name|Given name|Name", &["Kim|Min-jun|김민준"]),
        [FamilyName, GivenName, NativeName]
    );
}

#[test]
fn no_meaning_is_given_twice() {
    let columns =
        guessed("Name|Full name|Name of participant|E-mail|Email|Country|State|Note|Remarks|x|y");
    for meaning in PersonColumn::ALL {
        let times = columns.iter().filter(|column| *column == meaning).count();
        assert!(
            times <= 1 || *meaning == Ignore,
            "{meaning:?} in {columns:?}"
        );
    }
    assert_eq!(
        columns.first(),
        Some(&FullName),
        "the earlier of two as good has it"
    );
}
