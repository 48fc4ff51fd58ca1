//! The modules of an app and how they are connected: the one place where files meet.
//!
//! [`ModuleGraph::load`] reads every file of an app that holds code, and every module of the workspace that those
//! reach, in parallel. Installed packages are resolved and read when someone asks what is in them, and only then.
//! From then on the graph answers two questions. [`ModuleGraph::target`] says which module a request means, which
//! depends on the [`Environment`]; [`ModuleGraph::follow`] says which module declares an export.
//!
//! Loading cannot fail. What is wrong with the files of the app is in [`ModuleGraph::diagnostics`], each thing once,
//! and the rest is there. The same files give the same graph, whatever the number of threads.
//!
//! Work is done on the threads of the caller's rayon pool. Use one of [`workers`](crate::workers): it parses faster.

mod follow;
mod glance;
mod load;
mod made;
mod module;
mod path;
mod resolve;
mod side_effects;
mod target;
mod types;
mod update;
mod walk;

use std::fmt;
use std::ops::Index;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use camino::Utf8Path;
use rustc_hash::FxHashMap;
use rutter_project::{App, Diagnostic, System};

pub use follow::ExportOrigin;
pub use module::{Module, ModuleId, ModuleOrigin};
pub use resolve::is_code;
pub use target::{Environment, Target};
pub use types::TypeOrigin;

use self::load::{Content, Extent, Loaded};
use self::module::{Source, Unread};
use self::path::RealPath;
use self::resolve::{Resolver, is_worth_reading};
use self::side_effects::SideEffects;
use self::target::{Answer, BySide, Side, Stored, Targets};
use self::types::FollowedTypes;
use self::walk::{Place, Walked};
use crate::app::LoadedApp;
use crate::facts::{Id as _, Request, RequestId};

/// The modules of one app.
pub struct ModuleGraph {
    system: Arc<dyn System>,
    place: Arc<Place>,
    walked: Arc<Walked>,
    resolver: Arc<Resolver>,
    /// The modules of the app and its workspace, sorted by path, then those of packages.
    modules: boxcar::Vec<Module>,
    /// How many modules the app and its workspace have.
    own: usize,
    own_ids: Arc<FxHashMap<RealPath, ModuleId>>,
    package_ids: RwLock<FxHashMap<RealPath, ModuleId>>,
    /// What was read of packages before an update, for when they are asked for again.
    read_packages: Arc<FxHashMap<RealPath, Arc<Source>>>,
    followed: RwLock<Followed>,
    followed_types: RwLock<FollowedTypes>,
    declaration_files: OnceLock<Vec<ModuleId>>,
    side_effects: Arc<SideEffects>,
    diagnostics: Vec<Diagnostic>,
    stats: LoadStats,
}

/// What was read of files that are still the same: those of the app and its workspace, and those of packages.
#[derive(Default)]
struct Kept {
    own: FxHashMap<RealPath, Arc<Source>>,
    packages: FxHashMap<RealPath, Arc<Source>>,
}

/// What was found by following exports.
type Followed = FxHashMap<(ModuleId, Environment), FxHashMap<Box<str>, ExportOrigin>>;

/// What loading a graph took.
#[derive(Debug, Clone, Copy, Default)]
pub struct LoadStats {
    /// How many files of the app and its workspace were looked at.
    pub files: usize,
    /// The size of their texts together.
    pub bytes: usize,
    /// Listing the folders, of wall time.
    pub walk: Duration,
    /// Reading and parsing, of wall time.
    pub read: Duration,
    /// Resolving, of wall time.
    pub resolve: Duration,
    /// How many requests were resolved: those of all modules, or after an update of those that changed.
    pub requests: u64,
    /// How many of those could not be answered from memory.
    pub resolved: u64,
}

impl ModuleGraph {
    /// Reads the modules of an app. `system` has to show the same files for as long as the graph lives.
    #[must_use]
    pub fn load(system: &Arc<dyn System>, app: &App, loaded: &LoadedApp) -> Self {
        Self::load_extent(system, app, loaded, Extent::All)
    }

    /// Reads what may run on the server: what its entries reach, up to the modules with `'use client'`, and actions
    /// with what those reach. Any other file of the app is a module too, and is read when someone asks for its facts.
    /// Of other packages of the workspace, those modules that nothing of the server imports are left out.
    #[must_use]
    pub fn load_server(system: &Arc<dyn System>, app: &App, loaded: &LoadedApp) -> Self {
        let dir = system.canonicalize(&app.dir).unwrap_or_else(|_| app.dir.clone());
        let entries = loaded.tree.entries.iter().filter(|entry| {
            Environment::of_entry(entry.kind) == Some(Environment::Server)
                && is_code(entry.file.as_str().into())
        });
        let mut entries: Vec<RealPath> = entries
            .map(|entry| dir.join(&entry.file))
            .map(|path| system.canonicalize(&path).unwrap_or(path).into())
            .collect();
        entries.sort_unstable();
        entries.dedup();
        Self::load_extent(system, app, loaded, Extent::Server(entries))
    }

