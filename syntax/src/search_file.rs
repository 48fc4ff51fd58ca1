//! What the default export of a `page.search.ts` is, as far as it can be known without running it.
//!
//! Such a file exports either a Standard Schema (`z.object({...})`) or a map of nuqs parsers. Of a map whose every
//! parser is one of nuqs's own, the file alone says how each value is written into a URL, so the code that writes
//! URLs needs neither the parsers nor nuqs. Anything else is opaque: its parsers have to be imported.
//!
//! The rules of writing are those of `createSerializer` of nuqs 2.10.

mod literal;
mod nuqs;

use crate::evaluate::Evaluator;
use crate::parse::{Parsed, SyntaxError, parse};

pub use literal::Literal;

/// The default export of a search file.
#[derive(Debug, Clone, PartialEq)]
pub enum SearchFile {
    /// A map of nuqs parsers, all of them understood, in the order in which nuqs writes the keys into a URL.
    Parsers(Vec<SearchKey>),
    /// Anything else, or nothing.
    Opaque {
        /// Whether there is a default export.
        has_default_export: bool,
    },
    /// The file could not be parsed.
    Unreadable(SyntaxError),
}

/// One key of a map of parsers.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchKey {
    /// The name of the key in the map and in the URL.
    pub name: String,
    /// How a value is written.
    pub encoding: Encoding,
    /// The value given to `withDefault`, if there is one and it is a literal. It is not a literal only where
    /// `clear_on_default` is false, where it does not matter to writing.
    pub default: Option<DefaultValue>,
    /// Whether a value equal to the default is left out of the URL.
    pub clear_on_default: bool,
}

/// A literal default.
#[derive(Debug, Clone, PartialEq)]
pub struct DefaultValue {
    /// The value. nuqs compares scalars with `===`, lists element by element, and JSON by its text.
    pub literal: Literal,
    /// What is written into the URL for it, before percent-encoding: one text, or one for each element of
    /// [`Encoding::NativeArray`].
    pub texts: Vec<String>,
}

/// How nuqs writes the value of a key, before percent-encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Encoding {
    /// `String(value)`: `parseAsString`, `parseAsFloat`, `parseAsBoolean`, `parseAsStringEnum`,
    /// `parseAsStringLiteral`, `parseAsNumberLiteral`.
    Text,
    /// `Math.round(value)`: `parseAsInteger`.
    Integer,
    /// `Math.round(value + 1)`: `parseAsIndex`.
    Index,
    /// `Math.round(value)` in base 16, lower case, with a `0` before an odd number of digits unless negative:
    /// `parseAsHex`.
    Hex,
    /// The milliseconds of a date since 1970: `parseAsTimestamp`.
    Timestamp,
    /// `date.toISOString()`: `parseAsIsoDateTime`.
    IsoDateTime,
    /// The first ten characters of `date.toISOString()`: `parseAsIsoDate`.
    IsoDate,
    /// `JSON.stringify(value)`: `parseAsJson`.
    Json,
    /// The elements joined by the separator, which is percent-encoded inside each: `parseAsArrayOf`. An empty
    /// list is the empty text.
    Array {
        /// How an element is written.
        item: Box<Encoding>,
        /// What stands between two elements.
        separator: String,
    },
    /// The key once for each element: `parseAsNativeArrayOf`. An empty list is the key with the empty text.
    NativeArray {
        /// How an element is written.
        item: Box<Encoding>,
    },
}

/// Reads a `page.search.ts`. Only the extension of `file_name` matters.
pub fn read_search_file(file_name: &str, source: &str) -> SearchFile {
    match parse(file_name, source, read) {
        Ok(file) => file,
        Err(error) => SearchFile::Unreadable(error),
    }
}

fn read(parsed: &Parsed<'_>) -> SearchFile {
    let export = Evaluator::run(parsed).default_export();
    match &export {
        Some(export) => match nuqs::parser_map(export) {
            Some(keys) => SearchFile::Parsers(keys),
            None => SearchFile::Opaque { has_default_export: true },
        },
        None => SearchFile::Opaque { has_default_export: false },
    }
}
