//! The walk over two versions of a type at once.
//!
//! Values go one way: from who writes them to who takes them. A request is written by the type as it was and taken by
//! the type as it is; a response is written by the type as it is and taken by readers who know it as it was. A
//! difference breaks someone exactly where what is written is not all taken.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::judge::{judge, judge_response};
use crate::ty::Type;

use super::at::At;
use super::change::{Audience, Code, Effect};
use super::{Types, words};

/// Where a type is used, and so which way its values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Position {
    /// A JSON body of a request.
    Json,
    /// A form.
    Form,
    /// The URL of an endpoint.
    Query,
    /// The URL of a page.
    Link,
    /// A body of a response.
    Response,
}

/// A difference, before it is known who uses the type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    pub(super) at: String,
    pub(super) effect: Effect,
    pub(super) code: Code,
    pub(super) said: Said,
}

/// What is said of a difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Said {
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) message: String,
    pub(super) why: &'static str,
}

/// The names of a type before and after.
pub(super) type Pair<'c> = (&'c str, &'c str);

pub(super) struct Walk<'c> {
    pub(super) before: &'c Types,
    pub(super) after: &'c Types,
    pub(super) position: Position,
    /// What was found, but for what is told of named types.
    pub(super) found: Vec<Finding>,
    /// The named types that were met, which are compared on their own.
    pub(super) met: Vec<Pair<'c>>,
    trial: Option<Trial>,
    known: Known,
    /// How many more steps may be taken to try types.
    steps: usize,
    /// How many types are being compared that hold each other.
    depth: usize,
}

/// What came of trying whether one type takes the values of another.
#[derive(Clone, Default)]
pub(super) struct Trial {
    /// The first thing that breaks.
    pub(super) breaks: Option<String>,
    /// Whether anything differs.
    pub(super) differs: bool,
}

/// What was found of pairs of types while trying, by their addresses, if one of each is a named one. A pair that is being tried
/// counts as fitting, since a value has an end; what was concluded from that is forgotten if it turns out not to.
#[derive(Default)]
struct Known {
    trials: HashMap<Tried, Trial>,
    assumed: Vec<Tried>,
}

type Tried = (*const Type, *const Type, Position);

/// The most steps of trying in one comparison: contracts of thousands of types take some ten thousands.
const MAX_STEPS: usize = 1_000_000;

/// The most types in each other. A type that refers to itself and asks for nothing on the way has no end.
const MAX_DEPTH: usize = 200;

/// How many references are followed that lead to nothing but references.
const MAX_LOOKUPS: usize = 64;

impl Position {
    pub(super) fn is_response(self) -> bool {
        self == Self::Response
    }

    /// Whether every value is text.
    pub(super) fn is_url(self) -> bool {
        matches!(self, Self::Query | Self::Link)
    }

    pub(super) fn audience(self) -> Audience {
        match self {
            Self::Json | Self::Form | Self::Query => Audience::Senders,
            Self::Link => Audience::Links,
            Self::Response => Audience::Readers,
        }
    }
}

impl<'c> Walk<'c> {
    pub(super) fn new(before: &'c Types, after: &'c Types) -> Self {
        Self {
            before,
            after,
            position: Position::Json,
            found: Vec::new(),
            met: Vec::new(),
            trial: None,
            known: Known::default(),
            steps: MAX_STEPS,
            depth: 0,
        }
    }

    pub(super) fn is_response(&self) -> bool {
        self.position.is_response()
    }

    /// The first of two things for requests, the second for responses.
    pub(super) fn pick<T>(&self, sent: T, read: T) -> T {
        if self.is_response() { read } else { sent }
    }

    /// Of two versions, the one that writes and the one that takes.
    pub(super) fn written_taken<T>(&self, before: T, after: T) -> (T, T) {
        if self.is_response() { (after, before) } else { (before, after) }
    }

    pub(super) fn report(&mut self, at: &At<'_>, effect: Effect, code: Code, say: impl FnOnce() -> Said) {
        match &mut self.trial {
            None => self.found.push(Finding { at: at.to_string(), effect, code, said: say() }),
            Some(trial) => {
                trial.differs = true;
                if effect == Effect::Breaking && trial.breaks.is_none() {
                    trial.breaks = Some(say().message);
                }
            }
        }
    }

    /// What was found since it was last asked for. What is safe in a part of a type is not told where it breaks the whole.
    pub(super) fn take_found(&mut self) -> Vec<Finding> {
        let mut found = std::mem::take(&mut self.found);
        let breaking: HashSet<(String, Code)> = found
            .iter()
            .filter(|finding| finding.effect == Effect::Breaking)
            .map(|finding| (finding.at.clone(), finding.code))
            .collect();
        found.retain(|finding| {
            finding.effect == Effect::Breaking || !breaking.contains(&(finding.at.clone(), finding.code))
        });
        found
    }

    /// Reports that a value is of another type.
    pub(super) fn changed(&mut self, at: &At<'_>, breaks: bool, before: &Type, after: &Type) {
        let why = match (breaks, self.is_response()) {
            (true, false) => "values that were taken are refused",
            (true, true) => "readers get values that they do not know",
            (false, false) => "every value that was taken still is",
            (false, true) => "every value is one that readers know",
        };
        self.changed_because(at, breaks, before, after, why);
    }

