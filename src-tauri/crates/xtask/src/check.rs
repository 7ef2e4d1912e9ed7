//! `cargo xtask check`: what can be judged without running the program. Everything is tried, so that one run names it all.

use crate::failure::Failure;
use crate::place::Place;
use crate::setup::{self, Need};
use crate::step::step;
use crate::{audit, bindings, interface, process, program};

pub(crate) fn run(place: &Place, _arguments: &[String]) -> Result<(), Failure> {
    setup::install(place, Need::Check)?;
    interface::make_folder(place)?;
    let failures: Vec<Failure> = [
        interface::build(place),
        step("Rust is formatted", || {
            process::run(
                place.cargo().args(["fmt", "--all", "--check"]),
                "Run `cargo fmt --all` (rustup component add rustfmt, if it is not there).",
            )
        }),
        step("The interface is formatted", || {
            interface::script(place, "format:check", "Run `npm run format` in ui/.")
        }),
        step("ESLint has nothing to say", || {
            interface::script(place, "lint", "Mend what ESLint names above.")
        }),
        step("Svelte and TypeScript agree", || {
            interface::script(place, "check", "Mend the types named above.")
        }),
        step("Licences, sources and versions are allowed", || {
            process::run(
                place.cargo().args(["deny", "--log-level", "error", "check", "licenses", "bans", "sources"]),
                "deny.toml says what is allowed; replace the dependency, or add its licence there with a reason.",
            )
        }),
        step("No weakness is known of Rust's packages", || audit::rust(place)),
        step("No weakness is known of npm's packages", || audit::npm(place)),
        step("Clippy has nothing to say", || {
            process::run(
                place
                    .cargo()
                    .arg("clippy")
                    .args(program::INSIDE)
                    .args(["--all-targets", "--", "-D", "warnings"]),
                "Mend what Clippy names above (rustup component add clippy, if it is not there).",
            )
        }),
        step("The bindings are current", || bindings::are_current(place)),
    ]
    .into_iter()
    .filter_map(Result::err)
    .collect();
    match failures.len() {
        0 => Ok(()),
        count => {
            Err(Failure::Said(failures.iter().fold(
                format!("{count} of the checks failed:"),
                |text, failure| format!("{text}\n- {failure}"),
            )))
        }
    }
}
