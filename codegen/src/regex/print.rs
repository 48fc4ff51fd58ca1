//! The HIR of an expression as a JavaScript pattern.

use regex_syntax::hir::{Hir, HirKind, Look, Repetition};

use super::class::{self, WORD};
use super::text;

/// What a pattern must be to stand where it does without a group around it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// The whole, or the whole of a group.
    Whole,
    /// Beside other patterns.
    Concat,
    /// Before a quantifier.
    Atom,
}

/// The pattern, for a text of Unicode scalar values.
pub(super) fn print(hir: &Hir) -> String {
    let mut out = String::new();
    write(hir, Place::Whole, &mut out);
    if out.is_empty() {
        out.push_str("(?:)");
    }
    out
}

/// The pattern as it can stand beside others.
pub(super) fn grouped(hir: &Hir) -> String {
    let mut out = String::new();
    write(hir, Place::Concat, &mut out);
    out
}

fn write(hir: &Hir, place: Place, out: &mut String) {
    match hir.kind() {
        HirKind::Empty => group(place == Place::Atom, out, |_| {}),
        HirKind::Literal(literal) => {
            let literal = String::from_utf8_lossy(&literal.0);
            group(place == Place::Atom && literal.chars().nth(1).is_some(), out, |out| {
                literal.chars().for_each(|char| text::literal(char, out));
            });
        }
        HirKind::Class(class) => match class::code_points(class) {
            Some(class) => class::print(&class, out),
            None => out.push_str("[]"),
        },
        HirKind::Look(look) => {
            group(place == Place::Atom, out, |out| self::look(*look, Sides::default(), out))
        }
        HirKind::Repetition(repetition) => group(place == Place::Atom, out, |out| {
            write(&repetition.sub, Place::Atom, out);
            quantifier(repetition, out);
        }),
        HirKind::Capture(capture) => write(&capture.sub, place, out),
        HirKind::Concat(parts) => group(place == Place::Atom, out, |out| {
            for (index, part) in parts.iter().enumerate() {
                match part.kind() {
                    HirKind::Look(look) => {
                        let before = index.checked_sub(1).and_then(|index| is_word(&parts[index], false));
                        let after = parts.get(index + 1).and_then(|part| is_word(part, true));
                        self::look(*look, Sides { before, after }, out);
                    }
                    _ => write(part, Place::Concat, out),
                }
            }
        }),
        HirKind::Alternation(parts) => group(place > Place::Whole, out, |out| {
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    out.push('|');
                }
                write(part, Place::Whole, out);
            }
        }),
    }
}

fn group(needed: bool, out: &mut String, inner: impl FnOnce(&mut String)) {
    if needed {
        out.push_str("(?:");
    }
    inner(out);
    if needed {
        out.push(')');
    }
}

fn quantifier(repetition: &Repetition, out: &mut String) {
    match (repetition.min, repetition.max) {
        (0, None) => out.push('*'),
        (1, None) => out.push('+'),
        (0, Some(1)) => out.push('?'),
        (min, None) => out.push_str(&format!("{{{min},}}")),
        (min, Some(max)) if min == max => out.push_str(&format!("{{{min}}}")),
        (min, Some(max)) => out.push_str(&format!("{{{min},{max}}}")),
    }
    if !repetition.greedy {
        out.push('?');
    }
}

/// Whether the characters on either side of a place are known to be of a word, or known not to be.
#[derive(Clone, Copy, Default)]
struct Sides {
    before: Option<bool>,
    after: Option<bool>,
}

fn look(look: Look, sides: Sides, out: &mut String) {
    match look {
        Look::Start => out.push('^'),
        Look::End => out.push('$'),
        Look::StartLF => out.push_str("(?<![^\\n])"),
        Look::EndLF => out.push_str("(?![^\\n])"),
        Look::StartCRLF => out.push_str("(?<![^\\n\\r])(?<!\\r(?=\\n))"),
        Look::EndCRLF => out.push_str("(?![^\\n\\r])(?<!\\r(?=\\n))"),
        Look::WordAscii => out.push_str("\\b"),
        Look::WordAsciiNegate => out.push_str("\\B"),
        Look::WordStartAscii => out.push_str("\\b(?=\\w)"),
        Look::WordEndAscii => out.push_str("\\b(?<=\\w)"),
        Look::WordStartHalfAscii => out.push_str("(?<!\\w)"),
        Look::WordEndHalfAscii => out.push_str("(?!\\w)"),
        Look::WordUnicode | Look::WordUnicodeNegate => boundary(look == Look::WordUnicode, sides, out),
        Look::WordStartUnicode => {
            before(false, out);
            after(true, out);
        }
        Look::WordEndUnicode => {
            before(true, out);
            after(false, out);
        }
        Look::WordStartHalfUnicode => before(false, out),
        Look::WordEndHalfUnicode => after(false, out),
    }
}

/// The characters on the two sides differ in being of a word, or do not. What is known of one side need not be asked: the
/// class is long.
fn boundary(differ: bool, sides: Sides, out: &mut String) {
    match sides {
        Sides { after: Some(word), .. } => before(word != differ, out),
        Sides { before: Some(word), .. } => after(word != differ, out),
        _ => group(true, out, |out| {
            before(true, out);
            after(!differ, out);
            out.push('|');
            before(false, out);
            after(differ, out);
        }),
    }
}

fn before(word: bool, out: &mut String) {
    out.push_str(if word { "(?<=" } else { "(?<!" });
    class::print(&WORD, out);
    out.push(')');
}

fn after(word: bool, out: &mut String) {
    out.push_str(if word { "(?=" } else { "(?!" });
    class::print(&WORD, out);
    out.push(')');
}

/// Whether the first or last character of every match is of a word, or of none is; `None`: neither, or a match may be empty.
fn is_word(hir: &Hir, first: bool) -> Option<bool> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let literal = std::str::from_utf8(&literal.0).ok()?;
            let char = if first { literal.chars().next() } else { literal.chars().next_back() }?;
            Some(regex_syntax::is_word_character(char))
        }
        HirKind::Class(class) => {
            let class = class::code_points(class)?;
            let mut words = class.clone();
            words.intersect(&WORD);
            match words.ranges() {
                [] => Some(false),
                ranges => (ranges == class.ranges()).then_some(true),
            }
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => is_word(&repetition.sub, first),
        HirKind::Capture(capture) => is_word(&capture.sub, first),
        HirKind::Concat(parts) => is_word(if first { parts.first() } else { parts.last() }?, first),
        HirKind::Alternation(parts) => {
            let mut sides = parts.iter().map(|part| is_word(part, first));
            let side = sides.next()??;
            sides.all(|other| other == Some(side)).then_some(side)
        }
        _ => None,
    }
}
