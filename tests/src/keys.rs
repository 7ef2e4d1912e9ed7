//! Chords as a person writes them: `Control+Shift+z`, `Enter`, `ArrowDown`, `a`.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};

use crate::failure::{Failure, Outcome};

/// The chord's keys go down in turn and come up in the other order. One that is written again is pressed again, while
/// the others stay down.
pub(crate) fn chord(written: &str) -> Outcome<KeyActions> {
    let keys = written
        .split('+')
        .map(key)
        .collect::<Option<Vec<char>>>()
        .ok_or_else(|| Failure::Found(format!("'{written}' is no chord of known keys")))?;
    let mut actions = KeyActions::new("keyboard".to_owned());
    let mut down: Vec<char> = Vec::new();
    for value in &keys {
        if down.contains(value) {
            actions = actions.then(KeyAction::Up { value: *value });
        } else {
            down.push(*value);
        }
        actions = actions.then(KeyAction::Down { value: *value });
    }
    for value in down.iter().rev() {
        actions = actions.then(KeyAction::Up { value: *value });
    }
    Ok(actions)
}

/// The code points are `WebDriver`'s, §17.4.2 "Keyboard actions".
fn key(name: &str) -> Option<char> {
    Some(match name {
        "Control" => '\u{E009}',
        "Shift" => '\u{E008}',
        "Alt" => '\u{E00A}',
        "Enter" => '\u{E007}',
        "Tab" => '\u{E004}',
        "Escape" => '\u{E00C}',
        "Space" => ' ',
        "Backspace" => '\u{E003}',
        "Delete" => '\u{E017}',
        "PageUp" => '\u{E00E}',
        "PageDown" => '\u{E00F}',
        "End" => '\u{E010}',
        "Home" => '\u{E011}',
        "ArrowLeft" => '\u{E012}',
        "ArrowUp" => '\u{E013}',
        "ArrowRight" => '\u{E014}',
        "ArrowDown" => '\u{E015}',
        "F1" => '\u{E031}',
        "F2" => '\u{E032}',
        "F6" => '\u{E036}',
        _ => {
            let mut letters = name.chars();
            let letter = letters.next()?;
            return letters.next().is_none().then_some(letter);
        }
    })
}
