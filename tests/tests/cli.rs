//! The command line, as the documents in `cli/` show it.

#![expect(clippy::disallowed_methods, reason = "a test reads its documents from the disk")]

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use camino::Utf8Path;
use rutter_cli::{Outcome, Terminal};
use rutter_project::{MemorySystem, Operation, System as _};

/// Each document prints what it says it prints. `UPDATE=1 cargo test` writes what is printed now, to be reviewed.
#[test]
fn documents() {
    let update = std::env::var("UPDATE").is_ok();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cli");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = String::new();
    for path in paths {
        let expected = std::fs::read_to_string(&path).unwrap();
        let actual = rutter_tests::console::run(&expected);
        if actual == expected {
            continue;
        }
        if update {
            std::fs::write(&path, actual).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(&expected, &actual);
            writeln!(wrong, "{}\n{}", path.display(), diff.unified_diff().context_radius(3)).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Every code that a document shows is explained in `docs/`, or has a page of its own.
#[test]
fn codes_are_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let docs = read("../docs/problems.md") + &read("../docs/messages.md");
    let mut shown = 0;
    let documents = ["cli", "rust"].map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    for document in documents.into_iter().flatten() {
        let text = std::fs::read_to_string(document.unwrap().path()).unwrap();
        for line in text.lines() {
            let code = ["error[", "warning[", "note["]
                .iter()
                .find_map(|start| line.strip_prefix(start)?.split_once(']'));
            let Some((code, _)) = code else { continue };
            shown += 1;
            let documented = docs.contains(&format!("## {code}\n"))
                || docs.contains(&format!("`{code}`"))
                || root.join(format!("../check/docs/{code}.md")).is_file();
            assert!(documented, "`{code}` has no page, and is not in docs/problems.md or docs/messages.md");
        }
    }
    assert!(shown > 0);
}

/// A disk that refuses a write ends the command with a message that names the file; what was there stays, and the next
/// run does the rest.
#[test]
fn a_full_disk() {
    let routes = Utf8Path::new("/work/rutter/routes.gen.ts");
    for (kind, reason) in
        [(ErrorKind::StorageFull, "no space"), (ErrorKind::PermissionDenied, "permission denied")]
    {
        let files = [("/work/app/layout.tsx", ""), ("/work/app/page.tsx", "")];
        let system = Arc::new(MemorySystem::with_files(files));
        let (outcome, _) = generate(&system);
        assert_eq!(outcome, Outcome::Clean);
        let before = system.read(routes).unwrap();

        system.add_file(Utf8Path::new("/work/app/new/page.tsx"), b"");
        system.fail_on(Operation::Write, routes, kind);
        let (outcome, text) = generate(&system);
        assert_eq!(outcome, Outcome::Failed, "{text}");
        assert!(text.contains("routes.gen.ts") && text.to_lowercase().contains(reason), "{text}");
        assert_eq!(system.read(routes).unwrap(), before);

        system.clear_failures();
        let (outcome, _) = generate(&system);
        assert_eq!(outcome, Outcome::Clean);
        assert!(system.read_to_string(routes).unwrap().contains("\"/new\""));
    }
}

fn generate(system: &Arc<MemorySystem>) -> (Outcome, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
    let args = ["rutter", "generate"].map(Into::into);
    let outcome = rutter_cli::run(args, Utf8Path::new("/work"), system.clone(), terminal);
    (outcome, String::from_utf8(err).unwrap())
}
