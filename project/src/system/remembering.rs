//! A file system that is asked once.

use std::io;
use std::sync::{Arc, PoisonError, RwLock};

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::FxHashMap;

use super::{FileKind, Listing, Operation, System, SystemError};

/// Another system, of which each folder is listed once.
///
/// One run of a command lists the same folders for several reasons and asks about many files in them. This system
/// remembers the listings, and answers from them what is at a path and where it really is. So it shows the folders as
/// they were when it first saw them, which suits a command that runs once, and nothing that waits for changes. The
/// contents of files are not remembered. Whatever is written through it makes it forget, and who goes on after
/// something like one run calls [`RememberingSystem::stop`].
#[derive(Debug)]
pub struct RememberingSystem {
    behind: Arc<dyn System>,
    /// None when it has stopped.
    listings: RwLock<Option<FxHashMap<Box<str>, Arc<Listing>>>>,
    /// Folders without symbolic links, by the paths that they were asked for with.
    real: RwLock<FxHashMap<Box<str>, Utf8PathBuf>>,
}

/// What the listings say of a path.
enum Remembered {
    /// There is such an entry, and every folder on the way was listed as one.
    Entry(FileKind),
    /// There is nothing.
    Nothing,
    /// They do not say.
    Unknown,
}

impl RememberingSystem {
    /// A system that remembers what `behind` says.
    #[must_use]
    pub fn new(behind: Arc<dyn System>) -> Self {
        Self { behind, listings: RwLock::new(Some(FxHashMap::default())), real: RwLock::default() }
    }

    /// From now on nothing is remembered, and what was is forgotten: it shows the folders as they are.
    pub fn stop(&self) {
        *self.listings.write().unwrap_or_else(PoisonError::into_inner) = None;
        self.real.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn listing(&self, folder: &Utf8Path) -> Option<Arc<Listing>> {
        self.listings.read().unwrap_or_else(PoisonError::into_inner).as_ref()?.get(folder.as_str()).cloned()
    }

    /// What is at a path, not following a symbolic link there.
    fn remembered(&self, path: &Utf8Path) -> Remembered {
        let Some((folder, name)) = split(path) else { return Remembered::Unknown };
        let Some(listing) = self.listing(folder) else {
            // What is below nothing is nothing.
            return match self.remembered(folder) {
                Remembered::Nothing => Remembered::Nothing,
                Remembered::Entry(_) | Remembered::Unknown => Remembered::Unknown,
            };
        };
        match listing.entries.binary_search_by(|entry| entry.name.as_str().cmp(name)) {
            Ok(index) => Remembered::Entry(listing.entries[index].kind),
            Err(_) if may_be_spelt_otherwise(&listing, name) => Remembered::Unknown,
            Err(_) => Remembered::Nothing,
        }
    }

    /// Forgets everything once something has changed.
    fn after<T>(&self, change: T) -> T {
        if let Some(listings) = &mut *self.listings.write().unwrap_or_else(PoisonError::into_inner) {
            listings.clear();
        }
        self.real.write().unwrap_or_else(PoisonError::into_inner).clear();
        change
    }
}

impl System for RememberingSystem {
    fn read(&self, path: &Utf8Path) -> Result<Vec<u8>, SystemError> {
        match self.remembered(path) {
            Remembered::Nothing => Err(nothing(Operation::Read, path)),
            Remembered::Entry(_) | Remembered::Unknown => self.behind.read(path),
        }
    }

    fn read_into(&self, path: &Utf8Path, contents: &mut Vec<u8>) -> Result<(), SystemError> {
        match self.remembered(path) {
            Remembered::Nothing => Err(nothing(Operation::Read, path)),
            Remembered::Entry(_) | Remembered::Unknown => self.behind.read_into(path, contents),
        }
    }

    fn kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError> {
        match self.remembered(path) {
            Remembered::Entry(kind) if kind != FileKind::Symlink => Ok(kind),
            Remembered::Nothing => Err(nothing(Operation::Inspect, path)),
            Remembered::Entry(_) | Remembered::Unknown => self.behind.kind(path),
        }
    }

    fn link_kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError> {
        match self.remembered(path) {
            Remembered::Entry(kind) => Ok(kind),
            Remembered::Nothing => Err(nothing(Operation::Inspect, path)),
            Remembered::Unknown => self.behind.link_kind(path),
        }
    }

    fn read_dir(&self, path: &Utf8Path) -> Result<Listing, SystemError> {
        if let Some(known) = self.listing(path) {
            return Ok((*known).clone());
        }
        let listing = self.behind.read_dir(path)?;
        if let Some(listings) = &mut *self.listings.write().unwrap_or_else(PoisonError::into_inner) {
            listings.insert(path.as_str().into(), Arc::new(listing.clone()));
        }
        Ok(listing)
    }

