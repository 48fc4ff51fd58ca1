//! What a specifier means.
//!
//! [`Resolver::resolve`] turns a specifier and the folder it is written in into an [`Answer`]. Most of the work is
//! oxc_resolver's: `node_modules`, `exports`, `imports`, extensions, links. What a `tsconfig` says is applied here
//! ([`tsconfig`]), and so is what decides between a file that is missing and one that cannot be known.
//!
//! Everything is asked once. A relative specifier is remembered with its folder, any other with its [`Scope`]: the
//! package that the folder belongs to and the `tsconfig` that holds there, which is all that its meaning depends on.
//! So `@/lib/utils` is resolved once, however many folders import it.

mod engines;
mod files;
mod listed;
mod specifier;
mod tsconfig;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::FxHashMap;
use rutter_project::{Diagnostic, System};

use self::engines::{Engines, Form, Found};
pub(super) use self::listed::Listed;
pub(super) use self::specifier::is_worth_reading;
use self::specifier::{Specifier, can_be_package, is_relative, package};
use self::tsconfig::{Config, Configs, FILE_NAMES};
use super::target::{Answer, BySide, Side};
use crate::facts::RequestKind;

/// The extensions of files with code.
const CODE: [&str; 8] = ["ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts"];

/// What is known by specifier, as written.
type Cache<A> = RwLock<FxHashMap<Box<str>, A>>;

/// Resolves the specifiers of one app's modules.
pub(super) struct Resolver {
    system: Arc<dyn System>,
    engines: Engines,
    configs: Configs,
    /// The folder of the app, without symbolic links.
    app: Utf8PathBuf,
    listed: Listed,
    folders: RwLock<FxHashMap<Box<str>, Arc<Folder>>>,
    scopes: Mutex<BTreeMap<ScopeKey, Arc<Scope>>>,
    asked: AtomicU64,
    resolved: AtomicU64,
}

/// A folder with code.
pub(super) struct Folder {
    path: Utf8PathBuf,
    scope: Arc<Scope>,
    relative: Cache<Answer>,
}

/// What decides what a specifier that is not relative means.
pub(super) struct Scope {
    key: ScopeKey,
    /// The `tsconfig` of the app, which is the only one that Next looks at (Next 16.4, found by running it), then the
    /// nearest: what only that one knows does not work, but it is not for this crate to say that it is missing.
    configs: Vec<Arc<Config>>,
    /// Whether there is a `node_modules` folder in it or above it.
    is_installed: bool,
    /// What `import` gets.
    imported: Cache<BySide<Answer>>,
    /// What `require` gets.
    required: Cache<BySide<Answer>>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct ScopeKey {
    /// The nearest folder with a `package.json` or a `node_modules` folder.
    root: Utf8PathBuf,
    /// The nearest `tsconfig`; none in packages that are installed, which were compiled before.
    config: Option<Utf8PathBuf>,
    /// Whether it is in a `node_modules` folder.
    is_installed: bool,
}

/// How often a resolver was asked, and how often it had to look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Effort {
    pub(super) asked: u64,
    pub(super) resolved: u64,
}

impl Resolver {
    /// A resolver for the app in a folder, given without symbolic links. `listed` is what is known of its folders.
    pub(super) fn new(system: Arc<dyn System>, app: Utf8PathBuf, listed: Listed) -> Self {
        Self {
            engines: Engines::new(Arc::clone(&system)),
            system,
            configs: Configs::default(),
            app,
            listed,
            folders: RwLock::default(),
            scopes: Mutex::default(),
            asked: AtomicU64::new(0),
            resolved: AtomicU64::new(0),
        }
    }

    /// The folder at a path without symbolic links.
    pub(super) fn folder(&self, path: &Utf8Path) -> Arc<Folder> {
        let known = self.folders.read().unwrap_or_else(PoisonError::into_inner).get(path.as_str()).cloned();
        known.unwrap_or_else(|| {
            let folder = Arc::new(self.new_folder(path));
            let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(folders.entry(path.as_str().into()).or_insert(folder))
        })
    }

