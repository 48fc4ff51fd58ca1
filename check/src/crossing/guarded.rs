//! Code that a server component does not come to.
//!
//! A component that the client uses too often takes a callback that may be missing: `onClose && <button
//! onClick={() => onClose()}>`. No page of the server that works has given it a function that is no action, so nobody knows
//! that the code behind the question runs there; nor does what asks for `window`.

use rustc_hash::FxHashMap;
use rutter_syntax::facts::{
    BindingKind, ExprId, ExprKind, Facts, LogicalOperator, Node, Span, StatementKind,
};
use rutter_syntax::graph::Environment;

use crate::context::ModuleContext;
use crate::value::{At, Evaluator, Function, Scope, Shape, Source, Value};
use crate::verdict::Offender;

/// Globals that are there in a browser only.
const OF_BROWSERS: [&str; 3] = ["document", "self", "window"];

/// What the conditions of a file decide about. It is made for one prop that holds an offender.
pub(super) struct Guards<'m, 'a> {
    module: &'m ModuleContext<'a>,
    facts: &'a Facts,
    conditions: Vec<Condition>,
    /// Whether a condition asks for a function or a browser, of those that were asked about.
    known: FxHashMap<ExprId, bool>,
}

/// A condition, and what it decides about.
#[derive(Debug, Clone, Copy)]
struct Condition {
    test: ExprId,
    /// The whole expression or statement.
    span: Span,
    /// The function that it stands in.
    function: Option<Span>,
    /// Whether it is an expression, so that it decides what a value is that it stands in.
    is_value: bool,
    /// Whether it may end the function, so that it decides about all that follows.
    may_leave: bool,
}

impl<'m, 'a> Guards<'m, 'a> {
    pub(super) fn new(module: &'m ModuleContext<'a>) -> Self {
        let facts = module.facts;
        let function = |node| facts.function_of(node).map(|function| facts[function].span);
        let exprs = facts.exprs.iter_ids().filter_map(|(id, expr)| {
            let test = match expr.kind {
                ExprKind::Conditional { test, .. } => test,
                ExprKind::Logical { operator: LogicalOperator::And, left, .. } => left,
                _ => return None,
            };
            let function = function(Node::Expr(id));
            Some(Condition { test, span: expr.span, function, is_value: true, may_leave: false })
        });
        let leaving = |kind| matches!(kind, StatementKind::Return(_) | StatementKind::Throw(_));
        let leaving = facts.statements.iter().filter(|it| leaving(it.kind)).map(|it| it.span.start);
        let mut leaving: Vec<u32> = leaving.collect();
        leaving.sort_unstable();
        let statements = facts.statements.iter_ids().filter_map(|(id, statement)| {
            let StatementKind::If { test, then, .. } = statement.kind else { return None };
            let function = function(Node::Statement(id));
            let then = facts[then].span;
            let next = leaving.get(leaving.partition_point(|start| *start < then.start));
            let may_leave = next.is_some_and(|start| *start < then.end);
            Some(Condition { test, span: statement.span, function, is_value: false, may_leave })
        });
        let conditions = exprs.chain(statements).collect();
        Self { module, facts, conditions, known: FxHashMap::default() }
    }

    /// Whether an offender, or the element that it is given to, stands behind such a question: around the element, in what
    /// is given, where the value was declared or made, or before any of them in a way that may leave the function.
    pub(super) fn are_around(&mut self, element: Span, given: Span, offender: &Offender) -> bool {
        let facts = self.facts;
        let own = Source::Module(self.module.id);
        let way = offender.trail.iter().filter(|step| step.place.source == own).map(|step| step.place.id);
        let places: Vec<Span> = [element].into_iter().chain(way).collect();
        let declared = |place: Span| {
            let declarators = facts.declarators.iter();
            declarators.filter(move |it| facts[it.pattern].span.contains(place)).filter_map(|it| it.value)
        };
        let values = places.iter().flat_map(|place| declared(*place)).map(|value| facts[value].span);
        let values: Vec<Span> = values.chain([given]).collect();
        let conditions = self.conditions.iter().filter(|condition| {
            places.iter().any(|place| condition.decides_about(facts, *place))
                || values.iter().any(|value| condition.decides_what_is(*value))
        });
        let tests: Vec<ExprId> = conditions.map(|condition| condition.test).collect();
        tests.into_iter().any(|test| match self.known.get(&test) {
            Some(asks) => *asks,
            None => {
                let asks = self.asks(test);
                self.known.insert(test, asks);
                asks
            }
        })
    }

