//! `missing-client-export`: server code imports from a client module what is not there.

use rutter_syntax::facts::{ExportKind, ExprKind, Imported, Node, Span};
use rutter_syntax::graph::{Environment, ModuleId, Target};

use super::client_exports::{ClientExport, add_places, client_export, client_uses, package, shown_owner};
use super::client_sort::Sort;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "missing-client-export",
    group: Group::Environments,
    summary: "a server module imports from a client module what that does not export",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/missing-client-export.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if !module.in_environment(Environment::Server) || module.is_boundary() {
        return;
    }
    let mut missing = imported(module);
    missing.extend(members(module));
    missing.extend(passed_on(module));
    missing.sort_by_key(|(span, _)| *span);
    missing.dedup_by_key(|(span, _)| *span);
    for (span, export) in missing {
        report(module, findings, span, &export);
    }
}

fn report(module: &ModuleContext<'_>, findings: &mut Findings<'_>, span: Span, export: &ClientExport) {
    let owner = shown_owner(module, export.module);
    let (what, named) = match export.name.as_str() {
        "default" => ("has no default export".to_owned(), "the default export".to_owned()),
        name => (format!("does not export `{name}`"), format!("`{name}`")),
    };
    let finding = findings.report(span, format!("{owner} {what}"));
    finding.why(format!(
        "Next does not look whether a client module has what a server module imports, so `next build` can pass: \
         {named} is undefined, and React throws `Element type is invalid` when it is rendered"
    ));
    finding.help(advice(module, export));
    add_places(module, finding, export.module);
}

fn advice(module: &ModuleContext<'_>, export: &ClientExport) -> String {
    let facts = module.project.graph[export.module].facts();
    let names =
        facts.exports.iter().filter(|it| !it.type_only).filter_map(|it| it.name).map(|name| &facts[name]);
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let shown: Vec<String> = names.iter().take(5).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > shown.len() { ", .." } else { "" };
    let own = package(module, export.module).is_none();
    match (names.as_slice(), own) {
        ([], true) => "export it there, or remove the import".to_owned(),
        ([], false) => "remove the import".to_owned(),
        (["default"], _) => "import the default export, which is all that it exports".to_owned(),
        (_, true) => format!("import what it does export, {}{more}, or export this there", shown.join(", ")),
        (_, false) => format!("import what it does export: {}{more}", shown.join(", ")),
    }
}

/// The missing names that are imported and used.
fn imported(module: &ModuleContext<'_>) -> Vec<(Span, ClientExport)> {
    let facts = module.facts;
    let missing = facts.imports.iter().filter(|import| !import.type_only).filter_map(|import| {
        let Imported::Name(name) = import.imported else { return None };
        let export = missing(module, target(module, import.request)?, &facts[name])?;
        // Only what an expression uses: a name that is exported again may be a type, and is `passed_on`.
        let is_used = facts.references(import.local).any(|it| {
            module.project.environments.may_run(
                module.project.graph,
                module.id,
                Environment::Server,
                Node::Expr(it),
            )
        });
        is_used.then_some((import.span, export))
    });
    missing.collect()
}

/// The missing members of namespaces that are rendered or called.
fn members(module: &ModuleContext<'_>) -> Vec<(Span, ClientExport)> {
    let facts = module.facts;
    let missing = client_uses(module).iter().filter(|it| it.export.sort == Sort::Missing).filter_map(|it| {
        let is_member = matches!(facts[it.expr].kind, ExprKind::Member { .. });
        let is_needed = match facts.parent(it.expr) {
            Node::Jsx(jsx) => facts[jsx].tag_span == facts[it.expr].span,
            Node::Expr(call) => matches!(facts[call].kind, ExprKind::Call { callee, optional: false, .. }
                if facts.without_types(callee) == it.expr),
            _ => false,
        };
        let may_run = module.project.environments.may_run(
            module.project.graph,
            module.id,
            Environment::Server,
            Node::Expr(it.expr),
        );
        (is_member && is_needed && may_run).then_some((facts[it.expr].span, it.export.clone()))
    });
    missing.collect()
}

/// The missing names that are passed on, `export { default } from './view'`, and used. A module that has types of its
/// own may pass on a type.
fn passed_on(module: &ModuleContext<'_>) -> Vec<(Span, ClientExport)> {
    let facts = module.facts;
    let missing = facts.exports.iter().filter(|export| !export.type_only).filter_map(|export| {
        let ExportKind::From { request, imported: Imported::Name(name) } = export.kind else { return None };
        let found = missing(module, target(module, request)?, &facts[name])?;
        let is_type = module.project.graph[found.module].facts().export(&found.name).is_some();
        let is_entry = !module.entries().is_empty();
        (is_entry && !is_type).then_some((export.span, found))
    });
    missing.collect()
}

fn target(module: &ModuleContext<'_>, request: rutter_syntax::facts::RequestId) -> Option<ModuleId> {
    match module.project.graph.target(module.id, request, Environment::Server) {
        Target::Module(target) => Some(target),
        _ => None,
    }
}

fn missing(module: &ModuleContext<'_>, target: ModuleId, name: &str) -> Option<ClientExport> {
    client_export(module, target, name).filter(|export| export.sort == Sort::Missing)
}
