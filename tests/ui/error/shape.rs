//! An error is an enum.

use rutter::ApiError;

#[derive(ApiError)]
#[rutter(status = 404)]
struct NotFound;

#[derive(ApiError)]
enum Generic<T> {
    #[rutter(status = 404, message = "gone")]
    Gone(#[serde(skip)] T),
}

fn main() {}
