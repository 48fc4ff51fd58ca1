//! Values that Next reads itself: some parts of `metadata`.
//!
//! Most of `metadata` is passed on to what renders the `<head>`, where a reference to a constant of a client module is
//! found like in any other prop: `description: TEXT` shows the text. A few parts are read on the server before. There a
//! reference is lost without an error, or shown as the text of a function (observed on Next 16.4.6).

use rutter_syntax::facts::{
    ExprId, ExprKind, Facts, FunctionBody, FunctionId, Node, PatternKind, PropertyKey, StatementKind,
};

/// Whether an expression stands for a part of the metadata of a page or layout that Next reads on the server.
pub(crate) fn is_read_as_metadata(facts: &Facts, expr: ExprId) -> bool {
    if facts.names.find("metadata").is_none() && facts.names.find("generateMetadata").is_none() {
        return false;
    }
    let mut keys: Vec<&str> = Vec::new();
    let mut inner = expr;
    loop {
        match facts.parent(inner) {
            Node::Expr(outer) => match facts[outer].kind {
                ExprKind::Object(properties) => {
                    let holds = |value: ExprId| facts.without_types(value) == inner;
                    let property = facts[properties].iter().find(|property| holds(property.value));
                    let Some(PropertyKey::Name(key)) = property.map(|property| property.key()) else {
                        return false;
                    };
                    keys.push(&facts[key]);
                    inner = outer;
                }
                ExprKind::Array(_) => {
                    keys.push("[]");
                    inner = outer;
                }
                _ => return false,
            },
            Node::Declarator(declarator) => {
                let PatternKind::Binding(binding) = facts[facts[declarator].pattern].kind else {
                    return false;
                };
                return is_read(&keys)
                    && facts[binding].top_level
                    && &facts[facts[binding].name] == "metadata"
                    && facts.export("metadata").is_some();
            }
            Node::Statement(statement) => {
                return matches!(facts[statement].kind, StatementKind::Return(_))
                    && is_read(&keys)
                    && facts
                        .function_of(Node::Statement(statement))
                        .is_some_and(|function| is_generator(facts, function));
            }
            Node::Function(function) => {
                return matches!(facts[function].body, FunctionBody::Expression(_))
                    && is_read(&keys)
                    && is_generator(facts, function);
            }
            _ => return false,
        }
    }
}

/// Whether Next reads the part of the metadata that lies behind these keys, the innermost first.
fn is_read(keys: &[&str]) -> bool {
    matches!(keys, ["title"] | ["title", "openGraph"] | ["[]", "keywords"] | [_, "other"])
}

fn is_generator(facts: &Facts, function: FunctionId) -> bool {
    let is_named = |name: Option<&str>| name == Some("generateMetadata");
    if facts.function_of(Node::Function(function)).is_some() || facts.export("generateMetadata").is_none() {
        return false;
    }
    if is_named(facts[function].name.map(|name| &facts[name])) {
        return true;
    }
    let Node::Expr(value) = facts[function].parent() else { return false };
    let Node::Declarator(declarator) = facts.parent(value) else { return false };
    match facts[facts[declarator].pattern].kind {
        PatternKind::Binding(binding) => is_named(Some(&facts[facts[binding].name])),
        _ => false,
    }
}
