//! What cannot be at the time that it is.

use chrono::NaiveDateTime;

use super::{About, Finding, Rule, View, clock, span};
use crate::agenda::clash::{Clash, at_once, clashes};
use crate::agenda::{ItemKind, Placed, PlannedItem};
use crate::id::AgendaItemId;

pub(super) fn judge(view: &View<'_>) -> Vec<Finding> {
    let programme = view.programme;
    let clashes = clashes(&programme.items, &programme.placed, programme.hours);
    let mut found: Vec<Finding> = clashes
        .iter()
        .filter_map(|clash| of_clash(view, clash))
        .collect();
    found.extend(over_plenary(view));
    let without = programme
        .placed
        .iter()
        .filter(|place| place.start >= place.end && view.items.contains_key(&place.id));
    found.extend(without.map(|place| no_length(view, place)));
    found
}

fn of_clash(view: &View<'_>, clash: &Clash) -> Option<Finding> {
    Some(match clash {
        Clash::Overlap { a, b } => overlap(view, view.place(*a)?, view.place(*b)?),
        Clash::RoomTwice { room, a, b } => {
            let until = clock(view.place(*a)?.end);
            let (first, second) = (view.title(*a), view.title(*b));
            let said = (
                format!(
                    "{} is taken twice: by {first} until {until} and by {second} from {}.",
                    view.room(*room),
                    clock(view.place(*b)?.start)
                ),
                format!(
                    "Give one of the two another room, or let {second} begin when {first} is over, at {until}."
                ),
            );
            let about = About {
                rooms: vec![*room],
                ..About::items(&[*a, *b])
            };
            view.finding(Rule::RoomTwice, about, said)
        }
        Clash::PersonTwice { person, name, a, b } => {
            let said = (
                format!(
                    "{name} is in two places at once: {} ({}) and {} ({}).",
                    view.title(*a),
                    hours(view.place(*a)?),
                    view.title(*b),
                    hours(view.place(*b)?)
                ),
                "Move one of the two, or give one of the parts to somebody else.".to_owned(),
            );
            let about = About {
                people: vec![*person],
                ..About::items(&[*a, *b])
            };
            view.finding(Rule::PersonTwice, about, said)
        }
        Clash::OutsideEvent { item } => outside_event(view, *item)?,
        Clash::OutsideParent { item, parent } => outside_parent(view, *item, *parent)?,
    })
}

fn hours(place: &Placed) -> String {
    format!("{}–{}", clock(place.start), clock(place.end))
}

/// Two items at once. Where only the second is fixed, the first has flowed into it.
fn overlap(view: &View<'_>, a: &Placed, b: &Placed) -> Finding {
    let is_fixed = |id| view.items.get(&id).is_some_and(|item| item.start.is_some());
    let (first, second) = (view.title(a.id), view.title(b.id));
    let about = About::items(&[a.id, b.id]);
    let shared = span(a.end.min(b.end) - b.start);
    if !is_fixed(a.id) && is_fixed(b.id) && a.start < b.start {
        let said = (
            format!(
                "{first} lasts until {}, but {second} is fixed at {}.",
                clock(a.end),
                clock(b.start)
            ),
            format!(
                "Shorten {first} by {}, or let {second} begin at {}.",
                span(a.end - b.start),
                clock(a.end)
            ),
        );
        return view.finding(Rule::PinnedOverlap, about, said);
    }
    let said = (
        format!(
            "{first} and {second} are at the same time for {shared}, from {}.",
            clock(b.start)
        ),
        format!(
            "If they are parallel, give each a room of its own; else let {second} begin at {}.",
            clock(a.end)
        ),
    );
    view.finding(Rule::Overlap, about, said)
}

