//! What the tests of this crate share: Next's recorded answers, and the table of intended differences.

pub mod console;
pub mod oracle;
pub mod random_app;
