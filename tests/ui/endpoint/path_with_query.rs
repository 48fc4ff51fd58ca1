use rutter::endpoint;

#[endpoint(GET, "/api/posts?page=[page]")]
async fn list_posts() {}

fn main() {}
