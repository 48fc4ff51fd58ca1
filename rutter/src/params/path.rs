//! From a path to its params.

use crate::encoded::{Plus, decode, parts};
use crate::errors::FieldErrors;
use crate::text::codec::Codec;

/// One segment of a route. The macros write them, read by `rutter-routes` at compile time, so that a request takes no pattern
/// apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathSegment {
    /// Text that the path has here, as sent.
    Text(&'static str),
    /// A param, and the text around it.
    Param {
        /// Its name.
        name: &'static str,
        /// What stands before it.
        before: &'static str,
        /// What stands after it.
        after: &'static str,
    },
    /// All segments from here on.
    CatchAll {
        /// Its name.
        name: &'static str,
        /// Whether there may be none.
        optional: bool,
    },
}

/// Reads the params of one path. It matches as Next does: fixed text as it was sent, and params decoded.
#[derive(Debug)]
pub struct PathReader<'p> {
    /// The texts of the params, still encoded, in path order.
    values: Vec<(&'static str, Texts<'p>)>,
    errors: FieldErrors,
    malformed: bool,
}

/// What a param holds.
#[derive(Debug)]
enum Texts<'p> {
    One(&'p str),
    Many(Vec<&'p str>),
}

impl<'p> PathReader<'p> {
    /// Matches a path; `None` if it is of another route. Empty segments are passed over, as Next does.
    pub fn new(route: &[PathSegment], path: &'p str) -> Option<Self> {
        let end = path.bytes().position(|byte| matches!(byte, b'?' | b'#'));
        let path = &path[..end.unwrap_or(path.len())];
        let mut parts = parts(path, b'/');
        let mut values = Vec::with_capacity(route.len());
        for segment in route {
            match *segment {
                PathSegment::Text(text) => {
                    if parts.next()? != text {
                        return None;
                    }
                }
                PathSegment::Param { name, before, after } => {
                    let text = between(parts.next()?, before, after)?;
                    if text.is_empty() {
                        return None;
                    }
                    values.push((name, Texts::One(text)));
                }
                PathSegment::CatchAll { name, optional } => {
                    let texts: Vec<&str> = parts.by_ref().collect();
                    if texts.is_empty() && !optional {
                        return None;
                    }
                    values.push((name, Texts::Many(texts)));
                }
            }
        }
        parts.next().is_none().then_some(Self { values, errors: FieldErrors::default(), malformed: false })
    }

    /// Reads the param of one segment.
    pub fn one<T>(&mut self, name: &str, codec: Codec<T>) -> Option<T> {
        let Some(&Texts::One(text)) = self.texts(name) else { return None };
        self.value(text, &codec, || name.to_owned())
    }

    /// Reads the param of several segments.
    pub fn many<T>(&mut self, name: &str, codec: Codec<T>) -> Option<Vec<T>> {
        // Taken out, so that errors can be added meanwhile.
        let known = self.values.iter_mut().find(|(known, _)| *known == name).map(|(_, texts)| texts);
        let Some(Texts::Many(texts)) = known else { return None };
        let texts = std::mem::take(texts);
        let count = texts.len();
        let mut values = Vec::with_capacity(count);
        // Every wrong one gives its error, so the search does not end at the first.
        for (at, text) in texts.into_iter().enumerate() {
            values.extend(self.value(text, &codec, || format!("{name}[{at}]")));
        }
        (values.len() == count).then_some(values)
    }

    /// The errors, and whether one of them is about the encoding.
    pub(super) fn finish(self) -> (FieldErrors, bool) {
        (self.errors, self.malformed)
    }

    fn texts(&self, name: &str) -> Option<&Texts<'p>> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, texts)| texts)
    }

    fn value<T>(&mut self, text: &str, codec: &Codec<T>, path: impl FnOnce() -> String) -> Option<T> {
        let decoded = decode(text, Plus::Plus);
        // As with `decodeURIComponent`, a stray percent sign is an error.
        if decoded.is_lossy || decoded.has_stray_percent {
            self.malformed = true;
            self.errors.add(path(), "is not percent-encoded UTF-8");
            return None;
        }
        codec.read(&decoded.text).map_err(|message| self.errors.add(path(), message)).ok()
    }
}

/// What stands between two texts. They are mostly empty, and a comparison with an empty text is slow: its address is none that
/// can be read, at which the vector instructions of `memcmp` stumble.
fn between<'p>(part: &'p str, before: &str, after: &str) -> Option<&'p str> {
    if before.is_empty() && after.is_empty() {
        return Some(part);
    }
    part.strip_prefix(before)?.strip_suffix(after)
}