    pub(super) fn changed_because(
        &mut self,
        at: &At<'_>,
        breaks: bool,
        before: &Type,
        after: &Type,
        why: &'static str,
    ) {
        let (before, after) = (words::ty(self.before, before), words::ty(self.after, after));
        self.report(at, Effect::breaking(breaks), Code::TypeChanged, || Said {
            message: format!("{} is {after}, was {before}", at.named()),
            before: Some(before),
            after: Some(after),
            why,
        });
    }

    /// Whether the version that takes takes a value.
    pub(super) fn takes(&self, before: &Type, after: &Type, value: &Value) -> bool {
        if self.is_response() {
            judge_response(self.before, before, value).is_empty()
        } else {
            judge(self.after, after, value).is_empty()
        }
    }

    /// Whether a type takes `null`, as it is used here.
    pub(super) fn takes_null(&self, types: &Types, ty: &Type) -> bool {
        let judge = if self.is_response() { judge_response } else { judge };
        judge(types, ty, &Value::Null).is_empty()
    }

    /// Compares two types without reporting anything, named types in place.
    pub(super) fn tried(&mut self, before: &'c Type, after: &'c Type, at: &At<'_>) -> Trial {
        let outer = self.trial.replace(Trial::default());
        self.ty(before, after, at);
        std::mem::replace(&mut self.trial, outer).unwrap_or_default()
    }

    /// Whether all that is written of one is taken by the other.
    pub(super) fn fits(&mut self, before: &'c Type, after: &'c Type) -> bool {
        self.tried(before, after, &At::start("")).breaks.is_none()
    }

    /// Whether nothing differs.
    pub(super) fn is_same(&mut self, before: &'c Type, after: &'c Type) -> bool {
        before == after && matches!(before, Type::Ref { .. })
            || !self.tried(before, after, &At::start("")).differs
    }

    /// Compares two types and reports what differs. Work is bounded.
    pub(super) fn ty(&mut self, before: &'c Type, after: &'c Type, at: &At<'_>) {
        // Without trying, each type is met once.
        if self.depth >= MAX_DEPTH || self.trial.is_some() && self.steps == 0 {
            let why = "the types are too large to be compared in full";
            return self.changed_because(at, true, before, after, why);
        }
        self.steps -= usize::from(self.trial.is_some());
        self.depth += 1;
        self.shape(before, after, at);
        self.depth -= 1;
    }

    /// The definition of a named type, as it is used here.
    pub(super) fn definition(&self, types: &'c Types, name: &str) -> Option<&'c Type> {
        let definition = types.get(name)?;
        Some(if self.is_response() { definition.response() } else { &definition.request })
    }

    /// The type that a reference leads to.
    pub(super) fn resolved(&self, types: &'c Types, ty: &'c Type) -> &'c Type {
        let mut ty = ty;
        for _ in 0..MAX_LOOKUPS {
            match ty {
                Type::Ref { to } => match self.definition(types, to) {
                    Some(target) => ty = target,
                    None => return &Type::Never,
                },
                ty => return ty,
            }
        }
        &Type::Never
    }

    /// Two references. Those that mean one type are compared once, wherever they stand.
    pub(super) fn named(&mut self, pair: Pair<'c>, before: &'c Type, after: &'c Type, at: &At<'_>) {
        if self.trial.is_some() {
            let (old, new) = (self.resolved(self.before, before), self.resolved(self.after, after));
            return self.in_place(old, new, at);
        }
        let was_renamed = || !self.after.contains_key(pair.0) && !self.before.contains_key(pair.1);
        if pair.0 == pair.1 || was_renamed() {
            self.met.push(pair);
            return;
        }
        let trial = self.tried(before, after, at);
        let (before, after) = (words::ty(self.before, before), words::ty(self.after, after));
        let because = trial.breaks.as_ref().map_or_else(String::new, |first| format!(": {first}"));
        let why = match (trial.breaks.is_some(), self.is_response()) {
            (true, false) => "values of the one are refused by the other",
            (true, true) => "readers get values that they do not know",
            (false, _) => "every value of the one is one of the other",
        };
        self.report(at, Effect::breaking(trial.breaks.is_some()), Code::TypeChanged, || Said {
            message: format!("{} is {after}, was {before}{because}", at.named()),
            before: Some(before),
            after: Some(after),
            why,
        });
    }

    /// Two types of which one is a reference and the other is not.
    pub(super) fn resolve(&mut self, before: &'c Type, after: &'c Type, at: &At<'_>) {
        let (before, after) = (self.resolved(self.before, before), self.resolved(self.after, after));
        match self.trial {
            Some(_) => self.in_place(before, after, at),
            None => self.ty(before, after, at),
        }
    }

    /// Two types while trying, of which at least one has a name.
    fn in_place(&mut self, before: &'c Type, after: &'c Type, at: &At<'_>) {
        let key = (std::ptr::from_ref(before), std::ptr::from_ref(after), self.position);
        let found = match self.known.trials.get(&key) {
            Some(known) => known.clone(),
            None => {
                let mark = self.known.assumed.len();
                self.known.trials.insert(key, Trial::default());
                self.known.assumed.push(key);
                let found = self.tried(before, after, at);
                if found.breaks.is_some() {
                    for key in self.known.assumed.drain(mark..) {
                        self.known.trials.remove(&key);
                    }
                }
                self.known.trials.insert(key, found.clone());
                found
            }
        };
        if let Some(trial) = &mut self.trial {
            trial.differs |= found.differs;
            trial.breaks = trial.breaks.take().or(found.breaks);
        }
    }
}
