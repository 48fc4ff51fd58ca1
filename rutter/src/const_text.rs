//! Text that is put together while compiling: for messages of generated code.

/// The bytes of all parts together.
pub const fn length(parts: &[&str]) -> usize {
    let (mut length, mut at) = (0, 0);
    while at < parts.len() {
        length += parts[at].len();
        at += 1;
    }
    length
}

/// The parts one after the other. `N` is their [`length`].
pub const fn concat<const N: usize>(parts: &[&str]) -> [u8; N] {
    let mut bytes = [0; N];
    let (mut end, mut at) = (0, 0);
    while at < parts.len() {
        let part = parts[at].as_bytes();
        let mut from = 0;
        while from < part.len() {
            bytes[end] = part[from];
            end += 1;
            from += 1;
        }
        at += 1;
    }
    bytes
}

/// The text that [`concat`] made.
pub const fn utf8(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// Whether two texts are the same.
pub const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

#[cfg(test)]
mod tests {
    use super::{concat, equal, length, utf8};

    #[test]
    fn texts_are_put_together() {
        const PARTS: &[&str] = &["`é`", "", " and ", "b"];
        const BYTES: [u8; length(PARTS)] = concat(PARTS);
        assert_eq!(utf8(&BYTES), "`é` and b");
        assert!(equal("ab", "ab") && !equal("ab", "abc") && !equal("ab", "ac") && !equal("ab", "a"));
    }
}
