//! Reports over many events as data: parts with sentences, a person's own text, tables and charts. Each number says which
//! records it was counted from; they stand in the annexes under the codes that it names.
//!
//! A template of Typst gets these fields as JSON, so that their names are what templates are written in.

mod chart;

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

pub use chart::svg;

/// How a value that nobody wrote down is printed. It is never 0.
pub const NOT_RECORDED: &str = "not recorded";

/// An annual report, or another paper of its build.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "ReportText")]
pub struct Annual {
    /// `Annual report`.
    pub heading: String,
    /// `1 January – 31 December 2026`.
    pub period: String,
    /// For whom it is.
    pub addressee: String,
    /// Its parts, in their order.
    pub parts: Vec<Part>,
}

/// A part under a heading.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "ReportPart")]
pub struct Part {
    /// What a person's own text of it is kept under: `introduction`, `output 1`, `activity 1.1`.
    pub key: String,
    /// Its number: `2`, `2.1`, `Annex I`.
    pub number: String,
    /// 1 for a part of the paper, 2 for a part of one.
    pub level: u8,
    /// Heading.
    pub title: String,
    /// Language of the heading.
    pub lang: String,
    /// Whether it begins a page.
    pub page: bool,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// What stands in a part.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "is", rename_all = "kebab-case")]
#[ts(rename = "ReportBlock")]
pub enum Block {
    /// A paragraph that the program wrote.
    Sentence {
        /// Words and numbers.
        pieces: Vec<Piece>,
        /// All that its numbers were counted from.
        source: Source,
    },
    /// What a person wrote.
    Written {
        /// Paragraphs.
        paragraphs: Vec<String>,
        /// Language.
        lang: String,
    },
    /// A table.
    Table(Table),
    /// A chart; the table behind it follows.
    Chart(Chart),
}

/// Words of a sentence, or a value in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ReportPiece")]
pub struct Piece {
    /// As it is printed.
    pub text: String,
    /// What it was counted from; nothing for words.
    pub source: Source,
}

/// The records behind a number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ReportSource")]
pub struct Source {
    /// Their codes in the annexes: `E1`.
    pub codes: Vec<String>,
    /// The same as it is printed, those that follow each other as one.
    pub spans: Vec<Span>,
}

/// Records that follow each other in an annex.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ReportSpan")]
pub struct Span {
    /// As it is printed: `E3`, `E3–E7`.
    pub text: String,
    /// The code of the first.
    pub to: String,
}

impl Source {
    /// Those records, in the order of their annexes, each once.
    #[must_use]
    pub fn of(codes: impl IntoIterator<Item = String>) -> Self {
        let mut known: Vec<(String, u64, String)> = codes
            .into_iter()
            .map(|code| {
                let (kind, number) = taken_apart(&code);
                (kind, number, code)
            })
            .collect();
        known.sort();
        known.dedup();
        let mut spans: Vec<(String, u64, u64)> = Vec::new();
        for (kind, number, _) in &known {
            match spans.last_mut() {
                Some((last, _, to)) if last == kind && *to + 1 == *number => *to = *number,
                _ => spans.push((kind.clone(), *number, *number)),
            }
        }
        Self {
            codes: known.into_iter().map(|(_, _, code)| code).collect(),
            spans: spans
                .into_iter()
                .map(|(kind, from, to)| Span {
                    text: if from == to {
                        format!("{kind}{from}")
                    } else {
                        format!("{kind}{from}–{kind}{to}")
                    },
                    to: format!("{kind}{from}"),
                })
                .collect(),
        }
    }

    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// All of several.
    #[must_use]
    pub fn all<'a>(sources: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::of(
            sources
                .into_iter()
                .flat_map(|source| source.codes.iter().cloned()),
        )
    }

    /// Whether it names no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// As it is printed: `E1–E3, E7`.
    #[must_use]
    pub fn refs(&self) -> String {
        let spans: Vec<&str> = self.spans.iter().map(|span| span.text.as_str()).collect();
        spans.join(", ")
    }
}

