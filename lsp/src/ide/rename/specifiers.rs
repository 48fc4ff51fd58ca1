//! Imports of what gets another path: what lies in the folders of the param, and the modules that are generated for its
//! routes.

use std::ops::Range;

use camino::Utf8PathBuf;
use rutter_routes::{Marker, Pattern};
use rutter_syntax::facts::Request;
use rutter_syntax::graph::{Environment, ModuleId, Target};

use super::mentions::Here;
use super::readers::route_of_module;
use super::{ParamEdit, Refusal};

/// Adds the imports of a module.
///
/// # Errors
/// Where it cannot be told what an import leads to, or which part of it is the folder.
pub(super) fn edit(
    here: &Here<'_, '_>,
    folders: &[(Utf8PathBuf, Utf8PathBuf)],
    edits: &mut Vec<ParamEdit>,
) -> Result<(), Refusal> {
    let (facts, graph) = (here.site.facts, &here.site.analysis.graph);
    for (id, request) in facts.requests.iter_ids() {
        let specifier = &facts[request.specifier];
        let segment = here.subject.segment();
        if !specifier.contains(segment) {
            continue;
        }
        if let Some(route) = route_of_module(here.site, specifier) {
            if here.subject.is_in(&Pattern::new(route)) {
                generated(here, *request, edits)?;
            }
            continue;
        }
        let at = request.specifier_span.start as usize;
        let mut own = places(specifier, at + 1).filter_map(|(span, part)| {
            let marker = Marker::of_segment(part).map_or("", Marker::as_str);
            (&part[marker.len()..] == segment).then_some(span.start + marker.len()..span.end)
        });
        let Some(span) = own.next() else { continue };
        let module = match graph.target(here.module, id, Environment::Server) {
            Target::Module(target) => Some(target),
            _ => graph.type_target(here.module, id),
        };
        let Some(target) = module else {
            return here.refuse(at, "it is not known what this import leads to");
        };
        if !is_in_folders(here, target, folders) {
            continue;
        }
        // Of two folders of that name in one path it is not told which one is meant.
        if own.next().is_none() && here.site.text().get(span.clone()) == Some(segment) {
            edits.push(here.edit(span, here.subject.renamed(here.new_name)));
        } else {
            return here.refuse(at, "it is not known which part of this path is the folder");
        }
    }
    Ok(())
}

/// `@/rutter/app/blog.[slug].gen`: its name is the pattern with dots.
fn generated(here: &Here<'_, '_>, request: Request, edits: &mut Vec<ParamEdit>) -> Result<(), Refusal> {
    let specifier = &here.site.facts[request.specifier];
    let at = request.specifier_span.start as usize;
    let file = specifier.rfind('/').map_or(0, |slash| slash + 1);
    let (before, _) = here.subject.prefix.split_at(here.subject.prefix.len() - 1);
    let prefix: String = before.iter().flat_map(|segment| [segment, "."]).collect();
    let start = file + prefix.len();
    let is_plain = specifier[file..].strip_prefix(&*prefix).is_some_and(|rest| {
        let rest = rest.strip_prefix(here.subject.segment());
        rest.is_some_and(|rest| rest.starts_with('.'))
    });
    let span = at + 1 + start..at + 1 + start + here.subject.segment().len();
    if !is_plain || here.site.text().get(span.clone()) != Some(here.subject.segment()) {
        return here.refuse(at, "the name that this module will have is not known; rename the param by hand");
    }
    edits.push(here.edit(span, here.subject.renamed(here.new_name)));
    Ok(())
}

fn is_in_folders(here: &Here<'_, '_>, target: ModuleId, folders: &[(Utf8PathBuf, Utf8PathBuf)]) -> bool {
    let analysis = here.site.analysis;
    folders.iter().any(|(from, _)| {
        let folder = analysis.system.canonicalize(from).unwrap_or_else(|_| from.clone());
        analysis.graph[target].path.starts_with(folder)
    })
}

/// The parts of a path and their bytes in the text, where it starts at `start`.
fn places(specifier: &str, start: usize) -> impl Iterator<Item = (Range<usize>, &str)> {
    specifier.split('/').scan(start, |start, part| {
        let span = *start..*start + part.len();
        *start = span.end + 1;
        Some((span, part))
    })
}