    /// What a specifier means in a folder, at least on the sides that are asked for.
    pub(super) fn resolve(
        &self,
        folder: &Folder,
        specifier: &str,
        kind: RequestKind,
        sides: &[Side],
    ) -> BySide<Answer> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if is_relative(specifier) {
            let known = read(&folder.relative, specifier);
            let answer = known.unwrap_or_else(|| {
                let answer = match Specifier::of(specifier) {
                    Specifier::Relative(path) => self.relative(folder, path),
                    _ => Answer::Ignored,
                };
                write(&folder.relative, specifier, &answer);
                answer
            });
            return [Some(answer.clone()), Some(answer)];
        }
        let form = if kind == RequestKind::Require { Form::Require } else { Form::Import };
        let cache = match form {
            Form::Import => &folder.scope.imported,
            Form::Require => &folder.scope.required,
        };
        let mut answers = read(cache, specifier).unwrap_or_default();
        if sides.iter().any(|side| answers[*side as usize].is_none()) {
            for side in sides {
                let answer = &mut answers[*side as usize];
                answer.get_or_insert_with(|| self.not_relative(&folder.scope, specifier, *side, form));
            }
            write(cache, specifier, &answers);
        }
        answers
    }

    /// The file that says what the types behind a specifier are, for a file without symbolic links: TypeScript, or
    /// JavaScript where nothing else is there.
    pub(super) fn types(&self, file: &Utf8Path, specifier: &str) -> Option<Utf8PathBuf> {
        let folder = self.folder(file.parent().unwrap_or(file));
        let bare = match Specifier::of(specifier) {
            Specifier::Relative(path) => return self.engines.types(file, path),
            Specifier::Builtin(name) => name,
            Specifier::Bare(_) | Specifier::NeverRead(_) => specifier,
            Specifier::Ignored => return None,
        };
        let candidates = folder.scope.configs.iter().flat_map(|config| config.candidates(bare).files);
        let aliased = candidates.filter_map(|candidate| self.engines.types(file, candidate.as_str()));
        aliased.into_iter().next().or_else(|| self.engines.types(file, bare))
    }

    /// The files of declarations that were listed, sorted.
    pub(super) fn declaration_files(&self) -> Vec<Utf8PathBuf> {
        self.listed.files(|name| is_declaration(Utf8Path::new(name)))
    }

    /// What is wrong with the `tsconfig`s that hold in some folders, and what they extend that is not installed.
    pub(super) fn diagnostics<'f>(
        &self,
        folders: impl Iterator<Item = &'f Utf8Path>,
    ) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let mut scopes: Vec<Arc<Scope>> = Vec::new();
        for folder in folders {
            let scope = &self.folder(folder).scope;
            if !scopes.iter().any(|known| Arc::ptr_eq(known, scope)) {
                scopes.push(Arc::clone(scope));
            }
        }
        let configs = || scopes.iter().flat_map(|scope| &scope.configs);
        let wrong = configs().flat_map(|config| &config.diagnostics).cloned().collect();
        (wrong, configs().flat_map(|config| &config.uninstalled).cloned().collect())
    }

    /// Whether there is a folder that packages are installed in, for the app.
    pub(super) fn is_installed(&self) -> bool {
        self.folder(&self.app).scope.is_installed
    }

    pub(super) fn effort(&self) -> Effort {
        Effort { asked: self.asked.load(Ordering::Relaxed), resolved: self.resolved.load(Ordering::Relaxed) }
    }

    fn relative(&self, folder: &Folder, path: &str) -> Answer {
        self.resolved.fetch_add(1, Ordering::Relaxed);
        if !path.ends_with(['/', '.'])
            && let Some(file) = self.listed.file(&folder.join(path))
        {
            return answer(file);
        }
        match self.engines.resolve(Side::Server, Form::Import, &folder.path, path) {
            Found::File(file) => answer(file),
            Found::Missing if !self.engines.is_declaration(&folder.path, path) => Answer::Missing,
            _ => Answer::Ignored,
        }
    }

    fn not_relative(&self, scope: &Scope, specifier: &str, side: Side, form: Form) -> Answer {
        match Specifier::of(specifier) {
            Specifier::Bare(name) => self.bare(scope, name, side, form),
            Specifier::Builtin(name) => Answer::Builtin(name.into()),
            Specifier::NeverRead(name) => Answer::External(name.into()),
            Specifier::Relative(_) | Specifier::Ignored => Answer::Ignored,
        }
    }

    fn bare(&self, scope: &Scope, name: &str, side: Side, form: Form) -> Answer {
        self.resolved.fetch_add(1, Ordering::Relaxed);
        let mut is_alias = false;
        let mut is_declared = false;
        for config in &scope.configs {
            let candidates = config.candidates(name);
            is_alias |= candidates.is_alias;
            for file in &candidates.files {
                let found = match self.listed.file(file) {
                    Some(file) => Found::File(file),
                    None => self.engines.resolve(side, form, &scope.key.root, file.as_str()),
                };
                match found {
                    Found::File(file) => match answer(file) {
                        // `paths` may lead to the types of a package; its code is looked for elsewhere.
                        Answer::Ignored => is_declared = true,
                        answer => return answer,
                    },
                    Found::Missing => {
                        is_declared |= self.engines.is_declaration(&scope.key.root, file.as_str());
                    }
                    _ => {}
                }
            }
        }
        match self.engines.resolve(side, form, &scope.key.root, name) {
            Found::File(file) => return answer(file),
            Found::Builtin(name) => return Answer::Builtin(name.into()),
            Found::Nothing => return Answer::Ignored,
            Found::NotDeclared => return Answer::Missing,
            Found::Missing | Found::Failed => {}
        }
        if is_declared {
            return Answer::Ignored;
        }
        if side == Side::Browser
            && let Found::Builtin(name) = self.engines.resolve(Side::Server, form, &scope.key.root, name)
        {
            return Answer::Builtin(name.into());
        }
        let is_partial = scope.configs.iter().any(|config| config.is_partial);
        if is_alias && !is_partial && (scope.is_installed || !can_be_package(name)) {
            return Answer::Missing;
        }
        Answer::External(package(name))
    }

    fn new_folder(&self, path: &Utf8Path) -> Folder {
        let outer = path.parent().map(|outer| Arc::clone(&self.folder(outer).scope));
        let outer_key = outer.as_ref().map(|outer| &outer.key);
        let is_installed =
            path.file_name() == Some("node_modules") || outer_key.is_some_and(|outer| outer.is_installed);
        let is_root = self.has(path, "package.json") || self.has(path, "node_modules");
        let root = outer_key.filter(|_| !is_root).map_or(path, |outer| &outer.root).to_owned();
        let config = if is_installed {
            None
        } else {
            self.config_in(path).or_else(|| outer_key.and_then(|outer| outer.config.clone()))
        };
        let key = ScopeKey { root, config, is_installed };
        let scope = match outer {
            Some(outer) if outer.key == key => outer,
            _ => self.scope(key),
        };
        Folder { path: path.to_owned(), scope, relative: Cache::default() }
    }

    fn scope(&self, key: ScopeKey) -> Arc<Scope> {
        let known = self.scopes.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        known.unwrap_or_else(|| {
            let of_app = if key.is_installed { None } else { self.config_in(&self.app) };
            let mut paths: Vec<&Utf8PathBuf> = of_app.iter().chain(&key.config).collect();
            paths.dedup();
            let read = |path: &&Utf8PathBuf| self.configs.get(&*self.system, &self.engines, path);
            let scope = Arc::new(Scope {
                configs: paths.iter().map(read).collect(),
                is_installed: key.root.ancestors().any(|folder| self.has(folder, "node_modules")),
                imported: Cache::default(),
                required: Cache::default(),
                key: key.clone(),
            });
            let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(scopes.entry(key).or_insert(scope))
        })
    }

    fn config_in(&self, folder: &Utf8Path) -> Option<Utf8PathBuf> {
        FILE_NAMES.into_iter().find(|name| self.has(folder, name)).map(|name| folder.join(name))
    }

    fn has(&self, folder: &Utf8Path, name: &str) -> bool {
        self.listed.has(folder, name).unwrap_or_else(|| self.system.kind(&folder.join(name)).is_ok())
    }
}