/// The letters and the number of a code.
fn taken_apart(code: &str) -> (String, u64) {
    let kind: String = code
        .chars()
        .take_while(|one| !one.is_ascii_digit())
        .collect();
    let number: String = code
        .chars()
        .skip_while(|one| !one.is_ascii_digit())
        .collect();
    (kind, number.parse().unwrap_or_default())
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "ReportTable")]
pub struct Table {
    /// What its sheet in a workbook is called.
    pub name: String,
    /// `Table 1. Events held`.
    pub caption: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Whether a last column says which records each row was counted from.
    pub sourced: bool,
    /// Rows.
    pub rows: Vec<Row>,
    /// What stands below it.
    pub note: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ReportColumn")]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Whether its values are numbers, which end below each other.
    pub number: bool,
    /// How wide it is, beside the others.
    pub share: u32,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(heading: &str, share: u32) -> Self {
        Self {
            heading: heading.to_owned(),
            number: false,
            share,
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(heading: &str, share: u32) -> Self {
        Self {
            number: true,
            ..Self::words(heading, share)
        }
    }
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "ReportRow")]
pub struct Row {
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// What it was counted from.
    pub source: Source,
    /// Whether it is the sum of others.
    pub total: bool,
    /// The code that numbers name it by, in an annex.
    pub code: Option<String>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "ReportCell")]
pub struct Cell {
    /// As it is printed.
    pub text: String,
    /// Language.
    pub lang: String,
    /// What it is.
    pub value: Value,
    /// What it was counted from, where that is not all that its row was.
    pub source: Source,
    /// Whether people set it, such as a target: then it was counted from nothing, whatever its row was.
    pub set: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "ReportValue")]
pub enum Value {
    /// Words.
    Words,
    /// A number.
    Number(f64),
    /// US dollars.
    Money(f64),
    /// A share, in percent.
    Percent(f64),
    /// A day.
    Day(NaiveDate),
    /// Nobody wrote it down.
    Missing,
}

impl Cell {
    fn new(text: String, value: Value) -> Self {
        Self {
            text,
            lang: "en".to_owned(),
            value,
            source: Source::none(),
            set: false,
        }
    }

    /// Words in English.
    #[must_use]
    pub fn words(text: impl Into<String>) -> Self {
        Self::new(text.into(), Value::Words)
    }

    /// Words in a language.
    #[must_use]
    pub fn said(text: impl Into<String>, lang: &str) -> Self {
        Self {
            lang: lang.to_owned(),
            ..Self::words(text)
        }
    }

    /// Words, or that nobody wrote them down.
    #[must_use]
    pub fn optional(text: Option<&str>, lang: &str) -> Self {
        text.filter(|text| !text.trim().is_empty())
            .map_or_else(Self::missing, |text| Self::said(text, lang))
    }

    /// Nobody wrote it down.
    #[must_use]
    pub fn missing() -> Self {
        Self::new(NOT_RECORDED.to_owned(), Value::Missing)
    }

    /// A number, or that nobody wrote it down.
    #[must_use]
    pub fn number(number: Option<f64>) -> Self {
        number.map_or_else(Self::missing, |number| {
            Self::new(written(number), Value::Number(number))
        })
    }

    /// A count.
    #[must_use]
    pub fn count(count: usize) -> Self {
        #[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
        Self::number(Some(count as f64))
    }

    /// US dollars, or that nobody wrote them down.
    #[must_use]
    pub fn money(dollars: Option<f64>) -> Self {
        dollars.map_or_else(Self::missing, |dollars| {
            Self::new(written(dollars.round()), Value::Money(dollars))
        })
    }

