//! What an export of a client module really is: what a server module should have got instead of a reference.

use rutter_syntax::facts::{BindingId, BindingKind, Export, ExportKind, ExprId, ExprKind, Facts};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId};

use crate::context::ModuleContext;
use crate::infer::functions::{Role, function_of_export, role};

/// What an export of a client module is in the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// A component.
    Component,
    /// A hook.
    Hook,
    /// A function or class, which may be a component all the same.
    Callable,
    /// A string, a number, a boolean.
    Primitive,
    /// An array or object, an enum, an instance.
    Object,
    /// It cannot be told.
    Unknown,
    /// There certainly is no such export.
    Missing,
}

/// What an export of a client module is in the client.
pub(crate) fn sort(module: &ModuleContext<'_>, boundary: ModuleId, name: &str) -> Sort {
    let graph = module.project.graph;
    match graph.follow(boundary, name, Environment::Client) {
        ExportOrigin::Declared { module: declaring, export } => {
            let facts = graph[declaring].facts();
            sort_of_export(facts, &facts[export])
        }
        ExportOrigin::Missing { .. } => Sort::Missing,
        ExportOrigin::ServerActions { .. } => Sort::Callable,
        ExportOrigin::Namespace { .. } => Sort::Object,
        ExportOrigin::ClientBoundary { .. } | ExportOrigin::External { .. } | ExportOrigin::Unknown => {
            Sort::Unknown
        }
    }
}

fn sort_of_export(facts: &Facts, export: &Export) -> Sort {
    if export.type_only {
        return if facts.kind.declaration { Sort::Unknown } else { Sort::Missing };
    }
    if let Some(function) = function_of_export(facts, export.kind) {
        return match role(facts, function) {
            Some(Role::Component) => Sort::Component,
            Some(Role::Hook) => Sort::Hook,
            None => Sort::Callable,
        };
    }
    match export.kind {
        ExportKind::Class(_) => Sort::Callable,
        ExportKind::Enum(_) => Sort::Object,
        ExportKind::Variable { binding, .. } | ExportKind::Local { binding: Some(binding), .. } => {
            sort_of_binding(facts, binding)
        }
        ExportKind::Expression(value) => sort_of_value(facts, value),
        _ => Sort::Unknown,
    }
}

fn sort_of_binding(facts: &Facts, binding: BindingId) -> Sort {
    match facts[binding].kind {
        _ if facts[binding].reassigned => Sort::Unknown,
        BindingKind::Class(_) => Sort::Callable,
        BindingKind::Enum => Sort::Object,
        BindingKind::Variable { declarator, pattern } if facts[declarator].pattern == pattern => {
            facts[declarator].value.map_or(Sort::Unknown, |value| sort_of_value(facts, value))
        }
        _ => Sort::Unknown,
    }
}

fn sort_of_value(facts: &Facts, value: ExprId) -> Sort {
    match facts[facts.without_types(value)].kind {
        ExprKind::Class(_) => Sort::Callable,
        ExprKind::Null
        | ExprKind::Boolean(_)
        | ExprKind::Number(_)
        | ExprKind::BigInt
        | ExprKind::String(_)
        | ExprKind::Text(_)
        | ExprKind::Template { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Binary { .. } => Sort::Primitive,
        ExprKind::Array(_) | ExprKind::Object(_) | ExprKind::RegExp | ExprKind::New { .. } => Sort::Object,
        _ => Sort::Unknown,
    }
}
