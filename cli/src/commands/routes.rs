//! `rutter routes`: the routes of an app as a tree, or as JSON.

use anyhow::bail;
use rutter_routes::ProblemCode;

use crate::args::{Format, RoutesArgs};
use crate::routes_json::Routes;
use crate::routes_tree::routes_tree;
use crate::session::{Outcome, Session};

pub(crate) fn run(session: &mut Session<'_>, args: &RoutesArgs) -> anyhow::Result<Outcome> {
    let workspace = session.workspace()?;
    let apps = session.apps(&workspace)?;
    if let (Format::Json, [_, _, ..]) = (args.format, apps.as_slice()) {
        let names: Vec<&str> = apps.iter().map(|app| app.name.as_str()).collect();
        bail!(
            "the JSON form shows one app, and this workspace has {}: choose one with `--app {}`",
            names.join(", "),
            names[0]
        );
    }
    let mut outcome = Outcome::Clean;
    for app in &apps {
        let (loaded, diagnostics) = session.load(app);
        outcome = outcome.max(Outcome::of(&diagnostics));
        match args.format {
            Format::Json => {
                let json = serde_json::to_string_pretty(&Routes::new(app.path.as_str(), &loaded.tree))?;
                session.print(&format!("{json}\n"))?;
                // The problems of the tree are part of the object; what else was found is not.
                session.report(diagnostics.iter().filter(|found| !is_tree_problem(found.code)))?;
            }
            Format::Tree => {
                if apps.len() > 1 {
                    session.print(&format!("{} ({})\n", app.name, app.path))?;
                }
                let empty = loaded.tree.entries.is_empty();
                session.print(&if empty { "no routes\n".to_owned() } else { routes_tree(&loaded.tree) })?;
                if apps.len() > 1 {
                    session.print("\n")?;
                }
                session.report(&diagnostics)?;
            }
        }
    }
    Ok(outcome)
}

fn is_tree_problem(code: &str) -> bool {
    ProblemCode::ALL.iter().any(|known| known.as_str() == code)
}
