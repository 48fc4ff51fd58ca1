//! Files that are known to exist without asking again.
//!
//! Most requests of an app name a file of the app, and the walk has just listed those folders. What a specifier
//! means there can be read off the listings, which costs a hundredth of asking the file system. Only what is found is
//! an answer: links, packages and everything that seems to be missing are left to the resolver.

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::FxHashMap;
use rutter_project::{DirEntry, FileKind};

use super::engines::{EXTENSIONS, TYPESCRIPT_FOR};

/// The entries of folders that have no symbolic links in their paths. Each list is sorted by name.
#[derive(Debug, Default)]
pub(in super::super) struct Listed(FxHashMap<Box<str>, Vec<DirEntry>>);

impl Listed {
    pub(in super::super) fn insert(&mut self, folder: &Utf8Path, entries: Vec<DirEntry>) {
        self.0.insert(folder.as_str().into(), entries);
    }

    /// Whether a folder has an entry of that name; none if the folder was not listed.
    pub(super) fn has(&self, folder: &Utf8Path, name: &str) -> Option<bool> {
        Some(kind(self.0.get(folder.as_str())?, name).is_some())
    }

    /// The files whose names are wanted, sorted by path.
    pub(super) fn files(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<Utf8PathBuf> {
        let all = self.0.iter().flat_map(|(folder, entries)| {
            let wanted =
                entries.iter().filter(|entry| entry.kind == FileKind::File && is_wanted(&entry.name));
            wanted.map(|entry| Utf8Path::new(&**folder).join(&entry.name))
        });
        let mut files: Vec<Utf8PathBuf> = all.collect();
        files.sort_unstable();
        files
    }

    /// The file that a path stands for, in the order in which the resolver would look. None if that cannot be told.
    pub(super) fn file(&self, path: &Utf8Path) -> Option<Utf8PathBuf> {
        let folder = path.parent()?;
        let name = path.file_name()?;
        let entries = self.0.get(folder.as_str())?;
        match pick(entries, spellings(name)) {
            Pick::File(found) => return Some(folder.join(found)),
            Pick::Unclear => return None,
            Pick::None => {}
        }
        let inner = self.0.get(path.as_str())?;
        if kind(inner, "package.json").is_some() {
            return None;
        }
        match pick(inner, EXTENSIONS.map(|extension| ("index", extension))) {
            Pick::File(found) => Some(path.join(found)),
            Pick::Unclear | Pick::None => None,
        }
    }
}

enum Pick {
    File(String),
    /// A symbolic link comes first.
    Unclear,
    None,
}

/// The names that a file may have which is asked for as `name`, in order and each in two parts.
fn spellings(name: &str) -> impl Iterator<Item = (&str, &str)> {
    let alias =
        TYPESCRIPT_FOR.iter().find_map(|(extension, others)| Some((name.strip_suffix(extension)?, *others)));
    let exact = if alias.is_none() { Some((name, "")) } else { None };
    let aliased = alias.into_iter().flat_map(|(stem, others)| others.iter().map(move |other| (stem, *other)));
    exact.into_iter().chain(aliased).chain(EXTENSIONS.iter().map(move |extension| (name, *extension)))
}

fn pick<'n>(entries: &[DirEntry], names: impl IntoIterator<Item = (&'n str, &'n str)>) -> Pick {
    let mut name = String::new();
    for (stem, extension) in names {
        name.clear();
        name.push_str(stem);
        name.push_str(extension);
        match kind(entries, &name) {
            Some(FileKind::File) => return Pick::File(name),
            Some(FileKind::Symlink) => return Pick::Unclear,
            Some(FileKind::Directory | FileKind::Other) | None => {}
        }
    }
    Pick::None
}

fn kind(entries: &[DirEntry], name: &str) -> Option<FileKind> {
    let index = entries.binary_search_by(|entry| entry.name.as_str().cmp(name)).ok()?;
    entries.get(index).map(|entry| entry.kind)
}
