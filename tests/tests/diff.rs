//! `rutter diff` in real repositories, as the documents in `git/` show it.

#![expect(clippy::disallowed_methods, reason = "the tests work on the disk and start git")]

use std::cell::RefCell;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::rc::Rc;
use std::sync::Arc;
use std::{fs, io};

use camino::{Utf8Path, Utf8PathBuf};
use rutter_cli::{Outcome, Terminal};
use rutter_contract::diff::Code;
use rutter_project::OsSystem;
use rutter_tests::console::{World, run_in};

/// The document prints what it says it prints. `UPDATE=1 cargo test` writes what is printed now, to be reviewed.
#[test]
fn documents() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("git/diff.md");
    let expected = fs::read_to_string(&path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8PathBuf::from_path_buf(folder.path().canonicalize().unwrap()).unwrap();
    let actual = run_in(&mut Repository { root: root.clone() }, &root, &expected);
    if actual != expected && std::env::var_os("UPDATE").is_some() {
        fs::write(&path, actual).unwrap();
    } else {
        let diff = similar::TextDiff::from_lines(&expected, &actual);
        assert_eq!(actual, expected, "{}", diff.unified_diff());
    }
}

/// A folder of the disk that git knows, which output calls `/work`.
struct Repository {
    root: Utf8PathBuf,
}

impl World for Repository {
    fn write(&mut self, path: &Utf8Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&mut self, path: &Utf8Path) {
        fs::remove_file(path).unwrap();
    }

    fn read(&mut self, path: &Utf8Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    fn rutter(&mut self, cwd: &Utf8Path, words: &[String]) -> (String, u8) {
        let (outcome, printed) = rutter(cwd, words);
        (printed.replace(self.root.as_str(), "/work"), outcome.code())
    }

    /// The hashes of commits are the same in every run.
    fn git(&mut self, cwd: &Utf8Path, args: &[&str]) {
        let mut git = Command::new("git");
        git.args(args).current_dir(cwd);
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_NAME"), "a").env(format!("GIT_{who}_EMAIL"), "a@b");
            git.env(format!("GIT_{who}_DATE"), "2026-11-22T00:00:00Z");
        }
        git.env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_DEFAULT_HASH", "sha1");
        let done = git.output().unwrap();
        assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// What a command prints to both streams, in the order in which it writes.
fn rutter(cwd: &Utf8Path, words: &[String]) -> (Outcome, String) {
    let output = Output::default();
    let (mut out, mut err) = (output.clone(), output.clone());
    let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
    let outcome = rutter_cli::run(words.iter().map(OsString::from), cwd, Arc::new(OsSystem), terminal);
    (outcome, String::from_utf8(output.0.take()).unwrap())
}

#[derive(Clone, Default)]
struct Output(Rc<RefCell<Vec<u8>>>);

impl io::Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A folder that no repository holds, though the tests themselves lie in one.
#[test]
fn without_a_repository_there_is_nothing_to_compare_with() {
    let folder = tempfile::tempdir().unwrap();
    let cwd = Utf8Path::from_path(folder.path()).unwrap();
    let (outcome, said) = rutter(cwd, &["rutter".to_owned(), "diff".to_owned()]);
    assert_eq!(outcome, Outcome::Failed);
    assert!(said.contains("is in no git repository"), "{said}");
}

/// A clone without history, as CI makes it, does not pass for one in which nothing has changed.
#[test]
fn a_shallow_clone_is_told_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8PathBuf::from_path_buf(folder.path().canonicalize().unwrap()).unwrap();
    let mut repository = Repository { root: root.clone() };
    repository.write(&root.join("full/rutter.routes"), "[web]\npage /\n");
    let full = root.join("full");
    for args in [
        "init -q -b main .",
        "add .",
        "commit -q -m first",
        "commit -q --allow-empty -m second",
        "checkout -q -b topic",
        "commit -q --allow-empty -m third",
    ] {
        repository.git(&full, &args.split(' ').collect::<Vec<_>>());
    }
    let url = format!("file://{full}");
    repository.git(&root, &["clone", "-q", "--depth", "1", "--branch", "topic", &url, "alone"]);
    let said = |args: &[&str]| {
        let words: Vec<String> = ["rutter"].iter().chain(args).map(|word| (*word).to_owned()).collect();
        let (outcome, said) = rutter(&root.join("alone"), &words);
        assert_eq!(outcome, Outcome::Failed, "{said}");
        said
    };
    repository.git(&root.join("alone"), &["remote", "remove", "origin"]);
    repository.git(&root.join("alone"), &["checkout", "-q", "--detach"]);
    repository.git(&root.join("alone"), &["branch", "-q", "-D", "topic"]);
    assert!(said(&["diff"]).contains("the clone is shallow and has no default branch"));
    assert!(said(&["diff", "main"]).contains("the clone is shallow: fetch more of its history"));
    repository.git(&root.join("alone"), &["fetch", "-q", "--depth", "1", &url, "main:main"]);
    assert!(said(&["diff"]).contains("no commit is both in main"));
}

/// Every code is explained where the JSON form is.
#[test]
fn codes_are_documented() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff.md");
    let docs = fs::read_to_string(docs).unwrap();
    for code in Code::ALL {
        let row = format!("| `{}` | {} |", code.as_str(), code.meaning());
        assert!(docs.contains(&row), "docs/diff.md has no row: {row}");
    }
}
