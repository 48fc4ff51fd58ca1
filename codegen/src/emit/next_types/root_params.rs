//! `root-params.d.ts`: the functions of `next/root-params`.

use rutter_routes::RootParam;

use super::path;
use crate::file::GeneratedFile;
use crate::model::Model;
use crate::writer::Writer;

pub(super) fn file(model: &Model<'_>) -> GeneratedFile {
    let mut w = Writer::default();
    let named: Vec<&RootParam> =
        model.input.tree.root_params.iter().filter(|param| param.is_identifier()).collect();
    if named.is_empty() {
        w.line("export {};");
    } else {
        w.block("declare module \"next/root-params\" {", "}", |w| {
            for param in named {
                w.line(format!("export function {}(): Promise<{}>;", param.name, param.type_text()));
            }
        });
    }
    GeneratedFile::next(path(model, "root-params.d.ts"), &w.finish())
}
