//! The files of an app, as the route tree wants them.
//!
//! The walk sees what Next sees (Next 16.4: `recursiveReadDir`, `collectAppFiles`): symbolic links are followed,
//! broken ones are skipped, names that start with a dot are ordinary names (`app/.well-known/x/route.ts` is a
//! route), and below `app` names that start with `_` are private. Where Next dies (a folder that links to one above
//! it, a folder that may not be read) or goes wrong (a name that is not UTF-8), the walk says so and goes on.

use std::slice;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostic::Diagnostic;
use crate::system::{FileKind, System, SystemError};

/// The routers and the static files, with whether names that start with `_` are skipped there.
const FOLDERS: [(&str, bool); 5] =
    [("app", true), ("src/app", true), ("pages", false), ("src/pages", false), ("public", false)];

/// Every file below `app`, `src/app`, `pages`, `src/pages` and `public` of the app in `dir`, and those that lie
/// directly in the app's folder and in `src`; as paths from `dir` with `/`, sorted by bytes.
pub fn app_files(system: &dyn System, dir: &Utf8Path) -> (Vec<String>, Vec<Diagnostic>) {
    let mut walk = Walk { system, app: dir, files: Vec::new(), diagnostics: Vec::new() };
    walk.direct_files("");
    walk.direct_files("src/");
    for (folder, skips_private) in FOLDERS {
        walk.router(folder, skips_private);
    }
    walk.empty_routers();
    walk.files.sort_unstable();
    (walk.files, walk.diagnostics)
}

struct Walk<'a> {
    system: &'a dyn System,
    app: &'a Utf8Path,
    files: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

/// The folders that are being walked, from the outermost: enough of them to see a loop.
struct Branch<'a> {
    /// The innermost folder, without symbolic links.
    real: &'a Utf8Path,
    /// The branch at the last symbolic link.
    outer: Option<&'a Branch<'a>>,
}

impl Branch<'_> {
    /// Whether a folder holds one that is being walked, so that walking it would come back here for ever.
    fn is_inside(&self, folder: &Utf8Path) -> bool {
        self.real.starts_with(folder) || self.outer.is_some_and(|outer| outer.is_inside(folder))
    }
}

