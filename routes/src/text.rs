//! The order of strings in JavaScript.

use std::cmp::Ordering;

/// Compares two strings as JavaScript's `Array.prototype.sort` does: by UTF-16 code unit.
///
/// It differs from Rust's order only where a character above U+FFFF meets one between U+E000 and U+FFFF.
pub fn utf16_order(a: &str, b: &str) -> Ordering {
    match a.bytes().zip(b.bytes()).find(|(a, b)| a != b) {
        // In UTF-8 a character above U+FFFF starts with F0 or more, one from U+E000 to U+FFFF with EE or EF. In UTF-16
        // the former is a pair of surrogates, which sort below the latter.
        Some((a @ 0xee.., b @ 0xee..)) if (a < 0xf0) != (b < 0xf0) => b.cmp(&a),
        Some((a, b)) => a.cmp(&b),
        None => a.len().cmp(&b.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::utf16_order;
    use std::cmp::Ordering;

    /// Every pair out of a set that holds each border, against the definition.
    #[test]
    fn the_shortcut_is_the_definition() {
        let texts = [
            "",
            "a",
            "ab",
            "é",
            "\u{7ff}",
            "\u{800}",
            "\u{d7ff}",
            "\u{e000}",
            "\u{ffff}",
            "\u{10000}",
            "\u{10ffff}",
            "a\u{ffff}",
            "a\u{10000}",
        ];
        for a in texts {
            for b in texts {
                assert_eq!(utf16_order(a, b), a.encode_utf16().cmp(b.encode_utf16()), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn surrogates_sort_below_the_private_use_area() {
        assert_eq!(utf16_order("a", "b"), Ordering::Less);
        assert_eq!(utf16_order("Zoo", "apple"), Ordering::Less);
        assert_eq!(utf16_order("\u{1F600}", "\u{FF01}"), Ordering::Less);
        assert_eq!("\u{1F600}".cmp("\u{FF01}"), Ordering::Greater);
    }
}
