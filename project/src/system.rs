//! The way to the disk, and the only one.
//!
//! Everything in Rutter that reads or writes a file takes a [`System`]; clippy refuses `std::fs` everywhere else.
//! [`OsSystem`] is the disk. [`MemorySystem`] is a set of files in memory, alone or in front of another system, for
//! tests and for text that an editor has not saved yet. [`RememberingSystem`] asks another system only once, for
//! commands that run once.
//!
//! Paths are UTF-8 from here on. A name that is not UTF-8 cannot be a route and cannot be printed, so
//! [`System::read_dir`] sets such names apart instead of dropping them: whoever lists a folder decides what to say.

mod memory;
mod os;
mod remembering;

use std::fmt;
use std::io;
use std::str::Utf8Error;
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};

pub use memory::MemorySystem;
pub use os::OsSystem;
pub use remembering::RememberingSystem;

/// The start of the name of every temporary file that [`System::write`] makes.
pub(crate) const TEMPORARY_PREFIX: &str = ".rutter-";
/// The end of the name of every temporary file that [`System::write`] makes.
pub(crate) const TEMPORARY_SUFFIX: &str = ".tmp";

/// A file system. Paths should be absolute; [`OsSystem`] takes others from the current directory of the process.
pub trait System: fmt::Debug + Send + Sync {
    /// The bytes of a file.
    fn read(&self, path: &Utf8Path) -> Result<Vec<u8>, SystemError>;

    /// The bytes of a file, in place of what `contents` holds. Who reads thousands of files reads them all into the same
    /// room. After an error `contents` may hold anything.
    fn read_into(&self, path: &Utf8Path, contents: &mut Vec<u8>) -> Result<(), SystemError> {
        *contents = self.read(path)?;
        Ok(())
    }

    /// What is at a path, after following symbolic links: never [`FileKind::Symlink`].
    fn kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError>;

    /// What is at a path itself, without following a symbolic link there.
    fn link_kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError>;

    /// What is in a folder.
    fn read_dir(&self, path: &Utf8Path) -> Result<Listing, SystemError>;

    /// The same path, absolute and without symbolic links.
    fn canonicalize(&self, path: &Utf8Path) -> Result<Utf8PathBuf, SystemError>;

    /// Writes a file as a whole: whoever reads the path at any time, even after a crash, sees all of the old
    /// contents or all of the new. The folder must exist. An existing file keeps its permissions; a symbolic link
    /// is replaced, not followed.
    fn write(&self, path: &Utf8Path, contents: &[u8]) -> Result<(), SystemError>;

    /// Deletes a file, or a symbolic link itself.
    fn remove_file(&self, path: &Utf8Path) -> Result<(), SystemError>;

    /// Creates a folder and those above it, where they do not exist yet.
    fn create_dir_all(&self, path: &Utf8Path) -> Result<(), SystemError>;

    /// Deletes a folder, which must be empty.
    fn remove_dir(&self, path: &Utf8Path) -> Result<(), SystemError>;

    /// The text of a file. Fails, naming the offset, where the file is not UTF-8.
    fn read_to_string(&self, path: &Utf8Path) -> Result<String, SystemError> {
        String::from_utf8(self.read(path)?).map_err(|error| SystemError::not_utf8(path, error.utf8_error()))
    }

    /// When a file was written last, or a folder got or lost an entry. None where that is not known.
    fn modified(&self, _path: &Utf8Path) -> Option<SystemTime> {
        None
    }

    /// Whether the operating system has these files, so that it can be asked to tell when one changes.
    fn is_on_disk(&self) -> bool {
        false
    }

    /// The same path without symbolic links as far as it exists, and without a slash at its end.
    fn real_path(&self, path: &Utf8Path) -> Utf8PathBuf {
        let existing = path.ancestors().find_map(|folder| {
            let real = self.canonicalize(folder).ok()?;
            let rest = path.strip_prefix(folder).ok()?;
            Some(if rest.as_str().is_empty() { real } else { real.join(rest) })
        });
        existing.unwrap_or_else(|| path.to_owned())
    }

    /// Whether a path leads to a file. An error counts as no.
    fn is_file(&self, path: &Utf8Path) -> bool {
        matches!(self.kind(path), Ok(FileKind::File))
    }

    /// Whether a path leads to a folder. An error counts as no.
    fn is_dir(&self, path: &Utf8Path) -> bool {
        matches!(self.kind(path), Ok(FileKind::Directory))
    }
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A file with contents.
    File,
    /// A folder.
    Directory,
    /// A symbolic link.
    Symlink,
    /// A socket, a pipe, a device.
    Other,
}

/// What is in a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The entries, sorted by name (by bytes).
    pub entries: Vec<DirEntry>,
    /// The names that are not UTF-8, sorted, with U+FFFD for what does not fit.
    pub not_utf8: Vec<String>,
}

/// One entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirEntry {
    /// The name, without the folder.
    pub name: String,
    /// What it is; symbolic links are not followed.
    pub kind: FileKind,
}

/// Something the file system refused to do.
#[derive(Debug, thiserror::Error)]
#[error("cannot {operation} {path}: {}", self.reason())]
pub struct SystemError {
    /// What was asked for.
    pub operation: Operation,
    /// The path it was asked for.
    pub path: Utf8PathBuf,
    /// What the operating system said. It is part of the message, so it is not a source of its own.
    pub cause: io::Error,
}

/// What a [`System`] can be asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Read a file.
    Read,
    /// See what is at a path.
    Inspect,
    /// List a folder.
    List,
    /// Resolve symbolic links.
    Resolve,
    /// Write a file.
    Write,
    /// Delete a file.
    Delete,
    /// Create a folder.
    CreateFolder,
    /// Delete an empty folder.
    DeleteFolder,
}

impl SystemError {
    /// What a system says when `cause` keeps it from an operation.
    #[must_use]
    pub fn new(operation: Operation, path: &Utf8Path, cause: io::Error) -> Self {
        Self { operation, path: path.to_owned(), cause }
    }

    /// What a system says of a file that was read and is no text.
    #[must_use]
    pub fn not_utf8(path: &Utf8Path, error: Utf8Error) -> Self {
        let offset = error.valid_up_to();
        let reason = format!("it is not UTF-8 text (byte {offset} is the first that does not fit)");
        Self::new(Operation::Read, path, io::Error::new(io::ErrorKind::InvalidData, reason))
    }

    /// Whether there is nothing at the path.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.cause.kind() == io::ErrorKind::NotFound
    }

    /// Whether a file stands where the path needs a folder.
    #[must_use]
    pub fn is_below_file(&self) -> bool {
        self.cause.kind() == io::ErrorKind::NotADirectory
    }

    /// Why, in words that say what to look at. The operating system's own words where there are none better.
    #[must_use]
    pub fn reason(&self) -> String {
        let words = match self.cause.kind() {
            io::ErrorKind::NotFound => "it does not exist",
            io::ErrorKind::PermissionDenied => "permission denied",
            io::ErrorKind::StorageFull => "no space is left on the disk",
            io::ErrorKind::QuotaExceeded => "the disk quota is used up",
            io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
            io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder",
            io::ErrorKind::IsADirectory => "it is a folder, not a file",
            io::ErrorKind::DirectoryNotEmpty => "the folder is not empty",
            _ => return self.cause.to_string(),
        };
        words.to_owned()
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::Inspect => "look at",
            Self::List => "list the folder",
            Self::Resolve => "resolve the path",
            Self::Write => "write",
            Self::Delete => "delete",
            Self::CreateFolder => "create the folder",
            Self::DeleteFolder => "delete the folder",
        })
    }
}
