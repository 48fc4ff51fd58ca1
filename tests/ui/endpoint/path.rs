use rutter::endpoint;

#[endpoint(GET, "api/articles")]
async fn without_slash() {}

#[endpoint(GET, "/api/articles/")]
async fn slash_at_the_end() {}

#[endpoint(GET, "/api/articles/{id}")]
async fn of_another_router() {}

#[endpoint(GET, "/api/articles?page=[page]")]
async fn with_query() {}

#[endpoint(GET, "/raw/[...path]/source")]
async fn goes_on_after_a_catch_all() {}

#[endpoint(GET, "/(shop)/articles")]
async fn a_folder() {}

#[endpoint(GET, "/raw/[id]/[id]")]
async fn a_name_twice() {}

#[endpoint(GET, "/raw/[id].json")]
async fn plain_text_to_next() {}

fn main() {}
