//! What a function takes along from the functions around it.

use rutter_syntax::facts::{BindingId, BindingKind, ExprId, ExprKind, Facts, FunctionId, Node};

/// Something that a function closes over: `user`, or only `user.id` where nothing else of it is read.
#[derive(Debug, Clone)]
pub(super) struct Captured {
    /// Where it is read first.
    pub(super) expr: ExprId,
    /// As it is written: `user.id`.
    pub(super) name: String,
}

/// What an inline action, or an inline cached function, closes over, as Next 16.4.6 computes it: names that the functions
/// around it declare, with the members that are read of them. A method that is called is no member: `db.find()`
/// captures `db`.
pub(super) fn captured(facts: &Facts, function: FunctionId) -> Vec<Captured> {
    let mut found: Vec<Captured> = Vec::new();
    if facts.function_of(Node::Function(function)).is_none() {
        return found;
    }
    let span = facts[function].span;
    for (expr, it) in facts.exprs.iter_ids().filter(|(_, it)| span.contains(it.span)) {
        let ExprKind::Name { name, binding: Some(binding) } = it.kind else { continue };
        if is_around(facts, binding, function) {
            let (expr, name) = with_members(facts, expr, facts[name].to_owned());
            found.push(Captured { expr, name });
        }
    }
    found.sort_by_key(|it| facts[it.expr].span.start);
    // What is read of a name that is captured as a whole is not captured again.
    let names: Vec<String> = found.iter().map(|it| it.name.clone()).collect();
    let is_part = |name: &str| {
        names.iter().any(|whole| name.strip_prefix(whole.as_str()).is_some_and(|rest| rest.starts_with('.')))
    };
    found.retain(|it| !is_part(&it.name));
    let mut seen = Vec::new();
    found.retain(|it| {
        let is_new = !seen.contains(&it.name);
        seen.push(it.name.clone());
        is_new
    });
    found
}

/// Whether a name is declared in a function around another one.
fn is_around(facts: &Facts, binding: BindingId, function: FunctionId) -> bool {
    let it = &facts[binding];
    let is_value = matches!(
        it.kind,
        BindingKind::Variable { .. }
            | BindingKind::Parameter { .. }
            | BindingKind::Function(_)
            | BindingKind::Class(_)
    );
    is_value && !it.top_level && !facts[function].span.contains(it.span)
}

fn with_members(facts: &Facts, mut expr: ExprId, mut name: String) -> (ExprId, String) {
    while let Node::Expr(member) = facts.parent(expr)
        && let ExprKind::Member { object, property, .. } = facts[member].kind
        && facts.without_types(object) == facts.without_types(expr)
        && !is_called(facts, member)
    {
        name = format!("{name}.{}", &facts[property]);
        expr = member;
    }
    (expr, name)
}

fn is_called(facts: &Facts, callee: ExprId) -> bool {
    let Node::Expr(call) = facts.parent(callee) else { return false };
    matches!(facts[call].kind, ExprKind::Call { callee: it, .. } if facts.without_types(it) == callee)
}
