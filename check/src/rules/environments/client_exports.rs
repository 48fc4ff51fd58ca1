//! What server code has of client modules.
//!
//! For an import of a `'use client'` module Next gives a server module references: functions that throw when they are
//! called, and that have nothing of what the module exports but its name. They can be rendered, and passed on to
//! client components, and nothing else (observed on Next 16.4.6, in components, handlers, actions, `proxy` and
//! `instrumentation` alike).

use std::collections::BTreeSet;

use rutter_syntax::facts::{
    BindingId, ExprId, ExprKind, Facts, Imported, Node, PatternKind, PropertyKey, RequestId, RequestKind,
    Span,
};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, ModuleOrigin, Target};

use super::client_sort::{Sort, sort};
use super::config::config_mentions;
use super::package_top_level::package_of;
use super::packages::is_external;
use crate::context::ModuleContext;
use crate::finding::Finding;

/// An export of a client module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ClientExport {
    /// The module with the directive.
    pub(crate) module: ModuleId,
    /// The name of the export there.
    pub(crate) name: String,
    /// What it really is.
    pub(crate) sort: Sort,
}

/// A place where server code names an export of a client module.
#[derive(Debug, Clone)]
pub(crate) struct ClientUse {
    /// The export.
    pub(crate) export: ClientExport,
    /// The expression that stands for it: a name, or a member of a namespace.
    pub(crate) expr: ExprId,
}

/// Where server code names exports of client modules, in the order of the text. Names that are given to them
/// (`const f = useMenu`) are looked through. Several rules ask; the search is done once.
pub(crate) fn client_uses<'m>(module: &'m ModuleContext<'_>) -> &'m [ClientUse] {
    module.client_uses.get_or_init(|| search(module))
}

fn search(module: &ModuleContext<'_>) -> Vec<ClientUse> {
    if !module.in_environment(Environment::Server) || module.is_boundary() {
        return Vec::new();
    }
    let mut search = Search { module, found: Vec::new(), visited: BTreeSet::new() };
    search.imports();
    search.loaded();
    search.found.sort_by_key(|it| (module.facts[it.expr].span.start, it.expr));
    search.found
}

/// The client module and export behind an export of a module, as server code sees it.
pub(crate) fn client_export(
    module: &ModuleContext<'_>,
    target: ModuleId,
    name: &str,
) -> Option<ClientExport> {
    match module.project.graph.follow(target, name, Environment::Server) {
        ExportOrigin::ClientBoundary { module: boundary, export } if !is_left_to_node(module, boundary) => {
            let sort = sort(module, boundary, &export);
            Some(ClientExport { module: boundary, name: export, sort })
        }
        _ => None,
    }
}

/// What a client module is called where a message says that something belongs to it.
pub(crate) fn shown_owner(module: &ModuleContext<'_>, boundary: ModuleId) -> String {
    match package(module, boundary) {
        Some(package) => format!("a client module of the package `{package}`"),
        None => format!("the client module `{}`", module.project.path(boundary)),
    }
}

/// The package that a client module belongs to, if it is of an installed one, which nobody here can change.
pub(crate) fn package<'a>(module: &ModuleContext<'a>, boundary: ModuleId) -> Option<&'a str> {
    let boundary = &module.project.graph[boundary];
    package_of(boundary.path.as_str()).filter(|_| boundary.origin == ModuleOrigin::Package)
}

/// What to do with data, or a plain function, that both sides need.
pub(crate) fn advice_to_share(module: &ModuleContext<'_>, boundary: ModuleId, verb: &str) -> String {
    match package(module, boundary) {
        Some(package) => format!(
            "{verb} it in a client component: what a client module of `{package}` exports can only be rendered here"
        ),
        None => format!(
            "move it from `{}` into a module without `'use client'` that both sides import, or {verb} it in a client \
             component",
            module.project.path(boundary)
        ),
    }
}

/// Adds to a finding where the client begins, and how the server gets here.
pub(crate) fn add_places(module: &ModuleContext<'_>, finding: &mut Finding, boundary: ModuleId) {
    if let Some(directive) = directive(module.project.graph[boundary].facts()) {
        finding.related(boundary, directive, "makes each export a reference for server modules");
    }
    finding.chain(module.chain(Environment::Server));
}

/// What an expression is called in the file: `useMenu`, `ui.useMenu`.
pub(crate) fn shown(facts: &Facts, expr: ExprId) -> Option<String> {
    match facts[facts.without_types(expr)].kind {
        ExprKind::Name { name, .. } => Some(facts[name].to_owned()),
        ExprKind::Member { object, property, .. } => {
            Some(format!("{}.{}", shown(facts, object)?, &facts[property]))
        }
        _ => None,
    }
}

