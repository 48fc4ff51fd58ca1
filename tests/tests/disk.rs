//! What only a real disk can show: symbolic links, names that are not UTF-8, and watching.

#![expect(clippy::disallowed_methods, reason = "these tests make the files that the command then meets")]

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use rutter_cli::{Outcome, Terminal};
use rutter_project::OsSystem;
use tempfile::TempDir;

/// An app in a folder of its own.
fn app(files: &[&str]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("package.json"), r#"{"name":"web","dependencies":{"next":"16.4.6"}}"#).unwrap();
    for file in files {
        add(dir.path(), file);
    }
    dir
}

fn add(dir: &Path, file: &str) {
    let path = dir.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "export default function Page() { return null }\n").unwrap();
}

fn rutter(dir: &Path, args: &[&str]) -> (Outcome, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
    let args = ["rutter"].iter().chain(args).map(OsString::from);
    let outcome = rutter_cli::run(args, Utf8Path::from_path(dir).unwrap(), Arc::new(OsSystem), terminal);
    out.extend(err);
    (outcome, String::from_utf8(out).unwrap())
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_followed_and_loops_end() {
    let dir = app(&["app/layout.tsx", "app/page.tsx", "shared/team/page.tsx"]);
    std::os::unix::fs::symlink("../shared", dir.path().join("app/shared")).unwrap();
    std::os::unix::fs::symlink("..", dir.path().join("app/loop")).unwrap();
    let (outcome, text) = rutter(dir.path(), &["routes"]);
    assert!(text.contains("shared/team"), "{text}");
    assert!(text.contains("app/loop"), "{text}");
    assert_eq!(outcome, Outcome::Findings, "{text}");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_are_said_and_left_out() {
    use std::os::unix::ffi::OsStrExt as _;
    let dir = app(&["app/layout.tsx", "app/page.tsx"]);
    fs::create_dir(dir.path().join("app").join(std::ffi::OsStr::from_bytes(b"caf\xe9"))).unwrap();
    let (_, text) = rutter(dir.path(), &["routes"]);
    assert!(text.contains("UTF-8") && text.contains("caf"), "{text}");
    assert!(text.contains("app/page.tsx"), "{text}");
}

/// Folders appear, vanish, and are renamed while the command watches, the router's own folder among them.
#[test]
fn watching() {
    let dir = app(&["app/layout.tsx", "app/page.tsx"]);
    let root = dir.path().to_owned();
    // The command never returns; its thread ends with the process.
    std::thread::spawn(move || rutter(&root, &["generate", "--watch"]));
    let routes = || fs::read_to_string(dir.path().join("rutter.routes")).unwrap_or_default();
    wait("the first run", || routes().contains("page /\n"));

    add(dir.path(), "app/blog/[slug]/page.tsx");
    wait("a new folder", || routes().contains("page /blog/[slug]"));

    fs::rename(dir.path().join("app/blog"), dir.path().join("app/news")).unwrap();
    wait("a renamed folder", || routes().contains("page /news/[slug]") && !routes().contains("/blog"));

    fs::rename(dir.path().join("app"), dir.path().join("elsewhere")).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    add(dir.path(), "app/layout.tsx");
    add(dir.path(), "app/again/page.tsx");
    wait("the router's folder back", || routes().contains("page /again") && !routes().contains("news"));

    fs::write(dir.path().join("next.config.mjs"), "export default { pageExtensions: ['jsx'] }\n").unwrap();
    wait("a changed config", || !routes().contains("page /again"));
    fs::remove_file(dir.path().join("next.config.mjs")).unwrap();
    wait("the config gone", || routes().contains("page /again"));
}

/// Waits until something holds; a test that waits longer than any machine needs has failed.
fn wait(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(30), "nothing happened after {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
