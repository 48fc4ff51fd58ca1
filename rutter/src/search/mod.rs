//! The search params of a page or endpoint.

mod comma;
mod raw;
mod reader;
mod writer;

use rutter_contract as contract;

pub use raw::RawSearch;
pub use reader::SearchReader;
pub use writer::SearchWriter;

use crate::errors::FieldErrors;

/// The search params of a page or endpoint, from its query string and back. Derive it:
///
/// ```
/// use rutter::SearchParams as _;
///
/// #[derive(Debug, PartialEq, rutter::SearchParams)]
/// struct Listing {
///     #[rutter(default = 1)]
///     page: u32,
///     q: Option<String>,
///     #[rutter(comma)]
///     tags: Vec<String>,
/// }
///
/// let listing = Listing { page: 2, q: None, tags: vec!["a".to_owned(), "b,c".to_owned()] };
/// let query = listing.to_query();
/// assert_eq!(query, "page=2&tags=a%2Cb%252Cc");
/// assert_eq!(Listing::strict(&query), Ok(listing));
///
/// assert_eq!(Listing::defaults("page=many&q=x").page, 1);
/// assert_eq!(Listing::strict("page=many").unwrap_err().field_errors["page"].len(), 1);
/// ```
///
/// | field | in the query | where it is absent |
/// |---|---|---|
/// | `T` | once | an error |
/// | `T` with `#[rutter(default)]` or `default = expr` | once, left out where it equals the default | the default |
/// | `Option<T>` | once, left out where it is `None` | `None` |
/// | `Vec<T>` | `tag=a&tag=b` | the empty list: a query cannot tell the two apart |
/// | `Vec<T>` with `#[rutter(comma)]` | `tag=a,b`; a comma inside a value is `%2C` before the whole is encoded | the empty list |
///
/// Every `T` is a [`TextValue`](crate::TextValue). An empty text that is no value of its type counts as absent: it is what a
/// form sends for an input that was left empty. Names are those of serde: `#[serde(rename = "..")]` and `rename_all`, without
/// `serde` having to be derived. Params that the struct does not have are passed over: a URL collects them on its way.
///
/// `#[rutter(route = "/blog")]` ties the struct to a page of the tree. For every value, `strict(to_query(value)) == value`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the search params of anything",
    label = "nothing says which names a query has",
    note = "add `#[derive(rutter::SearchParams)]` to it"
)]
pub trait SearchParams: Sized {
    /// What the maker of a link passes: the struct itself, or with `#[rutter(input = Name)]` a struct of that name whose
    /// defaulted fields are `Option`.
    type Input: Into<Self>;

    /// Reads the params; an error goes to the reader, and gives `None`.
    #[doc(hidden)]
    fn read(search: &mut SearchReader<'_>) -> Option<Self>;

    /// Writes the params in the order of declaration.
    #[doc(hidden)]
    fn write<'v>(&'v self, search: &mut SearchWriter<'v>);

    /// What `#[validate]` says of the values.
    #[doc(hidden)]
    fn check(&self, errors: &mut FieldErrors) {
        let _ = errors;
    }

    /// What the contract says of them.
    fn describe() -> contract::SearchParams;

    /// Reads a query string; every wrong or missing value is an error.
    ///
    /// # Errors
    /// Every param that is missing, given more often than it can hold, no value of its type, or against its rules.
    fn strict(query: &str) -> Result<Self, FieldErrors> {
        Self::from_raw(&RawSearch::parse(query))
    }

    /// Reads a query string and never fails: the params or their errors, with what the URL held beside them.
    fn safe(query: &str) -> SafeSearch<Self> {
        let raw = RawSearch::parse(query);
        SafeSearch { params: Self::from_raw(&raw), raw: raw.into_owned() }
    }

    /// Reads a query string; what is wrong or missing, or against its rules, is its default. The defaults themselves are not
    /// judged.
    fn defaults(query: &str) -> Self
    where
        Self: SearchDefaults,
    {
        Self::defaults_from_raw(&RawSearch::parse(query))
    }

    /// As [`defaults`](Self::defaults), from names and texts.
    fn defaults_from_raw(raw: &RawSearch<'_>) -> Self
    where
        Self: SearchDefaults,
    {
        let mut broken = FieldErrors::default();
        // A rule that is broken says which field it is about, and that field is then read as if it were absent.
        for _ in 0..2 {
            let Some(params) = Self::read(&mut SearchReader::lenient(raw, &broken)) else { break };
            let mut errors = FieldErrors::default();
            params.check(&mut errors);
            if errors.is_empty() {
                return params;
            }
            broken = errors;
        }
        Self::all_defaults()
    }

    /// As [`strict`](Self::strict), from names and texts.
    ///
    /// # Errors
    /// As [`strict`](Self::strict).
    fn from_raw(raw: &RawSearch<'_>) -> Result<Self, FieldErrors> {
        let mut reader = SearchReader::strict(raw);
        let params = Self::read(&mut reader);
        let mut errors = reader.finish();
        match params {
            Some(params) if errors.is_empty() => {
                params.check(&mut errors);
                if errors.is_empty() { Ok(params) } else { Err(errors) }
            }
            _ => Err(errors),
        }
    }

    /// The params as names and texts, in the order of declaration; what equals its default is left out.
    fn to_raw(&self) -> RawSearch<'_> {
        let mut writer = SearchWriter::default();
        self.write(&mut writer);
        writer.finish()
    }

    /// The query string without a question mark, encoded as `URLSearchParams` does it; empty if all is left out.
    fn to_query(&self) -> String {
        self.to_raw().to_query()
    }

    /// The query string of what the maker of a link passes.
    fn query(input: Self::Input) -> String {
        input.into().to_query()
    }
}

/// Search params of which every one may be absent, so that a query string can be read whatever it holds. The derive of
/// [`SearchParams`] gives it to structs of which each field is an `Option`, a `Vec` or has `#[rutter(default)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot fall back to defaults, because some of its search params have none",
    label = "has search params that must be there",
    note = "give each field `#[rutter(default)]` or an `Option`, or read it with `strict` or `safe`"
)]
pub trait SearchDefaults: SearchParams {
    /// What an empty query means.
    fn all_defaults() -> Self;
}

/// A query string that was read in any case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeSearch<S> {
    /// The params, or what is wrong with them.
    pub params: Result<S, FieldErrors>,
    /// What the URL holds.
    pub raw: RawSearch<'static>,
}
