//! `api.gen.ts`: a function for each endpoint, and `api.server.gen.ts`, the same for the Next server. A bundle holds those
//! that it calls.

use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::{BodyKind, Definition, Endpoint, Method, Type, UrlField, UrlList};

use super::agreement::{Agreement, Form, PROBLEM};
use super::names::{Names, camel, doc_comment, pascal};
use super::read::{Bodies, RESPONSES, bodies};
use super::url::Fields;
use super::{shape, types};
use crate::emit::runtime::{CHECKED, CLIENT, SERVER};
use crate::file::GeneratedFile;
use crate::input::Responses;
use crate::model::Model;
use crate::writer::{Writer, quote};

/// The client's name in the output folder.
pub(crate) const FILE: &str = "api.gen.ts";

/// That of the client of the Next server.
pub(crate) const SERVER_FILE: &str = "api.server.gen.ts";

/// The clients, if there is any endpoint, and the functions that check its answers, if that is asked for.
pub(crate) fn files(model: &Model<'_>, agreement: &Agreement<'_>) -> Vec<GeneratedFile> {
    if agreement.contract.endpoints.is_empty() {
        return Vec::new();
    }
    let functions = functions(agreement);
    let bodies = checks_responses(model).then(|| bodies(model, agreement, &functions));
    let mut files =
        vec![client(model, agreement, &functions, bodies.as_ref()), server(model, agreement, &functions)];
    files.extend(bodies.map(|bodies| bodies.file));
    files
}

/// Whether the client checks answers, and there are any to check.
fn checks_responses(model: &Model<'_>) -> bool {
    let endpoints = model.agreement.as_ref().map_or(&[][..], |agreement| &agreement.contract.endpoints);
    let has_body = |endpoint: &Endpoint| {
        endpoint.responses.keys().any(|status| !bodies_of(endpoint, *status).is_empty())
    };
    model.input.options.responses != Responses::Off && endpoints.iter().any(has_body)
}

/// The types of the body of an answer: none, where HTTP has no body or nothing is read of it.
pub(super) fn bodies_of(endpoint: &Endpoint, status: u16) -> &[Type] {
    match (endpoint.method, status) {
        (Method::Head, _) | (_, 100..200 | 204 | 205 | 300..400) => &[],
        _ => endpoint.responses.get(&status).map_or(&[], |response| &response.bodies),
    }
}

type Functions<'a> = [(&'a Endpoint, String)];

fn client(
    model: &Model<'_>,
    agreement: &Agreement<'_>,
    functions: &Functions<'_>,
    bodies: Option<&Bodies>,
) -> GeneratedFile {
    let (own, calls) = named(agreement, functions);
    let (mut body, mut imported, mut used) = (Writer::default(), BTreeSet::new(), BTreeSet::new());
    used.insert(own.endpoint.import());
    for (at, names) in calls.into_iter().enumerate() {
        let read = bodies.map(|bodies| &bodies.functions[at]).filter(|read| !read.is_empty());
        let check = read.map(|read| {
            used.insert(own.bodies.import());
            own.check(read, model.input.options.responses)
        });
        let call = Call { agreement, names, own: &own, check };
        call.declare(&mut body);
        call.imports(&mut imported);
        used.insert(call.interface().import_type());
    }
    let mut w = Writer::default();
    w.lines(DOC);
    let runtime = model.import(FILE, CLIENT);
    let [mut from_client, mut from_checked] = [vec![], vec!["type Failure".to_owned()]];
    for name in used {
        let is_type = name.starts_with("type ");
        if bodies.is_some() && !is_type { &mut from_checked } else { &mut from_client }.push(name);
    }
    match bodies {
        None => {
            from_client.append(&mut from_checked);
            from_client.sort();
        }
        Some(_) => {
            w.names("import", from_checked.iter().map(String::as_str), &model.import(FILE, CHECKED));
            w.line(format!("import * as {} from {};", own.read.local, quote(&model.import(FILE, RESPONSES))));
        }
    }
    w.names("import", from_client.iter().map(String::as_str), &runtime);
    if !imported.is_empty() {
        w.names("import type", imported, &model.import(FILE, types::FILE));
    }
    w.blank();
    match bodies {
        None => {
            w.names(
                "export",
                ["ApiError", "type CallOptions", "type Failure", "type NetworkError"],
                &runtime,
            );
        }
        Some(_) => {
            w.names("export", ["ApiError", "type CallOptions"], &runtime);
            let checked = ["type Failure", "type InvalidAnswer", "type NetworkError"];
            w.names("export", checked, &model.import(FILE, CHECKED));
        }
    }
    w.blank();
    if bodies.is_some() && model.input.options.responses == Responses::Dev {
        w.line("declare const process: { readonly env: { readonly NODE_ENV?: string } };");
        w.blank();
    }
    w.lines(&body.finish());
    GeneratedFile::rutter(model.out(FILE), &w.finish())
}

