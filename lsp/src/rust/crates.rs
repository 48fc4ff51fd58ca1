//! The crates of the client's folders that use Rutter, and what their macros read besides the items.

use std::io::{self, ErrorKind};
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_expand::Surroundings;
use rutter_project::{FileKind, Ignores, System};
use toml::{Table, Value};

const MANIFEST: &str = "Cargo.toml";
/// How deep folders are entered.
const DEEPEST: usize = 64;

/// Whether a path may decide what the macros of a crate say, besides the Rust file that they stand in.
pub(super) fn surrounds(path: &Utf8Path) -> bool {
    let is_config = || path.parent().and_then(Utf8Path::file_name) == Some(".cargo");
    match path.file_name() {
        Some(MANIFEST | "rutter.routes") => true,
        Some(name) => path.extension() == Some("routes") || name.starts_with("config") && is_config(),
        None => false,
    }
}

/// A crate, as cargo shows it to the macros in it.
pub(super) struct Crate<'a> {
    system: &'a dyn System,
    folder: &'a Utf8Path,
    /// The value of `RUTTER_ROUTES`.
    routes: Option<String>,
}

impl<'a> Crate<'a> {
    /// The crate that a file belongs to, if it uses Rutter.
    pub(super) fn of(system: &'a dyn System, file: &'a Utf8Path) -> Option<Self> {
        let folder = file.ancestors().skip(1).find(|folder| system.is_file(&folder.join(MANIFEST)))?;
        let uses = system.read_to_string(&folder.join(MANIFEST)).is_ok_and(|manifest| depends(&manifest));
        uses.then(|| Self { system, folder, routes: stated(system, folder) })
    }
}

impl Surroundings for Crate<'_> {
    fn variable(&self, name: &str) -> Option<String> {
        match name {
            "CARGO_MANIFEST_DIR" => Some(self.folder.to_string()),
            "RUTTER_ROUTES" => self.routes.clone(),
            _ => None,
        }
    }

    fn read(&self, path: &Path) -> io::Result<String> {
        let path = Utf8Path::from_path(path).ok_or(ErrorKind::InvalidFilename)?;
        self.system.read_to_string(path).map_err(|error| {
            let kind = if error.is_not_found() { ErrorKind::NotFound } else { ErrorKind::Other };
            io::Error::new(kind, error.reason().to_string())
        })
    }
}

/// Whether a crate depends on Rutter. Of a manifest that is half written it is enough that Rutter is in it.
fn depends(manifest: &str) -> bool {
    let Ok(manifest) = manifest.parse::<Table>() else { return manifest.contains("rutter") };
    let of_targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let tables = of_targets.filter_map(Value::as_table).chain([&manifest]);
    tables
        .flat_map(|table| {
            ["dependencies", "dev-dependencies", "build-dependencies"].map(|kind| table.get(kind))
        })
        .flatten()
        .any(|dependencies| dependencies.get("rutter").is_some())
}

/// What the environment variable for the routes is set to for a crate: cargo takes it from its configuration, where the nearest file
/// upwards holds (cargo 1.95, `[env]`).
fn stated(system: &dyn System, folder: &Utf8Path) -> Option<String> {
    for around in folder.ancestors() {
        for name in ["config", "config.toml"] {
            let Ok(config) = system.read_to_string(&around.join(".cargo").join(name)) else { continue };
            let Ok(config) = config.parse::<Table>() else { continue };
            let Some(variable) = config.get("env").and_then(|env| env.get("RUTTER_ROUTES")) else { continue };
            if let Some(value) = variable.as_str() {
                return Some(value.to_owned());
            }
            let value = variable.get("value")?.as_str()?;
            let is_relative = variable.get("relative").and_then(Value::as_bool) == Some(true);
            return Some(if is_relative { around.join(value).into_string() } else { value.to_owned() });
        }
    }
    None
}

/// The Rust files of the crates below a folder that use Rutter, in the order of their paths. What git ignores, hidden folders,
/// `target` and `node_modules` are not entered, and no symbolic link is followed.
pub(super) fn rust_files(system: &dyn System, folder: &Utf8Path) -> Vec<Utf8PathBuf> {
    let mut walk = Walk { system, files: Vec::new() };
    walk.folder(folder, &Ignores::above(system, folder), None, DEEPEST);
    walk.files.sort_unstable();
    walk.files
}

struct Walk<'a> {
    system: &'a dyn System,
    files: Vec<Utf8PathBuf>,
}

impl Walk<'_> {
    /// `uses` is whether the crate around uses Rutter; none where that is not known yet.
    fn folder(&mut self, folder: &Utf8Path, ignores: &Ignores, uses: Option<bool>, depth: usize) {
        let Ok(listing) = self.system.read_dir(folder) else { return };
        let Some(depth) = depth.checked_sub(1) else { return };
        let ignores = ignores.inside(self.system, folder, &listing);
        let has_manifest = listing.entries.iter().any(|entry| entry.name == MANIFEST);
        let mut uses = uses.filter(|_| !has_manifest);
        for entry in &listing.entries {
            let path = folder.join(&entry.name);
            match entry.kind {
                FileKind::Directory => {
                    let is_left_out = entry.name.starts_with('.')
                        || ["target", "node_modules"].contains(&entry.name.as_str())
                        || ignores.ignores(&path, true);
                    if !is_left_out {
                        let uses = if has_manifest { Some(self.uses(&path, &mut uses)) } else { uses };
                        self.folder(&path, &ignores, uses, depth);
                    }
                }
                FileKind::File if path.extension() == Some("rs") && !ignores.ignores(&path, false) => {
                    if self.uses(&path, &mut uses) {
                        self.files.push(path);
                    }
                }
                FileKind::File | FileKind::Symlink | FileKind::Other => {}
            }
        }
    }

    fn uses(&self, path: &Utf8Path, known: &mut Option<bool>) -> bool {
        *known.get_or_insert_with(|| Crate::of(self.system, path).is_some())
    }
}
