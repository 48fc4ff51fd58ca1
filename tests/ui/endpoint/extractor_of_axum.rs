use rutter::endpoint;

#[endpoint(GET, "/api/posts/[id]")]
async fn get_post(_: axum::extract::Path<u32>, _: axum::extract::Query<Vec<String>>) {}

fn main() {}
