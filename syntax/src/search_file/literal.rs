//! Literal values, and the text that nuqs writes for them.

use super::Encoding;
use crate::static_value::{Item, Static, Value, number_text};

/// A value that a file states outright.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(f64),
    /// A string
    String(String),
    /// A list
    Array(Vec<Literal>),
    /// An object, with its keys in the order of JavaScript
    Object(Vec<(String, Literal)>),
}

impl Literal {
    /// The literal that an expression is, if it is one.
    pub(super) fn of(value: &Static<'_>) -> Option<Literal> {
        Some(match &value.value {
            Value::Null => Literal::Null,
            Value::Bool(value) => Literal::Bool(*value),
            Value::Number(value) => Literal::Number(*value),
            Value::String(text) => Literal::String(text.to_string()),
            Value::Array(items) => Literal::Array(
                items
                    .iter()
                    .map(|item| match item {
                        Item::One(value) => Literal::of(value),
                        Item::Unread(_) => None,
                    })
                    .collect::<Option<_>>()?,
            ),
            Value::Object(object) if object.open().is_none() => {
                let mut entries = object
                    .properties()
                    .map(|(key, value)| Some((key.to_string(), Literal::of(value)?)))
                    .collect::<Option<Vec<_>>>()?;
                order_keys(&mut entries);
                Literal::Object(entries)
            }
            _ => return None,
        })
    }

    /// What nuqs writes for this value. `None` if it would fail, or write something that is no plain text.
    pub(super) fn texts(&self, encoding: &Encoding) -> Option<Vec<String>> {
        match (encoding, self) {
            (Encoding::NativeArray { item }, Literal::Array(values)) => {
                values.iter().map(|value| value.text(item)).collect()
            }
            (Encoding::NativeArray { .. }, _) => None,
            _ => Some(vec![self.text(encoding)?]),
        }
    }

    fn text(&self, encoding: &Encoding) -> Option<String> {
        match (encoding, self) {
            (Encoding::Text, Literal::String(text)) => Some(text.clone()),
            (Encoding::Text, Literal::Number(number)) => Some(number_text(*number)),
            (Encoding::Text, Literal::Bool(value)) => Some(value.to_string()),
            (Encoding::Integer, Literal::Number(number)) => Some(number_text(round(*number))),
            (Encoding::Index, Literal::Number(number)) => Some(number_text(round(number + 1.0))),
            (Encoding::Hex, Literal::Number(number)) => hex(round(*number)),
            (Encoding::Json, value) => Some(value.json()),
            (Encoding::Array { item, separator }, Literal::Array(values)) => {
                let encoded = encode_component(separator);
                let parts = values
                    .iter()
                    .map(|value| Some(value.text(item)?.replace(separator.as_str(), &encoded)))
                    .collect::<Option<Vec<_>>>()?;
                Some(parts.join(separator))
            }
            _ => None,
        }
    }

    /// The text of `JSON.stringify`.
    pub fn json(&self) -> String {
        match self {
            Literal::Null => "null".to_owned(),
            Literal::Bool(value) => value.to_string(),
            Literal::Number(number) if number.is_finite() => number_text(*number),
            Literal::Number(_) => "null".to_owned(),
            Literal::String(text) => quoted(text),
            Literal::Array(values) => {
                format!("[{}]", values.iter().map(Literal::json).collect::<Vec<_>>().join(","))
            }
            Literal::Object(entries) => {
                let entries: Vec<String> =
                    entries.iter().map(|(key, value)| format!("{}:{}", quoted(key), value.json())).collect();
                format!("{{{}}}", entries.join(","))
            }
        }
    }
}

/// Puts keys in the order of JavaScript: array indices first, by number, then the others as they were set.
pub(super) fn order_keys<T>(entries: &mut [(String, T)]) {
    entries.sort_by_key(|(key, _)| match key.parse::<u32>() {
        Ok(index) if index != u32::MAX && index.to_string() == *key => (false, index),
        _ => (true, 0),
    });
}

/// `Math.round`: halves go up, also below zero.
fn round(number: f64) -> f64 {
    let floor = number.floor();
    if number - floor >= 0.5 { floor + 1.0 } else { floor }
}

/// `number.toString(16)` of a whole number, with a `0` before an odd number of digits.
fn hex(number: f64) -> Option<String> {
    /// Up to here every whole number is one that a 64-bit float holds exactly.
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    if number.is_nan() || number.abs() > LARGEST {
        return None;
    }
    let digits = format!("{:x}", number.abs() as u64);
    Some(match (number < 0.0, digits.len() % 2) {
        (true, _) => format!("-{digits}"),
        (false, 1) => format!("0{digits}"),
        (false, _) => digits,
    })
}

/// `encodeURIComponent`.
fn encode_component(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'!'
            | b'~'
            | b'*'
            | b'\''
            | b'('
            | b')' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// A string in the quotes and escapes of `JSON.stringify`.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            '\0'..='\u{1f}' => quoted.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
