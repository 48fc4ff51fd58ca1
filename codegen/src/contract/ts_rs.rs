//! `ts-rs.gen.ts`: what ts-rs says of each type, held against the contract, for apps that derive both.

use super::agreement::{Agreement, Form, Named};
use super::types;
use crate::file::GeneratedFile;
use crate::model::Model;
use crate::writer::{Writer, quote};

/// The file's name in the output folder.
const FILE: &str = "ts-rs.gen.ts";

/// The comparison, if ts-rs has exported any type of the contract.
pub(super) fn file(model: &Model<'_>, agreement: &Agreement<'_>) -> Option<GeneratedFile> {
    let ts_rs = model.input.options.ts_rs.as_ref()?;
    let named = agreement.named();
    // ts-rs has one form of a type. It is what the server writes, where it writes the type.
    let of = |name: &String| {
        let of_type = |named: &&Named<'_>| named.definition.name == *name;
        let response = named.iter().find(|named| of_type(named) && named.form == Form::Response);
        response.or_else(|| named.iter().find(of_type)).map(|named| named.name)
    };
    let both: Vec<(&String, &str)> = ts_rs.types.iter().filter_map(|name| Some((name, of(name)?))).collect();
    if both.is_empty() {
        return None;
    }
    let mut w = Writer::default();
    w.lines(DOC);
    w.line(format!("import type * as contract from {};", quote(&model.import(FILE, types::FILE))));
    for (at, (name, ours)) in both.into_iter().enumerate() {
        let theirs = format!("{}/{name}.ts", ts_rs.folder.trim_end_matches('/'));
        let theirs = format!("import({}).{name}", quote(&model.import(&model.out(FILE), &theirs)));
        w.blank();
        w.line(format!("export const same{at} = ("));
        w.indent(|w| {
            w.line(format!("theirs: {theirs},"));
            w.line(format!("ours: contract.{ours},"));
        });
        w.line(format!("): [contract.{ours}, {theirs}] => [theirs, ours];"));
    }
    Some(GeneratedFile::rutter(model.out(FILE), &w.finish()))
}

const DOC: &str = "\
/**
 * What ts-rs has exported, held against the contract: the compiler refuses a pair whose sides differ, and says in what.
 * Where they do, the contract is right about what the server reads and writes. Nothing imports this file.
 */";
