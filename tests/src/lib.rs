//! Drives the real program from outside: its window through `WebDriver`, its file dialogs through the X server.
//!
//! A test is a plain function; nothing here is `async` for its caller:
//!
//! ```ignore
//! #[test]
//! fn a_planned_event_is_on_the_list() -> Outcome {
//!     scenario("a_planned_event_is_on_the_list", |window| {
//!         window.go_to("#/events")?;
//!         window.press("Control+n")?;
//!         window.type_text("[name=title]", "Policy Dialogue")?;
//!         window.press("Enter")?;
//!         window.wait_for_text("main", "Policy Dialogue")
//!     })
//! }
//! ```
//!
//! Nothing sleeps for a while and hopes: every wait is for a condition, and names it when it does not come.

pub mod caldav;
pub mod damage;
mod dialog;
mod drag;
mod driver;
mod failure;
pub mod faults;
pub mod invented;
pub mod invited;
mod keys;
pub mod laid_out;
mod opening;
pub mod other_office;
pub mod ours;
pub mod program;
pub mod readers;
mod scenario;
mod wait;
mod window;

pub use failure::{Failure, Outcome};
pub use opening::Opening;
pub use scenario::scenario;
pub use wait::until;
pub use window::Window;
