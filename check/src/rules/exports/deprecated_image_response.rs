//! `deprecated-image-response`: `ImageResponse` from the place where it used to be.

use rutter_syntax::facts::{ExportKind, Facts, Import, Imported, RequestId, Span};
use rutter_syntax::graph::Environment;

use super::entry_file::soften;
use super::segment_options::version;
use crate::context::ModuleContext;
use crate::finding::{Edit, Findings};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "deprecated-image-response",
    group: Group::Exports,
    summary: "`ImageResponse` is imported from `next/server`",
    level: Level::Error,
    fix: FixKind::Safe,
    page: include_str!("../../../docs/deprecated-image-response.md"),
    check,
};

const NAME: &str = "ImageResponse";
const OLD: &str = "next/server";

/// The compiler refuses the import in the server graph (Next 14 to 16). Elsewhere, and where it is exported again, the
/// name stands for a function that throws.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.names.find(NAME).is_none()
        || facts.names.find(OLD).is_none()
        || module.project.loaded.config.next_version < version(14, 0)
        || !Environment::ALL.iter().any(|environment| module.in_environment(*environment))
    {
        return;
    }
    let is_named = |imported| matches!(imported, Imported::Name(name) if &facts[name] == NAME);
    let is_server = module.in_environment(Environment::Server) && !module.is_boundary();
    for import in &facts.imports {
        if import.type_only || !is_named(import.imported) || facts.specifier(import.request) != OLD {
            continue;
        }
        if !is_server && facts.is_erased(import.request) {
            continue;
        }
        report(findings, import.span, is_server, fix(facts, import));
    }
    for export in facts.exports.iter().filter(|export| !export.type_only) {
        let ExportKind::From { request, imported } = export.kind else { continue };
        if !is_named(imported) || facts.specifier(request) != OLD {
            continue;
        }
        let from_here = facts.exports.iter().filter(
            |other| matches!(other.kind, ExportKind::From { request: other, .. } if other == request),
        );
        let edits = (from_here.count() == 1).then(|| vec![rename(facts, request)]);
        report(findings, export.span, false, edits);
    }
}

fn report(findings: &mut Findings<'_>, span: Span, is_refused: bool, edits: Option<Vec<Edit>>) {
    let finding = findings.report(span, "`ImageResponse` is no longer in `next/server`");
    finding.help("import it from `next/og`");
    if is_refused {
        finding.why("it moved with Next 14; `next build` refuses a server module that imports it from there");
    } else {
        soften(finding.why("it moved with Next 14; what is left in its place throws when it is used"));
    }
    if let Some(edits) = edits {
        finding.fix("import it from `next/og`", edits);
    }
}

/// Imports the name from its new place: the whole statement, or in one of its own.
fn fix(facts: &Facts, import: &Import) -> Option<Vec<Edit>> {
    let mut beside: Vec<&Import> =
        facts.imports.iter().filter(|other| other.request == import.request).collect();
    beside.sort_by_key(|other| other.span);
    let index = beside.iter().position(|other| other.span == import.span)?;
    let is_in_braces = |import: &&Import| match import.imported {
        Imported::Name(name) => &facts[name] != "default",
        Imported::Namespace => false,
    };
    if beside.len() == 1 {
        return Some(vec![rename(facts, import.request)]);
    }
    let gone = match (beside.get(index + 1), index.checked_sub(1).and_then(|before| beside.get(before))) {
        (Some(after), _) => Span { start: import.span.start, end: after.span.start },
        (None, Some(before)) if is_in_braces(before) => Span { start: before.span.end, end: import.span.end },
        _ => return None,
    };
    let local = &facts[facts[import.local].name];
    let name = if local == NAME { NAME.to_owned() } else { format!("{NAME} as {local}") };
    let at = facts[import.request].span.start;
    Some(vec![Edit::insert(at, format!("import {{ {name} }} from 'next/og'\n")), Edit::delete(gone)])
}

/// The edit of the specifier, whose quotes stay.
fn rename(facts: &Facts, request: RequestId) -> Edit {
    let Span { start, end } = facts[request].specifier_span;
    Edit::replace(Span { start: start + 1, end: end.saturating_sub(1) }, "next/og")
}
