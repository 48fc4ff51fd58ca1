//! What a run of `rutter generate` has to write and to tell, before it does either.

use rutter_contract::FILE_NAME as CONTRACT_FILE;
use rutter_project::{App, Applied, Changes, Diagnostic, Severity, Workspace};
use rutter_routes::listing::Listing;
use rutter_syntax::LoadedApp;

use crate::contract::{self, Side, Source, Why};
use crate::described::described_twice;
use crate::plan::{FIRST_TYPEGEN, LISTING_FILE, Scope, app_changes, listing_changes};
use crate::progress::Progress;
use crate::session::Session;

/// The generated files of the selected apps, compared with the disk.
pub(crate) struct Generation {
    /// Everything that was found, in the order in which it is told.
    pub(crate) found: Vec<Diagnostic>,
    /// What can be written.
    pub(crate) targets: Vec<Target>,
    /// The apps whose routes are not known well enough to write anything, and whether each was selected.
    blocked: Vec<(String, bool)>,
    /// The other selected apps, if the contract is not known, which is a part of what they get.
    waiting: Vec<String>,
}

/// What a run is about.
#[derive(Clone, Copy)]
pub(crate) struct Purpose {
    pub(crate) scope: Scope,
    /// Files may be written.
    pub(crate) writes: bool,
    /// The contract is that of the committed file.
    pub(crate) no_cargo: bool,
}

/// The files of an app, `rutter.routes` or the contract, compared with the disk.
pub(crate) struct Target {
    /// How the target is called in messages.
    pub(crate) name: String,
    pub(crate) changes: Changes,
    /// The changes are made already.
    pub(crate) applied: Option<Applied>,
}

impl Target {
    fn new(name: impl Into<String>, changes: Changes) -> Self {
        Self { name: name.into(), changes, applied: None }
    }
}

impl Generation {
    /// Reads the apps and works out what differs. Nothing is written but `rutter.routes`, and that only where the Rust side is
    /// about to be compiled with it. `known` is what an earlier run has found out of the Rust side, if that still holds, and
    /// then what this one has.
    pub(crate) fn prepare(
        session: &mut Session<'_>,
        workspace: &Workspace,
        purpose: Purpose,
        known: &mut Option<Side>,
    ) -> anyhow::Result<Self> {
        let selected: Vec<App> = session.apps(workspace)?.into_iter().cloned().collect();
        let progress = Progress::start(session.terminal.interactive, "reading the route tree");
        let mut generation =
            Self { found: Vec::new(), targets: Vec::new(), blocked: Vec::new(), waiting: Vec::new() };
        let mut listing = Listing::default();
        let mut ready = Vec::new();
        // rutter.routes holds every app, so that its text does not depend on where the command was started.
        for app in &workspace.apps {
            let (loaded, diagnostics) = session.load(app);
            listing.add(&app.name, &loaded.tree);
            let (is_selected, is_blocked) = (selected.contains(app), is_blocked(&loaded, &diagnostics));
            if is_blocked {
                generation.blocked.push((app.name.clone(), is_selected));
            }
            if !is_selected {
                continue;
            }
            generation.found.extend(conflicting_settings(app, &loaded));
            generation.found.extend(unsupported_settings(app, &loaded));
            generation.found.extend(unused_locale_param(app, &loaded));
            generation.found.extend(diagnostics);
            if !is_blocked {
                ready.push((app, loaded));
            }
        }
        progress.finish();
        let mut routes = generation
            .blocked
            .is_empty()
            .then(|| Target::new(LISTING_FILE, listing_changes(&*session.system, workspace, &listing)));
        let side = match known {
            Some(side) => side,
            None if ready.is_empty() => &Side::default(),
            None => known.insert(rust_side(session, workspace, purpose, routes.as_mut())?),
        };
        generation.found.extend(side.found.iter().cloned());
        if side.is_unknown {
            generation.waiting = ready.into_iter().map(|(app, _)| app.name.clone()).collect();
        } else {
            for (app, loaded) in &ready {
                if let Some(contract) = &side.contract {
                    generation.found.extend(described_twice(app, loaded, contract));
                }
                let changes =
                    app_changes(&*session.system, app, loaded, side.contract.as_ref(), purpose.scope);
                generation.targets.push(Target::new(&app.name, changes));
            }
        }
        generation.targets.extend(routes);
        if let Some(contract) = side.contract.as_ref().filter(|_| side.is_fresh) {
            let changes = contract::file_changes(&*session.system, &workspace.root, contract);
            generation.targets.push(Target::new(CONTRACT_FILE, changes));
        }
        if let Some(contract) = &side.contract {
            let documents = contract::document_changes(&*session.system, workspace, contract);
            generation
                .targets
                .extend(documents.into_iter().map(|(path, changes)| Target::new(path, changes)));
        }
        let changes = generation.targets.iter().map(|target| &target.changes);
        let found = changes.flat_map(|changes| changes.warnings.iter().chain(&changes.refused));
        generation.found.extend(found.cloned().collect::<Vec<_>>());
        Ok(generation)
    }

