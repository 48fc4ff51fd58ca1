//! Where a value stands, without a list for it until there is something to say of it.

use std::iter::successors;

use rutter_contract::judge::{Path, Step};

/// A place in the value that is read: a step and the place that it starts from.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    before: Option<&'a At<'a>>,
    step: Option<StepAt<'a>>,
    /// The number of steps.
    pub(super) depth: usize,
}

#[derive(Clone, Copy)]
enum StepAt<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The value as a whole.
    pub(super) const ROOT: Self = Self { before: None, step: None, depth: 0 };

    pub(super) fn key(&'a self, key: &'a str) -> Self {
        self.then(StepAt::Key(key))
    }

    pub(super) fn index(&'a self, index: usize) -> Self {
        self.then(StepAt::Index(index))
    }

    fn then(&'a self, step: StepAt<'a>) -> Self {
        Self { before: Some(self), step: Some(step), depth: self.depth + 1 }
    }

    pub(super) fn path(&self) -> Path {
        let steps = successors(Some(self), |at| at.before).filter_map(|at| at.step);
        let mut steps: Vec<Step> = steps
            .map(|step| match step {
                StepAt::Key(key) => Step::Key(key.to_owned()),
                StepAt::Index(index) => Step::Index(index),
            })
            .collect();
        steps.reverse();
        Path(steps)
    }
}
