//! Code that a server component does not come to.
//!
//! A component that the client uses too often takes a callback that may be missing: `onClose && <button
//! onClick={() => onClose()}>`. Unless the server is seen to give it, nobody knows that the code behind the question runs
//! there; nor does what asks for `window`.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;
use rutter_syntax::facts::{BindingKind, DeclaratorId, ExprId, ExprKind, Facts, LogicalOperator, Node, Span};
use rutter_syntax::graph::Environment;

use super::caller::Component;
use super::judged::Same;
use crate::context::ModuleContext;
use crate::infer::conditions::{Condition, conditions_at};
use crate::value::{At, Evaluator, Function, Scope, Shape, Source, Value};
use crate::verdict::{Judges, Offender, Verdict};

/// Globals that are there in a browser only.
const OF_BROWSERS: [&str; 3] = ["document", "self", "window"];

/// What the conditions of a file say about what it gives to elements.
pub(super) struct Guards<'m, 'a> {
    pub(super) module: &'m ModuleContext<'a>,
    /// What stands at which bytes.
    nodes: OnceCell<FxHashMap<Span, Node>>,
    /// What conditions ask, of those that were asked about.
    known: RefCell<FxHashMap<ExprId, Asked>>,
    pub(super) judges: Judges<'m, 'a>,
    /// What was judged already, of what is given to several elements.
    pub(super) judged: RefCell<FxHashMap<Same, Verdict>>,
}

/// What a condition asks.
#[derive(Debug, Clone, Copy)]
struct Asked {
    /// Whether there is a browser.
    browser: bool,
    /// Whether a function was given.
    function: bool,
    /// Whether it holds, where that is written down.
    holds: Option<bool>,
}

/// An element, what is given to it, and the component that does so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'c> {
    pub(super) element: ExprId,
    pub(super) value: ExprId,
    pub(super) component: Option<&'c Component>,
}

impl<'m, 'a> Guards<'m, 'a> {
    pub(super) fn new(module: &'m ModuleContext<'a>) -> Self {
        Self {
            module,
            nodes: OnceCell::new(),
            known: RefCell::default(),
            judges: Judges::new(module.project, Environment::Server),
            judged: RefCell::default(),
        }
    }

    /// Whether it cannot be told that the server comes to what offends, whoever renders the component.
    pub(super) fn may_be_skipped(&self, given: Given<'_>, offender: &Offender) -> bool {
        self.conditions(given, offender).into_iter().any(|condition| {
            let asked = self.asked(condition.test);
            let reads_props = given.component.is_some_and(|it| self.reads_any(condition.test, it));
            asked.browser || asked.function || reads_props || contradicts(asked.holds, condition)
        })
    }

    /// Whether it cannot be told that the server comes to what offends where the component is given what stands in
    /// `scope`.
    pub(super) fn may_be_skipped_in(
        &self,
        given: Given<'_>,
        offender: &Offender,
        evaluator: &Evaluator<'_, 'a>,
        scope: &Scope<'a>,
    ) -> bool {
        self.conditions(given, offender).into_iter().any(|condition| {
            let asked = self.asked(condition.test);
            let holds = evaluator.holds(At::new(Source::Module(self.module.id), condition.test), scope);
            asked.browser || contradicts(holds, condition) || (asked.function && holds.is_none())
        })
    }

    /// The conditions on the way to an offender: around the element, in what is given, where the value was declared or
    /// made, or before any of them in a way that may leave the function.
    fn conditions(&self, given: Given<'_>, offender: &Offender) -> Vec<Condition> {
        let facts = self.module.facts;
        let own = Source::Module(self.module.id);
        let nodes = self.nodes.get_or_init(|| nodes(facts));
        let way = offender.trail.iter().filter(|step| step.place.source == own);
        let places: Vec<Node> = way.filter_map(|step| nodes.get(&step.place.id).copied()).collect();
        let values = places.iter().filter_map(|place| facts[declarator_of(facts, *place)?].value);
        let values = values.chain([given.value]).flat_map(|value| conditions_in(facts, value));
        let mut conditions: Vec<Condition> = values.collect();
        for place in places.into_iter().chain([Node::Expr(given.element)]) {
            conditions.extend(conditions_at(facts, place));
        }
        conditions.sort_unstable_by_key(|condition| (condition.test, condition.holds));
        conditions.dedup();
        conditions
    }

