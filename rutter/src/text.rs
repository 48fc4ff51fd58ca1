//! Values that a URL carries: one piece of text each.

use std::borrow::Cow;

use rutter_contract::{Format, IntegerWidth, Type};

/// A value that is written as one piece of text in a URL: a segment of a path or the value of a search param.
///
/// [`from_text`](Self::from_text) takes back what [`to_text`](Self::to_text) gives. Derive [`Contract`](crate::Contract) on an
/// enum without data to have it by the names that serde gives its variants.
pub trait TextValue: Sized {
    /// Reads a decoded text; `None` where it is no such value.
    fn from_text(text: &str) -> Option<Self>;

    /// The text, not yet encoded.
    fn to_text(&self) -> Cow<'_, str>;

    /// What it is in JSON, for the contract.
    fn shape() -> Type;
}

impl TextValue for String {
    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }

    fn shape() -> Type {
        Type::String { format: None }
    }
}

impl TextValue for char {
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn to_text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn shape() -> Type {
        Type::String { format: Some(Format::Char) }
    }
}

impl TextValue for bool {
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }

    fn shape() -> Type {
        Type::Boolean
    }
}

macro_rules! integers {
    ($($ty:ty: $width:ident),+ $(,)?) => {$(
        impl TextValue for $ty {
            fn from_text(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn to_text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }

            fn shape() -> Type {
                Type::Integer { width: IntegerWidth::$width, non_zero: false }
            }
        }
    )+};
}

integers! {
    i8: I8, i16: I16, i32: I32, i64: I64, i128: I128, isize: I64,
    u8: U8, u16: U16, u32: U32, u64: U64, u128: U128, usize: U64,
}

macro_rules! numbers {
    ($($ty:ty),+) => {$(
        impl TextValue for $ty {
            /// NaN and the infinities are no numbers here: JSON has none, and no range holds them.
            fn from_text(text: &str) -> Option<Self> {
                text.parse().ok().filter(|number: &$ty| number.is_finite())
            }

            fn to_text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }

            fn shape() -> Type {
                Type::Number
            }
        }
    )+};
}

numbers!(f32, f64);
