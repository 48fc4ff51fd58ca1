//! `textDocument/codeLens` and `codeLens/resolve`: above what answers a route, how many places lead there.
//!
//! Where the places are is asked for later, for those lenses that can be seen.

use lsp_types::{CodeLens, CodeLensParams, Command, Location, Uri};
use rutter_routes::Entry;
use serde::{Deserialize, Serialize};

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
        // Plain data, which always can be written.
        let data = serde_json::to_value(Data { uri: uri.clone() }).ok();
        let lens = CodeLens { range, command: None, data };
        if !lenses.contains(&lens) {
            lenses.push(lens);
        }
    }
    Ok(Some(lenses))
}

pub(super) fn resolve(snapshot: &Snapshot, mut lens: CodeLens) -> Result<CodeLens, Failure> {
    let data = lens.data.clone().and_then(|data| serde_json::from_value::<Data>(data).ok());
    let Some(Data { uri }) = data else { return Ok(lens) };
    // Of a document that is closed by now there is nothing to say, and nobody sees it.
    let Some(asked) = snapshot.asked(&uri)? else { return Ok(with_title(lens, String::new())) };
    let Some(path) = &asked.document.path else { return Ok(with_title(lens, String::new())) };
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
    if links.is_empty() || !snapshot.capabilities.shows_references {
        return Ok(with_title(lens, title));
    }
    let arguments =
        [serde_json::to_value(uri), serde_json::to_value(lens.range.start), serde_json::to_value(links)];
    lens.command = Some(Command {
        title,
        tooltip: None,
        command: SHOW_REFERENCES.to_owned(),
        arguments: Some(arguments.into_iter().filter_map(Result::ok).collect()),
    });
    Ok(lens)
}

/// A lens that only says something.
fn with_title(lens: CodeLens, title: String) -> CodeLens {
    let command = Command { title, tooltip: None, command: String::new(), arguments: None };
    CodeLens { command: Some(command), ..lens }
}
