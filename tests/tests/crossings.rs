//! What crosses, by Rutter and by TypeScript's own checker: `crossings/` holds the scripts, and an app to judge.

#![expect(clippy::disallowed_methods, reason = "the checker needs files on a disk, and a process of its own")]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use camino::Utf8Path;
use rutter_cli::{Outcome, Terminal};
use rutter_project::OsSystem;

/// The oracle says of each line of the sample what stands behind it.
#[test]
fn the_oracle_is_right_about_the_sample() {
    node(&["--test".as_ref(), &folder().join("oracle.test.mjs")]);
}

/// Rutter calls nothing non-serializable that the checker calls serializable, finds what it finds, and knows as much.
#[test]
fn rutter_agrees_with_the_checker() {
    let results = tempfile::tempdir().unwrap();
    let (checker, rutter) = (results.path().join("checker.jsonl"), results.path().join("rutter.jsonl"));
    let sample = folder().join("sample");
    fs::write(&checker, node(&[&folder().join("oracle.mjs"), &sample])).unwrap();
    fs::write(&rutter, crossings(&sample)).unwrap();
    node(&[&folder().join("compare.mjs"), &checker, &rutter]);
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("crossings");
    assert!(
        folder.join("node_modules").is_dir(),
        "the checker is not installed: run `npm ci` in tests/crossings, or `cargo xtask ready`"
    );
    folder
}

/// What a script prints. One that fails fails the test.
fn node(args: &[&Path]) -> String {
    let output = Command::new("node").args(args).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

fn crossings(app: &Path) -> Vec<u8> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
    let args = ["rutter", "crossings", "--format", "json"].map(OsString::from);
    let outcome = rutter_cli::run(args, Utf8Path::from_path(app).unwrap(), Arc::new(OsSystem), terminal);
    assert_eq!(outcome, Outcome::Clean, "{}", String::from_utf8_lossy(&err));
    out
}
