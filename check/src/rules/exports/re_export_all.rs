//! `re-export-all`: a file of the Pages Router that exports all of another.

use rutter_routes::EntryKind;
use rutter_syntax::facts::ExportKind;

use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "re-export-all",
    group: Group::Exports,
    summary: "a file below `pages` exports all of another with `export *`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/re-export-all.md"),
    check,
};

/// Next refuses `export * from` in every file of the Pages Router, API routes and `_app` included, since it has to know
/// by name what a page exports. `export * as name` is one name.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let is_pages =
        |kind| matches!(kind, EntryKind::PagesPage | EntryKind::PagesApi | EntryKind::PagesSpecial);
    if !module.entries().iter().any(|entry| is_pages(entry.kind)) {
        return;
    }
    for export in module.facts.exports.iter().filter(|export| !export.type_only) {
        let ExportKind::All { request } = export.kind else { continue };
        let from = module.facts.specifier(request);
        findings
            .report(export.span, "`export *` in a file of the Pages Router")
            .why(
                "Next takes `getServerSideProps` and its like out of what the browser gets, and has to see them by name; \
                 `next build` refuses the file",
            )
            .help(format!("name what is exported: `export {{ default }} from '{from}'`"));
    }
}
