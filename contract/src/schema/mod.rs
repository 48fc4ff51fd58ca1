//! The JSON Schema of `schemars` as types of the contract.
//!
//! A type that derives `Contract` has its full path as its key. One that only `schemars` knows
//! (`#[rutter(foreign)]`) has no path; its key is the name that `schemars` gives it, which must be its own alone.

mod bare;
mod flattened;
mod names;
mod object;
mod reader;
mod scope;
mod union;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::contract::Definition;
use crate::endpoint::{Body, BodyKind, Endpoint, Method, Response};
use crate::names::{OwnName, wire_names};
use crate::notes::Notes;
use crate::ty::Type;

use names::References;
use reader::Reader;

pub use names::reference;

/// What was collected of some types: their schemas and what the derive macros know besides.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The types by their full path.
    pub types: BTreeMap<String, TypeSource>,
    /// Every schema that requests refer to, by the name that `schemars` gave it.
    pub requests: Map<String, Value>,
    /// Every schema that responses refer to.
    pub responses: Map<String, Value>,
}

/// One type.
#[derive(Clone, Debug, Default)]
pub struct TypeSource {
    /// What `schemars` calls it: its own name, without its path.
    pub name: String,
    /// The `schema_id` of `schemars`, by which [`Notes::flattened`] refers to it.
    pub id: String,
    /// What serde reads.
    pub request: Value,
    /// What serde writes.
    pub response: Value,
    /// The name under which other schemas of requests refer to it.
    pub request_reference: Option<String>,
    /// The name under which other schemas of responses refer to it.
    pub response_reference: Option<String>,
    /// What the schema leaves out.
    pub notes: Notes,
}

/// An endpoint whose bodies are schemas still.
#[derive(Clone, Debug)]
pub struct EndpointSource {
    /// The path in Next's notation.
    pub pattern: String,
    /// The method.
    pub method: Method,
    /// The name of the handler function.
    pub name: String,
    /// The doc comment of the handler, if there is one.
    pub doc: Option<String>,
    /// The key of what the path carries.
    pub params: Option<String>,
    /// The key of what the query carries.
    pub search: Option<String>,
    /// The body of the request, as requests refer to it.
    pub body: Option<BodySource>,
    /// The bodies of the responses by status, as responses refer to them; none: there is no body.
    pub responses: BTreeMap<u16, Vec<Value>>,
}

/// The body of a request as a schema.
#[derive(Clone, Debug)]
pub struct BodySource {
    /// How it is written.
    pub kind: BodyKind,
    /// The schema: often nothing but a reference.
    pub schema: Value,
}

/// What a [`Source`] says, in words of the contract.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Types {
    /// The types by their full path.
    pub types: BTreeMap<String, Definition>,
    /// The endpoints, ordered by pattern, then method.
    pub endpoints: Vec<Endpoint>,
}

/// Reads schemas.
///
/// # Errors
/// Every problem in words: names that two types share, references that lead nowhere, keys that two flattened types share.
pub fn read(source: &Source, endpoints: &[EndpointSource]) -> Result<Types, Vec<String>> {
    let references = References::of(source);
    let requests = Reader::requests(source, &references);
    let responses = Reader::responses(source, &references);

    let mut problems = references.problems.clone();
    let mut types = BTreeMap::new();
    let mut names = BTreeMap::new();
    for (path, known) in &source.types {
        let request = requests.definition(&known.request, &known.notes);
        let response = responses.definition(&known.response, &known.notes);
        names.insert(path.clone(), own_name(path, known));
        types.insert(path.clone(), definition(&known.request, request, response));
    }
    for (name, [request, response]) in &references.foreign {
        let (Some(first), Some(last)) = (request.or(*response), response.or(*request)) else { continue };
        let (request, response) =
            (requests.definition(first, &Notes::default()), responses.definition(last, &Notes::default()));
        names.insert(name.clone(), OwnName { name: name.clone(), complete: true });
        types.insert(name.clone(), definition(first, request, response));
    }
    match wire_names(&names) {
        Ok(names) => {
            for (path, definition) in &mut types {
                definition.name = names.get(path).cloned().unwrap_or_default();
            }
        }
        Err(clashes) => problems.extend(clashes.iter().map(ToString::to_string)),
    }
    let mut endpoints: Vec<Endpoint> =
        endpoints.iter().map(|endpoint| endpoint.read(&requests, &responses)).collect();
    endpoints.sort_by(|a, b| (&a.pattern, a.method, &a.name).cmp(&(&b.pattern, b.method, &b.name)));

    let bodies = endpoints.iter().filter_map(|endpoint| Some(&endpoint.body.as_ref()?.ty));
    problems.extend(flattened::problems(source, &types, bodies));
    problems.extend(requests.problems());
    problems.extend(responses.problems());
    problems.sort();
    problems.dedup();
    if problems.is_empty() { Ok(Types { types, endpoints }) } else { Err(problems) }
}

fn own_name(path: &str, known: &TypeSource) -> OwnName {
    // `schemars` has the arguments in the names of these.
    if ["core::", "alloc::", "std::"].iter().any(|root| path.starts_with(root)) {
        let head = path.split('<').next().unwrap_or(path);
        let name = head.rsplit("::").next().unwrap_or(head);
        return OwnName { name: name.to_owned(), complete: false };
    }
    OwnName { name: known.name.clone(), complete: known.id.contains('{') }
}

/// Named when all names are known.
fn definition(schema: &Value, request: Type, response: Type) -> Definition {
    let same = bare::bare(&request) == response;
    Definition {
        name: String::new(),
        doc: reader::doc(schema),
        request,
        response: (!same).then_some(response),
    }
}

impl EndpointSource {
    fn read(&self, requests: &Reader<'_>, responses: &Reader<'_>) -> Endpoint {
        let body = self.body.as_ref();
        let body = body.map(|body| Body { kind: body.kind, ty: requests.anonymous(&body.schema) });
        let responses = self.responses.iter().map(|(status, bodies)| {
            let mut bodies: Vec<Type> = bodies.iter().map(|schema| responses.anonymous(schema)).collect();
            // The order in which a handler's type names them means nothing.
            bodies.sort_by_key(|ty| format!("{ty:?}"));
            bodies.dedup();
            (*status, Response { bodies })
        });
        Endpoint {
            pattern: self.pattern.clone(),
            method: self.method,
            name: self.name.clone(),
            doc: self.doc.clone(),
            params: self.params.clone(),
            search: self.search.clone(),
            body,
            responses: responses.collect(),
        }
    }
}
