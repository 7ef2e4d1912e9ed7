//! The table that is printed.

/// One line of it.
pub(crate) struct Measure {
    what: String,
    ours: f64,
    unit: Unit,
    /// What it is held against, and that one's figure.
    against: Option<(String, f64)>,
    target: Option<Target>,
}

#[derive(Clone, Copy)]
enum Unit {
    Milliseconds,
    Megabytes,
    /// How often something was.
    Times,
}

enum Target {
    /// At most so much.
    Most(f64),
    /// At most so many times what it is held against.
    Times(f64),
}

impl Measure {
    pub(crate) fn time(what: impl Into<String>, milliseconds: f64) -> Self {
        Self {
            what: what.into(),
            ours: milliseconds,
            unit: Unit::Milliseconds,
            against: None,
            target: None,
        }
    }

    pub(crate) fn memory(what: impl Into<String>, megabytes: f64) -> Self {
        Self {
            unit: Unit::Megabytes,
            ..Self::time(what, megabytes)
        }
    }

    pub(crate) fn count(what: impl Into<String>, times: f64) -> Self {
        Self {
            unit: Unit::Times,
            ..Self::time(what, times)
        }
    }

    pub(crate) fn against(self, what: impl Into<String>, theirs: f64) -> Self {
        Self {
            against: Some((what.into(), theirs)),
            ..self
        }
    }

    pub(crate) fn at_most(self, figure: f64) -> Self {
        Self {
            target: Some(Target::Most(figure)),
            ..self
        }
    }

    pub(crate) fn at_most_times(self, ratio: f64) -> Self {
        Self {
            target: Some(Target::Times(ratio)),
            ..self
        }
    }

    fn cells(&self) -> [String; 6] {
        let figure = |figure: f64| match self.unit {
            Unit::Milliseconds if figure < 10.0 => format!("{figure:.2} ms"),
            Unit::Milliseconds if figure < 1000.0 => format!("{figure:.1} ms"),
            Unit::Milliseconds => format!("{:.2} s", figure / 1000.0),
            Unit::Megabytes => format!("{figure:.0} MB"),
            Unit::Times => format!("{figure:.0}"),
        };
        let met = |yes: bool| if yes { "met" } else { "MISSED" };
        let (name, theirs, ratio) = match &self.against {
            Some((name, theirs)) => (
                name.clone(),
                figure(*theirs),
                format!("{:.2}", self.ours / theirs),
            ),
            None => (String::new(), String::new(), String::new()),
        };
        let target = match (&self.target, &self.against) {
            (Some(Target::Most(most)), _) => {
                format!("≤ {} {}", figure(*most), met(self.ours <= *most))
            }
            (Some(Target::Times(times)), Some((_, theirs))) => {
                format!("≤ {times} × {}", met(self.ours <= times * theirs))
            }
            (Some(Target::Times(times)), None) => format!("≤ {times} ×"),
            (None, _) => String::new(),
        };
        [
            self.what.clone(),
            figure(self.ours),
            name,
            theirs,
            ratio,
            target,
        ]
    }
}

pub(crate) fn print(measures: &[Measure]) {
    let heading = [
        "measure",
        "Symposia",
        "held against",
        "it",
        "ratio",
        "target",
    ]
    .map(str::to_owned);
    let rows: Vec<[String; 6]> = std::iter::once(heading)
        .chain(measures.iter().map(Measure::cells))
        .collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: [usize; 6] = std::array::from_fn(width);
    println!();
    for row in &rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
            // Figures to the right, words to the left.
            let cell = if matches!(column, 1 | 3 | 4) {
                format!("{cell:>width$}")
            } else {
                format!("{cell:<width$}")
            };
            line.push_str(&cell);
            line.push_str("  ");
        }
        println!("{}", line.trim_end());
    }
}
