//! What it takes to make the disk agree with the plan.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use super::{ChangedFile, Changes, NewFile, OrphanedFile, Output, PlannedFile, is_generated};
use crate::diagnostic::Diagnostic;
use crate::system::{FileKind, System, SystemError, TEMPORARY_PREFIX, TEMPORARY_SUFFIX};

impl Output {
    /// Compares the plan with the disk. Reads only.
    #[must_use]
    pub fn changes(self, system: &dyn System) -> Changes {
        let planned: BTreeSet<Utf8PathBuf> = self.files.iter().map(|file| file.path.clone()).collect();
        let mut comparison = Comparison {
            system,
            base: &self.base,
            folders: &self.folders,
            ways: BTreeMap::new(),
            changes: Changes {
                base: self.base.clone(),
                create: Vec::new(),
                update: Vec::new(),
                unchanged: Vec::new(),
                orphaned: Vec::new(),
                refused: Vec::new(),
                warnings: Vec::new(),
                temporary: Vec::new(),
                folders: self.folders.clone(),
            },
        };
        let mut files = self.files;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let mut previous = None;
        for file in files {
            if previous.as_ref() == Some(&file.path) {
                comparison.refuse(&file.path, "is planned twice", "please report this as a bug of Rutter");
                continue;
            }
            previous = Some(file.path.clone());
            comparison.planned_file(file);
        }
        comparison.unplanned_files(&planned);
        let mut changes = comparison.changes;
        changes.orphaned.sort_by(|a, b| a.path.cmp(&b.path));
        changes.temporary.sort();
        changes.temporary.dedup();
        changes
    }
}

struct Comparison<'a> {
    system: &'a dyn System,
    base: &'a Utf8Path,
    folders: &'a [Utf8PathBuf],
    /// What is in the way of writing into a folder, for each folder that was looked at.
    ways: BTreeMap<Utf8PathBuf, Option<Obstacle>>,
    changes: Changes,
}

/// Whether two files say the same. Git may check text files out with `\r\n` on Windows, which is no difference.
fn same_text(on_disk: &[u8], planned: &[u8]) -> bool {
    if on_disk.len() == planned.len() || !on_disk.contains(&b'\r') {
        return on_disk == planned;
    }
    let mut rest = on_disk.iter().peekable();
    let mut unix = std::iter::from_fn(|| match (rest.next()?, rest.peek()) {
        (b'\r', Some(b'\n')) => rest.next(),
        (byte, _) => Some(byte),
    });
    planned.iter().all(|byte| unix.next() == Some(byte)) && unix.next().is_none()
}

/// The planned files that are on the disk, by their path in lower case.
type OnDisk = BTreeMap<String, Utf8PathBuf>;

/// What stands where a folder on the way to a planned file has to be.
#[derive(Debug, Clone)]
struct Obstacle {
    folder: Utf8PathBuf,
    what: String,
}

