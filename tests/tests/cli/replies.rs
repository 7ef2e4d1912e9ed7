//! Answers as mail and calendar programs write them, taken from one folder: what becomes of each, and one step back.

mod programs;

use std::fs;

use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome};

use crate::desk::{Desk, list, same, text};
use crate::invitations::{KIM, planned, row};
use programs::{apple, counter, exchange, google, outlook, plain, thunderbird, winmail};

/// More people than an invitation needs.
const MORE: &str = "\
Family name,Given name,Native name,Organisation,Country,E-mail,Capacity
Yun,Baiyun,云白云,Academy of Clear Skies,CN,baiyun@cn.example,Delegate
Uulen,Boroo,Үүлэн Бороо,Agency of the Blue Sky,MN,boroo@mn.example,Delegate
Vetrova,Rosa,Ветрова Роса,Institute of Invented Clouds,RU,rosa@ru.example,Delegate
Asagiri,Midori,朝霧みどり,Centre for Invented Winds,JP,midori@jp.example,Delegate
Ha,Baram,하바람,Institute of Invented Air,KR,baram@kr.example,Delegate
Wang,Zhaoxia,王朝霞,Academy of Clear Skies,CN,zhaoxia@cn.example,Delegate
Salkhi,Ogloo,Салхи Өглөө,Agency of the Blue Sky,MN,ogloo@mn.example,Delegate
Nebesny,Oleg,Небесный Олег,Institute of Invented Clouds,RU,oleg@ru.example,Delegate
";

/// A file, what becomes of each answer in it (outcome, whose it is, what is answered), and a word of the reason.
type Case = (&'static str, String, Vec<Wanted>, &'static str);

