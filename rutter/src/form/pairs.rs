//! What a form sends: names and values, in order.

use std::borrow::Cow;

use super::file::File;
use super::limits::Limits;
use super::rejection::{FormRejection, of_field, of_form, shown};
use crate::encoded::{self, Plus, cut};
use crate::errors::FieldErrors;

/// The names and values of a form, decoded, in the order in which they were sent.
///
/// It has no `Debug`, because a value may be a password.
#[derive(Default)]
pub struct Pairs<'a> {
    pairs: Vec<Pair<'a>>,
    files: Vec<File>,
    /// Whether a file can be among them.
    multipart: bool,
}

/// A name with its value.
pub(super) struct Pair<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) value: Sent<'a>,
}

/// What was sent under a name.
pub(super) enum Sent<'a> {
    Text(Cow<'a, str>),
    /// A file, by its index.
    File(usize),
}

impl<'a> Pairs<'a> {
    /// None yet, of a body of the kind `multipart/form-data`.
    pub fn multipart() -> Self {
        Self { multipart: true, ..Self::default() }
    }

    /// Those that a value writes.
    pub(super) fn written(pairs: Vec<Pair<'a>>, files: Vec<File>) -> Self {
        Self { pairs, multipart: !files.is_empty(), files }
    }

    /// The body of the kind `application/x-www-form-urlencoded`; `None` where there is a file, which it cannot hold.
    pub fn to_urlencoded(&self) -> Option<String> {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for pair in &self.pairs {
            match &pair.value {
                Sent::Text(text) => body.append_pair(&pair.name, text),
                Sent::File(_) => return None,
            };
        }
        Some(body.finish())
    }

    /// Splits a body of the kind `application/x-www-form-urlencoded`, which is also that of a query.
    ///
    /// Where the URL standard puts a sign for what it cannot decode, this refuses: `%` without two hexadecimal digits
    /// after it, and bytes that are not UTF-8.
    ///
    /// # Errors
    /// A limit that is passed, or every field whose encoding is broken.
    pub fn urlencoded(body: &'a [u8], limits: &Limits) -> Result<Self, FormRejection> {
        if body.len() > limits.text.min(limits.body) {
            let most = limits.text.min(limits.body);
            return Err(FormRejection::TooLarge(of_form(format!("the form is larger than {most} bytes"))));
        }
        // As many as forms have, mostly.
        let mut pairs = Self { pairs: Vec::with_capacity(16), ..Self::default() };
        let mut broken = FieldErrors::default();
        for part in body.split(|byte| *byte == b'&').filter(|part| !part.is_empty()) {
            let Ok(part) = str::from_utf8(part) else {
                let part = String::from_utf8_lossy(part);
                broken.add(shown(&encoded::decode(cut(&part, b'=').0, Plus::Space).text), NOT_UTF8);
                continue;
            };
            let (name, value) = cut(part, b'=');
            match (decode(name), decode(value.unwrap_or_default())) {
                (Ok(name), Ok(value)) => pairs.push_text(name, value, limits)?,
                (Err(why), _) => broken.add(shown(name), why),
                (Ok(name), Err(why)) => broken.add(shown(&name), why),
            }
        }
        if broken.is_empty() { Ok(pairs) } else { Err(FormRejection::Malformed(broken)) }
    }

    /// Adds a text.
    ///
    /// # Errors
    /// The limit that it passes.
    pub fn push_text(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        text: impl Into<Cow<'a, str>>,
        limits: &Limits,
    ) -> Result<(), FormRejection> {
        self.check_room(limits)?;
        let (name, text) = (name.into(), text.into());
        if text.len() > limits.value {
            let message = format!("is longer than {} bytes", limits.value);
            return Err(FormRejection::TooLarge(of_field(&name, message)));
        }
        self.pairs.push(Pair { name, value: Sent::Text(text) });
        Ok(())
    }

    /// Adds a file. A file input in which nothing was chosen sends a file without name and content, which is none.
    ///
    /// # Errors
    /// The limit that it passes.
    pub fn push_file(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        file: File,
        limits: &Limits,
    ) -> Result<(), FormRejection> {
        self.check_room(limits)?;
        self.pairs.push(Pair { name: name.into(), value: Sent::File(self.files.len()) });
        self.files.push(file);
        Ok(())
    }

    /// # Errors
    /// There are as many values as there may be.
    pub(super) fn check_room(&self, limits: &Limits) -> Result<(), FormRejection> {
        if self.pairs.len() < limits.pairs {
            return Ok(());
        }
        let message = format!("the form has more than {} values", limits.pairs);
        Err(FormRejection::TooLarge(of_form(message)))
    }

    pub(super) fn is_multipart(&self) -> bool {
        self.multipart
    }

    pub(super) fn take_files(&mut self) -> Vec<File> {
        std::mem::take(&mut self.files)
    }

    pub(super) fn as_slice(&self) -> &[Pair<'a>] {
        &self.pairs
    }
}

const NOT_UTF8: &str = "is not UTF-8; send forms as UTF-8";

/// Decodes a name or value.
fn decode(text: &str) -> Result<Cow<'_, str>, &'static str> {
    let decoded = encoded::decode(text, Plus::Space);
    if decoded.has_stray_percent {
        Err("has a `%` without two hexadecimal digits after it; write a percent sign as `%25`")
    } else if decoded.is_lossy {
        Err(NOT_UTF8)
    } else {
        Ok(decoded.text)
    }
}