impl Comparison<'_> {
    fn planned_file(&mut self, file: PlannedFile) {
        let path = &file.path;
        let stays_inside =
            path.components().all(|component| matches!(component, Utf8Component::Normal(_))) && path != "";
        if !stays_inside {
            return self.refuse(
                path,
                "does not lie below the folder of the app",
                "please report this as a bug of Rutter",
            );
        }
        if let Some(Obstacle { folder, what }) = self.obstacle(path.parent().unwrap_or(Utf8Path::new(""))) {
            let message = format!("cannot be written because {folder} {what}");
            return self.refuse(path, &message, &format!("move {folder} away{}", self.or_elsewhere(path)));
        }
        let full = self.base.join(path);
        let what = match self.system.link_kind(&full) {
            Err(error) if error.is_not_found() => {
                self.changes.create.push(NewFile { path: file.path, contents: file.contents });
                return;
            }
            Err(error) => return self.refuse_unreadable(path, &error),
            Ok(FileKind::File) => match self.system.read(&full) {
                Ok(before) if same_text(&before, &file.contents) => {
                    self.changes.unchanged.push(file.path);
                    return;
                }
                Ok(before) if file.may_replace(&before) => {
                    let after = file.contents;
                    self.changes.update.push(ChangedFile { path: file.path, before, after });
                    return;
                }
                Ok(_) => "is a file that Rutter did not write, so it is not overwritten",
                Err(error) => return self.refuse_unreadable(path, &error),
            },
            Ok(FileKind::Directory) => "is a folder, where a generated file has to go",
            Ok(FileKind::Symlink) => "is a symbolic link, where a generated file has to go",
            Ok(FileKind::Other) => "is no ordinary file, so it is not overwritten",
        };
        self.refuse(path, what, &format!("move it away{}", self.or_elsewhere(path)));
    }

    /// What keeps a folder from being created or written into.
    fn obstacle(&mut self, folder: &Utf8Path) -> Option<Obstacle> {
        if folder.as_str().is_empty() {
            return None;
        }
        if let Some(known) = self.ways.get(folder) {
            return known.clone();
        }
        let above = self.obstacle(folder.parent().unwrap_or(Utf8Path::new("")));
        let obstacle = above.or_else(|| {
            let full = self.base.join(folder);
            let what = match self.system.link_kind(&full) {
                Ok(FileKind::Directory) => return None,
                // Whoever links the output folder itself, or a folder above it, means it.
                Ok(FileKind::Symlink) if !self.is_below_output(folder) && self.system.is_dir(&full) => {
                    return None;
                }
                Ok(FileKind::Symlink) => "is a symbolic link".to_owned(),
                Ok(FileKind::File | FileKind::Other) => "is a file, not a folder".to_owned(),
                Err(error) if error.is_not_found() => return None,
                Err(error) => format!("cannot be looked at ({})", error.reason()),
            };
            Some(Obstacle { folder: folder.to_owned(), what })
        });
        self.ways.insert(folder.to_owned(), obstacle.clone());
        obstacle
    }

    fn is_below_output(&self, folder: &Utf8Path) -> bool {
        self.folders.iter().any(|output| folder != output && folder.starts_with(output))
    }

    /// Looks for orphans in the output folders, and for temporary files there and beside the other planned files.
    fn unplanned_files(&mut self, planned: &BTreeSet<Utf8PathBuf>) {
        let updated = self.changes.update.iter().map(|file| &file.path);
        let on_disk: OnDisk = self
            .changes
            .unchanged
            .iter()
            .chain(updated)
            .map(|path| (path.as_str().to_lowercase(), path.clone()))
            .collect();
        for folder in self.folders {
            self.search(folder, planned, &on_disk, true);
        }
        let beside: BTreeSet<&Utf8Path> = planned
            .iter()
            .filter_map(|path| path.parent())
            .filter(|parent| !self.folders.iter().any(|output| parent.starts_with(output)))
            .collect();
        for folder in beside {
            self.search(folder, planned, &on_disk, false);
        }
    }

    fn search(
        &mut self,
        folder: &Utf8Path,
        planned: &BTreeSet<Utf8PathBuf>,
        on_disk: &OnDisk,
        is_output: bool,
    ) {
        let listing = match self.system.read_dir(&self.base.join(folder)) {
            Ok(listing) => listing,
            // A file on the way is an obstacle, which is reported for each planned file.
            Err(error) if error.is_not_found() || error.is_below_file() => return,
            Err(error) => {
                if is_output {
                    let message = format!(
                        "{folder} was not searched for files that are no longer needed: {}",
                        error.reason()
                    );
                    let diagnostic = Diagnostic::warning("unreadable-folder", message);
                    let help = "allow reading it, and run `rutter generate` again";
                    let full = self.base.join(folder);
                    self.changes.warnings.push(diagnostic.with_help(help).with_file(full));
                }
                return;
            }
        };
        let names: BTreeSet<&str> = listing.entries.iter().map(|entry| entry.name.as_str()).collect();
        for entry in &listing.entries {
            let name = entry.name.as_str();
            let path = folder.join(name);
            match entry.kind {
                FileKind::File if name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX) => {
                    self.changes.temporary.push(path);
                }
                FileKind::File if is_output && !planned.contains(&path) => {
                    // On a disk that ignores case, `Blog.gen.ts` may be what was read as `blog.gen.ts`.
                    let same_file = on_disk
                        .get(&path.as_str().to_lowercase())
                        .is_some_and(|planned| planned.file_name().is_some_and(|name| !names.contains(name)));
                    if same_file {
                        continue;
                    }
                    // A file that cannot be read cannot be known to be ours.
                    if let Ok(contents) = self.system.read(&self.base.join(&path))
                        && is_generated(&contents)
                    {
                        self.changes.orphaned.push(OrphanedFile { path, contents });
                    }
                }
                FileKind::Directory if is_output => self.search(&path, planned, on_disk, true),
                FileKind::File | FileKind::Directory | FileKind::Symlink | FileKind::Other => {}
            }
        }
    }

    /// The other way out, for a file whose place the user can choose.
    fn or_elsewhere(&self, path: &Utf8Path) -> &'static str {
        if self.folders.iter().any(|output| path.starts_with(output)) {
            ", or set `out` in rutter.toml to another folder"
        } else {
            ""
        }
    }

    fn refuse(&mut self, path: &Utf8Path, what: &str, help: &str) {
        let diagnostic = Diagnostic::error("output-refused", format!("{path} {what}")).with_help(help);
        self.changes.refused.push(diagnostic.with_file(self.base.join(path)));
    }

    fn refuse_unreadable(&mut self, path: &Utf8Path, error: &SystemError) {
        let what =
            format!("cannot be read ({}), so nobody knows whether it may be overwritten", error.reason());
        self.refuse(path, &what, &format!("allow reading it or move it away{}", self.or_elsewhere(path)));
    }
}
