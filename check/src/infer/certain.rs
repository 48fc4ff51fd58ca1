//! Whether code certainly runs when the function or file around it does.
//!
//! What fails only when it runs is reported only where it certainly runs. Whatever might keep it from running counts
//! as a guard, and nobody has to understand the guard: `typeof window !== 'undefined' && ...`, `if (isServer)`, an
//! early `return`, a `try` all mean silence.

use rutter_syntax::facts::{
    ExprKind, Facts, FunctionId, Node, PatternKind, Span, StatementKind, UnaryOperator,
};

/// Whether a node is evaluated each time when the innermost function around it is called, or when the file is loaded
/// if there is none. What an instance of a class does is not certain.
pub(crate) fn runs_certainly(facts: &Facts, node: Node) -> bool {
    let function = facts.function_of(node);
    let mut inner = node;
    for outer in facts.ancestors(facts.parent_of(node)) {
        if matches!(outer, Node::Function(_)) {
            break;
        }
        if is_optional(facts, outer, inner) {
            return false;
        }
        inner = outer;
    }
    span_of(facts, node).is_some_and(|span| !may_leave_before(facts, function, span.start))
}

/// Whether `outer` may leave out `inner`, which stands in it.
fn is_optional(facts: &Facts, outer: Node, inner: Node) -> bool {
    match outer {
        Node::Expr(outer) => is_optional_operand(facts, facts[outer].kind, inner),
        Node::Statement(outer) => is_optional_part(facts, facts[outer].kind, inner),
        Node::Pattern(outer) => {
            matches!(facts[outer].kind, PatternKind::Default { value, .. } if Node::Expr(value) == inner)
        }
        Node::Class(outer) => facts[outer].extends.map(Node::Expr) != Some(inner),
        Node::File | Node::Declarator(_) | Node::Function(_) | Node::Jsx(_) => false,
    }
}

fn is_optional_operand(facts: &Facts, outer: ExprKind, inner: Node) -> bool {
    match outer {
        ExprKind::Logical { right, .. } => Node::Expr(right) == inner,
        ExprKind::Conditional { test, .. } => Node::Expr(test) != inner,
        ExprKind::Assign { plain, .. } => !plain,
        ExprKind::Call { callee, optional, .. } => {
            Node::Expr(callee) != inner && (optional || has_optional_link(facts, callee))
        }
        ExprKind::Index { index, optional, .. } => optional && Node::Expr(index) == inner,
        // `typeof x` asks whether there is an `x`; `typeof x.y` reads it.
        ExprKind::Unary { operator, operand } => {
            operator == UnaryOperator::Typeof
                && Node::Expr(operand) == inner
                && matches!(facts[facts.without_types(operand)].kind, ExprKind::Name { .. })
        }
        _ => false,
    }
}

/// Whether a callee has a `?.`, so that a call's arguments may not be evaluated.
fn has_optional_link(facts: &Facts, callee: rutter_syntax::facts::ExprId) -> bool {
    let mut expr = callee;
    loop {
        expr = match facts[facts.without_types(expr)].kind {
            ExprKind::Member { optional: true, .. } | ExprKind::Index { optional: true, .. } => return true,
            ExprKind::Member { object, .. } | ExprKind::Index { object, .. } => object,
            ExprKind::Call { callee, .. } => callee,
            _ => return false,
        }
    }
}

fn is_optional_part(facts: &Facts, outer: StatementKind, inner: Node) -> bool {
    match outer {
        StatementKind::If { test, .. } => Node::Expr(test) != inner,
        StatementKind::Switch { discriminant, .. } => Node::Expr(discriminant) != inner,
        StatementKind::Loop { .. } => true,
        StatementKind::Try(id) => {
            let it = facts.try_of(id);
            let is_final = it.finalizer.is_some_and(|statements| {
                facts[statements].iter().any(|statement| Node::Statement(*statement) == inner)
            });
            it.handler.is_some() && !is_final
        }
        _ => false,
    }
}

/// Whether a function, or a file, may end before a byte: by `return`, `throw`, `break` or `continue`.
fn may_leave_before(facts: &Facts, function: Option<FunctionId>, at: u32) -> bool {
    facts.statements.iter_ids().any(|(id, statement)| {
        let leaves = matches!(
            statement.kind,
            StatementKind::Return(_) | StatementKind::Throw(_) | StatementKind::Jump
        );
        leaves && statement.span.end <= at && facts.function_of(Node::Statement(id)) == function
    })
}

fn span_of(facts: &Facts, node: Node) -> Option<Span> {
    Some(match node {
        Node::Expr(expr) => facts[expr].span,
        Node::Statement(statement) => facts[statement].span,
        Node::Declarator(declarator) => facts[declarator].span,
        Node::Pattern(pattern) => facts[pattern].span,
        Node::Function(function) => facts[function].span,
        Node::Class(class) => facts[class].span,
        Node::Jsx(jsx) => facts[facts[jsx].expr].span,
        Node::File => return None,
    })
}

#[cfg(test)]
mod tests {
    use rutter_syntax::facts::Node;
    use rutter_syntax::read_facts;

    use super::runs_certainly;

    /// Whether the call of `hit` in a text certainly runs.
    fn is_certain(text: &str) -> bool {
        let facts = read_facts("a.tsx", text);
        let hit = facts.globals().find(|global| global.name == "hit").expect("a `hit`");
        runs_certainly(&facts, Node::Expr(hit.expr))
    }

    #[test]
    fn what_stands_in_the_open_is_certain() {
        for text in [
            "hit()",
            "const a = { b: [hit()] }",
            "function f() { hit() }",
            "function f() { const a = <A b={hit()}>{hit}</A> }",
            "function f() { if (hit()) return; }",
            "function f() { hit() && x }",
            "function f() { { hit() } }",
            "function f() { x(() => { return 1 }); hit() }",
            "function f() { try { x() } finally { hit() } }",
            "function f() { try { hit() } finally { x() } }",
            "const f = () => hit()",
            "class A extends hit {}",
            "function f() { return hit() }",
            "export default hit",
            "hit ? 1 : 2",
            "typeof hit.a",
            "typeof hit()",
        ] {
            assert!(is_certain(text), "{text}");
        }
    }

    #[test]
    fn every_guard_counts() {
        for text in [
            "x && hit()",
            "x || hit()",
            "x ?? hit()",
            "x ? hit() : y",
            "x ? y : hit()",
            "x ||= hit()",
            "if (x) hit()",
            "if (x) {} else { hit() }",
            "for (const a of b) hit()",
            "while (x) { hit() }",
            "switch (x) { case 1: hit() }",
            "try { hit() } catch {}",
            "try { x() } catch { hit() }",
            "function f() { if (x) return; hit() }",
            "function f() { if (x) { throw x } return hit() }",
            "function f(a = hit()) {}",
            "const { a = hit() } = b",
            "x?.(hit())",
            "x?.y.z(hit())",
            "typeof hit",
            "typeof (hit as any)",
            "class A { a = hit() }",
            "class A { static a = hit() }",
        ] {
            assert!(!is_certain(text), "{text}");
        }
    }
}
