//! An error says what is wrong, or its attributes do.

use rutter::ApiError;

#[derive(ApiError)]
enum PostError {
    #[rutter(status = 404)]
    NotFound,
    #[rutter(status = 500)]
    Own,
}

fn main() {}
