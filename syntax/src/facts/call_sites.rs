//! What the code of a file calls, function by function.

use super::{ExprId, ExprKind, Facts, FunctionId, Id as _, JsxTag, Node};

/// What a module calls, constructs or renders.
#[derive(Debug)]
pub struct CallSites {
    /// Each callee with the function that calls it, sorted by that; none stands for the module when it is loaded.
    callees: Vec<(Option<FunctionId>, ExprId)>,
}

impl CallSites {
    /// What a file calls.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let callers = callers(facts);
        let caller = |at: ExprId| callers[facts.function_of(Node::Expr(at))?.index()];
        let mut callees = Vec::new();
        for (id, expr) in facts.exprs.iter_ids() {
            if let ExprKind::Call { callee, .. }
            | ExprKind::New { callee, .. }
            | ExprKind::TaggedTemplate { tag: callee, .. } = expr.kind
            {
                callees.push((caller(id), callee));
            }
        }
        for jsx in &facts.jsx {
            if let JsxTag::Component(tag) = jsx.tag {
                callees.push((caller(jsx.expr), tag));
            }
        }
        callees.sort_unstable();
        Self { callees }
    }

    /// The callees of a function; of the module when it is loaded, where there is none.
    pub fn in_function(&self, function: Option<FunctionId>) -> impl Iterator<Item = ExprId> {
        let start = self.callees.partition_point(|(caller, _)| *caller < function);
        let of_function = self.callees[start..].iter().take_while(move |(caller, _)| *caller == function);
        of_function.map(|(_, callee)| *callee)
    }
}

/// For each function the one that evaluates what stands in it. What is passed to `map` and the like is evaluated by
/// the function around it.
fn callers(facts: &Facts) -> Vec<Option<FunctionId>> {
    let mut callers: Vec<Option<FunctionId>> = Vec::with_capacity(facts.functions.len());
    // An outer function comes before an inner one.
    for (function, _) in facts.functions.iter_ids() {
        callers.push(match is_iteration(facts, function) {
            true => facts.function_of(Node::Function(function)).and_then(|outer| callers[outer.index()]),
            false => Some(function),
        });
    }
    callers
}

fn is_iteration(facts: &Facts, function: FunctionId) -> bool {
    let Node::Expr(expr) = facts[function].parent() else { return false };
    let Node::Expr(call) = facts.parent(expr) else { return false };
    let ExprKind::Call { callee, .. } = facts[call].kind else { return false };
    let ExprKind::Member { property, .. } = facts[facts.without_types(callee)].kind else { return false };
    callee != expr && ["map", "flatMap", "filter", "forEach", "reduce"].contains(&&facts[property])
}
