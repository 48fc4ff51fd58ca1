//! What the functions and classes of JavaScript itself give, as far as it is certain.

use rutter_syntax::facts::{BindingKind, ClassMemberKind, ExprId, ExprKind, Facts};

/// What a call of a global function gives.
pub(super) enum Global {
    /// A value of this kind.
    Gives(&'static str),
    /// Its first argument.
    HandsOn,
}

pub(super) fn global_call(facts: &Facts, callee: ExprId) -> Option<Global> {
    match facts[callee].kind {
        ExprKind::Name { name, binding: None } => match &facts[name] {
            "String" => Some(Global::Gives("a string")),
            "Number" | "BigInt" | "parseInt" | "parseFloat" => Some(Global::Gives("a number")),
            "Boolean" => Some(Global::Gives("a boolean")),
            "Symbol" => Some(Global::Gives("a symbol")),
            _ => None,
        },
        ExprKind::Member { object, property, .. } if is_global(facts, object, "Object") => {
            match &facts[property] {
                "freeze" | "seal" => Some(Global::HandsOn),
                "keys" | "values" | "entries" => Some(Global::Gives("an array")),
                "fromEntries" => Some(Global::Gives("an object")),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether an expression is `process.env`.
pub(super) fn is_env(facts: &Facts, expr: ExprId) -> bool {
    let ExprKind::Member { object, property, .. } = facts[expr].kind else { return false };
    &facts[property] == "env" && is_global(facts, object, "process")
}

/// Whether `new` of an expression gives an object: some classes give functions (`Function`, `Proxy`, one that returns
/// something from its constructor).
pub(super) fn is_plain_class(facts: &Facts, callee: ExprId) -> bool {
    const CLASSES: [&str; 14] = [
        "Map",
        "Set",
        "WeakMap",
        "WeakSet",
        "Date",
        "Error",
        "TypeError",
        "RangeError",
        "RegExp",
        "URL",
        "URLSearchParams",
        "Headers",
        "FormData",
        "Promise",
    ];
    match facts[facts.without_types(callee)].kind {
        ExprKind::Name { name, binding: None } => CLASSES.contains(&&facts[name]),
        ExprKind::Name { binding: Some(binding), .. } => {
            let BindingKind::Class(class) = facts[binding].kind else { return false };
            let mut members = facts[facts[class].members].iter();
            let has_constructor = members.any(|it| matches!(it.kind, ClassMemberKind::Constructor(_)));
            facts[class].extends.is_none() && !has_constructor
        }
        _ => false,
    }
}

fn is_global(facts: &Facts, expr: ExprId, text: &str) -> bool {
    matches!(facts[expr].kind, ExprKind::Name { name, binding: None } if &facts[name] == text)
}
