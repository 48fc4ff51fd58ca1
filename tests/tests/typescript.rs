//! Generated code under real compilers and in Node: `typescript/` holds the samples, and what must and must not compile.

#![expect(
    clippy::disallowed_methods,
    reason = "the compilers need files on a disk, and a process of their own"
)]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
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

/// The pages of `examples/harbour` with its server: what its client does, and which calls compile.
#[test]
fn a_rust_server() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_io().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", 0))).unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    runtime.spawn(async { axum::serve(listener, harbour::app(harbour::Harbour::default())).await });

    let app = tempfile::tempdir().unwrap();
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/harbour/web");
    for folder in ["app", "rutter"] {
        copy(&web.join(folder), &app.path().join(folder));
    }
    copy(&typescript().join("harbour"), app.path());
    fs::write(app.path().join("next-env.d.ts"), "/// <reference types=\"next\" />\n").unwrap();
    run(app.path(), &["compile", "client", "forms", "json-schemas"], &[("RUTTER_SERVER_URL", &origin)]);
}

/// Endpoints whose names and answers are unusual, and answers that are not what the server declares.
#[test]
fn endpoints_of_all_kinds() {
    try_sample("client", &["compile", "endpoints"]);
}

/// Schemas of zod and valibot, which can be put together, and whose types are those of `types.gen.ts`.
#[test]
fn schemas_of_libraries() {
    try_sample("validators", &["compile"]);
}

/// Generates for a copy of a sample, and runs some of the files `*.test.mjs` over it.
fn try_sample(sample: &str, tests: &[&str]) {
    let app = tempfile::tempdir().unwrap();
    copy(&typescript().join(sample), app.path());
    generate(app.path());
    run(app.path(), tests, &[]);
}

/// The folder of the compilers.
fn typescript() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("typescript");
    assert!(
        folder.join("node_modules").is_dir(),
        "the compilers are not installed: run `npm ci` in tests/typescript, or `cargo xtask ready`"
    );
    folder
}

/// Runs some of the files `*.test.mjs` over an app.
fn run(app: &Path, tests: &[&str], variables: &[(&str, &str)]) {
    let folder = typescript();
    for settings in ["tsconfig.json", "tsconfig.declarations.json"] {
        fs::copy(folder.join(settings), app.join(settings)).unwrap();
    }
    let mut command = Command::new("node");
    command.arg(folder.join("run.mjs")).arg(app).args(tests).envs(variables.iter().copied());
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
}

fn generate(app: &Path) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
    // A sample with a contract has no server to build.
    let has_contract = app.join("rutter.contract.json").is_file();
    let args =
        ["rutter", "generate"].into_iter().chain(has_contract.then_some("--no-cargo")).map(OsString::from);
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
