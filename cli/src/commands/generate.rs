//! `rutter generate`: from the route trees of the workspace to files on the disk.

use std::fmt::Write as _;

use rutter_project::{Diagnostic, Workspace};

use crate::args::GenerateArgs;
use crate::contract::Side;
use crate::generation::{Generation, Purpose, Target};
use crate::plan::Scope;
use crate::session::{Outcome, Session};
use crate::text_diff::unified;
use crate::words::count;

/// What to do with the difference between plan and disk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Write,
    Check,
    DryRun,
}

pub(crate) fn run(session: &mut Session<'_>, args: &GenerateArgs) -> anyhow::Result<Outcome> {
    let mode = match (args.check, args.dry_run) {
        (true, _) => Mode::Check,
        (false, true) => Mode::DryRun,
        (false, false) => Mode::Write,
    };
    let workspace = session.workspace()?;
    let scope = if mode == Mode::Check { Scope::Committed } else { Scope::Everything };
    let purpose = Purpose { scope, writes: mode == Mode::Write, no_cargo: args.no_cargo };
    let generation = Generation::prepare(session, &workspace, purpose, &mut None)?;
    session.report(&generation.found)?;
    let mut outcome = Outcome::of(&generation.found);
    for target in &generation.targets {
        outcome = outcome.max(settle(session, target, mode)?);
    }
    generation.say_blocked(session)?;
    Ok(outcome)
}

/// Generates once for `--watch`: writes, and tells only what is new. `told` holds what the run before has found, and `known` what
/// it knows of the Rust side.
pub(crate) fn again(
    session: &mut Session<'_>,
    workspace: &Workspace,
    no_cargo: bool,
    told: &mut Option<Vec<Diagnostic>>,
    known: &mut Option<Side>,
) -> anyhow::Result<()> {
    let purpose = Purpose { scope: Scope::Everything, writes: true, no_cargo };
    let generation = Generation::prepare(session, workspace, purpose, known)?;
    let is_news = told.as_ref() != Some(&generation.found);
    if is_news {
        session.report(&generation.found)?;
        generation.say_blocked(session)?;
    }
    *told = Some(generation.found);
    for target in &generation.targets {
        if is_news || !target.changes.is_empty() {
            write_changes(session, target)?;
        }
    }
    Ok(())
}

fn settle(session: &mut Session<'_>, target: &Target, mode: Mode) -> anyhow::Result<Outcome> {
    match mode {
        Mode::Write => write_changes(session, target),
        Mode::Check => check_changes(session, target),
        Mode::DryRun => list_changes(session, target),
    }
}

fn write_changes(session: &mut Session<'_>, target: &Target) -> anyhow::Result<Outcome> {
    let Target { name, changes, applied } = target;
    if !changes.refused.is_empty() {
        session.say(&format!("{name}: nothing was written, because of the files above\n"))?;
        return Ok(Outcome::Findings);
    }
    let applied = match applied {
        Some(applied) => *applied,
        None => changes.apply(&*session.system)?,
    };
    let mut message = format!("{name}: {} written", count(applied.written, "file"));
    if applied.deleted > 0 {
        let _ = write!(message, ", {} deleted", applied.deleted);
    }
    let _ = writeln!(message, ", {} up to date", changes.unchanged.len());
    session.say(&message)?;
    Ok(Outcome::Clean)
}

fn list_changes(session: &mut Session<'_>, target: &Target) -> anyhow::Result<Outcome> {
    let Target { name, changes, .. } = target;
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
    let Target { name, changes, .. } = target;
    if changes.is_empty() && changes.refused.is_empty() {
        session.say(&format!("{name}: {} up to date\n", count(changes.unchanged.len(), "file")))?;
        return Ok(Outcome::Clean);
    }
    let mut text = String::new();
    for file in &changes.update {
        let path = session.show(&changes.base.join(&file.path));
        let _ = writeln!(text, "changed: {path}");
        text.push_str(&unified(&file.before, &file.after));
    }
    for file in &changes.create {
        let _ = writeln!(text, "missing: {}", session.show(&changes.base.join(&file.path)));
    }
    for file in &changes.orphaned {
        let _ = writeln!(text, "left over: {}", session.show(&changes.base.join(&file.path)));
    }
    session.print(&text)?;
    session.say(&if changes.refused.is_empty() {
        format!("{name}: not up to date; run `rutter generate` and commit the result\n")
    } else {
        format!("{name}: not up to date, and nothing can be written because of the files above\n")
    })?;
    Ok(Outcome::Findings)
}