impl Folder {
    /// The path that a relative specifier stands for.
    fn join(&self, relative: &str) -> Utf8PathBuf {
        let mut path = self.path.clone();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    path.pop();
                }
                part => path.push(part),
            }
        }
        path
    }
}

fn read<A: Clone>(cache: &Cache<A>, specifier: &str) -> Option<A> {
    cache.read().unwrap_or_else(PoisonError::into_inner).get(specifier).cloned()
}

/// Keeps what was found. Two threads may resolve one specifier: they find the same, and what one of them loses of the other
/// is found again.
fn write<A: Clone>(cache: &Cache<A>, specifier: &str, found: &A) {
    cache.write().unwrap_or_else(PoisonError::into_inner).insert(specifier.into(), found.clone());
}

/// What a file that was found is.
fn answer(file: Utf8PathBuf) -> Answer {
    if is_declaration(&file) {
        return Answer::Ignored;
    }
    if is_code(&file) { Answer::File(file.into()) } else { Answer::Asset }
}

/// Whether a file holds code, and not only types, by its name.
#[must_use]
pub fn is_code(file: &Utf8Path) -> bool {
    file.extension().is_some_and(|extension| CODE.contains(&extension)) && !is_declaration(file)
}

/// Whether a file holds only types, by its name: `a.d.ts`, also `a.d.css.ts`.
fn is_declaration(file: &Utf8Path) -> bool {
    // By text: this is asked of every import, and to take the path apart costs ten times more.
    let is_typescript = [".ts", ".mts", ".cts"].iter().any(|extension| file.as_str().ends_with(extension));
    is_typescript && file.as_str().contains(".d.") && {
        let name = file.file_name().unwrap_or_default();
        name.rsplit('.').skip(1).take(2).any(|part| part == "d") && name.matches('.').count() > 1
    }
}
