//! `rutter crossings`: what goes from the server to the client.

use std::sync::Arc;

use anyhow::Context as _;
use rutter_check::{CrossingOwner, Environments, Project, crossing_props};
use rutter_project::{App, Location, System};
use rutter_syntax::graph::{Environment, ModuleGraph};
use rutter_syntax::load_app;

use crate::args::{CrossingsArgs, CrossingsFormat};
use crate::crossings_text::{Line, lines_as_json, text};
use crate::report::Places;
use crate::session::{Outcome, Session, show_from};

pub(crate) fn run(session: &mut Session<'_>, args: &CrossingsArgs) -> anyhow::Result<Outcome> {
    let (shown_from, workspace) = session.enter(args.folder.as_deref())?;
    let system = session.system.clone();
    let apps = session.apps(&workspace)?;
    let workers =
        rutter_syntax::workers(0).context("the threads that read the files could not be started")?;
    for app in &apps {
        let lines = workers.install(|| lines_of(&system, app));
        let printed = match args.format {
            CrossingsFormat::Text => {
                let title = (apps.len() > 1).then_some(app.name.as_str());
                text(&lines, args.by, title, |file| show_from(&shown_from, file))
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

/// What crosses in an app, by file and place.
fn lines_of(system: &Arc<dyn System>, app: &App) -> Vec<Line> {
    let loaded = load_app(&**system, app);
    let graph = ModuleGraph::load(system, app, &loaded);
    let environments = Environments::new(&graph, app, &loaded);
    let project = Project::new(&**system, app, &loaded, &graph, &environments);
    let mut lines = Vec::new();
    let mut text = String::new();
    let mut read = None;
    for prop in crossing_props(&project) {
        let path = &graph[prop.module].path;
        if read.replace(prop.module) != Some(prop.module) {
            text = system.read_to_string(path).unwrap_or_default();
        }
        let owner = match &prop.owner {
            CrossingOwner::Module(owner) => shown_owner(&project.path(*owner)),
            CrossingOwner::Known(specifier) => specifier.clone(),
        };
        let chain = environments.chain(prop.module, Environment::Server);
        let entry = chain.first().and_then(|step| project.entries(step.module).first());
        let route = entry.map(|entry| entry.pattern.as_str().to_owned());
        let at = Location::of_span(path, &text, prop.span.into());
        let element = Location::of_span(path, &text, prop.element.into());
        lines.push(Line { at, element, prop, owner, route });
    }
    lines
}

/// The path of a module, or the package that it belongs to.
fn shown_owner(path: &str) -> String {
    let Some((_, inner)) = path.rsplit_once("node_modules/") else { return path.to_owned() };
    let parts = if inner.starts_with('@') { 2 } else { 1 };
    inner.split('/').take(parts).collect::<Vec<_>>().join("/")
}
