use rutter::endpoint;

#[endpoint(GET, "api/posts")]
async fn list_posts() {}

fn main() {}