fn server(model: &Model<'_>, agreement: &Agreement<'_>, functions: &Functions<'_>) -> GeneratedFile {
    let mut names = names(agreement, functions);
    let api = Import::new(&mut names, "api").local;
    let on_server = Import::new(&mut names, "onServer");
    let mut w = Writer::default();
    w.lines(SERVER_DOC);
    w.line(format!("import * as {api} from {};", quote(&model.import(SERVER_FILE, FILE))));
    w.names("import", [on_server.import().as_str()], &model.import(SERVER_FILE, SERVER));
    w.blank();
    w.names("export", ["forwarded", "passCookies", "serverUrl"], &model.import(SERVER_FILE, SERVER));
    w.line(format!("export type * from {};", quote(&model.import(SERVER_FILE, FILE))));
    w.names("export", ["ApiError"], &model.import(SERVER_FILE, FILE));
    for (endpoint, function) in functions {
        w.blank();
        document(&mut w, endpoint);
        w.line(format!(
            "export const {function}: typeof {api}.{function} = /* @__PURE__ */ {}({api}.{function});",
            on_server.local
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
/// of their paths, and with their methods where they share those; so that the name of none depends on which others there
/// are.
pub(crate) fn functions<'a>(agreement: &Agreement<'a>) -> Vec<(&'a Endpoint, String)> {
    let endpoints = &agreement.contract.endpoints;
    let with_path = |endpoint: &Endpoint| camel(&endpoint.name) + &pascal(&endpoint.pattern);
    let (mut handlers, mut paths) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    for endpoint in endpoints {
        *handlers.entry(camel(&endpoint.name)).or_default() += 1;
        *paths.entry(with_path(endpoint)).or_default() += 1;
    }
    let mut names = agreement.taken();
    let mut name = |endpoint: &Endpoint| {
        let (handler, path) = (camel(&endpoint.name), with_path(endpoint));
        names.value_name(&match (handlers[&handler], paths[&path]) {
            (1, _) => handler,
            (_, 1) => path,
            _ => path + &pascal(&endpoint.method.as_str().to_lowercase()),
        })
    };
    endpoints.iter().map(|endpoint| (endpoint, name(endpoint))).collect()
}

/// The names that the client exports for an endpoint.
pub(super) struct CallNames<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) function: String,
    /// The type of what the function takes.
    pub(super) input: String,
    /// The type of what comes of it.
    pub(super) result: String,
}

/// The names that the client exports for each endpoint.
pub(super) fn call_names<'a>(agreement: &Agreement<'a>) -> Vec<CallNames<'a>> {
    named(agreement, &functions(agreement)).1
}

