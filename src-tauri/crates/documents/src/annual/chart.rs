//! Bars as a picture in SVG: no script, no font of its own, told apart by pattern and not by colour alone.

use std::fmt::Write;

use super::{Chart, NOT_RECORDED, written};
use crate::docx::escaped;

const WIDTH: f64 = 640.0;
const LABELS: f64 = 210.0;
const VALUES: f64 = 80.0;
const BAR: f64 = 13.0;
const BETWEEN: f64 = 3.0;
const GROUPS: f64 = 11.0;
const LINE: f64 = 14.0;
/// Letters of a label that fit on a line.
const LETTERS: usize = 34;

const FAMILIES: &str = "Noto Sans, Liberation Sans, DejaVu Sans, Segoe UI, Arial, sans-serif";

/// The chart as SVG, 640 units wide.
#[must_use]
pub fn svg(chart: &Chart) -> String {
    let series = chart.series.len().max(1);
    let most = chart
        .bars
        .iter()
        .flat_map(|bar| bar.values.iter().flatten())
        .fold(0.0_f64, |most, value| most.max(*value));
    let mut body = String::new();
    let mut y = if series > 1 {
        legend(chart, &mut body)
    } else {
        4.0
    };
    let top = y;
    for bar in &chart.bars {
        let lines = wrapped(&bar.label);
        #[allow(clippy::cast_precision_loss, reason = "a handful")]
        let bars = BAR * series as f64 + BETWEEN * (series as f64 - 1.0);
        #[allow(clippy::cast_precision_loss, reason = "two at most")]
        let words = LINE * lines.len() as f64;
        let high = bars.max(words);
        let mut baseline = y + (high - words) / 2.0 + 10.5;
        for line in &lines {
            let _ = write!(
                body,
                r##"<text x="{:.1}" y="{baseline:.1}" text-anchor="end" fill="#1b2733">{}</text>"##,
                LABELS - 8.0,
                escaped(line)
            );
            baseline += LINE;
        }
        let mut at = y + (high - bars) / 2.0;
        for (value, which) in bar.values.iter().zip(0..) {
            one(*value, most, &fill(which, &key(chart)), at, &mut body);
            at += BAR + BETWEEN;
        }
        y += high + GROUPS;
    }
    let high = y - GROUPS + 6.0;
    let _ = write!(
        body,
        r##"<line x1="{LABELS}" y1="{:.1}" x2="{LABELS}" y2="{high:.1}" stroke="#1b2733" stroke-width="1"/>"##,
        top - 2.0
    );
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{high:.1}" viewBox="0 0 {WIDTH} {high:.1}" font-family="{FAMILIES}" font-size="11.5"><defs>{}</defs>{body}</svg>"#,
        PATTERNS.replace("KEY", &key(chart))
    )
}

/// What tells its patterns from those of the other figures of a page: its number.
fn key(chart: &Chart) -> String {
    let number = chart.caption.split('.').next().unwrap_or_default();
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Dark, hatched, dotted, light: the same in black and white.
const PATTERNS: &str = r##"<pattern id="hatchedKEY" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#ffffff"/><rect width="1.6" height="5" fill="#0b5d70"/></pattern><pattern id="dottedKEY" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#ffffff"/><circle cx="2.5" cy="2.5" r="1.1" fill="#1b2733"/></pattern>"##;

fn fill(which: usize, key: &str) -> String {
    match which % 4 {
        0 => "#0b5d70".to_owned(),
        1 => format!("url(#hatched{key})"),
        2 => "#d5dde2".to_owned(),
        _ => format!("url(#dotted{key})"),
    }
}

fn one(value: Option<f64>, most: f64, fill: &str, y: f64, out: &mut String) {
    let baseline = y + BAR - 2.8;
    let Some(value) = value else {
        let _ = write!(
            out,
            r##"<text x="{:.1}" y="{baseline:.1}" fill="#5a6673" font-style="italic">{NOT_RECORDED}</text>"##,
            LABELS + 6.0
        );
        return;
    };
    let room = WIDTH - LABELS - VALUES;
    let wide = if most > 0.0 {
        (value.max(0.0) / most * room).max(if value > 0.0 { 1.5 } else { 0.0 })
    } else {
        0.0
    };
    if wide > 0.0 {
        let _ = write!(
            out,
            r##"<rect x="{LABELS}" y="{y:.1}" width="{wide:.1}" height="{BAR}" fill="{fill}" stroke="#0b5d70" stroke-width="0.7"/>"##
        );
    }
    let _ = write!(
        out,
        r##"<text x="{:.1}" y="{baseline:.1}" fill="#1b2733">{}</text>"##,
        LABELS + wide + 6.0,
        written(value)
    );
}

fn legend(chart: &Chart, out: &mut String) -> f64 {
    let mut x = LABELS;
    for (name, which) in chart.series.iter().zip(0..) {
        let _ = write!(
            out,
            r##"<rect x="{x:.1}" y="3" width="18" height="10" fill="{}" stroke="#0b5d70" stroke-width="0.7"/><text x="{:.1}" y="12" fill="#1b2733">{}</text>"##,
            fill(which, &key(chart)),
            x + 23.0,
            escaped(name)
        );
        #[allow(clippy::cast_precision_loss, reason = "letters of a word")]
        let wide = name.chars().map(width).sum::<usize>() as f64;
        x += 23.0 + wide * 6.4 + 18.0;
    }
    26.0
}

/// How many places of Latin letters a letter takes.
fn width(letter: char) -> usize {
    if letter >= '\u{1100}' { 2 } else { 1 }
}

/// A label on two lines at most.
fn wrapped(label: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    let mut whole = true;
    for word in label.split_whitespace() {
        let wide: usize = word.chars().map(width).sum();
        if used > 0 && used + 1 + wide > LETTERS {
            if lines.len() == 2 {
                whole = false;
                break;
            }
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            for letter in word.chars() {
                if used + width(letter) > LETTERS {
                    whole = false;
                    break;
                }
                line.push(letter);
                used += width(letter);
            }
        }
    }
    if !whole && let Some(line) = lines.last_mut() {
        line.push('…');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::{Bar, Chart};
    use super::*;

    #[test]
    fn labels_take_two_lines_and_say_where_they_were_cut() {
        assert_eq!(wrapped("Output 1"), ["Output 1"]);
        let long = wrapped(&"word ".repeat(30));
        assert_eq!(long.len(), 2);
        assert!(long.iter().all(|line| line.chars().count() <= LETTERS + 1));
        assert!(long.last().is_some_and(|line| line.ends_with('…')));
        assert!(wrapped(&"字".repeat(60))[0].chars().count() <= LETTERS);
    }

    #[test]
    fn what_is_not_recorded_has_no_bar_and_names_are_text() {
        let chart = Chart::drawn(
            "Figure 1".to_owned(),
            "people",
            vec!["<b>held</b>".to_owned(), "planned".to_owned()],
            vec![Bar {
                label: "<script>alert(1)</script>".to_owned(),
                values: vec![None, Some(3.0)],
            }],
        );
        assert!(
            chart.svg.contains(NOT_RECORDED)
                && !chart.svg.contains("<script")
                && !chart.svg.contains("<b>")
        );
        // Two boxes of the legend, one bar, and the ground of the patterns.
        assert_eq!(chart.svg.matches(r#"stroke-width="0.7""#).count(), 3);
        assert!(
            chart.alt.contains("<b>held</b> not recorded, planned 3"),
            "{}",
            chart.alt
        );
    }
}
