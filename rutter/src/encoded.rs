//! What URLs and forms are written in: parts between ASCII characters, percent-encoded.
//!
//! Every request goes through here. The searches of `str` start more than such short texts are worth, so these go byte by byte.

use std::borrow::Cow;

/// The text before the first such ASCII character, and the text after it where there is one.
pub(crate) fn cut(text: &str, at: u8) -> (&str, Option<&str>) {
    match text.bytes().position(|byte| byte == at) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

/// The texts between such ASCII characters, without the empty ones.
pub(crate) fn parts(text: &str, between: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        loop {
            let (part, after) = cut(rest?, between);
            rest = after;
            if !part.is_empty() {
                return Some(part);
            }
        }
    })
}

/// What a plus sign stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plus {
    /// Itself, as in paths.
    Plus,
    /// A space, as in queries and forms.
    Space,
}

/// What a percent-encoded text stands for.
pub(crate) struct Decoded<'t> {
    /// The text, with U+FFFD for what is not UTF-8.
    pub(crate) text: Cow<'t, str>,
    /// Whether something is not UTF-8.
    pub(crate) is_lossy: bool,
    /// Whether a percent sign has no two hexadecimal digits after it. It stands for itself.
    pub(crate) has_stray_percent: bool,
}

/// Decodes a text.
pub(crate) fn decode(text: &str, plus: Plus) -> Decoded<'_> {
    let is_encoded = |byte: u8| byte == b'%' || byte == b'+' && plus == Plus::Space;
    // Most texts stand for themselves.
    let Some(start) = text.bytes().position(is_encoded) else {
        return Decoded { text: Cow::Borrowed(text), is_lossy: false, has_stray_percent: false };
    };
    let (plain, mut rest) = text.as_bytes().split_at(start);
    let mut bytes = Vec::with_capacity(text.len());
    bytes.extend_from_slice(plain);
    let mut has_stray_percent = false;
    while let [byte, after @ ..] = rest {
        rest = after;
        bytes.push(match byte {
            b'%' => match encoded_byte(after) {
                Some(byte) => {
                    rest = &after[2..];
                    byte
                }
                None => {
                    has_stray_percent = true;
                    b'%'
                }
            },
            b'+' if plus == Plus::Space => b' ',
            byte => *byte,
        });
    }
    let (text, is_lossy) = match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
    };
    Decoded { text: Cow::Owned(text), is_lossy, has_stray_percent }
}

/// The byte that two hexadecimal digits are.
fn encoded_byte(digits: &[u8]) -> Option<u8> {
    let [high, low, ..] = digits else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    Some(digit(*high)? << 4 | digit(*low)?)
}

#[cfg(test)]
mod tests {
    use super::{Plus, cut, decode, parts};

    #[test]
    fn texts_are_cut() {
        assert_eq!(cut("a=b=c", b'='), ("a", Some("b=c")));
        assert_eq!(cut("ä=", b'='), ("ä", Some("")));
        assert_eq!(cut("a", b'='), ("a", None));
        assert_eq!(parts("//a//ö/", b'/').collect::<Vec<_>>(), ["a", "ö"]);
        assert_eq!(parts("", b'/').next(), None);
    }

    #[test]
    fn texts_are_decoded() {
        for (text, expected, is_lossy, has_stray_percent) in [
            ("", "", false, false),
            ("äb", "äb", false, false),
            ("a+b%2Bc", "a b+c", false, false),
            ("%C3%a4%20", "ä ", false, false),
            ("100%", "100%", false, true),
            ("%2", "%2", false, true),
            ("%zz%41", "%zzA", false, true),
            ("%%41", "%A", false, true),
            ("%FFa", "\u{fffd}a", true, false),
            ("ä%C3", "ä\u{fffd}", true, false),
        ] {
            let decoded = decode(text, Plus::Space);
            assert_eq!(decoded.text, expected, "{text}");
            assert_eq!(
                (decoded.is_lossy, decoded.has_stray_percent),
                (is_lossy, has_stray_percent),
                "{text}"
            );
        }
        assert_eq!(decode("a+b%20c", Plus::Plus).text, "a+b c");
    }
}
