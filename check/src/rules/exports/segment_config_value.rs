//! `segment-config-value`: an option of a route segment that Next cannot read or does not take.

use rutter_routes::EntryKind;
use rutter_syntax::facts::{Export, ExportKind, ExprKind, Imported};

use super::entry_file::{exported, soften};
use super::pages_config;
use super::segment_options::{
    NEEDING, OPTIONS, REPLACED, Reading, SegmentOption, not_literal, shown, value_of, version,
};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::constant::{Constant, beyond_literals, constant};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "segment-config-value",
    group: Group::Exports,
    summary: "an option of a page, layout or route handler has a value that Next does not take or cannot read",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/segment-config-value.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.exports.is_empty() || module.entries().is_empty() {
        return;
    }
    if module.entries().iter().any(|entry| entry.kind == EntryKind::PagesPage) {
        pages_config::check(module, findings, pages_config::Kind::Page);
        return;
    }
    let mut reading = None;
    for option in &OPTIONS {
        let Some(export) = exported(facts, option.name) else { continue };
        if is_said_elsewhere(module, option) {
            continue;
        }
        let reading = *reading.get_or_insert_with(|| Reading::of(module));
        if !reading.is_none() {
            judge(module, findings, option, export, reading);
        }
    }
    if let Some(export) = exported(facts, "config") {
        check_config(module, findings, export);
    }
    removed_ppr(module, findings);
}

/// Whether the option is wrong whatever its value, which is another rule's to say; or not known yet.
fn is_said_elsewhere(module: &ModuleContext<'_>, option: &SegmentOption) -> bool {
    let config = &module.project.loaded.config;
    let is_replaced = REPLACED.contains(&option.name) && config.cache_components == Some(true)
        || option.name == "runtime" && config.use_cache == Some(true);
    let is_missing = NEEDING.iter().any(|(name, _)| *name == option.name)
        && (config.cache_components == Some(false) || module.is_boundary());
    config.next_version < option.since || is_replaced && config.next_version >= version(16, 0) || is_missing
}

fn judge(
    module: &ModuleContext<'_>,
    findings: &mut Findings<'_>,
    option: &SegmentOption,
    export: &Export,
    reading: Reading,
) {
    let facts = module.facts;
    let next = module.project.loaded.config.next_version;
    let name = option.name;
    match export.kind {
        ExportKind::Variable { .. } => {
            let Some((value, constant)) = value_of(facts, export) else { return };
            let is_checked = reading.evaluated || reading.compiled && option.compiled;
            if is_checked && option.takes.accepts(&constant, next) == Some(false) {
                invalid(findings, option, export, &constant);
                return;
            }
            let reading = Reading { compiled: reading.compiled && option.compiled, ..reading };
            if let Some(part) = not_literal(facts, export, value, reading, next) {
                let problem = match facts[part].kind {
                    ExprKind::As { .. } => "stands before an `as`, which Next reads since 16.3 only",
                    _ if beyond_literals(facts, part, true).is_none() => "stands in parentheses",
                    _ => "is not a literal",
                };
                findings
                    .report(facts[part].span, format!("the value of `{name}` {problem}"))
                    .why("Next reads it from the text of the file, without running it; `next build` stops at all but literals")
                    .help(literal_help(option, &constant));
            }
        }
        ExportKind::Function(_) | ExportKind::Class(_) if reading.evaluated => {
            invalid(findings, option, export, &Constant::Function);
        }
        ExportKind::Local { .. } | ExportKind::From { imported: Imported::Name(_), .. }
            if reading.compiled && (option.compiled || name == "revalidate") =>
        {
            findings
                .report(export.name_span, format!("`{name}` is not exported where it is declared"))
                .why(format!(
                    "Next reads it from the text of the file and does not look for it elsewhere; `next build` stops with \
                     `can't recognize the exported {name} field in route`"
                ))
                .help(format!("declare it in the export: `export const {name} = {}`", option.example));
        }
        _ => {}
    }
}

