//! Numbers. Integers are read as Rust's `FromStr` reads them: digits, with a sign where the type has one or with `+`.

use std::borrow::Cow;
use std::num::NonZero;

use rutter_contract::{IntegerWidth, Type};

use super::TextValue;

macro_rules! integers {
    ($($ty:ty: $width:ident $wide:literal),+ $(,)?) => {$(
        impl TextValue for $ty {
            const WIDE: bool = $wide;

            fn from_text(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn to_text(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Owned(self.to_string()))
            }

            fn shape() -> Type {
                Type::Integer { width: IntegerWidth::$width, non_zero: false }
            }
        }

        impl TextValue for NonZero<$ty> {
            const WIDE: bool = $wide;

            fn from_text(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn to_text(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Owned(self.to_string()))
            }

            fn shape() -> Type {
                Type::Integer { width: IntegerWidth::$width, non_zero: true }
            }
        }
    )+};
}

integers! {
    i8: I8 false, i16: I16 false, i32: I32 false, i64: I64 true, i128: I128 true, isize: I64 true,
    u8: U8 false, u16: U16 false, u32: U32 false, u64: U64 true, u128: U128 true, usize: U64 true,
}

macro_rules! numbers {
    ($($ty:ty),+) => {$(
        impl TextValue for $ty {
            /// Digits with an optional sign, fraction and exponent. NaN and the infinities are no numbers here: JSON has none,
            /// and no range holds them; a text past the greatest finite number is none either.
            fn from_text(text: &str) -> Option<Self> {
                text.parse().ok().filter(|number: &$ty| number.is_finite())
            }

            /// With an exponent where JavaScript writes one too, so that `1e300` is not 301 digits.
            fn to_text(&self) -> Option<Cow<'_, str>> {
                let plain = *self == 0.0 || (1e-6..1e21).contains(&self.abs());
                let text = || if plain { format!("{self}") } else { format!("{self:e}") };
                self.is_finite().then(|| Cow::Owned(text()))
            }

            fn shape() -> Type {
                Type::Number
            }
        }
    )+};
}

numbers!(f32, f64);
