//! The order of strings in JavaScript.

use std::cmp::Ordering;

/// Compares two strings as JavaScript's `Array.prototype.sort` does: by UTF-16 code unit.
///
/// It differs from Rust's order only where a character above U+FFFF meets one between U+E000 and U+FFFF.
pub fn utf16_order(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

#[cfg(test)]
mod tests {
    use super::utf16_order;
    use std::cmp::Ordering;

    #[test]
    fn surrogates_sort_below_the_private_use_area() {
        assert_eq!(utf16_order("a", "b"), Ordering::Less);
        assert_eq!(utf16_order("Zoo", "apple"), Ordering::Less);
        assert_eq!(utf16_order("\u{1F600}", "\u{FF01}"), Ordering::Less);
        assert_eq!("\u{1F600}".cmp("\u{FF01}"), Ordering::Greater);
    }
}
