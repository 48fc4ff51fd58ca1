//! The integers themselves.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::num::{NonZeroI64, NonZeroI128, NonZeroIsize, NonZeroU64, NonZeroU128, NonZeroUsize};
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Unexpected, Visitor};
use serde::ser::Error as _;
use serde::{Deserializer, Serializer};

use super::{AsNumber, AsString, Integers, MAX_SAFE, Policy};

/// Keeps [`Policy`] and [`Wide`] to this crate.
pub trait Sealed {}

impl Sealed for AsString<()> {}
impl Sealed for AsNumber<()> {}

/// An integer of 64 bits or more.
pub trait Wide: Copy + Display + FromStr + Sealed {
    /// The `format` of JSON Schema.
    const FORMAT: &'static str;
    const SIGNED: bool;
    const NON_ZERO: bool;

    /// The value, where a JavaScript number holds it.
    fn safe(self) -> Option<i64>;
    fn of(value: i64) -> Option<Self>;
}

macro_rules! wide {
    ($($format:literal $signed:literal: $ty:ty, $non_zero:ty;)+) => {$(
        impl Sealed for $ty {}

        impl Wide for $ty {
            const FORMAT: &'static str = $format;
            const SIGNED: bool = $signed;
            const NON_ZERO: bool = false;

            fn safe(self) -> Option<i64> {
                i64::try_from(self).ok().filter(|value| is_safe(*value))
            }

            fn of(value: i64) -> Option<Self> {
                Self::try_from(value).ok()
            }
        }

        impl Sealed for $non_zero {}

        impl Wide for $non_zero {
            const FORMAT: &'static str = $format;
            const SIGNED: bool = $signed;
            const NON_ZERO: bool = true;

            fn safe(self) -> Option<i64> {
                self.get().safe()
            }

            fn of(value: i64) -> Option<Self> {
                Self::new(<$ty>::of(value)?)
            }
        }

        wide!(integers: $ty, $non_zero);
    )+};
    (integers: $($ty:ty),+) => {$(
        impl Integers for $ty {
            type Wire<P: Policy> = Wire<Self, P>;

            fn write<P: Policy, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                P::write(*self, serializer)
            }

            fn read<'de, P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                P::read(deserializer)
            }
        }
    )+};
}

wide! {
    "uint64" false: u64, NonZeroU64;
    "int64" true: i64, NonZeroI64;
    "uint128" false: u128, NonZeroU128;
    "int128" true: i128, NonZeroI128;
    "uint" false: usize, NonZeroUsize;
    "int" true: isize, NonZeroIsize;
}

fn is_safe(value: i64) -> bool {
    (-MAX_SAFE..=MAX_SAFE).contains(&value)
}

impl Policy for AsString<()> {
    fn write<I: Wide, S: Serializer>(integer: I, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&integer)
    }

    fn read<'de, I: Wide, D: Deserializer<'de>>(deserializer: D) -> Result<I, D::Error> {
        deserializer.deserialize_str(Text(PhantomData))
    }

    fn schema<I: Wide>() -> Schema {
        let first = if I::NON_ZERO { "[1-9][0-9]*" } else { "(0|[1-9][0-9]*)" };
        let pattern = match (I::SIGNED, I::NON_ZERO) {
            (true, true) => format!("^-?{first}$"),
            (true, false) => "^(0|-?[1-9][0-9]*)$".to_owned(),
            (false, _) => format!("^{first}$"),
        };
        json_schema!({ "type": "string", "format": I::FORMAT, "pattern": pattern })
    }

    fn name<I: Wide>() -> String {
        format!("{}_as_string", written::<I>())
    }
}

impl Policy for AsNumber<()> {
    fn write<I: Wide, S: Serializer>(integer: I, serializer: S) -> Result<S::Ok, S::Error> {
        match integer.safe() {
            Some(value) => serializer.serialize_i64(value),
            None => Err(S::Error::custom(format_args!(
                "{integer} is more than a JavaScript number holds, which ends at {MAX_SAFE}; write it with `rutter::AsString`"
            ))),
        }
    }

    fn read<'de, I: Wide, D: Deserializer<'de>>(deserializer: D) -> Result<I, D::Error> {
        deserializer.deserialize_i64(Number(PhantomData))
    }

    fn schema<I: Wide>() -> Schema {
        let least = if I::SIGNED { -MAX_SAFE } else { i64::from(I::NON_ZERO) };
        let mut schema = json_schema!({
            "type": "integer", "format": "double-int", "minimum": least, "maximum": MAX_SAFE,
        });
        if I::SIGNED && I::NON_ZERO {
            schema.insert("not".into(), json_schema!({ "const": 0 }).to_value());
        }
        schema
    }

    fn name<I: Wide>() -> String {
        format!("{}_as_number", written::<I>())
    }
}

fn written<I: Wide>() -> String {
    let non_zero = if I::NON_ZERO { "non_zero_" } else { "" };
    format!("{non_zero}{}", I::FORMAT)
}

/// What an integer is on the wire.
pub struct Wire<I, P>(PhantomData<(I, P)>);

impl<I: Wide, P: Policy> JsonSchema for Wire<I, P> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        P::name::<I>().into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        P::schema::<I>()
    }
}

/// Reads an integer from text.
struct Text<I>(PhantomData<I>);

impl<I: Wide> Visitor<'_> for Text<I> {
    type Value = I;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if I::SIGNED { "an integer" } else { "an integer that is not negative" };
        write!(f, "{kind}, in digits, as a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<I, E> {
        let value = text.parse::<I>().ok().filter(|value| is_written(text, value));
        value.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// Whether a text is how the value is written.
fn is_written(text: &str, value: &impl Display) -> bool {
    value.to_string() == text
}

/// Reads an integer from a number.
struct Number<I>(PhantomData<I>);

impl<I: Wide> Visitor<'_> for Number<I> {
    type Value = I;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let least = if I::SIGNED { -MAX_SAFE } else { i64::from(I::NON_ZERO) };
        write!(f, "an integer from {least} to {MAX_SAFE}")
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<I, E> {
        let safe = I::of(value).filter(|_| is_safe(value));
        safe.ok_or_else(|| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<I, E> {
        let safe = i64::try_from(value).ok().filter(|value| is_safe(*value)).and_then(I::of);
        safe.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(value), &self))
    }
}
