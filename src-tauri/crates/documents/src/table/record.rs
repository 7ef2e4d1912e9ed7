//! One record after the other, with the line on which each begins.
//!
//! The csv crate is not used for reading: at a quotation mark that is not closed it takes the rest
//! of the file for one cell, and it counts blank lines to the record after them.

/// What stands on a line, or on several where a quoted cell holds line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Record {
    /// The cells, trimmed.
    Cells(Vec<String>),
    /// A quotation mark is opened and not closed. The next record begins on the next line.
    Unclosed,
}

/// How many lines a cell may hold. One with more is a quotation mark left open, met by chance by
/// another one far below.
const LINES_IN_A_CELL: u64 = 60;

/// The records of a text.
pub(super) struct Records<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    delimiter: u8,
    indented: bool,
}

impl<'a> Records<'a> {
    pub(super) fn of(text: &'a str, delimiter: u8) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            delimiter,
            indented: false,
        }
    }

    /// The same, with the blanks that a cell begins with kept: they can say what is a part of what.
    pub(super) fn indented(self) -> Self {
        Self {
            indented: true,
            ..self
        }
    }

    /// A cell as it is kept.
    fn own(&self, cell: &str) -> String {
        let cell = if self.indented {
            cell.trim_end()
        } else {
            cell.trim()
        };
        super::write::without_apostrophe(cell).to_owned()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn cell(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The position after the line end at `at`: LF, CR LF or a lone CR.
    fn after_line_end(&self, at: usize) -> usize {
        if self.byte(at) == Some(b'\r') && self.byte(at + 1) == Some(b'\n') {
            at + 2
        } else {
            at + 1
        }
    }

    /// Where a cell without quotation marks ends: before the delimiter or the line end.
    fn end_of_plain(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes().get(from..).unwrap_or_default();
        let length = bytes
            .iter()
            .position(|byte| *byte == self.delimiter || matches!(byte, b'\n' | b'\r'));
        from + length.unwrap_or(bytes.len())
    }

    /// Reads a quoted cell whose mark stands at `from`: what it holds, where it ends, and how many
    /// line ends are in it; or nothing where it is not closed.
    fn quoted(&self, from: usize) -> Option<(String, usize, u64)> {
        let mut cell = String::new();
        let mut lines = 0;
        let mut begin = from + 1;
        let mut at = begin;
        loop {
            match self.byte(at)? {
                b'"' if self.byte(at + 1) == Some(b'"') => {
                    cell.push_str(self.cell(begin, at + 1));
                    at += 2;
                    begin = at;
                }
                b'"' => break,
                b'\n' | b'\r' => {
                    lines += 1;
                    at = self.after_line_end(at);
                    if lines > LINES_IN_A_CELL {
                        return None;
                    }
                }
                _ => at += 1,
            }
        }
        cell.push_str(self.cell(begin, at));
        let end = self.end_of_plain(at + 1);
        let rest = self.cell(at + 1, end);
        // A mark in the middle of a later line opens a cell there: this one was never closed.
        if lines > 0 && !rest.trim().is_empty() {
            return None;
        }
        cell.push_str(rest);
        Some((cell, end, lines))
    }

    fn skip_line(&mut self) {
        let bytes = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        self.at = match length {
            Some(length) => self.after_line_end(self.at + length),
            None => self.text.len(),
        };
        self.line += 1;
    }
}

impl Iterator for Records<'_> {
    type Item = (u64, Record);

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let line = self.line;
        let mut lines = 0;
        let mut at = self.at;
        let mut cells = Vec::new();
        loop {
            let blank = self.text.as_bytes().get(at..).unwrap_or_default();
            let blank = blank
                .iter()
                .take_while(|byte| **byte == b' ' && **byte != self.delimiter)
                .count();
            let end = if self.byte(at + blank) == Some(b'"') {
                let Some((cell, end, within)) = self.quoted(at + blank) else {
                    self.skip_line();
                    return Some((line, Record::Unclosed));
                };
                lines += within;
                cells.push(self.own(&cell));
                end
            } else {
                let end = self.end_of_plain(at);
                cells.push(self.own(self.cell(at, end)));
                end
            };
            match self.byte(end) {
                Some(byte) if byte == self.delimiter => at = end + 1,
                Some(_) => {
                    self.at = self.after_line_end(end);
                    break;
                }
                None => {
                    self.at = self.text.len();
                    break;
                }
            }
        }
        self.line += lines + 1;
        Some((line, Record::Cells(cells)))
    }
}
