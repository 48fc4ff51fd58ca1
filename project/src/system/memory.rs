//! Files in memory.

use std::collections::BTreeMap;
use std::io;
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use super::{DirEntry, FileKind, Listing, Operation, System, SystemError};

/// How many symbolic links one path may pass through, as on Linux.
const MAX_LINKS: usize = 40;

/// A file system in memory, alone or in front of another one.
///
/// What is written or removed here is seen here only; the system behind is read and never changed. Paths are
/// absolute with `/`. Files in memory are found by the path under which they were put there: a symbolic link of the
/// system behind does not lead to them under a second name.
#[derive(Debug, Default)]
pub struct MemorySystem {
    behind: Option<Arc<dyn System>>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Every path that differs from the system behind. The parents of a node are nodes, or folders behind.
    nodes: BTreeMap<Utf8PathBuf, Node>,
    failures: Vec<Failure>,
}

#[derive(Debug, Clone)]
enum Node {
    File(Arc<[u8]>),
    Directory,
    Symlink(Utf8PathBuf),
    /// Hides what the system behind has at this path.
    Removed,
}

#[derive(Debug)]
struct Failure {
    operation: Operation,
    path: Utf8PathBuf,
    kind: io::ErrorKind,
}

/// Where a resolved path is answered from.
enum Place<'a> {
    Memory(Node),
    Behind(&'a dyn System),
    Nowhere,
}

impl MemorySystem {
    /// A file system with the root folder only.
    #[must_use]
    pub fn new() -> Self {
        let system = Self::default();
        system.state().nodes.insert("/".into(), Node::Directory);
        system
    }

    /// A file system that shows everything of `behind` until it is written to.
    #[must_use]
    pub fn over(behind: Arc<dyn System>) -> Self {
        Self { behind: Some(behind), state: Mutex::default() }
    }

    /// A file system with these files, given as absolute path and text, and the folders they need.
    #[must_use]
    pub fn with_files<P: AsRef<str>, T: AsRef<[u8]>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let system = Self::new();
        for (path, text) in files {
            system.add_file(Utf8Path::new(path.as_ref()), text.as_ref());
        }
        system
    }

    /// Puts a file at a path, with the folders it needs, whatever was there before.
    pub fn add_file(&self, path: &Utf8Path, contents: &[u8]) {
        self.state().insert(path, Node::File(contents.into()));
    }

    /// Puts an empty folder at a path, with the folders it needs.
    pub fn add_dir(&self, path: &Utf8Path) {
        self.state().insert(path, Node::Directory);
    }

    /// Puts a symbolic link at a path, with the folders it needs. A relative target is taken from the folder of
    /// the link; it need not exist.
    pub fn add_symlink(&self, path: &Utf8Path, target: &Utf8Path) {
        self.state().insert(path, Node::Symlink(target.to_owned()));
    }

    /// Lets one operation fail at one path from now on, as a full disk or a missing permission would. Tests need
    /// this because they may run as a user whom no permission stops.
    pub fn fail_on(&self, operation: Operation, path: &Utf8Path, kind: io::ErrorKind) {
        self.state().failures.push(Failure { operation, path: path.to_owned(), kind });
    }

    /// Lets everything succeed again.
    pub fn clear_failures(&self) {
        self.state().failures.clear();
    }

    /// The contents in memory are whole after each statement that changes them, so a thread that panicked while
    /// holding the lock has broken nothing.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, state: &State, path: &Utf8Path) -> io::Result<Place<'_>> {
        if let Some(node) = state.nodes.get(path) {
            return Ok(match node {
                Node::Removed => Place::Nowhere,
                node => Place::Memory(node.clone()),
            });
        }
        for ancestor in path.ancestors().skip(1) {
            match state.nodes.get(ancestor) {
                Some(Node::File(_)) => return Err(io::ErrorKind::NotADirectory.into()),
                Some(Node::Removed) => return Ok(Place::Nowhere),
                Some(Node::Directory | Node::Symlink(_)) | None => {}
            }
        }
        Ok(self.behind.as_deref().map_or(Place::Nowhere, Place::Behind))
    }

    /// What is at a path, after the symbolic links of memory; also the last one if `follow`.
    fn look(&self, operation: Operation, path: &Utf8Path, follow: bool) -> Result<Looked<'_>, SystemError> {
        let state = self.state();
        let fail = |error| SystemError::new(operation, path, error);
        if let Some(failure) =
            state.failures.iter().find(|failure| failure.operation == operation && failure.path == path)
        {
            return Err(fail(failure.kind.into()));
        }
        let resolved = state.resolve(path, follow).map_err(fail)?;
        let place = self.place(&state, &resolved).map_err(fail)?;
        Ok(Looked { resolved, place })
    }

    /// What is at a path, without following a link there: a node of memory, or what the system behind says.
    fn existing(
        &self,
        operation: Operation,
        path: &Utf8Path,
    ) -> Result<(Utf8PathBuf, FileKind), SystemError> {
        let looked = self.look(operation, path, false)?;
        let kind = looked.link_kind(operation, path)?;
        Ok((looked.resolved, kind))
    }
}

