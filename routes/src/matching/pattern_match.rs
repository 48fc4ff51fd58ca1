//! Whether one pattern matches one path.

use crate::encoding::decode;
use crate::pattern::{ParamKind, Pattern, Segment, raw_segments};

/// The value of a param, percent-decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamValue {
    /// One segment.
    One(String),
    /// The segments of a catch-all.
    Many(Vec<String>),
    /// An optional catch-all that matched nothing.
    Absent,
}

/// The params with which a pattern matches a path, in path order; `None` if it does not.
///
/// Next compares fixed text with the path as it was sent, never decoded, and decodes the values of params.
///
/// A route without a segment of the form `[..]` is plain text to Next, whatever else it holds. In the others a param
/// with text around it matches a segment that has the same text around it (Next 16.4, by running it).
pub fn match_pattern(pattern: &Pattern, path: &str) -> Option<Vec<(String, ParamValue)>> {
    // Most patterns begin otherwise, which is seen without taking them apart.
    if let Some(first) = raw_segments(pattern.as_str()).next()
        && !first.contains('[')
        && raw_segments(path).next() != Some(first)
    {
        return None;
    }
    if !pattern.is_dynamic() {
        let same = raw_segments(pattern.as_str()).eq(raw_segments(path));
        return same.then(Vec::new);
    }
    let parts: Vec<&str> = raw_segments(path).collect();
    let mut rest = parts.as_slice();
    let mut params = Vec::new();
    for segment in pattern.segments() {
        match segment {
            Segment::Dynamic(param) if param.kind.repeats() => {
                if rest.is_empty() && param.kind == ParamKind::CatchAll {
                    return None;
                }
                let values: Vec<String> = rest.iter().map(|part| decode(part)).collect();
                let value = if values.is_empty() { ParamValue::Absent } else { ParamValue::Many(values) };
                params.push((param.name, value));
                rest = &[];
            }
            single => {
                let (part, others) = rest.split_first()?;
                rest = others;
                match single {
                    Segment::Static(text) if *part == text => {}
                    Segment::Static(_) => return None,
                    Segment::Dynamic(param) => params.push((param.name, ParamValue::One(decode(part)))),
                    Segment::Affixed { text, param } => {
                        let value = affixed_value(text, part)?;
                        params.push((param.name, ParamValue::One(value)));
                    }
                }
            }
        }
    }
    rest.is_empty().then_some(params)
}

/// The value of the param in `pre[x]post` for a segment with the same text around it.
pub(super) fn affixed_value(text: &str, part: &str) -> Option<String> {
    let (before, rest) = text.split_once('[')?;
    let (_, after) = rest.split_once(']')?;
    let value = part.strip_prefix(before)?.strip_suffix(after)?;
    (!value.is_empty()).then(|| decode(value))
}
