//! A test over one window; when it fails, what the window showed is kept.

use crate::failure::Outcome;
use crate::opening::Opening;
use crate::window::Window;

/// Opens a window over a new store, lets the test at it, and on failure keeps a picture and the page's source.
pub fn scenario(name: &str, test: impl FnOnce(&mut Window) -> Outcome) -> Outcome {
    Opening::new(name)?.open()?.show(test)
}
