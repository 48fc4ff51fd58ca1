//! The whole agreement.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::endpoint::Endpoint;
use crate::ty::Type;
use crate::url::{RouteParams, SearchParams};

/// The version of the form in which a contract is written down. It is raised when an older reader would misread it.
pub const FORMAT: u32 = 1;

/// Everything that a Rust server and its callers agree on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contract {
    /// [`FORMAT`].
    pub format: u32,
    /// The types by their full path in Rust, type arguments included: `shop::orders::Page<shop::orders::Order>`.
    pub types: BTreeMap<String, Definition>,
    /// The params of routes, by the path of the struct.
    pub params: BTreeMap<String, RouteParams>,
    /// The search params of routes and endpoints, by the path of the struct.
    pub search: BTreeMap<String, SearchParams>,
    /// The types that are read from forms, by their path; each is also one of `types`.
    pub forms: Vec<String>,
    /// The endpoints, ordered by pattern, then method.
    pub endpoints: Vec<Endpoint>,
}

/// One type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Definition {
    /// The name that other languages use: readable, unique in the contract, and independent of what else is in it.
    pub name: String,
    /// The doc comment, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
    /// What serde accepts.
    pub request: Type,
    /// What serde writes; `None` where it is the same as `request`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Type>,
}

impl Definition {
    /// What serde writes.
    pub fn response(&self) -> &Type {
        self.response.as_ref().unwrap_or(&self.request)
    }
}

impl Default for Contract {
    fn default() -> Self {
        Self {
            format: FORMAT,
            types: BTreeMap::new(),
            params: BTreeMap::new(),
            search: BTreeMap::new(),
            forms: Vec::new(),
            endpoints: Vec::new(),
        }
    }
}
