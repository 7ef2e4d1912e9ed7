//! What the window must not do, whatever is typed into records, clicked, dropped or run in it.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::{Value, json};
use symposia_tests::other_office::json as told;
use symposia_tests::{Failure, Opening, Outcome, Window, program, until};

/// A server of this computer that nobody may ask for anything.
struct Forbidden(TcpListener);

impl Forbidden {
    fn start() -> Outcome<Self> {
        let doing = || Failure::io("be a server");
        let server = TcpListener::bind(("127.0.0.1", 0)).map_err(doing())?;
        server.set_nonblocking(true).map_err(doing())?;
        Ok(Self(server))
    }

    fn url(&self) -> Outcome<String> {
        let address = self.0.local_addr().map_err(Failure::io("be a server"))?;
        Ok(format!("http://{address}/"))
    }

    /// Nobody has asked yet; who did is in the queue of the system.
    fn was_not_asked(&self, by: &str) -> Outcome {
        match self.0.accept() {
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => Ok(()),
            Err(error) => Err(Failure::Found(error.to_string())),
            Ok(_) => Err(Failure::Found(format!("{by} reached a server"))),
        }
    }
}

fn is(what: &str, found: &Value, wanted: &Value) -> Outcome {
    if found == wanted {
        Ok(())
    } else {
        Err(Failure::Found(format!("{what}: {found}, not {wanted}")))
    }
}

/// Waits until a promise in `window.told` has come to something, and gives that.
fn settled(window: &Window, script: &str) -> Outcome<Value> {
    window.run_script(
        &format!("window.told = null; (async () => {{ {script} }})().then((one) => (window.told = [one]), (error) => (window.told = [String(error)]))"),
        vec![],
    )?;
    until("an answer", || {
        let told = window.run_script("return window.told", vec![]);
        match told.map_err(|error| error.to_string())? {
            Value::Array(told) => Ok(told.first().cloned().unwrap_or_default()),
            other => Err(format!("there is {other}")),
        }
    })
}

#[test]
fn no_other_page_is_ever_shown_and_no_other_window_opened() -> Outcome {
    let strange = Forbidden::start()?;
    let url = strange.url()?;
    Opening::new("no_other_page")?.open()?.show(|window| {
        window.wait_for("nav")?;
        window.run_script("window.stays = true; onsubmit = null", vec![])?;
        let stays = |by: &str| -> Outcome {
            // The page answers, so what was to lead away from it was done with.
            let found = settled(
                window,
                "await new Promise((go) => setTimeout(go, 150)); return [window.stays, location.hostname, document.querySelector('nav') !== null]",
            )?;
            is(by, &found, &json!([true, "localhost", true]))?;
            if window.windows()? != 1 {
                return Err(Failure::Found(format!("{by} opened a window")));
            }
            strange.was_not_asked(by)
        };
        for (by, script) in [
            ("location", "location.assign(arguments[0])"),
            ("a file", "location.assign('file:///etc/passwd')"),
            ("data", "location.assign('data:text/html,<p>data</p>')"),
            ("a blank page", "location.assign('about:blank')"),
            (
                "a form",
                "const form = document.createElement('form'); form.action = arguments[0]; document.body.append(form); form.submit()",
            ),
            (
                "a refresh",
                "const meta = document.createElement('meta'); meta.httpEquiv = 'refresh'; meta.content = '0;url=' + arguments[0]; document.head.append(meta)",
            ),
            (
                "a frame",
                "const frame = document.createElement('iframe'); frame.src = arguments[0]; document.body.append(frame)",
            ),
        ] {
            window.run_script(script, vec![json!(url)])?;
            stays(by)?;
        }
        let opened = window.run_script("return window.open(arguments[0])", vec![json!(url)])?;
        is("window.open", &opened, &Value::Null)?;
        stays("window.open")?;
        // A link that somebody brought in, for this window or a new one, is shown and not followed.
        for target in ["_self", "_blank", "_top"] {
            window.run_script(
                "const link = document.createElement('a'); link.href = arguments[0]; link.target = arguments[1];
                 link.textContent = 'a link'; document.body.append(link); link.click(); link.remove()",
                vec![json!(url), json!(target)],
            )?;
            window.wait_for_text("[data-testid=link-address]", &url)?;
            stays(target)?;
            window.press("Escape")?;
            window.wait_until_gone("[data-testid=link-address]")?;
        }
        Ok(())
    })
}

