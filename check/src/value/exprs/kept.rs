//! Values that are kept on the global object, so that a module which is loaded again finds them:
//! `globalThis.db ?? connect()`.

use rutter_syntax::facts::{BindingKind, ExprId, ExprKind};

use super::super::evaluator::Evaluator;
use super::super::source::At;

impl Evaluator<'_, '_> {
    /// Whether an expression is a property of the global object, or of a variable that stands for it. What is found
    /// there was put there by the same module.
    pub(super) fn is_kept_globally(&self, at: At<ExprId>) -> bool {
        let facts = self.facts(at.source);
        let (ExprKind::Member { object, .. } | ExprKind::Index { object, .. }) =
            facts[facts.without_types(at.id)].kind
        else {
            return false;
        };
        let is_global = |expr| match facts[facts.without_types(expr)].kind {
            ExprKind::Name { name, binding: None } => matches!(&facts[name], "global" | "globalThis"),
            _ => false,
        };
        match facts[facts.without_types(object)].kind {
            ExprKind::Name { binding: Some(binding), .. } => match facts[binding].kind {
                BindingKind::Variable { declarator, .. } => facts[declarator].value.is_some_and(is_global),
                _ => false,
            },
            _ => is_global(object),
        }
    }
}
