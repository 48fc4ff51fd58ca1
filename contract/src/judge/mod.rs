//! Whether a JSON value is what a type asks for: the one definition that Rust and TypeScript follow.

mod issue;

pub use issue::{Issue, Path, Step};
