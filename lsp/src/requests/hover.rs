//! `textDocument/hover`: what is known of a place. The first of these that has something to say says it: a rule's name in a
//! `rutter-ignore` comment, a crossing, a directive or an import, a route file.

use std::ops::Range;

use lsp_types::{Hover, HoverParams, MarkupContent, MarkupKind, Position};
use rutter_check::Project;
use rutter_syntax::facts::{Request, Span};
use rutter_syntax::graph::ModuleId;

use crate::analysis::Analysis;
use crate::ide::markdown::{code, plain};
use crate::ide::{crossings, entry_file, placement, route_file, suppression};
use crate::rust::routes::{AskedRust, entries};
use crate::snapshot::{Cancel, Failure, Snapshot};
use crate::text::Text;

pub(super) fn run(snapshot: &Snapshot, params: HoverParams) -> Result<Option<Hover>, Failure> {
    let at = params.text_document_position_params;
    if let Some(asked) = snapshot.asked_rust(&at.text_document.uri) {
        return of_rust(snapshot, &asked, at.position);
    }
    let Some(asked) = snapshot.asked(&at.text_document.uri)? else { return Ok(None) };
    let Some(path) = &asked.document.path else { return Ok(None) };
    let (text, encoding) = (&asked.document.text, snapshot.capabilities.encoding);
    let offset = text.offset(at.position, encoding);
    let mut said: Vec<(String, String, Range<usize>)> = Vec::new();
    for analysis in &asked.analyses {
        let Some(module) = analysis.module(path) else { continue };
        snapshot.cancel.check()?;
        if let Some((value, span)) = hover(analysis, module, text.as_str(), offset, &snapshot.cancel)? {
            said.push((analysis.app.name.clone(), value, span));
        }
    }
    Ok(shown(snapshot, text, &said))
}

/// What is said in each app, as the client shows it: once, if all say the same.
fn shown(snapshot: &Snapshot, text: &Text, said: &[(String, String, Range<usize>)]) -> Option<Hover> {
    let (_, first, span) = said.first()?;
    let is_same = said.iter().all(|(_, value, _)| value == first);
    let value = match is_same {
        true => first.clone(),
        false => said.iter().map(|(app, value, _)| format!("App {}\n\n{value}\n", code(app))).collect(),
    };
    let (kind, value) = match snapshot.capabilities.markdown {
        true => (MarkupKind::Markdown, value),
        false => (MarkupKind::PlainText, plain(&value)),
    };
    let range = Some(text.range(span.clone(), snapshot.capabilities.encoding));
    Some(Hover { contents: MarkupContent { kind, value }.into(), range })
}

/// What the apps say of the route that the attribute of a Rust item names.
fn of_rust(snapshot: &Snapshot, asked: &AskedRust<'_>, position: Position) -> Result<Option<Hover>, Failure> {
    let text = &asked.document.text;
    let Some(named) = asked.named_at(text.offset(position, snapshot.capabilities.encoding)) else {
        return Ok(None);
    };
    let mut said = Vec::new();
    for analysis in snapshot.apps_named_in(asked.path)? {
        let mut files: Vec<String> = Vec::new();
        for entry in entries(named, &analysis) {
            let file = route_file::of_entry_from_afar(&analysis, entry, &snapshot.cancel)?;
            files.extend(file.filter(|file| !files.contains(file)));
        }
        if !files.is_empty() {
            said.push((analysis.app.name.clone(), files.join("\n"), named.span.clone()));
        }
    }
    Ok(shown(snapshot, text, &said))
}

/// Something that is said, with the bytes that it is about. Markdown.
type Said = (String, Range<usize>);

/// What is said in one app of a byte.
fn hover(
    analysis: &Analysis,
    module: ModuleId,
    text: &str,
    offset: usize,
    cancel: &Cancel,
) -> Result<Option<Said>, Failure> {
    let project = &analysis.project();
    let facts = project.graph[module].facts();
    if let Some((rule, span)) = suppression::rule_at(facts, text, offset) {
        return Ok(Some((rule.page.to_owned(), span)));
    }
    let Ok(byte) = u32::try_from(offset) else { return Ok(None) };
    if let Some((value, span)) = crossings::at(project, module, byte) {
        return Ok(Some((value, span.into())));
    }
    let of_module = module_at(project, module, byte);
    let is_of_route = !project.entries(module).is_empty();
    let head = entry_file::head_at(facts, text, offset).filter(|_| is_of_route);
    let Some(place) = head else { return Ok(of_module) };
    let of_file = route_file::of_module(analysis, project, module, text, cancel)?;
    // The first line of a file often is a directive or an import.
    Ok(Some(match of_module {
        Some((value, span)) => (format!("{value}\n{of_file}"), span),
        None => (of_file, place),
    }))
}

/// What is said of a directive or an import.
fn module_at(project: &Project<'_>, module: ModuleId, byte: u32) -> Option<Said> {
    let facts = project.graph[module].facts();
    let is_inside = |span: Span| span.start <= byte && byte <= span.end;
    if let Some(directive) = facts.directives.iter().find(|directive| is_inside(directive.span)) {
        return Some((placement::of_module(project, module), directive.span.into()));
    }
    // Of a call only the specifier: what is around an `import()` may be long.
    let place = |request: &Request| match request.kind.is_call() {
        true => request.specifier_span,
        false => request.span,
    };
    let (id, request) = facts.requests.iter_ids().find(|(_, request)| is_inside(place(request)))?;
    let target = placement::of_request(project, module, id).map_or_else(String::new, |target| target + "\n");
    Some((target + &placement::of_module(project, module), place(request).into()))
}
