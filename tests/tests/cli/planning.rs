//! The Policy Dialogue of 2026, planned from nothing to the calendar files, which three other programs read.

use serde_json::{Value, json};
use symposia_tests::{Outcome, readers};

use crate::desk::{Desk, list, same, text};

const TITLE: &str = "NEACAP Policy Dialogue 2026: 정책대화, 政策对话, Бодлогын яриа; Диалог";
const ABOUT: &str = "Clean air and climate, together.\nWorking papers: two; \"draft\", 초안";
const ORGANIZER: &str = "NEACAP Secretariat, Incheon: \"East\"";

/// Where invented people come from: no one has their names, which are of air and weather.
struct Delegation {
    code: &'static str,
    /// The State as their own list writes it.
    state: &'static str,
    organisation: &'static str,
    family_first: bool,
    /// In Latin letters and in native script.
    families: [(&'static str, &'static str); 2],
    givens: [(&'static str, &'static str); 4],
    /// What stands between the two in native script.
    between: &'static str,
}

const DELEGATIONS: [Delegation; 5] = [
    Delegation {
        code: "KR",
        state: "대한민국",
        organisation: "Institute of Invented Air, Seoul",
        family_first: true,
        families: [("Kim", "김"), ("Ha", "하")],
        givens: [
            ("Haneul", "하늘"),
            ("Baram", "바람"),
            ("Gureum", "구름"),
            ("Isul", "이슬"),
        ],
        between: "",
    },
    Delegation {
        code: "CN",
        state: "中国",
        organisation: "Academy of \"Clear Skies\"",
        family_first: true,
        families: [("Wang", "王"), ("Yun", "云")],
        givens: [
            ("Qingfeng", "清风"),
            ("Qingkong", "晴空"),
            ("Baiyun", "白云"),
            ("Zhaoxia", "朝霞"),
        ],
        between: "",
    },
    Delegation {
        code: "JP",
        state: "日本",
        organisation: "Centre for Invented Winds",
        family_first: true,
        families: [("Aozora", "青空"), ("Asagiri", "朝霧")],
        givens: [
            ("Soyoka", "そよか"),
            ("Midori", "みどり"),
            ("Hikari", "ひかり"),
            ("Shizuku", "しずく"),
        ],
        between: " ",
    },
    Delegation {
        code: "MN",
        state: "Монгол Улс",
        organisation: "Agency of the Blue Sky",
        family_first: false,
        families: [("Tenger", "Тэнгэр"), ("Uulen", "Үүлэн")],
        givens: [
            ("Salkhi", "Салхи"),
            ("Ogloo", "Өглөө"),
            ("Boroo", "Бороо"),
            ("Naran", "Наран"),
        ],
        between: " ",
    },
    Delegation {
        code: "RU",
        state: "Россия",
        organisation: "Institute of Invented Clouds",
        family_first: false,
        families: [("Vozdukhova", "Воздухова"), ("Oblakova", "Облакова")],
        givens: [
            ("Zarya", "Заря"),
            ("Rosa", "Роса"),
            ("Vesna", "Весна"),
            ("Nebo", "Небо"),
        ],
        between: " ",
    },
];

/// As lists write it, as the store keeps it, as a ROLE.
const CAPACITIES: [(&str, &str, &str); 5] = [
    (
        "Head of delegation",
        "head-of-delegation",
        "REQ-PARTICIPANT",
    ),
    ("Delegate", "delegate", "REQ-PARTICIPANT"),
    ("Observer", "observer", "OPT-PARTICIPANT"),
    ("Interpreter", "interpreter", "NON-PARTICIPANT"),
    ("Chair", "chair", "CHAIR"),
];

/// As lists write it, as the store keeps it, as a PARTSTAT.
const REPLIES: [(&str, &str, &str); 4] = [
    ("accepted", "accepted", "ACCEPTED"),
    ("declined", "declined", "DECLINED"),
    ("", "needs-action", "NEEDS-ACTION"),
    ("tentative", "tentative", "TENTATIVE"),
];

/// How many people the list has.
const PEOPLE: usize = 38;

/// One of the list with what is to become of them: a row of CSV, a participant, an ATTENDEE.
struct Invited {
    row: String,
    participant: Value,
    attendee: Value,
}

