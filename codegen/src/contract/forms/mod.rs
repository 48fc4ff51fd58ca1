//! `forms/<name>.gen.ts`: a module for each type that is read from a form.

mod attributes;
mod fields;
mod kinds;
mod print;

use std::collections::BTreeSet;

use super::agreement::{Agreement, Form};
use super::names::{camel, doc_comment};
use super::{read, types};
use crate::emit::runtime::{FORM, FORM_KINDS, FORM_STATE, FORMATS, READ};
use crate::file::GeneratedFile;
use crate::model::Model;
use crate::names::module_files;
use crate::writer::{Writer, quote};
use kinds::Kinds;

/// The modules of the forms.
pub(crate) fn files(model: &Model<'_>, agreement: &Agreement<'_>) -> Vec<GeneratedFile> {
    modules(agreement).into_iter().map(|module| file(model, agreement, &module)).collect()
}

/// The module of a form.
pub(crate) struct Module<'a> {
    /// The path of the type.
    pub(crate) path: &'a str,
    /// The file's name in the output folder.
    pub(crate) file: String,
    /// The constant that the form is.
    pub(crate) form: String,
    /// The type of what may be sent.
    pub(crate) input: &'a str,
    /// The type of what was read.
    pub(crate) parsed: &'a str,
}

/// The module of each form.
pub(crate) fn modules<'a>(agreement: &'a Agreement<'a>) -> Vec<Module<'a>> {
    let definitions =
        agreement.contract.forms.iter().filter_map(|path| agreement.contract.types.get_key_value(path));
    let stems = definitions.map(|(path, definition)| (path.as_str(), kebab(&definition.name)));
    let files = module_files(stems);
    files
        .into_iter()
        .map(|(path, stem)| Module {
            path,
            file: format!("forms/{stem}.gen.ts"),
            form: format!("{}Form", camel(&agreement.contract.types[path].name)),
            input: agreement.name(path, Form::Input),
            parsed: agreement.name(path, Form::Parsed),
        })
        .collect()
}

fn file(model: &Model<'_>, agreement: &Agreement<'_>, module: &Module<'_>) -> GeneratedFile {
    let Module { path, file, form, input, parsed } = module;
    let all = &agreement.contract.types;
    let definition = &all[*path];
    let kinds = Kinds::of(agreement, path);
    let judge = kinds.judge(path);
    let mut body = Writer::default();
    kinds.declare(&mut body);
    let doc = definition.doc.as_deref().unwrap_or_default();
    doc_comment(&mut body, Some(&format!("{doc}\n\nHow the form is read, and a Standard Schema of it.")));
    body.line(format!("export const {form}: FormSchema<{input}, {parsed}> ="));
    body.indent(|w| w.line(format!("/* @__PURE__ */ formOf({}, {judge});", kinds.name(path))));
    if let Some(shown) = fields::shown(all, path) {
        body.blank();
        print::fields(&mut body, &shown);
        print::options(&mut body, &shown);
    }
    let body = body.finish();
    let mut w = Writer::default();
    w.line(format!("import {{ formOf, type FormSchema }} from {};", quote(&model.import(file, FORM))));
    w.line(format!("import * as kinds from {};", quote(&model.import(file, FORM_KINDS))));
    let from = [READ, FORMATS, read::FILE].map(|target| model.import(file, target));
    kinds.import(&mut w, from.each_ref().map(String::as_str));
    let imported: BTreeSet<&str> = [*input, *parsed].into_iter().collect();
    w.names("import type", imported, &model.import(file, types::FILE));
    w.blank();
    w.names("export", HELPERS, &model.import(file, FORM_STATE));
    w.blank();
    w.lines(&body);
    GeneratedFile::rutter(model.out(file), &w.finish())
}

/// What a page of a form needs besides.
const HELPERS: [&str; 11] = [
    "type ActionState",
    "defaultChecked",
    "defaultValue",
    "defaultValues",
    "errorsOf",
    "fieldError",
    "type FieldErrors",
    "type FieldPath",
    "formError",
    "type FormValues",
    "idle",
];

/// A name as files are called: `NewBooking` gives `new-booking`.
fn kebab(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        if c.is_uppercase() && words.ends_with(|last: char| !last.is_uppercase() && last != '-') {
            words.push('-');
        }
        words.extend(c.to_lowercase().map(|c| if c.is_alphanumeric() { c } else { '-' }));
    }
    words
}
