//! From params to a path.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::path::PathSegment;
use crate::text::codec::Codec;

/// What `encodeURIComponent` encodes: everything but letters, digits and `-_.!~*'()`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// Writes a path, param by param in path order.
#[derive(Debug)]
pub struct HrefWriter {
    /// The segments that are still to be written.
    rest: std::slice::Iter<'static, PathSegment>,
    href: String,
}

/// A param that no path can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HrefError {
    /// The name of the param.
    pub param: &'static str,
    /// Its text; `None` for a value without one, such as NaN, and for an empty list.
    pub text: Option<String>,
}

impl HrefWriter {
    pub(super) fn new(route: &'static [PathSegment]) -> Self {
        Self { rest: route.iter(), href: String::new() }
    }

    /// Writes the next param, of one segment.
    ///
    /// # Errors
    /// If the segment would be taken for something else.
    pub fn one<T>(&mut self, codec: Codec<T>, value: &T) -> Result<(), HrefError> {
        let Some((name, before, after)) = self.next_param() else { return Ok(()) };
        self.segment(name, before, (codec.to_text)(value), after)
    }

    /// Writes the next param, of several segments.
    ///
    /// # Errors
    /// If there is none where one must be, or a segment would be taken for something else.
    pub fn many<T>(&mut self, codec: Codec<T>, values: &[T]) -> Result<(), HrefError> {
        let Some((name, ..)) = self.next_param() else { return Ok(()) };
        if values.is_empty() {
            return Err(HrefError { param: name, text: None });
        }
        values.iter().try_for_each(|value| self.segment(name, "", (codec.to_text)(value), ""))
    }

    /// Writes the next param, of several segments or none.
    ///
    /// # Errors
    /// If a segment would be taken for something else.
    pub fn any<T>(&mut self, codec: Codec<T>, values: &[T]) -> Result<(), HrefError> {
        if values.is_empty() {
            self.next_param();
            return Ok(());
        }
        self.many(codec, values)
    }

    pub(super) fn finish(mut self) -> String {
        while self.next_param().is_some() {}
        if self.href.is_empty() {
            self.href.push('/');
        }
        self.href
    }

    /// Writes the fixed segments up to the next param, and gives its name and the text around it.
    fn next_param(&mut self) -> Option<(&'static str, &'static str, &'static str)> {
        for segment in self.rest.by_ref() {
            match *segment {
                PathSegment::Text(text) => {
                    self.href.push('/');
                    self.href.push_str(text);
                }
                PathSegment::Param { name, before, after } => return Some((name, before, after)),
                PathSegment::CatchAll { name, .. } => return Some((name, "", "")),
            }
        }
        None
    }

    fn segment(
        &mut self,
        name: &'static str,
        before: &str,
        text: Option<Cow<'_, str>>,
        after: &str,
    ) -> Result<(), HrefError> {
        let start = self.href.len() + 1;
        if let Some(text) = text.as_deref().filter(|text| !text.is_empty()) {
            self.href.extend(["/", before]);
            self.href.extend(utf8_percent_encode(text, ENCODED));
            self.href.push_str(after);
            // A browser takes these out of a path, encoded or not.
            if !matches!(&self.href[start..], "." | "..") {
                return Ok(());
            }
        }
        Err(HrefError { param: name, text: text.map(Cow::into_owned) })
    }
}

impl fmt::Display for HrefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { param, text } = self;
        match text.as_deref() {
            None => write!(f, "no path can hold the param `{param}`: it has no text"),
            Some("") => write!(f, "no path can hold the param `{param}`: it is empty"),
            Some(text) => {
                write!(f, "no path can hold `{text}` as the param `{param}`: browsers take it out of paths")
            }
        }
    }
}

impl std::error::Error for HrefError {}
