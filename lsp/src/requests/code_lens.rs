//! `textDocument/codeLens` and `codeLens/resolve`: above what answers a route, how many places lead there, and which items of
//! Rust name it.
//!
//! Where the places are is asked for later, for those lenses that can be seen.

use std::collections::BTreeSet;
use std::sync::Arc;

use camino::Utf8Path;
use lsp_types::{CodeLens, CodeLensParams, Command, Location, Uri};
use rutter_routes::Entry;
use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::ide::entry_file::{entries, place, rendering};
use crate::ide::links::links_to;
use crate::report::Reporter;
use crate::snapshot::{Failure, Snapshot};

/// The command that shows places, if the client says that it has it: its arguments are a URI, a position and the places.
pub(crate) const SHOW_REFERENCES: &str = "rutter.showReferences";

/// What a lens has to be resolved.
#[derive(Serialize, Deserialize)]
struct Data {
    uri: Uri,
    shows: Shows,
}

/// What a lens shows.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Shows {
    /// The places that lead to the route.
    Links,
    /// The items of Rust that name it.
    Rust,
}

pub(super) fn run(snapshot: &Snapshot, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>, Failure> {
    let uri = params.text_document.uri;
    let Some(asked) = snapshot.asked(&uri)? else { return Ok(None) };
    let Some(path) = &asked.document.path else { return Ok(None) };
    let mut lenses: Vec<CodeLens> = Vec::new();
    for analysis in &asked.analyses {
        let Some(entry) = entries(analysis, path).into_iter().find(|entry| entry.kind.serves()) else {
            continue;
        };
        let (_, span) = place(analysis, entry);
        let range = asked.document.text.range(span, snapshot.capabilities.encoding);
        let is_in_rust = !snapshot.named_in_rust(analysis, &[entry])?.is_empty();
        for shows in [Some(Shows::Links), is_in_rust.then_some(Shows::Rust)].into_iter().flatten() {
            // Plain data, which always can be written.
            let data = serde_json::to_value(Data { uri: uri.clone(), shows }).ok();
            let lens = CodeLens { range, command: None, data };
            if !lenses.contains(&lens) {
                lenses.push(lens);
            }
        }
    }
    Ok(Some(lenses))
}

pub(super) fn resolve(snapshot: &Snapshot, lens: CodeLens) -> Result<CodeLens, Failure> {
    let data = lens.data.clone().and_then(|data| serde_json::from_value::<Data>(data).ok());
    let Some(Data { uri, shows }) = data else { return Ok(lens) };
    // Of a document that is closed by now there is nothing to say, and nobody sees it.
    let Some(asked) = snapshot.asked(&uri)? else { return Ok(with_title(lens, String::new())) };
    let Some(path) = &asked.document.path else { return Ok(with_title(lens, String::new())) };
    if shows == Shows::Rust {
        let (title, items) = in_rust(snapshot, &asked.analyses, path)?;
        return Ok(with_places(snapshot, lens, title, &uri, items));
    }
    let mut links: Vec<Location> = Vec::new();
    let mut rendered = None;
    for analysis in &asked.analyses {
        let entries: Vec<&Entry> =
            entries(analysis, path).into_iter().filter(|entry| entry.kind.serves()).collect();
        let mut reporter = Reporter::new(&*analysis.system, snapshot.capabilities);
        for link in links_to(analysis, &entries, &snapshot.cancel)? {
            let file = &analysis.graph[link.module].path;
            links.extend(reporter.location(file, link.span).filter(|it| !links.contains(it)));
        }
        rendered = rendered.or_else(|| rendering(analysis, path));
    }
    let mut title = match links.len() {
        0 => "no links found".to_owned(),
        1 => "1 link".to_owned(),
        count => format!("{count} links"),
    };
    if let Some(rendered) = rendered {
        title = format!("{title} · {rendered}");
    }
    Ok(with_places(snapshot, lens, title, &uri, links))
}

/// The items of Rust that name the routes of a file, by their names, and where they are.
fn in_rust(
    snapshot: &Snapshot,
    analyses: &[Arc<Analysis>],
    path: &Utf8Path,
) -> Result<(String, Vec<Location>), Failure> {
    let (mut names, mut items) = (BTreeSet::new(), Vec::new());
    let mut reporter = Reporter::new(&*snapshot.inputs.system, snapshot.capabilities);
    for analysis in analyses {
        let entries: Vec<&Entry> =
            entries(analysis, path).into_iter().filter(|entry| entry.kind.serves()).collect();
        for (file, named) in snapshot.named_in_rust(analysis, &entries)? {
            let Some((name, span)) = named.item else { continue };
            names.insert(name);
            items.extend(reporter.location(&file, span).filter(|it| !items.contains(it)));
        }
    }
    let title = match Vec::from_iter(&names).as_slice() {
        [] => "no longer in Rust".to_owned(),
        [only] => format!("`{only}` in Rust"),
        several => format!("{} items of Rust", several.len()),
    };
    Ok((title, items))
}

/// A lens that leads to places, where the client shows them.
fn with_places(
    snapshot: &Snapshot,
    mut lens: CodeLens,
    title: String,
    uri: &Uri,
    places: Vec<Location>,
) -> CodeLens {
    if places.is_empty() || !snapshot.capabilities.shows_references {
        return with_title(lens, title);
    }
    let arguments =
        [serde_json::to_value(uri), serde_json::to_value(lens.range.start), serde_json::to_value(places)];
    lens.command = Some(Command {
        title,
        tooltip: None,
        command: SHOW_REFERENCES.to_owned(),
        arguments: Some(arguments.into_iter().filter_map(Result::ok).collect()),
    });
    lens
}

/// A lens that only says something.
fn with_title(lens: CodeLens, title: String) -> CodeLens {
    let command = Command { title, tooltip: None, command: String::new(), arguments: None };
    CodeLens { command: Some(command), ..lens }
}
