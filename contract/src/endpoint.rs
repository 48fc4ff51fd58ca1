//! One method at one path of the Rust server.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ty::Type;

/// A method at a path, with what it takes and gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Endpoint {
    /// The path in Next's notation: `/api/posts/[id]`.
    pub pattern: String,
    /// The method.
    pub method: Method,
    /// The name of the handler function.
    pub name: String,
    /// The doc comment of the handler, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
    /// The key in [`Contract::params`](crate::Contract::params) of what the path carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub params: Option<String>,
    /// The key in [`Contract::search`](crate::Contract::search) of what the query carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// The body of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// The responses by status.
    pub responses: BTreeMap<u16, Response>,
}

/// The methods of HTTP that Next serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads.
    Get,
    /// Reads the headers alone.
    Head,
    /// Asks what can be done.
    Options,
    /// Sends something new.
    Post,
    /// Puts something in its place.
    Put,
    /// Removes something.
    Delete,
    /// Changes a part.
    Patch,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Body {
    /// How it is written.
    pub kind: BodyKind,
    /// Its type.
    pub ty: Type,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BodyKind {
    /// `application/json`
    Json,
    /// `application/x-www-form-urlencoded` or `multipart/form-data`
    Form,
}

/// A response of one status.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Response {
    /// The types of its JSON body; none: it has no body. Several errors may share a status.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Type>,
}

impl Method {
    /// As HTTP writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Patch => "PATCH",
        }
    }
}
