//! Requests through the extractors of `rutter::axum`, as the documents beside this file show them, and hostile ones.

#![expect(clippy::disallowed_methods, reason = "a test reads its documents from the disk")]

mod app;
mod document;
mod hostile;

use std::fmt::Write as _;
use std::path::Path;

/// Each document says what is answered. `UPDATE=1 cargo test` writes what is answered now, to be reviewed.
#[tokio::test]
async fn documents() {
    let update = std::env::var("UPDATE").is_ok();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/requests");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = String::new();
    for path in paths {
        let expected = std::fs::read_to_string(&path).unwrap();
        let actual = document::run(&expected, &app::router()).await;
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
