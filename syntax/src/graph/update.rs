//! A graph after a change.
//!
//! What was read of a file stays until the file is among the changed ones. Where only texts changed, and those lead to no
//! other modules of the workspace than before, the modules are the same: they keep their ids, and what was resolved stays
//! too. Everything else is built anew from what was read. Either way, a graph that was updated equals one that was loaded.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::FxHashSet;
use rutter_project::{App, FileKind, System};

use super::load::{self, Extent};
use super::module::{Module, ModuleId, ModuleOrigin, Source};
use super::path::RealPath;
use super::resolve::{Resolver, is_worth_reading};
use super::target::{Answer, BySide, Side, Stored};
use super::walk::{self, Place};
use super::{Kept, LoadStats, ModuleGraph};
use crate::app::LoadedApp;

/// A module whose text is another one.
struct Edited {
    id: ModuleId,
    source: Arc<Source>,
    answers: Vec<BySide<Answer>>,
}

impl ModuleGraph {
    /// The graph after a change; this one stays as it is. `changed` are the files and folders that were written, created
    /// or deleted, as absolute paths, and `system` shows what they are now; nothing else may have changed. `app` and
    /// `loaded` are those of now. A [`super::ModuleId`] of one graph means nothing in the other, unless
    /// [`ModuleGraph::has_modules_of`] says so.
    #[must_use]
    pub fn updated(
        &self,
        system: &Arc<dyn System>,
        app: &App,
        loaded: &LoadedApp,
        changed: &[Utf8PathBuf],
    ) -> Self {
        let place = Place::new(&**system, app, loaded);
        if place == *self.place
            && let Some(edited) = self.edited(&**system, changed)
        {
            return self.with_edited(system, edited);
        }
        let kept = self.kept(&**system, changed);
        let (walked, listed) = walk::walk(&**system, &place, &loaded.diagnostics);
        let resolver = Resolver::new(Arc::clone(system), place.dir.clone(), listed);
        Self::build(Arc::clone(system), place, walked, resolver, Extent::All, kept)
    }

