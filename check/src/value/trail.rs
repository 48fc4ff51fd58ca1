//! The places that a value came through on its way to where it is used.

use std::sync::Arc;

use super::source::Place;

/// The way of a value, from where it is used back to where it is made. Sharing it costs nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trail(Option<Arc<Link>>);

#[derive(Debug)]
struct Link {
    step: Step,
    rest: Trail,
}

/// A place on the way of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// Where it is.
    pub(crate) place: Place,
    /// What is there, in a few words: `` `user` is set here ``.
    pub(crate) what: String,
}

impl Trail {
    /// The way with one more step before it.
    #[must_use]
    pub(crate) fn after(self, step: Step) -> Self {
        Self(Some(Arc::new(Link { step, rest: self })))
    }

    /// Whether the value came through no place.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The steps, from where the value is used to where it is made.
    pub(crate) fn steps(&self) -> impl Iterator<Item = &Step> {
        let links = std::iter::successors(self.0.as_deref(), |link| link.rest.0.as_deref());
        links.map(|link| &link.step)
    }
}
