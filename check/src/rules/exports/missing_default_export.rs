//! `missing-default-export`: a page, layout or other file of a route that exports nothing to render.

use rutter_routes::{Entry, EntryKind};
use rutter_syntax::facts::{ExportKind, Facts, Span};

use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "missing-default-export",
    group: Group::Exports,
    summary: "a page, layout or another file that Next renders has no default export",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/missing-default-export.md"),
    check,
};

/// Files whose default export Next renders, and fails to with `The default export is not a React Component` if there is none
/// (observed on Next 16.4.6, file by file; for a template React speaks of a function that is passed).
const RENDERED: [EntryKind; 7] = [
    EntryKind::Page,
    EntryKind::Layout,
    EntryKind::Template,
    EntryKind::Loading,
    EntryKind::Default,
    EntryKind::NotFound,
    EntryKind::Error,
];

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let Some(entry) = module.entries().iter().find(|entry| RENDERED.contains(&entry.kind)) else { return };
    let facts = module.facts;
    if !is_script(module.path)
        || facts.export("default").is_some()
        || may_export_otherwise(facts)
        || !has_page(module, entry)
    {
        return;
    }
    let kind = entry.kind.as_str();
    let only = only_function(facts);
    let finding = findings.report(
        only.map_or_else(|| start(facts), |(_, span)| span),
        format!("the `{kind}` file has no default export"),
    );
    finding.why(
        "Next renders the default export: `next build` stops where it prerenders the route, and a route that it does not \
         prerender fails for its visitors",
    );
    finding.help(match only {
        Some((name, _)) => format!("write `export default` before `{name}`, if that is what to render"),
        None => format!("export the component of the {kind}: `export default function .. `"),
    });
}

/// Whether a file is a part of some page. Components lie in folders of their own too, and one may be called `error.tsx`.
fn has_page(module: &ModuleContext<'_>, entry: &Entry) -> bool {
    let below = format!("{}/", entry.place.trim_end_matches('/'));
    module.project.loaded.tree.entries.iter().any(|page| {
        page.kind == EntryKind::Page && (page.place == entry.place || page.place.starts_with(&below))
    })
}

/// Whether a file is one whose exports are read: Markdown has a default export whatever it says.
fn is_script(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    matches!(extension, "ts" | "tsx" | "js" | "jsx" | "mts" | "cts" | "mjs" | "cjs")
}

/// Whether a file sets `module.exports`.
fn may_export_otherwise(facts: &Facts) -> bool {
    facts.common_js.whole || !facts[facts.common_js.names].is_empty()
}

/// Where the code of a file starts.
fn start(facts: &Facts) -> Span {
    let first = facts[facts.body].first().map_or(0, |first| facts[*first].span.start);
    Span { start: first, end: first }
}

/// The function that a file exports by name, if it is the only one.
fn only_function(facts: &Facts) -> Option<(&str, Span)> {
    let mut functions = facts.exports.iter().filter(|export| matches!(export.kind, ExportKind::Function(_)));
    let only = functions.next().filter(|_| functions.next().is_none())?;
    Some((&facts[only.name?], only.name_span))
}
