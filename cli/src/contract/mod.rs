//! The contract of the Rust server behind the apps: where it comes from.
//!
//! Usually the user's own binary is built and asked ([`ask`]), which takes Cargo. The answer is committed as
//! `rutter.contract.json`, and where there is no Cargo, the file is taken in its place.

mod ask;
mod cargo;
mod documents;
mod file;
mod find;
mod left_out;
mod metadata;
mod process;
mod sources;

use camino::Utf8PathBuf;
use rutter_contract::{Contract, FILE_NAME};
use rutter_project::{Diagnostic, Workspace, config};

use crate::session::Session;

use cargo::{BuildOptions, CargoError};
use find::{Binary, FindError, Found};
use left_out::Exported;

pub(crate) use documents::changes as document_changes;
pub(crate) use file::changes as file_changes;
pub(crate) use sources::Sources;

/// Where the contract is to be had, as it is known before anything is built.
pub(crate) enum Source {
    /// There is no contract.
    None,
    /// The committed file, and why it is taken.
    File(Why),
    /// A binary.
    Binary(Box<Binary>),
}

/// Why the committed file is taken as it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// The user says so.
    Asked,
    /// There is no Cargo.
    NoCargo,
    /// There is no Rust.
    NoRust,
    /// The binary would be built with routes that are no longer true.
    StaleRoutes,
}

/// What is known of the contract.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side {
    /// The contract, if there is one.
    pub(crate) contract: Option<Contract>,
    /// It comes from a binary, and the committed file has to say the same.
    pub(crate) is_fresh: bool,
    /// It could not be found out what the contract is, or whether there is one; `found` says why.
    pub(crate) is_unknown: bool,
    pub(crate) found: Vec<Diagnostic>,
    /// What it is made of, if it is built.
    pub(crate) sources: Sources,
}

impl Side {
    /// What is known when nothing is, and why.
    pub(crate) fn unknown(found: Vec<Diagnostic>) -> Self {
        Self { is_unknown: true, found, ..Self::default() }
    }
}

/// Looks where the contract is to be had, with what was noticed on the way. What keeps that from being known is an error.
pub(crate) fn find(
    session: &mut Session<'_>,
    workspace: &Workspace,
    no_cargo: bool,
) -> Result<(Source, Vec<Diagnostic>), Vec<Diagnostic>> {
    if no_cargo || find::options(workspace).build == Some(false) {
        return Ok((Source::File(Why::Asked), Vec::new()));
    }
    let has_file = session.system.is_file(&workspace.root.join(FILE_NAME));
    match find::find(session, workspace) {
        Ok(Found::Binary(binary)) => Ok((Source::Binary(binary), Vec::new())),
        Ok(Found::NoManifest) if has_file => Ok((Source::File(Why::NoRust), Vec::new())),
        Ok(Found::NoManifest) => Ok((Source::None, Vec::new())),
        Ok(Found::NoContract | Found::NoBinary(_)) if has_file => Err(vec![unused_file(workspace)]),
        Ok(Found::NoContract) => Ok((Source::None, Vec::new())),
        Ok(Found::NoBinary(packages)) => Ok((Source::None, vec![no_binary(packages)])),
        Err(FindError::Choice(found)) => Err(vec![*found]),
        Err(FindError::Cargo(error, manifest)) => {
            let is_missing = matches!(error, CargoError::Missing);
            if is_missing && has_file {
                return Ok((Source::File(Why::NoCargo), Vec::new()));
            }
            // Rust that has nothing to do with Rutter must be in nobody's way.
            if !has_file && !find::may_have_contract(&*session.system, workspace) {
                return Ok((Source::None, Vec::new()));
            }
            let found = if is_missing { missing_file("cargo was not found") } else { metadata_failed(error) };
            Err(vec![found.with_file(manifest)])
        }
    }
}

/// Gets the contract from where it is to be had. `locked`: nothing may be changed, not even `Cargo.lock`.
pub(crate) fn obtain(
    session: &mut Session<'_>,
    workspace: &Workspace,
    source: Source,
    locked: bool,
) -> anyhow::Result<Side> {
    match source {
        Source::None => Ok(Side::default()),
        Source::File(why) => from_file(session, workspace, why),
        Source::Binary(binary) => Ok(from_binary(session, workspace, &binary, locked)),
    }
}

