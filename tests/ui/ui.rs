//! Every mistake that the macros find: a case is a file in the folder of its topic, with what the compiler says beside it.
//!
//! `cargo test -p rutter-ui -- ui trybuild=params/` runs some of them; `TRYBUILD=overwrite` in front of it writes down what the
//! compiler says now, to be read as a user would read it.

use std::path::Path;

/// The cases are compiled in a crate in the target folder, from where `rutter.routes` is looked for upwards.
const CRATE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/../tests/trybuild/rutter-ui");

#[test]
#[expect(clippy::disallowed_methods, reason = "a test makes the files that it is about")]
fn ui() {
    std::fs::create_dir_all(CRATE).unwrap();
    std::fs::write(Path::new(CRATE).join("rutter.routes"), include_str!("rutter.routes")).unwrap();
    trybuild::TestCases::new().compile_fail("*/*.rs");
}
