use rutter::endpoint;

#[endpoint(GET, "/api/posts")]
struct ListPosts;

fn main() {}
