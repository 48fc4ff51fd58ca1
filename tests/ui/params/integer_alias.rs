use rutter::RouteParams;

type OrderId = u64;

#[derive(RouteParams)]
#[rutter(endpoint = "/orders/[id]")]
struct Alias {
    id: OrderId,
}

fn main() {}
