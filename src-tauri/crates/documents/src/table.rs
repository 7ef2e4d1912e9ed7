//! CSV, read line by line and written so that spreadsheets run no formula.

/// A line that cannot be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Line in the file, from 1.
    pub line: u64,
    /// Why, as a sentence.
    pub reason: String,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Line in the file on which it begins, from 1.
    pub line: u64,
    /// Its cells, as many as there are headings.
    pub cells: Vec<String>,
}

/// A table with headings.
#[derive(Debug, Clone)]
pub struct Table {
    /// The headings.
    pub header: Vec<String>,
    /// The rows that could be read.
    pub rows: Vec<Row>,
    /// The lines that could not.
    pub rejected: Vec<Rejected>,
}

impl Table {
    /// Reads a table whose first line holds the headings. The delimiter (comma, semicolon, tab,
    /// bar) is found out from that line.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (text, skipped, told) = leading_separator(text);
        let delimiter = told.unwrap_or_else(|| sniff(text));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut table = Self {
            header: Vec::new(),
            rows: Vec::new(),
            rejected: Vec::new(),
        };
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line) + skipped;
                    table.rejected.push(Rejected {
                        line,
                        reason: "the line cannot be read".to_owned(),
                    });
                    continue;
                }
            };
            let line = record.position().map_or(0, csv::Position::line) + skipped;
            let mut cells: Vec<String> = record
                .iter()
                .map(|cell| plain(cell.trim()).to_owned())
                .collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if table.header.is_empty() {
                table.header = cells;
                continue;
            }
            let wanted = table.header.len();
            if cells.iter().skip(wanted).any(|cell| !cell.is_empty()) {
                table.rejected.push(Rejected {
                    line,
                    reason: format!(
                        "it has {} cells, but there are {wanted} headings",
                        cells.len()
                    ),
                });
            } else if let Some(lines) = swallowed(&cells) {
                table.rejected.push(Rejected {
                    line,
                    reason: format!(
                        "a quotation mark is opened and not closed, so {lines} lines run together"
                    ),
                });
            } else {
                cells.resize(wanted, String::new());
                table.rows.push(Row { line, cells });
            }
        }
        table
    }
}

/// Excel's first line `sep=;`, if there is one: what is left, lines taken, the delimiter.
fn leading_separator(text: &str) -> (&str, u64, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) => (rest, 1, Some(*delimiter)),
        _ => (text, 0, None),
    }
}

fn sniff(text: &str) -> u8 {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    // Commas last among equals: a heading may hold one.
    [b'\t', b';', b'|', b',']
        .into_iter()
        .max_by_key(|delimiter| first.bytes().filter(|byte| byte == delimiter).count())
        .unwrap_or(b',')
}

/// How many lines a cell holds, where there are more than any honest cell has.
fn swallowed(cells: &[String]) -> Option<usize> {
    cells
        .iter()
        .map(|cell| cell.lines().count())
        .find(|lines| *lines > 20)
}

/// Whether a spreadsheet would take the cell for a formula.
fn is_formula_like(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// Takes away the apostrophe that [`write_csv`] put in front.
fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula_like(rest) => rest,
        _ => cell,
    }
}

/// A table as CSV that spreadsheets open in the right encoding and without running formulas:
/// UTF-8 with a byte order mark, CRLF, and an apostrophe in front of every cell that begins like a
/// formula (also a phone number's `+`). Reading such a file takes the apostrophe away again.
#[must_use]
pub fn write_csv(header: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![0xef, 0xbb, 0xbf]);
    let defused = |cell: &str| {
        if is_formula_like(cell) {
            format!("'{cell}")
        } else {
            cell.to_owned()
        }
    };
    // Writing into a Vec cannot fail.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| defused(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_found_and_blank_lines_are_passed_over() {
        for text in [
            "Name;E-mail\nA;a@b.example\n\n;\nB;b@b.example\n",
            "sep=;\nName;E-mail\nA;a@b.example\nB;\n",
            "Name\tE-mail\nA\ta\nB\tb",
        ] {
            let table = Table::read(text);
            assert_eq!(table.header, ["Name", "E-mail"], "{text}");
            assert_eq!(table.rows.len(), 2, "{text}");
        }
    }

    #[test]
    fn a_ragged_line_is_named_and_the_others_are_taken() {
        let table = Table::read("Name,E-mail\nA,a@b.example\nB,b,c,d\nC\n");
        assert_eq!(
            table.rows.iter().map(|row| row.line).collect::<Vec<_>>(),
            [2, 4]
        );
        assert_eq!(table.rejected[0].line, 3);
        assert!(
            table.rejected[0].reason.contains("4 cells"),
            "{:?}",
            table.rejected
        );
    }

    #[test]
    fn what_was_exported_runs_no_formula_and_reads_back_the_same() {
        let cells = [
            "=1+1",
            "+82 2 1234",
            "-3",
            "@SUM(A1)",
            "＝cmd",
            "plain",
            "a,\"b\"\nc",
            "O'Neil",
            "김민준",
        ];
        let rows: Vec<Vec<String>> = cells
            .iter()
            .map(|cell| vec![(*cell).to_owned(), "x".to_owned()])
            .collect();
        let bytes = write_csv(&["A", "B"], &rows);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with('\u{feff}') && text.contains("'=1+1") && text.contains("\r\n"));
        let back = Table::read(text.trim_start_matches('\u{feff}'));
        let read: Vec<&str> = back.rows.iter().map(|row| row.cells[0].as_str()).collect();
        assert_eq!(read, cells);
    }
}
