//! Who is missing: a speaker who does not come, a chair, an interpreter.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::{About, Detail, Finding, Guest, Rule, View};
use crate::agenda::{ItemKind, Placed, PlannedItem};
use crate::id::{AgendaItemId, PersonId};
use crate::participation::{Capacity, Reply};

pub(super) fn judge(view: &View<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for item in &view.programme.items {
        let Some(detail) = view.programme.details.get(&item.id) else {
            continue;
        };
        found.extend(declined(view, item, detail));
        found.extend(no_chair(view, item, detail));
    }
    found.extend(no_interpreter(view));
    found
}

fn declined<'a>(
    view: &'a View<'_>,
    item: &'a PlannedItem,
    detail: &'a Detail,
) -> impl Iterator<Item = Finding> + 'a {
    detail.parts.iter().filter_map(move |(person, capacity)| {
        let guest = view.programme.guests.get(person)?;
        let (does, remedy) = match guest.reply {
            Reply::Declined => ("has declined", "Ask somebody else, or take the part away."),
            Reply::Delegated => (
                "sends somebody else",
                "Give the part to whoever comes instead.",
            ),
            Reply::NeedsAction | Reply::Accepted | Reply::Tentative => return None,
        };
        let sentence = format!(
            "{} {does}, but has a part in {} ({}).",
            guest.name,
            view.title(item.id),
            capacity.as_str().replace('-', " ")
        );
        let about = About {
            people: vec![*person],
            ..About::items(&[item.id])
        };
        Some(view.finding(Rule::Declined, about, (sentence, remedy.to_owned())))
    })
}

/// Whether someone in this capacity leads what is said.
const fn leads(capacity: Capacity) -> bool {
    matches!(
        capacity,
        Capacity::Chair | Capacity::ViceChair | Capacity::Moderator
    )
}

/// Nobody leads a session or a panel, nor what it is a part of.
fn no_chair(view: &View<'_>, item: &PlannedItem, detail: &Detail) -> Option<Finding> {
    if !matches!(detail.kind, ItemKind::Session | ItemKind::Panel) {
        return None;
    }
    let is_led = view
        .with_wholes(item.id)
        .filter_map(|item| view.programme.details.get(&item.id))
        .any(|detail| detail.parts.iter().any(|(_, capacity)| leads(*capacity)));
    let said = || {
        (
            format!("Nobody chairs {}.", view.title(item.id)),
            "Give a participant a part in it as chair or moderator.".to_owned(),
        )
    };
    (!is_led).then(|| view.finding(Rule::NoChair, About::items(&[item.id]), said()))
}

/// The language that a tag stands for, without its script and region.
fn primary(tag: &str) -> String {
    let language = tag.trim().split(['-', '_']).next().unwrap_or_default();
    language.to_ascii_lowercase()
}

/// A language as a sentence says it.
fn named(tag: &str) -> &str {
    match primary(tag).as_str() {
        "en" => "English",
        "zh" => "Chinese",
        "ja" => "Japanese",
        "ko" => "Korean",
        "mn" => "Mongolian",
        "ru" => "Russian",
        "fr" => "French",
        "th" => "Thai",
        _ => tag,
    }
}

/// Items in a language of their own, without an interpreter who speaks it and is free. Interpreters
/// who have a part in an item serve it, what it is a part of, and its parts; the others are given to the items one by one
/// in the order of their times, those who speak least first.
fn no_interpreter(view: &View<'_>) -> Vec<Finding> {
    let spoken: Vec<String> = match view.programme.languages.as_slice() {
        [] => vec!["en".to_owned()],
        languages => languages.iter().map(|tag| primary(tag)).collect(),
    };
    let mut needing: Vec<(&PlannedItem, &Placed, &str)> = Vec::new();
    for (item, place) in view.lasting() {
        let detail = view.programme.details.get(&item.id);
        let language = detail.and_then(|detail| detail.language.as_deref());
        if let Some(language) = language.filter(|tag| !tag.trim().is_empty())
            && !spoken.contains(&primary(language))
        {
            needing.push((item, place, language));
        }
    }
    if needing.is_empty() {
        return Vec::new();
    }
    let mut free = Interpreters::of(view);
    needing
        .into_iter()
        .filter(|(item, place, language)| !free.serve(view, item, place, language))
        .map(|(item, _, language)| {
            let said = (
                format!(
                    "{} is in {}, which is no working language of the event, and no interpreter for it is free then.",
                    view.title(item.id),
                    named(language)
                ),
                format!(
                    "Add an interpreter who speaks {}, or hold it in a working language.",
                    named(language)
                ),
            );
            let about = About {
                also: Some(language.to_owned()),
                ..About::items(&[item.id])
            };
            view.finding(Rule::NoInterpreter, about, said)
        })
        .collect()
}

/// The interpreters who come, and when they are taken.
struct Interpreters<'a> {
    all: Vec<(PersonId, &'a Guest)>,
    taken: HashMap<PersonId, Vec<(AgendaItemId, NaiveDateTime, NaiveDateTime)>>,
}

impl<'a> Interpreters<'a> {
    fn of(view: &View<'a>) -> Self {
        let comes = |guest: &Guest| !matches!(guest.reply, Reply::Declined | Reply::Delegated);
        let mut all: Vec<(PersonId, &Guest)> = view
            .programme
            .guests
            .iter()
            .filter(|(_, guest)| guest.interprets && comes(guest))
            .map(|(person, guest)| (*person, guest))
            .collect();
        all.sort_by_key(|(person, guest)| (guest.languages.len(), *person));
        let mut taken: HashMap<PersonId, Vec<_>> = HashMap::new();
        for (item, place) in view.lasting() {
            let detail = view.programme.details.get(&item.id);
            for (person, _) in detail.into_iter().flat_map(|detail| &detail.parts) {
                let times = taken.entry(*person).or_default();
                times.push((item.id, place.start, place.end));
            }
        }
        Self { all, taken }
    }

    /// Finds an interpreter for an item, and takes note that they are there.
    fn serve(
        &mut self,
        view: &View<'_>,
        item: &PlannedItem,
        place: &Placed,
        language: &str,
    ) -> bool {
        let holds = |outer: AgendaItemId, inner: AgendaItemId| {
            view.with_wholes(inner).any(|whole| whole.id == outer)
        };
        let wanted = primary(language);
        let found = self.all.iter().find(|(person, guest)| {
            let speaks = guest.languages.iter().any(|tag| primary(tag) == wanted);
            let taken = self.taken.get(person);
            speaks
                && taken.into_iter().flatten().all(|(at, start, end)| {
                    holds(*at, item.id)
                        || holds(item.id, *at)
                        || *end <= place.start
                        || *start >= place.end
                })
        });
        let Some((person, _)) = found else {
            return false;
        };
        let times = self.taken.entry(*person).or_default();
        times.push((item.id, place.start, place.end));
        true
    }
}