    /// A share in percent, or that nobody wrote it down.
    #[must_use]
    pub fn percent(share: Option<f64>) -> Self {
        share.map_or_else(Self::missing, |share| {
            Self::new(format!("{share:.0} %"), Value::Percent(share))
        })
    }

    /// A day, or that nobody wrote it down.
    #[must_use]
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or_else(Self::missing, |day| {
            Self::new(day.format("%-d %b %Y").to_string(), Value::Day(day))
        })
    }

    /// Set by people, and counted from nothing.
    #[must_use]
    pub const fn set(mut self) -> Self {
        self.set = true;
        self
    }

    /// Counted from these records.
    #[must_use]
    pub fn counted(mut self, source: Source) -> Self {
        self.source = source;
        self
    }
}

/// Bars of one or several series.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "ReportChart")]
pub struct Chart {
    /// `Figure 1. Events by output`.
    pub caption: String,
    /// What is counted: `events`.
    pub unit: String,
    /// What each bar of a group stands for; one at least.
    pub series: Vec<String>,
    /// Groups of bars.
    pub bars: Vec<Bar>,
    /// The picture.
    pub svg: String,
    /// What it shows, in words, for who cannot see it.
    pub alt: String,
}

/// A group of bars.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "ReportBar")]
pub struct Bar {
    /// What for.
    pub label: String,
    /// A value for each series; none where nobody wrote it down.
    pub values: Vec<Option<f64>>,
}

impl Chart {
    /// A chart with its picture.
    #[must_use]
    pub fn drawn(caption: String, unit: &str, series: Vec<String>, bars: Vec<Bar>) -> Self {
        let mut chart = Self {
            alt: alt(&caption, unit, &series, &bars),
            caption,
            unit: unit.to_owned(),
            series,
            bars,
            svg: String::new(),
        };
        chart.svg = svg(&chart);
        chart
    }
}

fn alt(caption: &str, unit: &str, series: &[String], bars: &[Bar]) -> String {
    let told: Vec<String> = bars
        .iter()
        .map(|bar| {
            let values: Vec<String> = bar
                .values
                .iter()
                .zip(series)
                .map(|(value, name)| {
                    let value = value.map_or_else(|| NOT_RECORDED.to_owned(), written);
                    if series.len() > 1 {
                        format!("{name} {value}")
                    } else {
                        value
                    }
                })
                .collect();
            format!("{}: {}", bar.label, values.join(", "))
        })
        .collect();
    format!("{caption}, in {unit}. {}", told.join("; "))
}

/// How high the picture of a chart is, where 640 is its width.
#[must_use]
pub fn picture_height(svg: &str) -> Option<f64> {
    let (_, from) = svg.split_once(" height=\"")?;
    let (height, _) = from.split_once('"')?;
    height.parse().ok()
}

/// A number as it is printed: no more than one digit behind the point, thousands parted.
#[must_use]
pub fn written(number: f64) -> String {
    let tenths = (number * 10.0).round() / 10.0;
    let text = if tenths.fract() == 0.0 {
        format!("{tenths:.0}")
    } else {
        format!("{tenths:.1}")
    };
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("−", digits));
    let count = digits.chars().count();
    let mut out = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (count - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_that_follow_each_other_are_said_as_one() {
        let codes = ["T2", "E7", "E2", "E1", "E3", "E10", "E2"];
        let source = Source::of(codes.map(str::to_owned));
        assert_eq!(source.refs(), "E1–E3, E7, E10, T2");
        assert_eq!(source.codes.len(), 6);
        assert_eq!(Source::none().refs(), "");
    }

    #[test]
    fn numbers_are_written_as_a_report_has_them() {
        for (number, text) in [
            (0.0, "0"),
            (12.5, "12.5"),
            (999.96, "1,000"),
            (1_234_567.0, "1,234,567"),
            (-1200.0, "−1,200"),
        ] {
            assert_eq!(written(number), text);
        }
        assert_eq!(Cell::number(None).text, NOT_RECORDED);
    }
}