fn from_file(session: &mut Session<'_>, workspace: &Workspace, why: Why) -> anyhow::Result<Side> {
    let contract = match file::read(&*session.system, &workspace.root) {
        Ok(Some(contract)) => contract,
        Ok(None) => {
            let reason = match why {
                Why::Asked => "nothing is to be built",
                Why::NoCargo => "cargo was not found",
                Why::NoRust => "there is no Cargo.toml",
                Why::StaleRoutes => "the server is built with a rutter.routes that is not up to date",
            };
            return Ok(Side::unknown(vec![missing_file(reason).with_file(&workspace.root)]));
        }
        Err(found) => return Ok(Side::unknown(found)),
    };
    let reason = match why {
        Why::Asked => "nothing is built",
        Why::NoCargo => "cargo was not found",
        Why::NoRust => "there is no Cargo.toml here",
        Why::StaleRoutes => "rutter.routes, which the server is built with, is not up to date",
    };
    session.say(&format!("{FILE_NAME}: taken as it is, since {reason}\n"))?;
    Ok(Side { contract: Some(contract), ..Side::default() })
}

fn from_binary(session: &mut Session<'_>, workspace: &Workspace, binary: &Binary, locked: bool) -> Side {
    let cargo = &binary.cargo;
    let locked = locked && session.system.is_file(&cargo.workspace_root.join("Cargo.lock"));
    let sources = Sources::of(binary);
    let options = BuildOptions { locked, ..binary.build.clone() };
    let asked = match cargo::build(&mut session.terminal, &options) {
        Ok(built) => ask::ask(session, &workspace.root, binary, &built)
            .map(|export| (export, built))
            .map_err(|it| vec![*it]),
        Err(error) => {
            let message =
                format!("`{}` could not be built, so that its contract is not known", binary.build.bin);
            Err(vec![of_cargo("rust-build-failed", message, error).with_file(&binary.build.manifest)])
        }
    };
    let (export, built) = match asked {
        Ok(asked) => asked,
        Err(found) => return Side { sources, ..Side::unknown(found) },
    };
    let exported = Exported {
        contract: &export.contract,
        crates: &export.crates,
        binary,
        built: &built,
        main: session.show(&binary.main),
    };
    let missing = left_out::left_out(&*session.system, &exported);
    if !missing.is_empty() {
        return Side { sources, ..Side::unknown(missing) };
    }
    let found = left_out::unused(&*session.system, binary, &workspace.root).collect();
    Side { contract: Some(export.contract), is_fresh: true, is_unknown: false, found, sources }
}

fn of_cargo(code: &'static str, message: String, error: CargoError) -> Diagnostic {
    let found = Diagnostic::error(code, message);
    match error {
        CargoError::Failed => found.with_help("put right what cargo says above"),
        CargoError::Missing => found.with_why("cargo was not found"),
        CargoError::Run(error) => found.with_why(format!("cargo could not be run: {error}")),
        CargoError::Answer(why) => found.with_why(format!("the answer of cargo cannot be understood: {why}")),
    }
}

fn no_binary(packages: Vec<(String, Utf8PathBuf)>) -> Diagnostic {
    let names: Vec<String> = packages.iter().map(|(name, _)| format!("`{name}`")).collect();
    let (names, depend) = (names.join(", "), if packages.len() == 1 { "depends" } else { "depend" });
    let message = format!("{names} {depend} on rutter, and no binary does, so that there is no contract");
    let found = Diagnostic::warning("no-rust-binary", message).with_help(
        "the contract is that of a binary: add one, with `rutter::export!();` as the first line of its `main`",
    );
    packages.into_iter().fold(found, |found, (_, manifest)| found.with_file(manifest))
}

fn unused_file(workspace: &Workspace) -> Diagnostic {
    Diagnostic::error(
        "unused-contract",
        format!("{FILE_NAME} is here, and no binary of the Rust packages depends on rutter"),
    )
    .with_help(format!(
        "delete the file; or, if it comes from elsewhere, write into {}:\n[rust]\nbuild = false",
        config::FILE_NAME
    ))
    .with_file(workspace.root.join(FILE_NAME))
}

fn missing_file(reason: &str) -> Diagnostic {
    let message = format!("{reason}, and there is no {FILE_NAME} to take in its place");
    Diagnostic::error("missing-contract", message)
        .with_help(format!("run `rutter generate` where cargo is, and commit {FILE_NAME}"))
}

fn metadata_failed(error: CargoError) -> Diagnostic {
    let message = "`cargo metadata` failed, so that nobody knows whether there is a contract";
    of_cargo("cargo-failed", message.to_owned(), error)
}
