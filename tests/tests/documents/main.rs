//! OpenAPI documents: what a linter and the schema of OpenAPI say of them, and a client that another tool makes.

#![expect(
    clippy::disallowed_methods,
    reason = "other tools read the document from a disk, in processes of their own"
)]

#[expect(dead_code, reason = "what it declares is asked for, not what it does")]
mod every;

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

/// The document of a contract in a file.
fn written(contract: &Contract) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
    fs::write(file.path(), openapi::document(contract, INFO)).unwrap();
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

/// Neither in the harbour's document nor in one of everything.
#[test]
fn a_linter_finds_nothing() {
    for contract in [harbour(), rutter::registry::contract().unwrap()] {
        let file = written(&contract);
        let owners =
            r#"{ "info-license": "off", "operation-2xx-response": "off", "operation-4xx-response": "off" }"#;
        node("lint.mjs", &[file.path().to_str().unwrap(), owners]);
    }
}

/// A path has one place for each method. What finds it taken is told.
#[test]
fn endpoints_without_a_place_are_told() {
    let contract = rutter::registry::contract().unwrap();
    let [left_out] = openapi::left_out(&contract).try_into().unwrap();
    assert_eq!(left_out.endpoint.1, "/every/items/[...rest]");
    assert_eq!((left_out.kept.as_str(), left_out.path.as_str()), ("/every/items/[id]", "/every/items/{id}"));
    let document: Value = serde_json::from_str(&openapi::document(&contract, INFO)).unwrap();
    let item = &document["paths"]["/every/items/{id}"];
    assert_eq!(item["get"]["operationId"], "getItem");
    assert_eq!(item["delete"]["parameters"][0]["name"], "id");
    assert_eq!(item["delete"]["parameters"][0]["schema"]["type"], "string");
}

/// Generators make types of a tagged union of its discriminator, which needs a component for each variant.
#[test]
fn a_tagged_union_has_a_discriminator() {
    let contract = rutter::registry::contract().unwrap();
    let document: Value = serde_json::from_str(&openapi::document(&contract, INFO)).unwrap();
    let schemas = &document["components"]["schemas"];
    // One that requests and responses share is taken apart once.
    assert!(schemas["AdjacentText"]["properties"]["c"].is_object());
    assert!(schemas.as_object().unwrap().keys().all(|name| !name.ends_with('_')));
    let shown = ["Internal", "InternalNode", "InternalNamedFields"].map(|name| &schemas[name]);
    insta::assert_snapshot!("tagged_union", serde_json::to_string_pretty(&shown).unwrap());
    node("client.mjs", &[written(&contract).path().to_str().unwrap(), "unions.ts"]);
}

/// The types compile with calls of every endpoint, and the calls reach the server.
#[test]
fn a_client_of_another_tool_calls_the_server() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_io().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", 0))).unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    runtime.spawn(async { axum::serve(listener, harbour::app(harbour::Harbour::default())).await });
    let file = written(&harbour());
    node("client.mjs", &[file.path().to_str().unwrap(), "calls.ts", &origin]);
}
