//! Crates that declare contracts which nobody sees, because the linker leaves out a crate that nothing names.

use std::collections::BTreeSet;

use camino::Utf8Path;
use rutter_contract::Contract;
use rutter_project::{Diagnostic, FileKind, System};

use super::cargo::Built;
use super::find::Binary;
use super::metadata::Package;

/// How many files of a crate are looked at.
const MAX_FILES: usize = 2_000;

/// What marks a declaration in a source file, in an attribute or behind `rutter::`.
const DECLARATIONS: [&str; 7] =
    ["Contract", "Form", "RouteParams", "SearchParams", "contract", "form", "endpoint"];

/// What a binary exports, and from where.
pub(super) struct Exported<'a> {
    pub(super) contract: &'a Contract,
    /// The names of the crates that declare something.
    pub(super) crates: &'a [String],
    pub(super) binary: &'a Binary,
    pub(super) built: &'a Built,
    /// The file with `main`, as it is shown.
    pub(super) main: String,
}

/// The crates of the workspace that declare something, and are not in the contract.
pub(super) fn left_out(system: &dyn System, exported: &Exported<'_>) -> Vec<Diagnostic> {
    let Exported { binary, built, main, .. } = exported;
    let named = system.read_to_string(&binary.main).map(|text| named(&text)).unwrap_or_default();
    let is_left_out = |package: &&Package| {
        built.libraries.contains(&package.manifest_path)
            && package.links_rutter()
            && package
                .library()
                .is_some_and(|name| !exported.crates.contains(&name) && !named.contains(&name))
            && declares(system, package.dir())
    };
    let missing: Vec<String> =
        binary.cargo.packages.iter().filter(is_left_out).filter_map(Package::library).collect();
    if missing.is_empty() {
        return empty(exported).into_iter().collect();
    }
    let all: Vec<&str> = named.iter().map(String::as_str).chain(missing.iter().map(String::as_str)).collect();
    let bin = &binary.build.bin;
    let line = format!("rutter::export!({});", all.join(", "));
    let found = missing.iter().map(|name| {
        Diagnostic::error(
            "crate-left-out",
            format!("nothing of the crate `{name}` is in the contract, though it declares something"),
        )
        .with_why(format!(
            "nothing in `{bin}` names the crate, so that the linker leaves it out of the binary"
        ))
        .with_help(format!("name it in {main}: `{line}`"))
        .with_file(&binary.main)
    });
    found.collect()
}

/// A contract of nothing is no contract.
fn empty(exported: &Exported<'_>) -> Option<Diagnostic> {
    let Contract { format: _, types, params, search, forms, endpoints } = exported.contract;
    let is_empty = types.is_empty()
        && params.is_empty()
        && search.is_empty()
        && forms.is_empty()
        && endpoints.is_empty();
    is_empty.then(|| {
        let bin = &exported.binary.build.bin;
        Diagnostic::error("empty-contract", format!("`{bin}` depends on rutter, and its contract is empty"))
            .with_why("no crate that is linked into it declares an endpoint, a form, params, search params or a type")
            .with_help(format!(
                "declare what it takes and gives (docs/rust.md shows how); if another crate does, name it in {}: `rutter::export!(name_of_the_crate);`",
                exported.main
            ))
            .with_file(&exported.binary.main)
    })
}

/// Libraries that declare contracts and that no binary is built with.
pub(super) fn unused<'a>(
    system: &dyn System,
    binary: &'a Binary,
    root: &Utf8Path,
) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let cargo = &binary.cargo;
    let with_binary = cargo.linking().into_iter().filter(|package| package.binaries().next().is_some());
    let used: BTreeSet<&str> = with_binary.flat_map(|package| cargo.below(package)).collect();
    let unused: Vec<&Package> = cargo
        .packages
        .iter()
        .filter(|package| package.links_rutter() && package.dir().starts_with(root))
        .filter(|package| !used.contains(package.name.as_str()) && package.library().is_some())
        .filter(|package| declares(system, package.dir()))
        .collect();
    unused.into_iter().map(|package| {
        let (name, bin) = (&package.name, &binary.build.bin);
        let library = package.library().unwrap_or_default();
        Diagnostic::warning(
            "crate-left-out",
            format!("nothing of the package `{name}` is in the contract, since no binary depends on it"),
        )
        .with_help(format!(
            "add it to the dependencies of `{bin}`, and name it there: `rutter::export!({library});`"
        ))
        .with_file(package.manifest_path.clone())
    })
}

/// The crates in the parentheses of `export!(..)`.
fn named(main: &str) -> Vec<String> {
    let inside = main.split_once("export!(").and_then(|(_, rest)| rest.split_once(')'));
    let names = inside.map(|(names, _)| names.split(',')).into_iter().flatten();
    names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Whether a crate seems to declare something. One that only calls Rutter has nothing to say in a contract.
fn declares(system: &dyn System, dir: &Utf8Path) -> bool {
    let (mut folders, mut looked_at) = (vec![dir.join("src")], 0);
    while let Some(folder) = folders.pop() {
        let Ok(listing) = system.read_dir(&folder) else { continue };
        for entry in listing.entries {
            let path = folder.join(&entry.name);
            match entry.kind {
                FileKind::Directory => folders.push(path),
                FileKind::File if path.extension() == Some("rs") && looked_at < MAX_FILES => {
                    looked_at += 1;
                    if system.read_to_string(&path).is_ok_and(|text| has_declaration(&text)) {
                        return true;
                    }
                }
                _ => {}
            }
        }
    }
    false
}

fn has_declaration(text: &str) -> bool {
    let has_word = |text: &str| -> bool {
        text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| DECLARATIONS.contains(&word))
    };
    text.lines().map(str::trim_start).any(|line| {
        (line.starts_with("#[") && has_word(line))
            || (!line.starts_with("//") && line.split("rutter::").skip(1).any(has_word))
    })
}

#[cfg(test)]
mod tests;
