//! A row of a table as a person.

use domain::participation::{Capacity, Reply};
use domain::person::Gender;
use domain::state::State;

use crate::{PersonColumn, Row};

/// A person as a row gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// Family name in Latin letters.
    pub family_name: String,
    /// Given name in Latin letters.
    pub given_name: String,
    /// Name in native script.
    pub native_name: Option<String>,
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
}

/// Reads a person from a row; or says what is wrong with it, naming the column and the value.
pub fn read_person(row: &Row, columns: &[PersonColumn]) -> Result<PersonRow, String> {
    let mut person = PersonRow::default();
    for (cell, column) in row.cells.iter().zip(columns) {
        let cell = cell.trim();
        if !cell.is_empty() {
            take(&mut person, *column, cell)?;
        }
    }
    let nameless = person.family_name.is_empty()
        && person.given_name.is_empty()
        && person.native_name.is_none();
    if nameless {
        return Err("there is no name".to_owned());
    }
    Ok(person)
}

fn take(person: &mut PersonRow, column: PersonColumn, cell: &str) -> Result<(), String> {
    let text = || Some(cell.to_owned());
    match column {
        PersonColumn::FamilyName if is_latin(cell) => cell.clone_into(&mut person.family_name),
        PersonColumn::GivenName if is_latin(cell) => cell.clone_into(&mut person.given_name),
        PersonColumn::FamilyName | PersonColumn::GivenName => add_native(person, column, cell),
        PersonColumn::FullName => split_name(person, cell),
        PersonColumn::NativeName => person.native_name = text(),
        PersonColumn::Title => person.title = text(),
        PersonColumn::Gender => person.gender = Some(gender(cell)?),
        PersonColumn::Position => person.position = text(),
        PersonColumn::Division => person.division = text(),
        PersonColumn::Organisation => person.organisation = text(),
        PersonColumn::State => {
            person.state =
                Some(State::read(cell).map_err(|_| format!("the State “{cell}” is not known"))?);
        }
        PersonColumn::Email => {
            let address = cell.strip_prefix("mailto:").unwrap_or(cell);
            person.email = Some(domain::person::email(address).map_err(|error| error.to_string())?);
        }
        PersonColumn::Phone => person.phone = text(),
        PersonColumn::Languages => person.languages = text(),
        PersonColumn::Dietary => person.dietary = text(),
        PersonColumn::AccessNeeds => person.access_needs = text(),
        PersonColumn::Capacity => person.capacity = Some(word(cell, "capacity")?),
        PersonColumn::Reply => person.reply = Some(reply(cell)?),
        PersonColumn::Note => person.note = text(),
        PersonColumn::Ignore => {}
    }
    Ok(())
}

fn is_latin(text: &str) -> bool {
    // Up to the end of Latin Extended Additional, which Vietnamese needs; and marks and signs.
    text.chars().all(|letter| {
        !letter.is_alphabetic() || letter < '\u{0370}' || ('\u{1e00}'..'\u{1f00}').contains(&letter)
    })
}

/// Native-script parts given in the columns for Latin names make up the native name.
fn add_native(person: &mut PersonRow, column: PersonColumn, cell: &str) {
    let spaced = cell
        .chars()
        .any(|letter| ('\u{0400}'..'\u{0530}').contains(&letter));
    person.native_name = Some(match person.native_name.take() {
        None => cell.to_owned(),
        Some(other) if !spaced => format!("{other}{cell}"),
        Some(other) if column == PersonColumn::GivenName => format!("{cell} {other}"),
        Some(other) => format!("{other} {cell}"),
    });
}

/// A whole name: `KIM Min-jun`, `Min-jun KIM`, `Ivanova, Anna`, `Anna Ivanova`, `김민준`.
fn split_name(person: &mut PersonRow, name: &str) {
    if !is_latin(name) {
        person.native_name = Some(name.to_owned());
        return;
    }
    if let Some((family, given)) = name.split_once(',') {
        family.trim().clone_into(&mut person.family_name);
        given.trim().clone_into(&mut person.given_name);
        return;
    }
    let is_capitals = |word: &str| {
        word.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && !word.chars().any(char::is_lowercase)
    };
    let (family, given): (Vec<&str>, Vec<&str>) =
        name.split_whitespace().partition(|word| is_capitals(word));
    if !family.is_empty() && !given.is_empty() {
        person.family_name = family.join(" ");
        person.given_name = given.join(" ");
    } else if let Some((given, family)) = name.trim().rsplit_once(char::is_whitespace) {
        family.clone_into(&mut person.family_name);
        given.trim().clone_into(&mut person.given_name);
    } else {
        name.trim().clone_into(&mut person.given_name);
    }
}

