//! The params of a route.

mod href;
mod path;

use std::fmt;

use rutter_contract as contract;

pub use href::{HrefError, HrefWriter};
pub use path::{PathReader, PathSegment};

use crate::errors::FieldErrors;

/// The params of a route, from its path and back. Derive it:
///
/// ```
/// use rutter::RouteParams as _;
///
/// #[derive(Debug, PartialEq, rutter::RouteParams)]
/// #[rutter(endpoint = "/files/[owner]/[...path]")]
/// struct File {
///     owner: u32,
///     path: Vec<String>,
/// }
///
/// let file = File { owner: 7, path: vec!["a/b".to_owned(), "c d".to_owned()] };
/// assert_eq!(file.href().unwrap(), "/files/7/a%2Fb/c%20d");
/// assert_eq!(File::parse("/files/7/a%2Fb/c%20d"), Ok(file));
/// ```
///
/// `route = "/blog/[slug]"` names a route of the tree, which is looked up in `rutter.routes`; `endpoint = ".."` a path of the
/// Rust server, which need not be in the tree. The fields are the params of the route, by name; where a name is no Rust name
/// (`[my-slug]`), `#[serde(rename = "my-slug")]` gives it, without `serde` having to be derived.
///
/// | segment | field |
/// |---|---|
/// | `[x]`, `[x].json` | any [`TextValue`](crate::TextValue) |
/// | `[...x]` | `Vec<T>` of at least one; an empty one has no path |
/// | `[[...x]]` | `Vec<T>`, empty where the path ends before it; or `Option<Vec<T>>`, then `None`, and `Some` of an empty one has no path |
///
/// For every value that has a path, `parse(href(value)) == value`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the params of a route",
    label = "does not say which path it is of",
    note = "add `#[derive(rutter::RouteParams)]` and `#[rutter(endpoint = \"/api/posts/[id]\")]`, or `route` for a route of the Next app"
)]
pub trait RouteParams: Sized {
    /// The route in Next's notation.
    const PATTERN: &'static str;

    /// The segments of [`PATTERN`](Self::PATTERN).
    #[doc(hidden)]
    const SEGMENTS: &'static [PathSegment];

    /// Reads the params; an error goes to the reader, and gives `None`.
    #[doc(hidden)]
    fn read(path: &mut PathReader<'_>) -> Option<Self>;

    /// Writes the params in path order.
    #[doc(hidden)]
    fn write(&self, href: &mut HrefWriter) -> Result<(), HrefError>;

    /// What `#[validate]` says of the values.
    #[doc(hidden)]
    fn check(&self, errors: &mut FieldErrors) {
        let _ = errors;
    }

    /// What the contract says of them.
    fn describe() -> contract::RouteParams;

    /// Reads the params out of a path as it was sent, percent-encoded, without base path. A query behind it is passed over.
    ///
    /// # Errors
    /// Says whether the path is not of this route, or which params are wrong.
    fn parse(path: &str) -> Result<Self, ParamsError> {
        let mut reader = PathReader::new(Self::SEGMENTS, path).ok_or(ParamsError::OtherRoute)?;
        let params = Self::read(&mut reader);
        let (mut errors, malformed) = reader.finish();
        match params {
            _ if malformed => Err(ParamsError::Malformed(errors)),
            Some(params) if errors.is_empty() => {
                params.check(&mut errors);
                if errors.is_empty() { Ok(params) } else { Err(ParamsError::Invalid(errors)) }
            }
            _ => Err(ParamsError::Invalid(errors)),
        }
    }

    /// The path with these params, percent-encoded as `encodeURIComponent` does it.
    ///
    /// # Errors
    /// Names the param that no path can hold: an empty text or list, or `.` and `..`, which browsers take out of paths.
    fn href(&self) -> Result<String, HrefError> {
        let mut writer = HrefWriter::new(Self::SEGMENTS);
        self.write(&mut writer)?;
        Ok(writer.finish())
    }
}

/// Why a path gives no params.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamsError {
    /// The path is not of this route: answer 404.
    OtherRoute,
    /// The path is of this route, and these params are no percent-encoded UTF-8: answer 400, as Next does.
    Malformed(FieldErrors),
    /// The path is of this route, and these params are no values of their types or break their rules: answer 404 or 400.
    Invalid(FieldErrors),
}

impl fmt::Display for ParamsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherRoute => f.write_str("the path is of another route"),
            Self::Malformed(errors) | Self::Invalid(errors) => write!(f, "{errors}"),
        }
    }
}

impl std::error::Error for ParamsError {}
