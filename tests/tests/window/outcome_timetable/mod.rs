//! The outcome of the timetable: a symposium of two days with a plenary, three parallel sessions, breaks, a field
//! visit and thirty speakers from six States is laid out in under ten minutes, by keys alone or by mouse, and what
//! clashes is seen at once.

mod by_keys;
mod by_mouse;
mod hands;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use serde_json::Value;
use symposia_tests::{Failure, Opening, Outcome, Window, program, until};

use hands::Hands;

/// Six States, and five people from each who do not exist: their names mean "sample", "trial" and the like.
const STATES: [(&str, [&str; 5]); 6] = [
    ("China", ["CESHI", "JIAMING", "XUNI", "YANGLI", "SHIYAN"]),
    ("Japan", ["KARINO", "TESUTO", "MIHON", "KASO", "REIDAI"]),
    (
        "Republic of Korea",
        ["GAMYEONG", "GASANG", "BONBOGI", "YEMUN", "SIHEOM"],
    ),
    (
        "Mongolia",
        ["JISHEE", "TURSHILT", "ZAGVAR", "ZOKHIOMOL", "KHIIMEL"],
    ),
    (
        "Russian Federation",
        ["PRIMEROVA", "OBRAZTSOV", "PROBNY", "VYMYSLOV", "MAKETOVA"],
    ),
    ("DPRK", ["KYONBON", "SIHOM", "KAJONG", "PONBOGI", "KASANG"]),
];

/// The two days as they stand in the end: day, times, title, room, and who has which part.
const LAID: [&str; 23] = [
    "11 09:00-09:30 Opening, Hall: CESHI speaker, KARINO speaker",
    "11 09:30-10:30 Plenary, Hall: GAMYEONG chair, JISHEE speaker, PRIMEROVA speaker, KYONBON speaker",
    "11 10:30-10:50 Coffee",
    "11 10:50-12:20 Session A, Hall: JIAMING chair",
    "11 10:50-11:20 - Inventories: TESUTO speaker",
    "11 11:20-11:50 - Satellites: GASANG speaker",
    "11 11:50-12:20 - Ground stations: TURSHILT speaker",
    "11 10:50-12:20 Session B, East: OBRAZTSOV chair",
    "11 10:50-11:20 - Dust storms: SIHOM speaker",
    "11 11:20-11:50 - Ozone: XUNI speaker",
    "11 11:50-12:20 - Ammonia: MIHON speaker",
    "11 10:50-12:20 Session C, West: BONBOGI chair",
    "11 10:50-11:20 - Ships: ZAGVAR speaker",
    "11 11:20-11:50 - Cities: PROBNY speaker",
    "11 11:50-12:20 - Health: KAJONG speaker",
    "11 12:20-13:30 Lunch",
    "11 13:30-15:00 Panel on policies, Hall: YANGLI chair, KASO speaker, YEMUN speaker, ZOKHIOMOL speaker",
    "11 15:00-15:20 Coffee",
    "11 15:20-16:20 Discussion, Hall: VYMYSLOV chair, PONBOGI speaker",
    "12 09:00-12:00 Field visit: SHIYAN speaker",
    "12 12:00-13:00 Lunch",
    "12 13:00-14:00 Conclusions, Hall: REIDAI chair, SIHEOM speaker, KHIIMEL speaker",
    "12 14:00-14:30 Closing, Hall: MAKETOVA speaker, KASANG speaker",
];

/// What a person does with names before a key goes down: reads and remembers, in seconds.
const THOUGHT: f64 = 2.0;

/// A line of [`LAID`], taken apart.
struct Wanted<'a> {
    title: &'a str,
    /// Whether it is a part of a session.
    part: bool,
    room: Option<&'a str>,
    people: Vec<(&'a str, &'a str)>,
}

