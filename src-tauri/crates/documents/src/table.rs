//! Tables in text form, read line by line so that one bad line costs no other.

mod record;
mod write;

use record::{Record, Records};

pub use write::write_csv;

/// A line that cannot be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Line in the file, from 1.
    pub line: u64,
    /// Why, as a sentence.
    pub reason: String,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line in the file on which it begins, from 1.
    pub line: u64,
    /// Its cells, as many as there are headings.
    pub cells: Vec<String>,
}

/// A table with headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What parts the cells: comma, semicolon, tab or bar.
    pub delimiter: char,
    /// The headings.
    pub header: Vec<String>,
    /// The rows that could be read.
    pub rows: Vec<Row>,
    /// The lines that could not.
    pub rejected: Vec<Rejected>,
}

impl Table {
    /// Reads a table whose first line with anything in it holds the headings.
    ///
    /// The delimiter is found out from the first lines, or told by Excel's `sep=;`. Cells are
    /// trimmed and lose the apostrophe that [`write_csv`] gave them. Lines with nothing in them are
    /// passed over; short ones are filled up; those with more cells than headings are rejected. A
    /// quotation mark that is not closed costs its own line alone.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self::read_with(text, false)
    }

    /// The same, but that cells keep the blanks they begin with: in an outline these say what is a
    /// part of what.
    #[must_use]
    pub fn read_indented(text: &str) -> Self {
        Self::read_with(text, true)
    }

    fn read_with(text: &str, indented: bool) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (text, skipped, told) = leading_separator(text);
        let delimiter = told.unwrap_or_else(|| sniff(text));
        let mut table = Self {
            delimiter: char::from(delimiter),
            header: Vec::new(),
            rows: Vec::new(),
            rejected: Vec::new(),
        };
        let records = Records::of(text, delimiter);
        let records = if indented {
            records.indented()
        } else {
            records
        };
        for (line, record) in records {
            table.take(line + skipped, record);
        }
        table
    }

    fn take(&mut self, line: u64, record: Record) {
        let mut cells = match record {
            Record::Cells(cells) => cells,
            Record::Unclosed => {
                self.rejected.push(Rejected {
                    line,
                    reason:
                        "a quotation mark is opened here and not closed; close it or take it away"
                            .to_owned(),
                });
                return;
            }
        };
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if self.header.is_empty() {
            self.header = cells;
            return;
        }
        let wanted = self.header.len();
        if cells.iter().skip(wanted).any(|cell| !cell.is_empty()) {
            self.rejected.push(Rejected {
                line,
                reason: format!(
                    "it has {} cells, but there are {wanted} headings; put quotation marks around a cell that holds a “{}”",
                    cells.len(),
                    self.delimiter.escape_default(),
                ),
            });
            return;
        }
        cells.resize(wanted, String::new());
        self.rows.push(Row { line, cells });
    }
}

/// Excel's first line `sep=;`, if there is one: what is left, lines taken, the delimiter.
fn leading_separator(text: &str) -> (&str, u64, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let told = first.trim_end_matches('\r').trim_matches('"');
    match told.strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) if delimiter.is_ascii() => (rest, 1, Some(*delimiter)),
        _ => (text, 0, None),
    }
}

/// How many lines are asked for the delimiter.
const ASKED: usize = 20;

