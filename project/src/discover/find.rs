//! Looking for apps where `rutter.toml` names none.
//!
//! A folder is an app if it has a `next.config` file or depends on `next`, and has a router's folder. The search
//! goes level by level, so that what it finds before a limit is what lies nearest, and does not enter what git
//! ignores, `node_modules`, folders whose names start with a dot, symbolic links, or the routers of an app.

use std::collections::VecDeque;

use camino::{Utf8Path, Utf8PathBuf};

use crate::app::NEXT_CONFIG_FILES;
use crate::diagnostic::Diagnostic;
use crate::ignores::Ignores;
use crate::package::{self, Package};
use crate::system::{FileKind, Listing, System};

/// Where the search ends. A repository has fewer folders; a home folder that is kept in git has more.
const LIMITS: Limits = Limits { depth: 10, folders: 100_000 };

/// A name that Next refuses: whoever has such a file has an app all the same.
const REFUSED_CONFIG: &str = "next.config.cjs";

fn is_next_config(name: &str) -> bool {
    name == REFUSED_CONFIG || NEXT_CONFIG_FILES.contains(&name)
}

/// The paths of all apps from the root, sorted; empty for the root itself.
pub(super) fn find(system: &dyn System, root: &Utf8Path) -> (Vec<Utf8PathBuf>, Vec<Diagnostic>) {
    find_within(LIMITS, system, root)
}

fn find_within(limits: Limits, system: &dyn System, root: &Utf8Path) -> (Vec<Utf8PathBuf>, Vec<Diagnostic>) {
    let mut search = Search { limits, system, root, apps: Vec::new(), diagnostics: Vec::new() };
    search.run();
    search.apps.sort();
    (search.apps, search.diagnostics)
}

/// The nearest folder above a file that is an app.
pub(super) fn around(system: &dyn System, file: &Utf8Path) -> Option<Utf8PathBuf> {
    let mut search = Search { limits: LIMITS, system, root: file, apps: Vec::new(), diagnostics: Vec::new() };
    let mut is_app = |dir: &&Utf8Path| system.read_dir(dir).is_ok_and(|listing| search.is_app(dir, &listing));
    file.ancestors().skip(1).find(|dir| is_app(dir)).map(Utf8Path::to_owned)
}

/// Whether a folder has a router's folder: `app`, `pages`, `src/app` or `src/pages`.
pub(super) fn has_router(system: &dyn System, folder: &Utf8Path) -> bool {
    system.read_dir(folder).is_ok_and(|listing| Folder::read(system, folder, &listing).has_router())
}

/// Whether something in a folder says that it is an app, though it may have no routes yet.
pub(crate) fn is_likely(system: &dyn System, dir: &Utf8Path) -> bool {
    let Ok(listing) = system.read_dir(dir) else { return false };
    let folder = Folder::read(system, dir, &listing);
    folder.has_next_config
        || folder.has_router()
        || Package::read(system, dir)
            .is_ok_and(|package| package.is_some_and(|package| package.depends_on_next()))
}

#[derive(Clone, Copy)]
struct Limits {
    /// How many folders below the root an app can be.
    depth: usize,
    /// How many folders are looked into.
    folders: usize,
}

struct Search<'a> {
    limits: Limits,
    system: &'a dyn System,
    root: &'a Utf8Path,
    apps: Vec<Utf8PathBuf>,
    diagnostics: Vec<Diagnostic>,
}

struct Task {
    path: Utf8PathBuf,
    depth: usize,
    ignores: Ignores,
    /// Set for the `src` folder of an app.
    holds_routers: bool,
}