#[test]
fn a_link_or_a_page_dropped_on_the_window_is_not_gone_to() -> Outcome {
    let strange = Forbidden::start()?;
    Opening::new("dropped_link")?.open()?.show(|window| {
        window.wait_for("nav")?;
        window.run_script("window.stays = true", vec![])?;
        let page = window.folder().join("page.html");
        fs::write(&page, "<p>another page</p>").map_err(Failure::io("write a page"))?;
        window.drop_files(&[&page])?;
        window.wait_for_text("[data-testid=problem]", "This file is no reply")?;
        // Whether it is taken is the window's affair; that it stays is ours.
        let url = strange.url()?;
        let _ = window.drop_files(&[Path::new(&url)]);
        let found = settled(
            window,
            "await new Promise((go) => setTimeout(go, 300)); return [window.stays, location.hostname]",
        )?;
        is("the page", &found, &json!([true, "localhost"]))?;
        strange.was_not_asked("a dropped link")
    })
}

/// Each tries to run or to fetch something; all are refused by the content security policy.
const TRIES: &[(&str, &str)] = &[
    (
        "an inline script",
        "const script = document.createElement('script'); script.textContent = 'window.ran = 1'; document.body.append(script)",
    ),
    (
        "a script in an attribute",
        "const one = document.createElement('b'); one.setAttribute('onclick', 'window.ran = 1'); document.body.append(one); one.click()",
    ),
    ("eval", "try { eval('window.ran = 1') } catch {}"),
    (
        "a function of text",
        "try { new Function('window.ran = 1')() } catch {}",
    ),
    (
        "a timer of text",
        "try { setTimeout('window.ran = 1', 0) } catch {}",
    ),
    (
        "a script of a data address",
        "const script = document.createElement('script'); script.src = 'data:text/javascript,window.ran=1'; document.body.append(script)",
    ),
    (
        "a script from elsewhere",
        "const script = document.createElement('script'); script.src = url; document.body.append(script)",
    ),
    ("a picture from elsewhere", "new Image().src = url"),
    ("fetch", "await fetch(url).catch(() => {})"),
    (
        "a request",
        "try { const ask = new XMLHttpRequest(); ask.open('GET', url); ask.send() } catch {}",
    ),
    (
        "a socket",
        "try { new WebSocket(url.replace('http', 'ws')) } catch {}",
    ),
    (
        "a stream of events",
        "try { new EventSource(url) } catch {}",
    ),
    (
        "a beacon",
        "try { navigator.sendBeacon(url, 'x') } catch {}",
    ),
    (
        "a worker",
        "try { new Worker('data:text/javascript,1') } catch {}",
    ),
    (
        "a style sheet from elsewhere",
        "const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = url; document.head.append(link)",
    ),
    (
        "a font from elsewhere",
        "await new FontFace('x', `url(${url})`).load().catch(() => {})",
    ),
    (
        "a frame",
        "const frame = document.createElement('iframe'); frame.src = url; document.body.append(frame)",
    ),
    (
        "an object",
        "const object = document.createElement('object'); object.data = url; document.body.append(object)",
    ),
];

#[test]
fn nothing_is_run_or_fetched_that_the_program_did_not_bring() -> Outcome {
    let strange = Forbidden::start()?;
    let url = json!(strange.url()?);
    Opening::new("nothing_is_run")?.open()?.show(|window| {
        window.wait_for("nav")?;
        for (by, script) in TRIES {
            let ran = settled(
                window,
                &format!("const url = {url}; {script}; await new Promise((go) => setTimeout(go, 60)); return window.ran ?? 0"),
            )?;
            is(by, &ran, &json!(0))?;
            strange.was_not_asked(by)?;
        }
        // Nor is what somebody writes into the page dressed up: no style but the program's own.
        let dressed = settled(
            window,
            "const style = document.createElement('style'); style.textContent = 'body { outline: 7px solid red }'; document.head.append(style);
             const one = document.createElement('p'); document.body.append(one); one.setAttribute('style', 'outline: 7px solid red');
             return [getComputedStyle(document.body).outlineWidth, getComputedStyle(one).outlineWidth].includes('7px')",
        )?;
        is("a style", &dressed, &json!(false))
    })
}

