//! Papers of a meeting with 300 participants, from the store to the file: the fonts were found before (warm), and each round
//! has another title, so that nothing that was set before is set again from memory.

use domain::document::{DocumentFormat, DocumentKind};
use domain::event::EventKind;
use domain::id::{EventId, PersonId};
use domain::participation::Capacity;
use domain::timing::Timing;
use office::Store;
use office::paper::{PaperOptions, PaperRequest, Printer};
use office::view::{EventEdit, NewEvent, PeopleQuery, Window};
use symposia_tests::{Failure, Outcome};

use crate::sample::{Sample, hand, now};
use crate::table::Measure;
use crate::{Size, median, timed};

const PEOPLE: u32 = 300;

pub(crate) fn measure(sample: &Sample, size: &Size) -> Outcome<Vec<Measure>> {
    let mut store =
        Store::open(sample.store.path(), now()).map_err(Failure::refused("open the store"))?;
    let event = fill(&mut store)?;
    let printer = Printer::default();
    let out = sample.path("paper.part");
    let mut round = 0;
    let mut paper = |kind: DocumentKind, format: DocumentFormat, qr: bool| -> Outcome<f64> {
        round += 1;
        let title = EventEdit::Title(format!("A large meeting {round}"));
        office::event::edit(&mut store, &mut hand(), event, title)
            .map_err(Failure::refused("change the title"))?;
        let request = PaperRequest {
            event,
            kind,
            options: PaperOptions {
                qr,
                ..PaperOptions::default()
            },
        };
        let (time, _) = timed("write a paper", || {
            let composed = office::paper::compose(&store, &request, now())?;
            office::paper::write(&printer, &composed, format, &out, &())
        })?;
        Ok(time)
    };
    let first = paper(DocumentKind::Programme, DocumentFormat::Pdf, false)?;
    let mut measures = vec![Measure::time(
        "the first paper, with the search for fonts, once",
        first,
    )];
    let wanted = [
        (
            "300 badges as PDF",
            DocumentKind::Badges,
            DocumentFormat::Pdf,
            false,
            2000.0,
        ),
        (
            "300 badges with QR codes as PDF",
            DocumentKind::Badges,
            DocumentFormat::Pdf,
            true,
            2000.0,
        ),
        (
            "a list of 300 participants as PDF",
            DocumentKind::Participants,
            DocumentFormat::Pdf,
            false,
            1000.0,
        ),
        (
            "the same as DOCX",
            DocumentKind::Participants,
            DocumentFormat::Docx,
            false,
            1000.0,
        ),
        (
            "the same as XLSX",
            DocumentKind::Participants,
            DocumentFormat::Xlsx,
            false,
            1000.0,
        ),
    ];
    for (what, kind, format, qr, most) in wanted {
        let time = median(size.rounds, || paper(kind, format, qr))?;
        measures.push(Measure::time(what, time).at_most(most));
    }
    // The other measures are taken without it.
    office::event::delete(&mut store, &mut hand(), &[event])
        .map_err(Failure::refused("delete the event"))?;
    Ok(measures)
}

fn fill(store: &mut Store) -> Outcome<EventId> {
    let day = |text: &str| domain::timing::parse_day(text).map_err(Failure::refused("read a day"));
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: "A large meeting".to_owned(),
        timing: Timing::Dates {
            first: day("2027-06-11")?,
            last: day("2027-06-13")?,
        },
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let refused = |error: office::OfficeError| Failure::refused("fill the event")(error);
    let planned = office::event::plan(store, &mut hand(), new).map_err(refused)?;
    let event: EventId = planned
        .id
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| Failure::Found("the event has no key".to_owned()))?;
    let window = Window {
        offset: 0,
        limit: PEOPLE,
    };
    let query = PeopleQuery {
        window,
        ..PeopleQuery::default()
    };
    let people = office::person::list(store, &query).map_err(refused)?;
    let people: Vec<PersonId> = people.rows.iter().map(|person| person.id).collect();
    office::participation::add(store, &mut hand(), event, &people, Capacity::Delegate)
        .map_err(refused)?;
    Ok(event)
}
