//! Calls of the functions of a package.

use rutter_syntax::facts::{ExprId, ExprKind, Facts, Node};

/// A call of one of some functions that a file imports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ImportedCall {
    /// The function, by the name that the package gives it.
    pub(crate) function: &'static str,
    /// The call.
    pub(crate) call: ExprId,
}

/// The calls of some functions of a package, under whatever name they are imported: `redirect()`, `go()`,
/// `nav.redirect()`. In the order of the imports, then of the text.
pub(crate) fn imported_calls(
    facts: &Facts,
    specifier: &str,
    functions: &[&'static str],
) -> Vec<ImportedCall> {
    if facts.names.find(specifier).is_none() {
        return Vec::new();
    }
    let imports = facts
        .imports
        .iter()
        .filter(|import| !import.type_only && facts.specifier(import.request) == specifier);
    let names = imports.flat_map(|import| facts.references(import.local));
    let callees = names.flat_map(|name| [Some(name), member_of(facts, name)]).flatten();
    let calls = callees.filter_map(|callee| {
        let call = call_of(facts, callee)?;
        let function = functions.iter().find(|function| facts.is_import_of(callee, specifier, function))?;
        Some(ImportedCall { function, call })
    });
    calls.collect()
}

/// The call whose callee an expression is.
pub(crate) fn call_of(facts: &Facts, callee: ExprId) -> Option<ExprId> {
    let Node::Expr(call) = facts.parent(callee) else { return None };
    let ExprKind::Call { callee: called, .. } = facts[call].kind else { return None };
    (facts.without_types(called) == facts.without_types(callee)).then_some(call)
}

/// `h.cookies`, where `object` is `h`.
pub(crate) fn member_of(facts: &Facts, object: ExprId) -> Option<ExprId> {
    let Node::Expr(parent) = facts.parent(object) else { return None };
    let ExprKind::Member { object: inner, .. } = facts[parent].kind else { return None };
    (facts.without_types(inner) == facts.without_types(object)).then_some(parent)
}
