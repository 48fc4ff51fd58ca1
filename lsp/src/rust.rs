//! Rust files: what the macros of Rutter say of them, and the routes that they name, without a compiler.
//!
//! A text is parsed by rust-analyzer's parser, which makes a tree of anything ([`items`]). Of the items that carry a macro of
//! Rutter, as far as their names lead there ([`names`]), what is whole is cut out ([`mended`]) and given to `rutter-expand`
//! ([`expanded`]), which is what the compiler would run. Nothing is said that rust-analyzer says too.

mod crates;
mod expanded;
mod files;
mod items;
mod mended;
mod named;
mod names;
pub(crate) mod routes;
mod stack;

use camino::Utf8Path;
use rutter_project::System;

use crates::Crate;
use items::{Items, parse};
use stack::with_stack;

pub(crate) use expanded::Finding;
pub(crate) use files::RustFiles;
pub(crate) use named::{Named, NamedKind};

/// What is known of a Rust file.
#[derive(Debug, Default)]
pub(crate) struct RustFile {
    /// What is wrong with it, in the order of the text.
    pub(crate) findings: Vec<Finding>,
    /// The routes that it names, in the order of the text.
    pub(crate) named: Vec<Named>,
}

impl RustFile {
    /// Reads a file. One that cannot be read, or whose crate does not use Rutter, is empty.
    fn read(system: &dyn System, path: &Utf8Path) -> Self {
        let Ok(text) = system.read_to_string(path) else { return Self::default() };
        // Most files are none of ours, and cost no more than this.
        if !text.contains("rutter") {
            return Self::default();
        }
        let Some(around) = Crate::of(system, path) else { return Self::default() };
        let read = with_stack(&text, || {
            let items = Items::of(&parse(&text).tree());
            Self { findings: expanded::findings(&text, &items, &around), named: named::named(&items) }
        });
        // One that is nested deeper than any code is not read.
        read.unwrap_or_default()
    }
}

/// The routes that a text of Rust names. Of one that is nested deeper than any code, none.
fn names_of(text: &str) -> Vec<Named> {
    with_stack(text, || named::named(&Items::of(&parse(text).tree()))).unwrap_or_default()
}

/// Whether a file is one of Rust.
pub(crate) fn is_rust(path: &Utf8Path) -> bool {
    path.extension() == Some("rs")
}

#[cfg(test)]
mod tests;
