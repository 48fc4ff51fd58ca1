//! Below the attribute, a policy is all that is needed.

#[rutter::contract]
struct Order {
    id: u64,
    parts: Option<Vec<usize>>,
}

fn main() {}
