//! `zod.gen.ts` or `valibot.gen.ts`: schemas of a library, for apps that put schemas together themselves.
//!
//! They take what the readers of `schemas.gen.ts` take, read the same of it and say the same of the rest, by the same
//! functions; where they differ is listed, with the reason, beside the test that asks both.

mod build;
mod holds;
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
    let mut declarations = Writer::default();
    for path in paths {
        declarations.blank();
        declare(&mut declarations, &mut build, dialect, path);
    }
    let mut functions = Writer::default();
    build.local.declare(&mut functions);
    let body = format!("{}\n{}", declarations.finish(), functions.finish());
    Some(GeneratedFile::rutter(model.out(dialect.file()), &module(model, &build, dialect, body.trim_end())))
}

fn declare<'a>(w: &mut Writer, build: &mut Build<'a>, dialect: &dyn Dialect, path: &'a str) {
    let Some(definition) = build.agreement.contract.types.get(path) else { return };
    let node = build.named(path, of(definition, Form::Parsed));
    let schema = dialect.schema(&node);
    let left = build.local.take_server_only();
    let doc = (!left.is_empty()).then(|| format!("The server alone checks {}.", left.join(", ")));
    doc_comment(w, doc.as_deref());
    let name = build.local.schema(path);
    w.lines(&format!("export const {name}: {} = /* @__PURE__ */ {};", schema.ty, schema.expression));
}

fn module(model: &Model<'_>, build: &Build<'_>, dialect: &dyn Dialect, body: &str) -> String {
    let (file, code) = (dialect.file(), without_texts(body));
    let mut w = Writer::default();
    w.lines(dialect.doc());
    w.line(dialect.import());
    let mut import = |used: Used, all: BTreeSet<&str>, from: &str| {
        let names: Vec<&str> = all.into_iter().filter(|name| names(&code, name, used)).collect();
        if !names.is_empty() {
            let keyword = if used == Used::AsType { "import type" } else { "import" };
            w.names(keyword, names, &model.import(file, from));
        }
    };
    let [helpers, formats, functions] = build.local.imports(body);
    let agreement = build.agreement;
    let named = agreement.named();
    let types = named.iter().map(|named| named.name);
    let types = types.chain(named.iter().flat_map(|named| shape::own_types(named.ty()))).collect();
    import(Used::AsValue, helpers, READ);
    import(Used::AsValue, formats, FORMATS);
    import(Used::Called, dialect.helpers().iter().copied().collect(), dialect.runtime());
    import(Used::AsValue, functions, read::FILE);
    import(Used::AsType, types, types::FILE);
    w.lines(body);
    w.finish()
}

/// What code does with a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Used {
    AsType,
    /// It is called or handed on.
    AsValue,
    /// Handed on, `number` and `object` would be types of TypeScript.
    Called,
}

/// Whether code names something so.
fn names(code: &str, name: &str, used: Used) -> bool {
    let (name, used) = name.strip_prefix("type ").map_or((name, used), |name| (name, Used::AsType));
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
    let ends = |rest: &str| match used {
        Used::Called => rest.starts_with(['(', '<']),
        Used::AsValue => rest.starts_with(['(', '<', ')', ',', '[', ']']),
        // Before these it is the name of a property, or of a getter.
        Used::AsType => !rest.starts_with(is_word) && !rest.starts_with([':', '?', '(']),
    };
    code.match_indices(name).any(|(at, _)| !code[..at].ends_with(is_word) && ends(&code[at + name.len()..]))
}

/// Code without what stands in its literals of text.
fn without_texts(code: &str) -> String {
    let mut outside = String::with_capacity(code.len());
    let mut in_text = false;
    let mut escaped = false;
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            c if !in_text => outside.push(c),
            _ => {}
        }
    }
    outside
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
