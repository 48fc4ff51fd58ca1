use rutter::axum::Params;
use rutter::{RouteParams, endpoint};

#[derive(RouteParams)]
#[rutter(endpoint = "/api/posts/[number]")]
struct PostPath {
    number: u32,
}

// The app `web` has a route handler `/api/posts/[id]`: the same paths.
#[endpoint(GET, "/api/posts/[number]")]
async fn served_by_next(_: Params<PostPath>) {}

#[endpoint(POST, "/api/posts/[number]", proxied)]
async fn proxied(_: Params<PostPath>) {}

#[endpoint(GET, "/api/articles", proxied)]
async fn proxied_by_nothing() {}

fn main() {}
