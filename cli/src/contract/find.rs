//! Which binary has the contract: the one of the workspace that links `rutter`.

use std::collections::BTreeSet;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::{Diagnostic, RustOptions, System, Workspace, config};

use super::cargo::{self, BuildOptions, CargoError};
use super::metadata::{Metadata, Package, RUTTER, Target};
use crate::session::{Session, show_from};

/// How many folders below that of `rutter.toml` a `Cargo.toml` is looked for.
const DEPTH: usize = 3;

/// The seconds that a binary has, where `rutter.toml` states no others.
const TIMEOUT: u32 = 30;

/// A binary that may be asked.
#[derive(Debug)]
pub(crate) struct Binary {
    /// How it is built; whether the lock file may change is for the command to say.
    pub(super) build: BuildOptions,
    /// The file with its `main`, absolute.
    pub(super) main: Utf8PathBuf,
    /// How long it may take.
    pub(super) timeout: Duration,
    /// The Cargo workspace that it belongs to.
    pub(super) cargo: Metadata,
}

/// What was found.
#[derive(Debug)]
pub(super) enum Found {
    /// No `Cargo.toml` belongs to the workspace.
    NoManifest,
    /// None of these packages links `rutter`.
    NoContract,
    /// These packages link it, and have no binary; with their `Cargo.toml` files.
    NoBinary(Vec<(String, Utf8PathBuf)>),
    /// The binary to ask.
    Binary(Box<Binary>),
}

/// Why it is not known what there is.
#[derive(Debug)]
pub(super) enum FindError {
    Cargo(CargoError, Utf8PathBuf),
    Choice(Box<Diagnostic>),
}

/// Looks around.
pub(super) fn find(session: &mut Session<'_>, workspace: &Workspace) -> Result<Found, FindError> {
    let options = options(workspace);
    let manifests = manifests(&*session.system, workspace);
    if manifests.is_empty() {
        return Ok(Found::NoManifest);
    }
    let mut workspaces: Vec<Metadata> = Vec::new();
    for manifest in manifests {
        let is_known =
            |cargo: &Metadata| cargo.packages.iter().any(|package| package.manifest_path == manifest);
        if !workspaces.iter().any(is_known) {
            let read = cargo::metadata(&mut session.terminal, &manifest);
            workspaces.push(read.map_err(|error| FindError::Cargo(error, manifest))?);
        }
    }
    let whole = options.manifest.is_some() || options.package.is_some();
    let belongs = |package: &Package| whole || belongs(&*session.system, &workspace.root, package.dir());
    let system = session.system.clone();
    let has_hook = |file: &Utf8Path| system.read_to_string(file).is_ok_and(|text| has_hook(&text));
    let candidates: Vec<(usize, &Package)> = workspaces
        .iter()
        .enumerate()
        .flat_map(|(at, cargo)| cargo.linking().into_iter().map(move |package| (at, package)))
        .filter(|(_, package)| belongs(package))
        .collect();
    match choose(workspace, &candidates, has_hook).map_err(FindError::Choice)? {
        Choice::NoContract => Ok(Found::NoContract),
        Choice::NoBinary => {
            let of = |(_, package): &(usize, &Package)| (package.name.clone(), package.manifest_path.clone());
            Ok(Found::NoBinary(candidates.iter().map(of).collect()))
        }
        Choice::Binary(at, package, target) => {
            let build = BuildOptions {
                manifest: package.manifest_path.clone(),
                bin: target.name.clone(),
                features: options.features,
                locked: false,
            };
            let (main, timeout) = (target.src_path.clone(), options.timeout.unwrap_or(TIMEOUT));
            let cargo = workspaces.swap_remove(at);
            Ok(Found::Binary(Box::new(Binary {
                build,
                main,
                timeout: Duration::from_secs(timeout.into()),
                cargo,
            })))
        }
    }
}

/// `[rust]`, or its defaults.
pub(super) fn options(workspace: &Workspace) -> RustOptions {
    workspace.config.as_ref().and_then(|config| config.options.rust.clone()).unwrap_or_default()
}

/// Whether a source file has the line that answers.
pub(super) fn has_hook(text: &str) -> bool {
    text.lines().any(|line| {
        let code = line.split("//").next().unwrap_or(line);
        code.contains("export!(") || code.contains("export! (") || code.contains("rutter::export::run")
    })
}

/// Whether Cargo might find contracts here, as far as can be told without it.
pub(super) fn may_have_contract(system: &dyn System, workspace: &Workspace) -> bool {
    let manifests = manifests(system, workspace);
    manifests.iter().any(|file| system.read_to_string(file).is_ok_and(|text| text.contains(RUTTER)))
}

/// The `Cargo.toml` files to ask Cargo about, outermost first.
fn manifests(system: &dyn System, workspace: &Workspace) -> Vec<Utf8PathBuf> {
    let (options, root) = (options(workspace), &workspace.root);
    if let Some(stated) = &options.manifest {
        return vec![crate::normalize(&root.join(stated))];
    }
    let mut found = Vec::new();
    // Below a router's folder lie routes, and there may be many.
    let skipped: Vec<Utf8PathBuf> = workspace
        .apps
        .iter()
        .flat_map(|app| ["app", "pages", "src/app", "src/pages", "public"].map(|name| app.dir.join(name)))
        .collect();
    search(system, root, DEPTH, &skipped, &mut found);
    if found.is_empty() && (options.package.is_some() || options.bin.is_some()) {
        let above = root.ancestors().skip(1).map(|folder| folder.join("Cargo.toml"));
        found.extend(above.into_iter().find(|file| system.is_file(file)));
    }
    found
}

