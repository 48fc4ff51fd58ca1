//! The apps of the folders that the client works in.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::{App, Diagnostic, DiscoverError, NEXT_CONFIG_FILES, Workspace};

use crate::host::Host;
use crate::inputs::{Inputs, Places};
use crate::notices::{Notice, Notices};

/// The apps, found when somebody asks for them.
#[derive(Debug, Default)]
pub(crate) struct Projects {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// What was found, with the inputs for which it was looked for.
    found: Option<(u64, Arc<Places>, Arc<Found>)>,
    /// The apps that were found so far, by folder.
    hosts: BTreeMap<Utf8PathBuf, Arc<Host>>,
}

/// What was found in the folders.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) apps: Vec<Project>,
    /// The apps of open files that lie in none of the folders. Nobody has asked about their other files.
    pub(crate) outside: Vec<Project>,
    /// What is wrong with the configuration of the workspaces.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What is wrong with a configuration that is so broken that its apps are not known.
    pub(crate) broken: Option<String>,
}

/// An app that was found.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    pub(crate) host: Arc<Host>,
    pub(crate) workspace: Arc<Workspace>,
    pub(crate) app: Arc<App>,
}

impl Projects {
    /// The apps with these inputs. Looks for them if what decides which there are has changed.
    pub(crate) fn found(&self, inputs: &Inputs, notices: &Notices) -> Arc<Found> {
        let mut inner = self.inner();
        if let Some((revision, places, found)) = &inner.found {
            let is_same = || {
                **places == *inputs.places
                    && inputs.since(*revision).is_some_and(|all| !all.iter().any(|(path, _)| decides(path)))
            };
            if *revision >= inputs.revision || is_same() {
                return Arc::clone(found);
            }
        }
        let found = Arc::new(inner.discover(inputs));
        notices.tell(Notice::Configured(found.broken.clone()));
        inner.found = Some((inputs.revision, Arc::clone(&inputs.places), Arc::clone(&found)));
        found
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Found {
    /// All apps.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Project> {
        self.apps.iter().chain(&self.outside)
    }

    /// Notes a workspace that was looked for, or what is wrong with its configuration.
    fn workspace(&mut self, workspace: Result<Workspace, DiscoverError>) -> Option<Arc<Workspace>> {
        let (workspace, diagnostics) = match workspace {
            Ok(workspace) => (Some(Arc::new(workspace.clone())), workspace.diagnostics),
            Err(DiscoverError::Config { diagnostics, .. }) => {
                self.broken = self.broken.take().or(diagnostics.first().map(|first| first.message.clone()));
                (None, diagnostics)
            }
            // A folder that is gone has no apps.
            Err(DiscoverError::System(_)) => (None, Vec::new()),
        };
        for diagnostic in diagnostics {
            if !self.diagnostics.contains(&diagnostic) {
                self.diagnostics.push(diagnostic);
            }
        }
        workspace
    }
}

impl Inner {
    fn discover(&mut self, inputs: &Inputs) -> Found {
        let (mut found, system) = (Found::default(), &*inputs.system);
        for folder in &inputs.places.folders {
            let Some(workspace) = found.workspace(Workspace::discover(system, folder)) else { continue };
            // A folder in which nothing says so is no app, though a command takes it for one.
            let apps =
                workspace.apps.iter().filter(|app| workspace.config.is_some() || app.is_likely(system));
            for app in apps {
                if !found.apps.iter().any(|known| known.app.dir == app.dir) {
                    found.apps.push(self.project(&workspace, app));
                }
            }
        }
        for file in &inputs.places.outside {
            if found.all().any(|project| project.app.contains(file)) {
                continue;
            }
            let workspace = Workspace::around(system, file).and_then(|workspace| found.workspace(workspace));
            let Some(workspace) = workspace else { continue };
            for app in workspace.apps.iter().filter(|app| app.contains(file)) {
                found.outside.push(self.project(&workspace, app));
            }
        }
        self.hosts.retain(|dir, _| found.all().any(|project| project.app.dir == *dir));
        found
    }

    fn project(&mut self, workspace: &Arc<Workspace>, app: &App) -> Project {
        let host = self.hosts.entry(app.dir.clone()).or_default();
        Project { host: Arc::clone(host), workspace: Arc::clone(workspace), app: Arc::new(app.clone()) }
    }
}

/// Whether a file, or a folder, may decide which apps there are and how they are configured.
fn decides(path: &Utf8Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    ["rutter.toml", "package.json", "pnpm-workspace.yaml", ".git"].contains(&name)
        || NEXT_CONFIG_FILES.contains(&name)
        || path.extension().is_none()
}
