//! Calls of `dynamic` from `next/dynamic` that Next's compiler sees.

use rutter_syntax::facts::{ExprId, ExprKind, Facts};

use crate::infer::imported_calls::imported_calls;

/// One call.
#[derive(Debug, Clone, Copy)]
pub(super) struct DynamicCall<'f> {
    /// The name of the function, or the member.
    pub(super) callee: ExprId,
    pub(super) arguments: &'f [ExprId],
}

/// The calls, in the order of the imports and the text. The compiler wants the plain name, whatever it is called in the
/// file, or `default` of the namespace: it does not see `(dynamic as any)()` and `dynamic?.()`, nor an argument list with
/// a spread one in it.
pub(super) fn dynamic_calls(facts: &Facts) -> impl Iterator<Item = DynamicCall<'_>> {
    imported_calls(facts, "next/dynamic", &["default"]).into_iter().filter_map(|found| {
        let ExprKind::Call { callee, arguments, optional: false } = facts[found.call].kind else {
            return None;
        };
        let is_plain = facts.without_types(callee) == callee;
        let arguments = &facts[arguments];
        let has_spread =
            arguments.iter().any(|argument| matches!(facts[*argument].kind, ExprKind::Spread(_)));
        (is_plain && !has_spread).then_some(DynamicCall { callee, arguments })
    })
}