    fn load_extent(system: &Arc<dyn System>, app: &App, loaded: &LoadedApp, extent: Extent) -> Self {
        let place = Place::new(&**system, app, loaded);
        let start = Instant::now();
        let (walked, listed) = walk::walk(&**system, &place, &loaded.diagnostics);
        let walk = start.elapsed();
        let resolver = Resolver::new(Arc::clone(system), place.dir.clone(), listed);
        let mut graph = Self::build(Arc::clone(system), place, walked, resolver, extent, Kept::default());
        graph.stats.walk = walk;
        graph
    }

    /// The modules of the app and its workspace, sorted by path. Modules of packages are not among them.
    pub fn modules(&self) -> impl ExactSizeIterator<Item = (ModuleId, &Module)> {
        (0..self.own).map(|index| {
            let id = id(index);
            (id, &self[id])
        })
    }

    /// The module at a path: as [`Module::path`] has it, or as a file of the app's folder.
    #[must_use]
    pub fn find(&self, path: &Utf8Path) -> Option<ModuleId> {
        let known = |path: &Utf8Path| {
            let packages = self.package_ids.read().unwrap_or_else(PoisonError::into_inner);
            self.own_ids.get(path.as_str()).or_else(|| packages.get(path.as_str())).copied()
        };
        known(path).or_else(|| {
            let real = self.place.real(path);
            let linked = self.walked.links.get(&real);
            known(linked.unwrap_or(&real))
        })
    }

