use rutter::RouteParams;
use std::collections::HashMap;

#[derive(RouteParams)]
#[rutter(route = "/blog/[slug]")]
struct OptionalSegment {
    slug: Option<String>,
}

#[derive(RouteParams)]
#[rutter(route = "/blog/[slug]")]
struct ListOfOne {
    slug: Vec<String>,
}

#[derive(RouteParams)]
#[rutter(route = "/docs/[...path]")]
struct OneOfList {
    path: String,
}

#[derive(RouteParams)]
#[rutter(route = "/docs/[...path]")]
struct OptionalOfList {
    path: Option<Vec<String>>,
}

#[derive(RouteParams)]
#[rutter(route = "/shop/[[...filters]]")]
struct OneOfOptionalList {
    filters: Option<String>,
}

#[derive(RouteParams)]
#[rutter(route = "/blog/[slug]")]
struct NoText {
    slug: HashMap<String, String>,
}

fn main() {}
