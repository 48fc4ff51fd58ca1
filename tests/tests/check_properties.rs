//! What a check finds depends on the files and on nothing else: not on the order in which they are listed, the number
//! of threads, the place of the app, or whether the app was read anew or brought up to date after an edit.

use std::sync::Arc;

use camino::Utf8Path;
use rutter_check::{Environments, Project, Settings, check};
use rutter_project::{App, CheckSettings, Diagnostic, System, Workspace};
use rutter_syntax::graph::ModuleGraph;
use rutter_syntax::{LoadedApp, load_app, workers};
use rutter_tests::random_app::{Random, edit, random_files, system_of};

struct Loaded {
    workspace: Workspace,
    app: App,
    loaded: LoadedApp,
}

fn load(system: &Arc<dyn System>, root: &Utf8Path) -> Loaded {
    let workspace = Workspace::discover(&**system, root).expect("a workspace");
    let app = workspace.apps[0].clone();
    let loaded = load_app(&**system, &app);
    Loaded { workspace, app, loaded }
}

fn findings(
    system: &Arc<dyn System>,
    of: &Loaded,
    graph: &ModuleGraph,
    environments: &Environments,
) -> Vec<Diagnostic> {
    let project = Project::new(&**system, &of.app, &of.loaded, graph, environments);
    let settings = Settings::new(&**system, &CheckSettings::of(&of.workspace, &of.app));
    let mut found = graph.diagnostics().to_vec();
    found.extend(check(&project, &settings).diagnostics(&project));
    found
}

fn from_scratch(system: &Arc<dyn System>, root: &Utf8Path) -> Vec<Diagnostic> {
    let of = load(system, root);
    let graph = ModuleGraph::load(system, &of.app, &of.loaded);
    let environments = Environments::new(&graph, &of.app, &of.loaded);
    findings(system, &of, &graph, &environments)
}

#[test]
fn after_any_edit_the_findings_are_those_of_a_fresh_check() {
    let (mut edits, mut kept) = (0, 0);
    let mut seen = std::collections::BTreeSet::new();
    for seed in 1..=8 {
        let mut random = Random(seed * 0x9E37_79B9);
        let memory = system_of("/ws", random_files(&mut random));
        let system: Arc<dyn System> = Arc::clone(&memory) as _;
        let root = Utf8Path::new("/ws");
        let of = load(&system, root);
        let mut graph = ModuleGraph::load(&system, &of.app, &of.loaded);
        let mut environments = Environments::new(&graph, &of.app, &of.loaded);
        for _ in 0..300 {
            let changed = edit(&memory, &mut random);
            let of = load(&system, root);
            let after = graph.updated(&system, &of.app, &of.loaded, std::slice::from_ref(&changed));
            let same = environments.updated(&graph, &after);
            kept += usize::from(same.is_some());
            environments = same.unwrap_or_else(|| Environments::new(&after, &of.app, &of.loaded));
            graph = after;
            let found = findings(&system, &of, &graph, &environments);
            assert_eq!(found, from_scratch(&system, root), "seed {seed}, after {changed}");
            seen.extend(found.iter().map(|diagnostic| diagnostic.code));
            edits += 1;
        }
    }
    assert!(edits >= 2_000 && seen.len() >= 20, "the edits reach only {seen:?}");
    assert!(kept >= 100 && kept < edits, "{kept} of {edits} edits change nothing of where modules run");
}

#[test]
fn the_number_of_threads_and_the_order_of_files_change_nothing() {
    for seed in 1..=20 {
        let mut files = random_files(&mut Random(seed * 0x5DEE_CE66));
        let here: Arc<dyn System> = system_of("/ws", files.clone());
        files.reverse();
        let reversed: Arc<dyn System> = system_of("/ws", files);
        let expected = from_scratch(&here, "/ws".into());
        for threads in [1, 2, 8] {
            let workers = workers(threads).expect("threads");
            let found = workers.install(|| from_scratch(&reversed, "/ws".into()));
            assert_eq!(found, expected, "seed {seed}, {threads} threads");
        }
    }
}

#[test]
fn the_place_of_the_app_changes_nothing() {
    let moved = "/some/where/else (x)+[y]/ws";
    for seed in 1..=20 {
        let files = random_files(&mut Random(seed * 0x2545_F491));
        let here: Arc<dyn System> = system_of("/ws", files.clone());
        let there: Arc<dyn System> = system_of(moved, files);
        let expected = format!("{:#?}", from_scratch(&here, "/ws".into()));
        let found = format!("{:#?}", from_scratch(&there, moved.into())).replace(moved, "/ws");
        assert_eq!(found, expected, "seed {seed}");
    }
}
