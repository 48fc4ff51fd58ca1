//! Sends the same requests to the same routes, made with rutter or with axum alone: what `cargo xtask bench requests` measures.
//!
//! `requests rutter|axum ROUTE COUNT`, where the route is `post` (path, query and a body in JSON), `note` (a body without rules)
//! or `get` (path and query).

#![expect(clippy::print_stderr, reason = "a program for the person who starts it")]

use std::process::ExitCode;

use axum::Router;
use axum::body::{Body, HttpBody as _};
use axum::extract::{Path, Query};
use axum::http::{Request, StatusCode};
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use rutter::axum::{Json, Params, Search, router};
use rutter::{Contract, RouteParams, SearchParams, endpoint};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tower::Service as _;
use validator::Validate;

#[derive(RouteParams)]
#[rutter(endpoint = "/api/shops/[shop]/orders/[order]")]
struct OrderPath {
    shop: String,
    order: u32,
}

#[derive(Deserialize)]
struct PlainOrderPath {
    shop: String,
    order: u32,
}

#[derive(SearchParams)]
struct OrderSearch {
    #[rutter(default = 1)]
    page: u32,
    sort: Option<Sort>,
    q: Option<String>,
}

#[derive(Deserialize)]
struct PlainOrderSearch {
    #[serde(default = "one")]
    page: u32,
    sort: Option<Sort>,
    q: Option<String>,
}

fn one() -> u32 {
    1
}

#[derive(Clone, Copy, Deserialize, Serialize, JsonSchema, Contract)]
#[serde(rename_all = "kebab-case")]
enum Sort {
    NewestFirst,
    CheapestFirst,
}

#[derive(Deserialize, Serialize, JsonSchema, Validate, Contract)]
#[serde(rename_all = "camelCase")]
struct NewOrder {
    #[validate(length(min = 1, max = 80))]
    customer: String,
    #[validate(email)]
    contact_email: String,
    #[validate(length(min = 1, max = 100), nested)]
    lines: Vec<OrderLine>,
    note: Option<String>,
    #[serde(default)]
    gift: bool,
}

#[derive(Deserialize, Serialize, JsonSchema, Validate, Contract)]
#[serde(rename_all = "camelCase")]
struct OrderLine {
    #[validate(length(min = 3, max = 20))]
    article: String,
    #[validate(range(min = 1, max = 1000))]
    count: u16,
    price: f64,
}

#[derive(Deserialize, Serialize, JsonSchema, Contract)]
#[serde(rename_all = "camelCase")]
struct Note {
    title: String,
    body: String,
    stars: u8,
    tags: Vec<String>,
}

#[derive(Serialize, JsonSchema, Contract)]
struct Total {
    shop: String,
    order: u32,
    page: u32,
    letters: u32,
    sum: f64,
}

fn total(shop: String, order: u32, page: u32, new: &NewOrder) -> Total {
    let articles = new.lines.iter().map(|line| line.article.len()).sum::<usize>();
    let texts = new.customer.len() + new.contact_email.len() + new.note.as_ref().map_or(0, String::len);
    let letters = (articles + texts + usize::from(new.gift)) as u32;
    let sum = new.lines.iter().map(|line| line.price * f64::from(line.count)).sum();
    Total { shop, order, page, letters, sum }
}

fn weight(sort: Option<Sort>, q: Option<&str>) -> u32 {
    sort.map_or(0, |sort| sort as u32) + u32::from(q.is_some())
}

#[endpoint(POST, "/api/shops/[shop]/orders/[order]")]
async fn create_order(
    Params(path): Params<OrderPath>,
    Search(search): Search<OrderSearch>,
    Json(new): Json<NewOrder>,
) -> Json<Total> {
    Json(total(path.shop, path.order, search.page + weight(search.sort, search.q.as_deref()), &new))
}

async fn plain_create_order(
    Path(path): Path<PlainOrderPath>,
    Query(search): Query<PlainOrderSearch>,
    axum::Json(new): axum::Json<NewOrder>,
) -> axum::response::Response {
    if let Err(errors) = new.validate() {
        return (StatusCode::UNPROCESSABLE_ENTITY, axum::Json(errors)).into_response();
    }
    let page = search.page + weight(search.sort, search.q.as_deref());
    axum::Json(total(path.shop, path.order, page, &new)).into_response()
}

#[endpoint(GET, "/api/shops/[shop]/orders/[order]")]
async fn get_order(Params(path): Params<OrderPath>, Search(search): Search<OrderSearch>) -> Json<u32> {
    Json(path.shop.len() as u32 + path.order + search.page + weight(search.sort, search.q.as_deref()))
}

async fn plain_get_order(
    Path(path): Path<PlainOrderPath>,
    Query(search): Query<PlainOrderSearch>,
) -> axum::Json<u32> {
    axum::Json(path.shop.len() as u32 + path.order + search.page + weight(search.sort, search.q.as_deref()))
}

#[endpoint(POST, "/api/notes")]
async fn add_note(Json(note): Json<Note>) -> Json<Note> {
    Json(note)
}

async fn plain_add_note(axum::Json(note): axum::Json<Note>) -> axum::Json<Note> {
    axum::Json(note)
}

const ORDER: &str = "/api/shops/hans%20%26%20co/orders/4711?page=2&sort=cheapest-first&q=blue+paint";

const NEW_ORDER: &str = r#"{"customer": "Ada Lovelace", "contactEmail": "ada@example.com", "lines": [
{"article": "BRUSH-3", "count": 2, "price": 4.5}, {"article": "PAINT-BLUE", "count": 12, "price": 19.95},
{"article": "CANVAS", "count": 1, "price": 80}], "note": "Leave it at the door, please.", "gift": true}"#;

const NOTE: &str =
    r#"{"title": "Tides", "body": "High water at ten past four.", "stars": 4, "tags": ["sea", "time"]}"#;

fn request(route: &str) -> Option<Request<Body>> {
    let post = |path: &str, body: &'static str| {
        Request::post(path).header("content-type", "application/json").body(Body::from(body))
    };
    match route {
        "post" => post(ORDER, NEW_ORDER).ok(),
        "note" => post("/api/notes", NOTE).ok(),
        "get" => Request::get(ORDER).body(Body::empty()).ok(),
        _ => None,
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [side, route, count] = words.as_slice() else {
        eprintln!("usage: requests rutter|axum post|note|get COUNT");
        return ExitCode::FAILURE;
    };
    let mut app: Router = if side == "rutter" {
        router![create_order, get_order, add_note]
    } else {
        Router::new()
            .route("/api/shops/{shop}/orders/{order}", get(plain_get_order).post(plain_create_order))
            .route("/api/notes", post(plain_add_note))
    };
    let mut bytes = 0;
    for _ in 0..count.parse().unwrap_or(0) {
        let Some(request) = request(route) else { return ExitCode::FAILURE };
        let Ok(answer) = app.call(request).await;
        if answer.status() != StatusCode::OK {
            eprintln!("the answer is {}", answer.status());
            return ExitCode::FAILURE;
        }
        bytes += answer.body().size_hint().lower();
    }
    eprintln!("{bytes} bytes");
    ExitCode::SUCCESS
}
