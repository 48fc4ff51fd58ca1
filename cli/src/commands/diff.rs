//! `rutter diff`: what has changed between two revisions, and whom it breaks.

use rutter_contract::diff::{Effect, Subject};

use crate::args::{DiffArgs, DiffFormat};
use crate::diff::{Repository, Side, compare, github, json, missing, number, pretty, summary};
use crate::report::repository_root;
use crate::session::{Outcome, Session};

pub(crate) fn run(session: &mut Session<'_>, args: &DiffArgs) -> anyhow::Result<Outcome> {
    let workspace = session.workspace()?;
    let folder = workspace.root.clone();
    let repository = Repository::at(&folder)?;
    let range = repository.range(args.revision.as_deref())?;
    let before = Side::of_revision(&repository, range.before)?;
    let after = match range.after {
        Some(revision) => Side::of_revision(&repository, revision)?,
        None => Side::on_disk(&*session.system, &folder)?,
    };
    let notes = missing(&before, &after, folder.as_str())?;
    let mut changes = compare(&before, &after);
    if let Some(app) = session.app.clone() {
        // An app that is in neither side is a mistake of the one who asks.
        if !before.has_app(&app) && !after.has_app(&app) {
            session.apps(&workspace)?;
        }
        changes.retain(|change| !matches!(&change.subject, Subject::Route { app: of, .. } if *of != app));
    }
    match args.format {
        DiffFormat::Pretty => {
            for note in notes {
                session.say(&format!("note: {note}\n"))?;
            }
            session.print(&pretty(&changes))?;
            session.say(&summary(&changes, &before, &after))?;
        }
        DiffFormat::Json => session.print(&json(&changes, &before, &after)?)?,
        DiffFormat::Github => {
            let system = session.system.clone();
            let root = repository_root(&*system, &folder);
            session.print(&github(&changes, &*system, &folder, &root, after.revision.is_none()))?;
        }
    }
    Ok(if number(&changes, Effect::Breaking) > 0 { Outcome::Findings } else { Outcome::Clean })
}
