//! Where the attributes stand, and what they write anyway.

#[rutter::contract(integers = "string")]
struct Order {
    id: u64,
}

#[rutter::contract]
#[derive(Debug, rutter::Contract)]
struct Line {
    article: String,
}

#[rutter::form]
#[rutter::contract]
struct SignUp {
    name: String,
}

#[rutter::contract]
fn function() {}

#[rutter::contract]
union Number {
    whole: u32,
    part: f32,
}

fn orders() -> Vec<(Order, Line, SignUp)> {
    println!("{:?}", Line { article: String::new() });
    Vec::new()
}

fn main() {}
