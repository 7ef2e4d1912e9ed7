//! Who sits where: seats are numbered in protocol order, which may begin with any member State, as
//! meetings draw by lot or give the host the first place.

use crate::protocol::Section;
use crate::state::{MEMBERS, State};

/// Where a section sits when the member States begin with `first`; those before it follow the last one.
/// The order of all else is that of [`Section::place`].
#[must_use]
pub fn seat_place(section: Section, first: Option<State>) -> (u8, usize, String) {
    let (part, place, name) = section.place();
    let begins = first.and_then(|first| MEMBERS.iter().position(|member| *member == first));
    match (section, begins) {
        (Section::Member(_), Some(begins)) if place < MEMBERS.len() => {
            (part, (place + MEMBERS.len() - begins) % MEMBERS.len(), name)
        }
        _ => (part, place, name),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn order(first: Option<State>) -> Vec<&'static str> {
        let mut sections: Vec<Section> = MEMBERS
            .iter()
            .rev()
            .map(|one| Section::Member(*one))
            .collect();
        sections.insert(0, Section::Partners);
        sections.sort_by_key(|one| seat_place(*one, first));
        let code = |section: &Section| match section {
            Section::Member(state) => MEMBERS
                .iter()
                .find(|one| *one == state)
                .map_or("", State::code),
            _ => "partners",
        };
        sections.iter().map(code).collect()
    }

    #[test]
    fn the_round_begins_where_it_is_told_to() {
        assert_eq!(
            order(None),
            ["CN", "KP", "JP", "MN", "KR", "RU", "partners"]
        );
        let mongolia = "MN".parse().ok();
        assert_eq!(
            order(mongolia),
            ["MN", "KR", "RU", "CN", "KP", "JP", "partners"]
        );
        // A State that is no member begins nothing.
        assert_eq!(order("TH".parse().ok()), order(None));
    }

    proptest! {
        #[test]
        fn nobody_loses_their_seat(first in 0_usize..6) {
            let turned = order(MEMBERS.get(first).copied());
            let mut members: Vec<&str> = MEMBERS.iter().map(State::code).collect();
            members.rotate_left(first);
            prop_assert_eq!(turned.get(..6), Some(&members[..]));
            prop_assert_eq!(turned.last(), Some(&"partners"));
        }
    }
}
