//! What the tests of this crate share: recorded answers of Next and of validators, and the table of intended differences.

pub mod console;
pub mod oracle;
pub mod random_app;
pub mod validator_oracle;
