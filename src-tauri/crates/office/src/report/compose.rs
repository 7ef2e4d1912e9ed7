//! From a period to what its report says.

use chrono::{DateTime, Utc};
use documents::annual::{Annual, Block, Part};
use documents::paper::{About, Body, Paper, language_of};
use domain::document::DocumentFormat;
use domain::report::Period;
use store::Reader;

use super::gather::Ground;
use super::{annex, finance, parts, summary};
use crate::paper::Composed;
use crate::settings::{self, Settings};
use crate::{Result, files};

/// What the report of a period says now. `now` is the day that it says it was made on.
pub fn compose(store: &Reader, period: Period, now: DateTime<Utc>) -> Result<Composed> {
    let settings = settings::all(store, "UTC")?;
    let today = today(&settings, now);
    let ground = store.at_one_time(|store| Ground::read(store, period, today))?;
    let report = report(&ground)?;
    let title = format!("Annual report {}", period.name());
    Ok(Composed {
        paper: Paper {
            about: about(&settings, title, &report, today),
            body: Body::AnnualReport(Box::new(report)),
        },
        notes: Vec::new(),
        store: store.path().to_owned(),
    })
}

/// A name for the report's file.
#[must_use]
pub fn suggested_name(period: Period, format: DocumentFormat) -> String {
    let title = format!("Annual report {}", period.name());
    format!("{}.{format}", files::name_for(&title))
}

/// The day at the secretariat.
pub(super) fn today(settings: &Settings, now: DateTime<Utc>) -> chrono::NaiveDate {
    let zone = domain::timing::zone_named(&settings.home_zone).unwrap_or(chrono_tz::UTC);
    now.with_timezone(&zone).date_naive()
}

pub(super) fn about(
    settings: &Settings,
    title: String,
    report: &Annual,
    today: chrono::NaiveDate,
) -> About {
    About {
        title,
        lang: "en".to_owned(),
        kind: report.heading.clone(),
        when: report.period.clone(),
        days: report.period.clone(),
        organizer: if settings.organizer_name.is_empty() {
            "North-East Asia Clean Air Partnership".to_owned()
        } else {
            settings.organizer_name.clone()
        },
        made: today.format("%-d %B %Y").to_string(),
        ..About::default()
    }
}

/// All parts of the report, numbered.
pub(super) fn report(ground: &Ground) -> Result<Annual> {
    let mut counter = Counter::default();
    let mut all = vec![summary::introduction(ground, &mut counter)?];
    for output in ground.outputs() {
        all.push(parts::output(ground, output, &mut counter)?);
        for activity in output.activities {
            all.push(parts::activity(ground, output, activity, &mut counter)?);
        }
    }
    all.extend(parts::others(ground, &mut counter)?);
    all.extend(parts::other_studies(ground, &mut counter)?);
    all.push(finance::finance(ground, &mut counter)?);
    all.push(finance::follow_ups(ground, &mut counter)?);
    all.push(parts::conclusions());
    write_in(&mut all, ground);
    number(&mut all);
    all.extend(annex::annexes(ground, &mut counter));
    Ok(Annual {
        heading: "Annual report".to_owned(),
        period: ground.period.days(),
        addressee: "For the Senior Officials Meeting".to_owned(),
        parts: all,
    })
}

/// What a person wrote comes before what was counted.
fn write_in(parts: &mut Vec<Part>, ground: &Ground) {
    for part in &mut *parts {
        let Some((_, text)) = ground.texts.get(&part.key) else {
            continue;
        };
        let written = Block::Written {
            lang: language_of(text, None).to_owned(),
            paragraphs: paragraphs(text),
        };
        part.blocks.insert(0, written);
    }
    // Nothing is printed under a heading that nobody wrote anything for.
    parts.retain(|part| part.key != "conclusions" || !part.blocks.is_empty());
}

fn paragraphs(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    text.split("\n\n")
        .map(|paragraph| paragraph.trim().to_owned())
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

/// `1`, `2`, `2.1`, …
fn number(parts: &mut [Part]) {
    let (mut first, mut second) = (0, 0);
    for part in parts {
        if part.level == 1 {
            first += 1;
            second = 0;
            part.number = first.to_string();
        } else {
            second += 1;
            part.number = format!("{first}.{second}");
        }
    }
}

/// Numbers of tables and figures.
#[derive(Debug, Default)]
pub(super) struct Counter {
    tables: u32,
    figures: u32,
}

impl Counter {
    pub(super) fn table(&mut self, what: &str) -> String {
        self.tables += 1;
        format!("Table {}. {what}", self.tables)
    }

    pub(super) fn figure(&mut self, what: &str) -> String {
        self.figures += 1;
        format!("Figure {}. {what}", self.figures)
    }
}
