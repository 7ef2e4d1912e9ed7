//! Weaknesses that are known of what is linked. The lists of them lie on the network; where they cannot be had, that is
//! said and nothing is judged.

use std::process::Output;

use crate::failure::Failure;
use crate::place::Place;
use crate::process;

/// What was found out of one list.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// The list was read, and names nothing of ours.
    Nothing,
    /// The list names something of ours; in the words of who looked.
    Weakness(String),
    /// The list could not be had, for this reason.
    NotLooked(String),
}

/// Rust's packages, by the `RustSec` list.
pub(crate) fn rust(place: &Place) -> Result<(), Failure> {
    let mut cargo = place.cargo();
    cargo.args(["deny", "--log-level", "error", "check", "advisories"]);
    let output = process::captured(&mut cargo, "`cargo xtask setup` installs cargo-deny.")?;
    say("Rust's packages", cargo_deny(&output))
}

/// npm's packages that are in the program, by the registry's list.
pub(crate) fn npm(place: &Place) -> Result<(), Failure> {
    let mut npm = place.npm();
    npm.args(["audit", "--omit=dev", "--json"]);
    let output = process::captured(&mut npm, "npm comes with Node.")?;
    say("npm's packages", npm_audit(&output))
}

fn say(what: &str, found: Found) -> Result<(), Failure> {
    match found {
        Found::Nothing => Ok(()),
        Found::Weakness(words) => Err(Failure::Said(format!(
            "a weakness is known of {what}: update what is named, or say in deny.toml why it does not touch us.\n{words}"
        ))),
        Found::NotLooked(why) => {
            println!(
                "   NOT CHECKED: the list of known weaknesses of {what} cannot be had from here ({why})."
            );
            println!(
                "   Run `cargo xtask check` once where there is a network, before anything is released."
            );
            Ok(())
        }
    }
}

fn cargo_deny(output: &Output) -> Found {
    if output.status.success() {
        return Found::Nothing;
    }
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    match words
        .lines()
        .find(|line| line.contains("failed to fetch advisory database"))
    {
        Some(_) => Found::NotLooked("the list lies on github.com".to_owned()),
        None => Found::Weakness(words),
    }
}

/// npm answers in JSON, whatever came of it; only a report says what it looked at.
fn npm_audit(output: &Output) -> Found {
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    match told["metadata"]["vulnerabilities"]["total"].as_u64() {
        Some(0) => Found::Nothing,
        Some(_) => Found::Weakness(told["vulnerabilities"].to_string()),
        None => Found::NotLooked(
            told["message"]
                .as_str()
                .unwrap_or("the registry does not answer")
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use super::*;

    fn ended(code: i32, stdout: &str, stderr: &str) -> Output {
        Output {
            status: ExitStatus::from_raw(code << 8),
            stdout: stdout.into(),
            stderr: stderr.into(),
        }
    }

    #[test]
    fn a_list_that_cannot_be_had_is_no_list_without_our_names() {
        let fetch = "[ERROR] failed to fetch advisory database https://example.org with cli";
        assert!(matches!(
            cargo_deny(&ended(1, "", fetch)),
            Found::NotLooked(_)
        ));
        assert!(matches!(
            cargo_deny(&ended(1, "", "error[vulnerability]: x")),
            Found::Weakness(_)
        ));
        assert_eq!(cargo_deny(&ended(0, "", "")), Found::Nothing);

        let refused = r#"{"message": "405 Method Not Allowed", "statusCode": 405}"#;
        assert!(matches!(
            npm_audit(&ended(1, refused, "")),
            Found::NotLooked(_)
        ));
        assert!(matches!(npm_audit(&ended(1, "", "")), Found::NotLooked(_)));
        let none = r#"{"vulnerabilities": {}, "metadata": {"vulnerabilities": {"total": 0}}}"#;
        assert_eq!(npm_audit(&ended(0, none, "")), Found::Nothing);
        let one =
            r#"{"vulnerabilities": {"x": {}}, "metadata": {"vulnerabilities": {"total": 1}}}"#;
        assert!(matches!(npm_audit(&ended(1, one, "")), Found::Weakness(_)));
    }
}
