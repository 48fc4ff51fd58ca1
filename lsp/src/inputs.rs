//! What the apps are made of at a moment: the disk, with the open documents before it, and what has changed since when.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::System;

use crate::overlay::Overlay;
use crate::text::Text;

/// How a path has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It is a file as before, with another text.
    Text,
    /// It may have come or gone.
    Existence,
}

/// Where the client works.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Places {
    /// Its folders, sorted.
    pub(crate) folders: Vec<Utf8PathBuf>,
    /// The open files that lie in none of them, sorted.
    pub(crate) outside: Vec<Utf8PathBuf>,
}

/// The inputs at one moment. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Inputs {
    /// Grows with every change.
    pub(crate) revision: u64,
    /// Shows the texts of open documents, and the disk behind them. What it shows of documents never changes.
    pub(crate) system: Arc<dyn System>,
    /// The texts of the open documents, by path.
    pub(crate) open: Arc<BTreeMap<Utf8PathBuf, Text>>,
    pub(crate) places: Arc<Places>,
    /// The revision before which nobody knows what changed since.
    horizon: u64,
    /// Each path that changed since then.
    changes: Arc<BTreeMap<Utf8PathBuf, LastChanged>>,
}

/// The revisions in which a path changed last.
#[derive(Debug, Clone, Copy, Default)]
struct LastChanged {
    text: u64,
    existence: u64,
}

/// The inputs as they are now. The loop changes them, and work takes a copy.
#[derive(Debug)]
pub(crate) struct CurrentInputs {
    disk: Arc<dyn System>,
    now: Mutex<Inputs>,
}

/// How many changes are kept. Whoever has not looked since then has to read everything again.
const MOST_CHANGES: usize = 50_000;

impl Inputs {
    /// What changed after a revision, in the order of the paths. None if anything may have.
    pub(crate) fn since(&self, revision: u64) -> Option<Vec<(&Utf8Path, Change)>> {
        if revision < self.horizon {
            return None;
        }
        let later = self.changes.iter().filter_map(|(path, last)| {
            let change = match last {
                _ if last.existence > revision => Change::Existence,
                _ if last.text > revision => Change::Text,
                _ => return None,
            };
            Some((path.as_path(), change))
        });
        Some(later.collect())
    }
}

impl CurrentInputs {
    pub(crate) fn new(disk: Arc<dyn System>) -> Self {
        let now = Inputs {
            revision: 1,
            system: Arc::clone(&disk),
            open: Arc::default(),
            places: Arc::default(),
            horizon: 0,
            changes: Arc::default(),
        };
        Self { disk, now: Mutex::new(now) }
    }

    pub(crate) fn now(&self) -> Inputs {
        self.lock().clone()
    }

    /// The disk alone.
    pub(crate) fn disk(&self) -> &Arc<dyn System> {
        &self.disk
    }

    /// A document was opened. It may be open already, with another text.
    pub(crate) fn open(&self, path: &Utf8Path, text: &Text) {
        let before = self.now().system.read_to_string(path);
        let change = match &before {
            Ok(before) if before == text.as_str() => None,
            Ok(_) => Some(Change::Text),
            Err(_) => Some(Change::Existence),
        };
        self.lock().set(&self.disk, path, Some(text), change);
    }

    /// An open document has another text.
    pub(crate) fn edit(&self, path: &Utf8Path, text: &Text) {
        self.lock().set(&self.disk, path, Some(text), Some(Change::Text));
    }

    /// A document was closed. What counts is the disk again.
    pub(crate) fn close(&self, path: &Utf8Path) {
        let mut now = self.lock();
        let change = match self.disk.read_to_string(path) {
            Ok(text) if now.open.get(path).is_some_and(|open| open.as_str() == text) => None,
            Ok(_) => Some(Change::Text),
            Err(_) => Some(Change::Existence),
        };
        now.set(&self.disk, path, None, change);
    }

    /// The client works in other folders.
    pub(crate) fn set_folders(&self, mut folders: Vec<Utf8PathBuf>) {
        folders.sort_unstable();
        folders.dedup();
        self.lock().place(folders);
    }

    /// Anything may have changed on the disk.
    pub(crate) fn forget(&self) {
        self.lock().forget();
    }

    /// Something changed on the disk. What is open hides it.
    pub(crate) fn changed_on_disk(&self, changes: impl IntoIterator<Item = (Utf8PathBuf, Change)>) {
        let mut now = self.lock();
        let revision = now.revision + 1;
        for (path, change) in changes {
            if !now.open.contains_key(&path) {
                let revision = revision.max(now.revision);
                now.note(path, revision, change);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inputs> {
        // What is inside is whole after each statement.
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inputs {
    fn set(&mut self, disk: &Arc<dyn System>, path: &Utf8Path, text: Option<&Text>, change: Option<Change>) {
        let open = Arc::make_mut(&mut self.open);
        let before = match text {
            Some(text) => open.insert(path.to_owned(), text.clone()),
            None => open.remove(path),
        };
        self.system = Arc::new(Overlay::new(Arc::clone(disk), Arc::clone(&self.open)));
        if before.is_none() || text.is_none() {
            self.place(self.places.folders.clone());
        }
        if let Some(change) = change {
            self.note(path.to_owned(), self.revision + 1, change);
        }
    }

    fn place(&mut self, folders: Vec<Utf8PathBuf>) {
        let is_outside = |path: &&Utf8PathBuf| !folders.iter().any(|folder| path.starts_with(folder));
        let outside = self.open.keys().filter(is_outside).cloned().collect();
        let places = Places { folders, outside };
        if places != *self.places {
            self.places = Arc::new(places);
            self.revision += 1;
        }
    }

    fn note(&mut self, path: Utf8PathBuf, revision: u64, change: Change) {
        self.revision = revision;
        if self.changes.len() >= MOST_CHANGES && !self.changes.contains_key(&path) {
            return self.forget();
        }
        let last = Arc::make_mut(&mut self.changes).entry(path).or_default();
        match change {
            Change::Text => last.text = revision,
            Change::Existence => last.existence = revision,
        }
    }

    fn forget(&mut self) {
        self.revision += 1;
        self.horizon = self.revision;
        self.changes = Arc::default();
    }
}
