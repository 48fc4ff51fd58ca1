//! What the modules of a contract export under names that depend on it, so that a name that changes can be told.

use rutter_contract::{Contract, Endpoint, Method};

use super::agreement::{Agreement, Form};
use super::{actions, client, forms, read, types};
use crate::input::Server;

/// A function, constant or type that a generated module exports, and what it is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Export {
    /// What it was made of.
    pub of: Source,
    /// What it is. There is one of each kind of a source in a module.
    pub kind: ExportKind,
    /// The module, below the output folder: `api.gen.ts`.
    pub module: String,
    /// The name.
    pub name: String,
}

/// What an [`Export`] was made of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// An endpoint, by its method and its path in Next's notation.
    Endpoint(Method, String),
    /// A type, by its path in Rust.
    Type(String),
}

/// What an [`Export`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExportKind {
    /// The function that calls an endpoint, in the browser.
    Call,
    /// The same on the Next server.
    ServerCall,
    /// The type of what a call takes.
    Arguments,
    /// The type of what comes of a call.
    Result,
    /// The server action of an endpoint.
    Action,
    /// The type of what is answered.
    Answered,
    /// The type of what may be sent.
    Sent,
    /// The type of what was sent, with its defaults filled in.
    Parsed,
    /// The function that reads what was sent.
    Reader,
    /// The schema of what may be sent.
    Schema,
    /// The form.
    Form,
}

/// Everything that the modules of a contract export under a name made of the contract, ordered by its source. What an app's
/// routes make of it is not among it, nor the client's checks of answers, which nobody but the client imports, nor
/// `json-schemas.gen.ts`, whose names are those of `schemas.gen.ts`.
pub fn exports(contract: &Contract) -> Vec<Export> {
    let agreement = Agreement::new(Server { contract, app: "" });
    let mut exports = of_endpoints(&agreement);
    exports.extend(of_types(&agreement));
    exports.sort();
    exports
}

fn of_endpoints(agreement: &Agreement<'_>) -> Vec<Export> {
    let of = |endpoint: &Endpoint| Source::Endpoint(endpoint.method, endpoint.pattern.clone());
    let mut exports = Vec::new();
    for (endpoint, function) in actions::names(agreement) {
        exports.push(export(of(endpoint), ExportKind::Action, actions::FILE, &function));
    }
    for call in client::call_names(agreement) {
        for (kind, module, name) in [
            (ExportKind::Call, client::FILE, &call.function),
            (ExportKind::ServerCall, client::SERVER_FILE, &call.function),
            (ExportKind::Arguments, client::FILE, &call.input),
            (ExportKind::Result, client::FILE, &call.result),
        ] {
            exports.push(export(of(call.endpoint), kind, module, name));
        }
    }
    exports
}

fn of_types(agreement: &Agreement<'_>) -> Vec<Export> {
    let of = |path: &str| Source::Type(path.to_owned());
    let mut exports = Vec::new();
    for (kind, form) in [
        (ExportKind::Answered, Form::Response),
        (ExportKind::Sent, Form::Input),
        (ExportKind::Parsed, Form::Parsed),
    ] {
        let named = agreement.paths(form).map(|path| (path, agreement.name(path, form)));
        exports.extend(named.map(|(path, name)| export(of(path), kind, types::FILE, name)));
    }
    for (path, reader, schema) in read::names(agreement) {
        exports.push(export(of(path), ExportKind::Reader, read::FILE, &reader));
        exports.push(export(of(path), ExportKind::Schema, read::FILE, &schema));
    }
    let forms = forms::modules(agreement).into_iter();
    exports.extend(forms.map(|form| export(of(form.path), ExportKind::Form, &form.file, &form.form)));
    exports
}

fn export(of: Source, kind: ExportKind, module: &str, name: &str) -> Export {
    Export { of, kind, module: module.to_owned(), name: name.to_owned() }
}
