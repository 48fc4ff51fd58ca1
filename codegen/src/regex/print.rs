//! The HIR of an expression as a JavaScript pattern.

use regex_syntax::hir::{ClassUnicode, Hir, HirKind, Look, Repetition};

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

/// What may be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// A pattern for the flag `u`.
    Script,
    /// A pattern for the flag `v`, without classes like `[^a]`: V8 up to version 11 takes such a class in a counted repetition
    /// for its opposite.
    Attribute,
}

/// The pattern, for a text of Unicode scalar values, as it can stand alone.
pub(super) fn whole(hir: &Hir) -> String {
    let mut pattern = Pattern::new(Dialect::Script);
    pattern.write(hir, Place::Whole);
    if pattern.text.is_empty() { "(?:)".to_owned() } else { pattern.text }
}

/// The pattern as it can stand beside others.
pub(super) fn part(hir: &Hir, dialect: Dialect) -> String {
    let mut pattern = Pattern::new(dialect);
    pattern.write(hir, Place::Concat);
    pattern.text
}

struct Pattern {
    text: String,
    dialect: Dialect,
}

impl Pattern {
    fn new(dialect: Dialect) -> Self {
        Self { text: String::new(), dialect }
    }

    fn write(&mut self, hir: &Hir, place: Place) {
        match hir.kind() {
            HirKind::Empty => self.group(place == Place::Atom, |_| {}),
            HirKind::Literal(literal) => {
                let literal = String::from_utf8_lossy(&literal.0);
                self.group(place == Place::Atom && literal.chars().nth(1).is_some(), |pattern| {
                    literal.chars().for_each(|char| text::literal(char, &mut pattern.text));
                });
            }
            HirKind::Class(class) => match class::code_points(class) {
                Some(class) => self.class(&class),
                None => self.text.push_str("[]"),
            },
            HirKind::Look(look) => {
                self.group(place == Place::Atom, |pattern| pattern.look(*look, Sides::default()));
            }
            HirKind::Repetition(repetition) => self.group(place == Place::Atom, |pattern| {
                pattern.write(&repetition.sub, Place::Atom);
                pattern.quantifier(repetition);
            }),
            HirKind::Capture(capture) => self.write(&capture.sub, place),
            HirKind::Concat(parts) => self.group(place == Place::Atom, |pattern| pattern.concat(parts)),
            HirKind::Alternation(parts) => self.group(place > Place::Whole, |pattern| {
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        pattern.text.push('|');
                    }
                    pattern.write(part, Place::Whole);
                }
            }),
        }
    }

    fn group(&mut self, needed: bool, inner: impl FnOnce(&mut Self)) {
        if needed {
            self.text.push_str("(?:");
        }
        inner(self);
        if needed {
            self.text.push(')');
        }
    }

    fn concat(&mut self, parts: &[Hir]) {
        for (index, part) in parts.iter().enumerate() {
            match part.kind() {
                HirKind::Look(look) => {
                    let before = index.checked_sub(1).and_then(|index| is_word(&parts[index], false));
                    let after = parts.get(index + 1).and_then(|part| is_word(part, true));
                    self.look(*look, Sides { before, after });
                }
                _ => self.write(part, Place::Concat),
            }
        }
    }

    fn class(&mut self, class: &ClassUnicode) {
        class::print(class, self.dialect == Dialect::Script, &mut self.text);
    }

    fn quantifier(&mut self, repetition: &Repetition) {
        match (repetition.min, repetition.max) {
            (0, None) => self.text.push('*'),
            (1, None) => self.text.push('+'),
            (0, Some(1)) => self.text.push('?'),
            (min, None) => self.text.push_str(&format!("{{{min},}}")),
            (min, Some(max)) if min == max => self.text.push_str(&format!("{{{min}}}")),
            (min, Some(max)) => self.text.push_str(&format!("{{{min},{max}}}")),
        }
        if !repetition.greedy {
            self.text.push('?');
        }
    }

    fn look(&mut self, look: Look, sides: Sides) {
        let simple = match look {
            Look::Start => "^",
            Look::End => "$",
            Look::StartLF => "(?<=^|\\n)",
            Look::EndLF => "(?=\\n|$)",
            Look::StartCRLF => "(?<=^|\\n|\\r(?!\\n))",
            Look::EndCRLF => "(?=\\r|(?<!\\r)\\n|$)",
            Look::WordAscii => "\\b",
            Look::WordAsciiNegate => "\\B",
            Look::WordStartAscii => "\\b(?=\\w)",
            Look::WordEndAscii => "\\b(?<=\\w)",
            Look::WordStartHalfAscii => "(?<!\\w)",
            Look::WordEndHalfAscii => "(?!\\w)",
            Look::WordUnicode | Look::WordUnicodeNegate => {
                return self.boundary(look == Look::WordUnicode, sides);
            }
            Look::WordStartUnicode => {
                if sides.after != Some(true) {
                    self.after(true);
                }
                return self.before(false);
            }
            Look::WordEndUnicode => {
                if sides.before != Some(true) {
                    self.before(true);
                }
                return self.after(false);
            }
            Look::WordStartHalfUnicode => return self.before(false),
            Look::WordEndHalfUnicode => return self.after(false),
        };
        self.text.push_str(simple);
    }

    /// The characters on the two sides differ in being of a word, or do not. What is known of one side need not be asked: the
    /// class is long.
    fn boundary(&mut self, differ: bool, sides: Sides) {
        match sides {
            Sides { after: Some(word), .. } => self.before(word != differ),
            Sides { before: Some(word), .. } => self.after(word != differ),
            _ => self.group(true, |pattern| {
                pattern.before(true);
                pattern.after(!differ);
                pattern.text.push('|');
                pattern.before(false);
                pattern.after(differ);
            }),
        }
    }

    fn before(&mut self, word: bool) {
        self.text.push_str(if word { "(?<=" } else { "(?<!" });
        self.class(&WORD);
        self.text.push(')');
    }

    fn after(&mut self, word: bool) {
        self.text.push_str(if word { "(?=" } else { "(?!" });
        self.class(&WORD);
        self.text.push(')');
    }
}

/// Whether the characters on either side of a place are known to be of a word, or known not to be.
#[derive(Clone, Copy, Default)]
struct Sides {
    before: Option<bool>,
    after: Option<bool>,
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
