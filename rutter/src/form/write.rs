//! A form's value as the names and texts that would send it.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use super::file::{self, File};
use super::pairs::{Pair, Pairs, Sent};

/// What no form can send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    /// Where it stands in the value; empty: the value as a whole.
    pub name: String,
    /// What it is.
    pub message: String,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let colon = if self.name.is_empty() { "" } else { ": " };
        write!(f, "{}{colon}{}", self.name, self.message)
    }
}

impl std::error::Error for WriteError {}

/// Writes a value that serde wrote, with its files.
pub(super) fn write(value: &Value, files: Vec<File>) -> Result<Pairs<'static>, WriteError> {
    let mut pairs = Vec::new();
    let Value::Object(map) = value else {
        return Err(WriteError { name: String::new(), message: "a form is a group of fields".to_owned() });
    };
    for (key, value) in map {
        if super::name::split(key).1.count() > 0 {
            return Err(unwritable(key));
        }
        write_under(&mut pairs, key.clone(), value)?;
    }
    Ok(Pairs::written(pairs, files))
}

fn write_under(pairs: &mut Vec<Pair<'static>>, name: String, value: &Value) -> Result<(), WriteError> {
    let text = match value {
        // What is absent is not sent.
        Value::Null => return Ok(()),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        // One empty text is an empty list and a group of nothing.
        Value::Array(values) if values.is_empty() => String::new(),
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                let name = format!("{name}[{index}]");
                // An element must be there, so that those after it keep their places.
                let sent = pairs.len();
                write_under(pairs, name.clone(), value)?;
                if pairs.len() == sent {
                    pairs.push(Pair { name: name.into(), value: Sent::Text(Cow::Borrowed("")) });
                }
            }
            return Ok(());
        }
        Value::Object(map) => {
            if let Some(index) = file::index(map) {
                pairs.push(Pair { name: name.into(), value: Sent::File(index) });
                return Ok(());
            }
            let sent = pairs.len();
            for (key, value) in map {
                let is_plain = !key.is_empty() && !key.contains(['.', '[', ']']);
                let name = if is_plain { format!("{name}.{key}") } else { format!("{name}[{key}]") };
                if !is_plain && super::name::split(&name).1.last() != Some(super::name::Step::Key(key)) {
                    return Err(unwritable(&name));
                }
                write_under(pairs, name, value)?;
            }
            if pairs.len() > sent {
                return Ok(());
            }
            String::new()
        }
    };
    pairs.push(Pair { name: name.into(), value: Sent::Text(text.into()) });
    Ok(())
}

fn unwritable(name: &str) -> WriteError {
    let message = "no name of a form can hold this key: the form would read it as several steps".to_owned();
    WriteError { name: name.to_owned(), message }
}
