use rutter::axum::Params;
use rutter::endpoint;

#[derive(rutter::RouteParams)]
#[rutter(endpoint = "/api/posts/[id]")]
struct PostPath {
    id: u32,
}

#[endpoint(GET, "/api/articles/[id]")]
async fn get_article(_: Params<PostPath>) {}

fn main() {}