    /// Whether a condition asks if a function was given, or if there is a browser.
    fn asks(&self, test: ExprId) -> bool {
        let span = self.facts[test].span;
        let mut exprs = self.facts.exprs.iter_ids().filter(|(_, expr)| span.contains(expr.span));
        exprs.any(|(id, expr)| match expr.kind {
            ExprKind::Name { name, binding: None } => OF_BROWSERS.contains(&&self.facts[name]),
            ExprKind::Name { .. } | ExprKind::Member { .. } if !is_called(self.facts, id) => {
                self.is_given_function(id) || self.is_about_browser(id)
            }
            _ => false,
        })
    }

    /// Whether a name holds the answer to the question for a browser: `const isBrowser = typeof window !== 'undefined'`.
    fn is_about_browser(&self, name: ExprId) -> bool {
        let facts = self.facts;
        let ExprKind::Name { binding: Some(binding), .. } = facts[name].kind else { return false };
        let BindingKind::Variable { declarator, .. } = facts[binding].kind else { return false };
        let Some(value) = facts[declarator].value else { return false };
        let is_in = |global: ExprId| facts[value].span.contains(facts[global].span);
        facts.globals().any(|global| OF_BROWSERS.contains(&global.name) && is_in(global.expr))
    }

    /// Whether something that a condition reads is a function by its type alone, or a parameter of which nothing is known
    /// and that is called.
    fn is_given_function(&self, expr: ExprId) -> bool {
        let facts = self.facts;
        let evaluator = Evaluator::new(self.module.project, Environment::Server);
        let value = declared(&evaluator, facts, At::new(Source::Module(self.module.id), expr));
        match (&value.shape, facts[expr].kind) {
            (Shape::Unknown, ExprKind::Name { binding: Some(binding), .. }) => {
                matches!(facts[binding].kind, BindingKind::Parameter { .. })
                    && facts.references(binding).any(|reference| is_called(facts, reference))
            }
            (shape, _) => may_be_given_function(shape),
        }
    }
}

impl Condition {
    /// Whether it decides if code runs.
    fn decides_about(&self, facts: &Facts, place: Span) -> bool {
        let is_in = self.span.contains(place) && !facts[self.test].span.contains(place);
        let is_after = self.may_leave
            && self.span.end <= place.start
            && self.function.is_some_and(|function| function.contains(place));
        is_in || is_after
    }

    /// Whether it stands in an expression, and in no function that is written in it.
    fn decides_what_is(&self, value: Span) -> bool {
        self.is_value
            && value.contains(self.span)
            && self.function.is_none_or(|function| !value.contains(function))
    }
}

/// What a name, or a member of one, is declared to be, whatever is asked about it.
fn declared<'a>(evaluator: &Evaluator<'_, 'a>, facts: &'a Facts, at: At<ExprId>) -> Value<'a> {
    let mut path = Vec::new();
    let mut expr = facts.without_types(at.id);
    while let ExprKind::Member { object, property, .. } = facts[expr].kind {
        path.push(&facts[property]);
        expr = facts.without_types(object);
    }
    let ExprKind::Name { binding: Some(binding), .. } = facts[expr].kind else { return Value::unknown() };
    let value = evaluator.binding(at.with(binding), &Scope::default());
    path.iter().rev().fold(value, |value, property| evaluator.member(&value, property))
}

/// Whether a shape is a function of which only a type says so, perhaps one among others.
fn may_be_given_function(shape: &Shape<'_>) -> bool {
    match shape {
        Shape::Function(function) => matches!(**function, Function::Declared { .. } | Function::Opaque),
        Shape::Union(union) => union.parts.iter().any(|part| may_be_given_function(&part.shape)),
        _ => false,
    }
}

fn is_called(facts: &Facts, expr: ExprId) -> bool {
    let Node::Expr(outer) = facts.parent(expr) else { return false };
    matches!(facts[outer].kind, ExprKind::Call { callee, .. } if facts.without_types(callee) == expr)
}
