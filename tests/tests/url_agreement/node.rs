//! The generated TypeScript, asked through Node.

#![expect(clippy::disallowed_methods, reason = "Node needs files on a disk, and a process of its own")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use rutter_codegen::{Input, NextOptions, Options, Server, plan};
use rutter_contract::Contract;
use rutter_routes::{Conventions, RouteTree};
use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;

use crate::types::{Params, Search};

/// What one side says of a text.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Answer {
    Value(Value),
    /// The messages by the path of the field, sorted.
    Errors(Vec<(String, Vec<String>)>),
}

/// The modules that were generated for some structs.
pub(crate) struct Generated {
    folder: TempDir,
    kind: &'static str,
    patterns: Vec<String>,
}

impl Generated {
    /// A page for each struct.
    pub(crate) fn search(structs: &[Search]) -> Self {
        let mut contract = Contract::default();
        for one in structs {
            let mut search = one.contract.clone();
            search.pattern = Some(format!("/{}", one.name));
            search.app = Some("web".to_owned());
            contract.search.insert(one.name.to_owned(), search);
        }
        let patterns = structs.iter().map(|one| format!("/{}", one.name)).collect();
        Self::new(&contract, "searchParams", patterns)
    }

    /// The page of each struct.
    pub(crate) fn params(structs: &[Params]) -> Self {
        let mut contract = Contract::default();
        for one in structs {
            let mut params = one.contract.clone();
            params.app = Some("web".to_owned());
            contract.params.insert(one.name.to_owned(), params);
        }
        let patterns = structs.iter().map(|one| one.pattern.to_owned()).collect();
        Self::new(&contract, "params", patterns)
    }

    fn new(contract: &Contract, kind: &'static str, patterns: Vec<String>) -> Self {
        let pages: Vec<String> = patterns.iter().map(|pattern| format!("app{pattern}/page.tsx")).collect();
        let tree = RouteTree::build(&pages, &Conventions::default());
        let server = Some(Server { contract, app: "web" });
        let (next, options) = (NextOptions::default(), Options::default());
        let folder = tempfile::tempdir().unwrap();
        for file in plan(&Input { tree: &tree, next, options, definitions: BTreeMap::new(), server }) {
            let path = folder.path().join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file.text).unwrap();
        }
        Self { folder, kind, patterns }
    }

    /// What the module of each pattern says of a query or path.
    pub(crate) fn ask(&self, asked: &[(usize, String)]) -> Vec<Answer> {
        let lines: Vec<String> = asked
            .iter()
            .map(|(at, text)| serde_json::to_string(&(&self.patterns[*at], text)).unwrap())
            .collect();
        let cases = self.folder.path().join("cases.jsonl");
        fs::write(&cases, lines.join("\n")).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("typescript/url-agreement.mjs");
        let output = Command::new("node")
            .arg(script)
            .arg(self.kind)
            .env("RUTTER_APP", self.folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = fs::read_to_string(self.folder.path().join("answers.jsonl")).unwrap();
        let answers: Vec<Answer> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(answers.len(), asked.len());
        answers
    }
}
