use rutter::SearchParams;
use std::collections::HashMap;

#[derive(SearchParams)]
struct Nested {
    filter: HashMap<String, String>,
}

#[derive(SearchParams)]
struct TwiceOptional {
    q: Option<Option<String>>,
}

#[derive(SearchParams)]
struct OptionalList {
    tags: Option<Vec<String>>,
}

#[derive(SearchParams)]
struct Tuple {
    range: (u32, u32),
}

#[derive(SearchParams)]
struct Unit {
    k: (),
}

#[derive(SearchParams)]
struct Slice {
    q: &'static str,
}

fn main() {}