    fn asked(&self, test: ExprId) -> Asked {
        if let Some(known) = self.known.borrow().get(&test) {
            return *known;
        }
        let facts = self.module.facts;
        let evaluator = Evaluator::new(self.module.project, Environment::Server);
        let read = || {
            facts.parts(test).filter(|part| match facts[*part].kind {
                ExprKind::Name { .. } | ExprKind::Member { .. } => !is_called(facts, *part),
                _ => false,
            })
        };
        let asked = Asked {
            browser: read().any(|part| is_of_browser(facts, part)),
            function: read().any(|part| self.is_given_function(part)),
            holds: evaluator.holds(At::new(Source::Module(self.module.id), test), &Scope::default()),
        };
        self.known.borrow_mut().insert(test, asked);
        asked
    }

    /// Whether a condition reads what a component was given.
    fn reads_any(&self, test: ExprId, component: &Component) -> bool {
        let facts = self.module.facts;
        facts.parts(test).any(|part| match facts[part].kind {
            ExprKind::Name { binding: Some(binding), .. } => component.given.contains(&binding),
            _ => false,
        })
    }

    /// Whether something that a condition reads is a function by its type alone, or a parameter of which nothing is known
    /// and that is called.
    fn is_given_function(&self, expr: ExprId) -> bool {
        let facts = self.module.facts;
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

/// Whether a condition does not hold as it would have to.
fn contradicts(holds: Option<bool>, condition: Condition) -> bool {
    matches!((holds, condition.holds), (Some(holds), Some(wanted)) if holds != wanted)
}

/// What stands at which bytes: expressions, the heads of functions, and what declares a name.
fn nodes(facts: &Facts) -> FxHashMap<Span, Node> {
    let mut nodes = FxHashMap::default();
    for (id, expr) in facts.exprs.iter_ids() {
        nodes.entry(expr.span).or_insert(Node::Expr(id));
    }
    for (id, function) in facts.functions.iter_ids() {
        nodes.insert(function.head, Node::Function(id));
    }
    for binding in &facts.bindings {
        let node = match binding.kind {
            BindingKind::Variable { pattern, .. } | BindingKind::Parameter { pattern, .. } => {
                Node::Pattern(pattern)
            }
            BindingKind::Function(function) => Node::Function(function),
            BindingKind::Class(class) => Node::Class(class),
            _ => continue,
        };
        nodes.insert(binding.span, node);
    }
    nodes
}

/// The declaration that a pattern is of.
fn declarator_of(facts: &Facts, node: Node) -> Option<DeclaratorId> {
    let Node::Pattern(_) = node else { return None };
    facts.ancestors(node).find_map(|outer| match outer {
        Node::Declarator(declarator) => Some(Some(declarator)),
        Node::Pattern(_) => None,
        _ => Some(None),
    })?
}

/// The conditions in an expression, and in no function that is written in it, which decide what it gives.
fn conditions_in(facts: &Facts, value: ExprId) -> impl Iterator<Item = Condition> {
    let function = facts.function_of(Node::Expr(value));
    facts.parts(value).filter_map(move |part| {
        let test = match facts[part].kind {
            ExprKind::Conditional { test, .. } => test,
            ExprKind::Logical { operator: LogicalOperator::And, left, .. } => left,
            _ => return None,
        };
        (facts.function_of(Node::Expr(part)) == function).then_some(Condition { test, holds: None })
    })
}

/// Whether a name is a global of browsers, or holds the answer to the question for one:
/// `const isBrowser = typeof window !== 'undefined'`.
fn is_of_browser(facts: &Facts, expr: ExprId) -> bool {
    let is_global = |expr: ExprId| match facts[expr].kind {
        ExprKind::Name { name, binding: None } => OF_BROWSERS.contains(&&facts[name]),
        _ => false,
    };
    match facts[expr].kind {
        ExprKind::Name { binding: Some(binding), .. } => match facts[binding].kind {
            BindingKind::Variable { declarator, .. } => {
                facts[declarator].value.is_some_and(|value| facts.parts(value).any(is_global))
            }
            _ => false,
        },
        _ => is_global(expr),
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
