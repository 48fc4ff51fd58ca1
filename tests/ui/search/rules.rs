use rutter::{RouteParams, SearchParams};
use validator::Validate;

#[derive(Validate, SearchParams)]
struct Limits {
    #[validate(range(min = 10, max = 1))]
    page: u32,
}

#[derive(Validate, SearchParams)]
struct WrongType {
    #[validate(email)]
    page: u32,
}

#[derive(SearchParams)]
struct NotDerived {
    #[validate(range(min = 1))]
    page: u32,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/blog/[slug]")]
struct NotDerivedEither {
    #[validate(length(min = 1))]
    slug: String,
}

fn main() {}
