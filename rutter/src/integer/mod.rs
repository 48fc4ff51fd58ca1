//! 64-bit integers in JSON.
//!
//! JSON itself has integers of any length, but JavaScript reads every number as a double: past 2^53-1 it silently becomes
//! another one. A type of a contract therefore says how such an integer crosses, as text ([`AsString`]) or as a number that
//! is checked ([`AsNumber`]):
//!
//! ```
//! use rutter::{AsNumber, AsString};
//!
//! #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
//! struct Order {
//!     #[serde(with = "AsString::<u64>")]
//!     id: u64,
//!     #[serde(default, with = "AsNumber::<Option<i64>>")]
//!     balance: Option<i64>,
//! }
//!
//! let order = Order { id: u64::MAX, balance: Some(-5) };
//! assert_eq!(serde_json::to_string(&order)?, r#"{"id":"18446744073709551615","balance":-5}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! In JSON Schema the text is a `string` with the `format` of the integer (`uint64`), the number an `integer` of the format
//! `double-int` from the registry of OpenAPI.

mod holders;
mod wide;

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::describe::{Contract, Describe};

/// The greatest integer that a JavaScript number holds with all of its neighbours: 2^53-1.
pub const MAX_SAFE: i64 = (1 << 53) - 1;

/// Integers as text in digits, for `#[serde(with = "rutter::AsString::<T>")]`. Text that is not what this side would write is
/// refused: a sign `+`, a zero in front, spaces.
pub struct AsString<T>(PhantomData<T>);

/// Integers as numbers, for `#[serde(with = "rutter::AsNumber::<T>")]`. One that is not from -(2^53-1) to 2^53-1 is an error
/// both in what is read and in what is written.
pub struct AsNumber<T>(PhantomData<T>);

/// An integer of 64 bits or more, or what holds such: an `Option`, list, set, map or tuple of them.
#[diagnostic::on_unimplemented(
    message = "`AsString` and `AsNumber` know no way to write `{Self}`",
    note = "they take 64-bit integers, and `Option`, `Box`, lists, sets, maps and pairs of them",
    note = "elsewhere, hold the integer in a type of its own: `struct Id(#[serde(with = \"rutter::AsString::<u64>\")] u64);`"
)]
pub trait Integers: Sized {
    /// What stands on the wire.
    #[doc(hidden)]
    type Wire<P: Policy>: JsonSchema;
    #[doc(hidden)]
    fn write<P: Policy, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
    #[doc(hidden)]
    fn read<'de, P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// `AsString` or `AsNumber`.
#[doc(hidden)]
pub trait Policy: wide::Sealed {
    fn write<I: wide::Wide, S: Serializer>(integer: I, serializer: S) -> Result<S::Ok, S::Error>;
    fn read<'de, I: wide::Wide, D: Deserializer<'de>>(deserializer: D) -> Result<I, D::Error>;
    fn schema<I: wide::Wide>() -> Schema;
    fn name<I: wide::Wide>() -> String;
}

macro_rules! policies {
    ($($policy:ident),+) => {$(
        impl<T: Integers> $policy<T> {
            /// Writes the integers.
            ///
            /// # Errors
            /// As the serializer, and where an integer is past what the policy allows.
            pub fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
                value.write::<$policy<()>, S>(serializer)
            }

            /// Reads the integers.
            ///
            /// # Errors
            /// As the deserializer, and where something is no integer as the policy writes it.
            pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
                T::read::<$policy<()>, D>(deserializer)
            }
        }

        impl<T: Integers> JsonSchema for $policy<T> {
            fn inline_schema() -> bool {
                <T::Wire<$policy<()>> as JsonSchema>::inline_schema()
            }

            fn schema_name() -> Cow<'static, str> {
                <T::Wire<$policy<()>> as JsonSchema>::schema_name()
            }

            fn schema_id() -> Cow<'static, str> {
                <T::Wire<$policy<()>> as JsonSchema>::schema_id()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                <T::Wire<$policy<()>> as JsonSchema>::json_schema(generator)
            }
        }

        impl<T: Integers> Contract for $policy<T> {
            fn describe(_: &mut Describe) {}
        }
    )+};
}

policies!(AsString, AsNumber);

/// A value of a type that holds integers, to be written.
struct Written<'a, T, P>(&'a T, PhantomData<P>);

impl<T: Integers, P: Policy> Serialize for Written<'_, T, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write::<P, S>(serializer)
    }
}

/// A value of a type that holds integers, as it was read.
struct Read<T, P>(T, PhantomData<P>);

impl<'de, T: Integers, P: Policy> Deserialize<'de> for Read<T, P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read::<P, D>(deserializer).map(|value| Self(value, PhantomData))
    }
}
