//! Modules that are in no file.

use std::sync::{Arc, OnceLock, PoisonError};

use camino::Utf8Path;

use super::module::{Module, ModuleId, ModuleOrigin, Source};
use super::path::RealPath;
use super::target::{Side, Stored};
use super::{ModuleGraph, id};

impl ModuleGraph {
    /// The module of a text that is in no file, such as the client that Prisma makes of its schema. `path` tells it
    /// from others and must be the path of no file; its ending says what kind of text it is. The first text that is
    /// given for a path counts. All its requests mean the module itself.
    pub fn made(&self, path: &Utf8Path, text: &str) -> ModuleId {
        let mut ids = self.package_ids.write().unwrap_or_else(PoisonError::into_inner);
        *ids.entry(RealPath::from(path.to_owned())).or_insert_with_key(|path| {
            let source = Source::of(path, text, None);
            let requests = source.facts.requests.len();
            let module = Module::new(path.clone(), ModuleOrigin::Package, Arc::clone(&self.system));
            let index = self.modules.push(module.with_source(Arc::new(source)));
            // Nobody knows the module yet, so nothing is lost.
            let itself = |_| OnceLock::from(Stored::Module(id(index)));
            let _ = self[id(index)].targets.set((0..requests * Side::ALL.len()).map(itself).collect());
            for target in self[id(index)].type_targets() {
                let _ = target.set(Some(id(index)));
            }
            id(index)
        })
    }
}
