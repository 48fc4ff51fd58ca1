//! The open documents in front of the disk.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::FxHashMap;
use rutter_project::{DirEntry, FileKind, Listing, Operation, System, SystemError};

use crate::text::Text;

/// A file system that shows the texts of documents, which never change in it, and another one behind them. A document is
/// found by the path under which it was put there, which has no symbolic links.
#[derive(Debug)]
pub(crate) struct Overlay {
    behind: Arc<dyn System>,
    texts: Arc<BTreeMap<Utf8PathBuf, Text>>,
    /// What the documents make be in each folder above them, whether that exists behind or not.
    folders: FxHashMap<Box<str>, BTreeMap<String, FileKind>>,
}

impl Overlay {
    pub(crate) fn new(behind: Arc<dyn System>, texts: Arc<BTreeMap<Utf8PathBuf, Text>>) -> Self {
        let mut folders: FxHashMap<Box<str>, BTreeMap<String, FileKind>> = FxHashMap::default();
        for path in texts.keys() {
            let mut kind = FileKind::File;
            for inner in path.ancestors() {
                let (Some(folder), Some(name)) = (inner.parent(), inner.file_name()) else { break };
                let entries = folders.entry(folder.as_str().into()).or_default();
                entries.insert(name.to_owned(), kind);
                kind = FileKind::Directory;
            }
        }
        Self { behind, texts, folders }
    }

    fn text(&self, path: &Utf8Path) -> Option<&str> {
        // Most are asked about whose folders have no open document, and to compare paths takes time.
        let folder = path.parent()?.as_str();
        self.folders.get(folder).and_then(|_| self.texts.get(path)).map(Text::as_str)
    }

    fn is_folder(&self, path: &Utf8Path) -> bool {
        self.folders.contains_key(path.as_str())
    }

    /// What is at a path here, if there is nothing behind.
    fn or_folder<T>(
        &self,
        path: &Utf8Path,
        found: Result<T, SystemError>,
        folder: T,
    ) -> Result<T, SystemError> {
        match found {
            Err(error) if error.is_not_found() && self.is_folder(path) => Ok(folder),
            found => found,
        }
    }
}

impl System for Overlay {
    fn read(&self, path: &Utf8Path) -> Result<Vec<u8>, SystemError> {
        match self.text(path) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => self.behind.read(path),
        }
    }

    fn read_into(&self, path: &Utf8Path, contents: &mut Vec<u8>) -> Result<(), SystemError> {
        let Some(text) = self.text(path) else { return self.behind.read_into(path, contents) };
        contents.clear();
        contents.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError> {
        match self.text(path) {
            Some(_) => Ok(FileKind::File),
            None => self.or_folder(path, self.behind.kind(path), FileKind::Directory),
        }
    }

    fn link_kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError> {
        match self.text(path) {
            Some(_) => Ok(FileKind::File),
            None => self.or_folder(path, self.behind.link_kind(path), FileKind::Directory),
        }
    }

    fn read_dir(&self, path: &Utf8Path) -> Result<Listing, SystemError> {
        if self.text(path).is_some() {
            return Err(SystemError::new(Operation::List, path, io::ErrorKind::NotADirectory.into()));
        }
        let mut listing = self.or_folder(path, self.behind.read_dir(path), Listing::default())?;
        for (name, kind) in self.folders.get(path.as_str()).into_iter().flatten() {
            match listing.entries.binary_search_by(|entry| entry.name.cmp(name)) {
                // A folder may be a link behind, and stays one.
                Ok(at) if *kind == FileKind::File => listing.entries[at].kind = FileKind::File,
                Ok(_) => {}
                Err(at) => listing.entries.insert(at, DirEntry { name: name.clone(), kind: *kind }),
            }
        }
        Ok(listing)
    }

    fn canonicalize(&self, path: &Utf8Path) -> Result<Utf8PathBuf, SystemError> {
        match self.text(path) {
            Some(_) => Ok(path.to_owned()),
            None => self.or_folder(path, self.behind.canonicalize(path), path.to_owned()),
        }
    }

    fn write(&self, path: &Utf8Path, contents: &[u8]) -> Result<(), SystemError> {
        self.behind.write(path, contents)
    }

    fn remove_file(&self, path: &Utf8Path) -> Result<(), SystemError> {
        self.behind.remove_file(path)
    }

    fn create_dir_all(&self, path: &Utf8Path) -> Result<(), SystemError> {
        self.behind.create_dir_all(path)
    }

    fn remove_dir(&self, path: &Utf8Path) -> Result<(), SystemError> {
        self.behind.remove_dir(path)
    }
}

#[cfg(test)]
mod tests {
    use rutter_project::MemorySystem;

    use super::*;

    #[test]
    fn documents_are_seen_as_if_they_were_saved() {
        let disk = Arc::new(MemorySystem::with_files([("/ws/app/page.tsx", "disk"), ("/ws/b.ts", "b")]));
        let texts = [("/ws/app/page.tsx", "open"), ("/ws/new/deep/a.tsx", "new"), ("/top.ts", "top")];
        let texts = texts.map(|(path, text)| (Utf8PathBuf::from(path), Text::new(text)));
        let saved = MemorySystem::over(Arc::clone(&disk) as _);
        for (path, text) in &texts {
            saved.add_file(path, text.as_str().as_bytes());
        }
        let open = Overlay::new(Arc::clone(&disk) as _, Arc::new(texts.into()));
        for path in [
            "/",
            "/ws",
            "/ws/app",
            "/ws/app/page.tsx",
            "/ws/app/page.tsx/x",
            "/ws/b.ts",
            "/ws/new",
            "/ws/new/deep",
            "/ws/new/deep/a.tsx",
            "/ws/new/b.tsx",
            "/top.ts",
            "/nothing",
        ] {
            let path = Utf8Path::new(path);
            let mut contents = b"before".to_vec();
            let read_into = open.read_into(path, &mut contents).ok().map(|()| contents);
            assert_eq!(read_into, saved.read(path).ok(), "{path}");
            assert_eq!(open.read(path).ok(), saved.read(path).ok(), "{path}");
            assert_eq!(open.kind(path).ok(), saved.kind(path).ok(), "{path}");
            assert_eq!(open.link_kind(path).ok(), saved.link_kind(path).ok(), "{path}");
            assert_eq!(open.read_dir(path).ok(), saved.read_dir(path).ok(), "{path}");
            assert_eq!(open.canonicalize(path).ok(), saved.canonicalize(path).ok(), "{path}");
        }
        assert_eq!(disk.read_to_string("/ws/app/page.tsx".into()).ok().as_deref(), Some("disk"));
    }
}
