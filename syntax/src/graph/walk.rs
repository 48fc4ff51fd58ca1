//! The files of an app that hold code.
//!
//! Every file below the app's folder counts, whether a route reaches it or not, except what is not the app's own
//! source: what git ignores, `node_modules`, `public` (Next serves it as it is), the folder that Next builds into,
//! folders whose names start with a dot, and other apps. Symbolic links are not followed; what lies behind one is
//! found when it is imported. The files of routes count wherever they are: they are what Next starts from.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use rutter_project::{App, Diagnostic, DirEntry, FileKind, Ignores, NEXT_CONFIG_FILES, System};

use super::path::RealPath;
use super::resolve::{Listed, is_code};
use crate::app::LoadedApp;

/// The app whose files are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Its folder as it was given.
    pub(super) given: Utf8PathBuf,
    /// Its folder without symbolic links.
    pub(super) dir: Utf8PathBuf,
    /// The folder that Next builds into, from the app's folder.
    dist_dir: Utf8PathBuf,
    /// The files of routes, from the app's folder.
    entries: Vec<String>,
}

/// The files of an app.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The files with code, without symbolic links, sorted.
    pub(super) files: Vec<RealPath>,
    /// Where files of routes really are, if that is not where their paths say.
    pub(super) links: BTreeMap<Utf8PathBuf, Utf8PathBuf>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

struct Task {
    dir: Utf8PathBuf,
    ignores: Ignores,
}

/// What is in one folder.
#[derive(Default)]
struct Contents {
    files: Vec<Utf8PathBuf>,
    folders: Vec<Task>,
    /// All entries; none if the folder is not the app's.
    entries: Option<Vec<DirEntry>>,
    diagnostics: Vec<Diagnostic>,
}

impl Place {
    pub(super) fn new(system: &dyn System, app: &App, loaded: &LoadedApp) -> Self {
        Self {
            given: app.dir.clone(),
            dir: system.canonicalize(&app.dir).unwrap_or_else(|_| app.dir.clone()),
            dist_dir: loaded.config.dist_dir.as_str().into(),
            entries: loaded.tree.entries.iter().map(|entry| entry.file.clone()).collect(),
        }
    }

    /// A path in the app's folder as it was given, with what is known of the folder's symbolic links.
    pub(super) fn real(&self, path: &Utf8Path) -> Utf8PathBuf {
        match path.strip_prefix(&self.given) {
            Ok(inside) => self.dir.join(inside),
            Err(_) => path.to_owned(),
        }
    }
}

/// Lists the files of an app, and all that was seen on the way. `known` is what was said about it before, and is not
/// repeated.
pub(super) fn walk(system: &dyn System, place: &Place, known: &[Diagnostic]) -> (Walked, Listed) {
    let mut walked = Walked::default();
    let mut listed = Listed::default();
    let mut tasks = vec![Task { dir: place.dir.clone(), ignores: Ignores::above(system, &place.dir) }];
    while !tasks.is_empty() {
        let visited: Vec<(Utf8PathBuf, Contents)> =
            tasks.into_par_iter().map(|task| visit(system, place, task)).collect();
        tasks = Vec::new();
        for (folder, contents) in visited {
            if let Some(entries) = contents.entries {
                listed.insert(&folder, entries);
            }
            walked.files.extend(contents.files.into_iter().map(RealPath::from));
            walked.diagnostics.extend(contents.diagnostics);
            tasks.extend(contents.folders);
        }
    }
    for entry in &place.entries {
        let path = place.dir.join(entry);
        if !is_code(&path) {
            continue;
        }
        // One that is gone is told when it is read.
        let real = system.canonicalize(&path).unwrap_or_else(|_| path.clone());
        if real != path {
            walked.links.insert(path, real.clone());
        }
        walked.files.push(real.into());
    }
    walked.files.sort_unstable();
    walked.files.dedup();
    walked.diagnostics.retain(|diagnostic| {
        !known.iter().any(|known| known.code == diagnostic.code && known.files == diagnostic.files)
    });
    (walked, listed)
}

fn visit(system: &dyn System, place: &Place, task: Task) -> (Utf8PathBuf, Contents) {
    let mut contents = Contents::default();
    let listing = match system.read_dir(&task.dir) {
        Ok(listing) => listing,
        // It was deleted since its parent was listed.
        Err(error) if error.is_not_found() => return (task.dir, contents),
        Err(error) => {
            let name = task.dir.strip_prefix(&place.dir).unwrap_or(&task.dir);
            let name = if name.as_str().is_empty() { "the folder of the app" } else { name.as_str() };
            let message = format!("{name} is left out: it cannot be listed ({})", error.reason());
            let diagnostic = Diagnostic::warning("unreadable-folder", message)
                .with_help("allow reading it; what is in there is not checked until then");
            contents.diagnostics.push(diagnostic.with_file(&task.dir));
            return (task.dir, contents);
        }
    };
    let at_root = task.dir == place.dir;
    let is_config = |name: &str| NEXT_CONFIG_FILES.contains(&name);
    if !at_root && listing.entries.iter().any(|entry| is_config(&entry.name)) {
        return (task.dir, contents);
    }
    let ignores = task.ignores.inside(system, &task.dir, &listing);
    for entry in &listing.entries {
        let name = entry.name.as_str();
        let path = task.dir.join(name);
        match entry.kind {
            FileKind::File if is_code(&path) && !ignores.ignores(&path, false) => contents.files.push(path),
            FileKind::Directory
                if !name.starts_with('.')
                    && name != "node_modules"
                    && !(at_root && name == "public")
                    && path != place.dir.join(&place.dist_dir)
                    && !ignores.ignores(&path, true) =>
            {
                contents.folders.push(Task { dir: path, ignores: ignores.clone() });
            }
            _ => {}
        }
    }
    contents.entries = Some(listing.entries);
    (task.dir, contents)
}
