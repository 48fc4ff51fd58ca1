//! A message may use what stands in the body.

use rutter::ApiError;

#[derive(ApiError)]
enum PostError {
    #[rutter(status = 409, message = "{slug} is taken by {user}")]
    Taken { slug: String },
}

fn main() {}
