//! Changes to a sound file, which proptest makes up and, where one fails, makes fewer.

use proptest::prelude::*;
use proptest::sample::Index;

/// What readers stumble over.
const WORDS: &[&[u8]] = &[
    b"BEGIN:VCALENDAR\r\n",
    b"BEGIN:VEVENT\r\n",
    b"END:VEVENT\r\n",
    b"END:VCALENDAR\r\n",
    b"BEGIN:VTIMEZONE\r\nTZID:Office\r\n",
    b"BEGIN:VALARM\r\n",
    b"BEGIN:VCARD\r\n",
    b"END:VCARD\r\n",
    b"METHOD:REPLY\r\n",
    b"DTSTART;TZID=Office:00010101T000000\r\n",
    b"DTSTART;VALUE=DATE:99991231\r\n",
    b"DTEND:99991231T235960Z\r\n",
    b"DURATION:P99999999999D\r\n",
    b"DURATION:-PT9223372036854775807S\r\n",
    b"RRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=5SU;COUNT=99999\r\n",
    b"RRULE:FREQ=YEARLY;BYMONTHDAY=-31;UNTIL=99991231\r\n",
    b"TZOFFSETTO:-1600\r\n",
    b"TZOFFSETFROM:+1559\r\n",
    b"SEQUENCE:4294967296\r\n",
    b"GEO:NaN;inf\r\n",
    b"ATTENDEE;CN=\"\":MAILTO:%00%0D%0A@\r\n",
    b"Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Type: message/rfc822\r\n\r\n",
    b"charset=utf-16\r\n",
    b"ENCODING=QUOTED-PRINTABLE:=\r\n=\r\n",
    b"\r\n ",
    b"\n\t",
    b"\r",
    b"\r\n\r\n",
    b"\0",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xED\xA0\x80",
    b"\"",
    b";",
    b":",
    b",",
    b"=",
    b"\\",
    b"^n",
    b"-",
    b"99999999999999999999",
    "회".as_bytes(),
    "\u{85}\u{2028}\u{202E}".as_bytes(),
];

/// One change.
#[derive(Debug, Clone)]
enum Change {
    /// An octet becomes another.
    Octet(Index, u8),
    /// Something is put in.
    Insert(Index, Vec<u8>),
    /// Some octets go.
    Delete(Index, usize),
    /// Some octets come again and again.
    Repeat(Index, usize, usize),
    /// A piece of another file is put in.
    Splice(Index, Index, Index, usize),
    /// The rest goes.
    Cut(Index),
    /// A digit becomes another.
    Digit(Index, u8),
}

/// A file and what is changed in it.
#[derive(Debug, Clone)]
pub(crate) struct Changes {
    file: usize,
    changes: Vec<Change>,
}

pub(crate) fn changes(files: usize) -> impl Strategy<Value = Changes> {
    let index = any::<Index>;
    let word = prop::sample::select(WORDS).prop_map(<[u8]>::to_vec);
    let noise = prop::collection::vec(any::<u8>(), 1..16);
    // Seldom so often that all that can be read is one piece.
    let times = prop_oneof![30 => 1..6_usize, 1 => 100..3000_usize];
    let change = prop_oneof![
        3 => (index(), any::<u8>()).prop_map(|(at, octet)| Change::Octet(at, octet)),
        5 => (index(), word).prop_map(|(at, word)| Change::Insert(at, word)),
        1 => (index(), noise).prop_map(|(at, noise)| Change::Insert(at, noise)),
        3 => (index(), 1..200_usize).prop_map(|(at, length)| Change::Delete(at, length)),
        2 => (index(), 1..400_usize, times).prop_map(|(at, length, times)| Change::Repeat(at, length, times)),
        2 => (index(), index(), index(), 1..2000_usize)
            .prop_map(|(at, file, from, length)| Change::Splice(at, file, from, length)),
        1 => index().prop_map(Change::Cut),
        3 => (index(), b'0'..=b'9').prop_map(|(at, digit)| Change::Digit(at, digit)),
    ];
    (0..files, prop::collection::vec(change, 1..12))
        .prop_map(|(file, changes)| Changes { file, changes })
}

impl Changes {
    /// The changed file, of at most so many octets.
    pub(crate) fn apply(&self, corpus: &[Vec<u8>], largest: usize) -> Vec<u8> {
        let mut bytes = corpus[self.file].clone();
        for change in &self.changes {
            change.apply(&mut bytes, corpus);
            bytes.truncate(largest);
        }
        bytes
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>, corpus: &[Vec<u8>]) {
        let end = |at: usize, length: usize, all: usize| (at + length).min(all);
        let place = |at: &Index, bytes: &Vec<u8>| at.index(bytes.len() + 1);
        match self {
            Self::Octet(at, octet) => {
                let at = place(at, bytes);
                if let Some(place) = bytes.get_mut(at) {
                    *place = *octet;
                }
            }
            Self::Insert(at, piece) => {
                let at = place(at, bytes);
                bytes.splice(at..at, piece.iter().copied());
            }
            Self::Delete(at, length) => {
                let at = place(at, bytes);
                bytes.drain(at..end(at, *length, bytes.len()));
            }
            Self::Repeat(at, length, times) => {
                let at = place(at, bytes);
                let piece = bytes[at..end(at, *length, bytes.len())].repeat(*times);
                bytes.splice(at..at, piece);
            }
            Self::Splice(at, file, from, length) => {
                let at = place(at, bytes);
                let other = file.get(corpus);
                let from = place(from, other);
                let piece = other[from..end(from, *length, other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            Self::Cut(at) => {
                let at = place(at, bytes);
                bytes.truncate(at);
            }
            Self::Digit(at, digit) => {
                let at = place(at, bytes);
                let next = bytes
                    .iter_mut()
                    .skip(at)
                    .find(|octet| octet.is_ascii_digit());
                if let Some(octet) = next {
                    *octet = *digit;
                }
            }
        }
    }
}
