//! What is wrong with an item, as data.

use std::fmt::Display;

use proc_macro2::Span;
use syn::Error;

/// Something that is wrong with an item.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// What is wrong, why, and what to do, on the tokens that are to blame.
    pub error: Error,
    /// What could stand in the place of these tokens, as it is written there; the likeliest first.
    pub instead: Vec<String>,
    /// Whether it is that something does not stand on the item: nothing to say while only a part of the item is known.
    pub is_absence: bool,
}

impl Mistake {
    /// A mistake on a token.
    pub(crate) fn new(span: Span, message: impl Display) -> Self {
        Error::new(span, message).into()
    }

    /// The same, with what could stand there.
    pub(crate) fn or(mut self, instead: impl IntoIterator<Item = String>) -> Self {
        self.instead.extend(instead);
        self
    }

    /// That something is missing.
    pub(crate) fn absence(span: Span, message: impl Display) -> Self {
        Self { is_absence: true, ..Self::new(span, message) }
    }
}

impl From<Error> for Mistake {
    fn from(error: Error) -> Self {
        Self { error, instead: Vec::new(), is_absence: false }
    }
}
