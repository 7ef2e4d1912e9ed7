//! Text of a calendar file, read and written without a store: ours beside the other crates that do it, one after the
//! other on the same events in every round. The best round of each counts, since what else the machine does can only
//! make one slower.

use calendar::{Attendee, Calendar, Entry, Mailbox};
use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;
use domain::participation::{Capacity, Reply};
use domain::timing::{Timing, parse_local};
use symposia_tests::{Failure, Outcome};

use crate::table::Measure;
use crate::{Size, timed};

/// At most so many times what the fastest of the others takes.
const MOST: f64 = 1.1;

/// One reader or writer: its name, and its work, which gives how much it read or wrote.
type Rival<'a> = (&'static str, Box<dyn Fn() -> Result<usize, String> + 'a>);

pub(crate) fn measure(size: &Size) -> Outcome<Vec<Measure>> {
    let ours = events(size.events).map_err(Failure::refused("make events"))?;
    let text = calendar::write(&ours).map_err(Failure::refused("write events"))?;
    #[allow(
        clippy::cast_precision_loss,
        reason = "a file of some tens of megabytes"
    )]
    let megabytes = text.len() as f64 / (1024.0 * 1024.0);
    let what = format!(
        "{} events with five people each ({megabytes:.1} MB)",
        size.events
    );

    let calcard = calcard::icalendar::ICalendar::parse(&text)
        .map_err(|_| Failure::Found("calcard does not read the file".to_owned()))?;
    let icalendar: icalendar::Calendar = text
        .parse()
        .map_err(Failure::refused("read with icalendar"))?;
    // The writer of `ical` is not here: it panics on a name that begins with a letter of Han.
    let writers: Vec<Rival> = vec![
        (
            "ours",
            Box::new(|| {
                calendar::write(&ours)
                    .map(|text| text.len())
                    .map_err(|error| error.to_string())
            }),
        ),
        (
            "`calcard` writing what it read",
            Box::new(|| Ok(calcard.to_string().len())),
        ),
        (
            "`icalendar` writing what it read",
            Box::new(|| Ok(icalendar.to_string().len())),
        ),
    ];
    let mut measures = race(
        &format!("read {what}"),
        &readers(&text),
        size.rounds,
        size.events as usize,
    )?;
    measures.extend(race(
        &format!("write {what}"),
        &writers,
        size.rounds,
        text.len() / 2,
    )?);
    Ok(measures)
}

fn readers(text: &str) -> Vec<Rival<'_>> {
    vec![
        (
            "ours",
            Box::new(move || {
                let read = calendar::read(text.as_bytes());
                match read.rejected.first() {
                    Some(rejected) => Err(format!("line {}: {}", rejected.line, rejected.reason)),
                    None => Ok(read.events.len()),
                }
            }),
        ),
        (
            "`calcard`",
            Box::new(move || {
                let read = calcard::icalendar::ICalendar::parse(text);
                read.map(|read| read.components.len())
                    .map_err(|_| "it does not read the file".to_owned())
            }),
        ),
        (
            "`icalendar`",
            Box::new(move || {
                let read: icalendar::Calendar = text.parse()?;
                Ok(read.components.len())
            }),
        ),
        (
            "`ical`",
            Box::new(move || {
                let mut events = 0;
                for calendar in ical::IcalParser::new(text.as_bytes()) {
                    events += calendar.map_err(|error| error.to_string())?.events.len();
                }
                Ok(events)
            }),
        ),
    ]
}

/// Ours against each of the others; the first is ours. None may do less than `least`.
fn race(what: &str, rivals: &[Rival], rounds: usize, least: usize) -> Outcome<Vec<Measure>> {
    let mut best = vec![f64::INFINITY; rivals.len()];
    for _ in 0..rounds.max(5) {
        for ((name, work), best) in rivals.iter().zip(&mut best) {
            let (time, done) = timed(name, work)?;
            if done < least {
                return Err(Failure::Found(format!(
                    "{name}: {done} of {least}, in “{what}”"
                )));
            }
            *best = best.min(time);
        }
    }
    let Some((ours, others)) = best.split_first() else {
        return Ok(Vec::new());
    };
    let fastest = others.iter().copied().fold(f64::INFINITY, f64::min);
    let names = rivals.iter().skip(1).map(|(name, _)| *name);
    let measures = names.zip(others).map(|(name, theirs)| {
        let measure = Measure::time(what, *ours).against(name, *theirs);
        if *theirs <= fastest {
            measure.at_most_times(MOST)
        } else {
            measure
        }
    });
    Ok(measures.collect())
}

/// Events of the members' zones, with names and texts in their scripts.
pub(crate) fn events(count: u32) -> Result<Calendar, domain::DomainError> {
    const ZONES: [Tz; 5] = [
        Tz::Asia__Seoul,
        Tz::Asia__Tokyo,
        Tz::Asia__Ulaanbaatar,
        Tz::Europe__Zurich,
        Tz::Asia__Shanghai,
    ];
    let first = parse_local("2026-01-05T10:00")?;
    let entries = (0..count)
        .zip(ZONES.into_iter().cycle())
        .map(|(number, zone)| {
            // Within two years and a half, whatever the count.
            let start = first + TimeDelta::hours(i64::from(number % 20_000));
            let end = start + TimeDelta::minutes(450);
            event(number, Timing::Exact { start, end, zone })
        });
    Ok(Calendar {
        name: Some("청정대기".to_owned()),
        entries: entries.collect(),
        ..Calendar::default()
    })
}

fn event(number: u32, timing: Timing) -> Entry {
    const NAMES: [(&str, &str); 5] = [
        ("KIM, Example (김보기)", "kim"),
        ("見本 花子", "mihon"),
        ("李例（环境）", "li"),
        ("Жишээ Болд", "bold"),
        ("Exemple \"EX\" Jean", "exemple"),
    ];
    const DESCRIPTION: &str = "과학정책위원회 회의; 의제, 발표 자료 및 참가자 명단.\n\
        科学政策委员会会议，议程与与会者名单，会议地点和交通。\n\
        Please register, and bring the concept note: it is short. Papers are in the folder of the meeting.";
    let mailbox = |name: &str, address: String| Mailbox {
        name: name.to_owned(),
        email: address,
    };
    let attendees = NAMES.iter().map(|(name, address)| Attendee {
        mailbox: mailbox(name, format!("{address}{number}@example.org")),
        capacity: Capacity::Delegate,
        reply: Reply::Accepted,
        rsvp: true,
        language: None,
    });
    let stamp = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    Entry {
        sequence: number % 7,
        created: Some(stamp),
        modified: Some(stamp),
        description: Some(DESCRIPTION.to_owned()),
        location: Some("송도 컨벤시아, 인천 / 仁川松岛".to_owned()),
        url: Some(format!("https://example.org/events/{number}?lang=ko,en")),
        conference: Some(format!("https://meet.example.org/j/{number}")),
        categories: vec!["Policy".to_owned(), "대기".to_owned()],
        organizer: Some(mailbox("Secretariat, 사무국", "desk@example.org".to_owned()).into()),
        attendees: attendees.collect(),
        ..Entry::new(
            format!("0197b2c0-0000-7000-8000-{number:012}@symposia"),
            stamp,
            timing,
            format!("Policy Dialogue {number}: 대기질 개선을 위한 지역 협력 / 大气质量区域合作"),
        )
    }
}
