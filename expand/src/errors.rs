//! Every mistake of an item at once.

use syn::{Error, Result};

use crate::mistake::Mistake;

/// Mistakes that were found so far.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<Mistake>);

impl Errors {
    /// Adds a mistake.
    pub(crate) fn push(&mut self, mistake: impl Into<Mistake>) {
        self.0.push(mistake.into());
    }

    /// The value, or its default after a mistake, so that the rest is read too.
    pub(crate) fn take<T: Default>(&mut self, result: Result<T>) -> T {
        result.unwrap_or_else(|error| {
            self.push(error);
            T::default()
        })
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mistakes in the order in which they were found.
    pub(crate) fn into_mistakes(self) -> Vec<Mistake> {
        self.0
    }
}

impl From<Error> for Errors {
    fn from(error: Error) -> Self {
        Self(vec![error.into()])
    }
}
