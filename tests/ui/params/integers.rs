use rutter::RouteParams;

#[derive(RouteParams)]
#[rutter(endpoint = "/orders/[id]")]
struct NoPolicy {
    id: u64,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/orders/[id]")]
struct UnknownPolicy {
    #[rutter(integer = "bigint")]
    id: u64,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/orders/[id]")]
struct NeedlessPolicy {
    #[rutter(integer = "string")]
    id: u32,
}

fn main() {}
