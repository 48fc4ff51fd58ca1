//! The Rust files that somebody has asked about, read once for each text.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use rustc_hash::FxHashMap;
use rutter_syntax::graph::is_code;

use super::RustFile;
use super::crates::{rust_files, surrounds};
use crate::inputs::{Change, Inputs, Places};
use crate::snapshot::{Failure, Snapshot};

/// The Rust files of the client.
#[derive(Debug, Default)]
pub(crate) struct RustFiles {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// The revision that everything here is about.
    revision: u64,
    files: FxHashMap<Utf8PathBuf, Arc<RustFile>>,
    /// The files of the client's folders, if somebody has asked for all of them.
    paths: Option<(Arc<Places>, Arc<[Utf8PathBuf]>)>,
}

impl RustFiles {
    /// A Rust file as it is now.
    pub(crate) fn file(&self, inputs: &Inputs, path: &Utf8Path) -> Arc<RustFile> {
        if let Some(known) = self.at(inputs).and_then(|inner| inner.files.get(path).cloned()) {
            return known;
        }
        let file = Arc::new(RustFile::read(&*inputs.system, path));
        if let Some(mut inner) = self.at(inputs) {
            inner.files.insert(path.to_owned(), Arc::clone(&file));
        }
        file
    }

    /// Every Rust file of the client's folders whose crate uses Rutter, in the order of their paths.
    ///
    /// # Errors
    /// If the request was cancelled.
    pub(crate) fn all(&self, snapshot: &Snapshot) -> Result<Vec<(Utf8PathBuf, Arc<RustFile>)>, Failure> {
        let paths = self.paths(&snapshot.inputs);
        snapshot.workers.far.install(|| {
            let read = |path: &Utf8PathBuf| {
                snapshot.cancel.check()?;
                Ok((path.clone(), self.file(&snapshot.inputs, path)))
            };
            paths.par_iter().map(read).collect()
        })
    }

    fn paths(&self, inputs: &Inputs) -> Arc<[Utf8PathBuf]> {
        let known = self.at(inputs).and_then(|inner| inner.paths.clone());
        if let Some((_, paths)) = known.filter(|(places, _)| **places == *inputs.places) {
            return paths;
        }
        let folders = inputs.places.folders.iter();
        let mut paths: Vec<_> = folders.flat_map(|folder| rust_files(&*inputs.system, folder)).collect();
        paths.sort_unstable();
        paths.dedup();
        let paths: Arc<[Utf8PathBuf]> = paths.into();
        if let Some(mut inner) = self.at(inputs) {
            inner.paths = Some((Arc::clone(&inputs.places), Arc::clone(&paths)));
        }
        paths
    }

    /// What is known at a revision; nothing if something newer is.
    fn at(&self, inputs: &Inputs) -> Option<MutexGuard<'_, Inner>> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.revision < inputs.revision {
            inner.update(inputs);
        }
        (inner.revision == inputs.revision).then_some(inner)
    }
}

impl Inner {
    /// Forgets what has changed.
    fn update(&mut self, inputs: &Inputs) {
        match inputs.since(self.revision) {
            Some(changes) if !changes.iter().any(|(path, _)| surrounds(path)) => {
                for (path, change) in changes {
                    self.files.remove(path);
                    // A folder may have any name, so only files of other code are known to be of no interest.
                    let is_listed = path.file_name() == Some(".gitignore")
                        || change == Change::Existence && !is_code(path);
                    if is_listed {
                        self.paths = None;
                    }
                }
            }
            _ => *self = Self::default(),
        }
        self.revision = inputs.revision;
    }
}
