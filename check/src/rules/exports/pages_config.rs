//! `export const config` of a page or an API route of the Pages Router.

use rutter_syntax::facts::{Export, ExportKind, Imported, Span};

use super::entry_file::exported;
use super::segment_options::{OPTIONS, Reading, Takes, is_const, not_literal, shown, value_of, version};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::constant::{Constant, Entry};

/// What the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    Api,
}

/// The properties that Next 15 and 16 check, in both kinds of file.
const RUNTIMES: Takes = Takes::OneOf(&["nodejs", "edge", "experimental-edge"]);
const PROPERTIES: [(&str, Takes); 3] =
    [("runtime", RUNTIMES), ("maxDuration", Takes::Number), ("regions", Takes::Strings)];

/// The same options as exports of their own.
const OPTIONS_BESIDE: [(&str, Takes); 2] = [("runtime", RUNTIMES), ("maxDuration", Takes::Number)];

/// Reports what the build refuses. What only a request shows is `api-config-value`'s.
pub(super) fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>, kind: Kind) {
    if module.project.loaded.config.next_version < version(15, 0) {
        return;
    }
    if let Some(export) = exported(module.facts, "config") {
        check_config(module, findings, export, kind);
    }
    check_options(module, findings, kind);
    check_compiled(module, findings);
}

fn check_config(module: &ModuleContext<'_>, findings: &mut Findings<'_>, export: &Export, kind: Kind) {
    let facts = module.facts;
    let next = module.project.loaded.config.next_version;
    match export.kind {
        ExportKind::Variable { .. } => {}
        ExportKind::Function(_) | ExportKind::Class(_) => {
            return not_an_object(findings, export.name_span, "a function");
        }
        ExportKind::Local { .. } | ExportKind::From { imported: Imported::Name(_), .. }
            if next >= version(16, 0) =>
        {
            findings
                .report(export.name_span, "`config` is not exported where it is declared")
                .why(
                    "Next reads it from the text of the file and does not look for it elsewhere; `next build` stops with \
                     `can't recognize the exported config field in route`",
                )
                .help("declare it in the export: `export const config = { ... }`");
            return;
        }
        _ => return,
    }
    let Some((value, constant)) = value_of(facts, export) else { return };
    match &constant {
        Constant::Undefined | Constant::Unknown | Constant::Object(_) => {}
        other => {
            let other = shown(other).unwrap_or_else(|| "this value".to_owned());
            return not_an_object(findings, export.name_span, &other);
        }
    }
    let before = PROPERTIES.map(|(name, takes)| {
        let entry = constant.get(name)?;
        (takes.accepts(&entry.value, next) == Some(false)).then_some((name, takes, entry))
    });
    for (name, takes, entry) in before.into_iter().flatten() {
        invalid_property(findings, name, takes, entry);
    }
    if let Some(entry) = constant.get("runtime").filter(|entry| kind == Kind::Page && is_edge(&entry.value)) {
        edge_page(findings, entry.property.span);
    }
    let reading = Reading { literal: true, compiled: false, evaluated: true };
    if let Some(part) = not_literal(facts, export, value, reading, next) {
        let is_reported = before.into_iter().flatten().any(|(.., entry)| entry.property.value == part);
        if !is_reported {
            findings
                .report(facts[part].span, "a value in `config` is not a literal")
                .why("Next reads it from the text of the file, without running it; `next build` stops at all but literals")
                .help("write the value itself, without names, calls, operators or `...`");
        }
    }
}

fn not_an_object(findings: &mut Findings<'_>, span: Span, value: &str) {
    findings
        .report(span, format!("`config` cannot be {value}"))
        .why("it takes an object; `next build` refuses anything else")
        .help("write for instance `export const config = { maxDuration: 30 }`");
}

fn invalid_property(findings: &mut Findings<'_>, name: &str, takes: Takes, entry: &Entry<'_>) {
    let value = shown(&entry.value).unwrap_or_else(|| "this value".to_owned());
    findings
        .report(entry.property.span, format!("`{name}` cannot be {value}"))
        .why(format!("it takes {}; `next build` refuses anything else", takes.describe()))
        .help(format!("correct the value or remove `{name}`"));
}

/// `export const runtime` and `export const maxDuration`, which stand beside `config` or instead of it.
fn check_options(module: &ModuleContext<'_>, findings: &mut Findings<'_>, kind: Kind) {
    let facts = module.facts;
    let next = module.project.loaded.config.next_version;
    let reading = Reading { literal: true, compiled: false, evaluated: false };
    for (name, takes) in OPTIONS_BESIDE {
        let Some(export) = exported(facts, name) else { continue };
        let Some((value, constant)) = value_of(facts, export).filter(|_| is_const(facts, export)) else {
            continue;
        };
        if takes.accepts(&constant, next) == Some(false) {
            let value = shown(&constant).unwrap_or_else(|| "this value".to_owned());
            findings
                .report(export.name_span, format!("`{name}` cannot be {value}"))
                .why(format!("it takes {}; `next build` refuses anything else", takes.describe()))
                .help(format!("correct the value or remove `{name}`"));
        } else if kind == Kind::Page && name == "runtime" && is_edge(&constant) {
            edge_page(findings, export.name_span);
        } else if let Some(part) = not_literal(facts, export, value, reading, next) {
            findings
                .report(facts[part].span, format!("the value of `{name}` is not a literal"))
                .why("Next reads it from the text of the file, without running it; `next build` stops at all but literals")
                .help("write the value itself");
        }
    }
}

fn edge_page(findings: &mut Findings<'_>, span: Span) {
    findings
        .report(span, "a page of the Pages Router cannot have the runtime `'edge'`")
        .why("only its API routes can; `next build` refuses the page")
        .help("remove it, so that the page runs in Node, or write `'experimental-edge'`");
}

/// Turbopack checks some options of the App Router in pages as well, though they mean nothing there.
fn check_compiled(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let next = module.project.loaded.config.next_version;
    for option in OPTIONS.iter().filter(|option| option.compiled && option.name != "runtime") {
        let Some(export) = exported(module.facts, option.name).filter(|_| next >= version(16, 0)) else {
            continue;
        };
        let Some((_, value)) = value_of(module.facts, export) else { continue };
        if option.takes.accepts(&value, next) == Some(false) {
            let value = shown(&value).unwrap_or_else(|| "this value".to_owned());
            findings
                .report(export.name_span, format!("`{}` cannot be {value}", option.name))
                .why(format!(
                    "Next reads it here too, and `next build` refuses all but {}",
                    option.takes.describe()
                ))
                .help("remove it: it is an option of the App Router");
        }
    }
}

fn is_edge(value: &Constant<'_>) -> bool {
    matches!(value, Constant::String("edge"))
}
