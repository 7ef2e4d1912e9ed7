//! Closed vocabularies: enums whose values have one written form, used in the store, over IPC,
//! in files and on the command line alike.

/// A text that is none of a vocabulary's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{found}” is not a known {vocabulary}; use one of: {known}")]
pub struct UnknownWord {
    /// The text that was given.
    pub found: String,
    /// What the vocabulary is called, for the sentence.
    pub vocabulary: &'static str,
    /// Every word that would have done.
    pub known: String,
}

/// Declares a vocabulary: an enum with a written form for each value.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident ($vocabulary:literal) {
            $( $(#[$vmeta:meta])* $variant:ident = $text:literal ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, ts_rs::TS,
        )]
        $vis enum $name {
            $( $(#[$vmeta])* #[serde(rename = $text)] $variant ),+
        }

        impl $name {
            /// Every value, in the order a list offers them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The written form.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::UnknownWord {
                        found: text.to_owned(),
                        vocabulary: $vocabulary,
                        known: [$($text),+].join(", "),
                    }),
                }
            }
        }
    };
}
pub(crate) use words;
