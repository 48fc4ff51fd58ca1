//! The language server with real clients, over standard input and output: `lsp/` holds what they do.

#![expect(
    clippy::disallowed_methods,
    reason = "the clients are processes of their own, with files on a disk"
)]
#![expect(clippy::print_stderr, reason = "who has no Neovim is told that it was not tried")]

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

/// The path that docs/editors.md shows, in a Neovim that is configured as it says, where there is one.
#[cfg(unix)]
#[test]
fn neovim() {
    let Ok(version) = Command::new("nvim").arg("--version").output() else {
        eprintln!("there is no `nvim` here: install Debian's package neovim to try it");
        return;
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let (programs, captured) = (folder.path().join("bin"), folder.path().join("captured"));
    fs::create_dir(&programs).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_rutter-under-test"), programs.join("rutter")).unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths([programs].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let doc = root.join("../docs/editors.md");
    let mut command = Command::new("nvim");
    command.args(["--headless", "-i", "NONE", "-u", "NONE", "-S"]).arg(root.join("lsp/nvim/screen.lua"));
    command.current_dir(atlas(folder.path())).env("PATH", path);
    for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
        command.env(variable, folder.path());
    }
    command.env("EDITORS", &doc).env("CAPTURE", &captured);
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    // Another Neovim draws some things differently.
    if version.stdout.starts_with(b"NVIM v0.7.") {
        shown_in(&doc, &fs::read_to_string(captured).unwrap());
    }
}

/// Whether each capture, below a line with `# ` and its title, is what a page shows; with `UPDATE=1` it is from then on.
fn shown_in(doc: &Path, captured: &str) {
    let mut page = fs::read_to_string(doc).unwrap();
    let captures: Vec<_> = captured.split("# ").filter_map(|capture| capture.split_once('\n')).collect();
    assert!(captures.len() >= 2, "{captured}");
    for (title, screen) in captures {
        let opening = format!("```text Neovim: {title}\n");
        let start = page.find(&opening).expect("the page has a place for each capture") + opening.len();
        let end = start + page[start..].find("```\n").expect("a block has an end");
        let screen = format!("{}\n", screen.trim_end());
        if std::env::var_os("UPDATE").is_some() {
            page.replace_range(start..end, &screen);
        } else {
            assert_eq!(page[start..end], screen, "what docs/editors.md shows; `UPDATE=1` writes it");
        }
    }
    fs::write(doc, page).unwrap();
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
