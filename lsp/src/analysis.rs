//! What is known of one app at a moment.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_check::{Environments, Learned, Project, Settings, check_app};
use rutter_project::{App, CheckSettings, Diagnostic, FileKind, RememberingSystem, System, Workspace};
use rutter_syntax::graph::{ModuleGraph, ModuleId, ModuleOrigin, is_code};
use rutter_syntax::{LoadedApp, load_app};

use crate::inputs::{Change, Inputs};
use crate::rust::is_rust;
use crate::text::Text;

/// One app as it was at a revision of the inputs.
#[derive(Debug)]
pub(crate) struct Analysis {
    pub(crate) revision: u64,
    pub(crate) system: Arc<dyn System>,
    /// The texts that the open documents have in it, by path.
    pub(crate) open: Arc<BTreeMap<Utf8PathBuf, Text>>,
    pub(crate) workspace: Arc<Workspace>,
    pub(crate) app: Arc<App>,
    pub(crate) loaded: Arc<LoadedApp>,
    pub(crate) graph: Arc<ModuleGraph>,
    pub(crate) environments: Arc<Environments>,
    /// Where modules ran before the texts that made a difference there, the newest first.
    earlier: Vec<Placed>,
    pub(crate) settings: Arc<Settings>,
    /// What rules have found out about it so far.
    learned: Arc<Learned>,
    /// What is wrong besides the modules.
    pub(crate) of_app: Vec<Diagnostic>,
}

/// Modules, and where they run.
#[derive(Debug, Clone)]
struct Placed {
    graph: Arc<ModuleGraph>,
    environments: Arc<Environments>,
}

/// How many are kept: a text that is typed turns from whole to broken and back again and again.
const MOST_EARLIER: usize = 4;

impl Analysis {
    /// Reads an app.
    pub(crate) fn new(inputs: &Inputs, workspace: &Arc<Workspace>, app: &Arc<App>) -> Self {
        let remembering = Arc::new(RememberingSystem::new(Arc::clone(&inputs.system)));
        let system: Arc<dyn System> = Arc::clone(&remembering) as _;
        let loaded = Arc::new(load_app(&*system, app));
        let graph = ModuleGraph::load(&system, app, &loaded);
        // The graph keeps the system, and will be asked when folders have changed.
        remembering.stop();
        let settings = settings(&*inputs.system, workspace, app);
        let placed = Placed::new(graph, app, &loaded);
        Self::of(inputs, workspace, app, loaded, (placed, Vec::new()), settings)
    }

    /// The same app at a later revision.
    pub(crate) fn updated(&self, inputs: &Inputs, workspace: &Arc<Workspace>, app: &Arc<App>) -> Self {
        let Some(changes) = inputs.since(self.revision) else { return Self::new(inputs, workspace, app) };
        let changes = changes.into_iter().filter(|(path, change)| self.is_concerned(path, *change));
        let changes: Vec<(&Utf8Path, Change)> = changes.collect();
        let is_same_place = Arc::ptr_eq(&self.workspace, workspace);
        let only_texts = is_same_place
            && changes
                .iter()
                .all(|(path, change)| *change == Change::Text && self.is_plain_module(&*inputs.system, path));
        let loaded = match only_texts {
            true => Arc::clone(&self.loaded),
            false => Arc::new(load_app(&*inputs.system, app)),
        };
        let settings = match is_same_place {
            true => Arc::clone(&self.settings),
            false => settings(&*inputs.system, workspace, app),
        };
        let changed: Vec<Utf8PathBuf> = changes.iter().map(|(path, _)| (*path).to_owned()).collect();
        let graph = self.graph.updated(&inputs.system, app, &loaded, &changed);
        let placed = match only_texts && graph.has_modules_of(&self.graph) {
            true => self.placed(graph, app, &loaded),
            false => (Placed::new(graph, app, &loaded), Vec::new()),
        };
        Self::of(inputs, workspace, app, loaded, placed, settings)
    }

    /// Where the modules of an updated graph run, which mostly is where they ran before, with what is kept of that.
    fn placed(&self, graph: ModuleGraph, app: &App, loaded: &LoadedApp) -> (Placed, Vec<Placed>) {
        let now = Placed { graph: Arc::clone(&self.graph), environments: Arc::clone(&self.environments) };
        let mut known: Vec<Placed> = [now].into_iter().chain(self.earlier.iter().cloned()).collect();
        let same = known
            .iter()
            .enumerate()
            .find_map(|(at, known)| Some((at, known.environments.updated(&known.graph, &graph)?)));
        let placed = match same {
            Some((at, environments)) => {
                known.remove(at);
                Placed { graph: Arc::new(graph), environments: Arc::new(environments) }
            }
            None => Placed::new(graph, app, loaded),
        };
        known.truncate(MOST_EARLIER);
        (placed, known)
    }

    fn of(
        inputs: &Inputs,
        workspace: &Arc<Workspace>,
        app: &Arc<App>,
        loaded: Arc<LoadedApp>,
        (Placed { graph, environments }, earlier): (Placed, Vec<Placed>),
        settings: Arc<Settings>,
    ) -> Self {
        let of_app = check_app(workspace, app, &loaded, &graph);
        Self {
            revision: inputs.revision,
            system: Arc::clone(&inputs.system),
            open: Arc::clone(&inputs.open),
            workspace: Arc::clone(workspace),
            app: Arc::clone(app),
            loaded,
            graph,
            environments,
            earlier,
            settings,
            learned: Arc::default(),
            of_app,
        }
    }

    /// What rules are given.
    pub(crate) fn project(&self) -> Project<'_> {
        let project = Project::new(&*self.system, &self.app, &self.loaded, &self.graph, &self.environments);
        project.with_learned(&self.learned)
    }

    /// The module of a file, if it is one of the app or its workspace.
    pub(crate) fn module(&self, path: &Utf8Path) -> Option<ModuleId> {
        let module = self.graph.find(path)?;
        (self.graph[module].origin != ModuleOrigin::Package).then_some(module)
    }

    /// Whether a change may change anything here. The text of a file of code that is none of the modules does not.
    fn is_concerned(&self, path: &Utf8Path, change: Change) -> bool {
        change == Change::Existence || self.graph.find(path).is_some() || !(is_code(path) || is_rust(path))
    }

    /// Whether a path is that of a module whose text nothing but the module is made of.
    fn is_plain_module(&self, system: &dyn System, path: &Utf8Path) -> bool {
        self.module(path).is_some()
            && !self.loaded.has_read(&self.app.dir, path)
            && matches!(system.link_kind(path), Ok(FileKind::File))
    }
}

impl Placed {
    fn new(graph: ModuleGraph, app: &App, loaded: &LoadedApp) -> Self {
        let environments = Arc::new(Environments::new(&graph, app, loaded));
        Self { graph: Arc::new(graph), environments }
    }
}

fn settings(system: &dyn System, workspace: &Workspace, app: &App) -> Arc<Settings> {
    Arc::new(Settings::new(system, &CheckSettings::of(workspace, app)))
}
