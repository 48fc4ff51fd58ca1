//! Starting other programs, in the folders of this repository.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// The oldest Node that Next 16 and the tests run on.
const OLDEST_NODE: u32 = 20;

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Where cargo builds: this program lies in `debug` in that folder, whatever it is called.
pub(crate) fn target_dir() -> Result<PathBuf> {
    let program = std::env::current_exe().context("the path of this program is not known")?;
    let folder = program.ancestors().nth(2).context("this program was not started by cargo")?;
    Ok(folder.to_owned())
}

/// A command of the cargo that runs this program, in the folder of the repository.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(root());
    command
}

/// A command of npm.
pub(crate) fn npm(args: &[&str]) -> Command {
    // On Windows npm is a batch file, which is found only by its whole name.
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(args);
    command
}

/// Node, to be given a script.
pub(crate) fn node() -> Command {
    Command::new("node")
}

/// Builds `rutter` and returns its path.
pub(crate) fn build_rutter(release: bool) -> Result<PathBuf> {
    // The whole workspace decides the features of shared dependencies, so that what `cargo test` has built is used.
    let mut command = cargo(&["build", "--quiet", "--workspace", "--bin", "rutter"]);
    if release {
        command.arg("--release");
    }
    run(&mut command)?;
    let profile = if release { "release" } else { "debug" };
    Ok(target_dir()?.join(profile).join(format!("rutter{}", std::env::consts::EXE_SUFFIX)))
}

/// Builds an example of a package as it would be released, with the features that an app has and not those that the rest of the
/// workspace turns on, and returns its path.
pub(crate) fn build_example(package: &str, name: &str) -> Result<PathBuf> {
    run(&mut cargo(&[
        "build",
        "--quiet",
        "--release",
        "--package",
        package,
        "--all-features",
        "--example",
        name,
    ]))?;
    let folder = target_dir()?.join("release/examples");
    Ok(folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// Runs a program, which writes where this one does.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("`{}` could not be started", show(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", show(command));
    }
    Ok(())
}

/// Runs a program and returns what it writes to standard output.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{}` could not be started", show(command)))?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({})\n{}", show(command), output.status, errors.trim_end());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` wrote no UTF-8", show(command)))
}

/// Fails unless Node and npm are there, and new enough.
pub(crate) fn check_node() -> Result<()> {
    let install = format!("install Node {OLDEST_NODE} or newer, with npm, from https://nodejs.org");
    let version = read(node().arg("--version")).with_context(|| format!("Node is missing: {install}"))?;
    let version = version.trim();
    match node_major(version) {
        Some(major) if major >= OLDEST_NODE => {}
        _ => bail!("Node {version} is too old: {install}"),
    }
    read(&mut npm(&["--version"])).with_context(|| format!("npm is missing: {install}"))?;
    Ok(())
}

/// The command as one would type it.
pub(crate) fn show(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The 20 of `v20.19.0`.
fn node_major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node() {
        assert_eq!(node_major("v20.19.0"), Some(20));
        assert_eq!(node_major("v24.0.0-nightly"), Some(24));
        assert_eq!(node_major("20.19.0"), None);
        assert_eq!(node_major("v"), None);
    }

    #[test]
    fn a_command_is_shown_without_the_folder_of_its_program() {
        let mut command = Command::new("/opt/rust/bin/cargo");
        assert_eq!(show(command.args(["fmt", "--check"])), "cargo fmt --check");
    }
}
