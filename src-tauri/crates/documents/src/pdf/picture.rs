//! Charts as pictures in PNG, for files that take no SVG.

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use super::Fonts;
use crate::annual::Chart;

/// Dots for one unit of the drawing: 300 to an inch at the width of a page.
const SCALE: f32 = 3.0;

/// A chart as PNG; nothing if it cannot be drawn.
#[must_use]
pub fn png(chart: &Chart, fonts: &Fonts) -> Option<Vec<u8>> {
    let options = usvg::Options {
        fontdb: Arc::new(fonts.now().database().clone()),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(&chart.svg, &options).ok()?;
    let size = tree.size().to_int_size().scale_by(SCALE)?;
    let mut picture = tiny_skia::Pixmap::new(size.width(), size.height())?;
    picture.fill(tiny_skia::Color::WHITE);
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(SCALE, SCALE),
        &mut picture.as_mut(),
    );
    picture.encode_png().ok()
}
