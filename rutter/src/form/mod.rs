//! Forms, as browsers and the generated clients send them: `application/x-www-form-urlencoded` and `multipart/form-data`.
//!
//! A body is split into names and values ([`Pairs`]), which become the JSON value that the contract asks for. From there a form
//! goes the way of every request: it is judged, read by serde, and asked what only the server can ask. So a form and a JSON
//! body of the same type agree, and everything that is wrong is said at once.

mod accept;
mod at;
mod content_type;
mod echo;
mod file;
mod limits;
#[cfg(feature = "multipart")]
mod multipart;
mod name;
mod pairs;
mod read;
mod rejection;
mod scalar;
mod tree;
mod write;

use rutter_contract::judge;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::describe::Contract;
use crate::errors::FieldErrors;
use crate::request::RequestSchema;

pub use content_type::FormKind;
pub use file::File;
pub use limits::Limits;
#[cfg(feature = "multipart")]
pub use multipart::read_multipart;
pub use pairs::Pairs;
pub use rejection::{FormErrors, FormRejection};
pub use write::WriteError;

/// What a form sends. Derive it.
///
/// For every value that a form can say, `parse(to_pairs(value)) == value`. What no form can say, because its field is the same
/// when it is left empty: the empty text in an `Option<String>`, unless the field has `#[rutter(empty = "keep")]`; an optional
/// group in which everything is empty; and the empty list in an `Option<Vec<_>>`.
pub trait Form: Contract + DeserializeOwned {
    /// What the contract says of it, put together when it is first asked for.
    fn schema() -> &'static RequestSchema;

    /// Reads a body of the kind `application/x-www-form-urlencoded`, which is also that of a query.
    ///
    /// # Errors
    /// Why it was refused, with everything that is wrong at once.
    fn parse_urlencoded(body: &[u8], limits: &Limits) -> Result<Self, FormRejection> {
        Self::parse_pairs(Pairs::urlencoded(body, limits)?, limits)
    }

    /// Reads names and values.
    ///
    /// # Errors
    /// Why they were refused, with everything that is wrong at once.
    fn parse_pairs(pairs: Pairs<'_>, limits: &Limits) -> Result<Self, FormRejection> {
        parse(pairs, limits, Self::schema())
    }

    /// The names and values that would send it.
    ///
    /// # Errors
    /// Names what no form can send: a map key that reads as several steps of a name, or what serde refuses to write.
    fn to_pairs(&self) -> Result<Pairs<'static>, WriteError>
    where
        Self: Serialize,
    {
        let (value, files) = file::collect_files(|| serde_json::to_value(self));
        let value = value.map_err(|error| WriteError { name: String::new(), message: error.to_string() })?;
        write::write(&value, files)
    }
}

fn parse<T: Form>(mut pairs: Pairs<'_>, limits: &Limits, schema: &RequestSchema) -> Result<T, FormRejection> {
    let files = pairs.take_files();
    let tree = tree::Tree::of(&pairs, limits)?;
    let sent = read::Files { files: &files, multipart: pairs.is_multipart() };
    let read = || read::read(&tree, &schema.ty, &schema.types, sent, limits);
    let mut first = read();
    let mut judged = judge::judge_form(&schema.types, &schema.ty, &first.value);
    if first.issues.is_empty() {
        let value = std::mem::take(&mut first.value);
        let value = file::with_files(files.clone(), || schema.read(value, || read().value, &mut judged));
        if let (Some(value), true) = (value, judged.is_empty()) {
            return Ok(value);
        }
    }
    let errors: FieldErrors = first.all_issues(judged).into_iter().collect();
    Err(FormErrors { errors, values: echo::echo(&tree, &schema.ty, &schema.types) }.into())
}
