//! What `rutter check` does with files that are broken, hostile or not there. Each is said once and clearly, and the
//! rest of the app is still checked: a file with a known mistake stands beside each of them.

#![expect(clippy::disallowed_methods, reason = "these tests make the files that the command then meets")]

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use camino::Utf8Path;
use rutter_cli::{Outcome, Terminal};
use rutter_project::{MemorySystem, Operation, OsSystem, System};
use serde_json::Value;
use tempfile::TempDir;

const LAYOUT: &str =
    "export default function Layout({ children }) { return <html><body>{children}</body></html> }\n";

/// A page that imports what is in `imports`, and an error file that is not a client component.
fn app(imports: &[&str], files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let imports: String = imports.iter().map(|specifier| format!("import '{specifier}'\n")).collect();
    let page = format!("{imports}export default function Page() {{ return null }}\n");
    let always: [(&str, &[u8]); 4] = [
        ("package.json", br#"{"name": "web", "dependencies": {"next": "16.4.6"}}"#),
        ("app/layout.tsx", LAYOUT.as_bytes()),
        ("app/page.tsx", page.as_bytes()),
        ("app/error.tsx", b"export default function Failed() { return null }\n"),
    ];
    for (path, contents) in always.iter().chain(files) {
        write(folder.path(), path, contents);
    }
    folder
}

fn write(folder: &Path, path: &str, contents: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, contents).unwrap();
}

fn check_with(system: Arc<dyn System>, folder: &Path) -> Vec<String> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
    let args = ["rutter", "check", "--format", "json"].map(OsString::from);
    let outcome = rutter_cli::run(args, Utf8Path::from_path(folder).unwrap(), system, terminal);
    let out = String::from_utf8(out).unwrap();
    assert_eq!(outcome, Outcome::Findings, "{out}{}", String::from_utf8_lossy(&err));
    let report: Value = serde_json::from_str(&out).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let diagnostics = report["diagnostics"].as_array().unwrap().iter();
    diagnostics.map(|found| format!("{} {}", text(&found["file"]), text(&found["rule"]))).collect()
}

/// What is found in the app, without the mistake that is always there.
fn found(folder: &TempDir) -> Vec<String> {
    let mut found = check_with(Arc::new(OsSystem), folder.path());
    let known = found.iter().position(|it| it == "app/error.tsx error-file-not-client");
    found.remove(known.expect("the rest is still checked"));
    found.retain(|it| !it.ends_with(" packages-not-installed"));
    found
}

/// No rule looks at a broken file, but its imports still lead on.
#[test]
fn a_syntax_error_is_told_and_what_stands_before_it_is_still_known() {
    let broken = b"import x from './deep'\nexport function f() { return <div> }\n";
    let deep = b"'use client'\nimport 'server-only'\n";
    let folder = app(&["../lib"], &[("lib.tsx", broken), ("deep.ts", deep)]);
    assert_eq!(found(&folder), ["deep.ts client-imports-server-api", "lib.tsx syntax-error"]);
}

#[test]
fn files_that_are_no_text_are_told_once() {
    let folder =
        app(&["../a", "../b", "../b"], &[("a.ts", b"\xff\xfe\x00a"), ("b.ts", b"const a = '\xe9'\n")]);
    assert_eq!(found(&folder), ["a.ts unreadable-file", "b.ts unreadable-file"]);
}

#[test]
fn a_generated_file_of_ten_megabytes_is_read_like_any_other() {
    let line =
        "export const a0000000 = {a: 1, b: [1, 2, 3], c: 'some text of some length that fills the line'}\n";
    let mut text = String::with_capacity(10 << 20);
    for index in 0..(10 << 20) / line.len() {
        text.push_str(&line.replace("a0000000", &format!("a{index:07}")));
    }
    assert_eq!(found(&app(&["../data"], &[("data.ts", text.as_bytes())])), [""; 0]);
}

#[test]
fn nesting_beyond_any_use_ends_in_a_finding_or_in_silence_but_ends() {
    let deep = format!("export const a = {}1{}\n", "[".repeat(200_000), "]".repeat(200_000));
    let found = found(&app(&["../deep"], &[("deep.ts", deep.as_bytes())]));
    assert_eq!(found, ["deep.ts syntax-error"]);
}

#[test]
fn import_cycles_end() {
    let files: [(&str, &[u8]); 3] = [
        ("a.ts", b"export * from './b'\nimport './a'\n"),
        ("b.ts", b"export * from './c'\n"),
        ("c.ts", b"export * from './a'\nexport {x as y} from './b'\n"),
    ];
    assert_eq!(found(&app(&["../a"], &files)), [""; 0]);
}

#[test]
fn a_broken_tsconfig_is_told_once_and_does_without() {
    let folder =
        app(&["../lib/a", "@/lib/a"], &[("tsconfig.json", b"{\"compilerOptions\": "), ("lib/a.ts", b"")]);
    assert_eq!(found(&folder), ["tsconfig.json invalid-tsconfig"]);
}

#[test]
fn of_a_folder_without_an_app_nothing_else_is_told() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "packages/ui/tsconfig.json", b"{\"extends\": \"@acme/config\", ");
    write(folder.path(), "packages/ui/index.ts", b"import 'lodash'\n");
    let found = check_with(Arc::new(OsSystem), folder.path());
    assert_eq!(found, [". no-routes-folder"]);
}

#[test]
fn an_alias_and_a_package_that_lead_nowhere_are_for_others_to_report() {
    let tsconfig = br#"{"compilerOptions": {"paths": {"@/*": ["./nowhere/*"]}}}"#;
    let folder = app(&["@/x", "not-installed", "./missing"], &[("tsconfig.json", tsconfig)]);
    assert_eq!(found(&folder), [""; 0]);
}

#[cfg(unix)]
#[test]
fn symbolic_links_lead_to_one_module_and_broken_ones_to_none() {
    let folder =
        app(&["../packages/lib", "lib", "gone"], &[("packages/lib/index.ts", b"'use servers'\nexport {}\n")]);
    fs::create_dir_all(folder.path().join("node_modules")).unwrap();
    std::os::unix::fs::symlink("../packages/lib", folder.path().join("node_modules/lib")).unwrap();
    std::os::unix::fs::symlink("../packages/gone", folder.path().join("node_modules/gone")).unwrap();
    std::os::unix::fs::symlink("..", folder.path().join("packages/loop")).unwrap();
    assert_eq!(found(&folder), ["packages/lib/index.ts directive-misspelled"]);
}

/// The file is in its folder when the folder is listed, and is gone or closed when it is read.
#[test]
fn files_that_vanish_or_may_not_be_read_are_told_and_left_out() {
    for (kind, code) in [
        (std::io::ErrorKind::NotFound, "vanished-file"),
        (std::io::ErrorKind::PermissionDenied, "unreadable-file"),
    ] {
        let system = MemorySystem::with_files([
            ("/ws/package.json", r#"{"dependencies": {"next": "16.4.6"}}"#),
            ("/ws/app/layout.tsx", LAYOUT),
            ("/ws/app/page.tsx", "import '../lib'\nexport default function Page() { return null }\n"),
            ("/ws/app/error.tsx", "export default function Failed() { return null }\n"),
            ("/ws/lib.ts", "export {}\n"),
        ]);
        system.fail_on(Operation::Read, "/ws/lib.ts".into(), kind);
        let found = check_with(Arc::new(system), Path::new("/ws"));
        assert_eq!(found, ["app/error.tsx error-file-not-client", &format!("lib.ts {code}")]);
    }
}
