//! Values that are written as one text, and files.

use rutter_contract::judge::duplicate_message;
use rutter_contract::{Empty, Type};
use serde_json::Value;

use super::{Asked, At, Part, Reader};
use crate::form::pairs::Sent;
use crate::form::{accept, scalar};

impl<'a> Reader<'a> {
    /// What is optional is absent where nothing but empty texts were sent: a form sends every input, also one that was left
    /// empty.
    pub(super) fn nullable(
        &mut self,
        part: Part<'a>,
        of: &'a Type,
        asked: Asked<'a>,
        at: &At<'_>,
    ) -> Option<Value> {
        if part.is_nothing(self.tree) {
            return None;
        }
        if asked.empty != Some(Empty::Keep) && self.is_blank(part) {
            return (asked.empty == Some(Empty::Null)).then_some(Value::Null);
        }
        self.read(part, of, asked, at)
    }

    /// A value that is written as one text. Where it cannot be parsed, it stays a text: the judge says what it should be.
    pub(super) fn scalar(
        &mut self,
        part: Part<'a>,
        asked: Asked<'a>,
        at: &At<'_>,
        parse: impl FnOnce(&str) -> Option<Value>,
    ) -> Option<Value> {
        if self.has_longer_names(part, at, "is one value") {
            return Some(Value::Null);
        }
        let text = match part.values {
            [] => return None,
            [Sent::Text(text)] => text,
            [Sent::File(_)] => return self.refuse(at, "file", "is a text, and a file was sent"),
            [..] => return self.refuse(at, "duplicate", duplicate_message()),
        };
        match (text.is_empty(), asked.empty) {
            (true, Some(Empty::Absent)) => None,
            (true, Some(Empty::Null)) => Some(Value::Null),
            // No text that is empty is a number or a date: it is what an input sends that was left empty.
            (true, None) => parse(text).filter(Value::is_null),
            _ => Some(parse(text).unwrap_or_else(|| Value::String(text.to_string()))),
        }
    }

    /// A checkbox that is not checked sends nothing, so pages put a hidden input with `false` before it: the last one counts.
    pub(super) fn boolean(&mut self, part: Part<'a>, asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        let known = |value: &&Sent<'_>| matches!(value, Sent::Text(text) if scalar::boolean(text).is_some());
        let part = match part.values {
            [before @ .., _] if before.iter().all(known) => {
                Part { values: &part.values[before.len()..], ..part }
            }
            _ => part,
        };
        self.scalar(part, asked, at, scalar::boolean)
    }

    /// A file is its index: see `file.rs`.
    pub(super) fn file(&mut self, part: Part<'a>, asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        if self.has_longer_names(part, at, "is a file") {
            return Some(Value::Null);
        }
        let index = match part.values {
            [] => return None,
            [Sent::File(index)] => *index,
            // Without the right `enctype`, a browser sends the name of the file.
            [Sent::Text(text)] if text.is_empty() => return None,
            [Sent::Text(_)] if self.files.multipart => {
                return self.refuse(at, "file", "is a file, and a text was sent");
            }
            [Sent::Text(_)] => {
                let message = "is a file, which only a form with `enctype=\"multipart/form-data\"` can send";
                return self.refuse(at, "file", message);
            }
            [..] => return self.refuse(at, "duplicate", "takes one file, and several were sent"),
        };
        let file = &self.files.files[index];
        if file.is_none() {
            return None;
        }
        if let Some(wrong) = asked.file.and_then(|rules| accept::wrong(file, rules)) {
            return self.refuse(at, "file", wrong);
        }
        Some(Value::from(index))
    }
}
