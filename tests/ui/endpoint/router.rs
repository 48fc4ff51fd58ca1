use rutter::axum::{Params, router};
use rutter::{RouteParams, endpoint};

#[derive(RouteParams)]
#[rutter(endpoint = "/raw/[name]")]
struct NamePath {
    name: String,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/raw/[...path]")]
struct RestPath {
    path: Vec<String>,
}

#[endpoint(GET, "/api/articles")]
async fn list_articles() {}

#[endpoint(GET, "/api/articles")]
async fn all_articles() {}

#[endpoint(GET, "/raw/[name]")]
async fn get_name(_: Params<NamePath>) {}

#[endpoint(GET, "/raw/[...path]")]
async fn get_rest(_: Params<RestPath>) {}

fn same_requests() -> axum::Router {
    router![list_articles, all_articles]
}

fn same_place() -> axum::Router {
    router![get_name, get_rest]
}

fn main() {}
