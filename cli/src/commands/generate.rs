//! `rutter generate`: from the route trees of the workspace to files on the disk.

use std::fmt::Write as _;

use rutter_project::{App, Changes, Diagnostic, Severity, Workspace};
use rutter_routes::listing::Listing;
use rutter_syntax::LoadedApp;

use crate::args::GenerateArgs;
use crate::diff;
use crate::plan::{FIRST_TYPEGEN, LISTING_FILE, app_changes, listing_changes};
use crate::progress::Progress;
use crate::session::{Outcome, Session};
use crate::words::count;

/// What to do with the difference between plan and disk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Write,
    Check,
    DryRun,
}

/// The files of an app, or `rutter.routes`, compared with the disk.
struct Target {
    /// How the target is called in messages.
    name: String,
    changes: Changes,
}

pub(crate) fn run(session: &mut Session<'_>, args: &GenerateArgs) -> anyhow::Result<Outcome> {
    let mode = match (args.check, args.dry_run) {
        (true, _) => Mode::Check,
        (false, true) => Mode::DryRun,
        (false, false) => Mode::Write,
    };
    let workspace = session.workspace()?;
    generate(session, &workspace, mode)
}

/// Generates once and writes, for `--watch`.
pub(crate) fn write(session: &mut Session<'_>, workspace: &Workspace) -> anyhow::Result<Outcome> {
    generate(session, workspace, Mode::Write)
}

fn generate(session: &mut Session<'_>, workspace: &Workspace, mode: Mode) -> anyhow::Result<Outcome> {
    let selected = session.apps(workspace)?;
    let progress = Progress::start(session.terminal.interactive, "reading the route tree");
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut targets = Vec::new();
    let mut listing = Listing::default();
    let mut blocked = Vec::new();
    // rutter.routes holds every app, so that its text does not depend on where the command was started.
    for app in &workspace.apps {
        let (loaded, diagnostics) = session.load(app);
        listing.add(&app.name, &loaded.tree);
        let is_blocked = is_blocked(&loaded, &diagnostics);
        if is_blocked {
            blocked.push(app.name.clone());
        }
        if !selected.contains(&app) {
            continue;
        }
        if !is_blocked {
            let changes = app_changes(session.system, app, &loaded);
            targets.push(Target { name: app.name.clone(), changes });
        }
        found.extend(conflicting_settings(app, &loaded));
        found.extend(unsupported_settings(app, &loaded));
        found.extend(diagnostics);
    }
    if blocked.is_empty() {
        let changes = listing_changes(session.system, workspace, &listing);
        targets.push(Target { name: LISTING_FILE.to_owned(), changes });
    }
    for target in &targets {
        found.extend(target.changes.warnings.iter().chain(&target.changes.refused).cloned());
    }
    progress.finish();
    session.report(&found)?;
    let mut outcome = Outcome::of(&found);
    for target in &targets {
        outcome = outcome.max(settle(session, target, mode)?);
    }
    for name in blocked {
        let is_selected = selected.iter().any(|app| app.name == name);
        session.say(&if is_selected {
            format!("{name}: nothing was generated; the errors above come first\n")
        } else {
            format!(
                "{LISTING_FILE}: left as it is, because the routes of {name} cannot be read; \
                 see `rutter routes --app {name}`\n"
            )
        })?;
    }
    Ok(outcome)
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

fn settle(session: &mut Session<'_>, target: &Target, mode: Mode) -> anyhow::Result<Outcome> {
    match mode {
        Mode::Write => write_changes(session, target),
        Mode::Check => check_changes(session, target),
        Mode::DryRun => list_changes(session, target),
    }
}

fn write_changes(session: &mut Session<'_>, target: &Target) -> anyhow::Result<Outcome> {
    let Target { name, changes } = target;
    if !changes.refused.is_empty() {
        session.say(&format!("{name}: nothing was written, because of the files above\n"))?;
        return Ok(Outcome::Findings);
    }
    let applied = changes.apply(session.system)?;
    let mut message = format!("{name}: {} written", count(applied.written, "file"));
    if applied.deleted > 0 {
        let _ = write!(message, ", {} deleted", applied.deleted);
    }
    let _ = writeln!(message, ", {} up to date", changes.unchanged.len());
    session.say(&message)?;
    Ok(Outcome::Clean)
}

fn list_changes(session: &mut Session<'_>, target: &Target) -> anyhow::Result<Outcome> {
    let Target { name, changes } = target;
    let created = changes.create.iter().map(|file| ("create", &file.path));
    let updated = changes.update.iter().map(|file| ("update", &file.path));
    let deleted = changes.orphaned.iter().map(|file| ("delete", &file.path));
    let mut text = String::new();
    for (verb, path) in created.chain(updated).chain(deleted) {
        let _ = writeln!(text, "would {verb} {}", session.show(&changes.base.join(path)));
    }
    session.print(&text)?;
    if changes.is_empty() {
        session.say(&format!("{name}: {} up to date\n", count(changes.unchanged.len(), "file")))?;
    }
    Ok(if changes.refused.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn check_changes(session: &mut Session<'_>, target: &Target) -> anyhow::Result<Outcome> {
    let Target { name, changes } = target;
    if changes.is_empty() && changes.refused.is_empty() {
        session.say(&format!("{name}: {} up to date\n", count(changes.unchanged.len(), "file")))?;
        return Ok(Outcome::Clean);
    }
    let mut text = String::new();
    for file in &changes.update {
        let path = session.show(&changes.base.join(&file.path));
        let _ = writeln!(text, "changed: {path}");
        text.push_str(&diff::unified(&file.before, &file.after));
    }
    for file in &changes.create {
        let _ = writeln!(text, "missing: {}", session.show(&changes.base.join(&file.path)));
    }
    for file in &changes.orphaned {
        let _ = writeln!(text, "left over: {}", session.show(&changes.base.join(&file.path)));
    }
    session.print(&text)?;
    session.say(&format!("{name}: not up to date; run `rutter generate` and commit the result\n"))?;
    Ok(Outcome::Findings)
}
