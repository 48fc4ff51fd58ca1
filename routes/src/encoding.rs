//! Percent-encoding of URL paths.

/// A path as a browser sends it: what cannot stand in a path is percent-encoded, and what is encoded already stays (the
/// path percent-encode set of the WHATWG URL standard).
pub fn as_sent(path: &str) -> String {
    let mut sent = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b' ' | b'"' | b'#' | b'<' | b'>' | b'?' | b'^' | b'`' | b'{' | b'}' | ..=0x1f | 0x7f.. => {
                sent.push_str(&format!("%{byte:02X}"));
            }
            _ => sent.push(char::from(byte)),
        }
    }
    sent
}

/// Percent-decodes; text that is not UTF-8 afterwards is left as it is.
pub(crate) fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = match tail {
            [high, low, ..] if *first == b'%' => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::{as_sent, decode};

    #[test]
    fn decoding_undoes_encoding() {
        let table = [
            ("/café", "/caf%C3%A9"),
            ("/a b", "/a%20b"),
            ("/a\"b`c", "/a%22b%60c"),
            ("/it's/[id].json/a|b/%20", "/it's/[id].json/a|b/%20"),
        ];
        for (path, sent) in table {
            assert_eq!(as_sent(path), sent);
        }
        assert_eq!(decode("/caf%C3%A9%2Fx"), "/café/x");
        assert_eq!(decode("%FF%zz%"), "%FF%zz%");
    }
}
