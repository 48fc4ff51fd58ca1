//! Values that a URL carries: one piece of text each.

pub(crate) mod codec;
#[cfg(feature = "chrono")]
mod dates;
mod ids;
mod numbers;
pub(crate) mod rules;
pub(crate) mod url_field;

use std::borrow::Cow;

use rutter_contract::{Format, Type};

/// A value that is written as one piece of text in a URL: a segment of a path or the value of a search param.
///
/// [`from_text`](Self::from_text) takes back what [`to_text`](Self::to_text) gives. Derive it on an enum without data, to have
/// it by the names that serde gives the variants, or on a newtype, to have it as what is inside.
/// [`Contract`](macro@crate::Contract) on an enum without data gives it too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value that a URL carries",
    label = "not one piece of text",
    note = "a URL carries text, numbers, `bool`, enums without data, and with features of `rutter` dates, UUIDs and URLs; a field holds one, an `Option` or a `Vec` of them",
    note = "derive `rutter::TextValue` for an enum without data or a newtype, or implement it"
)]
pub trait TextValue: Sized {
    /// Whether it is a 64-bit integer, for which a field has to say how JavaScript gets it.
    #[doc(hidden)]
    const WIDE: bool = false;
    /// Whether its shape says rules that its values keep.
    #[doc(hidden)]
    const RULED: bool = false;

    /// Reads a decoded text; `None` where it is no such value.
    fn from_text(text: &str) -> Option<Self>;

    /// The text, not yet encoded; `None` for a value without one, such as NaN.
    fn to_text(&self) -> Option<Cow<'_, str>>;

    /// What it is in JSON, for the contract.
    fn shape() -> Type;
}

impl TextValue for String {
    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }

    fn shape() -> Type {
        Type::String { format: None }
    }
}

impl TextValue for char {
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Owned(self.to_string()))
    }

    fn shape() -> Type {
        Type::String { format: Some(Format::Char) }
    }
}

impl TextValue for bool {
    /// `on` is what a browser sends for a ticked checkbox without a value.
    fn from_text(text: &str) -> Option<Self> {
        match text {
            "true" | "on" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(if *self { "true" } else { "false" }))
    }

    fn shape() -> Type {
        Type::Boolean
    }
}