struct Looked<'a> {
    resolved: Utf8PathBuf,
    place: Place<'a>,
}

impl Looked<'_> {
    fn link_kind(&self, operation: Operation, asked: &Utf8Path) -> Result<FileKind, SystemError> {
        match &self.place {
            Place::Memory(node) => Ok(node.kind()),
            Place::Behind(behind) => behind.link_kind(&self.resolved),
            Place::Nowhere => Err(SystemError::new(operation, asked, io::ErrorKind::NotFound.into())),
        }
    }
}

impl Node {
    fn kind(&self) -> FileKind {
        match self {
            Self::File(_) => FileKind::File,
            Self::Directory => FileKind::Directory,
            Self::Symlink(_) => FileKind::Symlink,
            Self::Removed => FileKind::Other,
        }
    }
}

impl State {
    fn insert(&mut self, path: &Utf8Path, node: Node) {
        for folder in path.ancestors().skip(1) {
            if !matches!(self.nodes.get(folder), Some(Node::Directory | Node::Symlink(_))) {
                self.nodes.insert(folder.to_owned(), Node::Directory);
            }
        }
        self.nodes.insert(path.to_owned(), node);
    }

    /// Replaces the symbolic links of memory in a path by what they lead to, and `.` and `..` by what they mean.
    fn resolve(&self, path: &Utf8Path, follow_last: bool) -> io::Result<Utf8PathBuf> {
        let mut pending: Vec<String> = components(path);
        let mut resolved = Utf8PathBuf::from("/");
        let mut links = 0;
        while let Some(component) = pending.pop() {
            if component == ".." {
                resolved.pop();
                continue;
            }
            let next = resolved.join(&component);
            match self.nodes.get(&next) {
                Some(Node::Symlink(target)) if follow_last || !pending.is_empty() => {
                    links += 1;
                    if links > MAX_LINKS {
                        return Err(io::Error::other("too many levels of symbolic links"));
                    }
                    if target.is_absolute() {
                        resolved = Utf8PathBuf::from("/");
                    }
                    pending.extend(components(target));
                }
                _ => resolved = next,
            }
        }
        Ok(resolved)
    }

    fn children<'a>(&'a self, folder: &'a Utf8Path) -> impl Iterator<Item = (&'a str, &'a Node)> {
        self.nodes
            .range::<Utf8Path, _>((Bound::Included(folder), Bound::Unbounded))
            .take_while(move |(path, _)| path.starts_with(folder))
            .filter(move |(path, _)| path.parent() == Some(folder))
            .filter_map(|(path, node)| Some((path.file_name()?, node)))
    }
}

/// The normal components and `..`, last first.
fn components(path: &Utf8Path) -> Vec<String> {
    let mut components: Vec<String> = path
        .components()
        .filter(|component| matches!(component, Utf8Component::Normal(_) | Utf8Component::ParentDir))
        .map(|component| component.as_str().to_owned())
        .collect();
    components.reverse();
    components
}

impl System for MemorySystem {
    fn read(&self, path: &Utf8Path) -> Result<Vec<u8>, SystemError> {
        let looked = self.look(Operation::Read, path, true)?;
        let fail = |kind: io::ErrorKind| Err(SystemError::new(Operation::Read, path, kind.into()));
        match looked.place {
            Place::Memory(Node::File(contents)) => Ok(contents.to_vec()),
            Place::Memory(_) => fail(io::ErrorKind::IsADirectory),
            Place::Behind(behind) => behind.read(&looked.resolved),
            Place::Nowhere => fail(io::ErrorKind::NotFound),
        }
    }

