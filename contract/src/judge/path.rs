//! Where in a value the judge is, without a heap: the way is written out for an issue alone.

use super::issue::{Path, Step};

/// A place in a value, linked to the place that holds it.
pub(super) struct At<'a> {
    outer: Option<&'a At<'a>>,
    step: StepRef<'a>,
    /// How many steps lead here.
    pub(super) depth: usize,
}

#[derive(Clone, Copy)]
enum StepRef<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    pub(super) fn root() -> Self {
        Self { outer: None, step: StepRef::Root, depth: 0 }
    }

    pub(super) fn key(&'a self, key: &'a str) -> Self {
        Self { outer: Some(self), step: StepRef::Key(key), depth: self.depth + 1 }
    }

    pub(super) fn index(&'a self, index: usize) -> Self {
        Self { outer: Some(self), step: StepRef::Index(index), depth: self.depth + 1 }
    }

    pub(super) fn path(&self) -> Path {
        let mut steps = Vec::with_capacity(self.depth);
        let mut at = Some(self);
        while let Some(here) = at {
            match here.step {
                StepRef::Root => {}
                StepRef::Key(key) => steps.push(Step::Key(key.to_owned())),
                StepRef::Index(index) => steps.push(Step::Index(index)),
            }
            at = here.outer;
        }
        steps.reverse();
        Path(steps)
    }
}
