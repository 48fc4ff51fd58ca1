use rutter::axum::Params;
use rutter::endpoint;

struct PostPath;

#[endpoint(GET, "/api/posts/[id]")]
async fn get_post(_: Params<PostPath>) {}

fn main() {}
