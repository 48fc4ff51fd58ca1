//! A case that serde does not have is told though serde is not derived.

use rutter::{ApiError, SearchParams, TextValue};

#[derive(SearchParams)]
#[serde(rename_all = "camel")]
struct Listing {
    per_page: Option<u32>,
}

#[derive(TextValue)]
#[serde(rename_all(serialize = "kebab-case", deserialize = "kebab"))]
enum Sort {
    NewestFirst,
}

#[derive(ApiError)]
enum PostError {
    #[rutter(status = 404, message = "there is no such post")]
    #[serde(rename_all = "Camel")]
    NotFound { post_id: u32 },
}

fn main() {}
