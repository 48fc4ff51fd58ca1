//! The evaluator: where evaluation starts, and what bounds it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use rustc_hash::FxHashMap;
use rutter_syntax::facts::{BindingId, ExprId, Facts, FunctionId, TypeId};
use rutter_syntax::graph::Environment;

use super::exprs::Changes;
use super::prelude;
use super::shape::Value;
use super::source::{At, Source};
use super::thunk::{Scope, Thunk};
use crate::context::Project;

/// How many expressions and types are evaluated for one question.
const MOST_STEPS: u32 = 20_000;

/// How many members of an object cost as much as one step.
const ENTRIES_PER_STEP: usize = 32;

/// How deep evaluation goes: each name, call and member that is looked through is one step down. More is a circle, or
/// code that nobody reads.
const DEEPEST: u32 = 80;

/// Evaluates expressions and types of an app. It is made for one question, such as what a prop is, because it stops to
/// answer when it has worked for long enough; [`Evaluator::ask`] begins another one.
#[derive(Debug)]
pub(crate) struct Evaluator<'p, 'a> {
    pub(crate) project: &'p Project<'a>,
    /// Where the code runs whose values are asked for: what an import of a client module means depends on it.
    environment: Cell<Environment>,
    /// Whether it leaves out what takes long and only ever makes a value less certain: what the functions that a value is
    /// given to do to it, and which of them are type guards.
    pub(super) is_quick: bool,
    steps: Cell<u32>,
    depth: Cell<u32>,
    /// The functions whose bodies are being evaluated. One that calls itself has nothing new to say.
    running: RefCell<Vec<At<FunctionId>>>,
    /// The names of which it is being found out what is done to their values after they were made.
    filling: RefCell<Vec<At<BindingId>>>,
    /// How often an answer was cut short: by the budget, by the depth, or because it is being looked for already.
    cuts: Cell<u32>,
    /// What was evaluated already, as far as nothing cut it short.
    known: RefCell<FxHashMap<(Question, Environment, Scope<'a>), Value<'a>>>,
    /// What is done to the values of names after they were made, where that was found out already.
    pub(super) changes: RefCell<HashMap<At<BindingId>, Changes>>,
}

/// What is evaluated at most once in a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Question {
    Expr(At<ExprId>),
    Type(At<TypeId>),
    Binding(At<BindingId>),
}

/// A function's body, or what is done to a name's value, is being evaluated for as long as this lives.
#[derive(Debug)]
pub(super) struct Running<'e, T>(&'e RefCell<Vec<T>>);

impl<T> Drop for Running<'_, T> {
    fn drop(&mut self) {
        self.0.borrow_mut().pop();
    }
}

impl<'p, 'a> Evaluator<'p, 'a> {
    /// An evaluator for code that runs in an environment.
    pub(crate) fn new(project: &'p Project<'a>, environment: Environment) -> Self {
        Self {
            project,
            environment: Cell::new(environment),
            is_quick: false,
            steps: Cell::new(0),
            depth: Cell::new(0),
            running: RefCell::default(),
            filling: RefCell::default(),
            cuts: Cell::new(0),
            known: RefCell::default(),
            changes: RefCell::default(),
        }
    }

    /// An evaluator that may take a value for certain that is not, and is several times faster.
    pub(crate) fn quick(project: &'p Project<'a>, environment: Environment) -> Self {
        Self { is_quick: true, ..Self::new(project, environment) }
    }

    /// Begins another question, with the whole budget. What is known from earlier ones is not evaluated again.
    pub(crate) fn ask(&self) -> &Self {
        self.steps.set(0);
        self
    }

    /// Where the code runs whose values are asked for.
    pub(super) fn environment(&self) -> Environment {
        self.environment.get()
    }

    /// Answers as an evaluator for client code does.
    pub(super) fn in_client<T>(&self, evaluate: impl FnOnce() -> T) -> T {
        let own = self.environment.replace(Environment::Client);
        let value = evaluate();
        self.environment.set(own);
        value
    }