/// The nearest `Cargo.toml` on each way down; what lies below one is for Cargo to know.
fn search(
    system: &dyn System,
    folder: &Utf8Path,
    depth: usize,
    skipped: &[Utf8PathBuf],
    found: &mut Vec<Utf8PathBuf>,
) {
    let manifest = folder.join("Cargo.toml");
    if system.is_file(&manifest) {
        found.push(manifest);
        return;
    }
    let Ok(listing) = system.read_dir(folder) else { return };
    for entry in listing.entries.iter().filter(|_| depth > 0) {
        let is_searched = entry.kind == rutter_project::FileKind::Directory
            && !entry.name.starts_with('.')
            && !matches!(entry.name.as_str(), "node_modules" | "target" | "dist" | "build" | "out");
        let below = folder.join(&entry.name);
        if is_searched && !skipped.contains(&below) {
            search(system, &below, depth - 1, skipped, found);
        }
    }
}

/// Whether the macros of a package read the `rutter.routes` of this workspace: it lies in it, and in no other one inside.
fn belongs(system: &dyn System, root: &Utf8Path, dir: &Utf8Path) -> bool {
    // Cargo may know the folder by another path than the user.
    let root = system.canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let dir = system.canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    let nearest = dir.ancestors().take_while(|folder| *folder != root);
    dir.starts_with(&root)
        && !nearest.into_iter().any(|folder| system.is_file(&folder.join(config::FILE_NAME)))
}

/// Which of some packages has the binary.
enum Choice<'a> {
    NoContract,
    NoBinary,
    Binary(usize, &'a Package, &'a Target),
}

fn choose<'a>(
    workspace: &Workspace,
    candidates: &[(usize, &'a Package)],
    has_hook: impl Fn(&Utf8Path) -> bool,
) -> Result<Choice<'a>, Box<Diagnostic>> {
    let options = options(workspace);
    let stated = [("package", &options.package), ("bin", &options.bin)];
    if candidates.is_empty() && stated.iter().all(|(_, name)| name.is_none()) {
        return Ok(Choice::NoContract);
    }
    let binaries: Vec<(usize, &Package, &Target)> = candidates
        .iter()
        .flat_map(|(at, package)| package.binaries().map(move |target| (*at, *package, target)))
        .collect();
    let mut left = binaries.clone();
    for (key, name) in stated {
        let Some(name) = name else { continue };
        let of = |(_, package, target): &(usize, &'a Package, &'a Target)| match key {
            "package" => package.name.as_str(),
            _ => target.name.as_str(),
        };
        let mut known: Vec<&str> = left.iter().map(of).collect();
        known.dedup();
        if !known.contains(&name.as_str()) {
            return Err(Box::new(unknown(workspace, key, name, &known)));
        }
        left.retain(|binary| of(binary) == name);
    }
    let with_hook: Vec<_> =
        left.iter().copied().filter(|(_, _, target)| has_hook(&target.src_path)).collect();
    match (left.as_slice(), with_hook.as_slice()) {
        ([], _) => Ok(Choice::NoBinary),
        ([only], _) | (_, [only]) => Ok(Choice::Binary(only.0, only.1, only.2)),
        (all, []) => Err(Box::new(several(workspace, all))),
        (_, some) => Err(Box::new(several(workspace, some))),
    }
}

/// `rutter.toml` names something that is not there.
fn unknown(workspace: &Workspace, key: &str, name: &str, known: &[&str]) -> Diagnostic {
    let what = if key == "package" { "package with a binary that links rutter" } else { "such binary" };
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let help = match (config::nearest(name, known.iter().copied()), names.as_slice()) {
        (_, []) => "add rutter to the dependencies of the server".to_owned(),
        (Some(near), _) => format!("did you mean `{near}`? There is {}", names.join(", ")),
        (None, _) => format!("there is {}", names.join(", ")),
    };
    let message = format!("`rust.{key}` is {name:?}, and there is no {what}");
    let found = Diagnostic::error("unknown-rust-binary", message).with_help(help);
    match workspace.config.as_ref().and_then(|config| config.locate(&["rust", key])) {
        Some(place) => found.at(place),
        None => found,
    }
}

fn several(workspace: &Workspace, binaries: &[(usize, &Package, &Target)]) -> Diagnostic {
    let lines: String = binaries
        .iter()
        .map(|(_, package, target)| {
            let file = show_from(&workspace.root, &target.src_path);
            format!("\n`{}` of the package `{}`, {file}", target.name, package.name)
        })
        .collect();
    // The binary that a package is named for is its main one.
    let main = binaries.iter().find(|(_, package, target)| package.name == target.name);
    let (_, package, target) = main.unwrap_or(&binaries[0]);
    let packages: BTreeSet<&str> = binaries.iter().map(|(_, package, _)| package.name.as_str()).collect();
    let of_package = binaries.iter().filter(|(_, other, _)| other.name == package.name).count();
    let mut example = String::new();
    if packages.len() > 1 {
        example.push_str(&format!("\npackage = {:?}", package.name));
    }
    if of_package > 1 {
        example.push_str(&format!("\nbin = {:?}", target.name));
    }
    Diagnostic::error(
        "several-rust-binaries",
        "several binaries link rutter, and nothing says which one has the contract",
    )
    .with_why(format!("they are{lines}"))
    .with_help(format!(
        "write `rutter::export!();` into the `main` of that one alone, or name it in {}, for example:\n[rust]{example}",
        config::FILE_NAME
    ))
    .with_file(workspace.root.join(config::FILE_NAME))
}

#[cfg(test)]
mod tests;
