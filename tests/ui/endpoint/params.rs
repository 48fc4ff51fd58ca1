use rutter::axum::Params;
use rutter::{RouteParams, endpoint};

#[derive(RouteParams)]
#[rutter(endpoint = "/api/articles/[id]")]
struct ArticlePath {
    id: u32,
}

#[endpoint(GET, "/api/articles/[id]")]
async fn missing() {}

#[endpoint(GET, "/api/articles")]
async fn of_a_plain_path(_: Params<ArticlePath>) {}

#[endpoint(GET, "/api/articles/[id]")]
async fn taken_twice(_: Params<ArticlePath>, _: Params<ArticlePath>) {}

fn main() {}
