use rutter::endpoint;

#[endpoint(GET, "/api/posts")]
async fn list_posts() -> String {
    String::new()
}

fn main() {}
