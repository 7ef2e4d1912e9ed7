//! Who was at a session: ticked by name, counted by State and gender, or as one number.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use crate::person::Gender;
use crate::state::State;
use crate::words::words;

words! {
    /// From what it is known how many attended. The most exact that was told is taken.
    pub enum AttendanceSource ("source of attendance") {
        /// The tick list: each trainee by name.
        Ticks = "ticks",
        /// Counts by State and gender.
        Counts = "counts",
        /// One number.
        Total = "total",
    }
}

/// One trainee's tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// The State they come from or speak for.
    pub state: Option<State>,
    /// Gender.
    pub gender: Gender,
    /// Whether they were there; none if nobody ticked them either way.
    pub present: Option<bool>,
}

/// How many of a State and gender attended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Group {
    /// State; none if not told.
    pub state: Option<State>,
    /// Gender.
    pub gender: Gender,
    /// How many.
    pub attended: u32,
}

/// All that was told of a session's attendance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttendanceTold {
    /// The training's trainees, ticked or not.
    pub ticks: Vec<Tick>,
    /// Counts by State and gender.
    pub counts: Vec<Group>,
    /// How many in all.
    pub attended: Option<u32>,
    /// How many of them women.
    pub women: Option<u32>,
}

/// Something that does not fit in what was told of a session's attendance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum AttendanceFinding {
    /// Two ways of telling give two numbers; the more exact one counts.
    Contradiction {
        /// The source that counts.
        #[serde(rename = "taken")]
        taken: AttendanceSource,
        /// What it says.
        says: u32,
        /// The source that says otherwise.
        other: AttendanceSource,
        /// What that one says.
        #[serde(rename = "otherSays")]
        other_says: u32,
    },
    /// The number of women does not fit with the more exact source.
    WomenContradict {
        /// The source that counts.
        taken: AttendanceSource,
        /// Women by it.
        says: u32,
        /// Women as typed.
        #[serde(rename = "otherSays")]
        other_says: u32,
    },
    /// More women than people.
    MoreWomenThanPresent {
        /// Women.
        women: u32,
        /// All.
        present: u32,
    },
    /// Trainees who are ticked neither way, while others are; they do not count as present.
    NotTicked {
        /// How many.
        count: u32,
    },
}

/// The attendance of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct SessionAttendance {
    /// How many were there; none if nothing was recorded.
    pub present: Option<u32>,
    /// How many of them women; none if that is not known.
    pub women: Option<u32>,
    /// Of how many the gender is not known, where it is known of the others.
    pub unsaid: u32,
    /// From what it is known.
    pub source: Option<AttendanceSource>,
    /// By State and gender, where that was told; States in the order of their codes.
    pub groups: Vec<Group>,
    /// What does not fit.
    pub findings: Vec<AttendanceFinding>,
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn total(groups: &[Group], which: impl Fn(Gender) -> bool) -> u32 {
    let counts = groups.iter().filter(|group| which(group.gender));
    counts.fold(0, |sum, group| sum.saturating_add(group.attended))
}

fn in_groups(groups: impl IntoIterator<Item = Group>) -> Vec<Group> {
    let mut by: BTreeMap<(Option<State>, Gender), u32> = BTreeMap::new();
    for group in groups {
        let count = by.entry((group.state, group.gender)).or_default();
        *count = count.saturating_add(group.attended);
    }
    let groups = by.into_iter().map(|((state, gender), attended)| Group {
        state,
        gender,
        attended,
    });
    groups.collect()
}

/// The attendance of a session by what was told of it.
///
/// Ticks count before counts, and counts before a number alone. Where they disagree the others are findings.
#[must_use]
pub fn attendance(told: &AttendanceTold) -> SessionAttendance {
    let ticked = told.ticks.iter().any(|tick| tick.present.is_some());
    let by_ticks = ticked.then(|| {
        let there = told.ticks.iter().filter(|tick| tick.present == Some(true));
        in_groups(there.map(|tick| Group {
            state: tick.state,
            gender: tick.gender,
            attended: 1,
        }))
    });
    let by_counts = (!told.counts.is_empty()).then(|| in_groups(told.counts.iter().copied()));
    let sources = [
        (AttendanceSource::Ticks, by_ticks.as_deref().map(all)),
        (AttendanceSource::Counts, by_counts.as_deref().map(all)),
        (AttendanceSource::Total, told.attended),
    ];
    let mut known = sources
        .into_iter()
        .filter_map(|(source, says)| Some((source, says?)));
    let Some((taken, present)) = known.next() else {
        return SessionAttendance::default();
    };
    let mut findings: Vec<AttendanceFinding> = known
        .filter(|(_, other_says)| *other_says != present)
        .map(|(other, other_says)| AttendanceFinding::Contradiction {
            taken,
            says: present,
            other,
            other_says,
        })
        .collect();
    let open = size(
        told.ticks
            .iter()
            .filter(|tick| tick.present.is_none())
            .count(),
    );
    if ticked && open > 0 {
        findings.push(AttendanceFinding::NotTicked { count: open });
    }
    let groups = by_ticks.or(by_counts).unwrap_or_default();
    let (women, unsaid) = if taken == AttendanceSource::Total {
        (told.women, 0)
    } else {
        let women = total(&groups, |gender| gender == Gender::Woman);
        let unsaid = total(&groups, |gender| gender == Gender::NotSaid);
        // Of nobody is it known: then it is not known, and not 0.
        let known = unsaid < present || present == 0;
        if let Some(typed) = told.women
            && known
            && !(women..=women.saturating_add(unsaid)).contains(&typed)
        {
            findings.push(AttendanceFinding::WomenContradict {
                taken,
                says: women,
                other_says: typed,
            });
        }
        (known.then_some(women).or(told.women), unsaid)
    };
    if let Some(women) = women.filter(|women| *women > present) {
        findings.push(AttendanceFinding::MoreWomenThanPresent { women, present });
    }
    SessionAttendance {
        present: Some(present),
        women,
        unsaid,
        source: Some(taken),
        groups,
        findings,
    }
}

fn all(groups: &[Group]) -> u32 {
    total(groups, |_| true)
}
