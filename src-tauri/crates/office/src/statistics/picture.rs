//! A chart that the window drew, as a file.

use std::path::Path;

use crate::{OfficeError, Result, files};

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "kebab-case")]
pub enum PictureFormat {
    /// Lines and letters, sharp at every size.
    Svg,
    /// Points.
    Png,
}

impl PictureFormat {
    /// How its files' names end.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// What its files begin with.
    const fn begins(self) -> &'static [u8] {
        match self {
            Self::Svg => b"<svg",
            Self::Png => b"\x89PNG\r\n\x1a\n",
        }
    }
}

/// What a picture's file is called.
#[must_use]
pub fn picture_name(title: &str, format: PictureFormat) -> String {
    format!("{}.{}", files::name_for(title), format.extension())
}

/// Writes a picture, if it is one.
pub fn save_picture(path: &Path, format: PictureFormat, bytes: &[u8]) -> Result<()> {
    if !bytes.starts_with(format.begins()) {
        return Err(OfficeError::NotPossible(format!(
            "what was drawn is no {} picture, so nothing was written; try again",
            format.extension().to_uppercase()
        )));
    }
    files::save(path, bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chart.png");
        assert!(save_picture(&path, PictureFormat::Png, b"<svg/>").is_err());
        assert!(!path.exists());
        save_picture(&path, PictureFormat::Svg, b"<svg/>").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"<svg/>");
        assert_eq!(
            picture_name("Events: by output / year", PictureFormat::Svg),
            "Events by output year.svg"
        );
    }
}
