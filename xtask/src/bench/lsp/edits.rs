//! Edits as people make them, the same every time for a seed.
//!
//! A person types a statement, changes a string, takes in an import, or pastes some lines, and takes all of it back. So a document is what it was
//! after each such step, however long the bench runs.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::bench::tree::Random;

/// What kind of edit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A character of a statement.
    Statement,
    /// A character in a string.
    Text,
    /// A whole import.
    Import,
    /// Lines that are pasted.
    Paste,
    /// What was done is taken back.
    Undo,
}

impl Kind {
    pub(super) const ALL: [(Self, &str); 5] = [
        (Self::Statement, "a character of a statement"),
        (Self::Text, "a character of a string"),
        (Self::Import, "an import"),
        (Self::Paste, "lines that are pasted"),
        (Self::Undo, "taken back"),
    ];
}

/// Some bytes of a text that become others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
    pub(super) text: String,
}

/// A document that is open.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) version: i32,
}

const STATEMENTS: [&str; 4] = [
    "const total = count + 1;",
    "if (!total) return null;",
    "console.log(`${total} of them`, items);",
    "const { data, error } = useValue(total);",
];

const TEXTS: [&str; 3] = [" shadow-md", "/settings", " and more"];

impl Document {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        Ok(Self { path: path.to_owned(), text, version: 1 })
    }

    pub(super) fn apply(&mut self, edit: &Edit) {
        self.text.replace_range(edit.span.clone(), &edit.text);
        self.version += 1;
    }

    /// The line and the byte in it of a byte of the text.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..offset];
        (before.matches('\n').count(), offset - before.rfind('\n').map_or(0, |end| end + 1))
    }

    /// The next step of somebody who works on the document, of several edits, and takes it back. `others` are documents that are open too.
    pub(super) fn step(&self, random: &mut Random, others: &[Document]) -> Vec<Edit> {
        let (at, kind, text) = match random.below(100) {
            0..35 => (self.statement(random), Kind::Statement, (*draw(random, &STATEMENTS)).to_owned()),
            35..60 => (self.string(random), Kind::Text, (*draw(random, &TEXTS)).to_owned()),
            60..80 => (self.first_import(), Kind::Import, import(random, others)),
            _ => (self.statement(random), Kind::Paste, self.lines(random)),
        };
        let mut edits = Vec::new();
        let mut end = at;
        if matches!(kind, Kind::Statement | Kind::Text) {
            for character in text.chars() {
                edits.push(Edit { kind, span: end..end, text: character.to_string() });
                end += character.len_utf8();
            }
        } else {
            end += text.len();
            edits.push(Edit { kind, span: at..at, text });
        }
        edits.push(Edit { kind: Kind::Undo, span: at..end, text: String::new() });
        edits
    }

    /// Where a statement in a function starts; the end of the text if there is none.
    fn statement(&self, random: &mut Random) -> usize {
        let is_statement =
            |line: &str| ["const ", "return ", "if (", "await "].iter().any(|it| line.starts_with(it));
        let starts = self.line_starts().filter_map(|(at, line)| {
            let inside = line.trim_start();
            let indent = line.len() - inside.len();
            (indent > 0 && is_statement(inside)).then_some(at + indent)
        });
        let starts: Vec<usize> = starts.collect();
        if starts.is_empty() { self.text.len() } else { *draw(random, &starts) }
    }

    /// Where a string ends that is no import's; the end of the text if there is none.
    fn string(&self, random: &mut Random) -> usize {
        let ends = self.line_starts().filter(|(_, line)| line.starts_with(' ') && !line.contains(" from "));
        let ends = ends.filter_map(|(at, line)| {
            let (before, rest) = line.split_once('"')?;
            Some(at + before.len() + 1 + rest.find('"')?)
        });
        let ends: Vec<usize> = ends.collect();
        if ends.is_empty() { self.text.len() } else { *draw(random, &ends) }
    }

    fn first_import(&self) -> usize {
        self.line_starts().find(|(_, line)| line.starts_with("import ")).map_or(0, |(at, _)| at)
    }

    /// Ten to thirty lines of the document.
    fn lines(&self, random: &mut Random) -> String {
        let lines: Vec<&str> = self.text.split_inclusive('\n').collect();
        let count = (10 + random.below(21)).min(lines.len());
        let start = random.below(lines.len() - count + 1);
        lines[start..start + count].concat()
    }

    fn line_starts(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        })
    }
}

/// An import of one of the documents whose meaning does not depend on the folder.
fn import(random: &mut Random, documents: &[Document]) -> String {
    let is_whole = |line: &&str| {
        line.starts_with("import ")
            && line.contains(" from \"")
            && !line.contains("\".")
            && line.contains('}')
    };
    let imports: Vec<&str> = documents.iter().flat_map(|it| it.text.lines().filter(is_whole)).collect();
    let import =
        if imports.is_empty() { "import { useState } from \"react\";" } else { draw(random, &imports) };
    format!("{import}\n")
}

fn draw<'a, T>(random: &mut Random, from: &'a [T]) -> &'a T {
    &from[random.below(from.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "import { a } from \"./a\";\n\nexport function f() {\n  const b = \"é\";\n  return a(b);\n}\n";

    fn document() -> Document {
        Document { path: PathBuf::new(), text: TEXT.to_owned(), version: 1 }
    }

    #[test]
    fn every_step_is_taken_back() {
        let mut random = Random(1);
        let mut document = document();
        for _ in 0..200 {
            let others = [self::document()];
            let edits = document.step(&mut random, &others);
            assert!(edits.len() > 1);
            for edit in &edits[..edits.len() - 1] {
                document.apply(edit);
                assert_ne!(document.text, TEXT);
            }
            document.apply(edits.last().unwrap());
            assert_eq!(document.text, TEXT);
        }
    }

    #[test]
    fn a_place_is_a_line_and_a_byte() {
        let document = document();
        assert_eq!(document.position(0), (0, 0));
        assert_eq!(document.position(TEXT.find("\";\n  return").unwrap()), (3, 15));
        assert_eq!(document.position(TEXT.len()), (6, 0));
    }
}
