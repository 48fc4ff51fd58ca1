//! Packages that cannot be loaded on the server, because they use an API of the client as soon as they are.
//!
//! The compiler does not look into packages. One that was written before server components, and creates a context or
//! extends `Component` at the top of a file without `'use client'`, throws when a server module imports it.

use rutter_syntax::facts::{ExprKind, Facts, Imported, Node, RequestKind, Span};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, ModuleOrigin, Target};

use super::config::config_mentions;
use super::packages::is_external;
use crate::context::ModuleContext;
use crate::infer::certain::runs_certainly;

/// An import of something that cannot be loaded on the server.
#[derive(Debug)]
pub(crate) struct ClientPackage {
    /// The bytes of the name that is imported.
    pub(crate) import: Span,
    /// The name.
    pub(crate) name: String,
    /// The package.
    pub(crate) package: String,
    /// What it uses when it is loaded.
    pub(crate) api: &'static str,
}

/// The names that a module imports from packages which cannot be loaded on the server.
pub(crate) fn client_packages(module: &ModuleContext<'_>) -> Vec<ClientPackage> {
    let (facts, graph) = (module.facts, module.project.graph);
    let mut found = Vec::new();
    for (request, it) in facts.requests.iter_ids() {
        if it.kind != RequestKind::Import || it.type_only {
            continue;
        }
        let Target::Module(target) = graph.target(module.id, request, Environment::Server) else { continue };
        if graph[target].origin != ModuleOrigin::Package || facts.is_erased(request) {
            continue;
        }
        for import in facts.imports.iter().filter(|import| import.request == request && !import.type_only) {
            let Imported::Name(name) = import.imported else { continue };
            let ExportOrigin::Declared { module: declaring, .. } =
                graph.follow(target, &facts[name], Environment::Server)
            else {
                continue;
            };
            if !facts.is_used_as_value(import.local) {
                continue;
            }
            if let Some((package, api)) = fails_to_load(module, declaring) {
                let name = facts[name].to_owned();
                found.push(ClientPackage { import: import.span, name, package, api });
            }
        }
    }
    found
}

/// The package of a module and the API that it uses when it is loaded, if it is loaded by Next.
fn fails_to_load(module: &ModuleContext<'_>, declaring: ModuleId) -> Option<(String, &'static str)> {
    let declared = &module.project.graph[declaring];
    if declared.origin != ModuleOrigin::Package || !declared.is_whole() {
        return None;
    }
    let api = used_when_loaded(declared.facts())?;
    let package = package_of(declared.path.as_str())?;
    // What Next leaves to Node gets the whole of React.
    let is_left_to_node = is_external(package) || config_mentions(module, package);
    (!is_left_to_node).then(|| (package.to_owned(), api))
}

fn used_when_loaded(facts: &Facts) -> Option<&'static str> {
    facts.names.find("react")?;
    let at_top = |node| facts.function_of(node).is_none() && runs_certainly(facts, node);
    let makes_context = facts.names.find("createContext").is_some()
        && facts.exprs.iter_ids().any(|(id, expr)| {
            matches!(expr.kind, ExprKind::Call { callee, .. }
                if facts.is_import_of(callee, "react", "createContext"))
                && at_top(Node::Expr(id))
        });
    if makes_context {
        return Some("createContext");
    }
    ["Component", "PureComponent"].into_iter().find(|name| {
        facts.names.find(name).is_some()
            && facts.rare.classes.iter_ids().any(|(id, class)| {
                class.extends.is_some_and(|base| facts.is_import_of(base, "react", name))
                    && at_top(Node::Class(id))
            })
    })
}

/// The name of the package that a path lies in: `@acme/ui` of `/ws/node_modules/@acme/ui/index.js`.
pub(crate) fn package_of(path: &str) -> Option<&str> {
    let (_, inside) = path.rsplit_once("/node_modules/")?;
    let end = match inside.strip_prefix('@') {
        Some(_) => inside.match_indices('/').nth(1)?.0,
        None => inside.find('/')?,
    };
    inside.get(..end)
}

#[cfg(test)]
mod tests {
    use super::package_of;

    #[test]
    fn the_innermost_package_counts() {
        for (path, expected) in [
            ("/ws/node_modules/a/index.js", Some("a")),
            ("/ws/node_modules/@a/b/dist/c.js", Some("@a/b")),
            ("/ws/node_modules/.pnpm/a@1/node_modules/b/c.js", Some("b")),
            ("/ws/app/page.tsx", None),
        ] {
            assert_eq!(package_of(path), expected, "{path}");
        }
    }
}
