//! Runs other programs; what goes wrong becomes a sentence.

use std::io;
use std::process::{Command, Output, Stdio};

use crate::failure::Failure;

/// Runs a program to its end, its output going where ours goes.
pub(crate) fn run(command: &mut Command, advice: &str) -> Result<(), Failure> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| not_started(command, error, advice))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::Ended {
            program: written(command),
            status: status.to_string(),
            advice: advice.to_owned(),
        })
    }
}

/// Runs a program to its end and takes what it printed.
pub(crate) fn output(command: &mut Command, advice: &str) -> Result<String, Failure> {
    let output = captured(command, advice)?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Failure::Ended {
            program: written(command),
            status: output.status.to_string(),
            advice: format!(
                "{advice}\n{}",
                String::from_utf8_lossy(&output.stderr).trim()
            ),
        })
    }
}

/// Runs a program to its end; how it ended is for the caller to judge.
pub(crate) fn captured(command: &mut Command, advice: &str) -> Result<Output, Failure> {
    command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| not_started(command, error, advice))
}

/// Whether a program can be started at all.
pub(crate) fn is_there(name: &str) -> bool {
    Command::new(name)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

fn not_started(command: &Command, error: io::Error, advice: &str) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        Failure::NoProgram {
            program: command.get_program().to_string_lossy().into_owned(),
            advice: advice.to_owned(),
        }
    } else {
        Failure::Io {
            doing: format!("start '{}'", written(command)),
            source: error,
        }
    }
}

/// The command as a person would type it.
fn written(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