    fn canonicalize(&self, path: &Utf8Path) -> Result<Utf8PathBuf, SystemError> {
        if let Some(known) = self.real.read().unwrap_or_else(PoisonError::into_inner).get(path.as_str()) {
            return Ok(known.clone());
        }
        let real = match (self.remembered(path), path.parent().zip(path.file_name())) {
            (Remembered::Nothing, _) => return Err(nothing(Operation::Resolve, path)),
            (Remembered::Entry(FileKind::File), Some((folder, name))) => {
                return Ok(self.canonicalize(folder)?.join(name));
            }
            (Remembered::Entry(FileKind::Directory), Some((folder, name))) => {
                self.canonicalize(folder)?.join(name)
            }
            _ => self.behind.canonicalize(path)?,
        };
        let has_stopped = self.listings.read().unwrap_or_else(PoisonError::into_inner).is_none();
        if !has_stopped {
            let mut known = self.real.write().unwrap_or_else(PoisonError::into_inner);
            known.insert(path.as_str().into(), real.clone());
        }
        Ok(real)
    }

    fn write(&self, path: &Utf8Path, contents: &[u8]) -> Result<(), SystemError> {
        self.after(self.behind.write(path, contents))
    }

    fn remove_file(&self, path: &Utf8Path) -> Result<(), SystemError> {
        self.after(self.behind.remove_file(path))
    }

    fn create_dir_all(&self, path: &Utf8Path) -> Result<(), SystemError> {
        self.after(self.behind.create_dir_all(path))
    }

    fn remove_dir(&self, path: &Utf8Path) -> Result<(), SystemError> {
        self.after(self.behind.remove_dir(path))
    }
}

/// The folder and the name of a path. By text where that is enough: to take a path apart costs ten times more, and this is
/// asked of every folder above every package.
fn split(path: &Utf8Path) -> Option<(&Utf8Path, &str)> {
    match path.as_str().rsplit_once('/') {
        Some((folder, name))
            if !folder.is_empty()
                && !folder.ends_with('/')
                && !["", ".", ".."].contains(&name)
                && !cfg!(windows) =>
        {
            Some((folder.into(), name))
        }
        _ => path.parent().zip(path.file_name()),
    }
}

/// Whether a name that a listing does not have may lead to one of its entries all the same: some file systems do not
/// tell `A` from `a`, or two ways to write one letter in Unicode.
fn may_be_spelt_otherwise(listing: &Listing, name: &str) -> bool {
    !name.is_ascii() || listing.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
}

fn nothing(operation: Operation, path: &Utf8Path) -> SystemError {
    SystemError::new(operation, path, io::ErrorKind::NotFound.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::MemorySystem;

    /// A system that has listed `/ws` and `/ws/app`, and the one behind it.
    fn remembering() -> (RememberingSystem, Arc<MemorySystem>) {
        let behind =
            Arc::new(MemorySystem::with_files([("/ws/app/page.tsx", ""), ("/ws/package.json", "{}")]));
        behind.add_symlink("/ws/app/link.tsx".into(), "page.tsx".into());
        let system = RememberingSystem::new(Arc::clone(&behind) as Arc<dyn System>);
        for folder in ["/ws", "/ws/app"] {
            system.read_dir(folder.into()).expect("a folder");
        }
        (system, behind)
    }

    #[test]
    fn what_was_listed_is_not_asked_for_again() {
        let (system, behind) = remembering();
        for operation in [Operation::List, Operation::Inspect, Operation::Resolve] {
            for path in ["/ws/app", "/ws/app/page.tsx", "/ws/app/link.tsx", "/ws/app/nothing", "/ws/lib/a.ts"]
            {
                behind.fail_on(operation, path.into(), io::ErrorKind::PermissionDenied);
            }
        }
        assert_eq!(system.read_dir("/ws/app".into()).unwrap().entries.len(), 2);
        assert_eq!(system.kind("/ws/app".into()).unwrap(), FileKind::Directory);
        assert_eq!(system.kind("/ws/app/page.tsx".into()).unwrap(), FileKind::File);
        assert_eq!(system.link_kind("/ws/app/link.tsx".into()).unwrap(), FileKind::Symlink);
        assert_eq!(system.canonicalize("/ws/app/page.tsx".into()).unwrap(), "/ws/app/page.tsx");
        for nothing in ["/ws/app/nothing", "/ws/lib/a.ts"] {
            assert!(system.kind(nothing.into()).unwrap_err().is_not_found(), "{nothing}");
            assert!(system.canonicalize(nothing.into()).unwrap_err().is_not_found(), "{nothing}");
        }
    }

    #[test]
    fn what_a_listing_cannot_say_is_asked() {
        let (system, _) = remembering();
        assert_eq!(system.kind("/ws/app/link.tsx".into()).unwrap(), FileKind::File, "behind a link");
        assert_eq!(system.canonicalize("/ws/app/link.tsx".into()).unwrap(), "/ws/app/page.tsx");
        let (system, behind) = remembering();
        for other_spelling in ["/ws/app/Page.tsx", "/ws/app/p\u{e4}ge.tsx"] {
            behind.add_file(other_spelling.into(), b"");
            assert!(system.is_file(other_spelling.into()), "{other_spelling}");
        }
    }

    #[test]
    fn changes_behind_are_not_seen_until_something_is_written() {
        let (system, behind) = remembering();
        behind.add_file("/ws/app/new.tsx".into(), b"");
        assert!(!system.is_file("/ws/app/new.tsx".into()));
        system.write("/ws/app/other.tsx".into(), b"").unwrap();
        assert!(system.is_file("/ws/app/new.tsx".into()));
        assert!(system.is_file("/ws/app/other.tsx".into()));
        assert_eq!(system.read_dir("/ws/app".into()).unwrap().entries.len(), 4);
    }
}
