//! The charset that a part is said to be in, turned into UTF-8.

use mail_parser::decoders::charsets::map::charset_decoder;

/// The bytes in UTF-8; as they are if they are so already, or nobody can say what they are.
pub(super) fn utf8(bytes: Vec<u8>, charset: Option<&str>) -> Vec<u8> {
    let Some(charset) = charset.map(|name| name.trim().to_ascii_lowercase()) else {
        return bytes;
    };
    match charset.as_str() {
        // What calls itself ASCII and is not, is UTF-8 more often than anything else.
        "" | "utf-8" | "utf8" | "us-ascii" | "ascii" => bytes,
        "iso-2022-kr" | "csiso2022kr" => iso_2022_kr(&bytes).into_bytes(),
        name => match charset_decoder(name.as_bytes()) {
            Some(decode) => decode(&bytes).into_bytes(),
            None => bytes,
        },
    }
}

/// ISO-2022-KR (RFC 1557), which the WHATWG's list, and so `encoding_rs`, leaves out: KS X 1001 in
/// seven bits between SO and SI, else ASCII. With the eighth bit set it is EUC-KR.
fn iso_2022_kr(bytes: &[u8]) -> String {
    const ANNOUNCED: &[u8] = b"\x1b$)C";
    let mut eight_bit = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut korean = false;
    while let [first, tail @ ..] = rest {
        rest = tail;
        match *first {
            0x1b if tail.starts_with(&ANNOUNCED[1..]) => {
                rest = tail.get(ANNOUNCED.len() - 1..).unwrap_or_default();
            }
            0x0e => korean = true,
            0x0f => korean = false,
            // A line begins in ASCII.
            b'\n' => {
                korean = false;
                eight_bit.push(b'\n');
            }
            letter if korean && letter > b' ' => eight_bit.push(letter | 0x80),
            letter => eight_bit.push(letter),
        }
    }
    match charset_decoder(b"euc-kr") {
        Some(decode) => decode(&eight_bit),
        None => String::from_utf8_lossy(&eight_bit).into_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn read(bytes: &[u8], charset: &str) -> String {
        String::from_utf8(utf8(bytes.to_vec(), Some(charset))).unwrap()
    }

    #[test]
    fn the_charsets_of_the_region_are_read() {
        assert_eq!(
            read(b"CN=\x1b$)C\x0eGQ19\x0f abc\r\n\x0eGQ\nabc", "ISO-2022-KR"),
            "CN=한국 abc\r\n한\nabc"
        );
        assert_eq!(read(b"\xc7\xd1\xb1\xdb", "ks_c_5601-1987"), "한글");
        assert_eq!(read(b"\xb4\xf3\xc6\xf8", "GB18030"), "大气");
        assert_eq!(read(b"\x1b$BBg5$\x1b(B", "iso-2022-jp"), "大気");
        assert_eq!(read(b"\xc2\xee\xe7", "windows-1251"), "Воз");
        assert_eq!(read(b"caf\xe9", "Windows-1252"), "café");
    }

    #[test]
    fn what_is_in_utf_8_or_in_nothing_known_is_left_alone() {
        for charset in ["utf-8", "US-ASCII", "", "x-unknown"] {
            assert_eq!(read("한글".as_bytes(), charset), "한글");
        }
        assert_eq!(utf8(vec![0xff, 0xfe], None), [0xff, 0xfe]);
    }
}
