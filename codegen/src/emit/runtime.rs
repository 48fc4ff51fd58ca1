//! The files that never change: TypeScript under `codegen/runtime`, with their imports pointed at each other.

use crate::contract::Form;
use crate::file::GeneratedFile;
use crate::input::Definition;
use crate::model::Model;

pub(crate) const HREF: &str = "_href.gen.ts";
pub(crate) const MATCH: &str = "_match.gen.ts";
pub(crate) const PARSE: &str = "_parse.gen.ts";
pub(crate) const NUQS: &str = "_nuqs.gen.ts";
pub(crate) const CLIENT: &str = "_client.gen.ts";
pub(crate) const SERVER: &str = "_server.gen.ts";
pub(crate) const URL: &str = "_url.gen.ts";
pub(crate) const URL_NUQS: &str = "_url-nuqs.gen.ts";
pub(crate) const READ: &str = "_read.gen.ts";
pub(crate) const FORMATS: &str = "_formats.gen.ts";
pub(crate) const BODIES: &str = "_bodies.gen.ts";

/// The runtime files that the app's routes need.
pub(crate) fn files(model: &Model<'_>) -> Vec<GeneratedFile> {
    let mut files = vec![
        file(model, HREF, include_str!("../../runtime/href.ts")),
        file(model, MATCH, include_str!("../../runtime/match.ts")),
    ];
    if model.routes.iter().any(|route| route.is_described()) {
        files.push(file(model, PARSE, include_str!("../../runtime/parse.ts")));
    }
    if model.routes.iter().any(|route| route.is_declared()) {
        files.push(file(model, URL, include_str!("../../runtime/url.ts")));
    }
    if model.input.options.nuqs && model.routes.iter().any(|route| route.search_struct.is_some()) {
        files.push(file(model, URL_NUQS, include_str!("../../runtime/url-nuqs.ts")));
    }
    if needs_nuqs(model) {
        files.push(file(model, NUQS, include_str!("../../runtime/nuqs.ts")));
    }
    if super::bodies::is_needed(model) {
        files.push(file(model, BODIES, include_str!("../../runtime/bodies.ts")));
    }
    if model.agreement.as_ref().is_some_and(|agreement| !agreement.contract.endpoints.is_empty()) {
        files.push(file(model, CLIENT, include_str!("../../runtime/client.ts")));
        files.push(file(model, SERVER, include_str!("../../runtime/server.ts")));
    }
    if model.agreement.as_ref().is_some_and(|agreement| agreement.paths(Form::Parsed).next().is_some()) {
        files.push(file(model, READ, include_str!("../../runtime/read.ts")));
        files.push(file(model, FORMATS, include_str!("../../runtime/formats.ts")));
    }
    files
}

/// Whether some page's search params may be read by nuqs parsers.
fn needs_nuqs(model: &Model<'_>) -> bool {
    let described = model.routes.iter().filter_map(|route| route.search_file);
    described.into_iter().any(|companion| *companion.definition != Definition::Schema)
}

fn file(model: &Model<'_>, name: &str, source: &str) -> GeneratedFile {
    let mut body = source.to_owned();
    let names = [("href", HREF), ("match", MATCH), ("parse", PARSE), ("client", CLIENT), ("url", URL)];
    for (written, target) in names {
        body = body.replace(&format!("\"./{written}\""), &format!("\"{}\"", model.import(name, target)));
    }
    GeneratedFile::rutter(model.out(name), &body)
}
