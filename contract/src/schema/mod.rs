//! The JSON Schema of `schemars` as types of the contract.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

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