impl<'a> From<&'a str> for Wanted<'a> {
    fn from(line: &'a str) -> Self {
        let (item, people) = line.split_once(": ").unwrap_or((line, ""));
        let (item, room) = match item.split_once(", ") {
            Some((item, room)) => (item, Some(room)),
            None => (item, None),
        };
        let title = item.splitn(3, ' ').nth(2).unwrap_or_default();
        Self {
            title: title.trim_start_matches("- "),
            part: title.starts_with("- "),
            room,
            people: people
                .split(", ")
                .filter_map(|one| one.split_once(' '))
                .collect(),
        }
    }
}

/// A store with the symposium and its thirty participants, and the symposium's ID.
fn invited(name: &str) -> Outcome<(Opening, String)> {
    let opening = Opening::new(name)?;
    let cli = |arguments: &[&str]| program::cli(opening.store(), arguments);
    cli(&["init"])?;
    let event = [
        "--json",
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Symposium on clean air",
        "--start",
        "2027-05-11T09:00",
        "--end",
        "2027-05-12T17:00",
        "--zone",
        "Asia/Seoul",
    ];
    let event = json(&cli(&event)?)?["id"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let list = opening.folder().join("people.csv");
    let rows = STATES.iter().flat_map(|(state, people)| {
        people.iter().map(move |family| {
            let mail = family.to_lowercase();
            format!("{family},Invented,{state},{mail}@invented.example,Expert\n")
        })
    });
    let heading = "Family name,Given name,State,E-mail,Capacity\n".to_owned();
    let text: String = std::iter::once(heading).chain(rows).collect();
    std::fs::write(&list, text).map_err(Failure::io("write the list of people"))?;
    // The directory first, then each as a participant.
    cli(&["people", "import", &list.display().to_string()])?;
    for person in json(&cli(&["--json", "people", "list"])?)?
        .as_array()
        .into_iter()
        .flatten()
    {
        let person = person["id"].as_str().unwrap_or_default();
        cli(&[
            "participant",
            "add",
            "--event",
            &event,
            "--person",
            person,
            "--capacity",
            "speaker",
        ])?;
    }
    Ok((opening, event))
}

fn json(printed: &str) -> Outcome<Value> {
    serde_json::from_str(printed).map_err(|error| Failure::Found(format!("{error} in {printed}")))
}

fn asked(store: &Path, arguments: &[&str]) -> Outcome<Value> {
    json(&program::cli(store, arguments)?)
}

/// The agenda as the command line tells it, a line an item as in [`LAID`].
fn told(store: &Path, event: &str) -> Outcome<Vec<String>> {
    let file = asked(
        store,
        &[
            "agenda", "export", "--event", event, "--format", "json", "--out", "-",
        ],
    )?;
    let rooms: HashMap<&str, &str> = file["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| Some((item["id"].as_str()?, item["room"].as_str()?)))
        .collect();
    let shown = asked(store, &["--json", "agenda", "show", "--event", event])?;
    let text = |of: &Value, from: usize, count: usize| {
        let text = of.as_str().unwrap_or_default().chars();
        text.skip(from).take(count).collect::<String>()
    };
    Ok(shown
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| {
            let part = if item["depth"] == 0 { "" } else { "- " };
            let room = item["id"].as_str().and_then(|id| rooms.get(id));
            let people: Vec<String> = item["speakers"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|one| {
                    let name = one["name"].as_str().unwrap_or_default();
                    // Where it stands depends on where they come from.
                    let family = name
                        .split(' ')
                        .find(|word| !word.contains(char::is_lowercase));
                    let family = family.unwrap_or_default();
                    format!("{family} {}", one["capacity"].as_str().unwrap_or_default())
                })
                .collect();
            format!(
                "{} {}-{} {part}{}{}{}",
                text(&item["day"], 8, 2),
                text(&item["start"], 11, 5),
                text(&item["end"], 11, 5),
                item["title"].as_str().unwrap_or_default(),
                room.map(|room| format!(", {room}")).unwrap_or_default(),
                if people.is_empty() {
                    String::new()
                } else {
                    format!(": {}", people.join(", "))
                },
            )
        })
        .collect())
}

/// Waits until an item stands so in the store.
fn stands(window: &Window, event: &str, line: &str) -> Outcome {
    until(&format!("“{line}” in the store"), || {
        let found = told(window.store(), event).map_err(|error| error.to_string())?;
        if found.iter().any(|one| one == line) {
            Ok(())
        } else {
            Err(format!("it holds {found:#?}"))
        }
    })
}

/// The agenda is the one that was wanted: in the store, by its rules, and on the screen.
fn is_laid_out(window: &Window, event: &str) -> Outcome {
    let found = told(window.store(), event)?;
    if found != LAID {
        return Err(Failure::Found(format!("the agenda is {found:#?}")));
    }
    let people: BTreeSet<&str> = found
        .iter()
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(_, people)| people.split(", "))
        .filter_map(|one| one.split(' ').next())
        .collect();
    if people.len() != 30 {
        return Err(Failure::Found(format!(
            "{} people have a part: {people:?}",
            people.len()
        )));
    }
    let check = ["--json", "agenda", "check", "--event", event];
    let errors = asked(window.store(), &check)?;
    let errors: Vec<&Value> = errors
        .as_array()
        .into_iter()
        .flatten()
        .filter(|one| one["severity"] == "error")
        .collect();
    if !errors.is_empty() {
        return Err(Failure::Found(format!("the check finds {errors:#?}")));
    }
    window.wait_for_count("[data-testid=finding-errors]", 0)
}

