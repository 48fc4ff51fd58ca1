use rutter::axum::Params;
use rutter::endpoint;

#[derive(rutter::RouteParams)]
#[rutter(endpoint = "/api/posts/[id]")]
struct PostPath {
    id: u32,
}

#[endpoint(GET, "/api/posts")]
async fn list_posts(_: Params<PostPath>) {}

fn main() {}
