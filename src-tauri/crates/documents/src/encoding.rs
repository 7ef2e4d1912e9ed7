//! Which encoding a text is in.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DocumentError;

/// An encoding that spreadsheets of the region save tables in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// Chinese; GBK and GB2312 are parts of it.
    Gb18030,
    /// Chinese in traditional characters.
    Big5,
    /// Korean, with Windows code page 949's additions.
    EucKr,
    /// Japanese.
    ShiftJis,
    /// Japanese, on older Unix.
    EucJp,
    /// Cyrillic: Russian, Mongolian.
    Windows1251,
    /// Western European.
    Windows1252,
}

impl Encoding {
    const ALL: [(Self, &'static encoding_rs::Encoding); 10] = [
        (Self::Utf8, UTF_8),
        (Self::Utf16Le, UTF_16LE),
        (Self::Utf16Be, UTF_16BE),
        (Self::Gb18030, GB18030),
        (Self::Big5, BIG5),
        (Self::EucKr, EUC_KR),
        (Self::ShiftJis, SHIFT_JIS),
        (Self::EucJp, EUC_JP),
        (Self::Windows1251, WINDOWS_1251),
        (Self::Windows1252, WINDOWS_1252),
    ];

    fn codec(self) -> &'static encoding_rs::Encoding {
        Self::ALL
            .iter()
            .find(|(encoding, _)| *encoding == self)
            .map_or(UTF_8, |(_, codec)| codec)
    }

    fn of(codec: &'static encoding_rs::Encoding) -> Self {
        Self::ALL.iter().find(|(_, known)| *known == codec).map_or(
            if codec == encoding_rs::GBK {
                Self::Gb18030
            } else {
                Self::Windows1252
            },
            |(encoding, _)| *encoding,
        )
    }
}

/// A text with the encoding it was read in.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Its encoding.
    pub encoding: Encoding,
}

/// Reads bytes as text, in the encoding that is given or else found out.
pub fn decode(bytes: &[u8], chosen: Option<Encoding>) -> Result<Decoded, DocumentError> {
    for (magic, what) in [
        (&b"PK\x03\x04"[..], "it is a workbook or archive"),
        (b"%PDF", "it is a PDF"),
        (b"\xd0\xcf\x11\xe0", "it is an old workbook"),
    ] {
        if bytes.starts_with(magic) {
            return Err(DocumentError::NotText(what));
        }
    }
    let encoding = chosen.unwrap_or_else(|| detect(bytes));
    let (text, _) = encoding.codec().decode_with_bom_removal(bytes);
    if text.trim().is_empty() {
        return Err(DocumentError::Empty);
    }
    Ok(Decoded {
        text: text.into_owned(),
        encoding,
    })
}

fn detect(bytes: &[u8]) -> Encoding {
    if let Some((codec, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Encoding::of(codec);
    }
    if let Some(utf16) = utf16_without_mark(bytes) {
        return utf16;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Encoding::Utf8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Encoding::of(detector.guess(None, chardetng::Utf8Detection::Allow))
}

/// UTF-16 shows by its line ends and commas: every other byte of them is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let some = head.len() / 20;
    match (even > some, odd > some) {
        (true, false) => Some(Encoding::Utf16Be),
        (false, true) => Some(Encoding::Utf16Le),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, codec: &'static encoding_rs::Encoding) -> Vec<u8> {
        codec.encode(text).0.into_owned()
    }

    #[test]
    fn the_encodings_of_the_region_are_told_apart() {
        let header = "Family name,Given name,Native name,Organisation,E-mail\r\n";
        let cases = [
            (
                "Kim,Min-jun,김민준,국립환경과학원,kim@nier.example\r\nLee,Seo-yeon,이서연,환경부 대기환경정책과,lee@me.example\r\n",
                EUC_KR,
                Encoding::EucKr,
            ),
            (
                "Wang,Fang,王芳,中国环境科学研究院,wang@craes.example\r\nZhang,Wei,张伟,生态环境部大气环境司,zhang@mee.example\r\n",
                GB18030,
                Encoding::Gb18030,
            ),
            (
                "Sato,Yui,佐藤結衣,環境省大気環境課,sato@env.example\r\nTanaka,Ren,田中れん,アジア大気汚染研究センター,tanaka@acap.example\r\n",
                SHIFT_JIS,
                Encoding::ShiftJis,
            ),
            (
                "Ivanova,Anna,Анна Иванова,НИИ Атмосфера,ivanova@sri.example\r\nPetrov,Oleg,Олег Петров,Министерство природных ресурсов,petrov@mnr.example\r\n",
                WINDOWS_1251,
                Encoding::Windows1251,
            ),
        ];
        for (rows, codec, expected) in cases {
            let text = format!("{header}{rows}");
            let decoded = decode(&encoded(&text, codec), None).unwrap();
            assert_eq!(
                (decoded.encoding, decoded.text.as_str()),
                (expected, text.as_str())
            );
        }
    }

    #[test]
    fn unicode_is_known_with_and_without_its_mark() {
        let text = "Name,E-mail\r\n김민준,kim@nier.example\r\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&[0xff, 0xfe][..], &utf16].concat();
        let utf8_marked = [&[0xef, 0xbb, 0xbf][..], text.as_bytes()].concat();
        for (bytes, expected) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (utf8_marked, Encoding::Utf8),
            (utf16, Encoding::Utf16Le),
            (marked, Encoding::Utf16Le),
        ] {
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!((decoded.encoding, decoded.text.as_str()), (expected, text));
        }
    }

    #[test]
    fn a_workbook_is_refused_with_what_to_do() {
        let refused = decode(b"PK\x03\x04rest", None).unwrap_err().to_string();
        assert!(refused.contains("save it as CSV"), "{refused}");
    }
}
