//! `api.gen.ts`: a function for each endpoint, and `api.server.gen.ts`, the same for the Next server. A bundle holds those
//! that it calls.

use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::{BodyKind, Endpoint, Type, UrlField, UrlList};

use super::agreement::{Agreement, Form};
use super::names::{Names, camel, doc_comment, pascal};
use super::url::Fields;
use super::{shape, types};
use crate::emit::runtime::{CLIENT, SERVER};
use crate::file::GeneratedFile;
use crate::model::Model;
use crate::writer::{Writer, quote};

/// The client's name in the output folder.
pub(crate) const FILE: &str = "api.gen.ts";

/// That of the client of the Next server.
pub(crate) const SERVER_FILE: &str = "api.server.gen.ts";

/// The clients, if there is any endpoint.
pub(crate) fn files(model: &Model<'_>, agreement: &Agreement<'_>) -> Vec<GeneratedFile> {
    match agreement.contract.endpoints.as_slice() {
        [] => Vec::new(),
        _ => vec![client(model, agreement), server(model, agreement)],
    }
}

fn client(model: &Model<'_>, agreement: &Agreement<'_>) -> GeneratedFile {
    let mut body = Writer::default();
    let (mut imported, mut interfaces) = (BTreeSet::new(), BTreeSet::new());
    let mut names = agreement.taken();
    for (endpoint, function) in functions(agreement) {
        let types = pascal(&function);
        let (input, result) =
            (names.type_name(&format!("{types}Args")), names.type_name(&format!("{types}Result")));
        let call = Call { agreement, endpoint, function, input, result };
        call.declare(&mut body);
        call.imports(&mut imported);
        interfaces.insert(if call.is_open() { "type OpenEndpoint" } else { "type Endpoint" });
    }
    let mut w = Writer::default();
    w.lines(DOC);
    let runtime = ["endpoint", "type Failure"].into_iter().chain(interfaces);
    w.names("import", runtime, &model.import(FILE, CLIENT));
    if !imported.is_empty() {
        w.names("import type", imported, &model.import(FILE, types::FILE));
    }
    w.blank();
    let exported = ["ApiError", "type CallOptions", "type Failure", "type NetworkError"];
    w.names("export", exported, &model.import(FILE, CLIENT));
    w.blank();
    w.lines(&body.finish());
    GeneratedFile::rutter(model.out(FILE), &w.finish())
}

fn server(model: &Model<'_>, agreement: &Agreement<'_>) -> GeneratedFile {
    let mut w = Writer::default();
    w.lines(SERVER_DOC);
    w.line(format!("import * as api from {};", quote(&model.import(SERVER_FILE, FILE))));
    w.names("import", ["onServer"], &model.import(SERVER_FILE, SERVER));
    w.blank();
    w.names("export", ["forwarded", "serverUrl"], &model.import(SERVER_FILE, SERVER));
    w.line(format!("export type * from {};", quote(&model.import(SERVER_FILE, FILE))));
    w.names("export", ["ApiError"], &model.import(SERVER_FILE, FILE));
    for (endpoint, function) in functions(agreement) {
        w.blank();
        document(&mut w, endpoint);
        w.line(format!(
            "export const {function}: typeof api.{function} = /* @__PURE__ */ onServer(api.{function});"
        ));
    }
    GeneratedFile::rutter(model.out(SERVER_FILE), &w.finish())
}

/// What the handler's comment says, and what it answers.
fn document(w: &mut Writer, endpoint: &Endpoint) {
    let route = format!("`{} {}`", endpoint.method.as_str(), endpoint.pattern);
    let doc = endpoint.doc.as_ref().map_or(route.clone(), |doc| format!("{doc}\n\n{route}"));
    doc_comment(w, Some(&doc));
}

/// Each endpoint with the name of its function: that of its handler, and where several handlers share it, with the words
/// of their paths, so that the name of none depends on which others there are.
pub(crate) fn functions<'a>(agreement: &Agreement<'a>) -> Vec<(&'a Endpoint, String)> {
    let endpoints = &agreement.contract.endpoints;
    let mut handlers: BTreeMap<String, usize> = BTreeMap::new();
    for endpoint in endpoints {
        *handlers.entry(camel(&endpoint.name)).or_default() += 1;
    }
    let mut names = Names::default();
    let mut name = |endpoint: &Endpoint| {
        let handler = camel(&endpoint.name);
        let is_shared = handlers[&handler] > 1;
        names.value_name(&if is_shared { handler + &pascal(&endpoint.pattern) } else { handler })
    };
    endpoints.iter().map(|endpoint| (endpoint, name(endpoint))).collect()
}

/// One endpoint, with the names that it has in the file.
struct Call<'c> {
    agreement: &'c Agreement<'c>,
    endpoint: &'c Endpoint,
    function: String,
    input: String,
    result: String,
}

