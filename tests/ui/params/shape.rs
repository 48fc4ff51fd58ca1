use rutter::RouteParams;

#[derive(RouteParams)]
#[rutter(endpoint = "/blog/[slug]")]
struct Tuple(String);

#[derive(RouteParams)]
#[rutter(endpoint = "/blog/[slug]")]
enum Enum {
    Slug,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/blog/[slug]")]
struct Generic<T> {
    slug: T,
}

#[derive(RouteParams)]
#[rutter(route = "/blog/[slug]")]
struct Borrowed<'a> {
    slug: &'a str,
}

#[derive(RouteParams)]
#[rutter(route = "/docs/[...path]")]
struct File {
    path: std::path::PathBuf,
}

fn main() {}
