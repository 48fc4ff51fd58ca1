use rutter::RouteParams;

#[derive(RouteParams)]
#[rutter(route = "/blog/[id]")]
struct Near {
    id: u32,
}

#[derive(RouteParams)]
#[rutter(route = "/blog/:slug")]
struct Express {
    slug: String,
}

#[derive(RouteParams)]
#[rutter(route = "/(site)/docs/[...path]/page.tsx")]
struct Folder {
    path: Vec<String>,
}

#[derive(RouteParams)]
#[rutter(route = "/blog/[slug]", app = "admin")]
struct OtherApp {
    slug: String,
}

#[derive(RouteParams)]
#[rutter(route = "/", app = "shop")]
struct UnknownApp {}

#[derive(RouteParams)]
#[rutter(route = "/")]
struct SeveralApps {}

#[derive(RouteParams)]
#[rutter(route = "/Blog/[slug]")]
struct Case {
    slug: String,
}

#[derive(RouteParams)]
#[rutter(route = "/checkout/[step]/confirmation")]
struct Far {
    step: String,
}

fn main() {}
