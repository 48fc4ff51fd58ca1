//! `rutter generate` with a Rust server behind the app, as the documents in `rust/` show it: on a disk, with Cargo.

#![expect(clippy::disallowed_methods, reason = "the test works on the disk and starts the command")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

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

    /// What was printed, without what differs from machine to machine and from run to run, and without what is generated for
    /// the app `web`: how many files they are and what is in them is for other tests to say.
    fn plain(&self, printed: &str) -> String {
        let mut plain = String::new();
        let mut in_web = false;
        for line in printed.lines().filter(|line| !is_progress(line)) {
            let heading =
                ["changed: ", "missing: ", "left over: "].iter().find_map(|it| line.strip_prefix(it));
            in_web = heading.map_or(in_web && line.starts_with("  "), |path| path.starts_with("web/"));
            if in_web {
                continue;
            }
            let line = line.replace(&format!("{}/", self.root), "").replace(self.root.as_str(), "/ws");
            let line = line.replace(self.repository.as_str(), "{{root}}");
            let line = if line.starts_with("web: ") { without_numbers(&line) } else { line };
            writeln!(plain, "{}", without_thread(&line)).unwrap();
        }
        plain
    }
}

fn is_progress(line: &&str) -> bool {
    let progress = ["Compiling", "Finished", "Blocking", "Locking", "Adding", "Removing", "Updating"];
    line.starts_with(' ') && line.split_whitespace().next().is_some_and(|word| progress.contains(&word))
}

/// `web: 3 files written, 1 up to date` as `web: N files written, N up to date`.
fn without_numbers(line: &str) -> String {
    let words = line.split(' ').map(|word| match word.parse::<usize>() {
        Ok(1..) => "N",
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ").replace("N file ", "N files ")
}

/// A panic tells the number of its thread.
fn without_thread(line: &str) -> String {
    let of_thread = line.split_once("thread 'main' (");
    match of_thread.and_then(|(before, rest)| Some((before, rest.split_once(')')?.1))) {
        Some((before, after)) => format!("{before}thread 'main'{after}"),
        None => line.to_owned(),
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
        let output = rutter(cwd).args(&words[1..]).output().unwrap();
        let printed = String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap();
        (self.plain(&printed), output.status.code().unwrap().try_into().unwrap())
    }
}

/// The command in a folder. All workspaces of these tests are built in one place, so that what they share is built once.
fn rutter(cwd: &Utf8Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rutter-under-test"));
    command.current_dir(cwd);
    command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures"));
    command.env("CARGO", env!("CARGO")).env_remove("RUST_BACKTRACE");
    command
}

/// Rust sources are watched as routes are; what does not compile is told and waited out.
#[test]
fn watching() {
    let mut disk = Disk::new("watching");
    let root = disk.root.clone();
    let mut write = |path: &str, text: &str| disk.write(&root.join(path), text);
    let health = |field: &str| {
        format!(
            "#[rutter::contract]\nstruct Health {{\n    {field}: bool,\n}}\n\nfn main() {{\n    rutter::export!();\n}}\n"
        )
    };
    write("rutter.toml", "[apps.web]\npath = \"web\"\n");
    write("web/package.json", r#"{ "name": "web", "dependencies": { "next": "16.4.6" } }"#);
    write("web/app/layout.tsx", "");
    write("web/app/page.tsx", "");
    write("Cargo.toml", WATCHED);
    write("src/main.rs", &health("well"));
    let log = root.join("log");
    let child = rutter(&root)
        .args(["generate", "--watch"])
        .stdout(Stdio::null())
        .stderr(fs::File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let _guard = Ended(child);
    let types = || fs::read_to_string(root.join("web/rutter/types.gen.ts")).unwrap_or_default();
    let routes = || fs::read_to_string(root.join("web/rutter/routes.gen.ts")).unwrap_or_default();
    let said = || fs::read_to_string(&log).unwrap();
    wait("the first run", &log, || types().contains("well: boolean"));
    write("src/main.rs", &health("rested"));
    wait("a changed struct", &log, || types().contains("rested: boolean"));
    write("src/main.rs", &health("fed: bool; well"));
    wait("a mistake", &log, || said().contains("error[rust-build-failed]"));
    assert!(types().contains("rested: boolean"));
    write("src/main.rs", &health("fed"));
    wait("the mistake put right", &log, || types().contains("fed: boolean"));
    write("web/app/about/page.tsx", "");
    wait("a new page", &log, || routes().contains("/about") && types().contains("fed: boolean"));
}

const WATCHED: &str = r#"[package]
name = "watched"
version = "0.0.0"
edition = "2024"

[dependencies]
rutter = { path = "{{root}}/rutter" }
schemars = "1"
serde = { version = "1", features = ["derive"] }
validator = { version = "0.21", features = ["derive"] }

[workspace]
"#;

/// A process that would not end by itself.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until something holds; a test that waits longer than any machine needs has failed.
fn wait(what: &str, log: &Utf8Path, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        let is_late = start.elapsed() > Duration::from_secs(300);
        assert!(!is_late, "nothing happened after {what}:\n{}", fs::read_to_string(log).unwrap_or_default());
        thread::sleep(Duration::from_millis(20));
    }
}
