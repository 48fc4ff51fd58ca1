//! The params as code hands them around: from a variable to the next, and into functions of the project.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rutter_syntax::facts::{
    ExprId, ExprKind, Facts, FunctionId, Node, PatternId, PatternKind, PropertyKey, StatementKind,
};
use rutter_syntax::graph::ModuleId;

use super::shared::Shared;
use super::{Refusal, refuse_at};
use crate::analysis::Analysis;
use crate::ide::site::Site;

/// A place that names a param.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) module: ModuleId,
    pub(super) name: String,
    /// The bytes of the name.
    pub(super) span: Range<usize>,
    /// Whether the name is that of a variable, too: `{ slug }`.
    pub(super) is_shorthand: bool,
    /// What it stands in that others may use.
    pub(super) owner: Option<Shared>,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    /// The object in which the params are: the props, or the second argument of a route handler.
    Props,
    /// The params, or the promise of them.
    Params,
    /// What `route.params.safe()` answers.
    Checked,
    /// What `Promise.all()` answers, with the params at this place.
    Item(usize),
}

/// How many variables, functions and types are followed one after the other. More are a circle, which broken code may have.
pub(super) const DEEPEST: u32 = 24;

/// All that was followed.
pub(super) struct Trace<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) reads: Vec<Read>,
    /// Where something shared is used and was followed, by module and byte.
    pub(super) followed: BTreeSet<(Shared, ModuleId, usize)>,
    /// What uses something shared that is shared itself.
    pub(super) within: BTreeMap<Shared, BTreeSet<Shared>>,
    /// The types that name their route, by the byte of its pattern, with what they stand in.
    pub(super) routes: BTreeMap<(ModuleId, usize), Option<Shared>>,
    /// The routes whose generated reader is given the params, and where.
    pub(super) readers: Vec<(ModuleId, usize, String)>,
    /// What is known to be used by nobody else.
    pub(super) ours: RefCell<BTreeSet<Shared>>,
    visited: BTreeSet<(Shared, usize, Holds)>,
}

/// A module in which something is followed.
pub(super) struct Tracer<'t, 's, 'a> {
    pub(super) trace: &'t mut Trace<'a>,
    pub(super) site: &'s Site<'a>,
    pub(super) facts: &'a Facts,
    pub(super) owner: Option<Shared>,
}

impl<'a> Trace<'a> {
    pub(super) fn new(analysis: &'a Analysis) -> Self {
        Self {
            analysis,
            reads: Vec::new(),
            followed: BTreeSet::new(),
            within: BTreeMap::new(),
            routes: BTreeMap::new(),
            readers: Vec::new(),
            ours: RefCell::default(),
            visited: BTreeSet::new(),
        }
    }

    pub(super) fn tracer<'t, 's>(
        &'t mut self,
        site: &'s Site<'a>,
        owner: Option<Shared>,
    ) -> Tracer<'t, 's, 'a> {
        Tracer { trace: self, site, facts: site.facts, owner }
    }

    /// Whether something shared is looked at for the first time. A function is asked for by the position of its parameter.
    pub(super) fn is_new(&mut self, shared: Shared, position: usize, holds: Holds) -> bool {
        self.visited.insert((shared, position, holds))
    }

    /// The parameter of a function that is given a value.
    pub(super) fn parameter(
        &mut self,
        holds: Holds,
        (module, function): (ModuleId, FunctionId),
        index: usize,
        depth: u32,
    ) -> Result<(), Refusal> {
        let owner = Shared::Function(module, function);
        if !self.is_new(owner, index, holds) {
            return Ok(());
        }
        let site = Site::of_module(self.analysis, module);
        let facts = site.facts;
        let start = facts[function].span.start as usize;
        if !self.analysis.graph[module].is_whole() {
            return refuse_at(&site, 0, "the file has a syntax error, so what it reads cannot be told");
        }
        let parameters = &facts[facts[function].parameters];
        if parameters.iter().take(index + 1).any(|parameter| parameter.rest) {
            return refuse_at(&site, start, "the function takes all its arguments at once");
        }
        let Some(parameter) = parameters.get(index) else { return Ok(()) };
        let mut tracer = self.tracer(&site, Some(owner));
        tracer.pattern(holds, parameter.pattern, depth)?;
        parameter.ty.map_or(Ok(()), |ty| tracer.ty(holds, ty, depth))
    }
}

