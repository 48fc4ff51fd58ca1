//! Who decides which branch of a function is taken.
//!
//! A function that is called is evaluated with what the call gives it. Where a condition reads a parameter, one of the
//! branches may never be taken for this call: `find(id, { raw: true })`. Which one is not worked out; what the branches
//! give then counts only as far as they are alike.

use rutter_syntax::facts::{BindingId, ExprId, Facts, FunctionId, Node, StatementKind};

use super::super::evaluator::Evaluator;
use super::super::source::At;
use super::super::thunk::Scope;
use super::pattern::bound_by;

impl<'a> Evaluator<'_, 'a> {
    /// Whether the caller decides which branch behind a condition is taken: the condition reads a parameter of a function
    /// whose call is being evaluated.
    pub(super) fn is_up_to_caller(&self, test: At<ExprId>, scope: &Scope<'a>) -> bool {
        if scope.is_empty() {
            return false;
        }
        let facts = self.facts(test.source);
        let Some(function) = facts.function_of(Node::Expr(test.id)) else { return false };
        if scope.parameter(test.with(function), 0).is_none() {
            return false;
        }
        let span = facts[test.id].span;
        parameters(facts, function).into_iter().any(|parameter| {
            facts.references(parameter).any(|reference| span.contains(facts[reference].span))
        })
    }

    /// Whether the caller decides which of its `return`s a function comes to.
    pub(crate) fn decides_result(&self, function: At<FunctionId>) -> bool {
        let facts = self.facts(function.source);
        parameters(facts, function.id).into_iter().any(|parameter| {
            facts.references(parameter).any(|reference| is_tested(facts, reference, function.id))
        })
    }
}

/// Whether an expression is part of the condition of a statement of a function.
fn is_tested(facts: &Facts, expr: ExprId, function: FunctionId) -> bool {
    let mut inner = Node::Expr(expr);
    for outer in facts.ancestors(facts.parent_of(inner)) {
        match outer {
            Node::Function(it) if it == function => return false,
            Node::Statement(statement) => match facts[statement].kind {
                StatementKind::If { test, .. } | StatementKind::Switch { discriminant: test, .. } => {
                    return inner == Node::Expr(test);
                }
                _ => {}
            },
            _ => {}
        }
        inner = outer;
    }
    false
}

/// The names that the parameters of a function bind.
fn parameters(facts: &Facts, function: FunctionId) -> Vec<BindingId> {
    let parameters = facts[facts[function].parameters].iter();
    parameters.flat_map(|parameter| bound_by(facts, parameter.pattern)).collect()
}
