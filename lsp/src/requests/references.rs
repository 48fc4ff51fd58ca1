//! `textDocument/references`: from a route to everything that names it. The route is asked for in its own file, or where
//! it is named.

use lsp_types::{Location, ReferenceParams};
use rutter_routes::Entry;

use crate::ide::destination::{Destination, destination};
use crate::ide::entry_file::{meant_at, place};
use crate::ide::links::links_to;
use crate::ide::route_string::route_string_at;
use crate::ide::site::Site;
use crate::report::Reporter;
use crate::snapshot::{Failure, Snapshot};

pub(super) fn run(snapshot: &Snapshot, params: ReferenceParams) -> Result<Option<Vec<Location>>, Failure> {
    let at = params.text_document_position_params;
    let Some(asked) = snapshot.asked(&at.text_document.uri)? else { return Ok(None) };
    let Some(path) = &asked.document.path else { return Ok(None) };
    let offset = asked.document.text.offset(at.position, snapshot.capabilities.encoding);
    let mut locations: Vec<Location> = Vec::new();
    let mut is_route = false;
    for analysis in &asked.analyses {
        let Some(module) = analysis.module(path) else { continue };
        let entries: Vec<&Entry> = match route_string_at(&Site::of_module(analysis, module), offset) {
            Some(string) => match destination(&analysis.loaded, &string) {
                Destination::Entries(entries) => entries,
                Destination::PublicFile(_) | Destination::Nothing => Vec::new(),
            },
            None => meant_at(analysis, path, asked.document.text.as_str(), offset),
        };
        if entries.is_empty() {
            continue;
        }
        is_route = true;
        let mut reporter = Reporter::new(&*analysis.system, snapshot.capabilities);
        if params.context.include_declaration {
            let declared = entries.iter().map(|entry| place(analysis, entry));
            locations.extend(declared.filter_map(|(file, span)| reporter.location(&file, span)));
        }
        for link in links_to(analysis, &entries, &snapshot.cancel)? {
            let file = &analysis.graph[link.module].path;
            locations.extend(reporter.location(file, link.span).filter(|it| !locations.contains(it)));
        }
    }
    Ok(is_route.then_some(locations))
}
