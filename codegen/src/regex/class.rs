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

/// Writes a class as its ranges or as those it leaves out, whichever is shorter.
pub(super) fn print(class: &ClassUnicode, out: &mut String) {
    let ranges = class.ranges();
    if let [only] = ranges
        && only.start() == only.end()
    {
        return text::literal(only.start(), out);
    }
    let mut others = class.clone();
    others.negate();
    let (taken, left) = (list(ranges), list(others.ranges()));
    if left.len() < taken.len() {
        out.push_str(&shorthand(&left).map_or_else(|| format!("[^{left}]"), str::to_uppercase));
    } else {
        out.push_str(&shorthand(&taken).map_or_else(|| format!("[{taken}]"), str::to_owned));
    }
}

/// JavaScript's name of a class. It has others, but they mean what the engine's version of Unicode says.
fn shorthand(list: &str) -> Option<&'static str> {
    match list {
        "0-9" => Some("\\d"),
        "0-9A-Z_a-z" => Some("\\w"),
        _ => None,
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
