//! `rutter check` as other programs see it.

use std::sync::Arc;

use camino::Utf8Path;
use rutter_cli::{Outcome, Terminal};
use rutter_project::{MemorySystem, System as _};
use serde_json::{Value, json};

const LAYOUT: &str =
    "export default function Layout({ children }) { return <html><body>{children}</body></html> }\n";

/// Runs the command in `/ws` and gives back what it prints.
fn check(system: &Arc<MemorySystem>, args: &[&str]) -> (Outcome, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
    let args = ["rutter", "check"].iter().chain(args).map(Into::into);
    let outcome = rutter_cli::run(args, Utf8Path::new("/ws"), system.clone(), terminal);
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn files(files: &[(&str, &str)]) -> Arc<MemorySystem> {
    Arc::new(MemorySystem::with_files(files.iter().map(|(path, text)| (format!("/ws/{path}"), *text))))
}

/// The findings as `file rule`, in the order in which they are told.
fn found(json: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(json).unwrap();
    let diagnostics = report["diagnostics"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    diagnostics.map(|found| format!("{} {}", text(&found["file"]), text(&found["rule"]))).collect()
}

#[test]
fn the_json_form_is_one_object() {
    let system = files(&[
        ("web/app/layout.tsx", LAYOUT),
        ("web/app/page.tsx", "export const metadata = {}\nexport const generateMetadata = () => ({})\n"),
        ("web/lib/\u{e9}.ts", "/* \u{e9} */ // rutter-ignore error-file-not-client: x\nexport const a = 1\n"),
        ("web/app/a/page.tsx", "export default function A() { return null }\n"),
        ("web/app/(b)/a/page.tsx", "export default function B() { return null }\n"),
    ]);
    let (outcome, out, err) = check(&system, &["web", "--format", "json"]);
    assert_eq!((outcome, err.as_str()), (Outcome::Findings, ""));
    let report: Value = serde_json::from_str(&out).unwrap();
    let point = |line, column| json!({ "line": line, "column": column });
    let range = |line, start, end| json!({ "start": point(line, start), "end": point(line, end) });
    let unused = json!({
        "rule": "unused-suppression",
        "severity": "warning",
        "file": "lib/\u{e9}.ts",
        "range": range(1, 9, 50),
        "message": "`error-file-not-client` is not reported here",
        "why": "the comment suppresses nothing, and would hide what comes to be wrong here later",
        "help": "remove the comment",
        "related": [],
        "fix": {
            "title": "remove the comment",
            "safe": true,
            "edits": [{ "range": range(1, 8, 50), "text": "" }],
        },
    });
    let metadata = json!({
        "rule": "metadata-and-generate-metadata",
        "severity": "error",
        "file": "app/page.tsx",
        "range": range(1, 14, 22),
        "message": "`metadata` and `generateMetadata` are both exported",
        "why": "Next takes the metadata from one of them; `next build` refuses a file that has both",
        "help": "return the fixed part from `generateMetadata` too, and remove `metadata`",
        "related": [
            { "file": "app/page.tsx", "range": range(2, 14, 30), "message": "`generateMetadata` is exported here" },
        ],
        "fix": null,
    });
    // A problem of the tree has no place in its files.
    let tree = json!({
        "rule": "duplicate-page",
        "severity": "error",
        "file": "app/(b)/a/page.tsx",
        "range": range(1, 1, 1),
        "message": "2 pages have the URL `/a`: route groups are not part of it",
        "why": "`next build` and `next dev` stop",
        "help": "keep one of the pages, or give the others a folder outside the parentheses",
        "related": [{ "file": "app/a/page.tsx", "range": range(1, 1, 1), "message": "" }],
        "fix": null,
    });
    assert_eq!(report["diagnostics"], json!([tree, metadata, unused]));
    let stats = &report["stats"];
    assert_eq!(stats["files"], 5);
    assert_eq!((&stats["modules"]["server"], &stats["modules"]["unreached"]), (&json!(4), &json!(1)));
    assert!(stats["bytes"].as_u64().unwrap() > 200);
    assert!(stats["milliseconds"]["total"].as_f64().unwrap() > 0.0);
}

#[test]
fn what_two_apps_share_is_told_once() {
    let page = "import '../../shared/broken'\nexport default function Page() { return null }\n";
    let package = r#"{"dependencies":{"next":"16.4.6"}}"#;
    let system = files(&[
        ("pnpm-workspace.yaml", ""),
        ("a/package.json", package),
        ("a/app/layout.tsx", LAYOUT),
        ("a/app/page.tsx", page),
        ("b/package.json", package),
        ("b/app/layout.tsx", LAYOUT),
        ("b/app/page.tsx", page),
        ("b/app/error.tsx", "export default function Failed() {}\n"),
        ("shared/broken.ts", "export const = 1\n"),
    ]);
    let (_, out, _) = check(&system, &["--format", "json"]);
    assert_eq!(found(&out), ["b/app/error.tsx error-file-not-client", "shared/broken.ts syntax-error"]);

    // Writing down what one app has keeps what is known of the others.
    assert_eq!(check(&system, &["--write-baseline"]).0, Outcome::Clean);
    let baseline = || system.read_to_string("/ws/rutter-baseline.json".into()).unwrap();
    let all = baseline();
    assert_eq!(check(&system, &["--write-baseline", "--app", "a"]).0, Outcome::Clean);
    assert!(baseline().contains("b/app/error.tsx"), "{}", baseline());
    assert_eq!(check(&system, &["a", "--write-baseline"]).0, Outcome::Clean);
    assert!(baseline().contains("b/app/error.tsx"), "{}", baseline());
    let (outcome, out, _) = check(&system, &["--format", "json"]);
    assert_eq!((outcome, found(&out)), (Outcome::Clean, Vec::new()));
    assert_eq!(check(&system, &["--write-baseline"]).0, Outcome::Clean);
    assert_eq!(baseline(), all);

    // What is gone in an app that was not checked is not said to be gone.
    system.add_file("/ws/b/app/error.tsx".into(), b"'use client'\nexport default function Failed() {}\n");
    assert_eq!(found(&check(&system, &["a", "--format", "json"]).1), Vec::<String>::new());
    let gone = found(&check(&system, &["--format", "json"]).1);
    assert_eq!(gone, ["rutter-baseline.json stale-baseline"]);
}

#[test]
fn a_baseline_of_another_kind_is_refused() {
    for text in ["{", "[]", "{\"version\":9,\"files\":{}}"] {
        let system = files(&[("app/layout.tsx", LAYOUT), ("rutter-baseline.json", text)]);
        let (outcome, _, err) = check(&system, &[]);
        assert_eq!(outcome, Outcome::Failed);
        assert!(err.contains("rutter-baseline.json cannot be used"), "{err}");
        assert_eq!(check(&system, &["--write-baseline"]).0, Outcome::Clean);
    }
}

#[test]
fn a_fix_keeps_the_form_of_a_file_and_leaves_generated_ones_alone() {
    let failed = "export default function Failed() {}";
    let system = files(&[
        ("app/layout.tsx", LAYOUT),
        ("app/a/error.tsx", &format!("\u{feff}// a comment\r\n{failed}\r\n")),
        ("app/b/error.tsx", &format!("#!/usr/bin/env node\n{failed}")),
        ("app/c/error.tsx", failed),
        ("app/d/generated/error.tsx", failed),
        (".gitignore", "generated\n"),
        (".git/HEAD", ""),
    ]);
    let (outcome, _, err) = check(&system, &["--fix"]);
    assert_eq!(outcome, Outcome::Findings);
    assert!(
        err.starts_with(
            "app/d/generated/error.tsx is left as it is: git ignores it\nfixed 3 problems in 3 files\n"
        ),
        "{err}"
    );
    for (file, expected) in [
        ("a", format!("\u{feff}// a comment\r\n'use client'\r\n\r\n{failed}\r\n")),
        ("b", format!("#!/usr/bin/env node\n'use client'\n\n{failed}")),
        ("c", format!("'use client'\n\n{failed}")),
        ("d/generated", failed.to_owned()),
    ] {
        assert_eq!(
            system.read_to_string(format!("/ws/app/{file}/error.tsx").as_str().into()).unwrap(),
            expected
        );
    }
    let (_, _, err) = check(&system, &["--fix"]);
    assert!(err.contains("nothing to fix"), "{err}");
}

#[test]
fn a_folder_that_is_asked_for_is_an_app() {
    let failed = "export default function Failed() {}\n";
    let system = files(&[
        ("package.json", r#"{"workspaces":["web"]}"#),
        ("rutter.toml", "[apps.web]\npath = \"web\"\n[check.rules]\nerror-file-not-client = \"warning\"\n"),
        ("web/app/layout.tsx", LAYOUT),
        ("web/app/error.tsx", failed),
        ("fixtures/one/src/app/layout.tsx", LAYOUT),
        ("fixtures/one/src/app/error.tsx", failed),
    ]);
    // It is checked as the workspace is, though the workspace does not name it.
    let (outcome, out, _) = check(&system, &["fixtures/one", "--format", "json"]);
    assert_eq!(
        (outcome, found(&out)),
        (Outcome::Clean, vec!["src/app/error.tsx error-file-not-client".to_owned()])
    );
    for folder in [".", "web", "./web/"] {
        let (_, out, _) = check(&system, &[folder, "--format", "json"]);
        assert_eq!(found(&out).len(), 1, "{folder}");
    }
    // A folder of an app is that app.
    let (_, out, _) = check(&system, &["web/app", "--format", "json"]);
    assert_eq!(found(&out), ["error.tsx error-file-not-client"]);
}
