use rutter::RouteParams;

#[derive(RouteParams)]
#[rutter(endpoint = "/users/{id}")]
struct Axum {
    id: u32,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/docs/[...path]/edit")]
struct CatchAllFirst {
    path: Vec<String>,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/blog/[slug]", route = "/blog/[slug]")]
struct BothRouteAndEndpoint {
    slug: String,
}

#[derive(RouteParams)]
struct Neither {
    slug: String,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/blog/[slug]", app = "web")]
struct EndpointOfAnApp {
    slug: String,
}

fn main() {}