/// The language that a name's letters leave no doubt of: Han and most of Cyrillic are of several.
fn language(native: &str) -> Option<&'static str> {
    native.chars().find_map(|letter| match letter {
        '가'..='힣' => Some("ko"),
        'ぁ'..='ヺ' => Some("ja"),
        'ө' | 'Ө' | 'ү' | 'Ү' => Some("mn"),
        _ => None,
    })
}

fn invited() -> Vec<Invited> {
    let pairs = DELEGATIONS.iter().flat_map(|from| {
        let of_family = move |family| from.givens.iter().map(move |given| (from, family, given));
        from.families.iter().flat_map(of_family)
    });
    let parts = CAPACITIES.iter().cycle().zip(REPLIES.iter().cycle());
    pairs
        .zip(parts)
        .take(PEOPLE)
        .map(|((from, family, given), (capacity, reply))| {
            let email = format!("{}.{}@{}.example", given.0, family.0, from.code).to_lowercase();
            let native = format!("{}{}{}", family.1, from.between, given.1);
            let capitals = family.0.to_uppercase();
            let name = if from.family_first {
                format!("{capitals} {}", given.0)
            } else {
                format!("{} {capitals}", given.0)
            };
            let organisation = from.organisation.replace('"', "\"\"");
            Invited {
                row: format!(
                    "{},{},{native},\"{organisation}\",{},{email},{},{}",
                    family.0, given.0, from.state, capacity.0, reply.0
                ),
                participant: json!([name, native, from.code, from.organisation, email, capacity.1, reply.1]),
                attendee: json!({
                    "cn": name, "email": email, "partstat": reply.2, "role": capacity.2, "rsvp": false,
                    "cutype": "INDIVIDUAL", "language": language(&native),
                }),
            }
        })
        .collect()
}

/// The list as a file of 40 rows, with the lines of the two that cannot be taken.
fn list_of(invited: &[Invited]) -> (String, Vec<usize>) {
    let header =
        "Family name,Given name,Native name,Organisation,Country,E-mail,Capacity,Reply,Remarks";
    let mut rows = vec![header.to_owned()];
    let mut bad = Vec::new();
    for (at, one) in invited.iter().enumerate() {
        // A cell with a line break: from here on lines and rows do not count alike.
        let remark = if at == 5 {
            "\"vegetarian\nlate flight\""
        } else {
            ""
        };
        rows.push(format!("{},{remark}", one.row));
        let wrong = match at {
            9 => "Kumo,Aoi,,Nowhere,Atlantis,aoi@jp.example,Delegate,,",
            24 => "Kumo,Beni,,Nowhere,Japan,beni at jp.example,Delegate,,",
            _ => continue,
        };
        bad.push(rows.join("\n").lines().count() + 1);
        rows.push(wrong.to_owned());
    }
    (rows.join("\n") + "\n", bad)
}

/// A time in Seoul as the readers give it back; nine hours are between it and UTC.
fn seoul(local: &str, utc: &str) -> Value {
    json!({
        "local": format!("2026-11-10T{local}:00"),
        "tzid": "Asia/Seoul",
        "utc": format!("2026-11-10T{utc}:00Z"),
    })
}

/// An item: title, kind, fixed start, minutes; and the times it comes to have, in Seoul and UTC.
type Item = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
    [&'static str; 4],
);

const AGENDA: [Item; 4] = [
    (
        "Opening, 개회",
        "opening",
        None,
        "30",
        ["10:00", "10:30", "01:00", "01:30"],
    ),
    (
        "Policies; measures",
        "panel",
        None,
        "90",
        ["10:30", "12:00", "01:30", "03:00"],
    ),
    (
        "Lunch",
        "meal",
        None,
        "60",
        ["12:00", "13:00", "03:00", "04:00"],
    ),
    (
        "Выводы и закрытие",
        "closing",
        Some("2026-11-10T15:00"),
        "150",
        ["15:00", "17:30", "06:00", "08:30"],
    ),
];

