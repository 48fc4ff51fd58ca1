//! What a Rust server agrees to, as TypeScript: each emitter is a file or folder of its own.

mod actions;
mod agreement;
mod client;
mod exports;
mod forms;
mod names;
mod read;
mod shape;
mod ts_rs;
mod types;
mod url;
mod validators;

pub(crate) use agreement::{Agreement, Form};
pub(crate) use client::functions;
pub use exports::{Export, ExportKind, Source, exports};
pub(crate) use names::{doc_comment, pascal};
pub(crate) use shape::references;
pub(crate) use types::FILE as TYPES;
pub(crate) use url::{Fields, Readers};

use crate::file::GeneratedFile;
use crate::model::Model;

/// The files of the contract, if the app has a server that declares anything.
pub(crate) fn files(model: &Model<'_>) -> Vec<GeneratedFile> {
    let Some(agreement) = model.agreement.as_ref() else { return Vec::new() };
    let mut files = Vec::new();
    files.extend(types::file(model, agreement));
    files.extend(ts_rs::file(model, agreement));
    files.extend(read::file(model, agreement));
    files.extend(read::json_schemas(model, agreement));
    files.extend(validators::file(model, agreement));
    files.extend(client::files(model, agreement));
    files.extend(forms::files(model, agreement));
    files.extend(actions::file(model, agreement));
    files
}
