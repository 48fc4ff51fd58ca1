//! A status that cannot be read is not also called missing.

use rutter::ApiError;

#[derive(ApiError)]
enum PostError {
    #[rutter(status = "404", message = "gone")]
    Text,
}

fn main() {}