/// Plans it up to the agenda, and gives its ID.
fn planned(desk: &Desk) -> Outcome<String> {
    let with = desk.senior_officials_meeting()?;
    let event = desk.json(&[
        "event",
        "add",
        "--kind",
        "policy-dialogue",
        "--title",
        TITLE,
        "--start",
        "2026-11-10T10:00",
        "--end",
        "2026-11-10T17:30",
        "--zone",
        "Asia/Seoul",
        "--venue",
        "Hall 3; East, 동관",
        "--city",
        "Incheon",
        "--activity",
        "1.1",
        "--with",
        &with,
    ])?;
    let id = text(&event, "/id")?;
    same("the title", &event["title"], TITLE)?;
    same("held with", &event["associatedEvent"]["id"], with.as_str())?;
    same(
        "activity",
        &event["activities"][0]["name"],
        "1.1 NEACAP Policy Dialogue",
    )?;
    same("priority areas", list(&event, "/priorityAreas")?.len(), 2)?;
    same("the status", &event["status"], "proposed")?;
    for (title, kind, start, minutes, [from, to, ..]) in AGENDA {
        let add = [
            "agenda",
            "add",
            "--event",
            &id,
            "--title",
            title,
            "--kind",
            kind,
            "--minutes",
            minutes,
        ];
        let start: Vec<&str> = start
            .map(|start| ["--start", start])
            .into_iter()
            .flatten()
            .collect();
        let item = desk.json(&[&add[..], &start].concat())?;
        same(
            "the item's start",
            &item["start"],
            format!("2026-11-10T{from}:00").as_str(),
        )?;
        same(
            "the item's end",
            &item["end"],
            format!("2026-11-10T{to}:00").as_str(),
        )?;
        same("the item's kind", &item["kind"], kind)?;
    }
    desk.json(&[
        "event",
        "edit",
        &id,
        "--status",
        "confirmed",
        "--description",
        ABOUT,
        "--online-link",
        "https://meet.example/j/1?pwd=a,b",
        "--url",
        "https://air.example/2026?q=회의",
    ])?;
    Ok(id)
}

fn import(desk: &Desk, id: &str, invited: &[Invited]) -> Outcome {
    let (csv, lines) = list_of(invited);
    let file = desk.write("invited.csv", &csv)?;
    let report = desk.json(&["people", "import", &file, "--event", id])?;
    same(
        "imported",
        (&report["imported"], &report["updated"]),
        (&json!(PEOPLE), &json!(0)),
    )?;
    let rejected = list(&report, "/rejected")?;
    same("rejected", rejected.len(), 2)?;
    for ((said, line), about) in rejected
        .iter()
        .zip(lines)
        .zip(["Atlantis", "beni at jp.example"])
    {
        same("the line", &said["line"], line)?;
        same("the reason", text(said, "/reason")?.contains(about), true)?;
    }

    let listed = desk.json(&["people", "list", "--event", id])?;
    let field = |row: &Value, name: &str| row["person"][name].clone();
    let found = list(&listed, "")?.iter().map(|row| {
        let person =
            ["name", "nativeName", "state", "organisation", "email"].map(|name| field(row, name));
        [
            &person[..],
            &[row["capacity"].clone(), row["reply"].clone()],
        ]
        .concat()
        .into()
    });
    let by_address = |mut rows: Vec<Value>| {
        rows.sort_by_key(|row| row[4].as_str().map(str::to_owned));
        rows
    };
    let wanted = invited.iter().map(|one| one.participant.clone()).collect();
    same(
        "participants",
        by_address(found.collect()),
        by_address(wanted),
    )
}