#[test]
fn the_window_may_ask_tauri_for_next_to_nothing() -> Outcome {
    Opening::new("asks_nothing")?.open()?.show(|window| {
        window.wait_for("nav")?;
        let global = window.run_script("return typeof window.__TAURI__", vec![])?;
        is("Tauri's global", &global, &json!("undefined"))?;
        for command in [
            "plugin:fs|read_text_file",
            "plugin:fs|write_text_file",
            "plugin:shell|execute",
            "plugin:shell|open",
            "plugin:opener|open_url",
            "plugin:opener|open_path",
            "plugin:dialog|open",
            "plugin:dialog|save",
            "plugin:event|emit",
            "plugin:window|create",
            "plugin:window|close",
            "plugin:webview|create_webview_window",
            "plugin:webview|internal_toggle_devtools",
            "plugin:app|version",
            "plugin:path|resolve_directory",
            "plugin:menu|new",
            "plugin:process|exit",
            "no_such_command",
        ] {
            let refusal = settled(
                window,
                &format!(
                    "return window.__TAURI_INTERNALS__.invoke('{command}', {{ path: '/etc/passwd', url: 'https://example.org', event: 'menu' }}).then(() => 'done', (error) => 'refused: ' + error)"
                ),
            )?;
            let refused = refusal.as_str().is_some_and(|said| {
                said.starts_with("refused") && (said.contains("not allowed") || said.contains("not found"))
            });
            if !refused {
                return Err(Failure::Found(format!("{command}: {refusal}")));
            }
        }
        Ok(())
    })
}

/// What stands in for the system's browser: it notes what it is given.
const OPENER: &str = "#!/bin/sh\nprintf '%s\\n' \"$@\" >> \"$(dirname \"$0\")/opened\"\n";

#[test]
fn a_link_is_opened_outside_only_after_a_look_at_all_of_it() -> Outcome {
    let opening = Opening::new("link_outside")?;
    program::cli(opening.store(), &["init"])?;
    let page = "https://air.example/a/very/long/way?to=the&last=letter";
    let add = [
        "event",
        "add",
        "--kind",
        "other",
        "--title",
        "With a link",
        "--year",
        "2026",
    ];
    let event = told(opening.store(), &add)?["id"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let edit = [
        "event",
        "edit",
        &event,
        "--url",
        page,
        "--online-link",
        "tel:+82212345678",
    ];
    program::cli(opening.store(), &edit)?;
    let bin = opening.folder().join("bin");
    fs::create_dir(&bin).map_err(Failure::io("make a folder"))?;
    let opener = bin.join("xdg-open");
    fs::write(&opener, OPENER).map_err(Failure::io("write an opener"))?;
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755))
        .map_err(Failure::io("make it run"))?;
    let path = std::env::var("PATH").unwrap_or_default();
    let told = bin.join("opened");
    opening
        .env("PATH", &format!("{}:{path}", bin.display()))
        .open()?
        .show(|window| {
            window.wait_for("nav")?;
            window.go_to(&format!("#/events/{event}"))?;
            // A number to call is no page: it is said, and nothing opened.
            let call = "[data-testid=outside][aria-label*='tel:']";
            window.click(call)?;
            window.wait_for_text("[data-testid=problem]", "is not opened from here")?;
            let look = "[data-testid=outside][aria-label*='air.example']";
            window.click(look)?;
            window.wait_for_text("[data-testid=link-place]", "air.example")?;
            window.wait_for_text("[data-testid=link-address]", page)?;
            window.press("Escape")?;
            window.wait_until_gone("[data-testid=link-address]")?;
            // What the page itself asks for is judged again.
            for refused in ["file:///etc/passwd", "javascript:alert(1)", "tel:+82212345678", "/bin/sh"] {
                let said = settled(
                    window,
                    &format!("return window.__TAURI_INTERNALS__.invoke('open_link', {{ address: '{refused}' }}).then(() => 'opened', (error) => error.message)"),
                )?;
                let is_refused = said.as_str().is_some_and(|said| said.contains("is not opened from here"));
                is(refused, &json!(is_refused), &json!(true))?;
            }
            if told.exists() {
                return Err(Failure::Found("something was opened without a word".to_owned()));
            }
            window.click(look)?;
            window.click("[data-testid=link-open]")?;
            let given = until("the browser to be given the page", || {
                fs::read_to_string(&told).map_err(|error| error.to_string())
            })?;
            is("what was opened", &json!(given.trim()), &json!(page))
        })
}