/// What the client uses of Rutter's own, and what it exports, under names that do not meet.
fn named<'a>(agreement: &Agreement<'_>, functions: &[(&'a Endpoint, String)]) -> (Own, Vec<CallNames<'a>>) {
    let mut names = names(agreement, functions);
    let own = Own::new(&mut names);
    let call = |(endpoint, function): &(&'a Endpoint, String)| {
        let types = pascal(function);
        CallNames {
            endpoint,
            function: function.clone(),
            input: names.type_name(&format!("{types}Args")),
            result: names.type_name(&format!("{types}Result")),
        }
    };
    let calls = functions.iter().map(call).collect();
    (own, calls)
}

/// The names that types and functions have.
fn names(agreement: &Agreement<'_>, functions: &Functions<'_>) -> Names {
    let mut names = agreement.taken();
    functions.iter().for_each(|(_, function)| names.take(function));
    names
}

/// Something of another module, under a name that no handler and no type has.
struct Import {
    name: &'static str,
    local: String,
}

impl Import {
    fn new(names: &mut Names, name: &'static str) -> Self {
        Self { name, local: names.value_name(name) }
    }

    fn import(&self) -> String {
        if self.name == self.local { self.local.clone() } else { format!("{} as {}", self.name, self.local) }
    }

    fn import_type(&self) -> String {
        format!("type {}", self.import())
    }
}

/// What the client uses of Rutter's own.
struct Own {
    endpoint: Import,
    closed: Import,
    open: Import,
    bodies: Import,
    read: Import,
}

impl Own {
    fn new(names: &mut Names) -> Self {
        let mut import = |name| Import::new(names, name);
        Self {
            endpoint: import("endpoint"),
            closed: import("Endpoint"),
            open: import("OpenEndpoint"),
            bodies: import("bodies"),
            read: import("read"),
        }
    }

    /// The expression that checks the bodies of an endpoint.
    fn check(&self, functions: &BTreeMap<u16, Vec<String>>, responses: Responses) -> String {
        let readers = |names: &Vec<String>| {
            let names: Vec<String> = names.iter().map(|name| format!("{}.{name}", self.read.local)).collect();
            names.join(", ")
        };
        let bodies: Vec<String> =
            functions.iter().map(|(status, names)| format!("  {status}: [{}],\n", readers(names))).collect();
        let call = format!("/* @__PURE__ */ {}({{\n{}}})", self.bodies.local, bodies.concat());
        match responses {
            Responses::Dev => format!("process.env.NODE_ENV === \"production\" ? undefined : {call}"),
            Responses::Always | Responses::Off => call,
        }
    }
}

/// One endpoint, with the names that it has in the file.
struct Call<'c> {
    agreement: &'c Agreement<'c>,
    names: CallNames<'c>,
    own: &'c Own,
    /// What checks its bodies.
    check: Option<String>,
}

impl<'c> Call<'c> {
    fn declare(&self, w: &mut Writer) {
        let CallNames { endpoint, function, input, result } = &self.names;
        w.line(format!("/** What `{function}` takes. */"));
        if self.takes_nothing() {
            // An empty interface would take anything, options for `fetch` among it.
            w.line(format!("export type {input} = {{ [name: string]: never }};"));
        } else {
            w.block(format!("export interface {input} {{"), "}", |w| self.properties(w));
        }
        w.blank();
        w.line(format!("/** What comes of `{function}`. */"));
        w.union_of_text(&format!("export type {result}"), self.results());
        w.blank();
        document(w, endpoint);
        let interface = &self.interface().local;
        let data = shape::union(self.data());
        let arguments = [quote(endpoint.method.as_str()), quote(&endpoint.pattern), self.spec()].join(", ");
        let call = format!("/* @__PURE__ */ {}", self.own.endpoint.local);
        w.line(format!("export const {function}: {interface}<{input}, {result}, {data}> ="));
        w.indent(|w| match &self.check {
            None => w.line(format!("{call}({arguments});")),
            Some(check) => w.block(format!("{call}("), ");", |w| {
                w.line(format!("{arguments},"));
                w.lines(&format!("{check},"));
            }),
        });
        w.blank();
    }

