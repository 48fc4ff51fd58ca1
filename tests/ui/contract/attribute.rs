//! `#[rutter::contract]` says each mistake once, though it writes several derives.

#[rutter::contract]
struct Order {
    #[validate(email)]
    id: u32,
    #[rutter(integers = "string")]
    count: u64,
}

#[rutter::contract(response)]
struct Orders {
    #[validate(nested)]
    all: Vec<Order>,
}

#[rutter::form]
enum Kind {
    Cheap,
    Dear,
}

fn main() {}
