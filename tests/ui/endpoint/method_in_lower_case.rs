use rutter::endpoint;

#[endpoint(get, "/api/posts")]
async fn list_posts() {}

fn main() {}
