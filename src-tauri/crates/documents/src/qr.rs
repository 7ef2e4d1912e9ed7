//! QR codes (ISO/IEC 18004), for badges.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// A text as a QR code: a picture in SVG, one unit a module, without the quiet zone. Nothing if the text is too long
/// for a code that a phone reads from a badge.
#[must_use]
pub fn svg(text: &str) -> Option<String> {
    const LARGEST: usize = 420;
    if text.len() > LARGEST {
        return None;
    }
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let dark = (x..size).take_while(|x| code.get_module(*x, y));
            let run = i32::try_from(dark.count()).unwrap_or_default();
            if run > 0 {
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    Some(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path d="{path}"/></svg>"#
    ))
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_code_begins_with_the_mark_in_its_corner() {
        let code =
            svg("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:김민준\r\nEND:VCARD\r\n").unwrap_or_default();
        assert!(code.contains("<path d=\"M0 0h7v1h-7z"), "{code}");
        assert_eq!(svg(&"x".repeat(500)), None);
    }
}
