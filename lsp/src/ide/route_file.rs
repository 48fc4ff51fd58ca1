//! What a file is in the route tree.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rutter_check::{HANDLER_METHODS, Project};
use rutter_routes::{Entry, EntryKind, Param};
use rutter_syntax::facts::{ExportKind, Facts};
use rutter_syntax::graph::ModuleId;

use super::links::links_to;
use super::markdown::{code, codes};
use crate::analysis::Analysis;
use crate::snapshot::{Cancel, Failure};

/// The settings of a segment that pages, layouts and handlers export.
const CONFIG: [&str; 8] = [
    "dynamic",
    "dynamicParams",
    "revalidate",
    "fetchCache",
    "runtime",
    "preferredRegion",
    "maxDuration",
    "experimental_ppr",
];

/// The longest value of a setting that is shown, in bytes.
const LONGEST: usize = 60;

/// What a file is in the route tree, each role for itself, and how many modules link to it. Markdown.
///
/// # Errors
/// If the request was cancelled.
pub(crate) fn of_module(
    analysis: &Analysis,
    project: &Project<'_>,
    module: ModuleId,
    text: &str,
    cancel: &Cancel,
) -> Result<String, Failure> {
    let entries = project.entries(module);
    let roles = entries.iter().map(|entry| of_entry(project, module, entry, text));
    let mut text = roles.collect::<Vec<_>>().join("\n");
    let linked: Vec<&Entry> = entries.iter().filter(|entry| entry.kind.serves()).collect();
    if !linked.is_empty() {
        let links = links_to(analysis, &linked, cancel)?;
        let modules: BTreeSet<ModuleId> = links.iter().map(|link| link.module).collect();
        // Writing to a string cannot fail.
        let _ = match modules.len() {
            0 => writeln!(text, "- linked from: no module"),
            1 => writeln!(text, "- linked from: 1 module"),
            several => writeln!(text, "- linked from: {several} modules"),
        };
    }
    Ok(text)
}

/// What the file of an entry is in the route tree, for who does not see the file itself. None of a file that is no module.
///
/// # Errors
/// If the request was cancelled.
pub(crate) fn of_entry_from_afar(
    analysis: &Analysis,
    entry: &Entry,
    cancel: &Cancel,
) -> Result<Option<String>, Failure> {
    let file = analysis.app.dir.join(&entry.file);
    let Some(module) = analysis.module(&file) else { return Ok(None) };
    let text = analysis.system.read_to_string(&file).unwrap_or_default();
    let said = of_module(analysis, &analysis.project(), module, &text, cancel)?;
    Ok(Some(format!("{said}- file: {}\n", code(&entry.file))))
}

fn of_entry(project: &Project<'_>, module: ModuleId, entry: &Entry, source: &str) -> String {
    let facts = project.graph[module].facts();
    let tree = &project.loaded.tree;
    let mut text = format!("**{}** of {}", entry.kind.as_str(), code(entry.pattern.as_str()));
    // Writing to a string cannot fail.
    if let Some(slot) = entry.slot() {
        let _ = write!(text, " in the slot {}", code(slot));
    }
    if entry.is_interception() {
        text.push_str(", which it intercepts");
    }
    text.push_str("\n\n");
    let mut line = |name: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(text, "- {name}: {value}");
        }
    };
    line("params", codes(entry.pattern.params().iter().map(param)));
    let companion = |kind: EntryKind| {
        let mut beside = tree.entries.iter().filter(|other| other.kind == kind && other.place == entry.place);
        beside.next().map_or_else(String::new, |other| code(&other.file))
    };
    if entry.kind == EntryKind::Page {
        line("params are described by", companion(EntryKind::Params));
        line("search params are described by", companion(EntryKind::Search));
    }
    if is_shown_in_layouts(entry.kind) {
        line("layouts", codes(around(&tree.entries, entry)));
    }
    if entry.kind == EntryKind::Handler {
        line("methods", codes(HANDLER_METHODS.into_iter().filter(|method| exports(facts, method))));
    }
    line("settings", codes(CONFIG.into_iter().filter_map(|name| setting(facts, source, name))));
    line("metadata", codes(["metadata", "generateMetadata"].into_iter().filter(|name| exports(facts, name))));
    if exports(facts, "generateStaticParams") {
        line("static params", code("generateStaticParams"));
    }
    text
}

/// `slug: string`, `path?: string[]`.
fn param(param: &Param) -> String {
    let optional = if param.kind.is_optional() { "?" } else { "" };
    format!("{}{optional}: {}", param.name, param.kind.type_text())
}

/// Whether layouts are around what a file shows.
fn is_shown_in_layouts(kind: EntryKind) -> bool {
    matches!(
        kind,
        EntryKind::Page
            | EntryKind::Layout
            | EntryKind::Template
            | EntryKind::Default
            | EntryKind::Loading
            | EntryKind::Error
            | EntryKind::NotFound
            | EntryKind::Forbidden
            | EntryKind::Unauthorized
    )
}

/// The layouts around an entry, the outermost first.
fn around<'a>(entries: &'a [Entry], inner: &Entry) -> Vec<&'a str> {
    let is_around = |place: &str| {
        let rest = inner.place.strip_prefix(place);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let mut layouts: Vec<&Entry> = entries
        .iter()
        .filter(|entry| {
            entry.kind == EntryKind::Layout && entry.file != inner.file && is_around(&entry.place)
        })
        .collect();
    layouts.sort_by_key(|layout| layout.place.len());
    layouts.into_iter().map(|layout| layout.file.as_str()).collect()
}

fn exports(facts: &Facts, wanted: &str) -> bool {
    facts.exports.iter().any(|export| export.name.is_some_and(|name| &facts[name] == wanted))
}

/// `revalidate = 60`, as it is written.
fn setting(facts: &Facts, source: &str, wanted: &str) -> Option<String> {
    let export =
        facts.exports.iter().find(|export| export.name.is_some_and(|name| &facts[name] == wanted))?;
    let ExportKind::Variable { value: Some(value), .. } = export.kind else { return Some(wanted.to_owned()) };
    let value = source.get(std::ops::Range::<usize>::from(facts[value].span))?;
    let is_short = value.len() <= LONGEST && !value.contains('\n');
    Some(if is_short { format!("{wanted} = {value}") } else { wanted.to_owned() })
}