    /// What an expression is.
    pub(crate) fn expr(&self, at: At<ExprId>, scope: &Scope<'a>) -> Value<'a> {
        self.bounded(|| self.expr_of(at, scope)).unwrap_or_else(Value::unknown)
    }

    /// What something of a type is.
    pub(crate) fn ty(&self, at: At<TypeId>, scope: &Scope<'a>) -> Value<'a> {
        self.bounded(|| self.type_of(at, scope)).unwrap_or_else(Value::unknown)
    }

    /// What a thunk stands for.
    pub(crate) fn force(&self, thunk: &Thunk<'a>) -> Value<'a> {
        match thunk {
            Thunk::Ready(value) => (**value).clone(),
            Thunk::Expr(at, scope) => self.once(Question::Expr(*at), scope, || self.expr(*at, scope)),
            Thunk::Type(at, scope) => self.once(Question::Type(*at), scope, || self.ty(*at, scope)),
        }
    }

    /// The answer to a question, which is evaluated if nobody has asked before.
    pub(super) fn once(
        &self,
        question: Question,
        scope: &Scope<'a>,
        evaluate: impl FnOnce() -> Value<'a>,
    ) -> Value<'a> {
        let question = (question, self.environment(), scope.clone());
        if let Some(known) = self.known.borrow().get(&question) {
            return known.clone();
        }
        let (value, is_whole) = self.watched(evaluate);
        if is_whole {
            self.known.borrow_mut().insert(question, value.clone());
        }
        value
    }

    /// Evaluates something, and tells whether nothing cut it short: only then it may be remembered.
    pub(super) fn watched<T>(&self, evaluate: impl FnOnce() -> T) -> (T, bool) {
        let cuts = self.cuts.get();
        let found = evaluate();
        (found, self.cuts.get() == cuts)
    }

    /// Whether the evaluator has stopped to answer: what it says from then on is unknown.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.steps.get() >= MOST_STEPS
    }

    /// What a file states.
    pub(crate) fn facts(&self, source: Source) -> &'a Facts {
        match source {
            Source::Module(module) => self.project.graph[module].facts(),
            Source::Prelude(file) => prelude::facts(file),
        }
    }

    /// Begins to evaluate the body of a function, unless it is being evaluated already.
    pub(super) fn enter(&self, function: At<FunctionId>) -> Option<Running<'_, At<FunctionId>>> {
        self.or_cut(begin(&self.running, function))
    }

    /// Begins to find out what is done to a name's value, unless that is being found out already.
    pub(super) fn begin_to_fill(&self, name: At<BindingId>) -> Option<Running<'_, At<BindingId>>> {
        self.or_cut(begin(&self.filling, name))
    }

    /// Takes part of the budget for work on a list.
    pub(super) fn spend(&self, entries: usize) {
        let steps = u32::try_from(entries / ENTRIES_PER_STEP).unwrap_or(MOST_STEPS);
        self.steps.set(self.steps.get().saturating_add(steps));
    }

    /// Takes one step of the budget, one level deeper. None where the budget or the depth is used up.
    pub(super) fn bounded<T>(&self, evaluate: impl FnOnce() -> T) -> Option<T> {
        if self.is_exhausted() {
            return self.or_cut(None);
        }
        self.steps.set(self.steps.get() + 1);
        self.deeper(evaluate)
    }

    /// Goes one level deeper. None where the depth is used up.
    pub(super) fn deeper<T>(&self, evaluate: impl FnOnce() -> T) -> Option<T> {
        if self.depth.get() >= DEEPEST {
            return self.or_cut(None);
        }
        self.depth.set(self.depth.get() + 1);
        let value = evaluate();
        self.depth.set(self.depth.get() - 1);
        Some(value)
    }

    /// Counts an answer that is cut short.
    fn or_cut<T>(&self, begun: Option<T>) -> Option<T> {
        self.cuts.set(self.cuts.get() + u32::from(begun.is_none()));
        begun
    }
}

fn begin<T: Copy + PartialEq>(running: &RefCell<Vec<T>>, it: T) -> Option<Running<'_, T>> {
    let mut entered = running.borrow_mut();
    if entered.contains(&it) {
        return None;
    }
    entered.push(it);
    Some(Running(running))
}
