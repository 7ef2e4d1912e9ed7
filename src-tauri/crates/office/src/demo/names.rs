//! Invented names: a family's and a given one of the culture, in Latin letters and in its script.

use domain::person::{Gender, NameOrder};
use domain::state::State;
use serde::Deserialize;

use super::draw::Draw;

/// How people of one State are called.
#[derive(Deserialize)]
pub(super) struct Culture {
    pub(super) state: State,
    /// BCP 47 tag of the native name's language.
    pub(super) language: Option<String>,
    pub(super) order: NameOrder,
    /// Languages that people speak.
    pub(super) languages: String,
    /// How many of a hundred or so people are of it.
    pub(super) share: u32,
    /// How many of a hundred write no family name.
    #[serde(default)]
    single_names: u32,
    /// How a given name is put together.
    given: String,
    /// The same for the whole name in native script.
    native: Option<String>,
    families: Parts,
    families_of_women: Option<Parts>,
    women: GivenParts,
    men: GivenParts,
}

#[derive(Deserialize)]
struct GivenParts {
    first: Parts,
    #[serde(default)]
    second: Parts,
}

/// Parts of names, in Latin letters and in native script.
#[derive(Default, Deserialize)]
#[serde(from = "String")]
struct Parts(Vec<(String, String)>);

impl From<String> for Parts {
    /// Reads `Bo 柏, Lan 蓝`; where there is no native form, both are the same.
    fn from(text: String) -> Self {
        let pair = |part: &str| {
            let (latin, native) = part.split_once(' ').unwrap_or((part, part));
            (latin.to_owned(), native.to_owned())
        };
        Self(text.split(", ").map(pair).collect())
    }
}

impl Parts {
    fn draw(&self, draw: &mut Draw) -> (&str, &str) {
        draw.one(&self.0).map_or(("", ""), |(latin, native)| {
            (latin.as_str(), native.as_str())
        })
    }
}

/// An invented name.
pub(super) struct Name {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) native: Option<String>,
}

impl Culture {
    pub(super) fn name(&self, draw: &mut Draw, gender: Gender) -> Name {
        let woman = match gender {
            Gender::Woman => true,
            Gender::Man => false,
            Gender::Other | Gender::NotSaid => draw.chance(50),
        };
        let given = if woman { &self.women } else { &self.men };
        let families = self
            .families_of_women
            .as_ref()
            .filter(|_| woman)
            .unwrap_or(&self.families);
        let mut family = families.draw(draw);
        let first = given.first.draw(draw);
        let second = given.second.draw(draw);
        if self.single_names > 0 && draw.chance(self.single_names) {
            family = ("", "");
        }
        let latin = filled(&self.given, family.0, first.0, second.0);
        let native = self
            .native
            .as_deref()
            .map(|form| filled(form, family.1, first.1, second.1));
        Name {
            family: family.0.to_owned(),
            given: latin,
            native,
        }
    }
}

fn filled(form: &str, family: &str, first: &str, second: &str) -> String {
    form.replace("{family}", family)
        .replace("{first}", first)
        .replace("{second}", second)
        .trim()
        .to_owned()
}
