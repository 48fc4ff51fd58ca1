//! One Next.js app.

use camino::{Utf8Path, Utf8PathBuf};

use crate::config::Settings;

/// A Next.js app of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// How Rutter calls it: unique in the workspace, the same on every machine.
    pub name: String,
    /// Its folder, absolute.
    pub dir: Utf8PathBuf,
    /// Its folder from the root of the workspace, with `/`; empty if it is the root itself.
    pub path: Utf8PathBuf,
    /// What holds for it.
    pub settings: Settings,
}

impl App {
    /// The folder of its generated files, absolute.
    #[must_use]
    pub fn out_dir(&self) -> Utf8PathBuf {
        self.dir.join(&self.settings.out)
    }

    /// Whether a path is the app's folder or in it.
    #[must_use]
    pub fn contains(&self, path: &Utf8Path) -> bool {
        path.starts_with(&self.dir)
    }
}
