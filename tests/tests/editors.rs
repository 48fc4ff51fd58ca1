//! The language server with real clients, over standard input and output: `lsp/` holds what they do.

#![expect(
    clippy::disallowed_methods,
    reason = "the clients are processes of their own, with files on a disk"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// An editor without a screen, on vscode-languageserver-protocol, works on `examples/atlas`.
#[test]
fn a_session() {
    node("session");
}

/// The server ends when its editor does.
#[test]
fn the_end_of_an_editor() {
    node("ending");
}

/// Clients that lie, never answer, or ask for a lot at once.
#[test]
fn clients_that_do_what_they_should_not() {
    node("hostile");
}

/// Runs one of the files `*.test.mjs` over a copy of an app.
fn node(test: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lsp");
    assert!(
        folder.join("node_modules").is_dir(),
        "the client is not installed: run `npm ci` in tests/lsp, or `cargo xtask ready`"
    );
    let copy = tempfile::tempdir().unwrap();
    let app = atlas(copy.path());
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=spec"]).arg(folder.join(format!("{test}.test.mjs")));
    command.env("RUTTER", env!("CARGO_BIN_EXE_rutter-under-test")).env("RUTTER_APP", app);
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
}

/// Copies `examples/atlas` into a folder.
fn atlas(folder: &Path) -> PathBuf {
    // No part of the path is a link, so that the client and the server mean one file by one name.
    let app = folder.canonicalize().unwrap().join("atlas");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/atlas"), &app);
    app
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if !entry.file_type().unwrap().is_dir() {
            fs::copy(entry.path(), target).unwrap();
        } else if entry.file_name() != "node_modules" && entry.file_name() != ".next" {
            copy(&entry.path(), &target);
        }
    }
}
