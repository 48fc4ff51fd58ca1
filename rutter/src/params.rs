//! The params of a route.

use std::borrow::Cow;
use std::fmt;

use rutter_contract as contract;

use crate::errors::FieldErrors;
use crate::text::TextValue;

/// The params of a route, from its path and back. Derive it:
///
/// ```ignore
/// #[derive(rutter::RouteParams)]
/// #[rutter(route = "/blog/[slug]")]
/// struct BlogPost {
///     slug: String,
/// }
/// ```
///
/// For every value, `parse(href(value)) == value`.
pub trait RouteParams: Sized {
    /// The route in Next's notation.
    const PATTERN: &'static str;

    /// Reads the params out of what the segments of a path hold.
    ///
    /// # Errors
    /// Names every param whose text is no value of its type.
    fn from_values(values: &mut PathValues) -> Result<Self, FieldErrors>;

    /// The texts of the params, in path order.
    fn to_values(&self) -> PathValues;

    /// What the contract says of them.
    fn describe() -> contract::RouteParams;

    /// Reads the params out of a path as it was sent, percent-encoded, without query and base path.
    ///
    /// # Errors
    /// Says whether the path is not of this route, or which params are wrong.
    fn parse(path: &str) -> Result<Self, ParamsError> {
        let mut values = PathValues::of(Self::PATTERN, path).ok_or(ParamsError::OtherRoute)?;
        Self::from_values(&mut values).map_err(ParamsError::Invalid)
    }

    /// The path with these params, percent-encoded.
    ///
    /// # Errors
    /// Names the param that no path can hold: an empty text, or `.` and `..`, which browsers take out of paths.
    fn href(&self) -> Result<String, HrefError> {
        self.to_values().href(Self::PATTERN)
    }
}

/// The texts of the params of one path, decoded, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathValues(Vec<(Cow<'static, str>, Segments)>);

/// What one param holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Segments {
    One(String),
    Many(Vec<String>),
}

/// Why a path gives no params.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamsError {
    /// The path is not of this route: answer 404.
    OtherRoute,
    /// The path is of this route, and these params are no values of their types: answer 404 or 400.
    Invalid(FieldErrors),
}

/// A param that no path can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HrefError {
    /// The name of the param.
    pub param: String,
    /// Its text.
    pub text: String,
}
