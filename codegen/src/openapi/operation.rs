//! One endpoint.

use rutter_contract::{Body, BodyKind, Contract, Endpoint, Presence, Response, Type, UrlField, UrlList};

use super::path::{Path, PathParam, is_long};
use super::{form, reason};
use crate::json::Members;
use crate::json_schema::{Direction, Schemas, described};

pub(super) fn operation(
    contract: &Contract,
    schemas: &Schemas<'_>,
    endpoint: &Endpoint,
    path: &Path,
    id: &str,
) -> Members {
    let declared = endpoint.params.as_ref().and_then(|params| contract.params.get(params));
    let search = endpoint.search.as_ref().and_then(|search| contract.search.get(search));
    let in_path = path.params().map(|param| {
        let is_it = |field: &&UrlField| field.name == param.param.name;
        let field = declared.and_then(|params| params.fields.iter().find(is_it));
        path_param(schemas, param, field)
    });
    let in_query = search.iter().flat_map(|search| &search.fields).map(|field| query_param(schemas, field));
    let params: Vec<Members> = in_path.chain(in_query).collect();
    let doc = endpoint.doc.as_deref().unwrap_or_default();
    let (summary, rest) = doc.split_once("\n\n").unwrap_or((doc, ""));
    let some = |text: &str| Some(text.trim().replace('\n', " ")).filter(|text| !text.is_empty());
    let responses: Members = endpoint
        .responses
        .iter()
        .map(|(status, response)| (status.to_string(), self::response(schemas, *status, response).into()))
        .collect();
    Members::default()
        .with("operationId", id)
        .with("summary", some(summary).unwrap_or_else(|| sentence(&endpoint.name)))
        .with_some("description", Some(rest.trim()).filter(|rest| !rest.is_empty()))
        .with_some("parameters", Some(params).filter(|params| !params.is_empty()))
        .with_some("requestBody", endpoint.body.as_ref().map(|body| self::body(contract, schemas, body)))
        .with("responses", responses)
}

/// The name of a handler in words, for one without a doc comment: `list_posts` gives `List posts`.
fn sentence(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut chars = words.trim().chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

fn path_param(
    schemas: &Schemas<'_>,
    PathParam { param, name }: &PathParam,
    field: Option<&UrlField>,
) -> Members {
    let text = || Members::default().with("type", "string");
    let (schema, doc) = match field {
        Some(field) if !is_long(param) => (value(schemas, field), field.doc.as_deref()),
        field => (text(), field.and_then(|field| field.doc.as_deref())),
    };
    let of_any_length = "One segment or more, with `/` between them.";
    let doc = match (is_long(param), doc) {
        (true, Some(doc)) => Some(format!("{doc}\n\n{of_any_length}")),
        (true, None) => Some(of_any_length.to_owned()),
        (false, doc) => doc.map(str::to_owned),
    };
    described(Members::default().with("name", name.as_str()).with("in", "path"), doc.as_deref(), &[])
        .with("required", true)
        .with_some("x-catch-all", is_long(param).then_some(true))
        .with("schema", schema)
}

fn query_param(schemas: &Schemas<'_>, field: &UrlField) -> Members {
    let param = Members::default().with("name", field.name.as_str()).with("in", "query");
    let mut schema = value(schemas, field);
    if let Presence::Default(default) = &field.presence {
        schema.set("default", default);
    }
    described(param, field.doc.as_deref(), &[])
        .with_some("required", field.presence.is_required().then_some(true))
        .with_some("style", field.list.map(|_| "form"))
        .with_some("explode", field.list.map(|list| list == UrlList::Repeated))
        .with("schema", schema)
}

/// The values of a param.
fn value(schemas: &Schemas<'_>, field: &UrlField) -> Members {
    schemas.write(Direction::Request, |writer| {
        let ty = match (&field.list, &field.ty) {
            (None, Type::Nullable { of }) => of.as_ref(),
            (_, ty) => ty,
        };
        let one = writer.schema(ty);
        let (schema, ty) = match field.list {
            None => (one, ty.clone()),
            Some(_) => {
                let list = Type::List { of: Box::new(ty.clone()), unique: false, count: None };
                (Members::default().with("type", "array").with("items", one), list)
            }
        };
        described(writer.ruled(schema, &ty, &field.rules), None, &field.rules)
    })
}

fn body(contract: &Contract, schemas: &Schemas<'_>, body: &Body) -> Members {
    let content = match body.kind {
        BodyKind::Json => {
            let schema = schemas.schema(&body.ty, Direction::Request);
            Members::default().with("application/json", Members::default().with("schema", schema))
        }
        BodyKind::Form => form::content(contract, schemas, &body.ty),
    };
    Members::default().with("required", true).with("content", content)
}

fn response(schemas: &Schemas<'_>, status: u16, response: &Response) -> Members {
    let location = (300..400).contains(&status).then(|| {
        let schema = Members::default().with("type", "string").with("format", "uri-reference");
        let header = Members::default().with("description", "Where to go on.").with("schema", schema);
        Members::default().with("Location", header)
    });
    let mut bodies: Vec<Members> =
        response.bodies.iter().map(|ty| schemas.schema(ty, Direction::Response)).collect();
    let schema = match bodies.len() {
        0 => None,
        1 => bodies.pop(),
        _ => Some(Members::default().with("anyOf", bodies)),
    };
    // Every error of a server with Rutter is a problem of RFC 9457.
    let media_type = if status < 400 { "application/json" } else { "application/problem+json" };
    Members::default().with("description", reason(status)).with_some("headers", location).with_some(
        "content",
        schema.map(|schema| Members::default().with(media_type, Members::default().with("schema", schema))),
    )
}
