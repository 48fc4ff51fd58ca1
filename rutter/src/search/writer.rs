//! From typed params to names and texts.

use std::borrow::Cow;

use super::comma;
use super::raw::RawSearch;
use crate::text::codec::Codec;

/// Writes search params one by one. A value without a text is left out.
#[derive(Debug, Default)]
pub struct SearchWriter<'v> {
    raw: RawSearch<'v>,
}

impl<'v> SearchWriter<'v> {
    pub(super) fn finish(self) -> RawSearch<'v> {
        self.raw
    }

    /// Writes a param that must be there.
    pub fn required<T>(&mut self, name: &'static str, codec: Codec<T>, value: &'v T) {
        self.push(name, (codec.to_text)(value));
    }

    /// Writes a param that may be absent.
    pub fn optional<T>(&mut self, name: &'static str, codec: Codec<T>, value: &'v Option<T>) {
        self.push(name, value.as_ref().and_then(codec.to_text));
    }

    /// Writes a param unless it is what its absence means. Values are compared by their texts, so that they need not be `Eq`.
    pub fn or<T>(&mut self, name: &'static str, codec: Codec<T>, value: &'v T, default: fn() -> T) {
        let text = (codec.to_text)(value);
        if text != (codec.to_text)(&default()) {
            self.push(name, text);
        }
    }

    /// Writes a list of which each value has its name.
    pub fn repeated<T>(&mut self, name: &'static str, codec: Codec<T>, values: &'v [T]) {
        for value in values {
            self.push(name, (codec.to_text)(value));
        }
    }

    /// Writes a list as one value, divided by commas.
    pub fn comma<T>(&mut self, name: &'static str, codec: Codec<T>, values: &'v [T]) {
        let texts: Vec<Cow<'_, str>> = values.iter().filter_map(codec.to_text).collect();
        if !texts.is_empty() {
            self.push(name, Some(comma::join(&texts).into()));
        }
    }

    fn push(&mut self, name: &'static str, text: Option<Cow<'v, str>>) {
        if let Some(text) = text {
            self.raw.push(name, text);
        }
    }
}
