//! What git ignores.
//!
//! Ignoring goes by the `.gitignore` files of the repository; a user's own global ignore file is not read, because
//! the answer has to be the same for everyone.

use std::sync::Arc;

use camino::Utf8Path;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::system::{Listing, System};

/// The name of the files with the rules.
const FILE_NAME: &str = ".gitignore";

/// The rules that hold in a folder. Cheap to clone: a folder without rules of its own shares those of the folder
/// around it.
#[derive(Debug, Clone, Default)]
pub struct Ignores(Option<Arc<Level>>);

/// The rules of one file, and those that hold where it says nothing.
#[derive(Debug)]
struct Level {
    rules: Gitignore,
    outer: Ignores,
}

impl Ignores {
    /// The rules that the folders above `folder` state, up to the repository that it is in; none outside of one.
    #[must_use]
    pub fn above(system: &dyn System, folder: &Utf8Path) -> Self {
        // In a linked work tree, `.git` is a file.
        let is_repository = |folder: &&Utf8Path| system.kind(&folder.join(".git")).is_ok();
        let Some(repository) = folder.ancestors().find(is_repository) else { return Self::default() };
        let mut between: Vec<&Utf8Path> =
            folder.ancestors().skip(1).take_while(|folder| folder.starts_with(repository)).collect();
        between.reverse();
        between.into_iter().fold(Self::default(), |outer, folder| outer.read(system, folder))
    }

    /// The rules that hold in a folder below, whose listing is known.
    #[must_use]
    pub fn inside(&self, system: &dyn System, folder: &Utf8Path, listing: &Listing) -> Self {
        let has_rules = listing.entries.iter().any(|entry| entry.name == FILE_NAME);
        if has_rules { self.clone().read(system, folder) } else { self.clone() }
    }

    /// Whether git ignores a file or folder that lies directly in the folder the rules are of.
    #[must_use]
    pub fn ignores(&self, path: &Utf8Path, is_dir: bool) -> bool {
        let mut level = self;
        while let Some(inner) = &level.0 {
            match inner.rules.matched(path, is_dir) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => level = &inner.outer,
            }
        }
        false
    }

    /// A rule that git could not read either is left out, and so is a file that cannot be read: too much is
    /// searched then, never too little.
    fn read(self, system: &dyn System, folder: &Utf8Path) -> Self {
        let Ok(text) = system.read_to_string(&folder.join(FILE_NAME)) else { return self };
        let mut builder = GitignoreBuilder::new(folder);
        for line in text.lines() {
            let _ = builder.add_line(None, line);
        }
        match builder.build() {
            Ok(rules) => Self(Some(Arc::new(Level { rules, outer: self }))),
            Err(_) => self,
        }
    }
}
