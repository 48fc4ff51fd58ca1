//! `rutter generate` with a Rust server behind the app, as the documents in `rust/` show it: on a disk, with Cargo.

#![expect(clippy::disallowed_methods, reason = "the test works on the disk and starts the command")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_tests::console::{World, run_in};

/// The document prints what it says it prints. `UPDATE=1 cargo test` writes what is printed now, to be reviewed.
#[test]
fn documents() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rust");
    let mut wrong = String::new();
    for name in ["export.md", "without-cargo.md"] {
        let path = folder.join(name);
        let expected = fs::read_to_string(&path).unwrap();
        let mut disk = Disk::new(name.trim_end_matches(".md"));
        let root = disk.root.clone();
        let actual = run_in(&mut disk, &root, &expected);
        if actual == expected {
            continue;
        }
        if std::env::var("UPDATE").is_ok() {
            fs::write(&path, actual).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(&expected, &actual);
            writeln!(wrong, "{name}\n{}", diff.unified_diff().context_radius(3)).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A folder of the disk. It is the same in every run, so that what Cargo keeps of it does not pile up.
struct Disk {
    root: Utf8PathBuf,
    /// The folder of this repository.
    repository: &'static Utf8Path,
}

impl Disk {
    fn new(name: &str) -> Self {
        let root = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        fs::create_dir_all(&root).unwrap();
        let repository = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        // The versions that the workspace has are there; others might have to be fetched.
        fs::copy(repository.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
        Self { root, repository }
    }

    /// What was printed, without what differs from machine to machine and from run to run.
    fn plain(&self, printed: &str) -> String {
        let progress = ["Compiling", "Finished", "Blocking", "Locking", "Adding", "Removing", "Updating"];
        let is_progress = |line: &&str| {
            line.starts_with(' ')
                && line.split_whitespace().next().is_some_and(|word| progress.contains(&word))
        };
        let mut plain = String::new();
        for line in printed.lines().filter(|line| !is_progress(line)) {
            let line = line.replace(&format!("{}/", self.root), "").replace(self.root.as_str(), "/ws");
            let line = line.replace(self.repository.as_str(), "{{root}}");
            // A panic tells the number of its thread.
            match line
                .split_once("thread 'main' (")
                .and_then(|(before, rest)| Some((before, rest.split_once(')')?.1)))
            {
                Some((before, after)) => writeln!(plain, "{before}thread 'main'{after}").unwrap(),
                None => writeln!(plain, "{line}").unwrap(),
            }
        }
        plain
    }
}

impl World for Disk {
    fn write(&mut self, path: &Utf8Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace("{{root}}", self.repository.as_str())).unwrap();
    }

    fn remove(&mut self, path: &Utf8Path) {
        fs::remove_file(path).unwrap();
    }

    fn read(&mut self, path: &Utf8Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    fn rutter(&mut self, cwd: &Utf8Path, words: &[String]) -> (String, u8) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rutter-under-test"));
        command.args(&words[1..]).current_dir(cwd);
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures"));
        command.env("CARGO", env!("CARGO")).env_remove("RUST_BACKTRACE");
        let output = command.output().unwrap();
        let printed = String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap();
        (self.plain(&printed), output.status.code().unwrap().try_into().unwrap())
    }
}
