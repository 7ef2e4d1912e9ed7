//! A person's hands at the real window, which count what they do.

use std::cell::Cell;

use serde_json::json;
use symposia_tests::{Failure, Outcome, Window};

use super::THOUGHT;

/// Keys a second, of somebody who types for their work.
const KEYS_A_SECOND: f64 = 4.0;
/// Seconds that a click takes, with the way to it.
const CLICK: f64 = 1.5;
/// Seconds that a drag takes.
const DRAG: f64 = 3.0;
/// Seconds there are.
const BUDGET: f64 = 600.0;

pub(super) struct Hands<'a> {
    pub(super) window: &'a Window,
    keys: Cell<u32>,
    clicks: Cell<u32>,
    drags: Cell<u32>,
    /// How often a person stops to look whom to take.
    looks: Cell<u32>,
}

fn more(count: &Cell<u32>, by: usize) {
    count.set(count.get() + u32::try_from(by).unwrap_or(u32::MAX));
}

impl<'a> Hands<'a> {
    pub(super) fn new(window: &'a Window) -> Self {
        Self {
            window,
            keys: Cell::new(0),
            clicks: Cell::new(0),
            drags: Cell::new(0),
            looks: Cell::new(0),
        }
    }

    /// Presses a chord; each key of it counts.
    pub(super) fn press(&self, chord: &str) -> Outcome {
        more(&self.keys, chord.split('+').count());
        self.window.press(chord)
    }

    /// Types into whatever has the focus, which must be a field; capitals count twice.
    pub(super) fn write(&self, text: &str) -> Outcome {
        let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
        more(&self.keys, text.chars().count() + capitals);
        self.window.type_text("input:focus", text)
    }

    /// Types a line into the field with the focus, and ends it with Enter: it is taken, and the field is empty.
    pub(super) fn line(&self, field: &str, text: &str) -> Outcome {
        self.window.wait_for(&format!("{field}:focus"))?;
        self.write(text)?;
        self.press("Enter")?;
        self.window.wait_for_script(
            &format!("“{text}” to be taken"),
            &format!("return document.querySelector('{field}').value === ''"),
        )
    }

    pub(super) fn click(&self, css: &str) -> Outcome {
        more(&self.clicks, 1);
        self.window.click(css)
    }

    pub(super) fn drag(&self, css: &str, height: f64, right: i64, down: i64) -> Outcome {
        more(&self.drags, 1);
        self.window.drag_from(css, height, right, down)
    }

    /// A turn of the wheel, as long as a click: a script does it.
    pub(super) fn wheel(&self, script: &str) -> Outcome {
        more(&self.clicks, 1);
        self.window.run_script(script, vec![]).map(drop)
    }

    /// The same until something is in the middle of what is seen.
    pub(super) fn scroll_to(&self, css: &str) -> Outcome {
        self.wheel(&format!(
            "document.querySelector({}).scrollIntoView({{ block: 'center' }})",
            json!(css)
        ))
    }

    /// Looks for somebody in the open list by four letters; they are the first that is found.
    pub(super) fn look_for(&self, family: &str) -> Outcome {
        more(&self.looks, 1);
        self.window.wait_for("[data-testid=pick-search]:focus")?;
        let letters: String = family.to_lowercase().chars().take(4).collect();
        self.write(&letters)?;
        self.window.wait_for_script(
            &format!("{family} to be found first"),
            &format!(
                "return document.querySelector('[data-testid=pick][aria-selected=true]')?.querySelector('.name').innerText.split(/\\s/).includes('{family}') === true"
            ),
        )
    }

    /// Says what it took, and that it is under ten minutes of a person's time.
    pub(super) fn within_ten_minutes(&self, by: &str) -> Outcome {
        let [keys, clicks, drags, looks] = [&self.keys, &self.clicks, &self.drags, &self.looks]
            .map(|count| f64::from(count.get()));
        let seconds = keys / KEYS_A_SECOND + clicks * CLICK + drags * DRAG + looks * THOUGHT;
        eprintln!(
            "By {by}: {keys} keys, {clicks} clicks, {drags} drags, {looks} people looked for: about {:.1} minutes of a person's time",
            seconds / 60.0
        );
        if seconds < BUDGET {
            Ok(())
        } else {
            Err(Failure::Found(format!("by {by} it takes {seconds:.0} s")))
        }
    }

    /// No mouse was touched.
    pub(super) fn kept_to_keys(&self) -> Outcome {
        match (self.clicks.get(), self.drags.get()) {
            (0, 0) => Ok(()),
            (clicks, drags) => Err(Failure::Found(format!("{clicks} clicks, {drags} drags"))),
        }
    }
}
