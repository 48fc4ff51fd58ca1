//! A module of functions. schemars takes it for a type, and says so where it is derived by hand.

#[rutter::contract]
struct Order {
    #[serde(with = "chrono::serde::ts_seconds")]
    at: chrono::DateTime<chrono::Utc>,
}

fn main() {}
