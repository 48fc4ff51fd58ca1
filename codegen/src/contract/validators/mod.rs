//! `zod.gen.ts` or `valibot.gen.ts`: schemas of a library, for apps that put schemas together themselves.
//!
//! They take what the readers of `schemas.gen.ts` take, read the same of it and say the same of the rest, by the same
//! functions; where they differ is listed, with the reason, beside the test that asks both.
//!
//! A library does not tell a schema how deep it stands, nor can it be stopped: so depth is counted in types that hold
//! themselves alone, each as one however many steps it is from the one before, and more than 1,000 issues may be named.

mod build;
mod holds;
mod imports;
mod node;
mod print;
mod union;
mod valibot;
mod zod;

use std::collections::BTreeSet;

use super::agreement::{Agreement, Form, of};
use super::names::doc_comment;
use super::read;
use super::{shape, types};
use crate::emit::runtime::{FORMATS, READ};
use crate::file::GeneratedFile;
use crate::input::Validators;
use crate::model::Model;
use crate::writer::Writer;
use build::Build;
use imports::Imports;
use print::Dialect;

/// The schemas, if the app asks for those of a library and anything is sent.
pub(crate) fn file(model: &Model<'_>, agreement: &Agreement<'_>) -> Option<GeneratedFile> {
    let dialect: &dyn Dialect = match model.input.options.validators {
        Validators::Standard => return None,
        Validators::Zod => &zod::Zod,
        Validators::Valibot => &valibot::Valibot,
    };
    let paths = in_order(agreement);
    if paths.is_empty() {
        return None;
    }
    let mut build = Build::new(agreement);
    let imports = Imports::new(dialect.helpers(), build.local.taken());
    let mut declarations = Writer::default();
    for path in paths {
        declarations.blank();
        declare(&mut declarations, &mut build, dialect, &imports, path);
    }
    let mut functions = Writer::default();
    build.local.declare(&mut functions);
    let body = format!("{}\n{}", declarations.finish(), functions.finish());

    let (file, of_readers) = (dialect.file(), build.local.called());
    let helpers = imports.helpers(|name| dialect.types().contains(&name));
    let of_types = imports.of_types();
    let mut w = Writer::default();
    w.lines(dialect.doc());
    w.line(dialect.import());
    w.imports("import", of_readers.helpers.iter().copied(), &model.import(file, READ));
    w.imports("import", of_readers.formats.iter().copied(), &model.import(file, FORMATS));
    w.imports("import", helpers.iter().map(String::as_str), &model.import(file, dialect.runtime()));
    w.imports("import", of_readers.functions.iter().map(String::as_str), &model.import(file, read::FILE));
    w.imports("import type", of_types.iter().map(String::as_str), &model.import(file, types::FILE));
    w.lines(body.trim_end());
    Some(GeneratedFile::rutter(model.out(file), &w.finish()))
}

fn declare<'a>(
    w: &mut Writer,
    build: &mut Build<'a>,
    dialect: &dyn Dialect,
    imports: &Imports,
    path: &'a str,
) {
    let Some(definition) = build.agreement.contract.types.get(path) else { return };
    let node = build.named(path, of(definition, Form::Parsed));
    let schema = dialect.schema(&node, imports);
    let left = build.local.take_server_only();
    let doc = (!left.is_empty()).then(|| format!("The server alone checks {}.", left.join(", ")));
    doc_comment(w, doc.as_deref());
    let name = build.local.schema(path);
    w.lines(&format!("export const {name}: {} = /* @__PURE__ */ {};", schema.ty, schema.expression));
}

/// The types that are sent, each behind those that it holds, but for those that hold it too.
fn in_order<'a>(agreement: &Agreement<'a>) -> Vec<&'a str> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    // What is open: a type, and what it holds that was not looked at.
    let mut open: Vec<(&str, Vec<&'a str>)> = Vec::new();
    for path in agreement.paths(Form::Parsed) {
        if seen.insert(path) {
            open.push((path, held(agreement, path)));
        }
        while let Some((path, left)) = open.last_mut() {
            let path = *path;
            match left.pop() {
                Some(next) if seen.insert(next) => open.push((next, held(agreement, next))),
                Some(_) => {}
                None => {
                    order.extend(agreement.contract.types.get_key_value(path).map(|(path, _)| path.as_str()));
                    open.pop();
                }
            }
        }
    }
    order
}

/// What a type holds, the last first.
fn held<'a>(agreement: &Agreement<'a>, path: &str) -> Vec<&'a str> {
    let definition = agreement.contract.types.get(path);
    let mut held =
        definition.map(|definition| shape::references(of(definition, Form::Parsed))).unwrap_or_default();
    held.reverse();
    held
}
