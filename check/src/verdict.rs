//! Whether a value can cross, and if not, what of it cannot.
//!
//! The rules are those of React Flight 19.3 as Next 16.4.6 bundles it, from running it on 159 kinds of value. [`judge`]
//! goes through a value in the order in which Flight does. What it cannot know makes the verdict unknown, which is
//! never a finding.

mod classes;
mod judge;
mod reason;

use rutter_syntax::graph::Environment;

use crate::context::Project;
use crate::value::{Evaluator, Step};

pub(crate) use judge::judge;
pub use reason::Outcome;
pub(crate) use reason::Reason;

/// Where a value crosses to, which decides what can cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channel {
    /// From the server to the client: props, children, what an action or a cached function returns.
    ToClient,
    /// From the client to the server: the arguments of an action.
    ToServer,
    /// What a page of the Pages Router gets, which is JSON: `getServerSideProps` and its like.
    Json,
}

/// Whether a value can cross.
#[derive(Debug, Clone, Default)]
pub(crate) struct Verdict {
    /// What of it cannot, in the order in which it is found: the first decides what happens.
    pub(crate) offenders: Vec<Offender>,
    /// The first part of which nothing is known: its path, as in [`Offender`].
    pub(crate) unknown: Option<String>,
    /// The members that were watched for and are there: their paths.
    pub(crate) watched: Vec<String>,
}

/// A part of a value that cannot cross.
#[derive(Debug, Clone)]
pub(crate) struct Offender {
    /// Where it is in the value: empty for the value itself, else `.account.balance`, `[].run`.
    pub(crate) path: String,
    /// What it is.
    pub(crate) reason: Reason,
    /// The places it came through, from where the value is used to where it is made.
    pub(crate) trail: Vec<Step>,
    /// Whether it is what a promise is fulfilled with: then it is the promise that fails.
    pub(crate) promised: bool,
    /// Where the value is one that an action is bound to: the position of the argument, from 1.
    pub(crate) bound: Option<usize>,
}

/// Judges values quickly, and once more where something was found, with all that may have happened to a value: nearly
/// all values can cross, and to find that out takes a fraction of what it takes to be certain that one cannot. The
/// values of one module are mostly made of the same few others, which are evaluated once.
#[derive(Debug)]
pub(crate) struct Judges<'p, 'a> {
    quick: Evaluator<'p, 'a>,
    certain: Evaluator<'p, 'a>,
}

impl<'p, 'a> Judges<'p, 'a> {
    /// Those for the values of one module that runs in an environment.
    pub(crate) fn new(project: &'p Project<'a>, environment: Environment) -> Self {
        Self { quick: Evaluator::quick(project, environment), certain: Evaluator::new(project, environment) }
    }

    /// The verdict that `judged` comes to with an evaluator.
    pub(crate) fn verdict(&self, judged: impl Fn(&Evaluator<'p, 'a>) -> Verdict) -> Verdict {
        let verdict = judged(self.quick.ask());
        if verdict.offenders.is_empty() && verdict.watched.is_empty() {
            return verdict;
        }
        judged(self.certain.ask())
    }
}

impl Verdict {
    /// A value that crosses as it is.
    pub(crate) fn is_serializable(&self) -> bool {
        self.unknown.is_none() && self.worst().is_none()
    }

    /// The first part that keeps the value from crossing as it is: one that throws before one that does not.
    pub(crate) fn worst(&self) -> Option<&Offender> {
        let offending = self.offenders.iter().filter(|offender| offender.reason.outcome().is_some());
        offending.min_by_key(|offender| offender.reason.outcome())
    }
}
