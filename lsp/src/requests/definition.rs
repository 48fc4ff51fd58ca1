//! `textDocument/definition`: from where a route is named to the files that answer it, and over a crossing to the client
//! component.

use std::ops::Range;

use camino::Utf8PathBuf;
use lsp_types::{Definition, DefinitionParams, DefinitionResponse, Location, Position};

use rutter_syntax::graph::ModuleId;

use crate::analysis::Analysis;
use crate::ide::crossings::component_at;
use crate::ide::destination::{Destination, destination};
use crate::ide::entry_file::place;
use crate::ide::route_string::route_string_at;
use crate::ide::site::Site;
use crate::report::Reporter;
use crate::rust::routes::{AskedRust, entries};
use crate::snapshot::{Failure, Snapshot};

pub(super) fn run(
    snapshot: &Snapshot,
    params: DefinitionParams,
) -> Result<Option<DefinitionResponse>, Failure> {
    let at = params.text_document_position_params;
    if let Some(asked) = snapshot.asked_rust(&at.text_document.uri) {
        return of_rust(snapshot, &asked, at.position);
    }
    let Some(asked) = snapshot.asked(&at.text_document.uri)? else { return Ok(None) };
    let Some(path) = &asked.document.path else { return Ok(None) };
    let offset = asked.document.text.offset(at.position, snapshot.capabilities.encoding);
    let mut locations: Vec<Location> = Vec::new();
    for analysis in &asked.analyses {
        let Some(module) = analysis.module(path) else { continue };
        snapshot.cancel.check()?;
        let places = places(analysis, module, offset);
        let mut reporter = Reporter::new(&*analysis.system, snapshot.capabilities);
        for (file, span) in places {
            locations.extend(reporter.location(&file, span).filter(|it| !locations.contains(it)));
        }
    }
    Ok((!locations.is_empty()).then(|| Definition::LocationList(locations).into()))
}

/// The bytes of files that a byte of a module leads to.
fn places(analysis: &Analysis, module: ModuleId, offset: usize) -> Vec<(Utf8PathBuf, Range<usize>)> {
    if let Some(string) = route_string_at(&Site::of_module(analysis, module), offset) {
        return match destination(&analysis.loaded, &string) {
            Destination::Entries(entries) => {
                entries.into_iter().map(|entry| place(analysis, entry)).collect()
            }
            Destination::PublicFile(url) => vec![(analysis.app.dir.join(format!("public{url}")), 0..0)],
            Destination::Nothing => Vec::new(),
        };
    }
    let component =
        u32::try_from(offset).ok().and_then(|byte| component_at(&analysis.project(), module, byte));
    component.into_iter().collect()
}

/// From the attribute of a Rust item to the files of the route that it names.
fn of_rust(
    snapshot: &Snapshot,
    asked: &AskedRust<'_>,
    position: Position,
) -> Result<Option<DefinitionResponse>, Failure> {
    let offset = asked.document.text.offset(position, snapshot.capabilities.encoding);
    let Some(named) = asked.named_at(offset) else { return Ok(None) };
    let mut locations: Vec<Location> = Vec::new();
    for analysis in snapshot.apps_named_in(asked.path)? {
        let mut reporter = Reporter::new(&*analysis.system, snapshot.capabilities);
        let places = entries(named, &analysis).into_iter().map(|entry| place(&analysis, entry));
        locations.extend(places.filter_map(|(file, span)| reporter.location(&file, span)));
    }
    Ok((!locations.is_empty()).then(|| Definition::LocationList(locations).into()))
}
