//! What a `tsconfig.json` or `jsconfig.json` says about imports: `paths` and `baseUrl`, its own or inherited.
//!
//! The file is read here and not by the resolver, because a file with a mistake must not take down what it says
//! right, and because it counts for every file below it whatever its `include` says: Next does not look at that.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use oxc_resolver::{ExtendsField, TsConfig};
use rutter_project::{Diagnostic, Location, System};

use super::engines::Engines;

/// The names of the files, the first that exists counts (Next 16.4: `loadJsConfig`).
pub(super) const FILE_NAMES: [&str; 2] = ["tsconfig.json", "jsconfig.json"];

/// Stands for the folder of the file that extends the others.
const CONFIG_DIR: &str = "${configDir}";

/// What a file says about imports.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// Its own `paths`, or those that it inherits.
    paths: Vec<Alias>,
    /// Its own `baseUrl`, or the one that it inherits.
    base_url: Option<Utf8PathBuf>,
    /// The projects it references. Their `paths` count where its own do not match: the file of a solution has none.
    references: Vec<Arc<Config>>,
    /// What is wrong with it, and with what it extends.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What it extends from packages that are not installed.
    pub(super) uninstalled: Vec<Diagnostic>,
    /// Whether some of it is not known, so that what it does not match may be an alias all the same.
    pub(super) is_partial: bool,
}

/// One entry of `paths`.
#[derive(Debug, Clone)]
struct Alias {
    prefix: String,
    /// What stands behind the `*`; none if there is no `*`.
    suffix: Option<String>,
    /// The files it stands for: absolute, with the `*`.
    files: Vec<Utf8PathBuf>,
}

/// What `paths` make of a specifier.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// The files to try, in order.
    pub(super) files: Vec<Utf8PathBuf>,
    /// Whether an entry other than `*` matches.
    pub(super) is_alias: bool,
}

/// The files that were read, each once.
#[derive(Default)]
pub(super) struct Configs {
    read: Mutex<BTreeMap<Utf8PathBuf, Arc<Config>>>,
}

/// Reads one file and what it refers to.
struct Reader<'a> {
    system: &'a dyn System,
    engines: &'a Engines,
    /// The folder of the file that is read, which the files it extends may speak of.
    folder: &'a Utf8Path,
    /// The file that is being read, the one it extends, and so on.
    chain: Vec<Utf8PathBuf>,
    config: Config,
}

/// What files are inherited for.
#[derive(Default)]
struct Inherited {
    paths: Option<Vec<Alias>>,
    base_url: Option<Utf8PathBuf>,
}

impl Configs {
    /// The file at a path, which exists. A file that cannot be read says nothing, and why.
    pub(super) fn get(&self, system: &dyn System, engines: &Engines, path: &Utf8Path) -> Arc<Config> {
        let known = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        known.unwrap_or_else(|| {
            // Two threads may read one file. They read the same.
            let config = Arc::new(read(system, engines, path, true));
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(read.entry(path.to_owned()).or_insert(config))
        })
    }
}

impl Config {
    /// The files that a specifier may stand for.
    pub(super) fn candidates(&self, specifier: &str) -> Candidates {
        let mut found = Candidates::default();
        for config in std::iter::once(self).chain(self.references.iter().map(|config| &**config)) {
            if let Some((alias, star)) = config.alias(specifier) {
                found.is_alias |= !(alias.prefix.is_empty() && alias.suffix.as_deref() == Some(""));
                let files =
                    alias.files.iter().map(|file| Utf8PathBuf::from(file.as_str().replacen('*', star, 1)));
                found.files.extend(files);
            }
            found.files.extend(config.base_url.as_ref().map(|base| base.join(specifier)));
        }
        found
    }

    /// The entry that matches best, and what its `*` stands for. An entry without a `*` comes first, then that with
    /// the longest text before it (TypeScript 5.9: `matchPatternOrExact`).
    fn alias<'s>(&self, specifier: &'s str) -> Option<(&Alias, &'s str)> {
        let matches = self.paths.iter().filter_map(|alias| {
            let rest = specifier.strip_prefix(alias.prefix.as_str())?;
            match &alias.suffix {
                Some(suffix) => Some((alias, rest.strip_suffix(suffix.as_str())?)),
                None => rest.is_empty().then_some((alias, "")),
            }
        });
        matches.max_by_key(|(alias, _)| (alias.suffix.is_none(), alias.prefix.len()))
    }
}

fn read(system: &dyn System, engines: &Engines, path: &Utf8Path, with_references: bool) -> Config {
    let folder = path.parent().unwrap_or(path);
    let mut reader = Reader { system, engines, folder, chain: Vec::new(), config: Config::default() };
    let (inherited, references) = reader.file(path);
    let mut config = reader.config;
    config.paths = inherited.paths.unwrap_or_default();
    config.base_url = inherited.base_url;
    if with_references {
        for reference in references {
            let reference = folder.join(reference);
            let file = if system.is_dir(&reference) { reference.join("tsconfig.json") } else { reference };
            if !system.is_file(&file) {
                let shown = file.strip_prefix(folder).unwrap_or(&file);
                let message = format!("{} references {shown}, which does not exist", name(path));
                let help = "correct `references`; the rest of the file counts all the same";
                config.diagnostics.push(warning(message).with_help(help).with_file(path));
                config.is_partial = true;
                continue;
            }
            let reference = read(system, engines, &normalize(&file), false);
            config.diagnostics.extend(reference.diagnostics.iter().cloned());
            config.uninstalled.extend(reference.uninstalled.iter().cloned());
            config.is_partial |= reference.is_partial;
            config.references.push(Arc::new(reference));
        }
    }
    config
}

