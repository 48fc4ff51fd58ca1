use rutter::endpoint;

#[endpoint]
async fn nothing_stated() {}

#[endpoint(FETCH, "/api/articles")]
async fn unknown_method() {}

#[endpoint(get, "/api/articles")]
async fn method_in_lower_case() {}

#[endpoint("GET", "/api/articles")]
async fn method_as_text() {}

#[endpoint(GET)]
async fn path_missing() {}

#[endpoint(GET, "/api/articles", proxy)]
async fn unknown_option() {}

#[endpoint(GET, "/api/articles")]
struct NoFunction;

#[endpoint(method = GET, path = "/api/articles")]
async fn with_names() {}

#[endpoint(GET, "/api/articles", proxied = true)]
async fn proxied_with_value() {}

fn main() {}