/// The delimiter that parts the first lines most evenly.
fn sniff(text: &str) -> u8 {
    // A heading may hold a comma; so the comma comes last among equals.
    let mut best = ((0, 0), b',');
    for delimiter in *b"\t;|," {
        let widths: Vec<usize> = Records::of(text, delimiter)
            .take(ASKED)
            .filter_map(|(_, record)| match record {
                Record::Cells(cells) if cells.iter().any(|cell| !cell.is_empty()) => {
                    Some(cells.len())
                }
                Record::Cells(_) | Record::Unclosed => None,
            })
            .collect();
        let width = widths.first().copied().unwrap_or(0);
        let even = widths.iter().filter(|other| **other == width).count();
        if width > 1 && (even, width) > best.0 {
            best = ((even, width), delimiter);
        }
    }
    best.1
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn lines(table: &Table) -> Vec<u64> {
        table.rows.iter().map(|row| row.line).collect()
    }

    #[test]
    fn the_delimiter_is_found_and_blank_lines_are_passed_over() {
        for (text, delimiter, expected) in [
            (
                "Name;E-mail\nA;a@b.example\n\n;\nB;b@b.example\n",
                ';',
                [2, 5],
            ),
            (
                "sep=;\r\nName;E-mail\r\nA;a@b.example\r\nB;\r\n",
                ';',
                [3, 4],
            ),
            ("\"sep=|\"\nName|E-mail\nA;B|a\nB|b", '|', [3, 4]),
            ("Name\tE-mail\nA\ta\nB\tb", '\t', [2, 3]),
            ("\n\nName,E-mail\rA,a\rB,b", ',', [4, 5]),
            ("\u{feff}Name;E-mail\nKim, A;a\nLee, B;b\n", ';', [2, 3]),
            ("\"Name; as in passport\",E-mail\nA,a\nB,b\n", ',', [2, 3]),
        ] {
            let table = Table::read(text);
            assert_eq!(table.header.len(), 2, "{text}");
            assert_eq!(table.delimiter, delimiter, "{text}");
            assert_eq!(lines(&table), expected, "{text}");
            assert_eq!(table.rejected, [], "{text}");
        }
    }

    #[test]
    fn a_single_column_needs_no_delimiter() {
        let table = Table::read("Name\nIvanova\nKim\n");
        assert_eq!((table.header.len(), lines(&table)), (1, vec![2, 3]));
    }

    #[test]
    fn blanks_in_front_are_kept_where_they_say_what_is_a_part_of_what() {
        let text = "Title,Note\n Session , x\n\"  Talk \",y\n\u{3000}Talk,'=1\n  '=1,z\n";
        let table = Table::read_indented(text);
        let titles: Vec<&str> = table.rows.iter().map(|row| row.cells[0].as_str()).collect();
        assert_eq!(titles, [" Session", "  Talk", "\u{3000}Talk", "  '=1"]);
        assert_eq!(table.rows[2].cells[1], "=1");
        assert_eq!(Table::read(text).rows[1].cells[0], "Talk");
    }

    #[test]
    fn a_ragged_line_is_named_and_the_others_are_taken() {
        let table = Table::read("Name,E-mail\nA,a@b.example\nB,b,c,d\nC\nD,d,,\n");
        assert_eq!(lines(&table), [2, 4, 5]);
        assert_eq!(table.rows[1].cells, ["C", ""]);
        assert_eq!(table.rejected[0].line, 3);
        assert!(
            table.rejected[0].reason.contains("4 cells"),
            "{:?}",
            table.rejected
        );
    }

    #[test]
    fn a_quoted_cell_may_hold_delimiters_quotation_marks_and_lines() {
        let table = Table::read("Name,Note\r\n\"Kim, \"\"MJ\"\"\",\"one\r\ntwo\"\r\nLee,x\r\n");
        assert_eq!(table.rows[0].cells, ["Kim, \"MJ\"", "one\r\ntwo"]);
        assert_eq!(
            lines(&table),
            [2, 4],
            "the line of a row is where it begins"
        );
        let inner = Table::read("Name,Note\nA,the \"clean\" air\nB,\"x\" y\n");
        assert_eq!(inner.rows[0].cells[1], "the \"clean\" air");
        assert_eq!(inner.rows[1].cells[1], "x y");
        assert_eq!(inner.rejected, []);
    }

    #[test]
    fn a_quotation_mark_left_open_costs_its_own_line_alone() {
        for text in [
            // To the end of the file; up to the next quoted cell; on the last line.
            "Name,Note\nA,a\nB,\"b\nC,c\nD,d\n",
            "Name,Note\nA,a\nB,\"b\nC,\"c\"\nD,d\n",
            "\"Name\",\"Note\"\n\"A\",\"a\"\n\"B\",\"b\n\"C\",\"c\"\n\"D\",\"d\"\n",
        ] {
            let table = Table::read(text);
            assert_eq!(lines(&table), [2, 4, 5], "{text}");
            assert_eq!(table.rejected.len(), 1, "{text}");
            assert_eq!(table.rejected[0].line, 3, "{text}");
        }
        let last = Table::read("Name,Note\nA,\"a");
        assert_eq!((last.rows.len(), last.rejected[0].line), (0, 2));
    }

    #[test]
    fn many_open_quotation_marks_take_no_time() {
        let text = "Name,Note\n".to_owned() + &"A,\"a\n".repeat(100_000);
        let begun = std::time::Instant::now();
        let table = Table::read(&text);
        assert_eq!(table.rows.len() + table.rejected.len(), 100_000);
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    }
}
