//! A route tree as TypeScript text.
//!
//! [`plan`] is the whole crate: a [`RouteTree`](rutter_routes::RouteTree) and a few facts about the app go in, the
//! files to write come out, each as a path and a text. Nothing is read and nothing is written here, so the same input
//! gives the same bytes on every machine.
//!
//! What is generated is of three kinds. Files that depend on the tree are printed by an emitter each, under `emit`;
//! what never changes is real TypeScript under `codegen/runtime`, taken in as it is; and the files that
//! `next typegen` would write go into Next's own folder.
//!
//! The decisions that shape the text:
//!
//! - Routes are looked up by key in one interface. Unions of template literals, which Next uses for its own
//!   `typedRoutes`, cost the compiler time that grows with the square of the routes.
//! - `href` derives the path from the route's own text, so a bundle that only builds links holds no table of routes.
//! - Types are explicit: the output is clean under `isolatedDeclarations`.
//! - No name of a folder reaches the output unquoted, in code or in a comment.

pub mod build_script;
mod contract;
mod emit;
mod file;
mod input;
pub mod json;
pub mod json_schema;
mod model;
mod names;
pub mod openapi;
mod paths;
pub mod regex;
pub mod rust;
mod writer;

pub use contract::{Export, ExportKind, Source, exports};
pub use file::{GeneratedFile, HEADER, Ownership};
pub use input::{
    CacheLife, Definition, Encoding, ImportExtension, Input, NextOptions, Options, ParserKey, Responses,
    Seconds, Server, TsRs, Validators,
};

use model::Model;

/// The files to write for an app, ordered by path. Paths are relative to the app's folder and `/`-separated.
pub fn plan(input: &Input<'_>) -> Vec<GeneratedFile> {
    let model = Model::new(input);
    let mut files = vec![emit::routes::file(&model)];
    files.extend(emit::bodies::file(&model));
    files.extend(emit::page::files(&model));
    files.extend(contract::files(&model));
    if input.options.links && !input.next.typed_routes {
        files.push(emit::links::file(&model));
    }
    if input.options.next_types {
        files.extend(emit::next_types::files(&model));
    }
    files.extend(emit::runtime::files(&model, &files));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
