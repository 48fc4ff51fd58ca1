//! Generated code under real compilers and in Node: `typescript/` holds the samples, and what must and must not compile.

#![expect(
    clippy::disallowed_methods,
    reason = "the compilers need files on a disk, and a process of their own"
)]

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use camino::Utf8Path;
use rutter_cli::{Outcome, Terminal};
use rutter_project::OsSystem;

/// TypeScript 5.9, 6 and 7 accept and refuse what they should, and the code does what it says in Node.
#[test]
fn every_convention() {
    try_sample("sample", &["compile", "run", "property"]);
}

/// The same where the app has locales, as a segment of its routes or as a prefix before them.
#[test]
fn both_kinds_of_locales() {
    try_sample("locales", &["compile", "locales"]);
}

/// Generates for a copy of a sample, and runs some of the files `*.test.mjs` over it.
fn try_sample(sample: &str, tests: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("typescript");
    assert!(
        folder.join("node_modules").is_dir(),
        "the compilers are not installed: run `npm ci` in tests/typescript, or `cargo xtask ready`"
    );
    let app = tempfile::tempdir().unwrap();
    copy(&folder.join(sample), app.path());
    for settings in ["tsconfig.json", "tsconfig.declarations.json"] {
        fs::copy(folder.join(settings), app.path().join(settings)).unwrap();
    }
    generate(app.path());

    let output =
        Command::new("node").arg(folder.join("run.mjs")).arg(app.path()).args(tests).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
}

fn generate(app: &Path) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
    let args = ["rutter", "generate"].map(OsString::from);
    let outcome = rutter_cli::run(args, Utf8Path::from_path(app).unwrap(), Arc::new(OsSystem), terminal);
    assert_eq!(outcome, Outcome::Clean, "{}", String::from_utf8_lossy(&err));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
