//! Which branch is taken, and who decides it.
//!
//! A function that is called is evaluated with what the call gives it. Where a condition is known to hold, as with
//! `find(id, { raw: true })`, only one branch counts. Where it reads a parameter and is not known, one of the branches may
//! never be taken for this call; what the branches give then counts only as far as they are alike.

use rutter_syntax::facts::{
    BinaryOperator, BindingId, BindingKind, ExprId, ExprKind, Facts, FunctionId, LogicalOperator, Node, Span,
    UnaryOperator,
};

use rutter_syntax::graph::Environment;

use super::super::evaluator::Evaluator;
use super::super::operations::{are_equal, is_truthy};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};
use super::guarded::is_boolean;

/// How many variables in a row are followed from a condition back to a parameter.
const DERIVED: usize = 3;

/// How many names and parts are followed from a condition to the literals that it is made of.
const FARTHEST: u32 = 10;

/// Globals of browsers that no server has.
const OF_BROWSERS: [&str; 4] = ["document", "localStorage", "sessionStorage", "window"];

impl<'a> Evaluator<'_, 'a> {
    /// Whether a name is a global of browsers, and the code runs on a server only.
    pub(super) fn is_missing_here(&self, name: At<ExprId>) -> bool {
        let facts = self.facts(name.source);
        match facts[name.id].kind {
            ExprKind::Name { name, binding: None } if self.environment() == Environment::Server => {
                OF_BROWSERS.contains(&&facts[name])
            }
            _ => false,
        }
    }

    /// Whether a condition holds, if what it asks is written down: a literal, a flag that a call gives or leaves out.
    pub(crate) fn holds(&self, test: At<ExprId>, scope: &Scope<'a>) -> Option<bool> {
        let facts = self.facts(test.source);
        let operand = |expr| self.holds(test.with(expr), scope);
        match facts[facts.without_types(test.id)].kind {
            ExprKind::Unary { operator: UnaryOperator::Not, operand: inner } => Some(!operand(inner)?),
            ExprKind::Logical { operator: LogicalOperator::And, left, right } => match operand(left)? {
                true => operand(right),
                false => Some(false),
            },
            ExprKind::Logical { operator: LogicalOperator::Or, left, right } => match operand(left)? {
                true => Some(true),
                false => operand(right),
            },
            ExprKind::Binary { operator, left, right } => {
                let equal = || {
                    if [left, right].iter().any(|side| !self.is_written_down(test.with(*side), scope, 0)) {
                        return None;
                    }
                    let side = |expr| self.expr(test.with(expr), scope).shape;
                    are_equal(&side(left), &side(right))
                };
                match operator {
                    BinaryOperator::Equal => equal(),
                    BinaryOperator::NotEqual => Some(!equal()?),
                    _ => None,
                }
            }
            ExprKind::Name { .. } | ExprKind::Member { .. } | ExprKind::Boolean(_)
                if self.is_written_down(test, scope, 0) =>
            {
                is_truthy(&self.expr(test, scope).shape)
            }
            // `const has = Boolean(x)`.
            ExprKind::Name { binding: Some(binding), .. } => match facts[binding].kind {
                BindingKind::Variable { declarator, pattern }
                    if !facts[binding].reassigned && facts[declarator].pattern == pattern =>
                {
                    let value = test.with(facts[declarator].value?);
                    self.bounded(|| self.holds(value, scope))?
                }
                _ => None,
            },
            ExprKind::Call { callee, arguments, .. } if is_boolean(facts, callee) => match facts[arguments] {
                [asked] => operand(asked),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether an expression is made of literals, by way of variables and of what a call gives. Only then a condition
    /// is worth an evaluation: what other functions give is hardly ever known to be true or false.
    fn is_written_down(&self, at: At<ExprId>, scope: &Scope<'a>, depth: u32) -> bool {
        if depth == FARTHEST {
            return false;
        }
        let facts = self.facts(at.source);
        let part = |expr| self.is_written_down(at.with(expr), scope, depth + 1);
        match facts[facts.without_types(at.id)].kind {
            ExprKind::Null
            | ExprKind::Boolean(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Object(_)
            | ExprKind::Array(_)
            | ExprKind::Function(_)
            | ExprKind::Jsx(_)
            | ExprKind::Name { binding: None, .. } => true,
            ExprKind::Unary { operand: inner, .. } | ExprKind::Member { object: inner, .. } => part(inner),
            ExprKind::Binary { left, right, .. } | ExprKind::Logical { left, right, .. } => {
                part(left) && part(right)
            }
            ExprKind::Name { binding: Some(binding), .. } => match facts[binding].kind {
                BindingKind::Variable { declarator, .. } if !facts[binding].reassigned => {
                    facts[declarator].value.is_some_and(part)
                }
                BindingKind::Parameter { function, index, .. } => {
                    match scope.parameter(at.with(function), index) {
                        Some(Thunk::Expr(given, scope)) => self.is_written_down(*given, scope, depth + 1),
                        Some(Thunk::Ready(_)) => true,
                        Some(Thunk::Type(..)) | None => false,
                    }
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether the caller decides if a condition holds: it reads a parameter of a function whose call is being evaluated.
    pub(crate) fn is_up_to_caller(&self, test: At<ExprId>, scope: &Scope<'a>) -> bool {
        if scope.is_empty() {
            return false;
        }
        let facts = self.facts(test.source);
        let Some(function) = facts.function_of(Node::Expr(test.id)) else { return false };
        if scope.parameter(test.with(function), 0).is_none() {
            return false;
        }
        let names = derived_of_parameters(facts, function);
        let span = facts[test.id].span;
        names.into_iter().any(|name| is_read_in(facts, name, span))
    }
}

/// The names that tell what a function was given: those of its parameters, and of the variables that are computed of
/// them.
pub(crate) fn derived_of_parameters(facts: &Facts, function: FunctionId) -> Vec<BindingId> {
    let mut names = parameters(facts, function);
    for _ in 0..DERIVED {
        names.extend(derived(facts, function, &names));
    }
    names
}

/// The variables of a function that are computed of some names without asking anybody: `opts?.as ?? 'plain'`,
/// `Boolean(raw)`. What a call of another function gives is data, whatever it is asked for.
fn derived(facts: &Facts, function: FunctionId, of: &[BindingId]) -> Vec<BindingId> {
    let mut found = Vec::new();
    for name in of.iter().flat_map(|name| facts.references(*name)) {
        let mut inner = Node::Expr(name);
        for outer in facts.ancestors(facts.parent_of(inner)) {
            match outer {
                Node::Expr(expr) => match facts[expr].kind {
                    ExprKind::Call { callee, .. } if facts.member_path(callee).is_none() => break,
                    ExprKind::Await(_) | ExprKind::Function(_) | ExprKind::New { .. } => break,
                    _ => {}
                },
                Node::Declarator(declarator) => {
                    let is_value = facts[declarator].value.map(Node::Expr) == Some(inner);
                    if is_value && facts.function_of(outer) == Some(function) {
                        found.extend(facts.bound_by(facts[declarator].pattern));
                    }
                    break;
                }
                _ => break,
            }
            inner = outer;
        }
    }
    found.retain(|name| !of.contains(name));
    found
}

fn is_read_in(facts: &Facts, name: BindingId, span: Span) -> bool {
    facts.references(name).any(|reference| span.contains(facts[reference].span))
}

/// The names that the parameters of a function bind.
fn parameters(facts: &Facts, function: FunctionId) -> Vec<BindingId> {
    let parameters = facts[facts[function].parameters].iter();
    parameters.flat_map(|parameter| facts.bound_by(parameter.pattern)).collect()
}
