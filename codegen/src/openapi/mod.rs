//! A contract as an OpenAPI 3.1 document.
//!
//! What OpenAPI cannot say, and what stands there instead:
//!
//! - A path of any length (`[...path]`) is one param `{path}`, with `x-catch-all: true`. Its value has the segments with `/`
//!   between them; a client that encodes the slash reaches one segment only. An optional one (`[[...path]]`) is two paths.
//! - Paths that differ in the names of their params only are one path, whose params have the names of the first. Where two
//!   endpoints of one method share such a path (`/a/[id]` and `/a/[...rest]`), one of them is left out, as [`left_out`] says.
//! - A form is flat, as it is on the wire: `owner.email` is a property of its own, and what is in a list has a pattern for its
//!   index. A form with a file is sent as `multipart/form-data`, any other also as `application/x-www-form-urlencoded`.
//! - A list with commas in one search param (`tag=a,b`) is `style: form` without `explode`.

mod form;
mod operation;
mod path;
mod place;
mod variants;

use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::{Contract, Method};
use serde_json::Value;

use crate::contract::{Agreement, functions};
use crate::file::json_text;
use crate::input::Server;
use crate::json::{Json, Members};
use crate::json_schema::Schemas;
use place::{Placed, placed};

pub use place::LeftOut;

/// Where schemas are.
const FOLDER: &str = "#/components/schemas/";

/// What the document says of the API as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Info<'a> {
    /// What the API is called.
    pub title: &'a str,
    /// The version of the API, not of OpenAPI.
    pub version: &'a str,
    /// Where it is served; `/` for the place of the document itself.
    pub server: &'a str,
}

/// The document, as the text of a file that carries Rutter's mark.
pub fn document(contract: &Contract, info: Info<'_>) -> String {
    let schemas = Schemas::at(contract, FOLDER);
    let agreement = Agreement::new(Server { contract, app: "" });
    let names: BTreeMap<(&str, Method), String> = functions(&agreement)
        .into_iter()
        .map(|(endpoint, name)| ((endpoint.pattern.as_str(), endpoint.method), name))
        .collect();
    let mut paths: BTreeMap<String, BTreeMap<Method, Members>> = BTreeMap::new();
    for Placed { endpoint, path } in placed(contract).0 {
        let id = path.operation_id(&names[&(endpoint.pattern.as_str(), endpoint.method)]);
        let operation = operation::operation(contract, &schemas, endpoint, &path, &id);
        paths.entry(path.template()).or_default().insert(endpoint.method, operation);
    }
    let methods = |methods: BTreeMap<Method, Members>| -> Json {
        methods
            .into_iter()
            .map(|(method, it)| (method.as_str().to_ascii_lowercase(), it.into()))
            .collect::<Members>()
            .into()
    };
    let paths: Json = paths.into_iter().map(|(path, it)| (path, methods(it))).collect::<Members>().into();
    let components = reached(&paths, variants::named(&schemas, schemas.all()));
    let document = Members::default()
        .with("openapi", "3.1.1")
        .with("info", Members::default().with("title", info.title).with("version", info.version))
        .with("servers", vec![Members::default().with("url", info.server)])
        .with("security", Json::List(Vec::new()))
        .with("paths", paths)
        .with("components", Members::default().with("schemas", components));
    json_text("x-generated", document)
}

/// The endpoints that the document has no place for.
pub fn left_out(contract: &Contract) -> Vec<LeftOut> {
    placed(contract).1
}

/// The schemas that paths refer to, and those that these refer to.
fn reached(paths: &Json, all: Members) -> Members {
    let mut needed = BTreeSet::new();
    let mut open = vec![paths];
    while let Some(json) = open.pop() {
        match json {
            Json::Plain(_) => {}
            Json::List(items) => open.extend(items),
            Json::Object(members) => {
                open.extend(members.iter().map(|(_, value)| value));
                if let Some(Json::Plain(Value::String(to))) = members.get("$ref")
                    && let Some(name) = to.strip_prefix(FOLDER)
                    && needed.insert(name)
                {
                    open.extend(all.get(name));
                }
            }
        }
    }
    let needed: BTreeSet<String> = needed.into_iter().map(str::to_owned).collect();
    all.into_iter().filter(|(name, _)| needed.contains(name)).collect()
}

/// The reason phrases of the statuses that endpoints answer with.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        303 => "See Other",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => match status / 100 {
            1 => "Information",
            2 => "Success",
            3 => "Redirection",
            4 => "Client Error",
            _ => "Server Error",
        },
    }
}
