//! Cargo: what it knows of a workspace, and the user's own binary, built as the user would build it.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::thread;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;

use super::ask::VARIABLE;
use super::metadata::Metadata;
use super::process::program;
use crate::session::Terminal;

/// What is built, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BuildOptions {
    /// The `Cargo.toml` of the package, absolute.
    pub(super) manifest: Utf8PathBuf,
    /// The name of the binary.
    pub(super) bin: String,
    pub(super) features: Vec<String>,
    /// `Cargo.lock` must not change.
    pub(super) locked: bool,
}

/// A binary that was built.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// The file, absolute.
    pub(super) executable: Utf8PathBuf,
    /// The `Cargo.toml` files of the libraries that it was offered.
    pub(super) libraries: BTreeSet<Utf8PathBuf>,
    /// Where build scripts say that shared libraries lie.
    pub(super) library_folders: Vec<Utf8PathBuf>,
}

/// Why Cargo did not do what it was asked.
#[derive(Debug)]
pub(super) enum CargoError {
    /// There is no Cargo.
    Missing,
    /// It could not be run.
    Run(io::Error),
    /// It failed, and said why.
    Failed,
    /// What it answered could not be read.
    Answer(String),
}

/// A line of `--message-format json`.
#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Message {
    CompilerArtifact {
        manifest_path: Utf8PathBuf,
        target: Target,
        executable: Option<Utf8PathBuf>,
    },
    BuildScriptExecuted {
        linked_paths: Vec<String>,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
    name: String,
}

/// The workspace that a `Cargo.toml` belongs to.
pub(super) fn metadata(terminal: &mut Terminal<'_>, manifest: &Utf8Path) -> Result<Metadata, CargoError> {
    let mut command = cargo(terminal, manifest, "metadata");
    command.args(["--format-version", "1", "--no-deps"]);
    let answer = answer(terminal, command)?;
    serde_json::from_slice(&answer).map_err(|error| CargoError::Answer(error.to_string()))
}

/// Builds a binary.
pub(super) fn build(terminal: &mut Terminal<'_>, options: &BuildOptions) -> Result<Built, CargoError> {
    let BuildOptions { manifest, bin, features, locked } = options;
    let mut command = cargo(terminal, manifest, "build");
    command.args(["--bin", bin, "--message-format", "json-render-diagnostics"]);
    if !features.is_empty() {
        command.args(["--features", &features.join(",")]);
    }
    if *locked {
        command.arg("--locked");
    }
    let built = read(&answer(terminal, command)?, bin);
    if built.executable.as_str().is_empty() {
        return Err(CargoError::Answer(format!("it names no file for the binary `{bin}`")));
    }
    Ok(built)
}

fn read(answer: &[u8], bin: &str) -> Built {
    let mut built = Built::default();
    for line in answer.split(|byte| *byte == b'\n') {
        // Lines of another form are not Cargo's.
        match serde_json::from_slice(line).unwrap_or(Message::Other) {
            Message::CompilerArtifact { executable: Some(path), target, .. } if target.name == bin => {
                built.executable = path;
            }
            Message::CompilerArtifact { manifest_path, target, .. } => {
                if target.kind.iter().any(|kind| kind.ends_with("lib")) {
                    built.libraries.insert(manifest_path);
                }
            }
            // `native=/x` is the folder `/x`.
            Message::BuildScriptExecuted { linked_paths } => built.library_folders.extend(
                linked_paths.iter().map(|path| path.split_once('=').map_or(&**path, |(_, path)| path).into()),
            ),
            Message::Other => {}
        }
    }
    built
}

/// Cargo, started in the folder of a package, so that the settings and the toolchain that hold there are used.
fn cargo(terminal: &Terminal<'_>, manifest: &Utf8Path, subcommand: &str) -> Command {
    // Cargo tells whatever it starts where it is itself.
    let mut command = program(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.arg(subcommand).arg("--manifest-path").arg(manifest).env_remove(VARIABLE);
    if let Some(folder) = manifest.parent() {
        command.current_dir(folder);
    }
    if !(terminal.interactive && terminal.color) {
        command.args(["--color", if terminal.color { "always" } else { "never" }]);
    }
    command
}

/// Runs Cargo to its end, shows what it says as it comes, and gives what it answers.
fn answer(terminal: &mut Terminal<'_>, mut command: Command) -> Result<Vec<u8>, CargoError> {
    command.stdout(Stdio::piped());
    // On a terminal Cargo draws its progress, which it must do itself.
    command.stderr(if terminal.interactive { Stdio::inherit() } else { Stdio::piped() });
    let mut child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => CargoError::Missing,
        _ => CargoError::Run(error),
    })?;
    let reader = child.stdout.take().map(|mut stdout| {
        thread::spawn(move || {
            let mut answer = Vec::new();
            stdout.read_to_end(&mut answer).map(|_| answer)
        })
    });
    let shown = show(terminal, &mut child);
    let answer = reader.and_then(|reader| reader.join().ok()).unwrap_or_else(|| Ok(Vec::new()));
    let status = child.wait().map_err(CargoError::Run)?;
    shown.map_err(CargoError::Run)?;
    if status.success() { answer.map_err(CargoError::Run) } else { Err(CargoError::Failed) }
}

fn show(terminal: &mut Terminal<'_>, child: &mut Child) -> io::Result<()> {
    let Some(stderr) = child.stderr.take() else { return Ok(()) };
    let mut stderr = BufReader::new(stderr);
    let mut line = Vec::new();
    while stderr.read_until(b'\n', &mut line)? > 0 {
        terminal.err.write_all(&line)?;
        line.clear();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of Cargo 1.95, cut short.
    #[test]
    fn the_answer_of_a_build() {
        let answer = r#"{"reason":"build-script-executed","package_id":"x","linked_libs":["static=z"],"linked_paths":["native=/t/out","/t/lib"],"cfgs":[],"env":[],"out_dir":"/t/out"}
{"reason":"compiler-artifact","package_id":"x","manifest_path":"/ws/shop/Cargo.toml","target":{"kind":["lib"],"crate_types":["lib"],"name":"shop","src_path":"/ws/shop/src/lib.rs"},"filenames":["/t/libshop.rlib"],"executable":null,"fresh":true}
{"reason":"compiler-artifact","package_id":"x","manifest_path":"/ws/derive/Cargo.toml","target":{"kind":["proc-macro"],"name":"derive"},"filenames":[],"executable":null,"fresh":true}
a line of a program that Cargo started
{"reason":"compiler-artifact","package_id":"x","manifest_path":"/ws/server/Cargo.toml","target":{"kind":["bin"],"name":"server"},"filenames":["/t/server"],"executable":"/t/server","fresh":false}
{"reason":"something-new","x":1}
{"reason":"build-finished","success":true}
"#;
        let built = read(answer.as_bytes(), "server");
        assert_eq!(built.executable, "/t/server");
        assert_eq!(
            built.libraries.iter().map(|path| path.as_str()).collect::<Vec<_>>(),
            ["/ws/shop/Cargo.toml"]
        );
        assert_eq!(built.library_folders, ["/t/out", "/t/lib"]);
        assert_eq!(read(answer.as_bytes(), "migrate").executable, "");
    }
}
