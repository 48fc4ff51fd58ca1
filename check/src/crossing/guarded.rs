//! Code that a server component does not come to.
//!
//! A component that the client uses too often takes a callback that may be missing: `onClose && <button
//! onClick={() => onClose()}>`. No page of the server that works has given it a function that is no action, so nobody knows
//! that the code behind the question runs there; nor does what asks for `window`.

use rutter_syntax::facts::{
    BindingKind, ExprId, ExprKind, Facts, LogicalOperator, Node, Span, StatementKind,
};
use rutter_syntax::graph::Environment;

use crate::context::ModuleContext;
use crate::value::{At, Evaluator, Function, Scope, Shape, Source, Value};
use crate::verdict::Offender;

/// Globals that are there in a browser only.
const OF_BROWSERS: [&str; 3] = ["document", "self", "window"];

/// Whether an offender, or the element that it is given to, stands behind such a question: around the element, in what is
/// given, where the value was declared or made, or before any of them in a way that may leave the function.
pub(super) fn is_guarded(module: &ModuleContext<'_>, element: Span, given: Span, offender: &Offender) -> bool {
    let facts = module.facts;
    let own = Source::Module(module.id);
    let way = offender.trail.iter().filter(|step| step.place.source == own).map(|step| step.place.id);
    let places: Vec<Span> = [element].into_iter().chain(way).collect();
    // A condition within a value decides about a part of it.
    let declared = |place: Span| {
        let declarators = facts.declarators.iter();
        declarators.filter(move |it| facts[it.pattern].span.contains(place)).filter_map(|it| it.value)
    };
    let mut values: Vec<Span> = places.iter().flat_map(|place| declared(*place)).map(|it| facts[it].span).collect();
    values.push(given);

    let guards = Guards { module, facts };
    let in_expr = facts.exprs.iter_ids().any(|(id, expr)| {
        let test = match expr.kind {
            ExprKind::Conditional { test, .. } => test,
            ExprKind::Logical { operator: LogicalOperator::And, left, .. } => left,
            _ => return false,
        };
        let decides = |place: &Span| expr.span.contains(*place) && !facts[test].span.contains(*place);
        let function = facts.function_of(Node::Expr(id));
        let is_part = |value: &Span| {
            value.contains(expr.span) && function.is_none_or(|it| !value.contains(facts[it].span))
        };
        (places.iter().any(decides) || values.iter().any(is_part)) && guards.asks(test)
    });
    in_expr
        || facts.statements.iter_ids().any(|(id, statement)| {
            let StatementKind::If { test, then, .. } = statement.kind else { return false };
            let function = facts.function_of(Node::Statement(id)).map(|it| facts[it].span);
            let decides = |place: &Span| {
                let is_in = statement.span.contains(*place) && !facts[test].span.contains(*place);
                let is_after = statement.span.end <= place.start
                    && function.is_some_and(|it| it.contains(*place))
                    && may_leave(facts, facts[then].span);
                is_in || is_after
            };
            places.iter().any(decides) && guards.asks(test)
        })
}

/// Whether something in a part of a file leaves the function that it stands in.
fn may_leave(facts: &Facts, part: Span) -> bool {
    facts.statements.iter().any(|it| {
        matches!(it.kind, StatementKind::Return(_) | StatementKind::Throw(_)) && part.contains(it.span)
    })
}

struct Guards<'m, 'a> {
    module: &'m ModuleContext<'a>,
    facts: &'m Facts,
}

impl Guards<'_, '_> {
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

/// What a name, or a member of one, is declared to be, whatever is asked about it.
fn declared<'a>(evaluator: &Evaluator<'_, 'a>, facts: &'a Facts, at: At<ExprId>) -> Value<'a> {
    match facts[facts.without_types(at.id)].kind {
        ExprKind::Name { binding: Some(binding), .. } => evaluator.binding(at.with(binding), &Scope::default()),
        ExprKind::Member { object, property, .. } => {
            evaluator.member(&declared(evaluator, facts, at.with(object)), &facts[property])
        }
        _ => Value::unknown(),
    }
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