/// Whether a client module is CommonJS, or may be: Next then looks its exports up when they are asked for.
pub(crate) fn is_common_js(module: &ModuleContext<'_>, boundary: ModuleId) -> bool {
    let facts = module.project.graph[boundary].facts();
    !facts.is_module || facts.common_js.whole || !facts[facts.common_js.names].is_empty()
}

fn directive(facts: &Facts) -> Option<Span> {
    let directive = facts.directives.iter().find(|directive| &facts[directive.text] == "use client")?;
    Some(directive.span)
}

/// Whether a module is of a package that Next leaves to Node on the server, where the directive means nothing.
fn is_left_to_node(module: &ModuleContext<'_>, boundary: ModuleId) -> bool {
    let boundary = &module.project.graph[boundary];
    boundary.origin == ModuleOrigin::Package
        && package_of(boundary.path.as_str())
            .is_none_or(|package| is_external(package) || config_mentions(module, package))
}

struct Search<'a> {
    module: &'a ModuleContext<'a>,
    found: Vec<ClientUse>,
    visited: BTreeSet<BindingId>,
}

impl<'a> Search<'a> {
    fn imports(&mut self) {
        let facts = self.module.facts;
        for import in facts.imports.iter().filter(|import| !import.type_only) {
            let Some(target) = self.target(import.request) else { continue };
            match import.imported {
                Imported::Namespace => self.namespace_binding(import.local, target),
                Imported::Name(name) => {
                    if let Some(export) = client_export(self.module, target, &facts[name]) {
                        self.binding(import.local, &export);
                    } else if let ExportOrigin::Namespace { module: target } =
                        self.follow(target, &facts[name])
                    {
                        self.namespace_binding(import.local, target);
                    }
                }
            }
        }
    }

    /// `await import('./menu')` and `require('./menu')`.
    fn loaded(&mut self) {
        let facts = self.module.facts;
        for (id, request) in facts.requests.iter_ids().filter(|(_, request)| request.kind.is_call()) {
            let Some(target) = self.target(id) else { continue };
            let Some(place) = facts.loading_call(request) else { continue };
            match facts.parent(place) {
                _ if request.kind == RequestKind::Require => self.namespace(place, target),
                Node::Expr(parent) if matches!(facts[parent].kind, ExprKind::Await(_)) => {
                    self.namespace(parent, target);
                }
                _ => {}
            }
        }
    }

    fn target(&self, request: RequestId) -> Option<ModuleId> {
        match self.module.project.graph.target(self.module.id, request, Environment::Server) {
            Target::Module(target) => Some(target),
            _ => None,
        }
    }

    fn follow(&self, target: ModuleId, name: &str) -> ExportOrigin {
        self.module.project.graph.follow(target, name, Environment::Server)
    }

    /// A name that stands for all exports of a module.
    fn namespace_binding(&mut self, binding: BindingId, target: ModuleId) {
        let facts = self.module.facts;
        if facts[binding].reassigned || !self.visited.insert(binding) {
            return;
        }
        for reference in facts.references(binding) {
            self.namespace(reference, target);
        }
    }

    /// An expression that stands for all exports of a module.
    fn namespace(&mut self, expr: ExprId, target: ModuleId) {
        let facts = self.module.facts;
        match facts.parent(expr) {
            Node::Expr(parent) => {
                let name = match facts[parent].kind {
                    ExprKind::Member { property, .. } => &facts[property],
                    ExprKind::Index { object, index, .. } if facts.without_types(object) == expr => {
                        let Some(name) = facts.string(index) else { return };
                        name
                    }
                    _ => return,
                };
                if let Some(export) = client_export(self.module, target, name) {
                    self.value(parent, &export);
                } else if let ExportOrigin::Namespace { module: target } = self.follow(target, name) {
                    self.namespace(parent, target);
                }
            }
            Node::Declarator(declarator) => match facts[facts[declarator].pattern].kind {
                PatternKind::Binding(binding) => self.namespace_binding(binding, target),
                PatternKind::Object { properties, .. } => {
                    for property in &facts[properties] {
                        let PropertyKey::Name(name) = property.key else { continue };
                        let PatternKind::Binding(binding) = facts[property.value].kind else { continue };
                        if let Some(export) = client_export(self.module, target, &facts[name]) {
                            self.binding(binding, &export);
                        }
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn binding(&mut self, binding: BindingId, export: &ClientExport) {
        let facts = self.module.facts;
        if facts[binding].reassigned || !self.visited.insert(binding) {
            return;
        }
        for reference in facts.references(binding) {
            self.value(reference, export);
        }
    }

    fn value(&mut self, expr: ExprId, export: &ClientExport) {
        let facts = self.module.facts;
        self.found.push(ClientUse { export: export.clone(), expr });
        if let Node::Declarator(declarator) = facts.parent(expr)
            && let PatternKind::Binding(binding) = facts[facts[declarator].pattern].kind
        {
            self.binding(binding, export);
        }
    }
}
