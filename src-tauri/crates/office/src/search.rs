//! Search over everything that has words.

use store::Reader;
use store::view::Hit;

use crate::Result;

/// Events, people, organisations and agenda items that hold the words; a few of each kind.
pub fn find(store: &Reader, text: &str) -> Result<Vec<Hit>> {
    Ok(store.search(text)?)
}
