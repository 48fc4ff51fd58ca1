//! A segment as Next's router reads it.

/// A segment as the router sees it: by its outline, whatever the brackets hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level<'a> {
    Static(&'a str),
    /// `[name]`
    Single(&'a str),
    /// `[...name]`
    CatchAll(&'a str),
    /// `[[...name]]`
    OptionalCatchAll(&'a str),
}

impl<'a> Level<'a> {
    pub(crate) fn of(segment: &'a str) -> Self {
        let Some(inner) = segment.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
            return Self::Static(segment);
        };
        let optional = inner.strip_prefix("[...").and_then(|rest| rest.strip_suffix(']'));
        match (optional, inner.strip_prefix("...")) {
            (Some(name), _) => Self::OptionalCatchAll(name),
            (None, Some(name)) => Self::CatchAll(name),
            (None, None) => Self::Single(inner),
        }
    }

    /// The param's name; `None` for a static segment.
    pub(crate) fn name(self) -> Option<&'a str> {
        match self {
            Self::Static(_) => None,
            Self::Single(name) | Self::CatchAll(name) | Self::OptionalCatchAll(name) => Some(name),
        }
    }
}
