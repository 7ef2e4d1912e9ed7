//! Invitations on paper: the same texts, without what only a mail program does.

use chrono::NaiveDate;
use domain::id::PersonId;
use domain::letter::Purpose;
use store::Reader;
use store::view::EventPage;

use super::super::write::{LetterChoice, Recipient};
use super::{Writer, addressed, edit, when};
use crate::Result;
use crate::settings::Settings;

/// A letter to be printed.
pub(crate) struct OnPaper {
    /// To whom.
    pub(crate) person: PersonId,
    /// The addressee's name in the letter's language.
    pub(crate) to: String,
    /// Subject.
    pub(crate) subject: String,
    /// Text: lines.
    pub(crate) body: String,
    /// BCP 47 tag.
    pub(crate) language: String,
    /// The day of the letter, in its language.
    pub(crate) day: String,
}

/// What is asked for where a letter for the mail speaks of a mail program's buttons.
fn answer(language: &str) -> &'static str {
    match language.split('-').next().unwrap_or(language) {
        "zh" => "请告知您能否出席。",
        "ja" => "ご出欠をお知らせください。",
        "ko" => "참석 여부를 알려 주시기 바랍니다.",
        "mn" => "Оролцох эсэхээ мэдэгдэнэ үү.",
        "ru" => "Просим сообщить, сможете ли Вы принять участие.",
        _ => "Please tell us whether you can attend.",
    }
}

/// Letters to those people who are on the event's list, in their order. The agenda is not in them: on paper it lies
/// beside the letter, as the programme.
pub(crate) fn on_paper(
    store: &Reader,
    page: &EventPage,
    settings: &Settings,
    choice: &LetterChoice,
    (people, today): (&[PersonId], NaiveDate),
) -> Result<Vec<OnPaper>> {
    let invitees = store.invitees(page.id, Some(people))?;
    let changed = store.letters()?;
    let mut letters = Vec::with_capacity(people.len());
    // A person's language, and with it the text, repeats; the writer is made once for each text.
    let mut writers: Vec<(String, Writer)> = Vec::new();
    for person in people {
        let Some(invitee) = invitees.iter().find(|one| one.person == *person) else {
            continue;
        };
        let language = choice.language.as_deref().or(invitee.language.as_deref());
        let text = edit::text(
            &changed,
            Purpose::Request,
            Some(page.kind),
            language.unwrap_or("en"),
        );
        if !writers
            .iter()
            .any(|(language, _)| *language == text.language)
        {
            let mut choice = choice.clone();
            choice.language = Some(text.language.clone());
            if !text.changed {
                choice.body = Some(without_buttons(&text.body, &text.language));
            }
            let writer = Writer::new(store, page, String::new(), &choice, settings)?;
            writers.push((text.language.clone(), writer));
        }
        let Some((_, writer)) = writers
            .iter()
            .find(|(language, _)| *language == text.language)
        else {
            continue;
        };
        let recipient = Recipient {
            invitee: invitee.clone(),
            address: String::new(),
            purpose: Purpose::Request,
        };
        let (filled, _) = writer.letter(&[&recipient])?;
        let title = invitee.title.as_deref();
        letters.push(OnPaper {
            person: *person,
            to: addressed(title, &invitee.name, &invitee.native_name, &text.language),
            subject: filled.subject,
            body: filled.body,
            day: when::date(today, &text.language),
            language: text.language,
        });
    }
    Ok(letters)
}

/// The program's own text with the line before that of the day of reply put as paper can say it.
fn without_buttons(body: &str, language: &str) -> String {
    let mut lines: Vec<&str> = body.lines().collect();
    let at = lines.iter().position(|line| line.contains("{reply_by}"));
    if let Some(line) = at
        .and_then(|at| at.checked_sub(1))
        .and_then(|at| lines.get_mut(at))
    {
        *line = answer(language);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::event::EventKind;
    use domain::letter::{default_letter, languages};

    #[test]
    fn no_letter_on_paper_speaks_of_buttons() {
        for language in languages() {
            for kind in EventKind::ALL {
                let body = &default_letter(Purpose::Request, *kind, language).body;
                let paper = without_buttons(body, language);
                let quoted = ["Accept", "接受", "承諾", "수락", "Зөвшөөрөх", "Принять"];
                assert!(quoted.iter().any(|word| body.contains(word)), "{language}");
                assert!(
                    !quoted.iter().any(|word| paper.contains(word)),
                    "{language}: {paper}"
                );
                assert!(paper.contains(answer(language)) && paper.contains("{reply_by}"));
            }
        }
    }
}