    /// What a request of a module means in an environment. The request must be one of that module.
    #[must_use]
    pub fn target(&self, module: ModuleId, request: RequestId, environment: Environment) -> Target<'_> {
        let module = &self[module];
        let facts = module.facts();
        let side = environment.side();
        let targets = module
            .targets
            .get_or_init(|| (0..facts.requests.len() * Side::ALL.len()).map(|_| OnceLock::new()).collect());
        let target = targets.get(request.index() * Side::ALL.len() + side as usize);
        let Some(target) = target else { return Target::Ignored };
        let target = target.get_or_init(|| {
            let folder = self.resolver.folder(module.path.parent().unwrap_or(&module.path));
            let Request { specifier, kind, .. } = facts[request];
            let answers = self.resolver.resolve(&folder, &facts[specifier], kind, &[side]);
            let answer = answers[side as usize].as_ref();
            answer.map_or(Stored::Ignored, |answer| Stored::of(answer, |path| self.id_of(path)))
        });
        target.target()
    }

    /// What is wrong with the files of the app and its workspace, beyond their text: files that cannot be read, and a
    /// `tsconfig` that cannot be used. Sorted by file.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What loading took.
    #[must_use]
    pub fn stats(&self) -> LoadStats {
        self.stats
    }

    fn build(
        system: Arc<dyn System>,
        place: Place,
        walked: Walked,
        resolver: Resolver,
        extent: Extent,
        kept: Kept,
    ) -> Self {
        let (loaded, took) = load::load(&*system, &resolver, &place.dir, &walked.files, extent, kept.own);
        let effort = resolver.effort();
        let stats = LoadStats {
            files: loaded.len(),
            bytes: loaded.iter().filter_map(|module| Some(module.source()?.bytes)).sum(),
            walk: Duration::ZERO,
            read: took.read,
            resolve: took.resolve,
            requests: effort.asked,
            resolved: effort.resolved,
        };
        let mut graph = Self {
            system,
            place: Arc::new(place),
            walked: Arc::new(walked),
            resolver: Arc::new(resolver),
            modules: boxcar::Vec::with_capacity(loaded.len()),
            own: 0,
            own_ids: Arc::default(),
            package_ids: RwLock::default(),
            read_packages: Arc::new(kept.packages),
            followed: RwLock::default(),
            followed_types: RwLock::default(),
            declaration_files: OnceLock::new(),
            side_effects: Arc::default(),
            diagnostics: Vec::new(),
            stats,
        };
        graph.assemble(loaded);
        graph
    }

    /// Gives each module its id, and each request its module.
    fn assemble(&mut self, loaded: Vec<Loaded>) {
        self.diagnostics = self.all_diagnostics(&loaded);
        let is_gone = |module: &Loaded| unread(module).is_some_and(|unread| unread.is_gone);
        let (gone, loaded): (Vec<Loaded>, Vec<Loaded>) = loaded.into_iter().partition(is_gone);
        self.own = loaded.len();
        let own_ids = loaded.iter().enumerate().map(|(index, module)| (module.path.clone(), id(index)));
        self.own_ids = Arc::new(own_ids.collect());
        for module in &loaded {
            let origin = ModuleOrigin::of(&module.path, &self.place.dir);
            let shell = Module::new(module.path.clone(), origin, Arc::clone(&self.system));
            self.modules.push(match &module.content {
                Content::Read(source) => shell.with_source(Arc::clone(source)),
                Content::Glanced(glance) => shell.with_glance(*glance),
            });
        }
        for (index, mut module) in loaded.into_iter().enumerate() {
            if !gone.is_empty() {
                module.forget(&gone);
            }
            if let Some(answers) = &module.answers {
                // Fresh modules have no targets yet, so there is nothing to lose.
                let _ = self[id(index)].targets.set(self.store(answers));
            }
        }
    }

    fn all_diagnostics(&self, loaded: &[Loaded]) -> Vec<Diagnostic> {
        let mut all = self.walked.diagnostics.clone();
        for module in loaded {
            all.extend(unread(module).map(|unread| unread.diagnostic.clone()));
        }
        let folders = loaded.iter().filter_map(|module| module.path.parent());
        let (wrong, uninstalled) = self.resolver.diagnostics(folders.chain([&*self.place.dir]));
        all.extend(wrong);
        let is_missed = |answer: &Answer| matches!(answer, Answer::External(name) if is_worth_reading(name));
        if self.resolver.is_installed() {
            all.extend(uninstalled);
        } else if !uninstalled.is_empty() || loaded.iter().flat_map(Loaded::answers).any(is_missed) {
            all.push(not_installed().with_file(&self.place.given));
        }
        let place = |diagnostic: &Diagnostic| {
            let location = diagnostic.location.as_ref();
            let file =
                location.map(|location| location.file.clone()).or_else(|| diagnostic.files.first().cloned());
            (file, location.map(|location| (location.line, location.column)), diagnostic.message.clone())
        };
        all.sort_by_cached_key(place);
        all.dedup();
        all
    }

    fn store(&self, answers: &[BySide<Answer>]) -> Targets {
        let stored = |answer: &Answer| Stored::of(answer, |path| self.id_of(path));
        let by_side = |[server, browser]: &BySide<Answer>| {
            let first = server.as_ref().map(stored);
            let second = if browser == server { first.clone() } else { browser.as_ref().map(stored) };
            [first, second].map(|known| known.map_or_else(OnceLock::new, OnceLock::from))
        };
        answers.iter().flat_map(by_side).collect()
    }

    /// The id of the module at a path without symbolic links, which is a package's if it has none yet.
    fn id_of(&self, path: &RealPath) -> ModuleId {
        if let Some(known) = self.own_ids.get(path) {
            return *known;
        }
        if let Some(known) = self.package_ids.read().unwrap_or_else(PoisonError::into_inner).get(path) {
            return *known;
        }
        let mut ids = self.package_ids.write().unwrap_or_else(PoisonError::into_inner);
        *ids.entry(path.clone()).or_insert_with(|| {
            let origin = ModuleOrigin::of(path, &self.place.dir);
            let module = Module::new(path.clone(), origin, Arc::clone(&self.system));
            id(self.modules.push(match self.read_packages.get(path) {
                Some(source) => module.with_source(Arc::clone(source)),
                None => module,
            }))
        })
    }

    fn followed(&self, module: ModuleId, name: &str, environment: Environment) -> Option<ExportOrigin> {
        let followed = self.followed.read().unwrap_or_else(PoisonError::into_inner);
        followed.get(&(module, environment))?.get(name).cloned()
    }

    fn remember_followed(
        &self,
        module: ModuleId,
        name: &str,
        environment: Environment,
        origin: &ExportOrigin,
    ) {
        let mut followed = self.followed.write().unwrap_or_else(PoisonError::into_inner);
        followed.entry((module, environment)).or_default().insert(name.into(), origin.clone());
    }
}

impl Index<ModuleId> for ModuleGraph {
    type Output = Module;
    fn index(&self, id: ModuleId) -> &Module {
        &self.modules[id.0 as usize]
    }
}

impl fmt::Debug for ModuleGraph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paths = self.modules().map(|(_, module)| &module.path);
        f.debug_struct("ModuleGraph").field("modules", &paths.collect::<Vec<_>>()).finish_non_exhaustive()
    }
}

/// Why there are no facts of a module.
fn unread(module: &Loaded) -> Option<&Unread> {
    module.source()?.unread.as_deref()
}

fn not_installed() -> Diagnostic {
    let message = "no packages are installed, so what is imported from them is not known";
    let help = "install them before the check, to have what comes from packages checked too";
    Diagnostic::note("packages-not-installed", message).with_help(help)
}

/// The id of the `index`-th module. There are fewer than 2^32: their paths alone would not fit into memory.
fn id(index: usize) -> ModuleId {
    ModuleId(u32::try_from(index).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
