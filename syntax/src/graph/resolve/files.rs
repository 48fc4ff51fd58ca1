//! Files as the resolver wants them.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use camino::Utf8Path;
use oxc_resolver::{FileMetadata, FileSystem, ResolveError};
use rutter_project::{FileKind, OsSystem, System, SystemError};

/// A [`System`] as the resolver's file system.
pub(super) struct Files(pub(super) Arc<dyn System>);

impl FileSystem for Files {
    fn new() -> Self {
        Self(Arc::new(OsSystem))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let contents = self.0.read(utf8(path)?).map_err(cause)?;
        let is_own = path.file_name().is_some_and(|name| name == "package.json")
            && !path.components().any(|component| component.as_os_str() == "node_modules");
        Ok(if is_own && !is_json(&contents) { b"{}".to_vec() } else { contents })
    }

    fn read_to_string(&self, path: &Path) -> io::Result<String> {
        self.0.read_to_string(utf8(path)?).map_err(cause)
    }

    fn metadata(&self, path: &Path) -> io::Result<FileMetadata> {
        self.0.kind(utf8(path)?).map(metadata).map_err(cause)
    }

    fn symlink_metadata(&self, path: &Path) -> io::Result<FileMetadata> {
        self.0.link_kind(utf8(path)?).map(metadata).map_err(cause)
    }

    /// A [`System`] does not tell where a link leads by itself, only where it ends. For the resolver, which follows
    /// every link, that is the same.
    fn read_link(&self, path: &Path) -> Result<PathBuf, ResolveError> {
        Ok(self.canonicalize(path)?)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.0.canonicalize(utf8(path)?).map(camino::Utf8PathBuf::into_std_path_buf).map_err(cause)
    }
}

/// A `package.json` that cannot be parsed fails everything below it, relative imports too. In the app and its
/// workspace such a file counts as one that says nothing; an installed package that has one is not read.
fn is_json(contents: &[u8]) -> bool {
    let contents = contents.strip_prefix(b"\xef\xbb\xbf").unwrap_or(contents);
    serde_json::from_slice::<serde::de::IgnoredAny>(contents).is_ok()
}

/// A path that is not UTF-8 cannot be the answer, so it is as good as none.
fn utf8(path: &Path) -> io::Result<&Utf8Path> {
    Utf8Path::from_path(path).ok_or_else(|| io::ErrorKind::NotFound.into())
}

fn metadata(kind: FileKind) -> FileMetadata {
    FileMetadata::new(kind == FileKind::File, kind == FileKind::Directory, kind == FileKind::Symlink)
}

fn cause(error: SystemError) -> io::Error {
    error.cause
}
