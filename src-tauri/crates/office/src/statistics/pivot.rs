//! The pivot: what was counted, laid out in the order of rows and columns.

use std::collections::{HashMap, HashSet};

use domain::event::EventKind;
use domain::organisation::OrganisationKind;
use domain::person::Gender;
use domain::state::State;
use domain::statistics::{Dimension, Period, checked_dimensions};
use store::Reader;
use store::view::{FigureQuery, FigureRow, Page, Pivot, PivotHead, PivotQuery, Window};

use super::{place, state_place};
use crate::Result;

/// What is said of values that nobody recorded.
const NOT_RECORDED: &str = "Not recorded";

/// Counts a subject by one or two dimensions.
pub fn pivot(store: &Reader, query: PivotQuery, period: Period) -> Result<Pivot> {
    let by: Vec<Dimension> = std::iter::once(query.rows).chain(query.columns).collect();
    checked_dimensions(query.of, &by)?;
    let period = period.checked()?;
    store.at_one_time(|store| {
        let counts = store.pivot_counts(query, period)?;
        let rows = heads(store, query.rows, &counts.rows)?;
        let columns = match query.columns {
            Some(by) => heads(store, by, &counts.columns)?,
            None => Vec::new(),
        };
        let cells = rows
            .iter()
            .map(|row| {
                let count = |column: &PivotHead| {
                    let at = (row.key.clone(), column.key.clone());
                    counts.cells.get(&at).copied().unwrap_or_default()
                };
                columns.iter().map(count).collect()
            })
            .collect();
        let sum = |heads: &[PivotHead]| heads.iter().map(|head| head.total).sum::<u64>();
        Ok(Pivot {
            rows_overlap: sum(&rows) > counts.total,
            columns_overlap: sum(&columns) > counts.total,
            query,
            rows,
            columns,
            cells,
            total: counts.total,
        })
    })
}

/// The records that a figure counts, part by part: as many as the figure says.
pub fn figure_rows(store: &Reader, query: &FigureQuery, window: Window) -> Result<Page<FigureRow>> {
    let by: Vec<Dimension> = query.values.iter().map(|value| value.by).collect();
    checked_dimensions(query.of, &by)?;
    query.period.checked()?;
    Ok(store.figure_rows(query, window)?)
}

/// The values that were found, in their order, with what they are called.
fn heads(
    store: &Reader,
    by: Dimension,
    found: &HashMap<Option<String>, u64>,
) -> store::Result<Vec<PivotHead>> {
    let mut named = match by {
        Dimension::Output => store
            .outputs()?
            .into_iter()
            .map(|one| {
                (
                    one.id.to_string(),
                    format!("Output {}: {}", one.number, one.title),
                )
            })
            .collect(),
        Dimension::PriorityArea => store
            .all_priority_areas()?
            .into_iter()
            .map(|one| (one.id.to_string(), format!("{} {}", one.code, one.title)))
            .collect(),
        Dimension::TechnicalCentre => store
            .technical_centres()?
            .into_iter()
            .map(|one| (one.id, one.name))
            .collect(),
        _ => worded(by, found),
    };
    let known: HashSet<&String> = named.iter().map(|(key, _)| key).collect();
    // A value that no vocabulary holds is told as it stands, rather than left out of the sums.
    let mut others: Vec<(String, String)> = found
        .keys()
        .flatten()
        .filter(|key| !known.contains(key))
        .map(|key| (key.clone(), key.clone()))
        .collect();
    others.sort();
    named.extend(others);
    let heads = named
        .into_iter()
        .filter_map(|(key, label)| {
            let total = found.get(&Some(key.clone())).copied()?;
            Some(PivotHead {
                key: Some(key),
                label,
                total,
            })
        })
        .chain(found.get(&None).map(|total| PivotHead {
            key: None,
            label: NOT_RECORDED.to_owned(),
            total: *total,
        }));
    Ok(heads.collect())
}

/// The values of a dimension whose values are words, in their order.
fn worded(by: Dimension, found: &HashMap<Option<String>, u64>) -> Vec<(String, String)> {
    let mut keys: Vec<&String> = found.keys().flatten().collect();
    match by {
        Dimension::State => keys.sort_by_cached_key(|key| state_place(key)),
        Dimension::Gender => keys.sort_by_key(|key| place(Gender::ALL, key)),
        Dimension::OrganisationKind => keys.sort_by_key(|key| place(OrganisationKind::ALL, key)),
        Dimension::EventKind => keys.sort_by_key(|key| place(EventKind::ALL, key)),
        Dimension::Year
        | Dimension::Quarter
        | Dimension::Output
        | Dimension::PriorityArea
        | Dimension::TechnicalCentre => keys.sort(),
    }
    let label = |key: &String| match by {
        Dimension::State => key
            .parse::<State>()
            .map_or_else(|_| key.clone(), |state| state.official_name().to_owned()),
        Dimension::Quarter => format!("Q{key}"),
        Dimension::Gender | Dimension::OrganisationKind | Dimension::EventKind => sentence(key),
        Dimension::Year
        | Dimension::Output
        | Dimension::PriorityArea
        | Dimension::TechnicalCentre => key.clone(),
    };
    keys.into_iter()
        .map(|key| (key.clone(), label(key)))
        .collect()
}

/// `technical-centre` as a heading: `Technical centre`.
pub(super) fn sentence(word: &str) -> String {
    let words = word.replace('-', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
