//! `segment-config-requires`: an option that needs `cacheComponents` or another kind of file.

use rutter_routes::EntryKind;

use super::entry_file::{compiled_exports, exported, is_entry_file};
use super::segment_options::{NEEDING, has_page_below, is_const, version};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "segment-config-requires",
    group: Group::Exports,
    summary: "an option of a page, layout or route handler needs `cacheComponents` or another kind of file",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/segment-config-requires.md"),
    check,
};

const PARAM_MATCHING: [&str; 2] = ["unstable_paramMatching", "unstable_generateParamMatching"];

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if module.facts.exports.is_empty() || !is_entry_file(module) {
        return;
    }
    without_flag(module, findings);
    in_wrong_file(module, findings);
}

/// Three ways to look (Next 16.4). The compiler refuses `instant` in pages, layouts and route handlers of both
/// environments, by its name in the file. `prefetch` and `ensureStatic` are read from the text of the file, so only as a
/// `const`. Param matching is looked for among the exports of pages and layouts.
fn without_flag(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let config = &module.project.loaded.config;
    if config.cache_components != Some(false) {
        return;
    }
    let facts = module.facts;
    let is_route = !module.entries().is_empty();
    let is_rendered = |kind| matches!(kind, EntryKind::Page | EntryKind::Layout);
    let is_rendered = module.entries().iter().any(|entry| is_rendered(entry.kind));
    for (name, since) in NEEDING {
        if config.next_version < since {
            continue;
        }
        let public = exported(facts, name);
        let span = match name {
            "instant" => compiled_exports(facts).find(|export| export.name == name).map(|export| export.span),
            "prefetch" | "ensureStatic" => {
                public.filter(|it| is_route && is_const(facts, it)).map(|it| it.name_span)
            }
            _ => public.filter(|_| is_rendered).map(|it| it.name_span),
        };
        if let Some(span) = span {
            findings
                .report(span, format!("`{name}` needs `cacheComponents`"))
                .why("without it in next.config, `next build` refuses a file that exports the option")
                .help(format!("set `cacheComponents: true` in next.config, or remove `{name}`"));
        }
    }
}

fn in_wrong_file(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let next = module.project.loaded.config.next_version;
    let is_built_layout = || {
        let mut entries = module.entries().iter();
        entries.any(|entry| entry.kind == EntryKind::Layout && has_page_below(module, entry))
    };
    if next >= version(16, 2)
        && let Some(export) = exported(module.facts, "unstable_dynamicStaleTime")
        && is_built_layout()
    {
        findings
            .report(export.name_span, "`unstable_dynamicStaleTime` needs a page")
            .why("Next reads it from pages only, and `next build` refuses a layout that exports it")
            .help("move it to the pages of the layout");
    }
    if next < version(16, 4) || !module.entries().iter().any(|entry| entry.kind == EntryKind::Handler) {
        return;
    }
    for name in PARAM_MATCHING {
        if let Some(export) = exported(module.facts, name) {
            findings
                .report(export.name_span, format!("`{name}` needs a page or layout"))
                .why("`next build` refuses a route handler that exports it")
                .help("check the params in the handler, and answer with status 404 where they do not exist");
        }
    }
}
