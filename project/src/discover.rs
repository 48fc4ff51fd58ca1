//! Which apps there are.
//!
//! The root of the workspace is the nearest folder above with a `rutter.toml`, else the nearest that looks like the
//! root of a repository, else the folder where the command was started. The apps are those that `rutter.toml`
//! names; if it names none, or is not there, they are looked for below the root ([`find`]).

pub(crate) mod find;

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use camino::{Utf8Path, Utf8PathBuf};

use crate::app::{App, table_key};
use crate::config::{self, AppOptions, Config, nearest, normalize};
use crate::diagnostic::Diagnostic;
use crate::package::Package;
use crate::system::{System, SystemError};

/// The apps of a repository, and where they were read from.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The folder that `rutter.toml` is in, or would be.
    pub root: Utf8PathBuf,
    /// `rutter.toml`, if there is one.
    pub config: Option<Config>,
    /// The apps, sorted by name; at least one.
    pub apps: Vec<App>,
    /// What was noticed while looking around. None of it keeps a command from running.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why the apps could not be found.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// `rutter.toml` is wrong.
    #[error("{file} cannot be used: {} found", count(diagnostics.len(), "error"))]
    Config {
        /// Where it is.
        file: Utf8PathBuf,
        /// What is wrong with it, in the order of the file.
        diagnostics: Vec<Diagnostic>,
    },
    /// A folder or file could not be read.
    #[error(transparent)]
    System(#[from] SystemError),
}

/// Why an app could not be selected.
#[derive(Debug, thiserror::Error)]
pub enum SelectError {
    /// No app has this name.
    #[error(
        "there is no app `{name}`{}; the apps are {}",
        nearest.as_ref().map_or_else(String::new, |near| format!(" (did you mean `{near}`?)")),
        known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    )]
    Unknown {
        /// What was asked for.
        name: String,
        /// The name that is nearest, if one is near.
        nearest: Option<String>,
        /// All names.
        known: Vec<String>,
    },
}

/// An app before its settings are resolved.
struct Candidate {
    /// The name that `rutter.toml` gives it.
    name: Option<String>,
    path: Utf8PathBuf,
    options: AppOptions,
}

impl Workspace {
    /// Finds the apps, starting from an absolute path of a folder.
    ///
    /// If there is no app at all, `start` itself counts as one, so that a bare folder with `app/` in it works and a
    /// folder without gets the route tree's own message.
    pub fn discover(system: &dyn System, start: &Utf8Path) -> Result<Self, DiscoverError> {
        // A start that does not exist is an error of its own; every other file on the way may be missing.
        system.read_dir(start)?;
        let (root, config) = match config_above(system, start)? {
            Some(config) => (config.file.parent().unwrap_or(start).to_owned(), Some(config)),
            None => (repository_root(system, start), None),
        };
        let mut diagnostics = Vec::new();
        let candidates = match config.as_ref().map(candidates_of_config) {
            Some(candidates) if !candidates.is_empty() => candidates,
            _ => {
                let paths;
                (paths, diagnostics) = find_apps(system, &root, start);
                let unnamed = |path| Candidate { name: None, path, options: AppOptions::default() };
                paths.into_iter().map(unnamed).collect()
            }
        };
        let mut apps = resolve(system, &root, candidates);
        apps.sort_by(|a, b| a.name.cmp(&b.name));
        if let Some(config) = &config {
            let wrong = wrong_places(system, config, &apps);
            if !wrong.is_empty() {
                return Err(DiscoverError::Config { file: config.file.clone(), diagnostics: wrong });
            }
        }
        Ok(Self { root, config, apps, diagnostics })
    }

    /// The apps that a command is about: the one called `name`; without a name the app whose folder `cwd` is in
    /// (the innermost, if they are nested); at the root of the workspace or outside every app, all.
    pub fn selected(&self, cwd: &Utf8Path, name: Option<&str>) -> Result<Vec<&App>, SelectError> {
        if let Some(name) = name {
            return match self.apps.iter().find(|app| app.name == name) {
                Some(app) => Ok(vec![app]),
                None => Err(SelectError::Unknown {
                    name: name.to_owned(),
                    nearest: nearest(name, self.apps.iter().map(|app| app.name.as_str())).map(str::to_owned),
                    known: self.apps.iter().map(|app| app.name.clone()).collect(),
                }),
            };
        }
        if cwd != self.root {
            let around = self.apps.iter().filter(|app| app.contains(cwd));
            if let Some(innermost) = around.max_by_key(|app| app.path.components().count()) {
                return Ok(vec![innermost]);
            }
        }
        Ok(self.apps.iter().collect())
    }
}

