//! Answers as mail and calendar programs write them, taken from one folder: what becomes of each, and one step back. The
//! people are invented, the forms are those of Outlook, Exchange, Google, Apple and Thunderbird.

use std::fs;

use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome};

use crate::desk::{Desk, list, same, text};
use crate::invitations::{KIM, SOYOKA, ZARYA, planned, row};

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

/// A calendar file that answers, with the lines of its event that are the program's own.
fn answer(uid: &str, method: &str, lines: &[&str]) -> String {
    let head = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Invented//Sample//EN",
        "VERSION:2.0",
        &format!("METHOD:{method}"),
        "BEGIN:VEVENT",
        &format!("UID:{uid}"),
        "DTSTAMP:20261125T091500Z",
    ]
    .join("\r\n");
    let lines = lines.join("\r\n");
    format!("{head}\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
}

/// The same with what nearly every program writes.
fn plain(uid: &str, attendees: &[&str], more: &[&str]) -> String {
    let head = ["SEQUENCE:1", "DTSTART:20270511T020000Z"];
    answer(uid, "REPLY", &[&head, attendees, more].concat())
}

/// A letter of one part, or of several.
fn letter(from: &str, subject: &str, body: &str) -> String {
    format!(
        "Received: from mail.invented.example by mx.neacap.example; Wed, 25 Nov 2026 09:15:03 +0000\r\n\
         From: {from}\r\nTo: secretariat@neacap.example\r\nSubject: {subject}\r\n\
         Date: Wed, 25 Nov 2026 18:15:02 +0900\r\nMessage-ID: <{}@invented.example>\r\n\
         MIME-Version: 1.0\r\n{body}",
        subject.len()
    )
}

