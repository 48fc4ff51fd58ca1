//! Classes of characters.

use std::sync::LazyLock;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::text;

/// The class of code points; `None` of bytes beyond ASCII, which are no text.
pub(super) fn code_points(class: &Class) -> Option<ClassUnicode> {
    match class {
        Class::Unicode(class) => Some(class.clone()),
        Class::Bytes(class) => class.to_unicode_class(),
    }
}

/// What `\w` means in the `regex` crate.
pub(super) static WORD: LazyLock<ClassUnicode> =
    LazyLock::new(|| match regex_syntax::parse(r"\w").map(|hir| hir.into_kind()) {
        Ok(HirKind::Class(Class::Unicode(class))) => class,
        other => unreachable!("`\\w` is a class of code points, not {other:?}"),
    });

/// Writes a class as its ranges or, where that is allowed, as those it leaves out, whichever is shorter.
pub(super) fn print(class: &ClassUnicode, negation: bool, out: &mut String) {
    let ranges = class.ranges();
    if let [only] = ranges
        && only.start() == only.end()
    {
        return text::literal(only.start(), out);
    }
    let mut others = class.clone();
    others.negate();
    let (taken, left) = (list(ranges), list(others.ranges()));
    match (taken.as_str(), left.as_str()) {
        ("", _) => out.push_str("[]"),
        // With the flag `v`, V8 up to version 11 finds nothing in `[^]`.
        (_, "") => out.push_str("[\\s\\S]"),
        // JavaScript has more names of classes, but they mean what the engine's version of Unicode says.
        ("0-9", _) => out.push_str("\\d"),
        (_, "0-9") => out.push_str("\\D"),
        ("0-9A-Z_a-z", _) => out.push_str("\\w"),
        (_, "0-9A-Z_a-z") => out.push_str("\\W"),
        (taken, left) if negation && left.len() < taken.len() => out.extend(["[^", left, "]"]),
        (taken, _) => out.extend(["[", taken, "]"]),
    }
}

fn list(ranges: &[ClassUnicodeRange]) -> String {
    let mut out = String::new();
    for range in ranges {
        text::member(range.start(), &mut out);
        let further = u32::from(range.end()) - u32::from(range.start());
        if further > 1 {
            out.push('-');
        }
        if further > 0 {
            text::member(range.end(), &mut out);
        }
    }
    out
}
