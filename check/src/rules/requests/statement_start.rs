//! Where a statement may start with a parenthesis.
//!
//! In a file without semicolons, a line that starts with `(` goes on with the line before: `const a = b` and
//! `(await c).d()` on the next line call `b`.

use rutter_syntax::facts::{ExprId, Facts, FunctionBody, Node, StatementId, StatementKind};

/// Whether text that starts with `(` may stand where an expression starts, without being taken for the arguments of
/// what stands before.
pub(super) fn may_start_with_parenthesis(facts: &Facts, expr: ExprId) -> bool {
    let Some((statement, found)) = facts.statement_of(Node::Expr(expr)) else { return true };
    if found.span.start < facts[expr].span.start {
        return true;
    }
    match siblings(facts, found.parent()) {
        Some(lists) => {
            lists.into_iter().any(|list| match list.iter().position(|other| *other == statement) {
                Some(0) => true,
                Some(at) => ends_by_itself(facts, list[at - 1]),
                None => false,
            })
        }
        // The body of an `if` or a loop stands behind `)` or `else`.
        None => true,
    }
}

/// The lists of statements that a node holds.
fn siblings(facts: &Facts, parent: Node) -> Option<Vec<&[StatementId]>> {
    match parent {
        Node::File => Some(vec![&facts[facts.body]]),
        Node::Function(function) => match facts[function].body {
            FunctionBody::Block(body) => Some(vec![&facts[body]]),
            _ => None,
        },
        Node::Statement(outer) => match facts[outer].kind {
            StatementKind::Block(list) => Some(vec![&facts[list]]),
            StatementKind::Switch { body, .. } => Some(vec![&facts[body]]),
            StatementKind::Try(id) => {
                let found = facts.try_of(id);
                let handler = found.handler.map(|handler| handler.body);
                let lists = [Some(found.block), handler, found.finalizer];
                Some(lists.into_iter().flatten().map(|list| &facts[list]).collect())
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a statement certainly ends before what follows: with a semicolon or a brace of its own.
fn ends_by_itself(facts: &Facts, statement: StatementId) -> bool {
    let end = facts[statement].span.end;
    match facts[statement].kind {
        StatementKind::Function(_) | StatementKind::Block(_) | StatementKind::Try(_) => true,
        StatementKind::If { then, otherwise, .. } => ends_by_itself(facts, otherwise.unwrap_or(then)),
        StatementKind::Variables(list) => {
            facts[list].last().is_some_and(|declarator| facts[*declarator].span.end < end)
        }
        // Behind an expression in parentheses stands `)`, which is no semicolon; then it starts behind the statement.
        StatementKind::Expression(expr) => {
            let span = facts[expr].span;
            span.start == facts[statement].span.start && span.end < end
        }
        _ => false,
    }
}