    /// Whether an id of the other graph, of a module of the app or its workspace, means the same module in this one.
    #[must_use]
    pub fn has_modules_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.own_ids, &other.own_ids)
    }

    /// The modules of the app and its workspace that have another text than in the other graph; none if the graphs do not have
    /// the same modules.
    #[must_use]
    pub fn edited_since(&self, other: &Self) -> Option<Vec<ModuleId>> {
        let is_edited =
            |(id, module): &(ModuleId, &Module)| match (module.read_source(), other[*id].read_source()) {
                (Some(source), Some(before)) => !Arc::ptr_eq(source, before),
                (source, before) => source.is_some() || before.is_some(),
            };
        self.has_modules_of(other).then(|| self.modules().filter(is_edited).map(|(id, _)| id).collect())
    }

    /// The modules that changed, if their texts are all that did, and which modules there are does not depend on them.
    fn edited(&self, system: &dyn System, changed: &[Utf8PathBuf]) -> Option<Vec<Edited>> {
        let ids: Option<BTreeSet<ModuleId>> =
            changed.iter().map(|path| self.module_with_text(system, path)).collect();
        let mut edited = Vec::new();
        for id in ids? {
            let (module, source) = (&self[id], Source::read(system, &self[id].path));
            if source.unread.is_some() || module.source().unread.is_some() {
                return None;
            }
            let answers = load::resolve(&self.resolver, &module.path, &source.facts, &Side::ALL, |_| true);
            if !self.leads_to_the_same(module, &answers) {
                return None;
            }
            edited.push(Edited { id, source: Arc::new(source), answers });
        }
        Some(edited)
    }

    /// The module at a path, if it was a plain file and is one.
    fn module_with_text(&self, system: &dyn System, path: &Utf8Path) -> Option<ModuleId> {
        let real = self.place.real(path);
        let id = self.own_ids.get(real.as_str())?;
        let is_plain = matches!(system.link_kind(&real), Ok(FileKind::File))
            && system.canonicalize(&real).is_ok_and(|canonical| canonical == real);
        is_plain.then_some(*id)
    }

    /// Whether a module whose requests mean this leads to the same modules as before, as far as those are there only because
    /// something leads to them, and the graph has the same to say about packages that are not installed.
    fn leads_to_the_same(&self, module: &Module, answers: &[BySide<Answer>]) -> bool {
        let before = module.targets.get().map(|targets| targets.iter().map(OnceLock::get));
        let Some(before) = before.and_then(Iterator::collect::<Option<Vec<&Stored>>>) else { return false };
        let mut reached: FxHashSet<&str> = FxHashSet::default();
        for answer in answers.iter().flatten().flatten() {
            let Answer::File(path) = answer else { continue };
            if ModuleOrigin::of(path, &self.place.dir) != ModuleOrigin::Package {
                if !self.own_ids.contains_key(path) {
                    return false;
                }
                reached.insert(path.as_str());
            }
        }
        let is_listed =
            |path: &str| self.walked.files.binary_search_by(|file| file.as_str().cmp(path)).is_ok();
        let mut was_reached = before.iter().filter_map(|stored| match stored {
            Stored::Module(id) if id.index() < self.own => Some(self[*id].path.as_str()),
            _ => None,
        });
        let asked_before =
            before.iter().any(|it| matches!(it, Stored::External(name) if is_worth_reading(name)));
        let asks = answers
            .iter()
            .flatten()
            .flatten()
            .any(|it| matches!(it, Answer::External(name) if is_worth_reading(name)));
        was_reached.all(|path| reached.contains(path) || is_listed(path))
            && (self.resolver.is_installed() || asked_before == asks)
    }

    /// The same modules, of which some have other texts.
    fn with_edited(&self, system: &Arc<dyn System>, edited: Vec<Edited>) -> Self {
        let before = self.resolver.effort();
        // While the ids are held, no module of a package is added.
        let ids = self.package_ids.read().unwrap_or_else(PoisonError::into_inner);
        let modules: boxcar::Vec<Module> =
            self.modules.iter().map(|(_, module)| module.of_system(system)).collect();
        let package_ids = RwLock::new(ids.clone());
        drop(ids);
        let mut graph = Self {
            system: Arc::clone(system),
            place: Arc::clone(&self.place),
            walked: Arc::clone(&self.walked),
            resolver: Arc::clone(&self.resolver),
            modules,
            own: self.own,
            own_ids: Arc::clone(&self.own_ids),
            package_ids,
            read_packages: Arc::clone(&self.read_packages),
            followed: RwLock::default(),
            followed_types: RwLock::default(),
            declaration_files: self.declaration_files.clone(),
            side_effects: Arc::clone(&self.side_effects),
            diagnostics: self.diagnostics.clone(),
            stats: self.stats,
        };
        let mut bytes = self.stats.bytes;
        for Edited { id, source, answers } in edited {
            bytes = bytes + source.bytes - self[id].size();
            let targets = OnceLock::from(graph.store(&answers));
            if let Some(module) = graph.modules.get_mut(id.index()) {
                *module = module.edited(source, targets);
            }
        }
        let effort = graph.resolver.effort();
        graph.stats = LoadStats {
            bytes,
            requests: effort.asked - before.asked,
            resolved: effort.resolved - before.resolved,
            ..LoadStats { files: self.stats.files, ..LoadStats::default() }
        };
        graph
    }

    /// What was read of the modules that are not among the changed ones.
    fn kept(&self, system: &dyn System, changed: &[Utf8PathBuf]) -> Kept {
        let unchanged = self.unchanged(system, changed);
        let mut kept = Kept::default();
        for (index, module) in &self.modules {
            if let Some(source) = module.read_source().filter(|_| unchanged(&module.path)) {
                let of_origin = if index < self.own { &mut kept.own } else { &mut kept.packages };
                of_origin.insert(RealPath(Arc::clone(&module.path)), Arc::clone(source));
            }
        }
        kept
    }

    /// Whether a module, by its path, is neither among the changed files nor in a changed folder.
    fn unchanged(&self, system: &dyn System, changed: &[Utf8PathBuf]) -> impl Fn(&Utf8Path) -> bool + use<> {
        let mut paths: FxHashSet<String> = FxHashSet::default();
        for path in changed {
            let real = self.place.real(path);
            paths.extend(self.walked.links.get(&real).map(|link| link.as_str().to_owned()));
            paths.insert(system.real_path(&real).into_string());
            paths.insert(real.into_string());
        }
        move |module| {
            let text = module.as_str();
            let folders = text.match_indices(['/', '\\']).map(|(end, _)| &text[..end]);
            !folders.chain([text]).any(|path| paths.contains(path))
        }
    }
}
