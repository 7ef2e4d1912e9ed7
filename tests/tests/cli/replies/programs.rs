//! Answers in the forms of Outlook, Exchange, Google, Apple and Thunderbird, of people who do not exist.

use crate::invitations::{SOYOKA, ZARYA};

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
pub(super) fn plain(uid: &str, attendees: &[&str], more: &[&str]) -> String {
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
pub(super) fn outlook(uid: &str) -> String {
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
pub(super) fn google(uid: &str) -> String {
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
pub(super) fn apple(uid: &str) -> String {
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
pub(super) fn thunderbird(uid: &str) -> String {
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
pub(super) fn exchange(uid: &str) -> String {
    let mut octets = vec![0x04, 0, 0, 0, 0x82, 0, 0xE0, 0, 0x74, 0xC5, 0xB7, 0x10];
    octets.extend([0x1A, 0x82, 0xE0, 0x08]);
    octets.extend([0; 20]);
    // How many octets follow.
    octets.extend([u8::try_from(uid.len() + 13).unwrap_or_default(), 0, 0, 0]);
    octets.extend(b"vCal-Uid\x01\0\0\0");
    octets.extend(uid.as_bytes());
    octets.push(0);
    let hexadecimal = octets.iter().fold(String::new(), |written, octet| {
        format!("{written}{octet:02X}")
    });
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
pub(super) fn counter(uid: &str, attendee: &str, zone: &str) -> String {
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
pub(super) fn winmail() -> String {
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
