//! Each variant has a status of an error.

use rutter::ApiError;

#[derive(ApiError)]
enum PostError {
    NotFound,
    #[rutter(status = 200, message = "fine")]
    Fine,
    #[rutter(status = 600, message = "more")]
    More,
}

fn main() {}
