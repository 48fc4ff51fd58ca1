//! `rutter check`: what is wrong with the code of the apps.

use std::fmt::Write as _;

use anyhow::bail;
use camino::Utf8Path;
use rutter_check::{Fixed, Refusal, Rule};
use rutter_project::{Diagnostic, Severity};

use crate::args::{CheckArgs, CheckFormat};
use crate::checking::{Checked, Job};
use crate::known::Known;
use crate::progress::Progress;
use crate::report::{Phases, Places, github, json, repository_root, sarif};
use crate::session::{Outcome, Session, show_from};
use crate::together::together;
use crate::words::count;

/// What became of the findings that are not told, because the baseline has them.
#[derive(Clone, Copy)]
enum Kept {
    /// So many were there already.
    Known(usize),
    /// So many are there now.
    Written(usize),
}

pub(crate) fn run(session: &mut Session<'_>, args: &CheckArgs) -> anyhow::Result<Outcome> {
    let phases = Phases::start();
    let rules = chosen(&args.rules)?;
    let (shown_from, workspace) = session.enter(args.folder.as_deref())?;
    let system = session.system.clone();
    let apps = session.apps(&workspace)?;
    let job = Job { system: &system, workspace: &workspace, apps: apps.clone(), rules };
    let known = Known::new(&*system, &workspace, apps);
    let progress = Progress::start(session.terminal.interactive, "checking");
    let fixed = if args.fix { Some(job.fix()?) } else { None };
    let mut checked = job.check(phases)?;
    let baseline = match &known {
        Some(known) if args.write_baseline => Some((known, Kept::Written(known.write(&mut checked.found)?))),
        Some(known) if !args.no_baseline && args.rules.is_empty() => {
            Some((known, Kept::Known(known.take_out(&mut checked.found)?)))
        }
        _ => None,
    };
    let baseline = baseline.map(|(known, kept)| (show_from(&shown_from, known.file()), kept));
    progress.finish();
    if let Some(fixed) = &fixed {
        session.say(&fixed_text(fixed, |path| show_from(&shown_from, path)))?;
    }
    tell(session, args.format, &checked, &shown_from, baseline)?;
    if args.stats {
        session.say(&checked.stats.text())?;
    }
    Ok(outcome(&checked.found, args.deny_warnings))
}

/// The rules of some names.
fn chosen(names: &[String]) -> anyhow::Result<Vec<&'static Rule>> {
    let mut rules = Vec::new();
    for name in names {
        match rutter_check::find(name) {
            Some(rule) => rules.push(rule),
            None => match rutter_check::nearest(name) {
                Some(near) => bail!("there is no rule `{name}` (did you mean `{}`?)", near.name),
                None => bail!("there is no rule `{name}`; `rutter explain` lists the rules"),
            },
        }
    }
    Ok(rules)
}

fn outcome(found: &[Diagnostic], deny_warnings: bool) -> Outcome {
    let least = if deny_warnings { Severity::Warning } else { Severity::Error };
    let fails = found.iter().any(|diagnostic| diagnostic.severity >= least);
    if fails { Outcome::Findings } else { Outcome::Clean }
}

fn tell(
    session: &mut Session<'_>,
    format: CheckFormat,
    checked: &Checked,
    shown_from: &Utf8Path,
    baseline: Option<(String, Kept)>,
) -> anyhow::Result<()> {
    let system = session.system.clone();
    let found = &checked.found;
    match format {
        CheckFormat::Pretty => {
            let told = together(found);
            session.report_from(shown_from, &told)?;
            session.say(&summary(session, checked, &told, baseline))
        }
        CheckFormat::Json => {
            let cwd = session.cwd.clone();
            session.print(&json(found, &checked.stats, &Places::new(&*system, &cwd))?)
        }
        CheckFormat::Github => {
            let root = repository_root(&*system, &session.cwd);
            session.print(&github(found, &Places::new(&*system, &root)))
        }
        CheckFormat::Sarif => {
            let root = repository_root(&*system, &session.cwd);
            session.print(&sarif(found, &Places::new(&*system, &root))?)
        }
    }
}

/// `2 errors, 1 warning in 214 files`, with the time on a terminal only: elsewhere equal runs print equal text.
fn summary(
    session: &Session<'_>,
    checked: &Checked,
    told: &[Diagnostic],
    baseline: Option<(String, Kept)>,
) -> String {
    let number = |severity| told.iter().filter(|told| told.severity == severity).count();
    let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(severity, _)| number(*severity) > 0)
        .map(|(severity, noun)| count(number(*severity), noun))
        .collect();
    let what = match (&baseline, counts.is_empty()) {
        (_, false) => counts.join(", "),
        (Some((_, Kept::Known(1..))), true) => "nothing new".to_owned(),
        (Some((_, Kept::Written(_))), true) => "nothing else".to_owned(),
        _ => "nothing found".to_owned(),
    };
    let mut text = format!("{what} in {}", count(checked.stats.files, "file"));
    if session.terminal.interactive {
        let total = checked.stats.milliseconds.get("total").copied().unwrap_or_default();
        let _ = write!(text, " ({:.2} s)", total / 1000.0);
    }
    let _ = match baseline {
        Some((file, Kept::Written(number))) => {
            write!(text, "; {} written to {file}", count(number, "finding"))
        }
        Some((file, Kept::Known(1))) => write!(text, "; 1 finding is known ({file})"),
        Some((file, Kept::Known(number @ 2..))) => write!(text, "; {number} findings are known ({file})"),
        Some((_, Kept::Known(0))) | None => Ok(()),
    };
    text.push('\n');
    text
}

fn fixed_text(fixed: &Fixed, show: impl Fn(&Utf8Path) -> String) -> String {
    let mut text = String::new();
    for (file, refusal) in &fixed.refused {
        let why = match refusal {
            Refusal::Ignored => "git ignores it",
            Refusal::WouldBreak => "the fixes would leave it with a syntax error",
        };
        let _ = writeln!(text, "{} is left as it is: {why}", show(file));
    }
    let number: usize = fixed.files.values().sum();
    let _ = match fixed.files.len() {
        0 => writeln!(text, "nothing to fix"),
        files => writeln!(text, "fixed {} in {}", count(number, "problem"), count(files, "file")),
    };
    text
}
