//! A file system in memory on which reading can go wrong, or take as long as a test wants.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{RwLock, RwLockWriteGuard};

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::{FileKind, Listing, MemorySystem, System, SystemError};

/// What `files` holds; but whoever reads a file with this in its text panics.
pub(crate) const TRAP: &str = "// trap";

/// The system.
#[derive(Debug, Default)]
pub(crate) struct ShakySystem {
    pub(crate) files: MemorySystem,
    reads: AtomicUsize,
    gate: RwLock<()>,
}

impl ShakySystem {
    /// As long as what it returns is there, nobody reads a layout.
    pub(crate) fn shut(&self) -> RwLockWriteGuard<'_, ()> {
        self.gate.write().expect("no panic")
    }

    /// How many files were read since it was asked last.
    pub(crate) fn reads(&self) -> usize {
        self.reads.swap(0, Ordering::Relaxed)
    }
}

impl System for ShakySystem {
    fn read(&self, path: &Utf8Path) -> Result<Vec<u8>, SystemError> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        if path.file_name() == Some("layout.tsx") {
            drop(self.gate.read());
        }
        let contents = self.files.read(path)?;
        assert!(!contents.starts_with(TRAP.as_bytes()), "the trap shuts");
        Ok(contents)
    }

    fn kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError> {
        self.files.kind(path)
    }

    fn link_kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError> {
        self.files.link_kind(path)
    }

    fn read_dir(&self, path: &Utf8Path) -> Result<Listing, SystemError> {
        self.files.read_dir(path)
    }

    fn canonicalize(&self, path: &Utf8Path) -> Result<Utf8PathBuf, SystemError> {
        self.files.canonicalize(path)
    }

    fn write(&self, path: &Utf8Path, contents: &[u8]) -> Result<(), SystemError> {
        self.files.write(path, contents)
    }

    fn remove_file(&self, path: &Utf8Path) -> Result<(), SystemError> {
        self.files.remove_file(path)
    }

    fn create_dir_all(&self, path: &Utf8Path) -> Result<(), SystemError> {
        self.files.create_dir_all(path)
    }

    fn remove_dir(&self, path: &Utf8Path) -> Result<(), SystemError> {
        self.files.remove_dir(path)
    }
}
