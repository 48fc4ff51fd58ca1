//! A graph after a change.
//!
//! What was read of a file stays until the file is among the changed ones. What was resolved stays as long as only
//! the texts of modules changed: which files exist is then the same. Everything else is built anew from those, so a
//! graph that was updated equals one that was loaded.

use std::mem;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::{FxHashMap, FxHashSet};
use rutter_project::{App, FileKind, System};

use super::ModuleGraph;
use super::load::{Extent, Kept};
use super::module::{Module, Source};
use super::path::RealPath;
use super::resolve::{Listed, Resolver};
use super::target::Answer;
use super::walk::{self, Place};
use crate::app::LoadedApp;

impl ModuleGraph {
    /// Brings the graph up to date. `changed` are the files and folders that were written, created or deleted, as
    /// absolute paths; nothing else may have changed. `app` and `loaded` are those of now. Every [`super::ModuleId`]
    /// of before has lost its meaning.
    pub fn update(
        &mut self,
        system: &Arc<dyn System>,
        app: &App,
        loaded: &LoadedApp,
        changed: &[Utf8PathBuf],
    ) {
        let place = Place::new(&**system, app, loaded);
        let only_texts = Arc::ptr_eq(system, &self.system)
            && place == self.place
            && changed.iter().all(|path| self.is_text_of_module(&**system, path));
        let unchanged = self.unchanged(&**system, changed);
        let mut kept = FxHashMap::default();
        for (_, module) in self.modules() {
            if let Some(source) = module.read_source().filter(|_| unchanged(&module.path)) {
                let answers = if only_texts { self.answers(module) } else { None };
                kept.insert(RealPath(Arc::clone(&module.path)), Kept { source: Arc::clone(source), answers });
            }
        }
        let packages = self.modules.iter().map(|(_, module)| module).skip(self.own);
        let read_packages: FxHashMap<RealPath, Arc<Source>> = packages
            .filter(|module| unchanged(&module.path))
            .filter_map(|module| {
                Some((RealPath(Arc::clone(&module.path)), Arc::clone(module.read_source()?)))
            })
            .collect();
        drop(unchanged);
        let (resolver, walked) = if only_texts {
            let unused = Resolver::new(Arc::clone(system), place.dir.clone(), Listed::default());
            (mem::replace(&mut self.resolver, unused), mem::take(&mut self.walked))
        } else {
            let (walked, listed) = walk::walk(&**system, &place, &loaded.diagnostics);
            (Resolver::new(Arc::clone(system), place.dir.clone(), listed), walked)
        };
        *self = Self::build(Arc::clone(system), place, walked, resolver, Extent::All, kept, read_packages);
    }

    /// Whether a path is that of a module which exists before and after the change, so that its text is all that
    /// can have changed.
    fn is_text_of_module(&self, system: &dyn System, path: &Utf8Path) -> bool {
        let real = self.place.real(path);
        self.own_ids.contains_key(real.as_str())
            && matches!(system.link_kind(&real), Ok(FileKind::File))
            && system.canonicalize(&real).is_ok_and(|canonical| canonical == real)
    }

    /// Whether a module, by its path, is neither among the changed files nor in a changed folder.
    fn unchanged(&self, system: &dyn System, changed: &[Utf8PathBuf]) -> impl Fn(&Utf8Path) -> bool + use<> {
        let mut paths: FxHashSet<String> = FxHashSet::default();
        for path in changed {
            let real = self.place.real(path);
            paths.extend(self.walked.links.get(&real).map(|link| link.as_str().to_owned()));
            paths.insert(canonical(system, &real).into_string());
            paths.insert(real.into_string());
        }
        move |module| {
            let text = module.as_str();
            let folders = text.match_indices(['/', '\\']).map(|(end, _)| &text[..end]);
            !folders.chain([text]).any(|path| paths.contains(path))
        }
    }

    /// What each request of a module was found to mean.
    fn answers(&self, module: &Module) -> Option<Vec<[Answer; 2]>> {
        let targets = module.targets.get()?;
        let answer = |stored: &super::Stored| stored.answer(|id| RealPath(Arc::clone(&self[id].path)));
        Some(targets.iter().map(|[server, browser]| [answer(server), answer(browser)]).collect())
    }
}

/// A path without symbolic links, as far as it exists.
fn canonical(system: &dyn System, path: &Utf8Path) -> Utf8PathBuf {
    let existing = path.ancestors().find_map(|folder| {
        let rest = path.strip_prefix(folder).ok()?;
        Some(system.canonicalize(folder).ok()?.join(rest))
    });
    existing.unwrap_or_else(|| path.to_owned())
}
