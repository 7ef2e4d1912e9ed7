//! The IPC boundary: how commands are declared, and the TypeScript made from their declarations.
//!
//! `commands!` declares the commands of one file. From each it makes the Tauri command and a
//! [`Binding`] that names its argument and result types, so that the interface's functions are
//! generated and cannot drift from these.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

/// What the interface needs to know of one command.
pub struct Binding {
    /// Name in Rust; the name that Tauri calls it by.
    pub name: &'static str,
    /// What it does, from its doc comment.
    pub doc: String,
    /// Name and TypeScript type of each argument.
    pub arguments: Vec<(&'static str, String)>,
    /// TypeScript type of its result.
    pub returns: String,
    /// Declarations of all types named.
    pub types: BTreeMap<String, String>,
}

/// Declares the commands of one file.
macro_rules! commands {
    ($(
        $(#[doc = $doc:literal])+
        fn $name:ident ( $state:ident $(, $argument:ident : $type:ty)* $(,)? ) -> $returns:ty $body:block
    )+) => {
        $(
            $(#[doc = $doc])+
            #[tauri::command(async)]
            pub fn $name(
                $state: tauri::State<'_, $crate::shell::Shell>,
                $($argument: $type),*
            ) -> Result<$returns, $crate::failure::Failure> $body
        )+

        /// What the interface needs to know of the commands in this file.
        #[must_use]
        pub fn bindings() -> Vec<$crate::ipc::Binding> {
            vec![$({
                let mut types = std::collections::BTreeMap::new();
                $( $crate::ipc::declare::<$type>(&mut types); )*
                $crate::ipc::declare::<$returns>(&mut types);
                $crate::ipc::Binding {
                    name: stringify!($name),
                    doc: [$($doc),+].map(str::trim).join(" "),
                    arguments: vec![$((stringify!($argument), $crate::ipc::name::<$type>())),*],
                    returns: $crate::ipc::name::<$returns>(),
                    types,
                }
            }),+]
        }
    };
}
pub(crate) use commands;

/// Numbers cross the boundary as JSON, in which JavaScript reads and writes a `number`, never a `bigint`.
fn config() -> Config {
    Config::default().with_large_int("number")
}

/// The name of a type in TypeScript.
#[must_use]
pub fn name<T: TS>() -> String {
    let name = T::name(&config());
    if name == "null" {
        "void".to_owned()
    } else {
        name
    }
}

/// Adds the declaration of a type, and of all that it is made of.
pub fn declare<T: TS + 'static + ?Sized>(types: &mut BTreeMap<String, String>) {
    let config = config();
    // Only types with a declaration of their own have an output path.
    if T::output_path().is_some() {
        let ident = T::ident(&config);
        if types.contains_key(&ident) {
            return;
        }
        let doc = T::docs().unwrap_or_default();
        types.insert(ident, format!("{doc}export {}", T::decl(&config)));
    }
    let mut visitor = Declarations(types);
    T::visit_dependencies(&mut visitor);
    T::visit_generics(&mut visitor);
}

struct Declarations<'a>(&'a mut BTreeMap<String, String>);

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        declare::<T>(self.0);
    }
}

/// `list_events` as TypeScript names it: `listEvents`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(letters.as_str());
    }
    out
}

const MARK: &str =
    "// Generated from the Rust commands by `cargo xtask bindings`; do not edit.\n\n";

/// The generated `types.ts`.
#[must_use]
pub fn types_file(bindings: &[Binding], more: &BTreeMap<String, String>) -> String {
    let mut all: BTreeMap<&String, &String> = more.iter().collect();
    for binding in bindings {
        all.extend(&binding.types);
    }
    let declarations: Vec<&str> = all.values().map(|text| text.as_str()).collect();
    format!("{MARK}{}\n", declarations.join("\n\n"))
}

/// The generated `commands.ts`.
#[must_use]
pub fn commands_file(bindings: &[Binding]) -> String {
    let mut out = format!(
        "{MARK}import {{ invoke }} from '@tauri-apps/api/core';\nimport type * as T from './types';\n\n"
    );
    for binding in bindings {
        let parameters: Vec<String> = binding
            .arguments
            .iter()
            .map(|(name, ty)| format!("{}: {}", camel_case(name), qualified(ty, binding)))
            .collect();
        let passed: Vec<String> = binding
            .arguments
            .iter()
            .map(|(name, _)| camel_case(name))
            .collect();
        let passed = if passed.is_empty() {
            String::new()
        } else {
            format!(", {{ {} }}", passed.join(", "))
        };
        let _ = writeln!(
            out,
            "/** {} */\nexport const {} = ({}): Promise<{}> => invoke('{}'{passed});\n",
            binding.doc,
            camel_case(binding.name),
            parameters.join(", "),
            qualified(&binding.returns, binding),
            binding.name,
        );
    }
    out
}

/// A type's name with every declared type in it written `T.Name`.
fn qualified(ty: &str, binding: &Binding) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for letter in ty.chars().chain([' ']) {
        if letter.is_alphanumeric() || letter == '_' {
            word.push(letter);
        } else {
            if binding.types.contains_key(&word) {
                out.push_str("T.");
            }
            out.push_str(&word);
            word.clear();
            out.push(letter);
        }
    }
    out.trim_end().to_owned()
}

