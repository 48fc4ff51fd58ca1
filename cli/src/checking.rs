//! One run of `rutter check`, before any of it is told.

use std::collections::BTreeMap;
use std::mem;
use std::sync::Arc;

use anyhow::Context as _;
use camino::{Utf8Path, Utf8PathBuf};
use rutter_check::{Environments, Fixed, Project, Rule, Settings, check, check_app, fix};
use rutter_project::{App, CheckSettings, Diagnostic, System, Workspace};
use rutter_syntax::graph::{Environment, ModuleGraph};
use rutter_syntax::load_app;

use crate::report::{Phases, Places, Stats};

const NO_THREADS: &str = "the threads that read the files could not be started";

/// What is to be checked.
pub(crate) struct Job<'a> {
    pub(crate) system: &'a Arc<dyn System>,
    pub(crate) workspace: &'a Workspace,
    pub(crate) apps: Vec<&'a App>,
    /// The only rules that are looked at; empty for all.
    pub(crate) rules: Vec<&'static Rule>,
}

/// What was found, in all apps together.
pub(crate) struct Checked {
    /// By file and place; what two apps share is there once.
    pub(crate) found: Vec<Diagnostic>,
    pub(crate) stats: Stats,
}

impl Job<'_> {
    /// Checks the apps, one after the other, each with all threads.
    pub(crate) fn check(&self, mut phases: Phases) -> anyhow::Result<Checked> {
        let workers = rutter_syntax::workers(0).context(NO_THREADS)?;
        let mut found = self.workspace.diagnostics.clone();
        let mut stats = Stats::default();
        let mut files = BTreeMap::new();
        for app in &self.apps {
            let graph =
                workers.install(|| self.check_app(app, &mut found, &mut stats, &mut files, &mut phases));
            if self.apps.last().is_some_and(|last| std::ptr::eq(*last, *app)) {
                // The process ends soon; to give back each of its many small lists first would only take time.
                mem::forget(graph);
            }
        }
        stats.files = files.len();
        stats.bytes = files.values().sum();
        found.sort_by_cached_key(order);
        found.dedup();
        phases.end("report");
        stats.milliseconds = phases.milliseconds();
        Ok(Checked { found, stats })
    }

    /// Applies the safe fixes of the apps.
    pub(crate) fn fix(&self) -> anyhow::Result<Fixed> {
        let workers = rutter_syntax::workers(0).context(NO_THREADS)?;
        let mut all = Fixed::default();
        for app in &self.apps {
            let settings = self.settings(app);
            let loaded = load_app(&**self.system, app);
            let fixed = workers.install(|| fix(self.system, app, &loaded, &settings))?;
            all.files.extend(fixed.files);
            all.refused.extend(fixed.refused);
        }
        Ok(all)
    }

    fn check_app(
        &self,
        app: &App,
        found: &mut Vec<Diagnostic>,
        stats: &mut Stats,
        files: &mut BTreeMap<String, usize>,
        phases: &mut Phases,
    ) -> ModuleGraph {
        let settings = self.settings(app);
        let loaded = load_app(&**self.system, app);
        phases.end("routes");
        let graph = ModuleGraph::load(self.system, app, &loaded);
        found.extend(check_app(self.workspace, app, &loaded, &graph));
        phases.end("walk");
        phases.split("walk", "read", graph.stats().read);
        phases.split("walk", "resolve", graph.stats().resolve);
        let environments = Environments::new(&graph, app, &loaded);
        phases.end("environments");
        let project = Project::new(&**self.system, app, &loaded, &graph, &environments);
        let report = check(&project, &settings);
        found.extend(report.diagnostics(&project));
        phases.end("rules");
        // By text: to compare paths by their parts would take as long as all the rules. They are sorted already, which is
        // quickly put into a map of their own.
        files.append(
            &mut graph.modules().map(|(_, module)| (module.path.to_string(), module.size())).collect(),
        );
        stats.modules.server += environments.count(Environment::Server);
        stats.modules.client += environments.count(Environment::Client);
        stats.modules.pages += environments.count(Environment::Pages);
        stats.modules.api += environments.count(Environment::Api);
        stats.modules.unreached += environments.unreached(&graph);
        drop(project);
        graph
    }

    /// The settings of an app, as `rutter.toml` states them.
    fn settings(&self, app: &App) -> Settings {
        Settings::new(&**self.system, &CheckSettings::of(self.workspace, app)).only(self.rules.clone())
    }
}

/// By file and place.
fn order(diagnostic: &Diagnostic) -> (Option<Utf8PathBuf>, Option<(usize, usize)>, &'static str, String) {
    let at = diagnostic.location.as_ref().map(|location| (location.line, location.column));
    let file = Places::file_of(diagnostic).map(Utf8Path::to_owned);
    (file, at, diagnostic.code, diagnostic.message.clone())
}
