//! `client-page-exports`: what a page or layout can only export as a server component.

use rutter_routes::{EntryKind, NextVersion};
use rutter_syntax::facts::Export;

use super::entry_file::{exported, fails_with, soften};
use super::segment_options::is_const;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "client-page-exports",
    group: Group::Exports,
    summary: "a page or layout that is a client component exports what Next reads from server components only",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/client-page-exports.md"),
    check,
};

/// What Next does with an export of a client component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// The build stops.
    Refused,
    /// The build stops if the export is a `const`, since it is read from the text of the file.
    RefusedConst,
    /// The value reaches Next as a client reference, which it takes for the value and refuses when the page is rendered.
    Misread,
    /// The value reaches Next as a client reference, and rendering the page fails without naming the export.
    Unreadable,
    /// It reads nothing.
    Ignored,
}

/// The exports, what becomes of each, and since which version (Next 16.4.6, and 14.2, 15.0 to 16.3 for the versions).
/// `runtime`, `preferredRegion` and `maxDuration` are read from the text of the file, so they work.
const EXPORTS: [(&str, Fate, NextVersion); 13] = [
    ("generateStaticParams", Fate::Refused, version(13, 0)),
    ("instant", Fate::RefusedConst, version(16, 3)),
    ("prefetch", Fate::RefusedConst, version(16, 3)),
    ("ensureStatic", Fate::RefusedConst, version(16, 4)),
    ("unstable_paramMatching", Fate::Refused, version(16, 4)),
    ("unstable_generateParamMatching", Fate::Refused, version(16, 4)),
    ("revalidate", Fate::Misread, version(15, 0)),
    ("dynamic", Fate::Ignored, version(13, 0)),
    ("dynamicParams", Fate::Ignored, version(13, 0)),
    ("fetchCache", Fate::Ignored, version(13, 0)),
    ("viewport", Fate::Unreadable, version(16, 0)),
    ("generateViewport", Fate::Unreadable, version(16, 0)),
    ("unstable_dynamicStaleTime", Fate::Ignored, version(16, 2)),
];

const fn version(major: u32, minor: u32) -> NextVersion {
    NextVersion { major, minor }
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let is_rendered = |kind| matches!(kind, EntryKind::Page | EntryKind::Layout);
    if !module.is_boundary() || !module.entries().iter().any(|entry| is_rendered(entry.kind)) {
        return;
    }
    let config = &module.project.loaded.config;
    for (name, fate, since) in EXPORTS {
        let Some(export) = exported(module.facts, name) else { continue };
        if config.next_version < since || is_said_elsewhere(name, fate, config.cache_components) {
            continue;
        }
        if fate == Fate::RefusedConst && !is_const(module.facts, export) {
            continue;
        }
        report(findings, export, name, fate);
    }
}

/// Whether the option is wrong whoever exports it: where `cacheComponents` is on, `segment-config-incompatible` says
/// so of the older options, and where it is off, `segment-config-requires` of the newer.
fn is_said_elsewhere(name: &str, fate: Fate, cache_components: Option<bool>) -> bool {
    match fate {
        Fate::Refused | Fate::RefusedConst => {
            name != "generateStaticParams" && cache_components == Some(false)
        }
        Fate::Misread | Fate::Ignored => {
            cache_components == Some(true) && name != "unstable_dynamicStaleTime"
        }
        Fate::Unreadable => false,
    }
}

fn report(findings: &mut Findings<'_>, export: &Export, name: &str, fate: Fate) {
    let help = "move the export to a page or layout without `'use client'`, and render the client component from there";
    match fate {
        Fate::Refused | Fate::RefusedConst => findings
            .report(export.name_span, format!("a client component exports `{name}`"))
            .why(format!("Next reads `{name}` on the server, from server components only; `next build` refuses the file")),
        Fate::Misread => findings
            .report(export.name_span, format!("a client component exports `{name}`"))
            .why(format!(
                "the server gets a reference in place of the value, and rendering fails with `Invalid {name} value`"
            )),
        Fate::Unreadable => findings
            .report(export.name_span, format!("a client component exports `{name}`"))
            .why(format!(
                "the server gets a reference in place of the value, and rendering fails with `{}`",
                fails_with(name)
            )),
        Fate::Ignored => soften(
            findings
                .report(export.name_span, format!("the `{name}` of a client component has no effect"))
                .why("Next reads it from server components only, and ignores that of a client component"),
        ),
    }
    .help(help);
}
