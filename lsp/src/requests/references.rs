//! `textDocument/references`: from a route to everything that names it. The route is asked for in its own file, or where
//! it is named.

use std::ops::Range;

use camino::Utf8PathBuf;
use lsp_types::{Location, Position, ReferenceParams};
use rutter_routes::Entry;

use crate::analysis::Analysis;
use crate::ide::destination::{Destination, destination};
use crate::ide::entry_file::{meant_at, place};
use crate::ide::links::links_to;
use crate::ide::route_string::route_string_at;
use crate::ide::site::Site;
use crate::report::Reporter;
use crate::rust::{self, routes::AskedRust};
use crate::snapshot::{Failure, Snapshot};

pub(super) fn run(snapshot: &Snapshot, params: ReferenceParams) -> Result<Option<Vec<Location>>, Failure> {
    let at = params.text_document_position_params;
    if let Some(asked) = snapshot.asked_rust(&at.text_document.uri) {
        return of_rust(snapshot, &asked, at.position, params.context.include_declaration);
    }
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
        add(snapshot, analysis, &entries, params.context.include_declaration, &mut locations)?;
    }
    Ok(is_route.then_some(locations))
}

/// From the attribute of a Rust item to everything that names its route.
fn of_rust(
    snapshot: &Snapshot,
    asked: &AskedRust<'_>,
    position: Position,
    is_declaration_wanted: bool,
) -> Result<Option<Vec<Location>>, Failure> {
    let offset = asked.document.text.offset(position, snapshot.capabilities.encoding);
    let Some(named) = asked.named_at(offset) else { return Ok(None) };
    let mut locations: Vec<Location> = Vec::new();
    for analysis in snapshot.apps_named_in(asked.path)? {
        let entries = rust::routes::entries(named, &analysis);
        if !entries.is_empty() {
            add(snapshot, &analysis, &entries, is_declaration_wanted, &mut locations)?;
        }
    }
    Ok((!locations.is_empty()).then_some(locations))
}

/// Adds the places of an app and of Rust that name a route, and the files of the route where these are wanted.
fn add(
    snapshot: &Snapshot,
    analysis: &Analysis,
    entries: &[&Entry],
    is_declaration_wanted: bool,
    locations: &mut Vec<Location>,
) -> Result<(), Failure> {
    let mut reporter = Reporter::new(&*analysis.system, snapshot.capabilities);
    let mut places: Vec<(Utf8PathBuf, Range<usize>)> = Vec::new();
    if is_declaration_wanted {
        places.extend(entries.iter().map(|entry| place(analysis, entry)));
    }
    let links = links_to(analysis, entries, &snapshot.cancel)?.into_iter();
    places.extend(links.map(|link| (analysis.graph[link.module].path.to_path_buf(), link.span)));
    let in_rust = snapshot.named_in_rust(analysis, entries)?.into_iter();
    places.extend(in_rust.map(|(file, named)| (file, named.span)));
    for (file, span) in places {
        locations.extend(reporter.location(&file, span).filter(|it| !locations.contains(it)));
    }
    Ok(())
}
