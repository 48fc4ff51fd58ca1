//! Route patterns in Next's own notation: `/blog/[slug]`, `/docs/[[...path]]`.

use std::cmp::Ordering;
use std::fmt;

use crate::text::utf16_order;

/// A route as Next writes it, for example `/blog/[slug]`. Always starts with `/`; never holds groups or slots.
///
/// Patterns are ordered as Next orders its unions: by UTF-16 code unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern(String);

/// One `/`-separated part of a [`Pattern`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Text that the URL must have at this place: `blog`.
    Static(&'a str),
    /// A parameter that is the whole segment: `[slug]`, `[...path]`, `[[...path]]`.
    Dynamic(Param),
    /// A parameter with text around it: `[id].json`, `@[user]`, `[a]-[b]`. Next sees only the first parameter of
    /// such a segment, and sees even that one only in a route that also has a segment of the form `[..]`; in any
    /// other route the segment is plain text.
    Affixed {
        /// The segment as written.
        text: &'a str,
        /// The first parameter in it.
        param: Param,
    },
}

/// A parameter of a route.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Param {
    /// The name between the brackets.
    pub name: String,
    /// What the parameter matches.
    pub kind: ParamKind,
}

/// What a parameter matches, and so the type of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParamKind {
    /// `[x]`: exactly one segment; a `string`.
    Single,
    /// `[...x]`: one segment or more; a `string[]`.
    CatchAll,
    /// `[[...x]]`: any number of segments; an optional `string[]`.
    OptionalCatchAll,
    /// `[[x]]`: not a valid route. Next types it as an optional `string` all the same.
    Optional,
}

impl Pattern {
    /// Takes a route string as it is. A leading `/` is added where it is missing.
    pub fn new(route: impl Into<String>) -> Self {
        let route = route.into();
        if route.starts_with('/') { Self(route) } else { Self(format!("/{route}")) }
    }

    /// The pattern as Next writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The segments in path order. `/` has none; empty segments are skipped.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = Segment<'_>> {
        raw_segments(&self.0).map(Segment::parse)
    }

    /// Whether Next matches this route by parameters rather than as plain text: some segment is exactly `[..]`
    /// (Next 16.4: `isDynamicRoute` in its strict form).
    pub fn is_dynamic(&self) -> bool {
        raw_segments(&self.0).any(is_bracketed)
    }

    /// The parameters in the order in which Next emits them: path order, except that integer-like names come
    /// first, as they do among the keys of a JavaScript object. A name used twice is listed once.
    pub fn params(&self) -> Vec<Param> {
        if !self.is_dynamic() {
            return Vec::new();
        }
        let mut params: Vec<Param> = Vec::new();
        for segment in self.segments() {
            let (Segment::Dynamic(param) | Segment::Affixed { param, .. }) = segment else { continue };
            match params.iter_mut().find(|known| known.name == param.name) {
                Some(known) => known.kind = param.kind,
                None => params.push(param),
            }
        }
        params.sort_by_key(|param| array_index(&param.name).map_or((1, 0), |index| (0, index)));
        params
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Pattern {
    fn from(route: &str) -> Self {
        Self::new(route)
    }
}

impl Ord for Pattern {
    fn cmp(&self, other: &Self) -> Ordering {
        utf16_order(&self.0, &other.0)
    }
}

impl PartialOrd for Pattern {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<'a> Segment<'a> {
    /// Reads one segment. Anything is a segment: what is not a parameter is static.
    pub fn parse(text: &'a str) -> Self {
        match first_param(text) {
            Some((param, true)) => Self::Dynamic(param),
            Some((param, false)) => Self::Affixed { text, param },
            None => Self::Static(text),
        }
    }
}

impl Param {
    /// Reads what stands between the outer brackets: `slug`, `...path`, `[...path]`, `[x]`.
    fn parse(inner: &str) -> Self {
        let (optional, inner) = match inner.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => (true, name),
            None => (false, inner),
        };
        let (repeat, name) = match inner.strip_prefix("...") {
            Some(name) => (true, name),
            None => (false, inner),
        };
        let kind = match (repeat, optional) {
            (false, false) => ParamKind::Single,
            (true, false) => ParamKind::CatchAll,
            (true, true) => ParamKind::OptionalCatchAll,
            (false, true) => ParamKind::Optional,
        };
        Self { name: name.to_owned(), kind }
    }
}

impl ParamKind {
    /// Whether the parameter takes several segments.
    pub fn repeats(self) -> bool {
        matches!(self, Self::CatchAll | Self::OptionalCatchAll)
    }

    /// The TypeScript type of the value where there is one: `string`, `string[]`.
    pub fn type_text(self) -> &'static str {
        if self.repeats() { "string[]" } else { "string" }
    }

    /// Whether the route matches without the parameter.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::OptionalCatchAll | Self::Optional)
    }
}

/// The non-empty `/`-separated parts of a path.
pub(crate) fn raw_segments(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// Whether a segment has the outline `[..]`, whatever is inside; `[]` has not.
pub(crate) fn is_bracketed(segment: &str) -> bool {
    segment.len() > 2 && segment.starts_with('[') && segment.ends_with(']')
}

/// The first parameter of a segment, and whether it is the whole segment.
///
/// The first `[` opens it. An inner `[..]` directly followed by `]` makes it optional; otherwise it ends at the next
/// `]` (Next 16.4: `PARAMETER_PATTERN`).
fn first_param(segment: &str) -> Option<(Param, bool)> {
    let open = segment.find('[')?;
    let rest = &segment[open + 1..];
    let close = rest.find(']')?;
    let doubled = rest.starts_with('[') && rest[close + 1..].starts_with(']');
    let inner = if doubled { &rest[..=close] } else { &rest[..close] };
    if inner.is_empty() {
        return None;
    }
    let whole = open == 0 && inner.len() + 1 == rest.len();
    Some((Param::parse(inner), whole))
}

/// The value of a property name that JavaScript treats as an array index.
fn array_index(name: &str) -> Option<u32> {
    let index: u32 = name.parse().ok()?;
    (index != u32::MAX && index.to_string() == name).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::{ParamKind, Pattern};

    fn params(route: &str) -> Vec<(String, ParamKind)> {
        Pattern::new(route).params().into_iter().map(|param| (param.name, param.kind)).collect()
    }

    /// Each row is what `next typegen` 16.4.6 wrote into `ParamMap`.
    #[test]
    fn params_are_those_of_next() {
        use ParamKind::{CatchAll, Optional, OptionalCatchAll, Single};
        let table: &[(&str, &[(&str, ParamKind)])] = &[
            ("/", &[]),
            ("/blog/[slug]", &[("slug", Single)]),
            ("/docs/[...path]", &[("path", CatchAll)]),
            ("/shop/[[...filters]]", &[("filters", OptionalCatchAll)]),
            ("/o/[[id]]", &[("id", Optional)]),
            ("/e/[[[x]]]", &[("[x", Optional)]),
            ("/e/[.x]", &[(".x", Single)]),
            ("/[b]/[1]/[a]", &[("1", Single), ("b", Single), ("a", Single)]),
            ("/[a]/x/[a]", &[("a", Single)]),
            ("/item/[id].json", &[]),
            ("/[lang]/file/[id].json", &[("lang", Single), ("id", Single)]),
            ("/two/[a]-[b]", &[("a", Single)]),
            ("/[]", &[]),
        ];
        for (route, expected) in table {
            let expected: Vec<_> = expected.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
            assert_eq!(params(route), expected, "{route}");
        }
    }
}
