//! Aligned text for a terminal, in any script.

use unicode_width::UnicodeWidthStr;

/// Between two columns.
const GAP: &str = "  ";

/// Rows under headings, each column as wide as its widest cell; `nothing` where there are no rows.
pub(crate) fn table<const N: usize>(
    headings: [&str; N],
    rows: Vec<[String; N]>,
    nothing: &str,
) -> String {
    if rows.is_empty() {
        return nothing.to_owned();
    }
    let headings = headings.map(str::to_owned);
    let lines: Vec<[String; N]> = std::iter::once(headings)
        .chain(rows)
        .map(|row| row.map(|cell| one_line(&cell)))
        .collect();
    let mut widths = [0; N];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.width());
        }
    }
    lines.iter().map(|line| row(line, &widths)).collect()
}

fn row(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        line.push_str(cell);
        line.push_str(&" ".repeat(width.saturating_sub(cell.width())));
        line.push_str(GAP);
    }
    line.truncate(line.trim_end().len());
    line.push('\n');
    line
}

/// Lines of cells, the first a heading; what stands behind the first column are numbers, to the right.
pub(crate) fn grid(lines: &[Vec<String>]) -> String {
    let lines: Vec<Vec<String>> = lines
        .iter()
        .map(|line| line.iter().map(|cell| one_line(cell)).collect())
        .collect();
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for line in lines {
        for (column, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let room = " ".repeat(width.saturating_sub(cell.width()));
            if column == 0 {
                text.push_str(cell);
                text.push_str(&room);
            } else {
                text.push_str(GAP);
                text.push_str(&room);
                text.push_str(cell);
            }
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// Names and what they hold, one below the other; those that hold nothing are left out.
pub(crate) fn fields(fields: &[(&str, Option<String>)]) -> String {
    let held: Vec<(&str, &str)> = fields
        .iter()
        .filter_map(|(name, value)| Some((*name, value.as_deref()?)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let width = held
        .iter()
        .map(|(name, _)| name.width())
        .max()
        .unwrap_or_default();
    let mut text = String::new();
    for (name, value) in held {
        let mut name = name;
        for line in value.lines() {
            text.push_str(&row(&[name.to_owned(), one_line(line)], &[width, 0]));
            name = "";
        }
    }
    text
}

/// A text on one line, without the signs that make a terminal do something: a name that was
/// imported may hold any.
pub(crate) fn one_line(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// `1 event`, `2 events`.
pub(crate) fn count(number: u64, one: &str, many: &str) -> String {
    let what = if number == 1 { one } else { many };
    format!("{number} {what}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_in_every_script() {
        let rows = [
            ("김민준", "NIER"),
            ("Анна", "SRI"),
            ("ᠪᠠᠲᠤ", "x"),
            ("é", "y"),
        ]
        .map(|(name, office)| [name.to_owned(), office.to_owned()])
        .to_vec();
        let text = table(["NAME", "OFFICE"], rows, "nobody");
        let starts: Vec<usize> = text
            .lines()
            .map(|line| {
                line.rsplit_once("  ")
                    .map_or(0, |(left, _)| format!("{left}  ").width())
            })
            .collect();
        assert_eq!(starts, [starts[0]; 5], "{text}");
    }

    #[test]
    fn a_terminals_commands_in_a_name_do_nothing() {
        let text = table(
            ["NAME"],
            vec![["\u{1b}[2Jgone\r\nforged".to_owned()]],
            "nobody",
        );
        assert_eq!(text, "NAME\n [2Jgone  forged\n");
    }

    #[test]
    fn fields_that_hold_nothing_are_left_out() {
        let held = [
            ("Venue", None),
            ("City", Some(String::new())),
            ("Note", Some("a\nb".to_owned())),
        ];
        assert_eq!(fields(&held), "Note  a\n      b\n");
    }
}