    fn kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError> {
        let looked = self.look(Operation::Inspect, path, true)?;
        match looked.place {
            Place::Behind(behind) => behind.kind(&looked.resolved),
            Place::Memory(_) | Place::Nowhere => looked.link_kind(Operation::Inspect, path),
        }
    }

    fn link_kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError> {
        self.look(Operation::Inspect, path, false)?.link_kind(Operation::Inspect, path)
    }

    fn read_dir(&self, path: &Utf8Path) -> Result<Listing, SystemError> {
        let Looked { resolved, place } = self.look(Operation::List, path, true)?;
        let mut listing = match (&place, self.behind.as_deref()) {
            (Place::Behind(behind), _) => behind.read_dir(&resolved)?,
            (Place::Memory(Node::Directory), Some(behind)) if behind.is_dir(&resolved) => {
                behind.read_dir(&resolved)?
            }
            (Place::Memory(Node::Directory), _) => Listing::default(),
            (Place::Memory(_), _) => {
                return Err(SystemError::new(Operation::List, path, io::ErrorKind::NotADirectory.into()));
            }
            (Place::Nowhere, _) => {
                return Err(SystemError::new(Operation::List, path, io::ErrorKind::NotFound.into()));
            }
        };
        let state = self.state();
        for (name, node) in state.children(&resolved) {
            listing.entries.retain(|entry| entry.name != name);
            if !matches!(node, Node::Removed) {
                listing.entries.push(DirEntry { name: name.to_owned(), kind: node.kind() });
            }
        }
        listing.entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(listing)
    }

    fn canonicalize(&self, path: &Utf8Path) -> Result<Utf8PathBuf, SystemError> {
        let looked = self.look(Operation::Resolve, path, true)?;
        match looked.place {
            Place::Memory(_) => Ok(looked.resolved),
            Place::Behind(behind) => behind.canonicalize(&looked.resolved),
            Place::Nowhere => Err(SystemError::new(Operation::Resolve, path, io::ErrorKind::NotFound.into())),
        }
    }

    fn write(&self, path: &Utf8Path, contents: &[u8]) -> Result<(), SystemError> {
        let Looked { resolved, .. } = self.look(Operation::Write, path, false)?;
        let fail = |kind: io::ErrorKind| Err(SystemError::new(Operation::Write, path, kind.into()));
        match self.kind(resolved.parent().unwrap_or(Utf8Path::new("/"))) {
            Ok(FileKind::Directory) => {}
            Ok(_) => return fail(io::ErrorKind::NotADirectory),
            Err(error) => return fail(error.cause.kind()),
        }
        if matches!(self.link_kind(&resolved), Ok(FileKind::Directory)) {
            return fail(io::ErrorKind::IsADirectory);
        }
        self.state().nodes.insert(resolved, Node::File(contents.into()));
        Ok(())
    }

    fn remove_file(&self, path: &Utf8Path) -> Result<(), SystemError> {
        let (resolved, kind) = self.existing(Operation::Delete, path)?;
        if kind == FileKind::Directory {
            return Err(SystemError::new(Operation::Delete, path, io::ErrorKind::IsADirectory.into()));
        }
        self.state().nodes.insert(resolved, Node::Removed);
        Ok(())
    }

    fn create_dir_all(&self, path: &Utf8Path) -> Result<(), SystemError> {
        let Looked { resolved, .. } = self.look(Operation::CreateFolder, path, true)?;
        let mut folders: Vec<&Utf8Path> = resolved.ancestors().collect();
        folders.reverse();
        for folder in folders {
            match self.kind(folder) {
                Ok(FileKind::Directory) => {}
                Ok(_) => {
                    let cause = io::ErrorKind::NotADirectory.into();
                    return Err(SystemError::new(Operation::CreateFolder, path, cause));
                }
                Err(_) => {
                    self.state().nodes.insert(folder.to_owned(), Node::Directory);
                }
            }
        }
        Ok(())
    }

