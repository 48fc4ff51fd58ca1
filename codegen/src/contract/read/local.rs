//! Functions for types without a name, in a module beside `schemas.gen.ts`.

use std::collections::BTreeSet;

use rutter_contract::Type;

use super::super::agreement::{Agreement, Form};
use super::function;
use super::readers::{Part, Readers};
use crate::writer::Writer;

/// Prints functions of a module's own that read what was sent, as those of `schemas.gen.ts` do, which they call.
pub(crate) struct Local<'a> {
    pub(super) readers: Readers<'a>,
    functions: BTreeSet<String>,
}

impl<'a> Local<'a> {
    pub(crate) fn new(agreement: &'a Agreement<'a>) -> Self {
        let paths: Vec<&str> = agreement.paths(Form::Parsed).collect();
        let readers = Readers::new(agreement, &paths, Form::Parsed);
        let functions = paths.iter().map(|path| readers.names_of(path).0).collect();
        Self { readers, functions }
    }

    /// The function in `schemas.gen.ts` that reads a type.
    pub(crate) fn named(&self, path: &str) -> String {
        self.readers.names_of(path).0
    }

    /// The name of a function that reads a type, which the module is to have. `owner`: the type that holds it.
    pub(crate) fn function(&mut self, asked: &str, ty: &'a Type, owner: &'a str) -> String {
        self.readers
            .part(asked, Part { name: String::new(), ty, in_place: false, shared: false, owner, known: None })
    }

    /// How many functions were asked for and are not declared yet.
    pub(crate) fn asked(&self) -> usize {
        self.readers.parts.len()
    }

    /// Keeps so many of those functions alone.
    pub(crate) fn forget(&mut self, asked: usize) {
        self.readers.parts.truncate(asked);
    }

    /// The functions that were asked for.
    pub(crate) fn declare(&mut self, w: &mut Writer) {
        while !self.readers.parts.is_empty() {
            for part in std::mem::take(&mut self.readers.parts) {
                function::function(w, &mut self.readers, &part, "unknown", "");
                w.blank();
            }
        }
    }

    /// What they import of `_read.gen.ts`, `_formats.gen.ts` and, where `text` calls it, `schemas.gen.ts`.
    pub(crate) fn imports(&self, text: &str) -> [BTreeSet<&str>; 3] {
        let schemas = self.functions.iter().map(String::as_str).filter(|name| calls(text, name)).collect();
        let helpers = self.readers.helpers().into_iter().filter(|name| calls(text, name)).collect();
        [helpers, self.readers.formats(), schemas]
    }
}

/// Whether a text has a name in it as a word.
fn calls(text: &str, name: &str) -> bool {
    let name = name.strip_prefix("type ").unwrap_or(name);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    text.match_indices(name)
        .any(|(at, _)| !text[..at].ends_with(is_word) && !text[at + name.len()..].starts_with(is_word))
}
