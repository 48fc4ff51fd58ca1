use rutter::RouteParams;

#[derive(RouteParams)]
#[rutter(endpoint = "/blog/[slug]")]
struct Attributes {
    #[rutter(default)]
    slug: String,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/docs/[...path]")]
struct Comma {
    #[rutter(comma)]
    path: Vec<String>,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/reset/[token]")]
struct Secret {
    #[rutter(secret)]
    token: String,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/blog/[slug]")]
struct ThroughSerde {
    #[serde(with = "elsewhere")]
    slug: String,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/blog/[slug]")]
struct TwoNames {
    #[serde(rename(serialize = "slug", deserialize = "name"))]
    slug: String,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/blog/[slug]")]
struct UnknownKey {
    #[rutter(rename = "slug")]
    name: String,
}

fn main() {}
