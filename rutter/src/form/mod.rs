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
#[cfg(feature = "multipart")]
use crate::request::{held, plain};

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
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no form",
    label = "nothing says how a form sends it",
    note = "put `#[rutter::form]` above it, in place of `#[rutter::contract]` or of the derives of serde, schemars and validator",
    note = "where it is sent as JSON, take `rutter::axum::Json`"
)]
pub trait Form: Contract + DeserializeOwned + 'static {
    /// What the contract says of it, put together when it is first asked for.
    fn schema() -> &'static RequestSchema {
        RequestSchema::cached::<Self>()
    }

    /// Reads a body of the kind `application/x-www-form-urlencoded`, which is also that of a query.
    ///
    /// # Errors
    /// Why it was refused, with everything that is wrong at once.
    fn parse_urlencoded(body: &[u8], limits: &Limits) -> Result<Self, FormRejection> {
        Self::parse_pairs(Pairs::urlencoded(body, limits)?, limits)
    }

    /// Reads a body of the kind `multipart/form-data` as it arrives, chunk by chunk.
    ///
    /// # Errors
    /// Why it was refused, with everything that is wrong at once. Past a limit, the rest of the body is not read.
    #[cfg(feature = "multipart")]
    fn parse_multipart<S, E>(
        body: S,
        boundary: &str,
        limits: &Limits,
    ) -> impl Future<Output = Result<Self, FormRejection>> + Send
    where
        S: futures_util::Stream<Item = Result<bytes::Bytes, E>> + Send,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        async move {
            let max_size = |name: &str| max_size(Self::schema(), name);
            Self::parse_pairs(read_multipart(body, boundary, limits, max_size).await?, limits)
        }
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
    // Also where rules are broken: the server may have others to ask.
    if first.issues.is_empty() && judged.is_shaped {
        let value = std::mem::take(&mut first.value);
        let issues = &mut judged.issues;
        let value = file::with_files(files.clone(), || schema.read(value, || read().value, issues));
        if let (Some(value), true) = (value, issues.is_empty()) {
            return Ok(value);
        }
    }
    let errors: FieldErrors = first.all_issues(judged.issues).into_iter().collect();
    Err(FormErrors { errors, values: echo::echo(&tree, &schema.ty, &schema.types) }.into())
}

/// The most bytes that the field of a name takes of a file.
#[cfg(feature = "multipart")]
fn max_size(schema: &RequestSchema, name: &str) -> Option<u64> {
    let (head, steps) = name::split(name);
    let keys = steps.filter_map(|step| match step {
        name::Step::Key(key) => Some(key),
        name::Step::Push => None,
    });
    let mut types = plain(&schema.types, [&schema.ty]);
    let mut stated = None;
    for key in std::iter::once(head).chain(keys) {
        let held = held(&types, key);
        // The elements of a list are under the rules of its field.
        if !held.in_list {
            stated = held.fields.iter().filter_map(|field| field.file.as_ref()?.max_size).max();
        }
        types = plain(&schema.types, held.types);
    }
    stated
}