    /// Says what was not generated.
    pub(crate) fn say_blocked(&self, session: &mut Session<'_>) -> anyhow::Result<()> {
        for (name, is_selected) in &self.blocked {
            session.say(&if *is_selected {
                format!("{name}: nothing was generated; the errors above come first\n")
            } else {
                format!(
                    "{LISTING_FILE}: left as it is, because the routes of {name} cannot be read; \
                     see `rutter routes --app {name}`\n"
                )
            })?;
        }
        for name in &self.waiting {
            session.say(&format!("{name}: nothing was generated; the errors above come first\n"))?;
        }
        Ok(())
    }
}

/// Finds out what the Rust side is. It is compiled with `rutter.routes`, so that file is brought up to date first; where it may
/// not be written and is not up to date, nothing is compiled.
fn rust_side(
    session: &mut Session<'_>,
    workspace: &Workspace,
    purpose: Purpose,
    routes: Option<&mut Target>,
) -> anyhow::Result<Side> {
    let (mut source, found) = match contract::find(session, workspace, purpose.no_cargo) {
        Ok(found) => found,
        Err(found) => return Ok(Side::unknown(found)),
    };
    if let (Source::Binary(_), Some(routes)) = (&source, routes.filter(|routes| !routes.changes.is_empty())) {
        if purpose.writes && routes.changes.refused.is_empty() {
            routes.applied = Some(routes.changes.apply(&*session.system)?);
        } else {
            source = Source::File(Why::StaleRoutes);
        }
    }
    let mut side = contract::obtain(session, workspace, source, !purpose.writes)?;
    side.found.extend(found);
    Ok(side)
}

/// Whether the routes are not known well enough to write anything: a file or folder that could not be read, a broken
/// next.config, or a tree whose routes Next itself cannot tell apart. Every other problem leaves the types right.
fn is_blocked(loaded: &LoadedApp, diagnostics: &[Diagnostic]) -> bool {
    let of_tree = loaded.tree.problems.len();
    let of_files = &diagnostics[..diagnostics.len() - of_tree];
    let has_router = loaded.tree.app_dir.is_some() || loaded.tree.pages_dir.is_some();
    !has_router
        || loaded.tree.match_order.is_none()
        || of_files.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Rutter's links and Next's own both replace the types of `next/link`.
fn conflicting_settings(app: &App, loaded: &LoadedApp) -> Option<Diagnostic> {
    (app.settings.links && loaded.config.typed_routes).then(|| {
        let message = format!(
            "links.gen.d.ts is not written for {}: Next's `typedRoutes` is on, and both would type next/link",
            app.name
        );
        let mut found = Diagnostic::warning("typed-routes-and-links", message)
            .with_help("set `typedRoutes: false` in next.config: Rutter's links check the same, and stay fast at 1,000 routes");
        if let Some(file) = &loaded.config_file {
            found = found.with_file(file.clone());
        }
        found
    })
}

/// Before 15.5 Next had no global `PageProps`, and its own types would contradict those that stand in for it.
fn unsupported_settings(app: &App, loaded: &LoadedApp) -> Option<Diagnostic> {
    let version = loaded.config.next_version;
    (app.settings.next_types && version < FIRST_TYPEGEN).then(|| {
        let message = format!(
            "`next_types` is on for {}, but `next typegen` came with Next 15.5 and the app has {}.{}; \
             its files are not written",
            app.name, version.major, version.minor
        );
        let help = "turn `next_types` off, and take `PageProps` and its like from routes.gen.ts, which fits every version";
        Diagnostic::warning("next-types-unsupported", message).with_help(help).with_file(app.dir.clone())
    })
}

/// Without its values, a locale param is a param like any other.
fn unused_locale_param(app: &App, loaded: &LoadedApp) -> Option<Diagnostic> {
    let param = app.settings.locale_param.as_ref()?;
    loaded.config.locales.is_empty().then(|| {
        let message = format!(
            "`locale_param = \"{param}\"` of {} has no effect, because no locales are known",
            app.name
        );
        Diagnostic::warning("locale-param-without-locales", message)
            .with_help(format!("state `locales` in `[{}.next]` of rutter.toml", app.table))
            .with_file(app.dir.clone())
    })
}
