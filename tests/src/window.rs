//! The real window, as a person meets it: what it shows, where to click, what to type.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::dialog;
use crate::drag;
use crate::driver::Driver;
use crate::failure::{Failure, Outcome};
use crate::keys;
use crate::opening::Opening;
use crate::program;
use crate::wait::until;

/// An open window over a store in a folder of its own. Closing it ends every process it started.
pub struct Window {
    session: Option<Session>,
    runtime: Runtime,
    opening: Opening,
}

/// The client before the driver: the session ends while there is still somebody to end it.
struct Session {
    client: Client,
    _driver: Driver,
}

impl Window {
    pub(crate) fn open(opening: Opening) -> Outcome<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(Failure::io("start a runtime for the driver's client"))?;
        let mut window = Self {
            session: None,
            runtime,
            opening,
        };
        window.begin()?;
        Ok(window)
    }

    fn begin(&mut self) -> Outcome {
        let mut environment = self.opening.environment.clone();
        environment.push((program::STORE.into(), self.opening.store.clone().into()));
        let driver = Driver::start(self.opening.folder.path(), &environment)?;
        let capabilities = json!({
            "browserName": "wry",
            "tauri:options": { "application": self.opening.program },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("written as an object above");
        };
        let client = self
            .runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities)
                    .connect(&driver.address()),
            )
            .map_err(Failure::refused("open the window"))?;
        self.session = Some(Session {
            client,
            _driver: driver,
        });
        Ok(())
    }

    fn end(&mut self) {
        if let Some(session) = self.session.take() {
            // Whatever does not close by itself is ended with the driver.
            let close = session.client.clone().close();
            let _ = self
                .runtime
                .block_on(async { tokio::time::timeout(Duration::from_secs(5), close).await });
        }
    }

    /// Closes the program and starts it again over the same store.
    pub fn restart(&mut self) -> Outcome {
        self.end();
        self.begin()
    }

    /// Lets a test at the window; when it fails, keeps what the window showed.
    pub fn show(mut self, test: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        let outcome = test(&mut self);
        if outcome.is_err() {
            self.keep_evidence();
        }
        outcome
    }

    /// The test's own folder, for files that it makes and the program writes.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.opening.folder.path()
    }

    /// The store's file.
    #[must_use]
    pub fn store(&self) -> &Path {
        &self.opening.store
    }

    // Looking.

    /// Waits until something that matches is displayed.
    pub fn wait_for(&self, css: &str) -> Outcome {
        self.displayed(css).map(drop)
    }

    /// Waits until nothing that matches is displayed.
    pub fn wait_until_gone(&self, css: &str) -> Outcome {
        until(&format!("'{css}' to go"), || {
            match self.on_page(async |client| first_displayed(client, css).await) {
                Ok(None) => Ok(()),
                Ok(Some(_)) => Err("it is still displayed".to_owned()),
                Err(error) => Err(error.to_string()),
            }
        })
    }

    /// Waits until something that matches shows this text, whatever else it shows.
    pub fn wait_for_text(&self, css: &str, text: &str) -> Outcome {
        until(&format!("'{css}' to show \"{text}\""), || {
            let shown = self.texts_of(css).map_err(|error| error.to_string())?;
            if shown.iter().any(|one| one.contains(text)) {
                Ok(())
            } else {
                Err(format!("it shows {shown:?}"))
            }
        })
    }

    /// Waits until this many match, displayed or not.
    pub fn wait_for_count(&self, css: &str, count: usize) -> Outcome {
        until(&format!("{count} of '{css}'"), || {
            match self.count(css).map_err(|error| error.to_string())? {
                found if found == count => Ok(()),
                found => Err(format!("there are {found}")),
            }
        })
    }

    /// How many match now, displayed or not.
    pub fn count(&self, css: &str) -> Outcome<usize> {
        self.on_page(async |client| Ok(client.find_all(Locator::Css(css)).await?.len()))
            .map_err(Failure::refused(format!("count '{css}'")))
    }

    /// The text of the first match, as it is drawn.
    pub fn text_of(&self, css: &str) -> Outcome<String> {
        self.wait_for(css)?;
        Ok(self.texts_of(css)?.into_iter().next().unwrap_or_default())
    }

    /// The texts of all that match now, as they are drawn. The page is asked, not the driver: `WebKit`'s leaves out what
    /// stands in a box that cuts off at its edge.
    pub fn texts_of(&self, css: &str) -> Outcome<Vec<String>> {
        let texts = self.run_script(
            "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText)",
            vec![json!(css)],
        )?;
        serde_json::from_value(texts).map_err(Failure::refused(format!("read '{css}'")))
    }

    /// What stands in a field.
    pub fn value_of(&self, css: &str) -> Outcome<String> {
        let element = self.displayed(css)?;
        self.runtime
            .block_on(element.prop("value"))
            .map(Option::unwrap_or_default)
            .map_err(Failure::refused(format!("read the value of '{css}'")))
    }

    /// An attribute of the first match, if it has it.
    pub fn attribute_of(&self, css: &str, name: &str) -> Outcome<Option<String>> {
        let element = self.displayed(css)?;
        self.runtime
            .block_on(element.attr(name))
            .map_err(Failure::refused(format!("read '{name}' of '{css}'")))
    }

    // Acting.

    /// Clicks on the first match, once it is displayed and nothing lies over it.
    pub fn click(&self, css: &str) -> Outcome {
        until(&format!("a click on '{css}'"), || {
            self.on_page(async |client| match first_displayed(client, css).await? {
                Some(element) => element.click().await.map(Ok),
                None => Ok(Err("it is not displayed".to_owned())),
            })
            .map_err(|error| error.to_string())?
        })
    }

    /// Clicks on the first of the matches that shows exactly this text, or has it as its accessible name.
    pub fn click_text(&self, css: &str, text: &str) -> Outcome {
        until(&format!("a click on '{css}' that says \"{text}\""), || {
            self.on_page(async |client| {
                let mut shown = Vec::new();
                for element in client.find_all(Locator::Css(css)).await? {
                    let says = element.text().await?;
                    let named = element.attr("aria-label").await?;
                    if says.trim() == text || named.as_deref() == Some(text) {
                        return element.click().await.map(Ok);
                    }
                    shown.push(says);
                }
                Ok(Err(format!("they say {shown:?}")))
            })
            .map_err(|error| error.to_string())?
        })
    }

    /// Types into a field, after what already stands there.
    pub fn type_text(&self, css: &str, text: &str) -> Outcome {
        let element = self.displayed(css)?;
        self.runtime
            .block_on(element.send_keys(text))
            .map_err(Failure::refused(format!("type into '{css}'")))
    }

    /// Puts a text in place of what stands in a field, which keeps the focus all the while.
    pub fn replace_text(&self, css: &str, text: &str) -> Outcome {
        self.wait_for(css)?;
        self.run_script(
            "const field = document.querySelector(arguments[0]); field.focus(); field.select()",
            vec![json!(css)],
        )?;
        self.type_text(css, text)
    }

    /// Sets a field whose typing depends on the locale (dates, times) or that takes long to type, the way its own
    /// picker would: the value, then the events.
    pub fn set_value(&self, css: &str, value: &str) -> Outcome {
        self.wait_for(css)?;
        self.run_script(
            "const [css, value] = arguments;
             const field = document.querySelector(css);
             Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, value);
             field.dispatchEvent(new Event('input', { bubbles: true }));
             field.dispatchEvent(new Event('change', { bubbles: true }));",
            vec![json!(css), json!(value)],
        )
        .map(drop)
    }

    /// Picks an option of a `select` by the text it shows.
    pub fn select(&self, css: &str, label: &str) -> Outcome {
        let element = self.displayed(css)?;
        self.runtime
            .block_on(element.select_by_label(label))
            .map_err(Failure::refused(format!("pick \"{label}\" in '{css}'")))
    }

    /// Presses a chord, such as `Control+Shift+z`, wherever the focus is.
    pub fn press(&self, chord: &str) -> Outcome {
        let actions = keys::chord(chord)?;
        self.on_page(async |client| client.perform_actions(actions.clone()).await)
            .map_err(Failure::refused(format!("press {chord}")))
    }

    /// Drags with the mouse from the middle of the first match by so many pixels, in steps as a hand does.
    pub fn drag(&self, css: &str, right: i64, down: i64) -> Outcome {
        self.drag_from(css, 0.5, right, down)
    }

    /// Drags from a point of the first match: `height` is 0 at its upper edge and 1 at its lower.
    ///
    /// A hand takes hold of what stands still: what a window still lays out would slip away under the pointer.
    pub fn drag_from(&self, css: &str, height: f64, right: i64, down: i64) -> Outcome {
        self.wait_until_still(css)?;
        let at = self.run_script(
            "const { left, top, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
             return [Math.round(left + width / 2), Math.round(top + height * arguments[1])]",
            vec![json!(css), json!(height)],
        )?;
        let [x, y] = [&at[0], &at[1]].map(|at| at.as_i64().unwrap_or_default());
        let mut actions = MouseActions::new("mouse".to_owned())
            .then(pointer(x, y))
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            });
        for step in 1..=DRAG_STEPS {
            actions = actions.then(pointer(
                x + right * step / DRAG_STEPS,
                y + down * step / DRAG_STEPS,
            ));
        }
        // In two: what moves with the pointer has come along before the button is let go.
        let release = MouseActions::new("mouse".to_owned()).then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
        for actions in [actions, release] {
            self.on_page(async |client| client.perform_actions(actions.clone()).await)
                .map_err(Failure::refused(format!("drag '{css}'")))?;
            self.run_script("return true", vec![])?;
        }
        Ok(())
    }

    /// Waits until the first match has been drawn at the same place for some frames.
    pub fn wait_until_still(&self, css: &str) -> Outcome {
        self.wait_for(css)?;
        let script = format!(
            "const css = {}, box = document.querySelector(css)?.getBoundingClientRect();
             const at = css + JSON.stringify(box);
             if (window.stillAt?.at === at) return window.stillAt.frames >= 3;
             const still = window.stillAt = {{ at, frames: 0 }};
             const count = () => {{ if (++still.frames < 3 && window.stillAt === still) requestAnimationFrame(count) }};
             requestAnimationFrame(count);
             return false",
            json!(css)
        );
        self.wait_for_script(&format!("'{css}' to stand still"), &script)
    }

    /// Drags from the middle of the first match to that of another's, by the mouse.
    pub fn drag_onto(&self, from: &str, to: &str) -> Outcome {
        self.wait_for(from)?;
        self.wait_for(to)?;
        let [(x, y), (to_x, to_y)] = [self.middle_of(from)?, self.middle_of(to)?];
        let go = |x, y| PointerAction::MoveTo {
            duration: None,
            x,
            y,
        };
        let left = MOUSE_BUTTON_LEFT;
        let mouse = MouseActions::new("mouse".to_owned())
            .then(go(x, y))
            .then(PointerAction::Down { button: left })
            .then(go(f64::midpoint(x, to_x), f64::midpoint(y, to_y)))
            .then(go(to_x, to_y))
            .then(PointerAction::Up { button: left });
        self.on_page(async |client| client.perform_actions(mouse.clone()).await)
            .map_err(Failure::refused(format!("drag '{from}' to '{to}'")))
    }

    fn middle_of(&self, css: &str) -> Outcome<(f64, f64)> {
        let told = self.run_script(
            "const box = document.querySelector(arguments[0]).getBoundingClientRect();
             return [box.left + box.width / 2, box.top + box.height / 2]",
            vec![json!(css)],
        )?;
        match (told[0].as_f64(), told[1].as_f64()) {
            (Some(x), Some(y)) => Ok((x.round(), y.round())),
            _ => Err(Failure::Found(format!("'{css}' has no place: {told}"))),
        }
    }

    /// Goes to a view by its hash route, such as `#/events`.
    pub fn go_to(&self, route: &str) -> Outcome {
        self.run_script("window.location.hash = arguments[0]", vec![json!(route)])
            .map(drop)
    }

    /// How many windows there are.
    pub fn windows(&self) -> Outcome<usize> {
        self.on_page(async |client| client.windows().await)
            .map(|windows| windows.len())
            .map_err(Failure::refused("count the windows"))
    }

    /// Runs JavaScript in the page; `return` gives its result back.
    pub fn run_script(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        self.on_page(async |client| client.execute(script, arguments.clone()).await)
            .map_err(Failure::refused("run a script"))
    }

    /// Waits until a script returns `true`.
    pub fn wait_for_script(&self, what: &str, script: &str) -> Outcome {
        until(what, || {
            match self
                .run_script(script, vec![])
                .map_err(|error| error.to_string())?
            {
                Value::Bool(true) => Ok(()),
                other => Err(format!("the script gives {other}")),
            }
        })
    }

    /// Gives the window another size.
    pub fn resize(&self, width: u32, height: u32) -> Outcome {
        self.on_page(async |client| client.set_window_size(width, height).await)
            .map_err(Failure::refused("resize the window"))
    }

    /// Chooses a file in the system's dialog, to open or to save, once the dialog with this title is there.
    pub fn choose_in_dialog(&self, title: &str, path: &Path) -> Outcome {
        dialog::choose(title, path)
    }

    /// Chooses in the menu bar, which the driver does not see: from its first menu on by X's names of keys.
    pub fn choose_in_menu(&self, keys: &[&str]) -> Outcome {
        dialog::choose_in_menu("Symposia", keys)
    }

    /// Closes the system's dialog without choosing.
    pub fn cancel_dialog(&self, title: &str) -> Outcome {
        dialog::cancel(title)
    }

    /// Drops files onto the middle of the window, as from a file manager.
    pub fn drop_files(&self, files: &[&Path]) -> Outcome {
        drag::drop_files(files, (600, 400))
    }

    /// Writes a picture of the page.
    pub fn screenshot(&self, path: &Path) -> Outcome {
        let picture = self
            .on_page(async |client| client.screenshot().await)
            .map_err(Failure::refused("take a picture"))?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Failure::io("make a folder for pictures"))?;
        }
        fs::write(path, picture).map_err(Failure::io(format!("write {}", path.display())))
    }

    /// When the program was started, in milliseconds since 1970, by the kernel's account.
    pub fn started_at(&self) -> Outcome<f64> {
        crate::driver::started_at(&self.opening.program)
    }

    /// How many megabytes the program and every process it started hold, what they share counted once.
    pub fn memory(&self) -> Outcome<f64> {
        crate::driver::memory(&self.opening.program)
    }

    // Inside.

    fn displayed(&self, css: &str) -> Outcome<Element> {
        until(&format!("'{css}'"), || {
            self.on_page(async |client| first_displayed(client, css).await)
                .map_err(|error| error.to_string())?
                .ok_or_else(|| "it is not displayed".to_owned())
        })
    }

    fn on_page<T>(
        &self,
        ask: impl AsyncFnOnce(&Client) -> Result<T, CmdError>,
    ) -> Result<T, CmdError> {
        let Some(session) = &self.session else {
            return Err(CmdError::InvalidArgument(
                "window".to_owned(),
                "it is closed".to_owned(),
            ));
        };
        self.runtime.block_on(ask(&session.client))
    }

    /// Evidence is a courtesy: a page that cannot be asked any more has none to give.
    fn keep_evidence(&self) {
        let folder = std::env::var_os("SYMPOSIA_FAILURES").map_or_else(
            || std::env::temp_dir().join("symposia-failures"),
            PathBuf::from,
        );
        let picture = folder.join(format!("{}.png", self.opening.name));
        if self.screenshot(&picture).is_ok() {
            eprintln!("The window as it was: {}", picture.display());
        }
        if let Ok(source) = self.on_page(async |client| client.source().await) {
            let _ = fs::write(folder.join(format!("{}.html", self.opening.name)), source);
        }
        // With the system's dialogs, which are not in the page.
        let _ =
            dialog::picture_of_screen(&folder.join(format!("{}-screen.png", self.opening.name)));
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.keep_evidence();
        }
        self.end();
    }
}

/// Enough for what follows the pointer to see it on its way.
const DRAG_STEPS: i64 = 8;

#[allow(
    clippy::cast_precision_loss,
    reason = "pixels of a screen are small numbers"
)]
fn pointer(x: i64, y: i64) -> PointerAction {
    PointerAction::MoveTo {
        duration: Some(Duration::from_millis(16)),
        x: x as f64,
        y: y as f64,
    }
}

async fn first_displayed(client: &Client, css: &str) -> Result<Option<Element>, CmdError> {
    for element in client.find_all(Locator::Css(css)).await? {
        if element.is_displayed().await? {
            return Ok(Some(element));
        }
    }
    Ok(None)
}
