//! `rutter init`: a commented rutter.toml for the apps that were found.

use anyhow::{Context as _, bail};
use rutter_project::App;
use rutter_project::config::{FILE_NAME, init_text};

use crate::session::{Outcome, Session};
use crate::words::count;

pub(crate) fn run(session: &mut Session<'_>) -> anyhow::Result<Outcome> {
    let workspace = session.workspace()?;
    let path = workspace.root.join(FILE_NAME);
    if session.system.kind(&path).is_ok() {
        session.say(&format!(
            "{FILE_NAME} exists already in {} and was left as it is\n",
            session.show(&workspace.root)
        ))?;
        return Ok(Outcome::Clean);
    }
    let has_router = |app: &App| {
        let (loaded, _) = session.load(app);
        loaded.tree.app_dir.is_some() || loaded.tree.pages_dir.is_some()
    };
    if !workspace.apps.iter().any(has_router) {
        bail!(
            "no Next.js app was found below {}: a folder with `app`, `src/app`, `pages` or `src/pages` in it",
            session.show(&workspace.root)
        );
    }
    let text = init_text(&workspace.apps);
    session
        .system
        .write(&path, text.as_bytes())
        .with_context(|| format!("{FILE_NAME} could not be written"))?;
    let mut message =
        format!("wrote {}, with {}:\n", session.show(&path), count(workspace.apps.len(), "app"));
    for app in &workspace.apps {
        let place = if app.path.as_str().is_empty() { "." } else { app.path.as_str() };
        message.push_str(&format!("  {} in {place}\n", app.name));
    }
    message.push_str("Next: `rutter generate` writes the typed routes\n");
    session.say(&message)?;
    Ok(Outcome::Clean)
}
