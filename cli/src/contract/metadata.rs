//! What `cargo metadata --no-deps` says: the packages of a Cargo workspace, and what they depend on.
//!
//! It needs neither a network nor a lock file, and does not write one. That the dependencies are not resolved costs nothing: a
//! crate that declares contracts names `rutter` among its own dependencies.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;

/// The package that contracts are declared with.
pub(super) const RUTTER: &str = "rutter";

/// A Cargo workspace.
#[derive(Debug, Deserialize)]
pub(super) struct Metadata {
    /// Its members.
    pub(super) packages: Vec<Package>,
    /// Where it builds, absolute.
    pub(super) target_directory: Utf8PathBuf,
    /// Where its `Cargo.lock` is, absolute.
    pub(super) workspace_root: Utf8PathBuf,
}

/// A package of the workspace.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Package {
    pub(super) name: String,
    /// Its `Cargo.toml`, absolute.
    pub(super) manifest_path: Utf8PathBuf,
    dependencies: Vec<Dependency>,
    targets: Vec<Target>,
}

/// A line of `[dependencies]`, or of the tables for tests and build scripts.
#[derive(Clone, Debug, Deserialize)]
struct Dependency {
    /// The name of the package, whatever the line calls it.
    name: String,
    /// `dev` or `build`; an ordinary dependency has none.
    kind: Option<String>,
}

/// Something that is built of a package.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Target {
    kind: Vec<String>,
    /// The name of a binary, or of a crate.
    pub(super) name: String,
    /// The file that it starts with, absolute.
    pub(super) src_path: Utf8PathBuf,
}

impl Metadata {
    /// The packages that link `rutter`, or another package of the workspace that does.
    pub(super) fn linking(&self) -> Vec<&Package> {
        let mut names = BTreeSet::from([RUTTER]);
        loop {
            let before = names.len();
            let reaching = self.packages.iter().filter(|package| package.links_any(&names));
            names.extend(reaching.map(|package| package.name.as_str()).collect::<Vec<_>>());
            if names.len() == before {
                break;
            }
        }
        self.packages.iter().filter(|package| package.name != RUTTER && package.links_any(&names)).collect()
    }

    /// The names of the packages of the workspace that a package is built with, itself among them.
    pub(super) fn below<'a>(&'a self, package: &'a Package) -> BTreeSet<&'a str> {
        let (mut names, mut next) = (BTreeSet::new(), vec![package]);
        while let Some(package) = next.pop() {
            if names.insert(package.name.as_str()) {
                next.extend(
                    self.packages.iter().filter(|other| package.links_any(&BTreeSet::from([&*other.name]))),
                );
            }
        }
        names
    }
}

impl Package {
    /// Its folder.
    pub(super) fn dir(&self) -> &Utf8Path {
        self.manifest_path.parent().unwrap_or(&self.manifest_path)
    }

    /// Whether it can declare contracts.
    pub(super) fn links_rutter(&self) -> bool {
        self.links_any(&BTreeSet::from([RUTTER]))
    }

    fn links_any(&self, names: &BTreeSet<&str>) -> bool {
        self.dependencies.iter().any(|it| it.kind.is_none() && names.contains(it.name.as_str()))
    }

    pub(super) fn binaries(&self) -> impl Iterator<Item = &Target> {
        self.targets.iter().filter(|target| target.kind.iter().any(|kind| kind == "bin"))
    }

    /// The files that its libraries and binaries start with.
    pub(super) fn files(&self) -> impl Iterator<Item = &Utf8Path> {
        let is_part =
            |kind: &String| matches!(kind.as_str(), "lib" | "rlib" | "dylib" | "proc-macro" | "bin");
        let parts = self.targets.iter().filter(move |target| target.kind.iter().any(is_part));
        parts.map(|target| target.src_path.as_path())
    }

    /// The name under which Rust knows its library, if it has one.
    pub(super) fn library(&self) -> Option<String> {
        let is_library = |kind: &String| matches!(kind.as_str(), "lib" | "rlib" | "dylib");
        let library = self.targets.iter().find(|target| target.kind.iter().any(is_library))?;
        Some(library.name.replace('-', "_"))
    }
}
