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

fn main() {}
