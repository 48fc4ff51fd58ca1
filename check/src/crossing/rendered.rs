//! Whether an element that is made is rendered.

use rutter_syntax::facts::{BindingId, ExprId, ExprKind, Facts, Node, PatternKind, StatementKind};

/// Whether somebody may render an element: not where it is dropped, nor where it is kept in a variable of which only members
/// are read.
pub(super) fn may_be_rendered(facts: &Facts, element: ExprId) -> bool {
    match facts.parent(element) {
        Node::Statement(statement) => !matches!(facts[statement].kind, StatementKind::Expression(_)),
        Node::Declarator(declarator) => match facts[facts[declarator].pattern].kind {
            PatternKind::Binding(variable) => {
                facts[variable].top_level || !only_members_are_read(facts, variable)
            }
            PatternKind::Object { .. } => false,
            _ => true,
        },
        _ => true,
    }
}

fn only_members_are_read(facts: &Facts, variable: BindingId) -> bool {
    facts.references(variable).all(|reference| match facts.parent(reference) {
        Node::Expr(outer) => {
            matches!(facts[outer].kind, ExprKind::Member { object, .. } if facts.without_types(object) == reference)
        }
        Node::Declarator(declarator) => {
            matches!(facts[facts[declarator].pattern].kind, PatternKind::Object { .. })
        }
        _ => false,
    })
}
