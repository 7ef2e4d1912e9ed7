//! A row of a table as a person.

mod name;
mod words;

use domain::participation::{Capacity, Reply};
use domain::person::{Gender, is_latin};
use domain::state::State;

use crate::{PersonColumn, Row};

/// A person as a row gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// Family name, in Latin letters if the row has it so.
    pub family_name: String,
    /// Given name, likewise.
    pub given_name: String,
    /// Name in native script.
    pub native_name: Option<String>,
    /// Its language, as a BCP 47 tag. Tables do not tell it.
    pub native_language: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Position.
    pub position: Option<String>,
    /// Division.
    pub division: Option<String>,
    /// Organisation.
    pub organisation: Option<String>,
    /// State.
    pub state: Option<State>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Further e-mail addresses, where the file has such; tables have one.
    pub further_emails: Vec<String>,
    /// Further phones, likewise.
    pub further_phones: Vec<String>,
    /// Languages.
    pub languages: Option<String>,
    /// Diet.
    pub dietary: Option<String>,
    /// Access needs.
    pub access_needs: Option<String>,
    /// Capacity in an event.
    pub capacity: Option<Capacity>,
    /// Reply.
    pub reply: Option<Reply>,
    /// Notes.
    pub note: Option<String>,
    /// What of the row is not taken, though the person is, and why.
    pub left_out: Vec<String>,
}

/// Reads a person from a row; or says what is wrong with it, naming the column and the value. The
/// reason does not repeat the row's line.
///
/// A word for the gender, the capacity or the reply that is not known keeps nobody out: the person
/// is taken without it, and that is said.
pub fn read_person(row: &Row, columns: &[PersonColumn]) -> Result<PersonRow, String> {
    let mut person = PersonRow::default();
    let mut native = name::NativeParts::default();
    for (cell, column) in row.cells.iter().zip(columns) {
        let cell = cell.trim();
        if !cell.is_empty() {
            take(&mut person, &mut native, *column, cell)?;
        }
    }
    take_native(&mut person, native);
    let nameless = person.family_name.is_empty()
        && person.given_name.is_empty()
        && person.native_name.is_none();
    if nameless {
        return Err("there is no name".to_owned());
    }
    Ok(person)
}

/// Keeps apart what the row keeps apart, also in native script, and makes the whole of it.
///
/// Parts in Latin letters are the better ones. Where the row has only one of them, the other in
/// native script takes the empty place.
fn take_native(person: &mut PersonRow, native: name::NativeParts) {
    let whole = native.joined();
    let (family, given) = (&mut person.family_name, &mut person.given_name);
    match (
        family.is_empty(),
        given.is_empty(),
        native.family,
        native.given,
    ) {
        (true, true, family_part, given_part) => {
            *family = family_part.unwrap_or_default();
            *given = given_part.unwrap_or_default();
        }
        (true, false, Some(part), None) if native.whole.is_none() => {
            *family = part;
            return;
        }
        (false, true, None, Some(part)) if native.whole.is_none() => {
            *given = part;
            return;
        }
        _ => {}
    }
    if person.native_name.is_none() {
        person.native_name = whole;
    }
}

fn take(
    person: &mut PersonRow,
    native: &mut name::NativeParts,
    column: PersonColumn,
    cell: &str,
) -> Result<(), String> {
    let text = || Some(cell.to_owned());
    if column.is_of_the_name() && name::is_lost(cell) {
        return Err(format!(
            "letters of the name “{cell}” were lost when the file was saved in a format that cannot hold them; \
             save the list once more as “CSV UTF-8” and import that"
        ));
    }
    match column {
        PersonColumn::FamilyName if is_latin(cell) => cell.clone_into(&mut person.family_name),
        PersonColumn::GivenName if is_latin(cell) => cell.clone_into(&mut person.given_name),
        PersonColumn::FamilyName => native.family = text(),
        PersonColumn::GivenName => native.given = text(),
        PersonColumn::FullName => {
            let name = name::split(cell);
            person.family_name = name.family;
            person.given_name = name.given;
            native.whole = name.native;
            person.title = person.title.take().or(name.title);
        }
        PersonColumn::NativeName => person.native_name = text(),
        PersonColumn::Title => person.title = text(),
        PersonColumn::Gender => person.gender = known(words::gender(cell), &mut person.left_out),
        PersonColumn::Position => person.position = text(),
        PersonColumn::Division => person.division = text(),
        PersonColumn::Organisation => person.organisation = text(),
        PersonColumn::State => person.state = Some(words::state(cell)?),
        PersonColumn::Email => person.email = Some(words::email(cell)?),
        PersonColumn::Phone => person.phone = text(),
        PersonColumn::Languages => person.languages = text(),
        PersonColumn::Dietary => person.dietary = text(),
        PersonColumn::AccessNeeds => person.access_needs = text(),
        PersonColumn::Capacity => {
            person.capacity = known(words::capacity(cell), &mut person.left_out);
        }
        PersonColumn::Reply => person.reply = known(words::reply(cell), &mut person.left_out),
        PersonColumn::Note => person.note = text(),
        PersonColumn::Ignore => {}
    }
    Ok(())
}

