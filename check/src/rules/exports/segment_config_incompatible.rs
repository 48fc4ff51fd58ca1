//! `segment-config-incompatible`: an option that does not go with `next.config` or with another export of its file.

use rutter_routes::{Entry, EntryKind};
use rutter_syntax::facts::Span;

use super::entry_file::{compiled_exports, exported, is_entry_file};
use super::segment_options::{REPLACED, has_page_below, value_of, version};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::constant::Constant;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "segment-config-incompatible",
    group: Group::Exports,
    summary: "an option of a page, layout or route handler does not go with `cacheComponents` or with another export",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/segment-config-incompatible.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if module.facts.exports.is_empty() || !is_entry_file(module) {
        return;
    }
    replaced(module, findings);
    let is_built = |entry: &Entry| match entry.kind {
        EntryKind::Page | EntryKind::Handler => true,
        EntryKind::Layout => has_page_below(module, entry),
        _ => false,
    };
    if module.entries().iter().any(is_built) {
        conflicting(module, findings);
    }
}

/// Options of the time before `cacheComponents`. The compiler refuses them by name, whatever their value, in pages,
/// layouts and route handlers of both environments (Next 16).
fn replaced(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let config = &module.project.loaded.config;
    if config.next_version < version(16, 0) {
        return;
    }
    let (names, flag) = match (config.cache_components, config.use_cache) {
        (Some(true), _) => (&REPLACED[..], "cacheComponents"),
        (_, Some(true)) => (&["runtime"][..], "experimental.useCache"),
        _ => return,
    };
    for export in compiled_exports(module.facts).filter(|export| names.contains(&export.name)) {
        let name = export.name;
        findings
            .report(export.span, format!("`{name}` does not go with `{flag}`"))
            .why(format!("with `{flag}` in next.config, `next build` refuses a page, layout or route handler that exports it"))
            .help(instead(name));
    }
}

fn instead(name: &str) -> &'static str {
    match name {
        "dynamic" => {
            "remove it: what is not cached is rendered at request time; put `'use cache'` into what should not be"
        }
        "revalidate" => "remove it, and state the time with `cacheLife()` in a function with `'use cache'`",
        "fetchCache" => "remove it, and put `'use cache'` into the functions whose fetches should be cached",
        "dynamicParams" => "remove it, and call `notFound()` for params that do not exist",
        "runtime" => "remove it: the code has to run in Node, which is the default",
        _ => "remove it: the flag does what it did",
    }
}

/// Exports that exclude each other (Next 16.4.6, and 15.0 to 16.3 for the versions).
fn conflicting(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    let next = module.project.loaded.config.next_version;
    let span = |name| exported(facts, name).map(|export| export.name_span);
    let edge = exported(facts, "runtime").and_then(|export| {
        let (_, value) = value_of(facts, export)?;
        matches!(value, Constant::String("edge")).then_some(export.name_span)
    });
    let matching = span("unstable_paramMatching").or(span("unstable_generateParamMatching"));
    let mut report = |since, first: (&str, Option<Span>), second: (&str, Option<Span>), help: &str| {
        let (Some(a), Some(b)) = (first.1, second.1) else { return };
        if next < since {
            return;
        }
        findings
            .report(a, format!("{} and {} exclude each other", first.0, second.0))
            .why("`next build` refuses a file that has both")
            .help(help)
            .related(module.id, b, "the other is exported here");
    };
    report(
        version(15, 0),
        ("`runtime = 'edge'`", edge),
        ("`generateStaticParams`", span("generateStaticParams")),
        "remove `runtime`: pages that are rendered in advance are rendered in Node",
    );
    report(
        version(16, 3),
        ("`unstable_dynamicStaleTime`", span("unstable_dynamicStaleTime")),
        ("`instant`", span("instant")),
        "remove one of them",
    );
    report(
        version(16, 4),
        ("`unstable_paramMatching`", span("unstable_paramMatching")),
        ("`unstable_generateParamMatching`", span("unstable_generateParamMatching")),
        "remove one of them",
    );
    report(version(16, 4), ("`runtime = 'edge'`", edge), ("param matching", matching), "remove `runtime`");
}