/// The outline shows each item with its times and its people.
fn outline_shows(window: &Window) -> Outcome {
    window.wait_for_count("[data-testid=agenda-item]", LAID.len())?;
    let rows = window.run_script(
        "return [...document.querySelectorAll('[data-testid=agenda-item]')].map((row) =>
             [row.querySelector('[data-testid=item-time]').innerText, row.querySelector('[data-testid=item-name]').innerText,
              ...[...row.querySelectorAll('.speaker')].map((one) => one.innerText)].join(' '))",
        vec![],
    )?;
    let rows: Vec<String> = rows
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| row.as_str().unwrap_or_default().replace('–', "-"))
        .collect();
    for (row, line) in rows.iter().zip(LAID) {
        let (item, people) = line.split_once(": ").unwrap_or((line, ""));
        let families = people.split(", ").filter_map(|one| one.split(' ').next());
        let title = item.split(", ").next().unwrap_or_default();
        let words = title.split(' ').skip(1).filter(|word| *word != "-");
        for word in words.chain(families) {
            if !row.contains(word) {
                return Err(Failure::Found(format!("the row “{row}” is no “{line}”")));
            }
        }
    }
    Ok(())
}

/// What a person sees, without scrolling, of somebody who is in two places.
fn clash_is_seen(window: &Window, person: &str, items: [&str; 2]) -> Outcome {
    let errors = "[data-testid=finding-errors]";
    for said in [person, items[0], items[1]] {
        window.wait_for_text(errors, said)?;
    }
    window.wait_for_script(
        "the error to lie within what is seen",
        "const box = document.querySelector('[data-testid=finding-errors] li').getBoundingClientRect();
         const at = document.elementFromPoint(box.left + 12, box.top + box.height / 2);
         return box.top >= 0 && box.bottom <= innerHeight && Boolean(at?.closest('[data-testid=finding-errors]'))",
    )
}

/// For whoever looks at the screens: where `SYMPOSIA_PICTURES` names a folder, in both sizes and both themes.
fn pictures(window: &Window, name: &str) -> Outcome {
    let Some(folder) = std::env::var_os("SYMPOSIA_PICTURES").map(PathBuf::from) else {
        return Ok(());
    };
    for (width, height) in [(1024, 640), (1280, 800)] {
        window.resize(width, height)?;
        window.wait_for_script("the size", &format!("return innerWidth === {width}"))?;
        for theme in ["dark", "light"] {
            window.run_script(
                "document.documentElement.dataset.theme = arguments[0]",
                vec![theme.into()],
            )?;
            // The first has the window drawn as it is now.
            for _ in 0..2 {
                window.screenshot(&folder.join(format!("{name}-{width}-{theme}.png")))?;
            }
        }
    }
    Ok(())
}
