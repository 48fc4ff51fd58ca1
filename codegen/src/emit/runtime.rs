//! The files that never change: TypeScript under `codegen/runtime`, with their imports pointed at each other.

use crate::file::GeneratedFile;
use crate::model::Model;

pub(crate) const HREF: &str = "_href.gen.ts";
pub(crate) const MATCH: &str = "_match.gen.ts";
pub(crate) const PARSE: &str = "_parse.gen.ts";
pub(crate) const NUQS: &str = "_nuqs.gen.ts";
pub(crate) const CLIENT: &str = "_client.gen.ts";
pub(crate) const CHECKED: &str = "_checked.gen.ts";
pub(crate) const SERVER: &str = "_server.gen.ts";
pub(crate) const URL: &str = "_url.gen.ts";
pub(crate) const URL_NUQS: &str = "_url-nuqs.gen.ts";
pub(crate) const READ: &str = "_read.gen.ts";
pub(crate) const JSON_SCHEMA: &str = "_json-schema.gen.ts";
pub(crate) const FORMATS: &str = "_formats.gen.ts";
pub(crate) const FORM: &str = "_form.gen.ts";
pub(crate) const FORM_KINDS: &str = "_form-kinds.gen.ts";
pub(crate) const FORM_STATE: &str = "_form-state.gen.ts";
const FORM_TREE: &str = "_form-tree.gen.ts";
pub(crate) const ACTION: &str = "_action.gen.ts";
pub(crate) const BODIES: &str = "_bodies.gen.ts";
pub(crate) const ZOD: &str = "_zod.gen.ts";
pub(crate) const VALIBOT: &str = "_valibot.gen.ts";

/// Each file by the name under which the others import it where they are written, with its text.
const FILES: &[(&str, &str, &str)] = &[
    ("href", HREF, include_str!("../../runtime/href.ts")),
    ("match", MATCH, include_str!("../../runtime/match.ts")),
    ("parse", PARSE, include_str!("../../runtime/parse.ts")),
    ("nuqs", NUQS, include_str!("../../runtime/nuqs.ts")),
    ("client", CLIENT, include_str!("../../runtime/client.ts")),
    ("checked", CHECKED, include_str!("../../runtime/checked.ts")),
    ("server", SERVER, include_str!("../../runtime/server.ts")),
    ("url", URL, include_str!("../../runtime/url.ts")),
    ("url-nuqs", URL_NUQS, include_str!("../../runtime/url-nuqs.ts")),
    ("read", READ, include_str!("../../runtime/read.ts")),
    ("json-schema", JSON_SCHEMA, include_str!("../../runtime/json-schema.ts")),
    ("formats", FORMATS, include_str!("../../runtime/formats.ts")),
    ("form", FORM, include_str!("../../runtime/form.ts")),
    ("form-kinds", FORM_KINDS, include_str!("../../runtime/form-kinds.ts")),
    ("form-state", FORM_STATE, include_str!("../../runtime/form-state.ts")),
    ("form-tree", FORM_TREE, include_str!("../../runtime/form-tree.ts")),
    ("action", ACTION, include_str!("../../runtime/action.ts")),
    ("bodies", BODIES, include_str!("../../runtime/bodies.ts")),
    ("zod", ZOD, include_str!("../../runtime/zod.ts")),
    ("valibot", VALIBOT, include_str!("../../runtime/valibot.ts")),
];

/// The runtime files that the planned files import, and those that these import.
pub(crate) fn files(model: &Model<'_>, planned: &[GeneratedFile]) -> Vec<GeneratedFile> {
    let mut files: Vec<GeneratedFile> = Vec::new();
    loop {
        let is_imported = |name: &str| {
            let stem = format!("/{}", name.trim_end_matches(".ts"));
            planned.iter().chain(&files).any(|file| file.text.contains(&stem))
        };
        let is_new = |name: &str| files.iter().all(|file| file.path != model.out(name));
        let found: Vec<GeneratedFile> = FILES
            .iter()
            .filter(|(_, name, _)| is_new(name) && is_imported(name))
            .map(|(_, name, source)| file(model, name, source))
            .collect();
        if found.is_empty() {
            return files;
        }
        files.extend(found);
    }
}

fn file(model: &Model<'_>, name: &str, source: &str) -> GeneratedFile {
    let mut body = source.to_owned();
    for (written, target, _) in FILES {
        body = body.replace(&format!("\"./{written}\""), &format!("\"{}\"", model.import(name, target)));
    }
    GeneratedFile::rutter(model.out(name), &body)
}