/// RFC 4648 §4, in lines of 76 letters.
fn base64(octets: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (number, three) in octets.chunks(3).enumerate() {
        if number > 0 && number % 19 == 0 {
            out.push_str("\r\n");
        }
        let at = |index: usize| usize::from(three.get(index).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[bits >> (18 - 6 * place) & 63];
            out.push(if place <= three.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    out
}

/// RFC 2045 §6.7, each line broken where it gets long.
fn quoted_printable(text: &str) -> String {
    let lines = text.split("\r\n").map(|line| {
        let mut out = String::new();
        let mut room = 72;
        for octet in line.bytes() {
            let piece = match octet {
                b'=' | 0x80.. => format!("={octet:02X}"),
                plain => char::from(plain).to_string(),
            };
            if piece.len() > room {
                out.push_str("=\r\n");
                room = 72;
            }
            room -= piece.len();
            out.push_str(&piece);
        }
        out
    });
    lines.collect::<Vec<_>>().join("\r\n")
}

/// Outlook's file: no ORGANIZER, MAILTO in capitals, a zone by Windows' name without its VTIMEZONE.
fn outlook(uid: &str) -> String {
    answer(
        uid,
        "REPLY",
        &[
            "ATTENDEE;PARTSTAT=ACCEPTED;CN=\"Kim, Haneul (Air)\":MAILTO:Haneul@KR.exam",
            " ple",
            "COMMENT;LANGUAGE=ko-KR:참석하겠습니다.\\n",
            "SUMMARY;LANGUAGE=ko-KR:수락: another title altogether",
            "DTSTART;TZID=Korea Standard Time:20270511T110000",
            "DTEND;TZID=Korea Standard Time:20270512T170000",
            "CLASS:PUBLIC",
            "PRIORITY:5",
            "TRANSP:OPAQUE",
            "STATUS:CONFIRMED",
            "SEQUENCE:1",
            "LOCATION;LANGUAGE=ko-KR:",
            "X-MICROSOFT-CDO-APPT-SEQUENCE:1",
            "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
            "X-MICROSOFT-DISALLOW-COUNTER:FALSE",
        ],
    )
}

/// Google's letter: the answer in base64, and once more as an attached file.
fn google(uid: &str) -> String {
    let file = plain(
        uid,
        &[&format!(
            "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=OPT-PARTICIPANT;PARTSTAT=DECLINED;CN=Soyoka \r\n Aozora;X-NUM-GUESTS=0:mailto:{SOYOKA}"
        )],
        &[
            "ORGANIZER;CN=NEACAP Secretariat:mailto:secretariat@neacap.example",
            "SUMMARY:Symposium",
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
        ],
    );
    let file = base64(file.as_bytes());
    letter(
        &format!("Soyoka Aozora <{SOYOKA}>"),
        "Declined: Symposium @ Tue May 11, 2027 11am (JST)",
        &format!(
            "Sender: Calendar <calendar-notification@invented.example>\r\n\
             Content-Type: multipart/mixed; boundary=\"00a\"\r\n\r\n--00a\r\n\
             Content-Type: multipart/alternative; boundary=\"00b\"\r\n\r\n--00b\r\n\
             Content-Type: text/plain; charset=\"UTF-8\"; format=flowed; delsp=yes\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--00b\r\n\
             Content-Type: text/calendar; charset=\"UTF-8\"; method=REPLY\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{file}\r\n--00b--\r\n--00a\r\n\
             Content-Type: application/ics; name=\"invite.ics\"\r\n\
             Content-Disposition: attachment; filename=\"invite.ics\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{file}\r\n--00a--\r\n",
            base64(b"Soyoka Aozora has declined this invitation.")
        ),
    )
}

/// Apple's letter: an attached file in quoted-printable, and nothing to be read.
fn apple(uid: &str) -> String {
    let file = plain(
        uid,
        &[&format!(
            "ATTENDEE;CN=\"Облакова, Заря\";CUTYPE=INDIVIDUAL;EMAIL=\"{ZARYA}\";PARTSTAT=TENTATIVE:mailto:{ZARYA}"
        )],
        &["SUMMARY:Симпозиум о чистом воздухе; загрязнение воздуха в Северо-Восточной Азии"],
    );
    letter(
        &format!("=?utf-8?B?{}?= <{ZARYA}>", base64("Заря".as_bytes())),
        "=?utf-8?Q?Maybe=3A_=D0=A1=D0=B8=D0=BC=D0=BF=D0=BE=D0=B7=D0=B8=D1=83=D0=BC?=",
        &format!(
            "Content-Type: multipart/mixed;\r\n boundary=\"Apple-Mail=_1\"\r\n\r\n--Apple-Mail=_1\r\n\
             Content-Transfer-Encoding: 7bit\r\nContent-Type: text/plain;\r\n\tcharset=us-ascii\r\n\r\n\r\n\
             --Apple-Mail=_1\r\nContent-Disposition: attachment;\r\n\tfilename=iCal-20261125-091500.ics\r\n\
             Content-Type: text/calendar;\r\n\tx-unix-mode=0644;\r\n\tname=\"iCal-20261125-091500.ics\";\r\n\
             \tmethod=REPLY;\r\n\tcharset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n\
             --Apple-Mail=_1--\r\n",
            quoted_printable(&file)
        ),
    )
}

/// Thunderbird's letter as a mail program on Linux saves it, with bare line feeds; names of parameters in small letters.
fn thunderbird(uid: &str) -> String {
    let file = plain(
        uid,
        &["attendee;cn=云白云;partstat=accepted;role=req-participant:mailto:baiyun@cn.example"],
        &["organizer:mailto:secretariat@neacap.example"],
    );
    letter(
        "=?UTF-8?B?5LqR55m95LqR?= <baiyun@cn.example>",
        "Invitation Accepted: Symposium",
        &format!(
            "Content-Type: multipart/alternative;\r\n boundary=\"------------b1\"\r\n\r\n\
             This is a multi-part message in MIME format.\r\n--------------b1\r\n\
             Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
             云白云 has accepted your event invitation.\r\n--------------b1\r\n\
             Content-Type: text/calendar; charset=UTF-8; method=REPLY\r\n\
             Content-Transfer-Encoding: 8bit\r\n\r\n{file}\r\n--------------b1--\r\n"
        ),
    )
    .replace("\r\n", "\n")
}

/// Exchange's letter: base64, and the UID in octets of its own, written as hexadecimal (MS-OXOCAL §2.2.1.27).
fn exchange(uid: &str) -> String {
    let mut octets = vec![0x04, 0, 0, 0, 0x82, 0, 0xE0, 0, 0x74, 0xC5, 0xB7, 0x10];
    octets.extend([0x1A, 0x82, 0xE0, 0x08]);
    octets.extend([0; 20]);
    // How many octets follow.
    octets.extend([u8::try_from(uid.len() + 13).unwrap_or_default(), 0, 0, 0]);
    octets.extend(b"vCal-Uid\x01\0\0\0");
    octets.extend(uid.as_bytes());
    octets.push(0);
    let hexadecimal: String = octets.iter().map(|octet| format!("{octet:02X}")).collect();
    let file = answer(
        &hexadecimal,
        "REPLY",
        &[
            "ATTENDEE;PARTSTAT=DECLINED;CN=Boroo Uulen:mailto:boroo@mn.example",
            "COMMENT;LANGUAGE=mn-MN:Уучлаарай\\, ирж чадахгүй.",
            "DTSTART;TZID=Ulaanbaatar Standard Time:20270511T100000",
            "SEQUENCE:1",
        ],
    );
    letter(
        "\"Uulen, Boroo\" <boroo@mn.example>",
        "=?utf-8?B?VGF0Z2FsemF2?=",
        &format!(
            "Thread-Index: AQHZexampleexample==\r\nX-MS-Has-Attach:\r\n\
             Content-Type: multipart/alternative;\r\n\tboundary=\"_000_MN1_\"\r\n\r\n--_000_MN1_\r\n\
             Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n\
             --_000_MN1_\r\nContent-Type: text/calendar; charset=\"utf-8\"; method=REPLY\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--_000_MN1_--\r\n",
            base64("Уучлаарай".as_bytes()),
            base64(file.as_bytes())
        ),
    )
}

/// Proposes another time: in a zone by Windows' name, or in one that nobody knows.
fn counter(uid: &str, attendee: &str, zone: &str) -> String {
    answer(
        uid,
        "COUNTER",
        &[
            &format!("ATTENDEE;PARTSTAT=TENTATIVE:mailto:{attendee}"),
            "ORGANIZER:mailto:secretariat@neacap.example",
            &format!("DTSTART;TZID={zone}:20270518T110000"),
            &format!("DTEND;TZID={zone}:20270519T170000"),
            "SEQUENCE:1",
            "COMMENT:The 11th is a holiday here.",
        ],
    )
}

/// Outlook's winmail.dat, in which nobody else finds the answer.
fn winmail() -> String {
    letter(
        "\"Nebesny, Oleg\" <oleg@ru.example>",
        "Accepted: Symposium",
        &format!(
            "Content-Type: application/ms-tnef; name=\"winmail.dat\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64(&[0x78, 0x9F, 0x3E, 0x22, 0, 0, 1, 6, 0x90, 8, 0])
        ),
    )
}

/// A file, what becomes of each answer in it (outcome, whose it is, what is answered), and a word of the reason.
type Case = (
    &'static str,
    String,
    Vec<(&'static str, Option<&'static str>, Option<&'static str>)>,
    &'static str,
);

/// One file for each thing that can happen, in the order of their names.
fn cases(event: &str, namesake: &str) -> Vec<Case> {
    let uid = format!("{event}@symposia");
    let to =
        |partstat: &str, address: &str| format!("ATTENDEE;PARTSTAT={partstat}:mailto:{address}");
    let one = |outcome, name, reply| vec![(outcome, name, reply)];
    let yes = Some("accepted");
    vec![
        (
            "01-outlook.ics",
            outlook(&uid),
            one("applied", Some("KIM Haneul"), yes),
            "",
        ),
        (
            "02-google.eml",
            google(&uid),
            one("applied", Some("AOZORA Soyoka"), Some("declined")),
            "",
        ),
        (
            "03-apple.eml",
            apple(&uid),
            one("applied", Some("Zarya OBLAKOVA"), Some("tentative")),
            "",
        ),
        (
            "04-thunderbird.eml",
            thunderbird(&uid),
            one("applied", Some("YUN Baiyun"), yes),
            "",
        ),
        (
            "05-exchange.eml",
            exchange(&uid),
            one("applied", Some("Boroo UULEN"), Some("declined")),
            "",
        ),
        (
            "06-alias.ics",
            plain(
                &uid,
                &["ATTENDEE;CN=Rosa Vetrova;PARTSTAT=ACCEPTED:mailto:vetrova.r@air.ru.example"],
                &[],
            ),
            one("applied", Some("Rosa VETROVA"), yes),
            "answered from vetrova.r@air.ru.example",
        ),
        (
            "07-several.ics",
            plain(
                &uid,
                &[
                    &to("ACCEPTED", "midori@jp.example"),
                    &to("DECLINED", "baram@kr.example"),
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
                &uid,
                &[&to("DECLINED", KIM)],
                &["RECURRENCE-ID;TZID=Asia/Ulaanbaatar:20270512T100000"],
            )
            .replace("T091500Z", "T092000Z"),
            one("applied", Some("KIM Haneul"), Some("declined")),
            "for 2027-05-12 only",
        ),
        (
            "09-silent.ics",
            plain(&uid, &["ATTENDEE;CN=Oleg:mailto:oleg@ru.example"], &[]),
            one("unreadable", Some("Oleg NEBESNY"), None),
            "does not say whether",
        ),
        (
            "10-older.ics",
            plain(&uid, &[&to("ACCEPTED", "oleg@ru.example")], &[])
                .replace("SEQUENCE:1", "SEQUENCE:0"),
            one("stale", Some("Oleg NEBESNY"), yes),
            "replaced by a newer one",
        ),
        (
            "11-again.ics",
            outlook(&uid),
            one("stale", Some("KIM Haneul"), yes),
            "",
        ),
        (
            "12-forwarded.ics",
            plain(
                &uid,
                &["ATTENDEE;CN=Kumo Aoi;PARTSTAT=ACCEPTED:mailto:aoi@elsewhere.example"],
                &[],
            ),
            one("unknown-person", None, yes),
            "forwarded",
        ),
        (
            "13-other-event.ics",
            plain("0197-b@elsewhere.example", &[&to("ACCEPTED", KIM)], &[]),
            one("unknown-event", None, yes),
            "UID",
        ),
        // An event of the same title, to which nobody was invited: only the UID tells.
        (
            "14-namesake.ics",
            plain(
                &format!("{namesake}@symposia"),
                &[&to("ACCEPTED", KIM)],
                &[],
            ),
            one("unknown-person", None, yes),
            "not on this event's list",
        ),
        (
            "15-delegated.ics",
            plain(
                &uid,
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
            counter(&uid, "ogloo@mn.example", "Korea Standard Time"),
            one("counter", Some("Ogloo SALKHI"), Some("tentative")),
            "another time",
        ),
        (
            "17-invitation.ics",
            plain(&uid, &[&to("ACCEPTED", KIM)], &[]).replace("METHOD:REPLY", "METHOD:REQUEST"),
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
    let cases = cases(&event, &namesake);
    let folder = desk.file("replies");
    fs::create_dir(&folder).map_err(Failure::io("make a folder"))?;
    desk.write("replies/00-notes.txt", "no answer at all")?;
    for (file, content, ..) in &cases {
        desk.write(&format!("replies/{file}"), content)?;
    }
    let before = answered(&desk, &event)?;

    let rows = desk.json(&["invitation", "replies", &desk.named("replies")])?;
    let mut rows = list(&rows, "")?.iter();
    for (file, _, wanted, reason) in &cases {
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
    same("rows left", rows.next(), None)?;

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
