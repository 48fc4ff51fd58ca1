//! `rutter crossings`: what goes from the server to the client.

use std::mem;
use std::sync::Arc;

use anyhow::Context as _;
use rutter_check::{Environments, Project, crossing_props};
use rutter_project::{App, Location, System};
use rutter_syntax::graph::{Environment, ModuleGraph};
use rutter_syntax::load_app;

use crate::args::{CrossingsArgs, CrossingsBy, CrossingsFormat};
use crate::crossings_text::{Line, lines_as_json, text};
use crate::report::Places;
use crate::session::{Outcome, Session, show_from};

pub(crate) fn run(session: &mut Session<'_>, args: &CrossingsArgs) -> anyhow::Result<Outcome> {
    let (shown_from, workspace) = session.enter(args.folder.as_deref())?;
    let system = session.system.clone();
    let apps = session.apps(&workspace)?;
    let workers =
        rutter_syntax::workers(0).context("the threads that read the files could not be started")?;
    // The JSON form tells no routes.
    let by = if args.format == CrossingsFormat::Json { CrossingsBy::Component } else { args.by };
    for app in &apps {
        let (lines, graph) = workers.install(|| lines_of(&system, app, by));
        if apps.last().is_some_and(|last| std::ptr::eq(*last, *app)) {
            // The process ends soon; to give back each of its many small lists first would only take time.
            mem::forget(graph);
        }
        let printed = match args.format {
            CrossingsFormat::Text => {
                let title = (apps.len() > 1).then_some(app.name.as_str());
                text(&lines, by, title, |file| show_from(&shown_from, file))
            }
            CrossingsFormat::Json => {
                let places = Places::new(&*system, &session.cwd);
                lines_as_json(&lines, |file| places.path(file))?
            }
        };
        session.print(&printed)?;
    }
    Ok(Outcome::Clean)
}

/// What crosses in an app, by file and place, and the modules it was read from.
fn lines_of(system: &Arc<dyn System>, app: &App, by: CrossingsBy) -> (Vec<Line>, ModuleGraph) {
    let loaded = load_app(&**system, app);
    // Routes may lead to the server by way of the client.
    if by != CrossingsBy::Route {
        let graph = ModuleGraph::load_server(system, app, &loaded);
        let environments = Environments::of_server(&graph, app, &loaded);
        let lines = lines_in(&Project::new(&**system, app, &loaded, &graph, &environments));
        if !environments.has_missed() {
            return (lines, graph);
        }
    }
    let graph = ModuleGraph::load(system, app, &loaded);
    let environments = Environments::new(&graph, app, &loaded);
    (lines_in(&Project::new(&**system, app, &loaded, &graph, &environments)), graph)
}

fn lines_in(project: &Project<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut text = String::new();
    let mut read = None;
    for prop in crossing_props(project) {
        let path = &project.graph[prop.module].path;
        if read.replace(prop.module) != Some(prop.module) {
            text = project.system.read_to_string(path).unwrap_or_default();
        }
        let owner = prop.owner.shown(project);
        let chain = project.environments.chain(prop.module, Environment::Server);
        let entry = chain.first().and_then(|step| project.entries(step.module).first());
        let route = entry.map(|entry| entry.pattern.as_str().to_owned());
        let at = Location::of_span(path, &text, prop.span.into());
        let element = Location::of_span(path, &text, prop.element.into());
        lines.push(Line { at, element, prop, owner, route });
    }
    lines
}
