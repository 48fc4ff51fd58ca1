use rutter::SearchParams;

#[derive(SearchParams)]
struct CommaOfOne {
    #[rutter(comma)]
    tag: String,
}

#[derive(SearchParams)]
struct SameName {
    page: u32,
    #[serde(rename = "page")]
    number: u32,
}

#[derive(SearchParams)]
#[serde(deny_unknown_fields)]
struct DenyUnknown {
    page: u32,
}

#[derive(SearchParams)]
struct Flatten {
    #[serde(flatten)]
    page: u32,
}

#[derive(SearchParams)]
struct Secret {
    #[rutter(secret)]
    token: String,
}

#[derive(SearchParams)]
struct Wide {
    since: Option<i64>,
    ids: Vec<u64>,
}

#[derive(SearchParams)]
struct File {
    #[rutter(max_size = 10)]
    page: u32,
}

fn main() {}
