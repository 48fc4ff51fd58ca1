//! One text as a value that is no text. The grammars are those of Rust's `FromStr`: no spaces, no separators, no
//! hexadecimal digits, no empty text.

use rutter_contract::IntegerWidth;
use serde_json::{Number, Value};

/// Digits, after a `+` or `-`. Whether the number is in the range of its type is left to the judge, unless `serde_json` cannot
/// hold it at all.
pub(super) fn integer(text: &str, width: IntegerWidth) -> Option<Value> {
    let number: i128 = text.parse().ok()?;
    // `-0` is no number of an unsigned type.
    let signed = number != 0 || !text.starts_with('-') || is_signed(width);
    signed.then(|| Number::from_i128(number)).flatten().map(Value::Number)
}

/// As Rust reads an `f64`, without NaN and the infinities, however they are written.
pub(super) fn number(text: &str) -> Option<Value> {
    Number::from_f64(text.parse().ok()?).map(Value::Number)
}

/// What a checkbox sends, and the names of the values.
pub(super) fn boolean(text: &str) -> Option<Value> {
    match text {
        "on" | "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// What `<input type="datetime-local">` sends where no seconds are asked for: `2026-11-22T21:00`. JSON has the seconds.
pub(super) fn local_date_time(text: &str) -> Option<Value> {
    let length_to_the_minute = "2026-11-22T21:00".len();
    (text.len() == length_to_the_minute).then(|| Value::String(format!("{text}:00")))
}

/// Whether a text stands for a literal: it is the text, or what JSON writes of a number, boolean or `null`.
pub(super) fn is_literal(text: &str, literal: &Value) -> bool {
    match literal {
        Value::String(name) => name == text,
        Value::Number(number) => number.to_string() == text,
        Value::Bool(_) => boolean(text).as_ref() == Some(literal),
        Value::Null => text.is_empty() || text == "null",
        Value::Array(_) | Value::Object(_) => false,
    }
}

fn is_signed(width: IntegerWidth) -> bool {
    use IntegerWidth::{I8, I16, I32, I64, I128, SafeSigned};
    matches!(width, I8 | I16 | I32 | I64 | I128 | SafeSigned)
}
