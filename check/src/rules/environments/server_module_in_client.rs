//! `server-module-in-client`: a module of the server that imports lead into the browser.

use rutter_syntax::facts::{ExprKind, Facts, Node, RequestId, RequestKind, Span};
use rutter_syntax::graph::{Environment, ModuleId, ModuleOrigin, Target};

use super::apis::{refused_imports, refused_in_client};
use super::client_imports_server_api::{reason, shown, starts_client};
use super::config::{config_may_replace, is_plugin};
use super::package_top_level::package_of;
use super::packages::{is_polyfilled, only_on_server};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::certain::runs_certainly;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "server-module-in-client",
    group: Group::Environments,
    summary: "a module that needs the server is imported, directly or through others, by a client module",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/server-module-in-client.md"),
    check,
};

/// An import that a browser cannot have.
struct Unbundled {
    /// What is imported: `fs`, `pg`.
    what: String,
    why: String,
    span: Span,
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if !module.in_environment(Environment::Client) || module.is_actions() {
        return;
    }
    let mut refused = refused_imports(module, refused_in_client).peekable();
    let is_told_as_import = starts_client(module);
    if !is_told_as_import && refused.peek().is_some() {
        if has_cause_before(module) {
            return;
        }
        for import in refused {
            findings
                .report(
                    import.span,
                    format!("{} is imported by a module that runs in the client", shown(&import)),
                )
                .why(reason(&import))
                .help(advice(module))
                .chain(module.chain(Environment::Client));
        }
        return;
    }
    let mut unbundled = unbundled(module).into_iter();
    let Some(first) = unbundled.next().filter(|_| !has_cause_before(module)) else { return };
    let finding = findings
        .report(first.span, format!("`{}` is imported by a module that runs in the client", first.what));
    finding.why(first.why).help(advice(module)).chain(module.chain(Environment::Client));
    for other in unbundled {
        finding.related(module.id, other.span, format!("`{}` is imported too", other.what));
    }
}

fn advice(module: &ModuleContext<'_>) -> &'static str {
    if module.is_boundary() {
        "do this in a server component or in an action, and pass the result on"
    } else {
        "move what the client needs into a module without this import, or call it through an action"
    }
}

/// Whether a module on the way here has something to report itself: the mistake is there, and this follows from it. Or nothing is
/// wrong, because another module stands in for one on the way.
fn has_cause_before(module: &ModuleContext<'_>) -> bool {
    let project = module.project;
    let chain = module.chain(Environment::Client);
    if chain.iter().any(|step| step.environment == Environment::Client && is_plugin(module, step.module)) {
        return true;
    }
    chain.iter().any(|step| {
        if step.module == module.id || step.environment != Environment::Client {
            return false;
        }
        let path = project.path(step.module);
        let before = project.context(step.module, &path);
        refused_imports(&before, refused_in_client).next().is_some() || !unbundled(&before).is_empty()
    })
}

/// The modules of Node and the packages that a module imports, and that a browser cannot have.
fn unbundled(module: &ModuleContext<'_>) -> Vec<Unbundled> {
    let facts = module.facts;
    let mut found = Vec::new();
    for (request, it) in facts.requests.iter_ids() {
        if it.type_only {
            continue;
        }
        let target = module.project.graph.target(module.id, request, Environment::Client);
        let Some((what, why)) = what_is_missing(module, request, target) else { continue };
        if !facts.is_erased(request) && is_bundled(module, request) && !config_may_replace(module, &what) {
            found.push(Unbundled { what, why, span: it.span });
        }
    }
    found
}

fn what_is_missing(
    module: &ModuleContext<'_>,
    request: RequestId,
    target: Target<'_>,
) -> Option<(String, String)> {
    let graph = module.project.graph;
    match target {
        Target::Builtin(name) if !is_polyfilled(name) => {
            let is_dropped = module.facts.specifier(request).starts_with("node:") && !has_live_export(module);
            let why = "it is a module of Node, a browser has nothing like it, and Next cannot build the file for it";
            (!is_dropped).then(|| (name.to_owned(), why.to_owned()))
        }
        Target::External { package } => of_package(package),
        Target::Module(target) if graph[target].origin == ModuleOrigin::Package => {
            of_package(package_of_module(module, target)?)
        }
        _ => None,
    }
}

fn of_package(package: &str) -> Option<(String, String)> {
    let why = only_on_server(package)?;
    Some((package.to_owned(), format!("`{package}` {why}, so Next cannot build the file for a browser")))
}

fn package_of_module<'a>(module: &ModuleContext<'a>, target: ModuleId) -> Option<&'a str> {
    package_of(module.project.graph[target].path.as_str())
}

/// Whether anything of the module is used in the client. If nothing is, Turbopack leaves the module out before it
/// complains about `node:fs`, though not before it complains about `fs` (observed on Next 16.4.6).
fn has_live_export(module: &ModuleContext<'_>) -> bool {
    let facts = module.facts;
    let mut names =
        facts.exports.iter().filter(|export| !export.type_only).map(|export| export.name).peekable();
    let environments = module.project.environments;
    names.peek().is_none()
        || names.any(|name| {
            name.is_some_and(|name| environments.is_live(module.id, Environment::Client, &facts[name]))
        })
}

/// Whether the bundler follows a request: an `import()` or `require()` behind any condition may be one that is never
/// true in a browser, such as `typeof window === 'undefined'`.
fn is_bundled(module: &ModuleContext<'_>, request: RequestId) -> bool {
    let facts = module.facts;
    match facts[request].kind {
        RequestKind::Import | RequestKind::SideEffect | RequestKind::ReExport | RequestKind::ReExportAll => {
            true
        }
        RequestKind::Dynamic | RequestKind::Require => is_unguarded(facts, facts[request].span),
        RequestKind::Type => false,
    }
}

fn is_unguarded(facts: &Facts, span: Span) -> bool {
    let place = facts.exprs.iter_ids().find(|(_, expr)| {
        expr.span == span && matches!(expr.kind, ExprKind::Import { .. } | ExprKind::Call { .. })
    });
    let Some((place, _)) = place else { return false };
    let mut node = Node::Expr(place);
    loop {
        if !runs_certainly(facts, node) {
            return false;
        }
        let Some(function) = facts.function_of(node) else { return true };
        node = Node::Function(function);
    }
}
