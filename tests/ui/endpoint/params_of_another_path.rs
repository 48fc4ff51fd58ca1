use rutter::axum::Params;
use rutter::{RouteParams, endpoint};

#[derive(RouteParams)]
#[rutter(endpoint = "/api/articles/[id]")]
struct ArticlePath {
    id: u32,
}

#[endpoint(GET, "/api/authors/[id]")]
async fn get_author(_: Params<ArticlePath>) {}

fn main() {}
