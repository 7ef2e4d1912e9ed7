//! What a developer runs. `cargo xtask` alone lists the commands, a line each; each command is one file here.

mod audit;
mod bench;
mod bindings;
mod bundle;
mod check;
mod display;
mod failure;
mod faults;
mod fuzz;
mod interface;
mod place;
mod process;
mod program;
mod run;
mod screens;
mod setup;
mod soak;
mod step;
mod test;

use std::process::ExitCode;

use failure::Failure;
use place::Place;

struct Command {
    name: &'static str,
    line: &'static str,
    run: fn(&Place, &[String]) -> Result<(), Failure>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "run",
        line: "install what is missing, build, and open the window",
        run: run::run,
    },
    Command {
        name: "test",
        line: "run every test, those of the real window included",
        run: test::run,
    },
    Command {
        name: "check",
        line: "formatting, lints, types, stale bindings, licences",
        run: check::run,
    },
    Command {
        name: "bindings",
        line: "write the interface's TypeScript anew from the Rust commands",
        run: bindings::run,
    },
    Command {
        name: "screens",
        line: "take a picture of every view, light and dark, into target/screens",
        run: screens::run,
    },
    Command {
        name: "bench",
        line: "measure the program against an empty window and plain SQLite",
        run: bench::run,
    },
    Command {
        name: "fuzz",
        line: "give every reader of files changed ones, for --minutes N or ten",
        run: fuzz::run,
    },
    Command {
        name: "soak",
        line: "have offices exchange packs at random, --cases N or --minutes N",
        run: soak::run,
    },
    Command {
        name: "faults",
        line: "kill the program, fill its disk, flip its bits; --only NAME, --rounds N, --seed N",
        run: faults::run,
    },
    Command {
        name: "bundle",
        line: "make the .deb, and see that what is in it starts",
        run: bundle::run,
    },
    Command {
        name: "setup",
        line: "install everything that the other commands need",
        run: setup::run,
    },
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(name) = arguments.next() else {
        list();
        return ExitCode::SUCCESS;
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        list();
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("There is no command '{name}'. These are there:\n");
        list();
        return ExitCode::from(2);
    };
    let rest: Vec<String> = arguments.collect();
    match Place::find().and_then(|place| (command.run)(&place, &rest)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\ncargo xtask {name}: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn list() {
    for command in COMMANDS {
        println!("cargo xtask {:<9} {}", command.name, command.line);
    }
}
