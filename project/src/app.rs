//! One Next.js app.

use camino::{Utf8Path, Utf8PathBuf};

use crate::config::Settings;
use crate::discover::find;
use crate::system::System;

/// The names of Next's own configuration, in the order in which it looks for them (Next 16.4: `CONFIG_FILES`).
pub const NEXT_CONFIG_FILES: [&str; 4] =
    ["next.config.js", "next.config.mjs", "next.config.ts", "next.config.mts"];

/// A Next.js app of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// How Rutter calls it: unique in the workspace, the same on every machine.
    pub name: String,
    /// Its folder, absolute.
    pub dir: Utf8PathBuf,
    /// Its folder from the root of the workspace, with `/`; empty if it is the root itself.
    pub path: Utf8PathBuf,
    /// The name of its table in `rutter.toml`, whether the file has it yet or not: `app` if it is the only app, else
    /// `apps.web`.
    pub table: String,
    /// What holds for it.
    pub settings: Settings,
}

impl App {
    /// The folder of its generated files, absolute.
    #[must_use]
    pub fn out_dir(&self) -> Utf8PathBuf {
        self.dir.join(&self.settings.out)
    }

    /// Whether something in its folder says that it is an app: a router's folder, `next.config`, or `next` among the
    /// dependencies. Where nothing is found, the folder that a command is started in is taken for one all the same.
    #[must_use]
    pub fn is_likely(&self, system: &dyn System) -> bool {
        find::is_likely(system, &self.dir)
    }

    /// Whether a path is the app's folder or in it.
    #[must_use]
    pub fn contains(&self, path: &Utf8Path) -> bool {
        path.starts_with(&self.dir)
    }
}

/// A table's name, quoted where TOML asks for it.
pub(crate) fn table_key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(bare) {
        name.to_owned()
    } else {
        toml::Value::from(name).to_string()
    }
}