impl Reader<'_> {
    /// What a file and those it extends say, and the paths of its references.
    fn file(&mut self, path: &Utf8Path) -> (Inherited, Vec<Utf8PathBuf>) {
        if self.chain.iter().any(|outer| outer == path) {
            let message = format!("{} extends itself, through the files that it extends", name(path));
            self.problem(warning(message).with_help("break the circle in `extends`").with_file(path));
            return Default::default();
        }
        let text = match self.system.read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                let message = format!("{} cannot be read: {}", name(path), error.reason());
                self.problem(without(warning(message)).with_file(path));
                return Default::default();
            }
        };
        let parsed = match TsConfig::parse(true, path.as_std_path(), path.as_std_path(), text) {
            Ok(parsed) => parsed,
            Err(error) => {
                let reason = error.to_string();
                let reason = reason.split(" at line ").next().unwrap_or_default();
                let message = format!("{} cannot be used: {reason}", name(path));
                let (line, column) = (error.line(), error.column());
                let place = Location { file: path.to_owned(), line, column, span: None };
                self.problem(without(warning(message)).at(place));
                return Default::default();
            }
        };
        self.chain.push(path.to_owned());
        let mut inherited = Inherited::default();
        let extended = match &parsed.extends {
            Some(ExtendsField::Single(one)) => std::slice::from_ref(one),
            Some(ExtendsField::Multiple(several)) => several,
            None => &[],
        };
        // Of several files, a later one wins.
        for specifier in extended {
            let Some(base) = self.extended(path, specifier) else { continue };
            let (base, _) = self.file(&base);
            inherited.paths = base.paths.or(inherited.paths);
            inherited.base_url = base.base_url.or(inherited.base_url);
        }
        self.chain.pop();
        let folder = path.parent().unwrap_or(path);
        let options = &parsed.compiler_options;
        if let Some(base) = options.base_url.as_deref().and_then(Utf8Path::from_path) {
            inherited.base_url = Some(self.absolute(folder, base));
        }
        if let Some(paths) = &options.paths {
            let base = inherited.base_url.as_deref().unwrap_or(folder);
            let alias = |(pattern, files): (&String, &Vec<std::path::PathBuf>)| {
                let files = files.iter().filter_map(|file| Utf8Path::from_path(file));
                Alias::new(pattern, files.map(|file| self.absolute(base, file)).collect())
            };
            inherited.paths = Some(paths.iter().map(alias).collect());
        }
        let references = parsed
            .references
            .into_iter()
            .filter_map(|reference| Utf8PathBuf::from_path_buf(reference.path).ok());
        (inherited, references.collect())
    }

    /// The file that `extends` names.
    fn extended(&mut self, path: &Utf8Path, specifier: &str) -> Option<Utf8PathBuf> {
        let folder = path.parent().unwrap_or(path);
        let is_path = specifier.starts_with(['.', '/']);
        let found = if is_path {
            let exact = normalize(&folder.join(specifier));
            let with_extension = Utf8PathBuf::from(format!("{exact}.json"));
            [exact, with_extension].into_iter().find(|file| self.system.is_file(file))
        } else {
            self.engines.config(folder, specifier)
        };
        let is_installed = is_path && !specifier.split('/').any(|part| part == "node_modules");
        if found.is_none() && is_installed {
            let message = format!("{} extends `{specifier}`, which does not exist", name(path));
            let help = "correct `extends`; the rest of the file counts all the same";
            self.problem(warning(message).with_help(help).with_file(path));
        } else if found.is_none() {
            let message = format!("{} extends `{specifier}`, which is not installed", name(path));
            let help = "install the package, or correct `extends`";
            self.config.is_partial = true;
            self.config.uninstalled.push(warning(message).with_help(help).with_file(path));
        }
        found
    }

    fn problem(&mut self, problem: Diagnostic) {
        self.config.is_partial = true;
        self.config.diagnostics.push(problem);
    }

    fn absolute(&self, folder: &Utf8Path, path: &Utf8Path) -> Utf8PathBuf {
        match path.as_str().strip_prefix(CONFIG_DIR) {
            Some(rest) => normalize(&self.folder.join(rest.trim_start_matches('/'))),
            None => normalize(&folder.join(path)),
        }
    }
}

impl Alias {
    fn new(pattern: &str, files: Vec<Utf8PathBuf>) -> Self {
        match pattern.split_once('*') {
            Some((prefix, suffix)) => {
                Self { prefix: prefix.to_owned(), suffix: Some(suffix.to_owned()), files }
            }
            None => Self { prefix: pattern.to_owned(), suffix: None, files },
        }
    }
}

fn warning(message: String) -> Diagnostic {
    Diagnostic::warning("invalid-tsconfig", message)
}

fn without(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.with_help("correct it; until then its `paths` and `baseUrl` are not known, and imports that need them are not followed")
}

fn name(path: &Utf8Path) -> &str {
    path.file_name().unwrap_or(path.as_str())
}

/// A path without `.` and `..`, by its text.
pub(super) fn normalize(path: &Utf8Path) -> Utf8PathBuf {
    let mut normal = Utf8PathBuf::new();
    for component in path.components() {
        match component {
            camino::Utf8Component::CurDir => {}
            camino::Utf8Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}