/// A word if it is known; else why it is left out.
fn known<T>(word: Result<T, String>, left_out: &mut Vec<String>) -> Option<T> {
    word.map_err(|reason| left_out.push(format!("taken, but {reason}")))
        .ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn read(columns: &[PersonColumn], cells: &[&str]) -> Result<PersonRow, String> {
        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
        read_person(&Row { line: 14, cells }, columns)
    }

    #[test]
    fn what_is_wrong_is_said_with_the_column_and_the_value() {
        for (column, cell, said) in [
            (
                PersonColumn::Email,
                "kim at nier",
                "is not an e-mail address",
            ),
            (PersonColumn::State, "Atlantis", "the State"),
        ] {
            let reason = read(&[PersonColumn::FullName, column], &["Kim", cell]).unwrap_err();
            assert!(reason.contains(cell) && reason.contains(said), "{reason}");
        }
        assert_eq!(
            read(
                &[PersonColumn::FullName, PersonColumn::Email],
                &["", "kim@nier.example"]
            ),
            Err("there is no name".to_owned())
        );
    }

    #[test]
    fn an_unknown_word_keeps_nobody_out() {
        for (column, cell, said) in [
            (PersonColumn::Gender, "perhaps", "the gender"),
            (PersonColumn::Capacity, "king", "the capacity"),
            (PersonColumn::Reply, "who knows", "the reply"),
        ] {
            let person = read(&[PersonColumn::FullName, column], &["Kim", cell]).unwrap();
            assert_eq!(person.given_name, "Kim");
            assert_eq!(
                (person.gender, person.capacity, person.reply),
                (None, None, None)
            );
            let [note] = person.left_out.as_slice() else {
                panic!("one note, not {:?}", person.left_out);
            };
            assert!(note.starts_with("taken, but") && note.contains(cell) && note.contains(said));
        }
    }

    #[test]
    fn empty_cells_say_nothing() {
        let person = read(
            PersonColumn::ALL,
            &["Kim", "", "", " ", "", "", "", "", "", "", ""],
        )
        .unwrap();
        let expected = PersonRow {
            family_name: "Kim".to_owned(),
            ..PersonRow::default()
        };
        assert_eq!(person, expected);
    }

    #[test]
    fn native_script_in_the_columns_of_names_makes_up_the_native_name() {
        let parts = [PersonColumn::FamilyName, PersonColumn::GivenName];
        for (family, given, native) in [
            ("김", "민준", "김민준"),
            ("佐藤", "結衣", "佐藤結衣"),
            ("王", "小假", "王小假"),
            ("Иванова", "Анна", "Иванова Анна"),
            ("Батын", "Болд", "Батын Болд"),
            ("이", "", "이"),
        ] {
            let person = read(&parts, &[family, given]).unwrap();
            assert_eq!(person.native_name.as_deref(), Some(native));
            assert_eq!((&*person.family_name, &*person.given_name), (family, given));
        }
        let all = [
            PersonColumn::NativeName,
            PersonColumn::FamilyName,
            PersonColumn::GivenName,
        ];
        let person = read(&all, &["王芳", "王", "芳"]).unwrap();
        assert_eq!(person.native_name.as_deref(), Some("王芳"));
        assert_eq!((&*person.family_name, &*person.given_name), ("王", "芳"));
    }

    #[test]
    fn parts_in_latin_letters_go_before_native_ones() {
        let columns = [
            PersonColumn::FullName,
            PersonColumn::FamilyName,
            PersonColumn::GivenName,
        ];
        for (cells, family, given, native) in [
            (
                ["KIM Min-jun", "김", "민준"],
                "KIM",
                "Min-jun",
                Some("김민준"),
            ),
            (["KIM Min-jun", "김", ""], "KIM", "Min-jun", Some("김")),
            (["", "Kim", "민준"], "Kim", "민준", None),
            (
                ["Batbayar", "Бат", "Баяр"],
                "",
                "Batbayar",
                Some("Бат Баяр"),
            ),
        ] {
            let person = read(&columns, &cells).unwrap();
            assert_eq!((&*person.family_name, &*person.given_name), (family, given));
            assert_eq!(person.native_name.as_deref(), native, "{cells:?}");
        }
    }

    #[test]
    fn a_name_whose_letters_were_lost_is_refused_with_what_to_do() {
        for (column, cell) in [
            (PersonColumn::FamilyName, "?"),
            (PersonColumn::GivenName, "?? ??"),
            (PersonColumn::NativeName, "\u{fffd}\u{fffd}"),
            (PersonColumn::FullName, "???"),
            (PersonColumn::FullName, "KIM Min-jun (???)"),
            // Windows-1251 has no ө and no ү.
            (PersonColumn::GivenName, "?лзий"),
        ] {
            let reason = read(&[PersonColumn::Email, column], &["a@b.example", cell]).unwrap_err();
            assert!(
                reason.contains("lost") && reason.contains("UTF-8"),
                "{reason}"
            );
        }
        let person = read(&[PersonColumn::FullName], &["Anna IVANOVA?"]).unwrap();
        assert_eq!(person.given_name, "Anna");
    }

    #[test]
    fn a_row_as_people_fill_it_is_understood() {
        let columns = [
            PersonColumn::FullName,
            PersonColumn::Gender,
            PersonColumn::State,
            PersonColumn::Email,
            PersonColumn::Capacity,
            PersonColumn::Reply,
        ];
        let person = read(
            &columns,
            &[
                "Dr. KIM Min-jun (김민준)",
                "여",
                "Rep. of Korea",
                "mailto:kim@nier.example",
                "Head of Delegation",
                "참석",
            ],
        )
        .unwrap();
        let expected = PersonRow {
            family_name: "KIM".to_owned(),
            given_name: "Min-jun".to_owned(),
            native_name: Some("김민준".to_owned()),
            title: Some("Dr.".to_owned()),
            gender: Some(Gender::Woman),
            state: State::read("KR").ok(),
            email: Some("kim@nier.example".to_owned()),
            capacity: Some(Capacity::HeadOfDelegation),
            reply: Some(Reply::Accepted),
            ..PersonRow::default()
        };
        assert_eq!(person, expected);
    }
}