impl Tracer<'_, '_, '_> {
    pub(super) fn refuse<T>(&self, at: impl Into<Range<usize>>, why: &str) -> Result<T, Refusal> {
        refuse_at(self.site, at.into().start, why)
    }

    pub(super) fn read(&mut self, name: &str, span: Range<usize>, is_shorthand: bool) -> Result<(), Refusal> {
        let text = self.site.text();
        let is_name = |span: &Range<usize>| text.get(span.clone()) == Some(name);
        let in_quotes = span.start + 1..span.start + 1 + name.len();
        let is_quoted = text.get(span.start..).is_some_and(|it| it.starts_with(['\'', '"']));
        let span = match is_quoted {
            true => in_quotes,
            false => span,
        };
        // A key with an escape is no plain name.
        if !is_name(&span) {
            return self.refuse(span, &format!("`{name}` is not written as a plain name; write it as one"));
        }
        let module = self.site.module;
        self.trace.reads.push(Read { module, name: name.to_owned(), span, is_shorthand, owner: self.owner });
        Ok(())
    }

    /// Notes that something shared is used here.
    pub(super) fn uses(&mut self, shared: Shared, at: usize) {
        self.trace.followed.insert((shared, self.site.module, at));
        if let Some(owner) = self.owner {
            self.trace.within.entry(shared).or_default().insert(owner);
        }
    }

    /// What takes a value apart, or gives it a name.
    pub(super) fn pattern(&mut self, holds: Holds, pattern: PatternId, depth: u32) -> Result<(), Refusal> {
        let facts = self.facts;
        let span = facts[pattern].span;
        match facts[pattern].kind {
            _ if depth > DEEPEST => self.refuse(span, "the params go through too many variables"),
            PatternKind::Default { pattern, .. } => self.pattern(holds, pattern, depth + 1),
            PatternKind::Binding(binding) if facts[binding].reassigned => {
                self.refuse(span, "the variable with the params is written to again; use one more variable")
            }
            PatternKind::Binding(binding) => {
                facts.references(binding).try_for_each(|expr| self.value(holds, expr, depth + 1))
            }
            PatternKind::Object { properties, rest } => {
                let mut takes_params = false;
                for property in &facts[properties] {
                    let PropertyKey::Name(name) = property.key else {
                        let why = "a param is taken by a name that is not written down; write it down";
                        return self.refuse(property.key_span, why);
                    };
                    let name = &facts[name];
                    match holds {
                        Holds::Params => {
                            let value = facts[property.value].span;
                            let is_shorthand = value.start == property.key_span.start;
                            self.read(name, property.key_span.into(), is_shorthand)?;
                        }
                        _ if holds.params_at() == Some(name) => {
                            takes_params = true;
                            self.pattern(Holds::Params, property.value, depth + 1)?;
                        }
                        _ => {}
                    }
                }
                match (rest, holds) {
                    (Some(_), Holds::Params) => {
                        self.refuse(span, "the rest of the params is taken as a whole; name the params")
                    }
                    (Some(rest), _) if !takes_params => self.pattern(holds, rest, depth + 1),
                    _ => Ok(()),
                }
            }
            PatternKind::Array { elements, rest: None } if let Holds::Item(index) = holds => {
                let element = facts[elements].iter().find(|(at, _)| *at as usize == index);
                element.map_or(Ok(()), |(_, element)| self.pattern(Holds::Params, *element, depth + 1))
            }
            PatternKind::Array { .. } | PatternKind::Place(_) | PatternKind::Other => {
                self.refuse(span, "the params are taken apart in a way that is not followed")
            }
        }
    }

    /// What is done with a value.
    pub(super) fn value(&mut self, holds: Holds, value: ExprId, depth: u32) -> Result<(), Refusal> {
        let facts = self.facts;
        if depth > DEEPEST {
            return self.refuse(facts[value].span, "the params go through too many variables");
        }
        let is_value = |expr: ExprId| facts.without_types(expr) == facts.without_types(value);
        match facts.parent(value) {
            Node::Expr(parent) => match facts[parent].kind {
                ExprKind::Member { object, property, .. } if is_value(object) => {
                    match (holds, &facts[property]) {
                        (Holds::Params, "then") => self.then(parent, depth),
                        (Holds::Params, "catch" | "finally") | (Holds::Item(_), _) => self.lost(value),
                        (Holds::Params, name) => {
                            let end = facts[parent].span.end as usize;
                            self.read(name, end.saturating_sub(name.len())..end, false)
                        }
                        (_, name) if holds.params_at() == Some(name) => {
                            self.value(Holds::Params, parent, depth + 1)
                        }
                        _ => Ok(()),
                    }
                }
                ExprKind::Await(_) if holds != Holds::Props => self.value(holds, parent, depth + 1),
                ExprKind::Call { callee, arguments, .. } if !is_value(callee) => {
                    let index = facts[arguments].iter().position(|argument| is_value(*argument));
                    match index {
                        Some(index) => self.handed(holds, parent, (value, index), depth),
                        None => self.lost(value),
                    }
                }
                ExprKind::Array(items) if holds == Holds::Params => {
                    let all = facts.parent(parent);
                    let index = facts[items].iter().position(|item| is_value(*item));
                    match (all, index) {
                        (Node::Expr(call), Some(index)) if self.is_promise_all(call, parent, index) => {
                            self.value(Holds::Item(index), call, depth + 1)
                        }
                        _ => self.lost(value),
                    }
                }
                ExprKind::Jsx(jsx) => self.rendered(holds, jsx, value, depth),
                _ => self.lost(value),
            },
            Node::Jsx(jsx) => self.rendered(holds, jsx, value, depth),
            Node::Declarator(declarator) => self.pattern(holds, facts[declarator].pattern, depth + 1),
            Node::Statement(statement) => match facts[statement].kind {
                StatementKind::Expression(_) => Ok(()),
                _ => self.lost(value),
            },
            _ => self.lost(value),
        }
    }

    pub(super) fn lost<T>(&self, value: ExprId) -> Result<T, Refusal> {
        self.refuse(
            self.facts[value].span,
            "the params are handed on, and what is read of them there is not known; hand on what is needed of them",
        )
    }

    /// `params.then(({ slug }) => ..)`
    fn then(&mut self, member: ExprId, depth: u32) -> Result<(), Refusal> {
        let facts = self.facts;
        if let Node::Expr(call) = facts.parent(member)
            && let ExprKind::Call { callee, arguments, .. } = facts[call].kind
            && facts.without_types(callee) == member
            && let Some(first) = facts[arguments].first()
            && let ExprKind::Function(function) = facts[facts.without_types(*first)].kind
            && let Some(parameter) = facts[facts[function].parameters].first().filter(|it| !it.rest)
        {
            self.pattern(Holds::Params, parameter.pattern, depth + 1)?;
            return parameter.ty.map_or(Ok(()), |ty| self.ty(Holds::Params, ty, depth + 1));
        }
        self.lost(member)
    }

    fn is_promise_all(&self, call: ExprId, list: ExprId, index: usize) -> bool {
        let facts = self.facts;
        let ExprKind::Call { callee, arguments, .. } = facts[call].kind else { return false };
        let ExprKind::Array(items) = facts[list].kind else { return false };
        let is_spread = |item: &ExprId| matches!(facts[*item].kind, ExprKind::Spread(_));
        // Holes are left out of the facts, so the text has to have none.
        let has_hole = || {
            self.site.text().get(Range::<usize>::from(facts[list].span)).is_none_or(|it| it.contains(",,"))
        };
        facts.member_path(callee).is_some_and(|path| path == ["Promise", "all"])
            && facts[arguments].len() == 1
            && !facts[items][..=index].iter().any(is_spread)
            && !has_hole()
    }
}

impl Holds {
    /// The property in which the params are.
    fn params_at(self) -> Option<&'static str> {
        match self {
            Self::Props => Some("params"),
            Self::Checked => Some("data"),
            Self::Params | Self::Item(_) => None,
        }
    }
}
