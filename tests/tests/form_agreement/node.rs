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

use crate::inputs::Pairs;

/// How a form is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Urlencoded,
    Multipart,
}

/// What one side makes of a form.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Answer {
    Value(Value),
    #[serde(rename_all = "camelCase")]
    Refused {
        status: u16,
        form_errors: Vec<String>,
        field_errors: BTreeMap<String, Vec<String>>,
        values: BTreeMap<String, Vec<String>>,
    },
}

/// What Node says of a form, and the body as Node sends it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Said {
    pub(crate) answer: Answer,
    /// The fields at which a browser would have stopped it.
    pub(crate) stopped: Vec<String>,
    /// In hexadecimal digits.
    pub(crate) body: String,
    pub(crate) content_type: String,
}

/// The modules of some forms, each of a contract of its own.
pub(crate) struct Generated(TempDir);

impl Generated {
    pub(crate) fn of<'c>(contracts: impl IntoIterator<Item = &'c Contract>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tree = RouteTree::build(&[] as &[String], &Conventions::default());
        for (at, contract) in contracts.into_iter().enumerate() {
            let server = Some(Server { contract, app: "web" });
            let options = Options { out: format!("form{at}"), ..Options::default() };
            let next = NextOptions::default();
            for file in plan(&Input { tree: &tree, next, options, definitions: BTreeMap::new(), server }) {
                let path = folder.path().join(&file.path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, file.text).unwrap();
            }
        }
        Self(folder)
    }

    /// What the strictest compiler says of the modules, each by itself.
    pub(crate) fn compile(&self) -> String {
        let typescript = Path::new(env!("CARGO_MANIFEST_DIR")).join("typescript");
        let settings = serde_json::json!({
            "extends": typescript.join("tsconfig.json"),
            "compilerOptions": { "allowJs": false, "declaration": true, "isolatedDeclarations": true, "types": [] },
            "include": ["*/**/*.ts"],
        });
        fs::write(self.0.path().join("tsconfig.json"), settings.to_string()).unwrap();
        let compiler = typescript.join("node_modules/ts7/bin/tsc");
        let output = Command::new("node").arg(compiler).current_dir(self.0.path()).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    }

    /// What the form of each number says.
    pub(crate) fn ask(&self, asked: &[(usize, Kind, Pairs)]) -> Vec<Said> {
        let line = |(at, kind, pairs): &(usize, Kind, Pairs)| {
            serde_json::to_string(&(at, *kind == Kind::Multipart, pairs)).unwrap()
        };
        let lines: Vec<String> = asked.iter().map(line).collect();
        fs::write(self.0.path().join("cases.jsonl"), lines.join("\n")).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("typescript/form-agreement.mjs");
        let output = Command::new("node").arg(script).env("RUTTER_APP", self.0.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = fs::read_to_string(self.0.path().join("answers.jsonl")).unwrap();
        let said: Vec<Said> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(said.len(), asked.len());
        said
    }
}