    fn interface(&self) -> &'c Import {
        if self.is_open() { &self.own.open } else { &self.own.closed }
    }

    fn params(&self) -> Fields<'c> {
        let params =
            self.names.endpoint.params.as_ref().and_then(|path| self.agreement.contract.params.get(path));
        self.fields(params.map_or(&[], |params| &params.fields))
    }

    fn search(&self) -> Fields<'c> {
        let search =
            self.names.endpoint.search.as_ref().and_then(|path| self.agreement.contract.search.get(path));
        self.fields(search.map_or(&[], |search| &search.fields))
    }

    fn fields(&self, fields: &'c [UrlField]) -> Fields<'c> {
        Fields { agreement: self.agreement, fields }
    }

    /// Whether it can be called with nothing.
    fn is_open(&self) -> bool {
        self.names.endpoint.body.is_none() && self.params().are_optional() && self.search().are_optional()
    }

    fn takes_nothing(&self) -> bool {
        self.names.endpoint.body.is_none()
            && self.params().fields.is_empty()
            && self.search().fields.is_empty()
    }

    fn properties(&self, w: &mut Writer) {
        for (name, fields) in [("params", self.params()), ("search", self.search())] {
            if !fields.fields.is_empty() {
                let optional = if fields.are_optional() { "?" } else { "" };
                w.block(format!("{name}{optional}: {{"), "};", |w| fields.link_properties(w));
            }
        }
        match &self.names.endpoint.body {
            Some(body) if body.kind == BodyKind::Json => {
                w.line(format!("body: {};", self.agreement.text(&body.ty, Form::Input)));
            }
            Some(body) if needs_file(&self.agreement.contract.types, &body.ty, 0) => {
                w.line("form: FormData;");
            }
            Some(_) => w.line("form: FormData | URLSearchParams;"),
            None => {}
        }
    }

    /// The members of the result: a member for each status.
    fn results(&self) -> Vec<String> {
        let of = |status: &u16| {
            let body = self.body_of(*status);
            match status {
                200..400 => format!("{{ ok: true; status: {status}; data: {body} }}"),
                _ => format!("{{ ok: false; status: {status}; error: {body} }}"),
            }
        };
        self.names.endpoint.responses.keys().map(of).chain(["Failure".to_owned()]).collect()
    }

    /// What `unwrap` may give.
    fn data(&self) -> Vec<String> {
        let good = self.names.endpoint.responses.keys().filter(|status| (200..400).contains(*status));
        good.map(|status| self.body_of(*status)).collect()
    }

    fn body_of(&self, status: u16) -> String {
        match bodies_of(self.names.endpoint, status) {
            _ if (300..400).contains(&status) => "{ location: string | null }".to_owned(),
            [] => "null".to_owned(),
            [only] => self.agreement.text(only, Form::Response),
            bodies => shape::union(bodies.iter().map(|body| {
                let text = self.agreement.text(body, Form::Response);
                // Beside errors with a code of their own, one without any is told apart by that.
                if matches!(body, Type::Ref { to } if to == PROBLEM) {
                    format!("({text} & {{ code?: undefined }})")
                } else {
                    text
                }
            })),
        }
    }

    fn spec(&self) -> String {
        let list = |items: Vec<String>| format!("[{}]", items.join(", "));
        let statuses = self.names.endpoint.responses.keys();
        let empty = statuses.clone().filter(|status| {
            !(300..400).contains(*status) && bodies_of(self.names.endpoint, **status).is_empty()
        });
        let empty: Vec<String> = empty.map(u16::to_string).collect();
        let mut fields = vec![format!("statuses: {}", list(statuses.map(u16::to_string).collect()))];
        if !empty.is_empty() {
            fields.push(format!("empty: {}", list(empty)));
        }
        let commas = self.search().fields.iter().filter(|field| field.list == Some(UrlList::Comma));
        let commas: Vec<String> = commas.map(|field| quote(&field.name)).collect();
        if !commas.is_empty() {
            fields.push(format!("commas: {}", list(commas)));
        }
        format!("{{ {} }}", fields.join(", "))
    }

    fn imports(&self, found: &mut BTreeSet<&'c str>) {
        let (agreement, endpoint) = (self.agreement, self.names.endpoint);
        found.extend(self.params().types(Form::Input));
        found.extend(self.search().types(Form::Input));
        if let Some(body) = endpoint.body.as_ref().filter(|body| body.kind == BodyKind::Json) {
            found.extend(agreement.imports(&body.ty, Form::Input));
        }
        for ty in endpoint.responses.keys().flat_map(|status| bodies_of(endpoint, *status)) {
            found.extend(agreement.imports(ty, Form::Response));
        }
    }
}

const DOC: &str = "\
/**
 * The endpoints of the server, a function each. Whatever the server answers, a call does not throw: its result is told
 * apart by `ok` and `status`, and is plain data. `unwrap` gives the data alone and throws an `ApiError` for other answers.
 *
 * What `fetch` takes stands in the second argument, Next's `next` and `cache` among it.
 */";

const SERVER_DOC: &str = "\
/**
 * The endpoints for code that runs on the Next server: they go to the origin in `RUTTER_SERVER_URL`, with what the call
 * gives them, secrets included. Nothing of it reaches a browser.
 */";

/// How deep a form is looked into.
const MAX_DEPTH: usize = 16;

/// Whether a form cannot be sent without a file, which no `URLSearchParams` holds.
fn needs_file(types: &BTreeMap<String, Definition>, ty: &Type, depth: usize) -> bool {
    match ty {
        Type::File => true,
        Type::Object(object) => {
            let mut required = object.fields.iter().filter(|field| field.presence.is_required());
            required.any(|field| needs_file(types, &field.ty, depth))
        }
        Type::All { of } => of.iter().any(|part| needs_file(types, part, depth)),
        Type::Ruled { of, .. } => needs_file(types, of, depth),
        Type::Ref { to } if depth < MAX_DEPTH => {
            types.get(to).is_some_and(|definition| needs_file(types, &definition.request, depth + 1))
        }
        _ => false,
    }
}
