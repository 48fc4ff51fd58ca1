//! What crosses to the client at a place.

use std::fmt::Write as _;

use rutter_check::{CrossingElement, CrossingFate, CrossingProp, Project, module_crossings};
use rutter_syntax::facts::Span;
use rutter_syntax::graph::ModuleId;

use super::markdown::code;

/// What is said of the crossing at a byte, with the bytes that it is about: of all props on the tag, of one on its name.
/// Markdown.
pub(crate) fn at(project: &Project<'_>, module: ModuleId, offset: u32) -> Option<(String, Span)> {
    let is_inside = |span: Span| span.start <= offset && offset <= span.end;
    for element in module_crossings(project, module) {
        if is_inside(element.tag) {
            return Some((of_element(project, &element), element.tag));
        }
        // The name of an attribute starts it. A child or a spread has no name.
        let name = |prop: &CrossingProp| {
            let length = u32::try_from(prop.prop.len()).unwrap_or_default();
            Span { start: prop.span.start, end: prop.span.start + length }
        };
        let has_name = |prop: &&CrossingProp| !matches!(&*prop.prop, "..." | "children");
        let mut props = element.props.iter().filter(has_name);
        if let Some(prop) = props.find(|prop| is_inside(name(prop))) {
            let text = format!("{} crosses to the client\n\n{}", code(&prop.prop), of_prop(prop));
            return Some((text, name(prop)));
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
