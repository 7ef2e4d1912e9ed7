//! The one window: it shows the program's own page and nothing else, whatever is clicked, dropped or run in it.

use tauri::webview::NewWindowResponse;
use tauri::{App, Url, WebviewWindowBuilder};

/// Opens the window as `tauri.conf.json` describes it.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    for described in &app.config().app.windows {
        WebviewWindowBuilder::from_config(app, described)?
            .on_navigation(is_own_page)
            .on_new_window(|_, _| NewWindowResponse::Deny)
            .build()?;
    }
    Ok(())
}

/// Whether an address is one of the program's own pages, as Tauri serves them: by a scheme of its own, or, where a
/// system knows none, by a name that leads nowhere (Windows).
fn is_own_page(address: &Url) -> bool {
    match address.scheme() {
        "tauri" => address.host_str() == Some("localhost"),
        "http" | "https" => {
            address.host_str() == Some("tauri.localhost") && address.port().is_none()
        }
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn only_the_programs_own_pages_are_gone_to() {
        let goes = |address: &str| is_own_page(&address.parse().unwrap());
        for own in [
            "tauri://localhost",
            "tauri://localhost/index.html#/events",
            "http://tauri.localhost/",
        ] {
            assert!(goes(own), "{own}");
        }
        for strange in [
            "https://example.org/",
            "http://127.0.0.1:8080/",
            "http://localhost/",
            "http://tauri.localhost:8080/",
            "https://tauri.localhost.example.org/",
            "https://tauri.localhost@example.org/",
            "tauri://example.org/",
            "file:///etc/passwd",
            "data:text/html,<script>alert(1)</script>",
            "javascript:alert(1)",
            "about:blank",
            "blob:https://example.org/1",
        ] {
            assert!(!goes(strange), "{strange}");
        }
    }
}
