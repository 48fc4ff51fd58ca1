use rutter::{SearchParams, TextValue};

#[derive(TextValue)]
enum WithData {
    One(u32),
    Two,
}

#[derive(TextValue)]
struct TwoFields {
    a: u32,
    b: u32,
}

enum Underived {
    A,
}

#[derive(SearchParams)]
struct Search {
    sort: Underived,
    other: Option<WithData>,
}

fn main() {}
