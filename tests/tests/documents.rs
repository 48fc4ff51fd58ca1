//! The OpenAPI document of `examples/harbour`: what a linter says of it, and a client that another tool makes of it.

#![expect(
    clippy::disallowed_methods,
    reason = "other tools read the document from a disk, in processes of their own"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rutter_codegen::json_schema;
use rutter_codegen::openapi::{self, Info};
use rutter_contract::Contract;
use serde_json::Value;

const INFO: Info<'static> = Info { title: "Harbour", version: "1.0.0", server: "/" };

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("documents")
}

fn harbour() -> Contract {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/harbour/rutter.contract.json");
    Contract::parse(&fs::read_to_string(file).unwrap()).unwrap()
}

fn node(script: &str, args: &[&str]) {
    let output = Command::new("node").current_dir(folder()).arg(script).args(args).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
}

/// The document of the harbour in a file.
fn written() -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
    fs::write(file.path(), openapi::document(&harbour(), INFO)).unwrap();
    file
}

#[test]
fn the_documents_read_well() {
    insta::assert_snapshot!("openapi", openapi::document(&harbour(), INFO));
    insta::assert_snapshot!("schema", json_schema::document(&harbour()));
}

#[test]
fn a_document_is_json_that_carries_the_mark_of_generated_files() {
    for (text, key) in [
        (openapi::document(&harbour(), INFO), "x-generated"),
        (json_schema::document(&harbour()), "$comment"),
    ] {
        let value: Value = serde_json::from_str(&text).unwrap();
        assert!(value.is_object());
        let mark = rutter_project::GENERATED_MARK;
        assert!(text.starts_with(&format!("{{ \"{key}\": \"{mark}")), "{}", text.lines().next().unwrap());
    }
}

#[test]
fn a_linter_finds_nothing() {
    let file = written();
    let owners = r#"{ "info-license": "off", "operation-2xx-response": "off" }"#;
    node("lint.mjs", &[file.path().to_str().unwrap(), owners]);
}

/// The types compile with calls of every endpoint, and the calls reach the server.
#[test]
fn a_client_of_another_tool_calls_the_server() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_io().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", 0))).unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    runtime.spawn(async { axum::serve(listener, harbour::app(harbour::Harbour::default())).await });
    let file = written();
    node("client.mjs", &[file.path().to_str().unwrap(), &origin]);
}
