//! The interface's message catalogue, for what the system draws by itself: the menu bar and the
//! titles of its file dialogs.

use std::collections::HashMap;

/// Language tag and text of every file in ui/src/messages.
const CATALOGUES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));

/// The messages of one language; what it lacks is said in English.
#[derive(Debug, Clone)]
pub(crate) struct Messages(HashMap<String, String>);

impl Messages {
    pub(crate) fn in_language(tag: &str) -> Self {
        let mut messages = HashMap::new();
        for wanted in ["en", tag] {
            if let Some((_, text)) = CATALOGUES.iter().find(|(known, _)| *known == wanted) {
                // That each can be read is tested; one that cannot is left out.
                messages.extend(
                    serde_json::from_str::<HashMap<String, String>>(text).unwrap_or_default(),
                );
            }
        }
        Self(messages)
    }

    pub(crate) fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_language_is_said_in_english() {
        assert_eq!(Messages::in_language("tlh").say("menu.file"), "File");
    }

    #[test]
    fn every_catalogue_can_be_read() {
        for (tag, text) in CATALOGUES {
            assert!(
                serde_json::from_str::<HashMap<String, String>>(text).is_ok(),
                "{tag}"
            );
        }
    }
}
