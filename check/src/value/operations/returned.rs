//! What a function returns, by its statements.

use rutter_syntax::facts::{ExprId, FunctionId, StatementId, StatementKind};

use super::super::evaluator::Evaluator;
use super::super::shape::{Shape, Value};
use super::super::source::At;
use super::super::thunk::Scope;

/// How deep the statements of a body are searched for `return`.
const DEEPEST_BLOCK: u32 = 40;

impl<'a> Evaluator<'_, 'a> {
    /// What the statements of a function return; `scope` holds what the call gives.
    pub(super) fn result_of_body(
        &self,
        function: At<FunctionId>,
        statements: &[StatementId],
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let mut search =
            Search { evaluator: self, function, scope, found: Vec::new(), is_up_to_caller: false };
        search.statements(statements, 0);
        let values = search.found.iter().map(|value| self.expr(function.with(*value), scope));
        match search.found.as_slice() {
            [] => Shape::Undefined.into(),
            [only] => self.expr(function.with(*only), scope),
            _ => Value::one_of(values, !search.is_up_to_caller),
        }
    }
}

/// A search for the values that a function returns, without those of the functions in it.
struct Search<'s, 'p, 'a> {
    evaluator: &'s Evaluator<'p, 'a>,
    function: At<FunctionId>,
    scope: &'s Scope<'a>,
    found: Vec<ExprId>,
    /// Whether the caller decides which of them it is.
    is_up_to_caller: bool,
}

impl Search<'_, '_, '_> {
    /// Whether statements certainly leave the function, so that what stands behind them does not run.
    fn statements(&mut self, statements: &[StatementId], depth: u32) -> bool {
        depth < DEEPEST_BLOCK && statements.iter().any(|statement| self.statement(*statement, depth + 1))
    }

    fn statement(&mut self, statement: StatementId, depth: u32) -> bool {
        let facts = self.evaluator.facts(self.function.source);
        match facts[statement].kind {
            StatementKind::Return(value) => {
                self.found.extend(value);
                true
            }
            StatementKind::Throw(_) => true,
            StatementKind::If { test, then, otherwise } => {
                match self.evaluator.holds(self.function.with(test), self.scope) {
                    Some(true) => self.statements(&[then], depth),
                    Some(false) => self.statements(otherwise.as_slice(), depth),
                    None => self.under(test, |search| {
                        let leaves = search.statements(&[then], depth);
                        search.statements(otherwise.as_slice(), depth) && leaves
                    }),
                }
            }
            StatementKind::Switch { discriminant, body } => self.under(discriminant, |search| {
                for statement in &facts[body] {
                    search.statement(*statement, depth + 1);
                }
                false
            }),
            StatementKind::Block(body) => self.statements(&facts[body], depth),
            StatementKind::Try(id) => {
                let it = facts.try_of(id);
                let leaves = self.statements(&facts[it.block], depth);
                let handled = it.handler.is_none_or(|handler| self.statements(&facts[handler.body], depth));
                let left = it.finalizer.is_some_and(|body| self.statements(&facts[body], depth));
                left || (leaves && handled)
            }
            StatementKind::Loop { body, .. } => {
                self.statements(&[body], depth);
                false
            }
            StatementKind::Labeled(body) => self.statements(&[body], depth),
            _ => false,
        }
    }

    /// Searches what a condition decides about.
    fn under(&mut self, test: ExprId, search: impl FnOnce(&mut Self) -> bool) -> bool {
        let before = self.found.len();
        let leaves = search(self);
        if self.found.len() > before {
            self.is_up_to_caller |= self.evaluator.is_up_to_caller(self.function.with(test), self.scope);
        }
        leaves
    }
}
