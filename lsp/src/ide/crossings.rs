//! What crosses to the client at a place.

use std::fmt::Write as _;
use std::ops::Range;

use camino::Utf8PathBuf;
use rutter_check::{CrossingElement, CrossingFate, CrossingOwner, CrossingProp, Project, module_crossings};
use rutter_syntax::facts::{ExportId, ExportKind, Span};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId};

use super::markdown::code;

/// What is said of the crossing at a byte, with the bytes that it is about: of all props on the tag, of one on its name.
/// Markdown.
pub(crate) fn at(project: &Project<'_>, module: ModuleId, offset: u32) -> Option<(String, Span)> {
    let Crossed { element, prop, span } = crossed_at(project, module, offset)?;
    let text = match prop.map(|prop| &element.props[prop]) {
        Some(prop) => format!("{} crosses to the client\n\n{}", code(&prop.prop), of_prop(prop)),
        None => of_element(project, &element),
    };
    Some((text, span))
}

/// Where the component of the crossing at a byte is: its file, and the bytes that name it there. The start of the client
/// module where it is not known what declares it.
pub(crate) fn component_at(
    project: &Project<'_>,
    module: ModuleId,
    offset: u32,
) -> Option<(Utf8PathBuf, Range<usize>)> {
    let CrossingOwner::Module { module, export } = crossed_at(project, module, offset)?.element.owner else {
        return None;
    };
    let (module, span) = match project.graph.follow(module, &export, Environment::Client) {
        ExportOrigin::Declared { module, export } => (module, declaration(project, module, export)),
        _ => (module, Span { start: 0, end: 0 }),
    };
    Some((project.graph[module].path.to_path_buf(), span.into()))
}

/// The bytes that name what a module exports where it is declared, or those of the export.
fn declaration(project: &Project<'_>, module: ModuleId, export: ExportId) -> Span {
    let facts = project.graph[module].facts();
    match facts[export].kind {
        ExportKind::Local { binding: Some(binding), .. } => facts[binding].span,
        _ => facts[export].name_span,
    }
}

/// A crossing that a byte is about.
struct Crossed {
    element: CrossingElement,
    /// Which of its props, if it is one alone.
    prop: Option<usize>,
    /// The bytes that name it.
    span: Span,
}

/// The crossing whose tag, or the name of whose prop, is at a byte.
fn crossed_at(project: &Project<'_>, module: ModuleId, offset: u32) -> Option<Crossed> {
    let is_inside = |span: Span| span.start <= offset && offset <= span.end;
    for element in module_crossings(project, module) {
        if is_inside(element.tag) {
            let span = element.tag;
            return Some(Crossed { element, prop: None, span });
        }
        // The name of an attribute starts it. A child or a spread has no name.
        let name = |prop: &CrossingProp| {
            let length = u32::try_from(prop.prop.len()).unwrap_or_default();
            Span { start: prop.span.start, end: prop.span.start + length }
        };
        let has_name = |prop: &CrossingProp| !matches!(&*prop.prop, "..." | "children");
        let is_there = |prop: &CrossingProp| has_name(prop) && is_inside(name(prop));
        if let Some(prop) = element.props.iter().position(is_there) {
            let span = name(&element.props[prop]);
            return Some(Crossed { element, prop: Some(prop), span });
        }
    }
    None
}

/// The bytes behind which the boundary is crossed, each once, in the order of the text.
pub(crate) fn tags(project: &Project<'_>, module: ModuleId) -> Vec<(Span, String)> {
    let elements = module_crossings(project, module).into_iter();
    let mut tags: Vec<(Span, String)> =
        elements.map(|element| (element.tag, element.owner.shown(project))).collect();
    tags.sort_by_key(|(span, _)| (span.end, span.start));
    tags.dedup_by_key(|(span, _)| span.end);
    tags
}

fn of_element(project: &Project<'_>, element: &CrossingElement) -> String {
    let tag = code(&format!("<{}>", element.component));
    let mut text = format!("{tag} is of the client: {}\n\n", code(&element.owner.shown(project)));
    let mut last = None;
    for prop in &element.props {
        let line = of_prop(prop);
        // Each child is one of the `children`.
        if last.as_ref() != Some(&line) {
            text.push_str(&line);
        }
        last = Some(line);
    }
    if element.props.is_empty() {
        text.push_str("Nothing is given to it.\n");
    }
    text
}

fn of_prop(prop: &CrossingProp) -> String {
    let fate = prop.fate();
    let place = code(prop.place());
    let mut text = match fate {
        CrossingFate::Serializable | CrossingFate::Unknown => format!("- {place}: {}", fate.as_str()),
        _ => format!("- {place}: **{}**", fate.as_str()),
    };
    let reason = prop.reason.as_deref().filter(|_| fate != CrossingFate::Unknown);
    // Writing to a string cannot fail.
    match (fate, reason) {
        (CrossingFate::Serializable, _) => {}
        (_, Some(reason)) => drop(write!(text, ", {}: {reason}", fate.meaning())),
        (_, None) => drop(write!(text, ", {}", fate.meaning())),
    }
    text + "\n"
}
