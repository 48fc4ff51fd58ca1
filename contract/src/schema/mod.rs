//! The JSON Schema of `schemars` as types of the contract.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::endpoint::{BodyKind, Method};
use crate::notes::Notes;

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
    /// Its own name, without its path.
    pub name: String,
    /// What serde reads.
    pub request: Option<Value>,
    /// What serde writes.
    pub response: Option<Value>,
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
