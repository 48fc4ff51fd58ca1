//! `rutter explain`: the page of a rule, or a list of them all.

use std::fmt::Write as _;

use anyhow::bail;
use rutter_check::{FixKind, Group, Level, Rule, rules};
use rutter_project::config::nearest;
use rutter_routes::{ProblemCode, Severity};

use crate::session::{Outcome, Session};

pub(crate) fn run(session: &mut Session<'_>, name: Option<&str>) -> anyhow::Result<Outcome> {
    let text = match name {
        Some(name) => explain(name)?,
        None => list(),
    };
    session.print(&text)?;
    Ok(Outcome::Clean)
}

fn explain(name: &str) -> anyhow::Result<String> {
    if let Some(rule) = rutter_check::find(name) {
        return Ok(page(rule));
    }
    if let Some(code) = ProblemCode::ALL.iter().find(|code| code.as_str() == name) {
        return Ok(problem(*code));
    }
    let names = rules().iter().map(|rule| rule.name).chain(ProblemCode::ALL.iter().map(|code| code.as_str()));
    match nearest(name, names) {
        Some(near) => bail!("there is no rule `{name}` (did you mean `{near}`?)"),
        None => bail!("there is no rule `{name}`; `rutter explain` lists the rules"),
    }
}

/// The page, with what the rule itself states below its heading.
fn page(rule: &Rule) -> String {
    let (heading, rest) = rule.page.split_once('\n').unwrap_or((rule.page, ""));
    let level = match rule.level {
        Level::Off => "Off by default",
        Level::Warning => "A warning by default",
        Level::Error => "An error by default",
    };
    let fix = match rule.fix {
        FixKind::None => "",
        FixKind::Safe => " `rutter check --fix` puts it right.",
        FixKind::Suggestion => " An editor offers a fix, which may change what the program does.",
    };
    format!("{heading}\n\n{}. {level}.{fix}\n{rest}", rule.group.title())
}

fn problem(code: ProblemCode) -> String {
    let level = match code.severity() {
        Severity::Error => "An error",
        Severity::Warning => "A warning",
    };
    format!("# {code}\n\nRoute tree. {level}.\n\n{}\n\nIn Next: {}.\n", code.summary(), code.in_next())
}

fn list() -> String {
    let names = rules().iter().map(|rule| rule.name).chain(ProblemCode::ALL.iter().map(|code| code.as_str()));
    let width = names.map(str::len).max().unwrap_or_default();
    let mut text = String::new();
    let mut section = |title: &str, lines: Vec<(&str, &str, &str)>| {
        if lines.is_empty() {
            return;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{title}");
        for (name, level, summary) in lines {
            let _ = writeln!(text, "  {name:width$}  {level:7}  {}", summary.trim_end_matches('.'));
        }
        text.push('\n');
    };
    for group in Group::ALL {
        let of_group = rules().iter().filter(|rule| rule.group == group);
        section(group.title(), of_group.map(|rule| (rule.name, rule.level.as_str(), rule.summary)).collect());
    }
    let problems = ProblemCode::ALL.iter().map(|code| {
        let level = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        (code.as_str(), level, code.summary())
    });
    section("Route tree", problems.collect());
    text.push_str("`rutter explain NAME` says more about one of them.\n");
    text
}