    fn remove_dir(&self, path: &Utf8Path) -> Result<(), SystemError> {
        let (resolved, kind) = self.existing(Operation::DeleteFolder, path)?;
        let fail = |kind: io::ErrorKind| Err(SystemError::new(Operation::DeleteFolder, path, kind.into()));
        if kind != FileKind::Directory {
            return fail(io::ErrorKind::NotADirectory);
        }
        let listing = self.read_dir(&resolved)?;
        if !listing.entries.is_empty() || !listing.not_utf8.is_empty() {
            return fail(io::ErrorKind::DirectoryNotEmpty);
        }
        self.state().nodes.insert(resolved, Node::Removed);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(system: &MemorySystem, folder: &str) -> Vec<String> {
        let listing = system.read_dir(folder.into()).expect("a folder");
        listing.entries.into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn memory_is_read_before_the_system_behind_and_never_changes_it() {
        let disk = Arc::new(MemorySystem::with_files([("/ws/a", "disk a"), ("/ws/b", "disk b")]));
        let buffers = MemorySystem::over(disk.clone());
        buffers.write("/ws/b".into(), b"unsaved b").unwrap();
        buffers.write("/ws/c".into(), b"new c").unwrap();
        buffers.remove_file("/ws/a".into()).unwrap();

        assert_eq!(names(&buffers, "/ws"), ["b", "c"]);
        assert_eq!(buffers.read_to_string("/ws/b".into()).unwrap(), "unsaved b");
        assert!(buffers.read("/ws/a".into()).unwrap_err().is_not_found());
        assert!(buffers.remove_dir("/ws".into()).is_err());

        assert_eq!(names(&disk, "/ws"), ["a", "b"]);
        assert_eq!(disk.read_to_string("/ws/b".into()).unwrap(), "disk b");
    }

    #[test]
    fn symbolic_links_lead_on_and_loops_end() {
        let system = MemorySystem::with_files([("/real/dir/file", "text")]);
        system.add_symlink("/ws/link".into(), "../real/dir".into());
        system.add_symlink("/ws/loop".into(), "loop".into());
        assert_eq!(system.read_to_string("/ws/link/file".into()).unwrap(), "text");
        assert_eq!(system.canonicalize("/ws/link/file".into()).unwrap(), "/real/dir/file");
        for (path, real) in [
            ("/ws/link/file", "/real/dir/file"),
            ("/ws/link/new/file", "/real/dir/new/file"),
            ("/ws/loop/file", "/ws/loop/file"),
            ("/nowhere", "/nowhere"),
        ] {
            assert_eq!(system.real_path(path.into()), real);
        }
        assert_eq!(system.kind("/ws/link".into()).unwrap(), FileKind::Directory);
        assert_eq!(system.link_kind("/ws/link".into()).unwrap(), FileKind::Symlink);
        assert_eq!(
            system.read("/ws/loop".into()).unwrap_err().to_string(),
            "cannot read /ws/loop: too many levels of symbolic links"
        );
    }

    #[test]
    fn writing_follows_the_rules_of_a_disk() {
        let system = MemorySystem::with_files([("/ws/file", "text")]);
        for (path, reason) in [
            ("/ws/missing/x", "it does not exist"),
            ("/ws/file/x", "a part of the path is a file, not a folder"),
            ("/ws", "it is a folder, not a file"),
        ] {
            let error = system.write(path.into(), b"").unwrap_err();
            assert_eq!(error.to_string(), format!("cannot write {path}: {reason}"));
        }
        system.create_dir_all("/ws/a/b".into()).unwrap();
        assert!(system.is_dir("/ws/a/b".into()));
        assert_eq!(
            system.create_dir_all("/ws/file/b".into()).unwrap_err().to_string(),
            "cannot create the folder /ws/file/b: a part of the path is a file, not a folder"
        );
        assert_eq!(
            system.remove_dir("/ws/a".into()).unwrap_err().to_string(),
            "cannot delete the folder /ws/a: the folder is not empty"
        );
        system.remove_dir("/ws/a/b".into()).unwrap();
        system.remove_dir("/ws/a".into()).unwrap();
        assert_eq!(names(&system, "/ws"), ["file"]);
    }
}
