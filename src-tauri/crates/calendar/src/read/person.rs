//! ORGANIZER and ATTENDEE (RFC 5545 §3.8.4.1, §3.8.4.3).

use crate::content::ContentLine;
use crate::uri::address;

/// Addresses that one line may delegate to; more are left out.
const MOST_DELEGATES: usize = 100;

/// Someone named in a file, with what the file says of their part in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadAttendee {
    /// The address of the `mailto:` that the line ends with; else that of EMAIL (RFC 7986 §6.2);
    /// none where the line has neither.
    pub email: Option<String>,
    /// The address of EMAIL, where the line has another one too.
    pub other_email: Option<String>,
    /// CN (§3.2.2).
    pub name: Option<String>,
    /// PARTSTAT (§3.2.12) in capitals. Where there is none, NEEDS-ACTION is what the RFC means,
    /// and in a reply nobody knows.
    pub partstat: Option<String>,
    /// ROLE (§3.2.16) in capitals.
    pub role: Option<String>,
    /// CUTYPE (§3.2.3) in capitals: an individual, a group, a room.
    pub kind: Option<String>,
    /// DELEGATED-TO (§3.2.5): addresses.
    pub delegated_to: Vec<String>,
    /// DELEGATED-FROM (§3.2.4): addresses.
    pub delegated_from: Vec<String>,
    /// SENT-BY (§3.2.18): the address of who acts for them.
    pub sent_by: Option<String>,
    /// RSVP (§3.2.17).
    pub rsvp: bool,
}

impl ReadAttendee {
    pub(super) fn of(line: &ContentLine<'_>) -> Self {
        let mut person = Self::default();
        let mut email = None;
        for parameter in line.parameters() {
            let said = || {
                let value = parameter.value();
                let value = value.trim();
                (!value.is_empty()).then(|| value.to_owned())
            };
            let word = || said().map(|word| word.to_ascii_uppercase());
            let addresses = || {
                let values = parameter.values().filter_map(|value| address(&value));
                values.take(MOST_DELEGATES).collect()
            };
            let name = parameter.name();
            match name.len() {
                2 if parameter.is("CN") => person.name = said(),
                4 if parameter.is("ROLE") => person.role = word(),
                4 if parameter.is("RSVP") => person.rsvp = word().as_deref() == Some("TRUE"),
                5 if parameter.is("EMAIL") => email = address(&parameter.value()),
                6 if parameter.is("CUTYPE") => person.kind = word(),
                7 if parameter.is("SENT-BY") => person.sent_by = address(&parameter.value()),
                8 if parameter.is("PARTSTAT") => person.partstat = word(),
                12 if parameter.is("DELEGATED-TO") => person.delegated_to = addresses(),
                14 if parameter.is("DELEGATED-FROM") => person.delegated_from = addresses(),
                _ => {}
            }
        }
        person.email = address(line.value());
        if person.email.is_none() {
            person.email = email;
        } else if let (Some(one), Some(other)) = (&person.email, email)
            && !one.eq_ignore_ascii_case(&other)
        {
            person.other_email = Some(other);
        }
        person
    }
}
