//! The generated schemas, asked through Node.

#![expect(clippy::disallowed_methods, reason = "Node needs files on a disk, and a process of its own")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use rutter_codegen::{Input, NextOptions, Options, Responses, Server, Validators, plan};
use rutter_contract::Contract;
use rutter_routes::{Conventions, RouteTree};
use serde::Deserialize;
use tempfile::TempDir;

/// How many values are asked at a time.
const AT_ONCE: usize = 100_000;

/// What TypeScript says of a value.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The text in which the value is sent; empty where JSON cannot hold it.
    pub(crate) sent: String,
    pub(crate) read: Read,
}

#[derive(Debug)]
pub(crate) enum Read {
    /// The parsed value, as JSON.
    Value(String),
    Issues(Vec<Issue>),
}

/// Path, code and message.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Issue(pub(crate) Vec<Step>, pub(crate) String, pub(crate) String);

#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(untagged)]
pub(crate) enum Step {
    Index(usize),
    Key(String),
}

/// The schemas that were generated for a contract.
pub(crate) struct Generated {
    folder: TempDir,
}

impl Generated {
    pub(crate) fn new(contract: &Contract) -> Self {
        let generated = Self::empty();
        for validators in [Validators::Zod, Validators::Valibot] {
            generated.write_contract("", contract, validators);
        }
        generated
    }

    /// None yet.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Writes those of a contract into a folder of their own.
    pub(crate) fn write_contract(&self, folder: &str, contract: &Contract, validators: Validators) {
        let tree = RouteTree::build(&["app/page.tsx"], &Conventions::default());
        let options = Options { responses: Responses::Always, validators, ..Options::default() };
        let definitions = BTreeMap::new();
        let server = Some(Server { contract, app: "web" });
        let next = NextOptions::default();
        for file in plan(&Input { tree: &tree, next, options, definitions, server }) {
            let path = self.folder.path().join(folder).join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file.text).unwrap();
        }
    }

    /// What schemas say of JSON texts.
    pub(crate) fn ask(&self, cases: &[(String, String)]) -> Vec<Answer> {
        cases.chunks(AT_ONCE).flat_map(|cases| self.ask_some(cases)).collect()
    }

    /// What a script of `tests/typescript` prints about the files.
    pub(crate) fn run(&self, script: &str) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("typescript").join(script);
        let output = Command::new("node").arg(script).env("RUTTER_APP", self.folder.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Writes a file beside the generated ones.
    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    /// Writes what a script is to ask: for each case what it is about, and a JSON text.
    pub(crate) fn write_cases(&self, cases: &[(String, String)]) {
        let mut lines = String::new();
        for (about, text) in cases {
            writeln!(lines, "{about} {text}").unwrap();
        }
        self.write("cases.jsonl", lines.trim_end());
    }

    fn ask_some(&self, cases: &[(String, String)]) -> Vec<Answer> {
        self.write_cases(cases);
        self.run("value-agreement.mjs");
        let text = fs::read_to_string(self.folder.path().join("answers.txt")).unwrap();
        let lines: Vec<&str> = text.split('\n').collect();
        let (answers, []) = lines.as_chunks::<2>() else { panic!("an odd number of lines") };
        assert_eq!(answers.len(), cases.len());
        answers
            .iter()
            .map(|[sent, read]| {
                let read = match read.strip_prefix('=') {
                    Some(value) => Read::Value(value.to_owned()),
                    None => Read::Issues(serde_json::from_str(read.trim_start_matches('!')).unwrap()),
                };
                Answer { sent: (*sent).to_owned(), read }
            })
            .collect()
    }
}