fn outside_event(view: &View<'_>, item: AgendaItemId) -> Option<Finding> {
    let (start, end) = view.programme.hours?;
    let place = view.place(item)?;
    let day = |at: NaiveDateTime| at.format("%-d %b %Y %H:%M").to_string();
    let title = view.title(item);
    let remedy = match (place.start < start, place.end > end) {
        (true, true) => "Move it, or let the event begin earlier and end later.".to_owned(),
        (true, false) => format!("Move it, or let the event begin at {}.", day(place.start)),
        _ => format!("Move it, or let the event last until {}.", day(place.end)),
    };
    let said = (
        format!(
            "{title} ({} to {}) is outside the event, which lasts from {} to {}.",
            day(place.start),
            clock(place.end),
            day(start),
            day(end)
        ),
        remedy,
    );
    Some(view.finding(Rule::OutsideEvent, About::items(&[item]), said))
}

fn outside_parent(view: &View<'_>, item: AgendaItemId, parent: AgendaItemId) -> Option<Finding> {
    let (own, whole) = (view.place(item)?, view.place(parent)?);
    let (title, of) = (view.title(item), view.title(parent));
    let remedy = if own.start >= whole.start && own.start < whole.end {
        let over = span(own.end - whole.end);
        format!("Shorten {title} by {over}, or lengthen {of} by as much.")
    } else {
        format!("Move {title} into {of}, or let it stand for itself.")
    };
    let said = (
        format!(
            "{title} ({}) reaches beyond {of} ({}), of which it is a part.",
            hours(own),
            hours(whole)
        ),
        remedy,
    );
    Some(view.finding(Rule::OutsideParent, About::items(&[item, parent]), said))
}

fn no_length(view: &View<'_>, place: &Placed) -> Finding {
    let title = view.title(place.id);
    let sentence = if place.end < place.start {
        format!(
            "{title} ends at {}, before it begins at {}.",
            clock(place.end),
            clock(place.start)
        )
    } else {
        format!("{title} at {} has no length.", clock(place.start))
    };
    let remedy = "Give it a minute or more, or delete it.".to_owned();
    view.finding(
        Rule::NoLength,
        About::items(&[place.id]),
        (sentence, remedy),
    )
}

/// Whether everyone is needed at items of this kind, where they are no part of another item.
const fn is_plenary(kind: ItemKind) -> bool {
    match kind {
        ItemKind::Opening | ItemKind::Procedural | ItemKind::GroupPhoto | ItemKind::Closing => true,
        ItemKind::Presentation
        | ItemKind::Panel
        | ItemKind::Discussion
        | ItemKind::Session
        | ItemKind::TrainingSession
        | ItemKind::FieldVisit
        | ItemKind::Break
        | ItemKind::Meal
        | ItemKind::Other => false,
    }
}

fn over_plenary(view: &View<'_>) -> Vec<Finding> {
    let plenary = |item: &PlannedItem| item.parent.is_none() && is_plenary(view.kind(item.id));
    let pairs = at_once(&view.items, &view.programme.placed);
    let apart = pairs.into_iter().filter_map(|(a, b)| {
        let (one, other) = (a.room?, b.room?);
        let is_top = a.parent.is_none() && b.parent.is_none();
        (is_top && one != other && (plenary(a) || plenary(b))).then_some((a, b))
    });
    apart
        .filter_map(|(a, b)| {
            let (all, beside) = if plenary(a) { (a, b) } else { (b, a) };
            let (whole, own) = (view.place(all.id)?, view.place(beside.id)?);
            let (title, needed) = (view.title(beside.id), view.title(all.id));
            let said = (
                format!(
                    "{title} ({}) runs in {} while everyone is needed at {needed} ({}).",
                    hours(own),
                    beside.room.map(|room| view.room(room)).unwrap_or_default(),
                    hours(whole)
                ),
                if own.start < whole.start {
                    format!(
                        "Let {title} end by {}, or move {needed} to {}.",
                        clock(whole.start),
                        clock(own.end)
                    )
                } else {
                    format!(
                        "Move {title} to {}, when {needed} is over, or make it a part of {needed}.",
                        clock(whole.end)
                    )
                },
            );
            Some(view.finding(Rule::OverPlenary, About::items(&[all.id, beside.id]), said))
        })
        .collect()
}