impl Search<'_> {
    fn run(&mut self) {
        let ignores = Ignores::above(self.system, self.root);
        let mut tasks = VecDeque::from([Task { path: "".into(), depth: 0, ignores, holds_routers: false }]);
        let mut folders = 0;
        while let Some(task) = tasks.pop_front() {
            folders += 1;
            if folders > self.limits.folders {
                let message = format!("the search for apps stopped after {} folders", self.limits.folders);
                self.diagnostics.push(
                    Diagnostic::warning("search-limit", message)
                        .with_help("name the apps in rutter.toml, in a folder that holds only this project")
                        .with_file(self.root),
                );
                return;
            }
            self.visit(&task, &mut tasks);
        }
    }

    fn visit(&mut self, task: &Task, tasks: &mut VecDeque<Task>) {
        let dir = if task.depth == 0 { self.root.to_owned() } else { self.root.join(&task.path) };
        let listing = match self.system.read_dir(&dir) {
            Ok(listing) => listing,
            // It was deleted since its parent was listed.
            Err(error) if error.is_not_found() => return,
            Err(error) => {
                let name = if task.depth == 0 { "." } else { task.path.as_str() };
                let message = format!("{name} was not searched for apps: {}", error.reason());
                let help = "if an app is in there, name it in rutter.toml";
                let diagnostic = Diagnostic::warning("unreadable-folder", message).with_help(help);
                self.diagnostics.push(diagnostic.with_file(dir));
                return;
            }
        };
        let is_app = self.is_app(&dir, &listing);
        if is_app {
            self.apps.push(task.path.clone());
        }
        if task.depth == self.limits.depth {
            return;
        }
        let ignores = task.ignores.inside(self.system, &dir, &listing);
        for entry in &listing.entries {
            let name = entry.name.as_str();
            if entry.kind != FileKind::Directory
                || name.starts_with('.')
                || name == "node_modules"
                || (is_app && matches!(name, "app" | "pages" | "public"))
                || (task.holds_routers && matches!(name, "app" | "pages"))
                || ignores.ignores(&dir.join(name), true)
            {
                continue;
            }
            tasks.push_back(Task {
                path: if task.depth == 0 { name.into() } else { task.path.join(name) },
                depth: task.depth + 1,
                ignores: ignores.clone(),
                holds_routers: is_app && name == "src",
            });
        }
    }

    fn is_app(&mut self, dir: &Utf8Path, listing: &Listing) -> bool {
        let folder = Folder::read(self.system, dir, listing);
        if folder.routers.is_empty() {
            return false;
        }
        let uses_next = folder.has_next_config
            || (folder.has_package
                && match Package::read(self.system, dir) {
                    Ok(package) => package.is_some_and(|package| package.depends_on_next()),
                    Err(diagnostic) => {
                        self.diagnostics.push(*diagnostic);
                        false
                    }
                });
        uses_next && folder.has_router()
    }
}

/// What the listing of a folder says about its being an app.
struct Folder<'a> {
    system: &'a dyn System,
    has_next_config: bool,
    has_package: bool,
    /// The folders that may be routers.
    routers: Vec<Utf8PathBuf>,
}

impl<'a> Folder<'a> {
    fn read(system: &'a dyn System, dir: &Utf8Path, listing: &Listing) -> Self {
        let mut folder = Self { system, has_next_config: false, has_package: false, routers: Vec::new() };
        for entry in &listing.entries {
            let is_dir = || match entry.kind {
                FileKind::Directory => true,
                FileKind::Symlink => system.is_dir(&dir.join(&entry.name)),
                FileKind::File | FileKind::Other => false,
            };
            match entry.name.as_str() {
                package::FILE_NAME => folder.has_package = true,
                "app" | "pages" if is_dir() => folder.routers.push(dir.join(&entry.name)),
                "src" if is_dir() => {
                    let candidates = ["app", "pages"].map(|name| dir.join("src").join(name));
                    folder.routers.extend(candidates.into_iter().filter(|router| system.is_dir(router)));
                }
                name if is_next_config(name) => folder.has_next_config = true,
                _ => {}
            }
        }
        folder
    }

    /// Whether one of the folders is a router and not a project of its own: the app of a repository is often in a
    /// folder that is called `app`.
    fn has_router(&self) -> bool {
        self.routers.iter().any(|router| {
            let is_project = |name: &str| self.system.is_file(&router.join(name));
            !is_project(package::FILE_NAME)
                && !NEXT_CONFIG_FILES.iter().chain([&REFUSED_CONFIG]).any(|name| is_project(name))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::MemorySystem;

    #[test]
    fn the_search_is_bounded_and_takes_the_nearest_first() {
        let app =
            |folder: &str| [format!("/ws/{folder}/next.config.js"), format!("/ws/{folder}/app/page.tsx")];
        let files = [app("a/b/c/d"), app("a/b/c/d/e"), app("z")].concat();
        let system = MemorySystem::with_files(files.iter().map(|file| (file, "")));
        let found = |depth, folders| {
            let (apps, diagnostics) = find_within(Limits { depth, folders }, &system, "/ws".into());
            (apps, diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect::<Vec<_>>())
        };
        assert_eq!(found(5, 7), (vec!["a/b/c/d".into(), "a/b/c/d/e".into(), "z".into()], vec![]));
        assert_eq!(found(4, 7), (vec!["a/b/c/d".into(), "z".into()], vec![]));
        let stopped = "the search for apps stopped after 4 folders".to_owned();
        assert_eq!(found(5, 4), (vec!["z".into()], vec![stopped]));
    }
}
