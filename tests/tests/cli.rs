//! The command line, as the documents in `cli/` show it.

#![expect(clippy::disallowed_methods, reason = "a test reads its documents from the disk")]

use std::fmt::Write as _;
use std::path::Path;

/// Each document prints what it says it prints. `UPDATE=1 cargo test` writes what is printed now, to be reviewed.
#[test]
fn documents() {
    let update = std::env::var("UPDATE").is_ok();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cli");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = String::new();
    for path in paths {
        let expected = std::fs::read_to_string(&path).unwrap();
        let actual = rutter_tests::console::run(&expected);
        if actual == expected {
            continue;
        }
        if update {
            std::fs::write(&path, actual).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(&expected, &actual);
            writeln!(wrong, "{}\n{}", path.display(), diff.unified_diff().context_radius(3)).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
