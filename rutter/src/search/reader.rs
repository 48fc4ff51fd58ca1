//! From names and texts to typed params.

use std::borrow::Cow;

use rutter_contract::judge::{duplicate_message, required_message};

use super::comma;
use super::raw::{MAX_LENGTH, RawSearch};
use crate::errors::FieldErrors;
use crate::text::codec::Codec;

/// Reads search params one by one; a wrong one gives its error and does not stop the others.
#[derive(Debug)]
pub struct SearchReader<'r> {
    raw: &'r RawSearch<'r>,
    errors: FieldErrors,
    /// Where a wrong value is its default: the fields that are to be read as if they were absent.
    lenient: Option<&'r FieldErrors>,
}

impl<'r> SearchReader<'r> {
    pub(super) fn strict(raw: &'r RawSearch<'r>) -> Self {
        let mut errors = FieldErrors::default();
        if raw.too_long {
            errors.form_errors.push(format!("the query is longer than {MAX_LENGTH} bytes"));
        }
        Self { raw, errors, lenient: None }
    }

    /// Reads what is wrong, and what stands in `broken`, as absent.
    pub(super) fn lenient(raw: &'r RawSearch<'r>, broken: &'r FieldErrors) -> Self {
        Self { raw, errors: FieldErrors::default(), lenient: Some(broken) }
    }

    pub(super) fn finish(self) -> FieldErrors {
        self.errors
    }

    /// Reads a param that must be there.
    pub fn required<T>(&mut self, name: &str, codec: Codec<T>) -> Option<T> {
        let value = self.value(name, &codec)?;
        if value.is_none() {
            self.errors.add(name, required_message());
        }
        value
    }

    /// Reads a param that may be absent.
    pub fn optional<T>(&mut self, name: &str, codec: Codec<T>) -> Option<Option<T>> {
        self.value(name, &codec)
    }

    /// Reads a param that means something else where it is absent.
    pub fn or<T>(&mut self, name: &str, codec: Codec<T>, default: fn() -> T) -> Option<T> {
        Some(self.value(name, &codec)?.unwrap_or_else(default))
    }

    /// Reads a list of which each value has its name.
    pub fn repeated<T>(&mut self, name: &str, codec: Codec<T>) -> Option<Vec<T>> {
        self.values(name, &codec, |text| vec![Cow::Borrowed(text)])
    }

    /// Reads a list in one value, divided by commas.
    pub fn comma<T>(&mut self, name: &str, codec: Codec<T>) -> Option<Vec<T>> {
        self.values(name, &codec, comma::split)
    }

    /// A single value: `None` after an error, `Some(None)` where it is absent.
    fn value<T>(&mut self, name: &str, codec: &Codec<T>) -> Option<Option<T>> {
        let mut params = self.raw.params(name);
        let (Some(param), false) = (params.next(), self.is_broken(name)) else { return Some(None) };
        if params.next().is_some() {
            return self.wrong(name, || duplicate_message().to_owned(), None);
        }
        if param.lossy {
            return self.wrong(name, not_utf8, None);
        }
        match codec.read(&param.value) {
            Ok(value) => Some(Some(value)),
            Err(_) if param.value.is_empty() => Some(None),
            Err(message) => self.wrong(name, || message, None),
        }
    }

    /// A list: `None` after an error.
    fn values<T>(
        &mut self,
        name: &str,
        codec: &Codec<T>,
        split: fn(&str) -> Vec<Cow<'_, str>>,
    ) -> Option<Vec<T>> {
        let (mut values, mut wrong) = (Vec::new(), false);
        if self.is_broken(name) {
            return Some(values);
        }
        let raw = self.raw;
        let mut at = 0;
        for param in raw.params(name) {
            for text in split(&param.value) {
                match if param.lossy { Err(not_utf8()) } else { codec.read(&text) } {
                    Ok(value) => values.push(value),
                    Err(_) if text.is_empty() => continue,
                    Err(_) if self.lenient.is_some() => return Some(Vec::new()),
                    Err(message) => {
                        wrong = true;
                        self.errors.add(format!("{name}[{at}]"), message);
                    }
                }
                at += 1;
            }
        }
        (!wrong).then_some(values)
    }

    fn wrong<T>(&mut self, name: &str, message: impl FnOnce() -> String, absent: T) -> Option<T> {
        if self.lenient.is_some() {
            return Some(absent);
        }
        self.errors.add(name, message());
        None
    }

    /// Whether a rule that the field broke is why it is read as absent.
    fn is_broken(&self, name: &str) -> bool {
        let Some(broken) = self.lenient else { return false };
        broken.field_errors.keys().any(|path| {
            let rest = path.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('[').is_some_and(starts_with_digit))
        })
    }
}

fn not_utf8() -> String {
    "is not UTF-8".to_owned()
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}
