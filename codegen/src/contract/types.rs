//! `types.gen.ts`: every named type of the contract. It holds no code.

use std::collections::BTreeSet;

use rutter_contract::Type;

use super::agreement::{Agreement, Form, Named, PROBLEM, as_object};
use super::names::doc_comment;
use super::shape;
use crate::file::GeneratedFile;
use crate::model::Model;
use crate::writer::Writer;

/// The file's name in the output folder.
pub(crate) const FILE: &str = "types.gen.ts";

/// The types, if there are any.
pub(crate) fn file(model: &Model<'_>, agreement: &Agreement<'_>) -> Option<GeneratedFile> {
    let types = agreement.named();
    if types.is_empty() {
        return None;
    }
    let mut body = Writer::default();
    for named in &types {
        declare(&mut body, agreement, named);
        body.blank();
    }
    let own: BTreeSet<&str> =
        types.iter().flat_map(|named| shape::own_types(named.ty())).chain(of_urls(agreement)).collect();
    let mut w = Writer::default();
    w.line("/** What the server takes and gives, as its Rust types declare it. */");
    if own.iter().any(|name| *name != "Json") {
        w.lines("\ndeclare const format: unique symbol;");
    }
    for (_, text) in OWN.iter().filter(|(name, _)| own.contains(name)) {
        w.lines(text);
    }
    w.blank();
    w.lines(&body.finish());
    Some(GeneratedFile::rutter(model.out(FILE), &w.finish()))
}

fn declare(w: &mut Writer, agreement: &Agreement<'_>, named: &Named<'_>) {
    let shapes = agreement.shapes(named.form);
    if let Some(added) = agreement.added_to_problem(named) {
        let problem = agreement.name(PROBLEM, Form::Response);
        doc_comment(w, doc(agreement, named).filter(|doc| !is_doc_of_problem(agreement, doc)).as_deref());
        return w.block(format!("export interface {} extends {problem} {{", named.name), "}", |w| {
            shapes.properties(w, &added);
        });
    }
    doc_comment(w, doc(agreement, named).as_deref());
    match (as_object(named.ty()), named.ty()) {
        (Some(object), _) if object.fields.is_empty() => {
            w.line(format!("export interface {} {{}}", named.name));
        }
        (Some(object), _) => {
            w.block(format!("export interface {} {{", named.name), "}", |w| shapes.properties(w, object));
        }
        (None, Type::Union { variants, tag, .. }) => {
            let variants = shapes.variants(variants, tag.as_deref());
            let members = variants.iter().map(|variant| shapes.text(variant));
            w.union_of_text(&format!("export type {}", named.name), members);
        }
        (None, Type::Literal { values, also }) => {
            w.union_of_text(&format!("export type {}", named.name), shapes.literals(values, also));
        }
        (None, ty) => w.line(format!("export type {} = {};", named.name, shapes.text(ty))),
    }
}

/// The doc comment of a form of a type: which form it is, where another has the name of the type.
fn doc(agreement: &Agreement<'_>, named: &Named<'_>) -> Option<String> {
    let of = agreement.name(named.path, Form::Response);
    let form = match named.form {
        _ if named.name == of => None,
        Form::Response => None,
        Form::Input => Some(format!("What may be sent as `{of}`.")),
        Form::Parsed => Some(format!("What was sent as `{of}`, with its defaults filled in.")),
    };
    let lines: Vec<&str> = form.as_deref().into_iter().chain(named.definition.doc.as_deref()).collect();
    (!lines.is_empty()).then(|| lines.join("\n\n"))
}

/// An error body without words of its own has those of what it holds.
fn is_doc_of_problem(agreement: &Agreement<'_>, doc: &str) -> bool {
    agreement.contract.types.get(PROBLEM).is_some_and(|problem| problem.doc.as_deref() == Some(doc))
}

/// The types of Rutter's own that params and search params use.
fn of_urls(agreement: &Agreement<'_>) -> impl Iterator<Item = &'static str> {
    let params = agreement.contract.params.values().flat_map(|params| &params.fields);
    let search = agreement.contract.search.values().flat_map(|search| &search.fields);
    params.chain(search).flat_map(|field| shape::own_types(&field.ty))
}

/// The types of Rutter's own, each written where it is used. A text of one kind is no text of another, but any string
/// may be one: nothing has to be cast, and a date does not land where an instant belongs.
const OWN: &[(&str, &str)] = &[
    (
        "Json",
        "
/** Any value of JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };",
    ),
    (
        "IsoDateTime",
        "
/** An instant with its offset, such as `2026-11-22T21:00:00Z`. */
export type IsoDateTime = string & { readonly [format]?: \"date-time\" };",
    ),
    (
        "IsoLocalDateTime",
        "
/** A date and time without an offset, such as `2026-11-22T21:00:00`. */
export type IsoLocalDateTime = string & { readonly [format]?: \"local-date-time\" };",
    ),
    (
        "IsoDate",
        "
/** A day, such as `2026-11-22`. */
export type IsoDate = string & { readonly [format]?: \"date\" };",
    ),
    (
        "IsoTime",
        "
/** A time of day, such as `21:00:00`. */
export type IsoTime = string & { readonly [format]?: \"time\" };",
    ),
    (
        "Digits",
        "
/** A whole number in digits, because a JavaScript number may not hold it: `BigInt(value)` does. */
export type Digits = string & { readonly [format]?: \"integer\" };",
    ),
];
