//! `use-cache-export-not-async`: an export of a `'use cache'` file that cannot be cached.

use rutter_syntax::facts::{ExportKind, Span};

use super::compiled::{file_meaning, is_compiled};
use super::text::Meaning;
use super::use_server_export_not_async::refused_default;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "use-cache-export-not-async",
    group: Group::Directives,
    summary: "a `'use cache'` file exports a class, `export *`, or a default that is no function",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/use-cache-export-not-async.md"),
    check,
};

/// Next leaves constants alone, since a page has its metadata and segment config beside its component.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if !matches!(file_meaning(facts), Some(Meaning::Cache(_))) || !is_compiled(module) {
        return;
    }
    for export in facts.exports.iter().filter(|export| !export.type_only) {
        let what = match export.kind {
            ExportKind::All { .. } => "everything that another file exports",
            ExportKind::Class(_) => "a class",
            ExportKind::Expression(value) => match refused_default(facts, value) {
                Some(what) => what,
                None => continue,
            },
            _ => continue,
        };
        let span = Span { start: export.statement.start, end: export.name_span.end };
        findings
            .report(span, format!("a `'use cache'` file cannot export {what}"))
            .why("what such a file exports is cached call by call, which needs an async function; Next refuses anything else")
            .help("move it to a file without the directive, or write `'use cache'` into the functions that are to be cached");
    }
}
