//! What Rutter generates to read params: `decodeParams()`, and the `route.params()` of a module of its own for a route.

use rutter_syntax::facts::{BindingKind, ExprId, ExprKind, Imported, Name, PropertyKey};

use super::trace::Holds;
use crate::ide::site::Site;

/// A function that answers the params that it is given.
pub(super) struct Reader {
    /// What it answers.
    pub(super) answers: Holds,
    /// The route whose params it takes, if it takes no others.
    pub(super) route: Option<String>,
}

/// The generated function that is called.
pub(super) fn reader(site: &Site<'_>, callee: ExprId) -> Option<Reader> {
    let facts = site.facts;
    let member = |expr: ExprId| match facts[facts.without_types(expr)].kind {
        ExprKind::Member { object, property, .. } => Some((object, &facts[property])),
        _ => None,
    };
    if generated(site, callee)? == "decodeParams" {
        return Some(Reader { answers: Holds::Params, route: None });
    }
    let (params, answers) = match member(callee)? {
        (params, "strict") => (params, Holds::Params),
        (params, "safe") => (params, Holds::Checked),
        _ => (callee, Holds::Params),
    };
    let (route, _) = member(params).filter(|(_, name)| *name == "params")?;
    Some(Reader { answers, route: Some(route_of(site, route)?) })
}

/// The pattern of the route whose generated `route` an expression is.
pub(super) fn route_of(site: &Site<'_>, route: ExprId) -> Option<String> {
    let facts = site.facts;
    let ExprKind::Name { binding: Some(binding), .. } = facts[facts.without_types(route)].kind else {
        return None;
    };
    let BindingKind::Import(import) = facts[binding].kind else { return None };
    let import = facts[import];
    let is_route = matches!(import.imported, Imported::Name(name) if &facts[name] == "route");
    route_of_module(site, facts.specifier(import.request)).filter(|_| is_route)
}

/// The pattern of the route that a generated module is for.
pub(super) fn route_of_module(site: &Site<'_>, specifier: &str) -> Option<String> {
    if !site.is_generated(specifier) {
        return None;
    }
    let graph = &site.analysis.graph;
    let facts = graph[graph.type_module(site.module, specifier)?].facts();
    let rutter_syntax::facts::ExportKind::Variable { value: Some(value), .. } = facts.export("route")?.kind
    else {
        return None;
    };
    let ExprKind::Object(properties) = facts[facts.without_types(value)].kind else { return None };
    let is_id = |key: PropertyKey| matches!(key, PropertyKey::Name(name) if &facts[name] == "id");
    let id = facts[properties].iter().find(|property| is_id(property.key()))?;
    facts.string(id.value).map(str::to_owned)
}

/// The name of what is imported from a generated module, of the first name of an expression.
fn generated<'a>(site: &Site<'a>, expr: ExprId) -> Option<&'a str> {
    let facts = site.facts;
    let mut first = facts.without_types(expr);
    while let ExprKind::Member { object, .. } = facts[first].kind {
        first = facts.without_types(object);
    }
    let ExprKind::Name { binding: Some(binding), .. } = facts[first].kind else { return None };
    let BindingKind::Import(import) = facts[binding].kind else { return None };
    let imported: Name = match facts[import].imported {
        Imported::Name(name) => name,
        Imported::Namespace => return None,
    };
    site.is_generated(facts.specifier(facts[import].request)).then_some(&facts[imported])
}
