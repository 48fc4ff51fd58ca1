//! `client-exports-metadata`: metadata in a file that only runs in the browser's half of the app.

use rutter_routes::EntryKind;
use rutter_syntax::graph::Environment;

use super::entry_file::{compiled_exports, exported, fails_with, is_entry_file};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "client-exports-metadata",
    group: Group::Exports,
    summary: "a page or layout that is a client component exports `metadata` or `generateMetadata`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/client-exports-metadata.md"),
    check,
};

const NAMES: [&str; 2] = ["metadata", "generateMetadata"];

/// Next 16.4 refuses pages, layouts and route handlers of the client graph by the names of their compiled exports. What
/// it does not see there (`export { about as metadata }`, a `default` file) reaches the server as a reference into the
/// client, which it cannot render metadata from.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if NAMES.iter().all(|name| facts.names.find(name).is_none()) {
        return;
    }
    let is_boundary = module.is_boundary();
    let is_compiled = is_entry_file(module) && (is_boundary || module.in_environment(Environment::Client));
    let is_read = |kind| matches!(kind, EntryKind::Page | EntryKind::Layout | EntryKind::Default);
    let is_read = is_boundary && module.entries().iter().any(|entry| is_read(entry.kind));
    if !is_compiled && !is_read {
        return;
    }
    let help =
        "move it to a page or layout without `'use client'`, and render the client component from there";
    for name in NAMES {
        let message = format!("a client component exports `{name}`");
        if let Some(export) = compiled_exports(facts).find(|export| is_compiled && export.name == name) {
            let finding = findings.report(export.span, message);
            finding.why(
                "metadata is made on the server before the page is rendered; `next build` refuses the file",
            );
            if is_boundary {
                finding.help(help);
            } else {
                finding
                    .help("let the client component import what it needs from a file of its own, not from the route's")
                    .chain(module.chain(Environment::Client));
            }
        } else if let Some(export) = exported(facts, name).filter(|_| is_read) {
            let error = fails_with(name);
            let why = format!(
                "the server gets a reference in place of the value, and rendering fails with `{error}`"
            );
            findings.report(export.name_span, message).why(why).help(help);
        }
    }
}