impl Workspace {
    /// Finds the apps of the repository of a single file. None if the file is in no app: then nothing is searched for
    /// any.
    pub fn around(system: &dyn System, file: &Utf8Path) -> Option<Result<Self, DiscoverError>> {
        find::around(system, file).map(|folder| Self::discover(system, &folder))
    }

    /// Takes a folder for an app that was asked for by its path: one with a router's folder that lies in none of the
    /// apps, though `rutter.toml` may name others.
    pub fn include(&mut self, system: &dyn System, dir: &Utf8Path) {
        let is_known = self.apps.iter().any(|app| app.contains(dir));
        if is_known || !find::has_router(system, dir) {
            return;
        }
        let path = dir.strip_prefix(&self.root).unwrap_or(dir).to_owned();
        let mut own =
            resolve(system, &self.root, vec![Candidate { name: None, path, options: AppOptions::default() }]);
        self.apps.append(&mut own);
        self.apps.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

fn config_above(system: &dyn System, start: &Utf8Path) -> Result<Option<Config>, DiscoverError> {
    let Some(file) =
        start.ancestors().map(|folder| folder.join(config::FILE_NAME)).find(|file| system.is_file(file))
    else {
        return Ok(None);
    };
    let text = system.read_to_string(&file)?;
    match Config::parse(&file, &text) {
        Ok(config) => Ok(Some(config)),
        Err(diagnostics) => Err(DiscoverError::Config { file, diagnostics }),
    }
}

fn repository_root(system: &dyn System, start: &Utf8Path) -> Utf8PathBuf {
    let is_root = |folder: &&Utf8Path| {
        system.is_file(&folder.join("pnpm-workspace.yaml"))
            || Package::read(system, folder).is_ok_and(|package| package.is_some_and(|it| it.has_workspaces()))
            // In a linked work tree, `.git` is a file.
            || system.kind(&folder.join(".git")).is_ok()
    };
    start.ancestors().find(is_root).unwrap_or(start).to_owned()
}

fn candidates_of_config(config: &Config) -> Vec<Candidate> {
    let path = |options: &AppOptions| normalize(options.path.as_deref().unwrap_or("."));
    let options = &config.options;
    let only = options.app.iter().map(|app| Candidate { name: None, path: path(app), options: app.clone() });
    let named = options.apps.iter().map(|(name, app)| Candidate {
        name: Some(name.clone()),
        path: path(app),
        options: app.clone(),
    });
    only.chain(named).collect()
}

/// The folders of the apps below the root. `start` is one of them if it has a router's folder and lies in none of
/// the others (a fixture without a `package.json`, say), and if there are no others.
fn find_apps(system: &dyn System, root: &Utf8Path, start: &Utf8Path) -> (Vec<Utf8PathBuf>, Vec<Diagnostic>) {
    let (mut paths, diagnostics) = find::find(system, root);
    let here = start.strip_prefix(root).unwrap_or(Utf8Path::new(""));
    let outside = !paths.iter().any(|path| here.starts_with(path));
    if paths.is_empty() || (outside && find::has_router(system, start)) {
        paths.push(here.to_owned());
    }
    (paths, diagnostics)
}

fn resolve(system: &dyn System, root: &Utf8Path, candidates: Vec<Candidate>) -> Vec<App> {
    let names = unique_names(system, root, &candidates);
    let is_only = candidates.len() == 1;
    let app = |(candidate, name): (Candidate, String)| {
        let dir =
            if candidate.path.as_str().is_empty() { root.to_owned() } else { root.join(&candidate.path) };
        let settings = candidate.options.resolve(system.is_dir(&dir.join("src")));
        let is_named = candidate.name.is_some();
        let table =
            if is_only && !is_named { "app".to_owned() } else { format!("apps.{}", table_key(&name)) };
        App { name, dir, path: candidate.path, table, settings }
    };
    candidates.into_iter().zip(names).map(app).collect()
}

/// A name for each app: the one given in `rutter.toml`, else that of its `package.json` without the scope, else
/// that of its folder. Apps that would share a name are called by their path instead.
fn unique_names(system: &dyn System, root: &Utf8Path, candidates: &[Candidate]) -> Vec<String> {
    let wanted: Vec<String> = candidates
        .iter()
        .map(|candidate| match &candidate.name {
            Some(name) => name.clone(),
            None => own_name(system, &root.join(&candidate.path), &candidate.path),
        })
        .collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &wanted {
        *uses.entry(name).or_default() += 1;
    }
    // The root has no path to be called by, and keeps its name.
    let keeps_name =
        |(name, candidate): (&String, &Candidate)| uses[name.as_str()] == 1 || candidate.path == "";
    let kept: Vec<bool> = wanted.iter().zip(candidates).map(keeps_name).collect();
    let mut taken: BTreeSet<String> =
        wanted.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(name, _)| name.clone()).collect();
    let mut names = Vec::new();
    for ((name, kept), candidate) in wanted.iter().zip(kept).zip(candidates) {
        if kept {
            names.push(name.clone());
            continue;
        }
        let by_path = plain_name(candidate.path.as_str());
        // `a/b` and `a-b` are different folders with the same plain name.
        let numbered = (2..).map(|number| format!("{by_path}-{number}"));
        let free = iter::once(by_path.clone()).chain(numbered).find(|name| !taken.contains(name));
        let name = free.unwrap_or(by_path);
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

fn own_name(system: &dyn System, dir: &Utf8Path, path: &Utf8Path) -> String {
    let package = Package::read(system, dir).ok().flatten();
    let in_package = package.as_ref().and_then(Package::name).map(|name| match name.rsplit_once('/') {
        Some((_, unscoped)) => plain_name(unscoped),
        None => plain_name(name),
    });
    match in_package {
        Some(name) if !name.is_empty() => name,
        // The root's own folder has another name on each machine.
        _ => path.file_name().map_or_else(|| "app".to_owned(), plain_name),
    }
}

/// A name of letters, digits, `-`, `_` and `.` only, so that it needs no quotes anywhere.
fn plain_name(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect()
}

/// What `rutter.toml` says that is right by itself but does not fit the disk or another app.
fn wrong_places(system: &dyn System, config: &Config, apps: &[App]) -> Vec<Diagnostic> {
    let mut wrong = Vec::new();
    let at = |diagnostic: Diagnostic, app: &App, key: &str| {
        let place = if config.options.app.is_some() {
            config.locate(&["app", key])
        } else {
            config.locate(&["apps", &app.name, key])
        };
        match place {
            Some(location) => diagnostic.at(location),
            None => diagnostic.with_file(&config.file),
        }
    };
    for app in apps {
        if !system.is_dir(&app.dir) {
            let diagnostic = Diagnostic::error(
                "missing-app-folder",
                format!("the app `{}` is said to be in {}, but there is no such folder", app.name, app.path),
            )
            .with_help("correct `path`, which is taken from the folder of rutter.toml");
            wrong.push(at(diagnostic, app, "path"));
        }
    }
    for app in apps {
        let out = &app.settings.out;
        let dist_dir = app.settings.next.dist_dir.as_deref().unwrap_or(".next");
        let served = ["pages", "src/pages", "public", dist_dir];
        if let Some(folder) = served.into_iter().find(|folder| out.starts_with(folder)) {
            let why = match folder {
                "public" => "Next serves every file in it",
                "pages" | "src/pages" => "every file in it becomes a page",
                _ => "Next deletes it",
            };
            let diagnostic = Diagnostic::error(
                "output-in-special-folder",
                format!("`{out}` cannot hold generated code: {why}"),
            )
            .with_help("choose a folder of its own, such as \"rutter\" or \"src/rutter\"");
            wrong.push(at(diagnostic, app, "out"));
        }
    }
    // Each run deletes generated files in its own folder that it did not plan: those of the other app.
    for (index, app) in apps.iter().enumerate() {
        for other in &apps[index + 1..] {
            let (a, b) = (app.out_dir(), other.out_dir());
            if a.starts_with(&b) || b.starts_with(&a) {
                let diagnostic = Diagnostic::error(
                    "shared-output-folder",
                    format!(
                        "the generated files of `{}` and `{}` would go into one folder",
                        app.name, other.name
                    ),
                )
                .with_help("give each app an `out` of its own, neither inside the other");
                wrong.push(at(diagnostic, other, "out"));
            }
        }
    }
    wrong.sort_by_key(|diagnostic| {
        diagnostic.location.as_ref().map(|location| (location.line, location.column))
    });
    wrong
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests;
