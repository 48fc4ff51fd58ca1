//! `schemas.gen.ts`: a function for each type that reads a value of it as the server does, and its Standard Schema.
//!
//! The functions are the twin of `rutter_contract::judge`: they take what it takes, and say what it says where it does. What
//! differs is on purpose: the liberties that serde takes and nobody should ([`Object::positional`](rutter_contract::Object),
//! [`Also::keyed`](rutter_contract::Also)) are not part of the type in TypeScript.

mod all;
mod function;
mod json_schemas;
mod local;
mod object;
mod plain;
mod readers;
mod responses;
mod rule;
mod union;
mod value;
mod words;

use std::collections::BTreeSet;

use rutter_contract::{Rule, Type};

pub(crate) use json_schemas::file as json_schemas;
pub(crate) use local::Local;
pub(crate) use readers::Called;

use super::agreement::{Agreement, Form};
use super::names::doc_comment;
use super::types;
use crate::emit::runtime::{FORMATS, READ};
use crate::file::GeneratedFile;
use crate::model::Model;
use crate::writer::Writer;
pub(super) use object::OF_EVERY_OBJECT;
pub(super) use plain::format_function;
use plain::{Check, Refusal};
use readers::Readers;
pub(crate) use responses::{Bodies, FILE as RESPONSES, bodies};
pub(super) use rule::is_mixed;
pub(super) use union::{Choice, takes_null};

/// The file's name in the output folder.
pub(crate) const FILE: &str = "schemas.gen.ts";

/// The schemas of what is sent, if anything is.
pub(crate) fn file(model: &Model<'_>, agreement: &Agreement<'_>) -> Option<GeneratedFile> {
    let types: Vec<&str> = agreement.paths(Form::Parsed).collect();
    if types.is_empty() {
        return None;
    }
    let mut readers = Readers::new(agreement, &types, Form::Parsed);
    readers.helper("schema");
    readers.helper("type StandardSchema");
    let mut body = Writer::default();
    for path in types {
        body.blank();
        declare(&mut body, &mut readers, path);
    }
    let mut w = Writer::default();
    w.lines(DOC);
    w.names("import", readers.helpers(), &model.import(FILE, READ));
    if !readers.formats().is_empty() {
        w.names("import", readers.formats(), &model.import(FILE, FORMATS));
    }
    w.names("import type", readers.types(), &model.import(FILE, types::FILE));
    w.blank();
    w.names(
        "export",
        ["translated", "type Issue", "type Path", "type StandardSchema"],
        &model.import(FILE, READ),
    );
    w.lines(&body.finish());
    Some(GeneratedFile::rutter(model.out(FILE), &w.finish()))
}

/// The path of each type that is read, with the names of its function and of its schema.
pub(super) fn names<'a>(agreement: &'a Agreement<'a>) -> Vec<(&'a str, String, String)> {
    let types: Vec<&str> = agreement.paths(Form::Parsed).collect();
    let readers = Readers::new(agreement, &types, Form::Parsed);
    let named = |path| {
        let (function, schema) = readers.names_of(path);
        (path, function, schema)
    };
    types.into_iter().map(named).collect()
}

/// A rule of a value, for modules that read values in their own way.
#[derive(Debug)]
pub(crate) struct AskedRule {
    /// Where it is broken, in JavaScript.
    pub(crate) broken: String,
    pub(crate) code: String,
    pub(crate) message: String,
    /// The values in the message, in JavaScript.
    pub(crate) params: Option<String>,
}

impl AskedRule {
    fn of(checks: Vec<Check>) -> Vec<Self> {
        let of_check = |check: Check| match check.refusal {
            Refusal::Issue { code, message, params } => {
                Some(Self { broken: check.broken, code, message, params })
            }
            Refusal::Choice { .. } => None,
        };
        checks.into_iter().filter_map(of_check).collect()
    }
}

/// Rules, with what they need.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub(crate) rules: Vec<AskedRule>,
    /// The functions of the runtime that they call.
    pub(crate) helpers: BTreeSet<&'static str>,
    /// Those that know formats.
    pub(crate) formats: BTreeSet<&'static str>,
    /// The rules that the server alone can check.
    pub(crate) server_only: Vec<String>,
}

/// What rules ask of a value of a type, which is `value` in JavaScript.
pub(crate) fn ask(agreement: &Agreement<'_>, rules: &[Rule], ty: &Type, value: &str) -> Asked {
    if rules.is_empty() {
        return Asked::default();
    }
    let mut readers = Readers::bare(agreement);
    let rules = AskedRule::of(rule::checks(&mut readers, rules, ty, value));
    let (helpers, formats) = (readers.helpers(), readers.formats());
    Asked { rules, helpers, formats, server_only: readers.take_server_only() }
}

const DOC: &str = "\
/**
 * Reads what is sent, as the server reads it: it takes what the server takes, and says what the server says of the rest.
 * What serde takes besides what the types say is refused here, such as the values of an object as a list.
 *
 * Each schema is a Standard Schema, and so is taken by libraries for forms and actions.
 */";

fn declare<'a>(w: &mut Writer, readers: &mut Readers<'a>, path: &'a str) {
    let (function, schema) = readers.names_of(path);
    let (text, output) = (readers.declare(path), readers.output(path));
    let input = readers.type_name(path, Form::Input);
    w.lines(&text);
    w.blank();
    let left = readers.take_server_only();
    let doc = (!left.is_empty()).then(|| format!("The server alone checks {}.", left.join(", ")));
    doc_comment(w, doc.as_deref());
    let types = if input == output { output } else { format!("{input}, {output}") };
    w.line(format!("export const {schema}: StandardSchema<{types}> = /* @__PURE__ */ schema({function});"));
}
