//! Lists longer than one page, put together for those who want all of them: files, scripts.

use store::view::{Page, Window};

use crate::Result;

/// The first rows of a list, at most so many; all of them if no number is given.
pub(crate) fn first<T>(
    most: Option<u32>,
    mut page: impl FnMut(Window) -> store::Result<Page<T>>,
) -> Result<Vec<T>> {
    let mut rows = Vec::new();
    let mut offset = 0;
    loop {
        let limit = most.map_or(Window::MOST, |most| (most - offset).min(Window::MOST));
        if limit == 0 {
            return Ok(rows);
        }
        let next = page(Window { offset, limit })?.rows;
        let found = u32::try_from(next.len()).unwrap_or(limit);
        rows.extend(next);
        offset = offset.saturating_add(found);
        if found < limit {
            return Ok(rows);
        }
    }
}
