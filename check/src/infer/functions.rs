//! Components and hooks: the functions that React calls, or that are called wherever they are used.

use rutter_syntax::facts::{
    BindingId, BindingKind, Branches, ExportKind, ExprId, ExprKind, Facts, FunctionBody, FunctionId,
    FunctionKind, Node, PatternKind, StatementKind,
};

/// What a function at the top of a file is to React.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is rendered.
    Component,
    /// It is called while a component renders.
    Hook,
}

/// What a function is to React, if it is declared at the top of the file, as it is or within `memo` or `forwardRef`.
/// The name decides, as it does for React. A default export without a name counts as a component if it can return an
/// element.
pub(crate) fn role(facts: &Facts, function: FunctionId) -> Option<Role> {
    if facts[function].is_generator || facts.function_of(Node::Function(function)).is_some() {
        return None;
    }
    if let Some(name) = name(facts, function) {
        return role_of_name(name);
    }
    (is_default_export(facts, function) && returns_element(facts, function)).then_some(Role::Component)
}

/// What a name says about the function behind it.
pub(crate) fn role_of_name(name: &str) -> Option<Role> {
    if name.starts_with(|first: char| first.is_ascii_uppercase()) {
        return Some(Role::Component);
    }
    let rest = name.strip_prefix("use")?;
    rest.starts_with(|first: char| first.is_ascii_uppercase()).then_some(Role::Hook)
}

/// The function that a value is: a function, or one within `memo` or `forwardRef`.
pub(crate) fn function_of_value(facts: &Facts, value: ExprId) -> Option<FunctionId> {
    let value = facts.without_types(value);
    match facts[value].kind {
        ExprKind::Function(function) => Some(function),
        ExprKind::Call { callee, arguments, .. } if is_wrapper(facts, callee) => {
            function_of_value(facts, *facts[arguments].first()?)
        }
        ExprKind::Name { binding: Some(binding), .. } => function_of_binding(facts, binding),
        _ => None,
    }
}

/// The function that a name stands for.
pub(crate) fn function_of_binding(facts: &Facts, binding: BindingId) -> Option<FunctionId> {
    if facts[binding].reassigned {
        return None;
    }
    match facts[binding].kind {
        BindingKind::Function(function) => Some(function),
        BindingKind::Variable { declarator, pattern } if facts[declarator].pattern == pattern => {
            let value = facts.without_types(facts[declarator].value?);
            // A name for a name is not followed further: `const A = A` would never end.
            match facts[value].kind {
                ExprKind::Name { .. } => None,
                _ => function_of_value(facts, value),
            }
        }
        _ => None,
    }
}

/// The function that an export is.
pub(crate) fn function_of_export(facts: &Facts, export: ExportKind) -> Option<FunctionId> {
    match export {
        ExportKind::Function(function) => Some(function),
        ExportKind::Variable { value: Some(value), .. } | ExportKind::Expression(value) => {
            function_of_value(facts, value)
        }
        ExportKind::Local { binding: Some(binding), .. } => function_of_binding(facts, binding),
        _ => None,
    }
}

/// Whether a function can return JSX: some `return` of its own has an element in it.
pub(crate) fn returns_element(facts: &Facts, function: FunctionId) -> bool {
    match facts[function].body {
        FunctionBody::Expression(value) => has_element(facts, value),
        FunctionBody::Block(_) => facts.statements.iter_ids().any(|(id, statement)| {
            matches!(statement.kind, StatementKind::Return(Some(value)) if has_element(facts, value))
                && facts.function_of(Node::Statement(id)) == Some(function)
        }),
        FunctionBody::None => false,
    }
}

fn has_element(facts: &Facts, value: ExprId) -> bool {
    match facts[facts.without_types(value)].kind {
        ExprKind::Jsx(_) => true,
        ExprKind::Conditional { branches, .. } => {
            let Branches { then, otherwise } = facts[branches];
            has_element(facts, then) || has_element(facts, otherwise)
        }
        ExprKind::Logical { right, .. } => has_element(facts, right),
        _ => false,
    }
}

/// The name that a function is known by: its own, or that of the variable that holds it.
fn name(facts: &Facts, function: FunctionId) -> Option<&str> {
    let it = &facts[function];
    match it.kind {
        FunctionKind::Declaration => return it.name.map(|name| &facts[name]),
        FunctionKind::Expression | FunctionKind::Arrow => {}
        FunctionKind::ObjectMethod | FunctionKind::ClassMethod { .. } => return None,
    }
    let own = it.name.map(|name| &facts[name]);
    match holder(facts, function) {
        Some(Node::Declarator(declarator)) => match facts[facts[declarator].pattern].kind {
            PatternKind::Binding(binding) => Some(&facts[facts[binding].name]),
            _ => None,
        },
        Some(Node::Statement(_)) => own,
        _ => None,
    }
}

fn is_default_export(facts: &Facts, function: FunctionId) -> bool {
    let is_default = |node| {
        matches!(node, Node::Statement(statement)
            if matches!(facts[statement].kind, StatementKind::DefaultExport(_)))
    };
    match facts[function].kind {
        FunctionKind::Declaration => facts[function].name.is_none(),
        _ => holder(facts, function).is_some_and(is_default),
    }
}

/// What holds a function expression, past `memo`, `forwardRef` and types: a declarator or a statement. The parent of
/// such a function is the expression that it is.
fn holder(facts: &Facts, function: FunctionId) -> Option<Node> {
    let Node::Expr(mut expr) = facts[function].parent() else { return None };
    loop {
        match facts.parent(expr) {
            Node::Expr(outer) => match facts[outer].kind {
                ExprKind::Call { callee, .. } if is_wrapper(facts, callee) => expr = outer,
                _ => return None,
            },
            node => return Some(node),
        }
    }
}

fn is_wrapper(facts: &Facts, callee: ExprId) -> bool {
    facts.is_import_of(callee, "react", "memo") || facts.is_import_of(callee, "react", "forwardRef")
}
