use rutter::RouteParams;

#[derive(RouteParams)]
#[rutter(route = "/blog/[slug]")]
struct Missing {}

#[derive(RouteParams)]
#[rutter(route = "/posts/[post-id]")]
struct MissingWithHyphen {}

#[derive(RouteParams)]
#[rutter(route = "/about")]
struct Extra {
    slug: String,
}

#[derive(RouteParams)]
#[rutter(route = "/[lang]/places/[place]")]
struct Both {
    lang: String,
    city: String,
}

#[derive(RouteParams)]
#[rutter(route = "/posts/[post-id]")]
struct Renamed {
    post_id: u32,
}

#[derive(RouteParams)]
#[rutter(route = "/feed/[id].xml")]
struct PlainText {
    id: u32,
}

fn main() {}
