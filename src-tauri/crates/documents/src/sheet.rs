//! Lists as tables: XLSX with typed columns, a frozen head and filters; CSV.

mod annual;

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::paper::{Body, Paper, Person, Section};
use crate::{DocumentError, write_csv};

/// A column: its heading, its width in letters, and what it says of a person.
struct Column {
    heading: &'static str,
    width: f64,
    value: fn(&str, &Person) -> Value,
}

enum Value {
    Number(usize),
    Text(String),
}

fn text(text: Option<&String>) -> Value {
    Value::Text(text.cloned().unwrap_or_default())
}

const NUMBER: Column = Column {
    heading: "No.",
    width: 6.0,
    value: |_, person| Value::Number(person.number),
};

/// What a list of participants says.
const PEOPLE: &[Column] = &[
    NUMBER,
    Column {
        heading: "Delegation",
        width: 34.0,
        value: |section, _| Value::Text(section.to_owned()),
    },
    Column {
        heading: "Title",
        width: 8.0,
        value: |_, person| text(person.title.as_ref()),
    },
    Column {
        heading: "Name",
        width: 28.0,
        value: |_, person| Value::Text(person.name.clone()),
    },
    Column {
        heading: "Name in native script",
        width: 22.0,
        value: |_, person| text(person.native.as_ref()),
    },
    Column {
        heading: "Capacity",
        width: 20.0,
        value: |_, person| Value::Text(person.capacity.clone()),
    },
    Column {
        heading: "Position",
        width: 30.0,
        value: |_, person| text(person.position.as_ref()),
    },
    Column {
        heading: "Division",
        width: 24.0,
        value: |_, person| text(person.division.as_ref()),
    },
    Column {
        heading: "Organization",
        width: 40.0,
        value: |_, person| text(person.organisation.as_ref()),
    },
    Column {
        heading: "State",
        width: 24.0,
        value: |_, person| text(person.state.as_ref()),
    },
];

const CONTACT: Column = Column {
    heading: "Contact",
    width: 34.0,
    value: |_, person| Value::Text(person.contact.join(", ")),
};

/// What a sheet to be signed says; the signature's column is left empty.
const SHEET: &[Column] = &[
    NUMBER,
    Column {
        heading: "Delegation",
        width: 34.0,
        value: |section, _| Value::Text(section.to_owned()),
    },
    Column {
        heading: "Name",
        width: 30.0,
        value: |_, person| Value::Text(person.titled()),
    },
    Column {
        heading: "Name in native script",
        width: 22.0,
        value: |_, person| text(person.native.as_ref()),
    },
    Column {
        heading: "Organization",
        width: 40.0,
        value: |_, person| text(person.organisation.as_ref()),
    },
    Column {
        heading: "Signature",
        width: 32.0,
        value: |_, _| Value::Text(String::new()),
    },
];

/// A table of people under a name.
struct List<'a> {
    name: String,
    /// The day that it is of, in full; nothing where it is of none.
    day: &'a str,
    /// The same as a table writes it.
    date: &'a str,
    columns: Vec<&'static Column>,
    sections: &'a [Section],
}

fn lists(paper: &Paper) -> Result<Vec<List<'_>>, DocumentError> {
    match &paper.body {
        Body::Participants(list) => {
            let mut columns: Vec<&Column> = PEOPLE.iter().collect();
            if list.contacts {
                columns.push(&CONTACT);
            }
            Ok(vec![List {
                name: "Participants".to_owned(),
                day: "",
                date: "",
                columns,
                sections: &list.sections,
            }])
        }
        Body::SignIn(sheets) => {
            let lists = sheets.days.iter().enumerate().map(|(at, day)| {
                let date = sheets.dates.get(at).map_or("", String::as_str);
                List {
                    name: if date.is_empty() { "Sign-in" } else { date }.to_owned(),
                    day,
                    date,
                    columns: SHEET.iter().collect(),
                    sections: &sheets.sections,
                }
            });
            Ok(lists.collect())
        }
        _ => Err(DocumentError::NoList(paper.kind().name())),
    }
}

/// A list as CSV in UTF-8; of sheets one after another, each line with its day.
pub fn csv(paper: &Paper) -> Result<Vec<u8>, DocumentError> {
    let lists = lists(paper)?;
    let Some(first) = lists.first() else {
        return Err(DocumentError::NoList(paper.kind().name()));
    };
    let by_day = lists.iter().any(|list| !list.date.is_empty());
    let day = by_day.then_some("Day");
    let columns = first.columns.iter().map(|column| column.heading);
    let head: Vec<&str> = day.into_iter().chain(columns).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for list in &lists {
        rows.extend(people(list).map(|(section, person)| {
            let cells = list
                .columns
                .iter()
                .map(|column| match (column.value)(section, person) {
                    Value::Number(number) => number.to_string(),
                    Value::Text(text) => text,
                });
            let day = by_day.then(|| list.date.to_owned());
            day.into_iter().chain(cells).collect()
        }));
    }
    Ok(write_csv(&head, &rows))
}

fn people<'a>(list: &'a List<'a>) -> impl Iterator<Item = (&'a str, &'a Person)> {
    list.sections.iter().flat_map(|section| {
        section
            .people
            .iter()
            .map(|person| (section.heading.as_str(), person))
    })
}

/// A list as a workbook.
pub fn xlsx(paper: &Paper) -> Result<Vec<u8>, DocumentError> {
    if let Body::AnnualReport(report) | Body::ActivityPlan(report) = &paper.body {
        return annual::xlsx(paper, report);
    }
    let failed = |error: XlsxError| DocumentError::NotPacked(error.to_string());
    let mut workbook = Workbook::new();
    let properties = rust_xlsxwriter::DocProperties::new()
        .set_title(format!("{}: {}", paper.heading(), paper.about.title))
        .set_author(&paper.about.organizer);
    workbook.set_properties(&properties);
    for list in lists(paper)? {
        fill(workbook.add_worksheet(), &list, paper).map_err(failed)?;
    }
    workbook.save_to_buffer().map_err(failed)
}

fn fill(sheet: &mut Worksheet, list: &List<'_>, paper: &Paper) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_background_color(0x00E6_EEF1)
        .set_align(FormatAlign::VerticalCenter);
    let cell = Format::new().set_align(FormatAlign::Top);
    sheet.set_name(&list.name)?;
    let last_column = u16::try_from(list.columns.len())
        .unwrap_or(1)
        .saturating_sub(1);
    for (column, at) in list.columns.iter().zip(0u16..) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, column.heading, &head)?;
    }
    let mut last_row = 0;
    for ((section, person), row) in people(list).zip(1u32..) {
        for (column, at) in list.columns.iter().zip(0u16..) {
            match (column.value)(section, person) {
                Value::Number(number) => {
                    let number = u32::try_from(number).unwrap_or(u32::MAX);
                    sheet.write_number_with_format(row, at, number, &cell)?;
                }
                Value::Text(text) => {
                    // The longest that a cell holds.
                    let text: String = text.chars().take(32_000).collect();
                    sheet.write_string_with_format(row, at, text, &cell)?;
                }
            }
        }
        last_row = row;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    // A4 on its side, with the head on every page.
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    // Letters that are many are cut before they are doubled, so that none is parted from its double.
    let title: String = paper.about.title.chars().take(90).collect();
    let title = title.replace('&', "&&");
    if !list.day.is_empty() {
        sheet.set_header(format!("&L{}&R{}", paper.heading(), list.day));
    }
    sheet.set_footer(format!("&L{title}&RPage &P of &N"));
    Ok(())
}