impl<'c> Call<'c> {
    fn declare(&self, w: &mut Writer) {
        let Self { endpoint, function, input, result, .. } = self;
        w.line(format!("/** What `{function}` takes. */"));
        w.block(format!("export interface {input} {{"), "}", |w| self.properties(w));
        w.blank();
        w.line(format!("/** What comes of `{function}`. */"));
        w.union_of_text(&format!("export type {result}"), self.results());
        w.blank();
        document(w, endpoint);
        let interface = if self.is_open() { "OpenEndpoint" } else { "Endpoint" };
        let data = shape::union(self.data());
        let arguments = [quote(endpoint.method.as_str()), quote(&endpoint.pattern), self.spec()];
        w.line(format!("export const {function}: {interface}<{input}, {result}, {data}> ="));
        w.indent(|w| w.line(format!("/* @__PURE__ */ endpoint({});", arguments.join(", "))));
        w.blank();
    }

    fn params(&self) -> Fields<'c> {
        let params = self.endpoint.params.as_ref().and_then(|path| self.agreement.contract.params.get(path));
        self.fields(params.map_or(&[], |params| &params.fields))
    }

    fn search(&self) -> Fields<'c> {
        let search = self.endpoint.search.as_ref().and_then(|path| self.agreement.contract.search.get(path));
        self.fields(search.map_or(&[], |search| &search.fields))
    }

    fn fields(&self, fields: &'c [UrlField]) -> Fields<'c> {
        Fields { agreement: self.agreement, fields }
    }

    /// Whether it can be called with nothing.
    fn is_open(&self) -> bool {
        self.endpoint.body.is_none() && self.params().are_optional() && self.search().are_optional()
    }

    fn properties(&self, w: &mut Writer) {
        for (name, fields) in [("params", self.params()), ("search", self.search())] {
            if !fields.fields.is_empty() {
                let optional = if fields.are_optional() { "?" } else { "" };
                w.block(format!("{name}{optional}: {{"), "};", |w| fields.link_properties(w));
            }
        }
        match &self.endpoint.body {
            Some(body) if body.kind == BodyKind::Json => {
                w.line(format!("body: {};", self.agreement.text(&body.ty, Form::Input)));
            }
            Some(_) => w.line("form: FormData | URLSearchParams;"),
            None => {}
        }
    }

    /// The members of the result: a member for each status.
    fn results(&self) -> Vec<String> {
        let of = |(status, response): (&u16, &rutter_contract::Response)| {
            let body = self.body_of(*status, &response.bodies);
            match status {
                200..400 => format!("{{ ok: true; status: {status}; data: {body} }}"),
                _ => format!("{{ ok: false; status: {status}; error: {body} }}"),
            }
        };
        self.endpoint.responses.iter().map(of).chain(["Failure".to_owned()]).collect()
    }

    /// What `unwrap` may give.
    fn data(&self) -> Vec<String> {
        let good = self.endpoint.responses.iter().filter(|(status, _)| (200..400).contains(*status));
        good.map(|(status, response)| self.body_of(*status, &response.bodies)).collect()
    }

    fn body_of(&self, status: u16, bodies: &[Type]) -> String {
        match bodies {
            [] if (300..400).contains(&status) => "{ location: string | null }".to_owned(),
            [] => "null".to_owned(),
            bodies => shape::union(bodies.iter().map(|body| self.agreement.text(body, Form::Response))),
        }
    }

    fn spec(&self) -> String {
        let statuses: Vec<String> = self.endpoint.responses.keys().map(u16::to_string).collect();
        let mut fields = vec![format!("statuses: [{}]", statuses.join(", "))];
        let commas = self.search().fields.iter().filter(|field| field.list == Some(UrlList::Comma));
        let commas: Vec<String> = commas.map(|field| quote(&field.name)).collect();
        if !commas.is_empty() {
            fields.push(format!("commas: [{}]", commas.join(", ")));
        }
        format!("{{ {} }}", fields.join(", "))
    }

    fn imports(&self, found: &mut BTreeSet<&'c str>) {
        let (agreement, endpoint) = (self.agreement, self.endpoint);
        found.extend(self.params().types(Form::Input));
        found.extend(self.search().types(Form::Input));
        if let Some(body) = endpoint.body.as_ref().filter(|body| body.kind == BodyKind::Json) {
            found.extend(agreement.imports(&body.ty, Form::Input));
        }
        for ty in endpoint.responses.values().flat_map(|response| &response.bodies) {
            found.extend(agreement.imports(ty, Form::Response));
        }
    }
}

const DOC: &str = "\
/**
 * The endpoints of the server, a function each. A call never throws: its result is told apart by `ok` and `status`, and is
 * plain data. `unwrap` gives the data alone and throws an `ApiError` for every other answer.
 *
 * What `fetch` takes stands in the second argument, Next's `next` and `cache` among it.
 */";

const SERVER_DOC: &str = "\
/**
 * The endpoints for code that runs on the Next server: they go to the origin in `RUTTER_SERVER_URL`, with what the call
 * gives them, secrets included. Nothing of it reaches a browser.
 */";
