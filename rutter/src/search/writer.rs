//! From typed params to names and texts.

use std::borrow::Cow;

use super::comma;
use super::raw::RawSearch;
use crate::text::codec::Codec;

/// Writes search params one by one. A value without a text is left out.
#[derive(Debug, Default)]
pub struct SearchWriter {
    raw: RawSearch,
}

impl SearchWriter {
    pub(super) fn finish(self) -> RawSearch {
        self.raw
    }

    /// Writes a param that must be there.
    pub fn required<T>(&mut self, name: &str, codec: Codec<T>, value: &T) {
        self.push(name, (codec.to_text)(value));
    }

    /// Writes a param that may be absent.
    pub fn optional<T>(&mut self, name: &str, codec: Codec<T>, value: &Option<T>) {
        self.push(name, value.as_ref().and_then(codec.to_text));
    }

    /// Writes a param unless it is what its absence means. Values are compared by their texts, so that they need not be `Eq`.
    pub fn or<T>(&mut self, name: &str, codec: Codec<T>, value: &T, default: fn() -> T) {
        let text = (codec.to_text)(value);
        if text != (codec.to_text)(&default()) {
            self.push(name, text);
        }
    }

    /// Writes a list of which each value has its name.
    pub fn repeated<T>(&mut self, name: &str, codec: Codec<T>, values: &[T]) {
        for value in values {
            self.push(name, (codec.to_text)(value));
        }
    }

    /// Writes a list as one value, divided by commas.
    pub fn comma<T>(&mut self, name: &str, codec: Codec<T>, values: &[T]) {
        let texts: Vec<Cow<'_, str>> = values.iter().filter_map(codec.to_text).collect();
        if !texts.is_empty() {
            self.push(name, Some(comma::join(&texts).into()));
        }
    }

    fn push(&mut self, name: &str, text: Option<Cow<'_, str>>) {
        if let Some(text) = text {
            self.raw.push(name, text);
        }
    }
}
