//! The parts of the file beside its text.

use std::fmt::Write;

use super::text::escaped;
use crate::paper::Paper;

pub(super) const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

pub(super) const RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

pub(super) const DOCUMENT_RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;

pub(super) const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/></w:settings>"#;

pub(super) const STYLES: &str = include_str!("styles.xml");

/// What a picture is called, as a file and where the text refers to it.
pub(super) fn picture_name(number: usize) -> String {
    format!("symposiaFigure{number}")
}

/// A part's text with more before its end.
fn with(text: &str, end: &str, more: &str) -> String {
    match text.rsplit_once(end) {
        Some((before, after)) => format!("{before}{more}{end}{after}"),
        None => text.to_owned(),
    }
}

/// The kinds of files in a document, PNG among them.
pub(super) fn with_png(types: &str, _pictures: usize) -> String {
    if types.to_lowercase().contains(r#"extension="png""#) {
        return types.to_owned();
    }
    let png = r#"<Default Extension="png" ContentType="image/png"/>"#;
    // Kinds by their files' ends come before those of single files.
    match types.split_once("<Override") {
        Some((before, after)) => format!("{before}{png}<Override{after}"),
        None => with(types, "</Types>", png),
    }
}

/// What the text refers to, pictures among it.
pub(super) fn with_pictures(relationships: &str, pictures: usize) -> String {
    let mut more = String::new();
    for number in 1..=pictures {
        let name = picture_name(number);
        let _ = write!(
            more,
            r#"<Relationship Id="{name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/{name}.png"/>"#
        );
    }
    with(relationships, "</Relationships>", &more)
}

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// The document's text on A4, 22 mm from its edges. `bare`: without the header of a paper.
pub(super) fn document(text: &str, landscape: bool, bare: bool) -> String {
    let size = if landscape {
        r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"#
    } else {
        r#"<w:pgSz w:w="11906" w:h="16838"/>"#
    };
    let references = if bare {
        ""
    } else {
        r#"<w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>"#
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document {W}><w:body>{text}<w:sectPr>{references}{size}<w:pgMar w:top="1361" w:right="1247" w:bottom="1361" w:left="1247" w:header="624" w:footer="624" w:gutter="0"/></w:sectPr></w:body></w:document>"#
    )
}

/// Who organizes it, and what kind of event it is.
pub(super) fn header(paper: &Paper) -> String {
    header_of(&paper.about.organizer, &paper.about.kind)
}

/// A page's header: what stands at its left, and at its right.
pub(super) fn header_of(left: &str, right: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r><w:r><w:tab/><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:hdr>"#,
        escaped(left),
        escaped(right)
    )
}

/// The event, the version of the agenda, page x of y.
pub(super) fn footer(paper: &Paper) -> String {
    footer_of(&event_line(paper))
}

/// The event, and the version of the agenda.
pub(super) fn event_line(paper: &Paper) -> String {
    let mut line = paper.about.title.clone();
    if let Some(version) = &paper.about.version {
        line.push_str(" · ");
        line.push_str(version);
    }
    line
}

/// A page's footer: what stands at its left, and page x of y.
pub(super) fn footer_of(left: &str) -> String {
    let field = |name: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r><w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>{}<w:r><w:t xml:space="preserve"> of </w:t></w:r>{}</w:p></w:ftr>"#,
        escaped(left),
        field("PAGE"),
        field("NUMPAGES")
    )
}

/// Title and maker.
pub(super) fn core(paper: &Paper) -> String {
    core_of(
        &format!("{}: {}", paper.heading(), paper.about.title),
        &paper.about.organizer,
    )
}

/// What a file says of itself: its title, and who made it.
pub(super) fn core_of(title: &str, creator: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></cp:coreProperties>"#,
        escaped(title),
        escaped(creator)
    )
}
