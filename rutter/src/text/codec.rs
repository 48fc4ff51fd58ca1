//! How the values of one field are written in a URL. The macros choose: most types are written one way alone, but integers of
//! 64 bits and more, which a JavaScript number cannot hold, are text to JavaScript or numbers that are checked.

use std::borrow::Cow;

use rutter_contract::judge::{Types, shape_message};
use rutter_contract::{Format, IntegerWidth, Type};
use serde_json::Value;

use super::TextValue;
use super::rules::broken_by_type;

/// The greatest integer up to which JavaScript tells all integers apart: 2^53 - 1.
const MAX_SAFE: u128 = (1 << 53) - 1;

/// How the values of a field are written.
#[derive(Debug)]
pub struct Codec<T> {
    /// Reads a decoded text.
    pub from_text: fn(&str) -> Option<T>,
    /// Writes a text, if the value has one.
    pub to_text: fn(&T) -> Option<Cow<'_, str>>,
    /// What it is in JSON.
    pub shape: fn() -> Type,
    /// Whether it is an integer that JavaScript's numbers cannot hold, and nothing was said about that.
    wide: bool,
    /// Whether the type has rules of its own, which its shape says.
    ruled: bool,
}

/// As the type itself has it.
pub const fn plain<T: TextValue>() -> Codec<T> {
    Codec { from_text: T::from_text, to_text: T::to_text, shape: T::shape, wide: T::WIDE, ruled: T::RULED }
}

/// Fails to compile for an integer of 64 bits or more: the name of a type does not always tell one.
pub const fn not_wide<T>(codec: &Codec<T>) {
    assert!(
        !codec.wide,
        "JavaScript's numbers do not hold every value of this integer type; write `#[rutter(integer = \"string\")]` to have it as \
         text there, or `#[rutter(integer = \"number\")]` to have it as a number that is checked to 2^53 - 1"
    );
}

/// Integers that are text to JavaScript. A type that is no such integer stays as it is: the name of a type does not always
/// tell, and what is said of all integers of a struct is said of each of its fields.
pub const fn digits<T: TextValue>() -> Codec<T> {
    if !T::WIDE {
        return plain();
    }
    let shape = || match T::shape() {
        Type::Integer { width, .. } => Type::String { format: Some(Format::Integer(width)) },
        other => other,
    };
    Codec { shape, wide: false, ..plain() }
}

/// Integers that are numbers to JavaScript: those alone that it holds exactly. Again, other types stay as they are.
pub const fn safe<T: TextValue>() -> Codec<T> {
    if !T::WIDE {
        return plain();
    }
    let shape = || match T::shape() {
        Type::Integer { width: IntegerWidth::I64 | IntegerWidth::I128, non_zero } => {
            Type::Integer { width: IntegerWidth::SafeSigned, non_zero }
        }
        Type::Integer { width: IntegerWidth::U64 | IntegerWidth::U128, non_zero } => {
            Type::Integer { width: IntegerWidth::SafeUnsigned, non_zero }
        }
        other => other,
    };
    Codec {
        from_text: |text| is_safe(text).then(|| T::from_text(text)).flatten(),
        to_text: |value| value.to_text().filter(|text| is_safe(text)),
        shape,
        wide: false,
        ruled: T::RULED,
    }
}

impl<T> Codec<T> {
    /// Reads a decoded text.
    ///
    /// # Errors
    /// Says what the text should have been.
    pub(crate) fn read(&self, text: &str) -> Result<T, String> {
        let value = (self.from_text)(text).ok_or_else(|| shape_message(&Types::new(), &(self.shape)()))?;
        match self.ruled.then(|| broken_by_type(&(self.shape)(), text)).flatten() {
            Some(message) => Err(message),
            None => Ok(value),
        }
    }

    /// The value in JSON.
    pub fn json(&self, value: &T) -> Value {
        (self.to_text)(value).map_or(Value::Null, |text| json(&text, &(self.shape)()))
    }
}

/// What a text of this shape is in JSON. It is the text of a value, so it fits the shape.
pub(crate) fn json(text: &str, shape: &Type) -> Value {
    match shape {
        Type::Ruled { of, .. } => json(text, of),
        Type::Boolean => Value::Bool(matches!(text, "true" | "on")),
        Type::Integer { .. } => {
            let signed = text.parse::<i64>().map(Value::from);
            let unsigned = || text.parse::<u64>().map(Value::from);
            // Past 64 bits, the nearest `f64` is near enough for the limits of a range.
            signed
                .or_else(|_| unsigned())
                .or_else(|_| text.parse::<f64>().map(Value::from))
                .unwrap_or(Value::Null)
        }
        Type::Number => text.parse::<f64>().map_or(Value::Null, Value::from),
        _ => Value::from(text),
    }
}

fn is_safe(text: &str) -> bool {
    text.parse::<i128>().is_ok_and(|integer| integer.unsigned_abs() <= MAX_SAFE)
}
