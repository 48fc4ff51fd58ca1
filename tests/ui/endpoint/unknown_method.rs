use rutter::endpoint;

#[endpoint(FETCH, "/api/posts")]
async fn list_posts() {}

fn main() {}
