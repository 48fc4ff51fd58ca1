//! What functions return.

use rutter_syntax::facts::{ExprId, Facts, FunctionBody, FunctionId, Node, StatementKind};

/// The expressions that a function returns, in the order of the text.
pub(super) fn returned(facts: &Facts, function: FunctionId) -> Vec<ExprId> {
    if let FunctionBody::Expression(value) = facts[function].body {
        return vec![value];
    }
    let returns = facts.statements.iter_ids().filter_map(|(id, statement)| match statement.kind {
        StatementKind::Return(Some(value)) if facts.function_of(Node::Statement(id)) == Some(function) => {
            Some(value)
        }
        _ => None,
    });
    let mut values: Vec<ExprId> = returns.collect();
    values.sort_by_key(|value| facts[*value].span.start);
    values
}
