//! The contract that the binary exports, as `rutter generate` asks for it.

#![expect(clippy::disallowed_methods, reason = "a test runs the example and reads what it writes")]

use std::process::Command;

use rutter::contract::Export;

#[test]
fn the_contract_of_the_harbour() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("contract.json");
    let export = || {
        let output =
            Command::new(env!("CARGO_BIN_EXE_harbour")).env("RUTTER_EXPORT", &path).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read_to_string(&path).unwrap()
    };
    let text = export();
    assert_eq!(export(), text, "the contract is the same every time");
    assert!(text.ends_with("}\n"));
    let Export { contract, crates } = Export::parse(&text).unwrap();
    assert_eq!(contract.endpoints.len(), 6);
    assert_eq!(crates, ["harbour"]);
    // Nothing is left beside the file.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../rutter.contract.json");
    let committed = std::fs::read_to_string(committed).unwrap();
    // The file is what `rutter generate` writes.
    assert!(contract.to_text() == committed, "rutter.contract.json is not up to date; run `rutter generate`");
}

/// A file that cannot be written is said, and the server does not start in place of the export.
#[test]
fn a_path_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nowhere/contract.json");
    let output = Command::new(env!("CARGO_BIN_EXE_harbour")).env("RUTTER_EXPORT", &path).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: the contract cannot be written to "), "{said}");
    assert!(output.stdout.is_empty());
}
