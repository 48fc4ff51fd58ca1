//! The search params of a page or endpoint.

use rutter_contract as contract;

use crate::errors::FieldErrors;

/// The search params of a page or endpoint, from its query string and back. Derive it.
///
/// For every value, `strict(to_query(value)) == value`.
pub trait SearchParams: Sized {
    /// Reads the params one by one; a wrong one gives its error and does not stop the others.
    ///
    /// # Errors
    /// Every param that is missing or no value of its type.
    fn from_raw(raw: &RawSearch) -> Result<Self, FieldErrors>;

    /// The params as names and texts, in the order of declaration; what equals its default is left out.
    fn to_raw(&self) -> RawSearch;

    /// What the contract says of them.
    fn describe() -> contract::SearchParams;
}

/// A query string as names and texts, decoded, in order: what the URL holds before any type is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawSearch(Vec<(String, String)>);
