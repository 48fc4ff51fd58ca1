//! Functions for types without a name, in a module beside `schemas.gen.ts`.

use rutter_contract::Type;

use super::super::agreement::{Agreement, Form};
use super::super::names::Names;
use super::function;
use super::readers::{Called, OF_FUNCTIONS, Part, Readers};
use crate::writer::Writer;

/// Prints functions of a module's own that read what was sent, as those of `schemas.gen.ts` do, which they call.
pub(crate) struct Local<'a> {
    pub(super) readers: Readers<'a>,
}

/// How far the functions and imports of a module were noted.
pub(crate) struct Noted {
    parts: usize,
    called: Called,
}

impl<'a> Local<'a> {
    pub(crate) fn new(agreement: &'a Agreement<'a>) -> Self {
        let paths: Vec<&str> = agreement.paths(Form::Parsed).collect();
        let mut readers = Readers::new(agreement, &paths, Form::Parsed);
        readers.called = Called::default();
        Self { readers }
    }

    /// The names that are taken in the module.
    pub(crate) fn taken(&mut self) -> &mut Names {
        &mut self.readers.names
    }

    /// The function in `schemas.gen.ts` that reads a type, which the module imports.
    pub(crate) fn call(&mut self, path: &str) -> String {
        self.readers.call(path)
    }

    /// The name of a function that reads a type, which the module is to have. `owner`: the type that holds it.
    pub(crate) fn function(&mut self, asked: &str, ty: &'a Type, owner: &'a str) -> String {
        self.readers
            .part(asked, Part { name: String::new(), ty, in_place: false, shared: false, owner, known: None })
    }

    /// What was noted until now.
    pub(crate) fn noted(&self) -> Noted {
        Noted { parts: self.readers.parts.len(), called: self.readers.called.clone() }
    }

    /// Takes back what was noted since then.
    pub(crate) fn forget(&mut self, before: Noted) {
        self.readers.parts.truncate(before.parts);
        self.readers.called = before.called;
    }

    /// The functions that were asked for.
    pub(crate) fn declare(&mut self, w: &mut Writer) {
        while !self.readers.parts.is_empty() {
            for part in std::mem::take(&mut self.readers.parts) {
                self.readers.called.helpers.extend(OF_FUNCTIONS);
                function::function(w, &mut self.readers, &part, "unknown", "");
                w.blank();
            }
        }
    }

    /// What the module imports of `_read.gen.ts`, `_formats.gen.ts` and `schemas.gen.ts`.
    pub(crate) fn called(&self) -> &Called {
        &self.readers.called
    }
}
