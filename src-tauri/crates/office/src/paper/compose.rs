//! From an event to what a paper of it says.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use documents::paper::{About, Body, Paper, language_of};
use domain::document::DocumentKind;
use domain::event::EventStatus;
use domain::state::State;
use domain::timing::{Timing, utc_offset};
use store::Reader;
use store::view::{Agenda, EventPage};

use super::people::Guests;
use super::{PaperRequest, badges, certificates, letters, note, people, programme, report};
use crate::agenda::{self, release::Printed};
use crate::invitation::{place, when_in_words};
use crate::settings::{self, Settings};
use crate::{OfficeError, Result};

/// What all parts of a paper are made from.
pub(super) struct Desk<'a> {
    pub(super) store: &'a Reader,
    pub(super) request: &'a PaperRequest,
    pub(super) page: EventPage,
    pub(super) agenda: Agenda,
    pub(super) settings: Settings,
    pub(super) today: NaiveDate,
    pub(super) about: About,
    /// Whether the agenda stands as its final release has it.
    pub(super) is_final: bool,
}

/// What a paper says, and where the store is whose templates set it. It is made from the store at once, so that
/// setting it, which takes longer, holds nobody up.
#[derive(Debug, Clone)]
pub struct Composed {
    pub(crate) paper: Paper,
    /// What is to be known of the paper and does not stand in it: who gets no certificate, and why.
    pub(crate) notes: Vec<String>,
    pub(crate) store: std::path::PathBuf,
}

impl Composed {
    /// What it says.
    #[must_use]
    pub const fn paper(&self) -> &Paper {
        &self.paper
    }
}

/// What a paper says now. `now` is the day that it says it was made on.
pub fn compose(store: &Reader, request: &PaperRequest, now: DateTime<Utc>) -> Result<Composed> {
    let request = PaperRequest {
        options: request.options.clone().of(request.kind),
        ..request.clone()
    };
    let page = store.event(request.event)?;
    if page.status == EventStatus::Cancelled && request.kind == DocumentKind::Letters {
        return Err(OfficeError::NotPossible(
            "the event is cancelled, so nobody is invited to it; tell those who were invited on the tab Invitations"
                .to_owned(),
        ));
    }
    let settings = settings::all(store, "UTC")?;
    let agenda = agenda::show(store, request.event)?;
    let version = agenda::release::printed(store, request.event)?;
    let line = version_of(request.kind, &agenda, version.as_ref());
    let zone = match page.timing {
        Timing::Exact { zone, .. } => zone,
        _ => domain::timing::zone_named(&settings.home_zone).unwrap_or(chrono_tz::UTC),
    };
    let today = now.with_timezone(&zone).date_naive();
    let desk = Desk {
        about: about(&page, &settings, line, today),
        is_final: version.is_some_and(|version| version.is_final()),
        store,
        request: &request,
        page,
        agenda,
        settings,
        today,
    };
    let (body, notes) = body(&desk)?;
    Ok(Composed {
        paper: Paper {
            about: desk.about,
            body,
        },
        notes,
        store: store.path().to_owned(),
    })
}

fn body(desk: &Desk<'_>) -> Result<(Body, Vec<String>)> {
    let guests = Guests::read(desk)?;
    let mut notes = Vec::new();
    let body = match desk.request.kind {
        DocumentKind::Programme => Body::Programme(programme::programme(desk, &guests)?),
        DocumentKind::Participants => Body::Participants(people::participants(desk, &guests)),
        DocumentKind::SignIn => Body::SignIn(people::sign_in(desk, &guests)?),
        DocumentKind::Badges => Body::Badges(badges::badges(desk, &guests, &mut notes)),
        DocumentKind::TableSigns => Body::TableSigns(badges::signs(desk, &guests)),
        DocumentKind::Letters => Body::Letters(letters::letters(desk, &guests)?),
        DocumentKind::InformationNote => Body::InformationNote(note::note(desk)),
        DocumentKind::Certificates => {
            Body::Certificates(certificates::certificates(desk, &guests, &mut notes)?)
        }
        DocumentKind::Report => Body::Report(Box::new(report::report(desk, &guests)?)),
        kind @ (DocumentKind::AnnualReport | DocumentKind::ActivityPlan) => {
            return Err(OfficeError::NotPossible(format!(
                "{} is of a period and of no event; write it from the place Reports, or with symposia-cli report",
                kind.name()
            )));
        }
    };
    Ok((body, notes))
}

