//! Tables written so that spreadsheets open them in the right encoding and run nothing in them.

/// A table as CSV for spreadsheets: UTF-8 with a byte order mark, CRLF, quoted where needed.
///
/// A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, “CSV
/// Injection”): one that begins with `=`, `+`, `-`, `@`, a tab or a line end, with blanks before it
/// or not, or with the full-width forms `＝＋－＠`, which East Asian spreadsheets take for the same.
/// Numbers below zero and phone numbers such as `+82 2 …` get it too: no rule that would spare them
/// is safe. [`Table::read`](crate::Table::read) takes the apostrophe away again, so that what was
/// exported is imported as it was.
#[must_use]
pub fn write_csv(header: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    // Writing into a Vec cannot fail.
    let _ = writer.write_record(header.iter().map(|cell| defused(cell)));
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| defused(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

fn defused(cell: &str) -> String {
    if is_formula_like(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Whether a spreadsheet would take the cell for a formula, or it is one behind apostrophes
/// already, which must stay apart from the one that is added.
fn is_formula_like(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    bare.starts_with(['\t', '\r', '\n'])
        || bare
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Takes away the apostrophe that [`write_csv`] put in front.
pub(super) fn without_apostrophe(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula_like(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::Table;
    use proptest::prelude::*;

    fn back(cells: &[String]) -> Vec<String> {
        let rows: Vec<Vec<String>> = cells
            .iter()
            .map(|cell| vec![cell.clone(), "x".to_owned()])
            .collect();
        let bytes = write_csv(&["A", "B"], &rows);
        let table = Table::read(&crate::decode(&bytes, None).unwrap().text);
        assert_eq!(table.rejected, []);
        table
            .rows
            .into_iter()
            .map(|row| row.cells[0].clone())
            .collect()
    }

    #[test]
    fn what_is_exported_runs_no_formula() {
        for cell in [
            "=1+1",
            "+82 2 1234",
            "-3",
            "@SUM(A1)",
            "＝cmd",
            "＋",
            "－",
            "＠x",
            "\t=1",
            "\r1",
            " =1",
        ] {
            let bytes = write_csv(&["A"], &[vec![cell.to_owned()]]);
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.starts_with("\u{feff}A\r\n"), "{text}");
            let body = text.strip_prefix("\u{feff}A\r\n").unwrap();
            assert!(body.trim_start_matches('"').starts_with('\''), "{body}");
        }
    }

    #[test]
    fn what_was_exported_reads_back_the_same() {
        let cells = [
            "=1+1",
            "'=1+1",
            "''=1",
            "+82 2 1234",
            "-3",
            "@a",
            "＝cmd",
            "plain",
            "a,\"b\"\nc",
            "O'Neil",
            "'quoted'",
            "김민준",
            "",
            "\"",
            "a;b",
            "'",
            "''",
            "'-",
        ]
        .map(str::to_owned);
        assert_eq!(back(&cells), cells);
    }

    proptest! {
        #[test]
        fn any_trimmed_cell_reads_back_the_same(cells in prop::collection::vec("[-=+@'＝\", ;|\t\r\na-cé김]{0,9}", 1..8)) {
            // Blanks around a cell are not kept; a tab after the apostrophe is.
            let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            prop_assert_eq!(back(&cells), cells);
        }
    }
}