impl Walk<'_> {
    fn direct_files(&mut self, prefix: &str) {
        let dir =
            if prefix.is_empty() { self.app.to_owned() } else { self.app.join(prefix.trim_end_matches('/')) };
        let listing = match self.system.read_dir(&dir) {
            Ok(listing) => listing,
            // There need not be a folder `src`, and a file of that name is none of ours.
            Err(error) if !prefix.is_empty() && (error.is_not_found() || error.is_below_file()) => return,
            Err(error) => return self.unreadable(&dir, &error),
        };
        // Names that are not UTF-8 are of no interest here: none of the files that Next reads has such a name.
        for entry in listing.entries {
            let is_file = match entry.kind {
                FileKind::File => true,
                FileKind::Symlink => self.system.is_file(&dir.join(&entry.name)),
                FileKind::Directory | FileKind::Other => false,
            };
            if is_file {
                self.files.push(format!("{prefix}{}", entry.name));
            }
        }
    }

    fn router(&mut self, folder: &str, skips_private: bool) {
        let dir = self.app.join(folder);
        let real = self.system.kind(&dir).and_then(|kind| match kind {
            FileKind::Directory => self.system.canonicalize(&dir).map(Some),
            _ => Ok(None),
        });
        match real {
            Ok(Some(real)) => {
                let branch = Branch { real: &real, outer: None };
                self.folder(&dir, &mut format!("{folder}/"), skips_private, &branch);
            }
            Ok(None) => {}
            Err(error) if error.is_not_found() || error.is_below_file() => {}
            Err(error) => self.unreadable(&dir, &error),
        }
    }

    /// Walks a folder; `prefix` is its path from the app with a `/` at the end, and is given back unchanged.
    fn folder(&mut self, dir: &Utf8Path, prefix: &mut String, skips_private: bool, branch: &Branch<'_>) {
        let listing = match self.system.read_dir(dir) {
            Ok(listing) => listing,
            // It was deleted since its parent was listed.
            Err(error) if error.is_not_found() => return,
            Err(error) => return self.unreadable(dir, &error),
        };
        for name in listing.not_utf8 {
            let message = format!("{prefix}{name} is left out: its name is not UTF-8");
            let help = "rename it; a URL and an import can only name it in UTF-8";
            let diagnostic = Diagnostic::warning("name-not-utf8", message).with_help(help);
            self.diagnostics.push(diagnostic.with_file(dir));
        }
        for entry in listing.entries {
            if skips_private && entry.name.starts_with('_') {
                continue;
            }
            match entry.kind {
                FileKind::Directory if entry.name == "node_modules" => {}
                FileKind::Directory => {
                    let real = branch.real.join(&entry.name);
                    let inner = Branch { real: &real, outer: branch.outer };
                    self.inner(dir, prefix, &entry.name, skips_private, &inner);
                }
                FileKind::Symlink => self.link(dir, prefix, &entry.name, skips_private, branch),
                FileKind::File | FileKind::Other => self.files.push(format!("{prefix}{}", entry.name)),
            }
        }
    }

    fn link(
        &mut self,
        dir: &Utf8Path,
        prefix: &mut String,
        name: &str,
        skips_private: bool,
        branch: &Branch<'_>,
    ) {
        let path = dir.join(name);
        let followed = self.system.kind(&path).and_then(|kind| match kind {
            FileKind::Directory => self.system.canonicalize(&path).map(Some),
            _ => Ok(None),
        });
        match followed {
            Ok(None) => self.files.push(format!("{prefix}{name}")),
            Ok(Some(_)) if name == "node_modules" => {}
            Ok(Some(real)) if branch.is_inside(&real) => {
                let message = format!(
                    "{prefix}{name} is a symbolic link to a folder that it is in, a loop without end"
                );
                let diagnostic = Diagnostic::error("symlink-loop", message)
                    .with_help("remove the link, or let it lead elsewhere; Next does not survive it either");
                self.diagnostics.push(diagnostic.with_file(path));
            }
            Ok(Some(real)) => {
                self.inner(dir, prefix, name, skips_private, &Branch { real: &real, outer: Some(branch) });
            }
            // Next skips a broken link without a word.
            Err(error) if error.is_not_found() => {}
            Err(error) => {
                let message =
                    format!("{prefix}{name} is a symbolic link that cannot be followed: {}", error.reason());
                let diagnostic =
                    Diagnostic::error("unreadable-link", message).with_help("remove or correct the link");
                self.diagnostics.push(diagnostic.with_file(path));
            }
        }
    }

    fn inner(
        &mut self,
        dir: &Utf8Path,
        prefix: &mut String,
        name: &str,
        skips_private: bool,
        branch: &Branch<'_>,
    ) {
        let outer_length = prefix.len();
        prefix.push_str(name);
        prefix.push('/');
        self.folder(&dir.join(name), prefix, skips_private, branch);
        prefix.truncate(outer_length);
    }

    /// Next takes a folder for a router because it exists, even if there is nothing in it; a list of files cannot
    /// say that it does. Where such a folder hides a router with files, or stands in another place than the other
    /// router, this is the finding (Next 16.4: `findPagesDir`).
    fn empty_routers(&mut self) {
        let in_src = |router: &str| format!("src/{router}");
        let has_files = |files: &[String], router: &str| {
            files.iter().any(|file| file.strip_prefix(router).is_some_and(|rest| rest.starts_with('/')))
        };
        for (router, other) in [("app", "pages"), ("pages", "app")] {
            let Some(taken) = self.first_dir(router) else { continue };
            if has_files(&self.files, &taken) {
                continue;
            }
            let consequence = if taken == router && has_files(&self.files, &in_src(router)) {
                self.files.retain(|file| !has_files(slice::from_ref(file), &in_src(router)));
                format!("does not look into src/{router}")
            } else {
                match self.first_dir(other) {
                    Some(beside)
                        if has_files(&self.files, &beside)
                            && beside.starts_with("src/") != taken.starts_with("src/") =>
                    {
                        format!("stops because {taken} and {beside} are in different folders")
                    }
                    _ => continue,
                }
            };
            let message = format!(
                "there is no route in {taken}, but Next takes the folder as it is, and {consequence}"
            );
            let diagnostic = Diagnostic::error("empty-router-folder", message)
                .with_help(format!("delete the folder {taken}"))
                .with_file(self.app.join(&taken));
            self.diagnostics.push(diagnostic);
        }
    }

    /// The folder that Next takes for a router.
    fn first_dir(&self, router: &str) -> Option<String> {
        [router.to_owned(), format!("src/{router}")]
            .into_iter()
            .find(|folder| self.system.is_dir(&self.app.join(folder)))
    }

    fn unreadable(&mut self, dir: &Utf8Path, error: &SystemError) {
        let path: Utf8PathBuf =
            dir.strip_prefix(self.app).map_or_else(|_| dir.to_owned(), Utf8Path::to_owned);
        let name = if path.as_str().is_empty() { "the folder of the app" } else { path.as_str() };
        let message = format!("{name} is left out: it cannot be listed ({})", error.reason());
        let diagnostic = Diagnostic::error("unreadable-folder", message)
            .with_help("allow reading it; its routes are missing until then");
        self.diagnostics.push(diagnostic.with_file(dir));
    }
}

#[cfg(test)]
mod tests;