/// Adds the values of the vocabularies, for lists to choose from: `export const eventKinds = [...]`.
pub fn declare_vocabularies(types: &mut BTreeMap<String, String>) {
    macro_rules! values {
        ($($name:literal: $type:ty),+ $(,)?) => {$({
            let words: Vec<String> =
                <$type>::ALL.iter().map(|word| format!("'{}'", word.as_str())).collect();
            declare::<$type>(types);
            types.insert(
                format!("~{}", $name),
                format!(
                    "export const {} = [{}] as const satisfies readonly {}[];",
                    $name,
                    words.join(", "),
                    name::<$type>()
                ),
            );
        })+};
    }
    values! {
        "addressKinds": domain::person::AddressKind,
        "attendanceModes": domain::event::Attendance,
        "capacities": domain::participation::Capacity,
        "budgetSources": domain::event::BudgetSource,
        "classes": domain::event::Class,
        "countedEvents": domain::statistics::CountedEvents,
        "daysAs": domain::event::DaysAs,
        "dimensions": domain::statistics::Dimension,
        "eventKinds": domain::event::EventKind,
        "eventStatuses": domain::event::EventStatus,
        "fundings": domain::participation::Funding,
        "genders": domain::person::Gender,
        "invitationStandings": domain::invitation::Standing,
        "itemKinds": domain::agenda::ItemKind,
        "listPurposes": domain::privacy::ListPurpose,
        "letterPurposes": domain::letter::Purpose,
        "placeholders": domain::letter::Placeholder,
        "sessionMethods": domain::training::Method,
        "surveyAnswers": domain::training::SurveyAnswer,
        "measures": domain::indicator::Measure,
        "membershipRoles": domain::body::MembershipRole,
        "nameOrders": domain::person::NameOrder,
        "organisationKinds": domain::organisation::OrganisationKind,
        "partnerParts": domain::organisation::PartnerPart,
        "presences": domain::participation::Presence,
        "replies": domain::participation::Reply,
        "studyStatuses": domain::study::StudyStatus,
        "stages": domain::statistics::Stage,
        "subjects": domain::statistics::Subject,
        "trainingForms": domain::event::TrainingForm,
        "travels": domain::participation::Travel,
        "urgencies": domain::task::Urgency,
        "visas": domain::participation::Visa,
    }
    let languages: Vec<String> = domain::letter::languages()
        .map(|tag| format!("'{tag}'"))
        .collect();
    types.insert(
        "~letterLanguages".to_owned(),
        format!(
            "export const letterLanguages = [{}] as const;",
            languages.join(", ")
        ),
    );
    let titles: Vec<String> = domain::person::TITLES
        .iter()
        .map(|title| format!("'{title}'"))
        .collect();
    types.insert(
        "~personTitles".to_owned(),
        format!(
            "export const personTitles = [{}] as const;",
            titles.join(", ")
        ),
    );
    let dimensions: Vec<String> = domain::statistics::Subject::ALL
        .iter()
        .map(|subject| {
            let words: Vec<String> = subject
                .dimensions()
                .map(|dimension| format!("'{dimension}'"))
                .collect();
            format!("  {subject}: [{}],", words.join(", "))
        })
        .collect();
    types.insert(
        "~dimensionsOf".to_owned(),
        format!(
            "export const dimensionsOf: Readonly<Record<Subject, readonly Dimension[]>> = {{\n{}\n}};",
            dimensions.join("\n")
        ),
    );
    declare_statuses(types);
    declare_written(types, "encodings", office::people_file::Encoding::ALL);
    declare_written(
        types,
        "personColumns",
        office::people_file::PersonColumn::ALL,
    );
}

/// Adds which statuses a stage, and a choice of events, stand for: links from figures to events ask for them.
fn declare_statuses(types: &mut BTreeMap<String, String>) {
    use domain::event::EventStatus;
    use domain::statistics::{CountedEvents, Stage};

    let mut declare = |name: &str, of: &str, lines: Vec<(&str, Vec<EventStatus>)>| {
        let mut text =
            format!("export const {name}: Readonly<Record<{of}, readonly EventStatus[]>> = {{\n");
        for (word, statuses) in lines {
            let words: Vec<String> = statuses
                .iter()
                .map(|status| format!("'{status}'"))
                .collect();
            let _ = writeln!(text, "  '{word}': [{}],", words.join(", "));
        }
        text.push_str("};");
        types.insert(format!("~{name}"), text);
    };
    let of_stage = |stage: Stage| {
        let all = EventStatus::ALL.iter().copied();
        all.filter(|status| Stage::of(*status) == stage).collect()
    };
    let stages = Stage::ALL
        .iter()
        .map(|stage| (stage.as_str(), of_stage(*stage)));
    declare("statusesOfStage", "Stage", stages.collect());
    let counted = CountedEvents::ALL.iter().map(|counted| {
        (
            counted.as_str(),
            counted
                .statuses(domain::statistics::Subject::Events)
                .collect(),
        )
    });
    declare("statusesCounted", "CountedEvents", counted.collect());
}

/// The same for an enum whose words are those that serde writes.
fn declare_written<T: TS + serde::Serialize + 'static>(
    types: &mut BTreeMap<String, String>,
    name: &str,
    all: &[T],
) {
    let words: Vec<String> = all
        .iter()
        .filter_map(|word| serde_json::to_string(word).ok())
        .map(|word| word.replace('"', "'"))
        .collect();
    declare::<T>(types);
    types.insert(
        format!("~{name}"),
        format!(
            "export const {name} = [{}] as const satisfies readonly {}[];",
            words.join(", "),
            self::name::<T>()
        ),
    );
}