type Wanted = (&'static str, Option<&'static str>, Option<&'static str>);

fn one(
    outcome: &'static str,
    name: Option<&'static str>,
    reply: Option<&'static str>,
) -> Vec<Wanted> {
    vec![(outcome, name, reply)]
}

fn attendee(partstat: &str, address: &str) -> String {
    format!("ATTENDEE;PARTSTAT={partstat}:mailto:{address}")
}

/// Answers that are put on the list, in the order of their files' names.
fn on_the_list(uid: &str) -> Vec<Case> {
    let yes = Some("accepted");
    vec![
        (
            "01-outlook.ics",
            outlook(uid),
            one("applied", Some("KIM Haneul"), yes),
            "",
        ),
        (
            "02-google.eml",
            google(uid),
            one("applied", Some("AOZORA Soyoka"), Some("declined")),
            "",
        ),
        (
            "03-apple.eml",
            apple(uid),
            one("applied", Some("Zarya OBLAKOVA"), Some("tentative")),
            "",
        ),
        (
            "04-thunderbird.eml",
            thunderbird(uid),
            one("applied", Some("YUN Baiyun"), yes),
            "",
        ),
        (
            "05-exchange.eml",
            exchange(uid),
            one("applied", Some("Boroo UULEN"), Some("declined")),
            "",
        ),
        (
            "06-alias.ics",
            plain(
                uid,
                &["ATTENDEE;CN=Rosa Vetrova;PARTSTAT=ACCEPTED:mailto:vetrova.r@air.ru.example"],
                &[],
            ),
            one("applied", Some("Rosa VETROVA"), yes),
            "answered from vetrova.r@air.ru.example",
        ),
        (
            "07-several.ics",
            plain(
                uid,
                &[
                    &attendee("ACCEPTED", "midori@jp.example"),
                    &attendee("DECLINED", "baram@kr.example"),
                ],
                &[],
            ),
            vec![
                ("applied", Some("ASAGIRI Midori"), yes),
                ("applied", Some("HA Baram"), Some("declined")),
            ],
            "",
        ),
        (
            "08-one-day.ics",
            plain(
                uid,
                &[&attendee("DECLINED", KIM)],
                &["RECURRENCE-ID;TZID=Asia/Ulaanbaatar:20270512T100000"],
            )
            .replace("T091500Z", "T092000Z"),
            one("applied", Some("KIM Haneul"), Some("declined")),
            "for 2027-05-12 only",
        ),
    ]
}

/// What else can happen to an answer, one file each.
fn otherwise(uid: &str, namesake: &str) -> Vec<Case> {
    let yes = Some("accepted");
    vec![
        (
            "09-silent.ics",
            plain(uid, &["ATTENDEE;CN=Oleg:mailto:oleg@ru.example"], &[]),
            one("unreadable", Some("Oleg NEBESNY"), None),
            "does not say whether",
        ),
        (
            "10-older.ics",
            plain(uid, &[&attendee("ACCEPTED", "oleg@ru.example")], &[])
                .replace("SEQUENCE:1", "SEQUENCE:0"),
            one("stale", Some("Oleg NEBESNY"), yes),
            "replaced by a newer one",
        ),
        (
            "11-again.ics",
            outlook(uid),
            one("stale", Some("KIM Haneul"), yes),
            "",
        ),
        (
            "12-forwarded.ics",
            plain(
                uid,
                &["ATTENDEE;CN=Kumo Aoi;PARTSTAT=ACCEPTED:mailto:aoi@elsewhere.example"],
                &[],
            ),
            one("unknown-person", None, yes),
            "forwarded",
        ),
        (
            "13-other-event.ics",
            plain(
                "0197-b@elsewhere.example",
                &[&attendee("ACCEPTED", KIM)],
                &[],
            ),
            one("unknown-event", None, yes),
            "UID",
        ),
        // An event of the same title, to which nobody was invited: only the UID tells.
        (
            "14-namesake.ics",
            plain(
                &format!("{namesake}@symposia"),
                &[&attendee("ACCEPTED", KIM)],
                &[],
            ),
            one("unknown-person", None, yes),
            "not on this event's list",
        ),
        (
            "15-delegated.ics",
            plain(
                uid,
                &[
                    "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:nebo@cn.example\":mailto:zhaoxia@cn.example",
                    "ATTENDEE;CN=Nebo;PARTSTAT=ACCEPTED;DELEGATED-FROM=\"mailto:zhaoxia@cn.example\":mailto:nebo@cn.example",
                ],
                &[],
            ),
            one("delegated", Some("WANG Zhaoxia"), Some("delegated")),
            "Nebo (nebo@cn.example)",
        ),
        (
            "16-counter.ics",
            counter(uid, "ogloo@mn.example", "Korea Standard Time"),
            one("counter", Some("Ogloo SALKHI"), Some("tentative")),
            "another time",
        ),
        (
            "17-invitation.ics",
            plain(uid, &[&attendee("ACCEPTED", KIM)], &[])
                .replace("METHOD:REPLY", "METHOD:REQUEST"),
            one("unreadable", None, None),
            "import it",
        ),
        (
            "18-winmail.eml",
            winmail(),
            one("unreadable", None, None),
            "winmail.dat",
        ),
        (
            "19-noise.ics",
            "\u{1}\u{2}no calendar".to_owned(),
            one("unreadable", None, None),
            "",
        ),
    ]
}

/// An event to which all were invited and then told of a change, so that they hold version 1.
fn invited(desk: &Desk) -> Outcome<String> {
    let event = planned(desk)?;
    let more = desk.write("more.csv", MORE)?;
    desk.done(&["people", "import", &more, "--event", &event])?;
    let write = ["invitation", "write", &event, "--format", "ics"];
    desk.done(&[&write[..], &["--out", &desk.named("first")]].concat())?;
    desk.done(&["event", "edit", &event, "--venue", "Hall B"])?;
    desk.done(
        &[
            &write[..],
            &["--out-of-date", "--out", &desk.named("second")],
        ]
        .concat(),
    )?;
    Ok(event)
}

/// What each on the list answered, by name.
fn answered(desk: &Desk, event: &str) -> Outcome<Vec<(String, String)>> {
    let rows = desk.json(&["people", "list", "--event", event])?;
    let mut all = list(&rows, "")?
        .iter()
        .map(|row| Ok((text(row, "/person/name")?, text(row, "/reply")?)))
        .collect::<Outcome<Vec<_>>>()?;
    all.sort();
    Ok(all)
}

/// Compares the rows with what was to become of each answer, file by file.
fn rows_as_wanted(rows: &[Value], cases: &[Case], event: &str, namesake: &str) -> Outcome {
    let mut rows = rows.iter();
    for (file, _, wanted, reason) in cases {
        for (outcome, name, reply) in wanted {
            let row = rows.next().cloned().unwrap_or_default();
            let found = json!([row["file"], row["outcome"], row["reply"]]);
            same(
                &format!("{file}: {row}"),
                found,
                json!([file, outcome, reply]),
            )?;
            if let Some(name) = name {
                same(file, &row["name"], *name)?;
                same(file, row["person"].is_string(), true)?;
            }
            let why = text(&row, "/reason")?;
            same(&format!("{file}: why {why}"), why.contains(reason), true)?;
            let of = match *outcome {
                "unknown-event" => Value::Null,
                "unreadable" if name.is_none() => Value::Null,
                _ if *file == "14-namesake.ics" => json!(namesake),
                _ => json!(event),
            };
            same(&format!("{file}: the event"), &row["event"], &of)?;
        }
    }
    same("rows left", rows.next(), None)
}

#[test]
fn a_folder_of_answers_from_every_program_is_taken_in_one_step() -> Outcome {
    let desk = Desk::new()?;
    let event = invited(&desk)?;
    let title = text(&desk.json(&["event", "show", &event])?, "/title")?;
    let namesake = desk.id(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        &title,
        "--year",
        "2028",
    ])?;
    let uid = format!("{event}@symposia");
    let cases = [on_the_list(&uid), otherwise(&uid, &namesake)].concat();
    let folder = desk.file("replies");
    fs::create_dir(&folder).map_err(Failure::io("make a folder"))?;
    desk.write("replies/00-notes.txt", "no answer at all")?;
    for (file, content, ..) in &cases {
        desk.write(&format!("replies/{file}"), content)?;
    }
    let before = answered(&desk, &event)?;

    let rows = desk.json(&["invitation", "replies", &desk.named("replies")])?;
    rows_as_wanted(list(&rows, "")?, &cases, &event, &namesake)?;

    let after = answered(&desk, &event)?;
    let reply_of = |name: &str| {
        let found = after.iter().find(|(one, _)| one == name);
        found.map(|(_, reply)| reply.clone()).unwrap_or_default()
    };
    for (name, reply) in [
        // Who does not come on the second day comes to the event.
        ("KIM Haneul", "accepted"),
        ("AOZORA Soyoka", "declined"),
        ("Zarya OBLAKOVA", "tentative"),
        ("YUN Baiyun", "accepted"),
        ("Boroo UULEN", "declined"),
        ("Rosa VETROVA", "accepted"),
        ("ASAGIRI Midori", "accepted"),
        ("HA Baram", "declined"),
        ("WANG Zhaoxia", "delegated"),
        ("Oleg NEBESNY", "needs-action"),
        ("Naran TENGER", "needs-action"),
    ] {
        same(name, reply_of(name), reply)?;
    }
    same("the list", after.len(), before.len())?;
    let boroo = row(&desk, &event, "boroo@mn.example")?;
    same("the comment", &boroo["comment"], "Уучлаарай, ирж чадахгүй.")?;
    // Eleven in Seoul is ten in Ulaanbaatar.
    let ogloo = row(&desk, &event, "ogloo@mn.example")?;
    let proposal = &ogloo["proposal"];
    same(
        "what is proposed",
        json!([proposal["start"], proposal["end"], proposal["zone"]]),
        json!([
            "2027-05-18T10:00:00",
            "2027-05-19T16:00:00",
            "Asia/Ulaanbaatar"
        ]),
    )?;
    let page = desk.json(&["event", "show", &event])?;
    same(
        "it has not moved",
        &page["timing"]["start"],
        "2027-05-11T10:00:00",
    )?;

    desk.done(&["undo"])?;
    same("after one undo", answered(&desk, &event)?, before)?;
    let ogloo = row(&desk, &event, "ogloo@mn.example")?;
    same("the proposal", &ogloo["proposal"], &Value::Null)?;
    // It is one step forth as well, and what was taken once is not taken twice.
    desk.done(&["redo"])?;
    same("after redo", answered(&desk, &event)?, after)?;
    let again = desk.json(&[
        "invitation",
        "replies",
        &desk.named("replies/01-outlook.ics"),
    ])?;
    same("again", &again[0]["outcome"], "stale")
}

#[test]
fn a_time_in_a_zone_that_nobody_knows_is_no_local_time() -> Outcome {
    let desk = Desk::new()?;
    let event = invited(&desk)?;
    let uid = format!("{event}@symposia");
    let file = counter(&uid, "ogloo@mn.example", "Middle-earth Standard Time");
    let rows = desk.json(&["invitation", "replies", &desk.write("counter.ics", &file)?])?;
    let why = text(&rows, "/0/reason")?;
    same(
        &format!("why: {why}"),
        why.contains("Middle-earth Standard Time"),
        true,
    )?;
    let ogloo = row(&desk, &event, "ogloo@mn.example")?;
    same("the proposal", &ogloo["proposal"], &Value::Null)
}
