//! `redundant-use-client`: a `'use client'` that divides nothing, since only client modules import the file.

use rutter_syntax::facts::Span;
use rutter_syntax::graph::{Environment, ModuleOrigin};

use crate::context::ModuleContext;
use crate::finding::{Edit, Findings};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "redundant-use-client",
    group: Group::Environments,
    summary: "a file has `'use client'`, though only client modules import it",
    level: Level::Off,
    fix: FixKind::Safe,
    page: include_str!("../../../docs/redundant-use-client.md"),
    check,
};

/// A file of the workspace is left alone: another app may import it from the server.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    let project = module.project;
    let Some(directive) = facts.directives.iter().find(|directive| &facts[directive.text] == "use client")
    else {
        return;
    };
    if project.graph[module.id].origin != ModuleOrigin::App
        || !module.entries().is_empty()
        || project.environments.is_assumed(module.id)
    {
        return;
    }
    let chain = module.chain(Environment::Client);
    let [.., importer, _] = chain.as_slice() else { return };
    if importer.environment != Environment::Client || is_imported_by_server(module) {
        return;
    }
    let name = project.path(importer.module);
    let finding = findings
        .report(directive.span, "only client modules import this file, so `'use client'` changes nothing");
    finding
        .why(format!(
            "the directive marks where the client begins; what a client module such as `{name}` imports belongs to the \
             client without it"
        ))
        .help("remove the directive; it is needed again if a server module imports the file")
        .chain(chain);
    match line(module, directive.span) {
        Some(line) => finding.fix("remove `'use client'`", vec![Edit::delete(line)]),
        // The semicolon that it may have would be left.
        None => finding.suggestion("remove `'use client'`", vec![Edit::delete(directive.span)]),
    };
}

fn is_imported_by_server(module: &ModuleContext<'_>) -> bool {
    let project = module.project;
    project.is_imported_by(module.id, |other| project.environments.contains(other, Environment::Server))
}

/// The directive with what separates it from what follows: a semicolon and two line breaks at most. None where more
/// stands between, which may be a comment.
fn line(module: &ModuleContext<'_>, directive: Span) -> Option<Span> {
    const LONGEST_GAP: u32 = 5;
    let facts = module.facts;
    let others = facts.directives.iter().map(|it| it.span.start);
    let statements = facts[facts.body].iter().map(|statement| facts[*statement].span.start);
    let next = others.chain(statements).filter(|start| *start >= directive.end).min()?;
    (next - directive.end <= LONGEST_GAP).then_some(Span { start: directive.start, end: next })
}
