//! `responses.gen.ts`: functions that read the bodies of answers, for a client that checks them.

use std::collections::BTreeMap;

use rutter_contract::{Endpoint, Type};

use super::super::agreement::{Agreement, Form};
use super::super::client::bodies_of;
use super::super::types;
use super::readers::{Readers, upper};
use crate::emit::runtime::{FORMATS, READ};
use crate::file::GeneratedFile;
use crate::model::Model;
use crate::writer::Writer;

/// The file's name in the output folder.
pub(crate) const FILE: &str = "responses.gen.ts";

/// The functions that read bodies.
pub(crate) struct Bodies {
    /// `responses.gen.ts`.
    pub(crate) file: GeneratedFile,
    /// For each endpoint, by status, the functions that read its bodies: one of them is to take it.
    pub(crate) functions: Vec<BTreeMap<u16, Vec<String>>>,
}

/// The functions for the bodies of endpoints, each with the name of its function in the client.
pub(crate) fn bodies(
    model: &Model<'_>,
    agreement: &Agreement<'_>,
    endpoints: &[(&Endpoint, String)],
) -> Bodies {
    let paths: Vec<&str> = agreement.paths(Form::Response).collect();
    let mut readers = Readers::new(agreement, &paths, Form::Response);
    let mut body = Writer::default();
    for path in paths {
        body.blank();
        body.lines(&readers.declare(path));
    }
    let mut functions = Vec::new();
    for (endpoint, function) in endpoints {
        let mut of_endpoint: BTreeMap<u16, Vec<String>> = BTreeMap::new();
        for status in endpoint.responses.keys() {
            for ty in bodies_of(endpoint, *status) {
                let name = match ty {
                    Type::Ref { to } => readers.names_of(to).0,
                    ty => {
                        let asked = format!("read{}{status}", upper(function));
                        let (name, text) = readers.declare_unnamed(&asked, ty);
                        body.blank();
                        body.lines(&text);
                        name
                    }
                };
                of_endpoint.entry(*status).or_default().push(name);
            }
        }
        functions.push(of_endpoint);
    }
    let mut w = Writer::default();
    w.lines(DOC);
    w.names("import", readers.helpers(), &model.import(FILE, READ));
    if !readers.formats().is_empty() {
        w.names("import", readers.formats(), &model.import(FILE, FORMATS));
    }
    if !readers.types().is_empty() {
        w.names("import type", readers.types(), &model.import(FILE, types::FILE));
    }
    w.lines(&body.finish());
    Bodies { file: GeneratedFile::rutter(model.out(FILE), &w.finish()), functions }
}

const DOC: &str = "\
/**
 * Reads what the server answers: each function adds to `issues` what is not as the server declares it. Fields that
 * it does not declare are passed over, unless it says that there are no others: so a server can add a field.
 */";