fn invalid(findings: &mut Findings<'_>, option: &SegmentOption, export: &Export, value: &Constant<'_>) {
    let name = option.name;
    let value_shown = shown(value).unwrap_or_else(|| "this value".to_owned());
    let finding = findings.report(export.name_span, format!("`{name}` cannot be {value_shown}"));
    finding.why(format!("it takes {}; `next build` refuses anything else", option.takes.describe()));
    let nearest = match value {
        Constant::String(text) => match text.trim().parse::<u32>() {
            Ok(number) if option.takes.names().is_empty() => Some(number.to_string()),
            _ => rutter_project::config::nearest(text, option.takes.names().iter().copied())
                .map(|near| format!("'{near}'")),
        },
        _ => None,
    };
    finding.help(match nearest {
        Some(near) => format!("write `{name} = {near}`"),
        None => format!("write for instance `{name} = {}`", option.example),
    });
}

fn literal_help(option: &SegmentOption, value: &Constant<'_>) -> String {
    let name = option.name;
    match value {
        Constant::Number(value) if value.is_finite() => format!("write `{name} = {value}`"),
        Constant::Number(_) if name == "revalidate" => {
            "write `revalidate = false`, which means never".to_owned()
        }
        Constant::Boolean(value) => format!("write `{name} = {value}`"),
        Constant::String(value) if !value.contains(['\'', '`', '\n']) => {
            format!("write `{name} = '{value}'`")
        }
        _ => format!("write the value itself, such as `{name} = {}`", option.example),
    }
}

/// `config` is the Pages Router's. In the App Router Next 15 and 16 want it to be a literal and read nothing of it.
fn check_config(module: &ModuleContext<'_>, findings: &mut Findings<'_>, export: &Export) {
    let next = module.project.loaded.config.next_version;
    let is_route = |kind| matches!(kind, EntryKind::Page | EntryKind::Handler);
    if next < version(15, 0) || !module.entries().iter().any(|entry| is_route(entry.kind)) {
        return;
    }
    let ExportKind::Variable { value: Some(value), .. } = export.kind else { return };
    let facts = module.facts;
    let reading = Reading { compiled: false, ..Reading::of(module) };
    if let Some(part) = not_literal(facts, export, value, reading, next) {
        findings
            .report(facts[part].span, "the value of `config` is not a literal")
            .why("Next reads it from the text of the file, without running it; `next build` stops at all but literals")
            .help("give the export another name, or remove it: in the App Router `config` has no effect");
        return;
    }
    let known = ["api", "runtime", "regions", "maxDuration", "amp", "unstable_runtimeJS"];
    let Constant::Object(entries) = constant(facts, value) else { return };
    if let Some(entry) = entries.iter().find(|entry| known.contains(&entry.key)) {
        let finding = findings.report(export.name_span, "`config` has no effect in the App Router");
        soften(finding.why("it belongs to the Pages Router; here every option is an export of its own")).help(
            match entry.key {
                "api" => "remove it: a route handler reads the body itself, with `request.json()` or `request.text()`",
                "runtime" => "write `export const runtime = ...`",
                "regions" => "write `export const preferredRegion = ...`",
                "maxDuration" => "write `export const maxDuration = ...`",
                _ => "remove it",
            },
        );
    }
}

/// `experimental_ppr` went with Next 16. With `cacheComponents` it is a compile error, without it nothing.
fn removed_ppr(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let config = &module.project.loaded.config;
    let is_segment = |kind| matches!(kind, EntryKind::Page | EntryKind::Layout | EntryKind::Handler);
    if config.next_version < version(16, 0)
        || config.cache_components != Some(false)
        || !module.entries().iter().any(|entry| is_segment(entry.kind))
    {
        return;
    }
    if let Some(export) = exported(module.facts, "experimental_ppr") {
        let finding = findings.report(export.name_span, "`experimental_ppr` has no effect");
        soften(finding.why("Next 16 removed it; `cacheComponents` in next.config took its place"))
            .help("remove it");
    }
}