#[test]
#[allow(clippy::too_many_lines, reason = "one story, told in order")]
fn the_policy_dialogue_is_planned_and_three_other_programs_read_its_calendar_file() -> Outcome {
    let desk = Desk::new()?;
    let id = planned(&desk)?;
    let invited = invited();
    import(&desk, &id, &invited)?;
    desk.done(&["setting", "set", "organizer-name", ORGANIZER])?;
    desk.done(&[
        "setting",
        "set",
        "organizer-email",
        "secretariat@neacap.example",
    ])?;

    let saved = desk.json(&[
        "calendar",
        "export",
        "--event",
        &id,
        "--participants",
        "all",
        "--out",
        &desk.named("dialogue.ics"),
    ])?;
    same(
        "saved",
        saved,
        json!({"path": desk.named("dialogue.ics"), "events": 1, "leftOut": 0}),
    )?;
    let programme: Vec<String> = AGENDA
        .iter()
        .map(|(title, _, _, _, [from, to, ..])| format!("{from}-{to} {title}"))
        .collect();
    let wanted_of = |description: String| {
        json!({
            "uid": format!("{id}@symposia"),
            "recurrence_id": null,
            "summary": TITLE,
            "description": description,
            "location": "Hall 3; East, 동관, Incheon",
            "url": "https://air.example/2026?q=%ED%9A%8C%EC%9D%98",
            "conference": "https://meet.example/j/1?pwd=a,b",
            "dtstart": seoul("10:00", "01:00"),
            "dtend": seoul("17:30", "08:30"),
            "rrule": null,
            "class": null,
            "geo": null,
            "alarms": [],
            "status": "CONFIRMED",
            "transp": null,
            "sequence": 1,
            "organizer": {"cn": ORGANIZER, "email": "secretariat@neacap.example", "sent_by": null},
            "attendees": invited.iter().map(|one| one.attendee.clone()).collect::<Vec<_>>(),
            "categories": ["Policy dialogue", "Activity 1.1 NEACAP Policy Dialogue"],
            "related_to": [],
            "timing": null,
        })
    };
    for read in readers::read(&desk.file("dialogue.ics"))? {
        let reader = text(&read, "/reader")?;
        same(
            &format!("{reader}: zones"),
            &read["zones"],
            &json!(["Asia/Seoul"]),
        )?;
        let wanted = wanted_of(format!("{ABOUT}\n\n2026-11-10\n{}", programme.join("\n")));
        readers::same_entry(&reader, &read["events"][0], &wanted)?;
    }

    // Nobody of a list has agreed yet that their address is shared.
    let shared = desk.done(&[
        "calendar",
        "export",
        "--event",
        &id,
        "--out",
        &desk.named("shared.ics"),
    ])?;
    let left_out = format!("Left out {} participants without consent", invited.len());
    same("told", shared.contains(&left_out), true)?;
    let shared = readers::read(&desk.file("shared.ics"))?;
    for read in shared {
        same("named", &read["events"][0]["attendees"], &json!([]))?;
    }

    let sessions = desk.named("sessions.ics");
    desk.done(&[
        "calendar",
        "export",
        "--event",
        &id,
        "--sessions",
        "--participants",
        "all",
        "--out",
        &sessions,
    ])?;
    for read in readers::read(&desk.file("sessions.ics"))? {
        let reader = text(&read, "/reader")?;
        readers::same_entry(&reader, &read["events"][0], &wanted_of(ABOUT.to_owned()))?;
        let items = list(&read, "/events")?.get(1..).unwrap_or_default();
        same(&format!("{reader}: items"), items.len(), AGENDA.len())?;
        for (item, (title, _, _, _, [from, to, from_utc, to_utc])) in items.iter().zip(AGENDA) {
            let wanted = json!([
                title,
                seoul(from, from_utc),
                seoul(to, to_utc),
                [format!("{id}@symposia")]
            ]);
            let found = json!([
                item["summary"],
                item["dtstart"],
                item["dtend"],
                item["related_to"]
            ]);
            same(&format!("{reader}: an item"), found, wanted)?;
        }
    }
    Ok(())
}

#[test]
fn a_years_events_and_all_events_are_written_to_one_calendar_file() -> Outcome {
    let desk = Desk::new()?;
    let next = [
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Symposium",
        "--first",
        "2027-05-10",
    ];
    desk.done(&next)?;
    let quarter = json!({
        "summary": "29th Senior Officials Meeting of NEASPEC",
        "dtstart": {"local": "2026-10-01", "tzid": null, "utc": null},
        "dtend": {"local": "2027-01-01", "tzid": null, "utc": null},
        "status": "TENTATIVE",
        "transp": "TRANSPARENT",
        "timing": "2026-Q4",
    });
    for (options, events) in [(&["--year", "2026"][..], 1), (&[], 2)] {
        let export = ["calendar", "export", "--out", &desk.named("all.ics")];
        let saved = desk.json(&[&export[..], options].concat())?;
        same("saved", &saved["events"], events)?;
        for read in readers::read(&desk.file("all.ics"))? {
            same("events", list(&read, "/events")?.len(), events)?;
            let keys = ["summary", "dtstart", "dtend", "status", "transp", "timing"];
            let found: Value = keys
                .map(|key| (key.to_owned(), read["events"][0][key].clone()))
                .into_iter()
                .collect();
            same("the meeting", &found, &quarter)?;
        }
    }
    Ok(())
}
