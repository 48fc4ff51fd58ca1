//! The apps of the folders that the client works in.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::{App, Diagnostic, DiscoverError, NEXT_CONFIG_FILES, Workspace};

use crate::host::Host;
use crate::inputs::Inputs;

/// The apps, found when somebody asks for them.
#[derive(Debug, Default)]
pub(crate) struct Projects {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// The folders that the client works in, sorted.
    folders: Vec<Utf8PathBuf>,
    /// What was found in them, with the revision at which it was looked for.
    found: Option<(u64, Arc<Found>)>,
    /// Those that were found so far, by folder.
    hosts: BTreeMap<Utf8PathBuf, Arc<Host>>,
}

/// What was found in the folders.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) apps: Vec<Project>,
    /// What is wrong with the configuration of the workspaces.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// An app that was found.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    pub(crate) host: Arc<Host>,
    pub(crate) workspace: Arc<Workspace>,
    pub(crate) app: Arc<App>,
}

impl Projects {
    /// The client works in other folders now.
    pub(crate) fn set_folders(&self, mut folders: Vec<Utf8PathBuf>) {
        folders.sort_unstable();
        folders.dedup();
        let mut inner = self.inner();
        inner.folders = folders;
        inner.found = None;
    }

    /// The folders that the client works in.
    pub(crate) fn folders(&self) -> Vec<Utf8PathBuf> {
        self.inner().folders.clone()
    }

    /// The apps with these inputs. Looks for them if what decides which there are has changed.
    pub(crate) fn found(&self, inputs: &Inputs) -> Arc<Found> {
        let mut inner = self.inner();
        if let Some((revision, found)) = &inner.found
            && (*revision >= inputs.revision
                || !inputs.since(*revision).iter().any(|(path, _)| decides(path)))
        {
            return Arc::clone(found);
        }
        let found = Arc::new(inner.discover(inputs));
        inner.found = Some((inputs.revision, Arc::clone(&found)));
        found
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn discover(&mut self, inputs: &Inputs) -> Found {
        let mut found = Found::default();
        for folder in &self.folders {
            let workspace = match Workspace::discover(&*inputs.system, folder) {
                Ok(workspace) => Arc::new(workspace),
                Err(DiscoverError::Config { diagnostics, .. }) => {
                    found.diagnostics.extend(diagnostics);
                    continue;
                }
                // A folder that is gone has no apps.
                Err(DiscoverError::System(_)) => continue,
            };
            found.diagnostics.extend(workspace.diagnostics.iter().cloned());
            for app in &workspace.apps {
                if found.apps.iter().any(|known| known.app.dir == app.dir) {
                    continue;
                }
                let host = self.hosts.entry(app.dir.clone()).or_default();
                found.apps.push(Project {
                    host: Arc::clone(host),
                    workspace: Arc::clone(&workspace),
                    app: Arc::new(app.clone()),
                });
            }
        }
        self.hosts.retain(|dir, _| found.apps.iter().any(|project| project.app.dir == *dir));
        found
    }
}

/// Whether a file, or a folder, may decide which apps there are and how they are configured.
fn decides(path: &Utf8Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    ["rutter.toml", "package.json", "pnpm-workspace.yaml", ".git"].contains(&name)
        || NEXT_CONFIG_FILES.contains(&name)
        || path.extension().is_none()
}