/// The line that tells a paper's version of the agenda. A programme has one also before the first release, so that
/// nobody takes it for one that was.
fn version_of(kind: DocumentKind, agenda: &Agenda, printed: Option<&Printed>) -> Option<String> {
    let is_draft = kind == DocumentKind::Programme && !agenda.items.is_empty();
    let unreleased = || is_draft.then(|| agenda::release::UNRELEASED.to_owned());
    printed
        .map(|version| version.line.clone())
        .or_else(unreleased)
}

fn about(
    page: &EventPage,
    settings: &Settings,
    version: Option<String>,
    today: NaiveDate,
) -> About {
    let state = page
        .state
        .as_deref()
        .and_then(|code| State::read(code).ok());
    let with = page
        .associated_event
        .as_ref()
        .map(|event| event.name.clone());
    let country = state.map(|state| state.official_name().to_owned());
    let city = match (page.city.clone(), country) {
        (Some(city), Some(country)) if city != country => Some(format!("{city}, {country}")),
        (city, country) => city.or(country),
    };
    About {
        lang: language_of(&page.title, page.state.as_deref()).to_owned(),
        title: title(page),
        kind: crate::calendar_file::kind_name(page.kind).to_owned(),
        with: with.or_else(|| page.associated_with.clone()),
        when: when_in_words(&page.timing, "en"),
        days: days_of(&page.timing),
        place: place(page),
        city,
        organizer: organizer(settings),
        version,
        made: day_of(today),
    }
}

/// The title as every paper of the event has it: one that does not take place as planned says so wherever its name
/// stands, so that no paper of it is taken for one of an event that does.
fn title(page: &EventPage) -> String {
    match page.status {
        EventStatus::Cancelled => format!("Cancelled: {}", page.title),
        EventStatus::Postponed => format!("Postponed: {}", page.title),
        EventStatus::Proposed
        | EventStatus::Tentative
        | EventStatus::Confirmed
        | EventStatus::Held => page.title.clone(),
    }
}

fn organizer(settings: &Settings) -> String {
    if settings.organizer_name.is_empty() {
        "North-East Asia Clean Air Partnership".to_owned()
    } else {
        settings.organizer_name.clone()
    }
}

/// `10 November 2026`.
pub(super) fn day_of(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// `Tuesday, 10 November 2026`.
pub(super) fn weekday_of(day: NaiveDate) -> String {
    day.format("%A, %-d %B %Y").to_string()
}

/// The days alone: `10–12 November 2026`, `30 November – 2 December 2026`.
pub(crate) fn days_of(timing: &Timing) -> String {
    let Some((first, last)) = timing.days() else {
        return when_in_words(timing, "en");
    };
    if first == last {
        return day_of(first);
    }
    if (first.year(), first.month()) == (last.year(), last.month()) {
        return format!("{}–{}", first.day(), day_of(last));
    }
    if first.year() == last.year() {
        return format!("{} – {}", first.format("%-d %B"), day_of(last));
    }
    format!("{} – {}", day_of(first), day_of(last))
}

/// The clocks that an exact timing is on: `Asia/Ulaanbaatar, UTC+8`.
pub(super) fn zone_of(timing: &Timing) -> Option<String> {
    match *timing {
        Timing::Exact { start, zone, .. } => {
            Some(format!("{}, {}", zone.name(), utc_offset(start, zone)))
        }
        _ => None,
    }
}

/// A text by paragraphs: lines between empty ones.
pub(super) fn paragraphs(text: Option<&str>) -> Vec<String> {
    let text = text.unwrap_or_default().replace("\r\n", "\n");
    let paragraphs = text
        .split("\n\n")
        .map(|paragraph| paragraph.trim().to_owned());
    paragraphs
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use domain::timing::parse_day;

    #[test]
    fn days_say_nothing_twice() {
        for (first, last, said) in [
            ("2026-11-10", "2026-11-10", "10 November 2026"),
            ("2026-11-10", "2026-11-12", "10–12 November 2026"),
            ("2026-11-30", "2026-12-02", "30 November – 2 December 2026"),
            (
                "2026-12-30",
                "2027-01-02",
                "30 December 2026 – 2 January 2027",
            ),
        ] {
            let (first, last) = (parse_day(first).unwrap(), parse_day(last).unwrap());
            assert_eq!(days_of(&Timing::Dates { first, last }), said);
        }
    }
}
