use rutter::endpoint;

#[endpoint(GET, "/api/posts", proxy)]
async fn list_posts() {}

fn main() {}