fn gender(cell: &str) -> Result<Gender, String> {
    match cell.to_lowercase().trim_end_matches('.') {
        "woman" | "female" | "f" | "w" | "ms" | "mrs" | "女" | "女性" | "여" | "여성" | "ж"
        | "жен" | "женский" | "эм" | "эмэгтэй" => Ok(Gender::Woman),
        "man" | "male" | "m" | "mr" | "男" | "男性" | "남" | "남성" | "м" | "муж" | "мужской"
        | "эр" | "эрэгтэй" => Ok(Gender::Man),
        "other" | "x" | "non-binary" | "其他" | "その他" | "기타" | "другой" => {
            Ok(Gender::Other)
        }
        "not-said" | "not said" | "-" | "n/a" | "na" | "unknown" => Ok(Gender::NotSaid),
        _ => Err(format!(
            "the gender “{cell}” is not known; write woman, man, other or not said"
        )),
    }
}

fn reply(cell: &str) -> Result<Reply, String> {
    match cell.to_lowercase().as_str() {
        "yes" | "y" | "confirmed" | "attending" | "是" | "出席" | "참석" | "да" => {
            Ok(Reply::Accepted)
        }
        "no" | "n" | "not attending" | "否" | "欠席" | "불참" | "нет" => {
            Ok(Reply::Declined)
        }
        "maybe" => Ok(Reply::Tentative),
        "pending" | "no reply" => Ok(Reply::NeedsAction),
        _ => word(cell, "reply"),
    }
}

/// A word of one of the domain's vocabularies, with spaces for its hyphens too.
fn word<T: std::str::FromStr<Err = domain::UnknownWord>>(
    cell: &str,
    what: &str,
) -> Result<T, String> {
    cell.trim()
        .to_lowercase()
        .replace([' ', '_'], "-")
        .parse()
        .map_err(|error: domain::UnknownWord| {
            format!(
                "the {what} “{cell}” is not known; write one of: {}",
                error.known
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> (String, String, Option<String>) {
        let row = Row {
            line: 2,
            cells: vec![name.to_owned()],
        };
        let person = read_person(&row, &[PersonColumn::FullName]).unwrap();
        (person.family_name, person.given_name, person.native_name)
    }

    #[test]
    fn a_whole_name_is_split_as_it_is_written() {
        let latin = |family: &str, given: &str| (family.to_owned(), given.to_owned(), None);
        assert_eq!(named("KIM Min-jun"), latin("KIM", "Min-jun"));
        assert_eq!(named("Min-jun KIM"), latin("KIM", "Min-jun"));
        assert_eq!(named("Ivanova, Anna"), latin("Ivanova", "Anna"));
        assert_eq!(named("Anna Maria Ivanova"), latin("Ivanova", "Anna Maria"));
        assert_eq!(
            named("김민준"),
            (String::new(), String::new(), Some("김민준".to_owned()))
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_the_value() {
        let row = |cells: [&str; 2]| Row {
            line: 9,
            cells: cells.map(str::to_owned).to_vec(),
        };
        let columns = [PersonColumn::FullName, PersonColumn::Email];
        assert!(
            read_person(&row(["Kim", "kim at nier"]), &columns)
                .unwrap_err()
                .contains("kim at nier")
        );
        assert_eq!(
            read_person(&row(["", "kim@nier.example"]), &columns).unwrap_err(),
            "there is no name"
        );
        let columns = [PersonColumn::FullName, PersonColumn::State];
        assert!(
            read_person(&row(["Kim", "Atlantis"]), &columns)
                .unwrap_err()
                .contains("Atlantis")
        );
    }
}
