//! `rutter match URL`: which route answers, with which params, and why the others do not.

use std::fmt::Write as _;

use anyhow::bail;
use rutter_project::{App, Severity};
use rutter_routes::matching::{
    Explanation, Match, ParamValue, RequestPath, Winner, explain, explain_outside, why_first,
};
use rutter_routes::{CustomRoute, EntryKind, Phase, ProblemCode, RouteTree};
use rutter_syntax::{AppConfig, LoadedApp};

use crate::args::MatchArgs;
use crate::session::{Outcome, Session};
use crate::url::{Located, locate};
use crate::words::count;

pub(crate) fn run(session: &mut Session<'_>, args: &MatchArgs) -> anyhow::Result<Outcome> {
    let workspace = session.workspace()?;
    let apps = session.apps(&workspace)?;
    let mut answers = Vec::new();
    for app in &apps {
        let (loaded, diagnostics) = session.load(app);
        // The problems of the tree are not the question here, but what cannot be read may decide the answer.
        let of_files = &diagnostics[..diagnostics.len() - loaded.tree.problems.len()];
        let (notes, grave): (Vec<_>, Vec<_>) =
            of_files.iter().partition(|found| found.severity == Severity::Note);
        session.report(grave)?;
        if !notes.is_empty() {
            let count = count(notes.len(), "note");
            session.say(&format!(
                "{count} on next.config: not all of it can be read; `rutter routes` shows what\n"
            ))?;
        }
        let (text, found) = describe(app, &loaded, &args.url)?;
        answers.push((app, text, found));
    }
    // Among several apps those count that answer; if none does, each says why.
    let any = answers.iter().any(|(_, _, found)| *found);
    for (app, text, _) in answers.iter().filter(|(_, _, found)| *found == any) {
        if apps.len() > 1 {
            session.print(&format!("{}:\n", app.name))?;
        }
        session.print(text)?;
    }
    Ok(if any { Outcome::Clean } else { Outcome::Findings })
}

/// The explanation as text, and whether something answers.
fn describe(app: &App, loaded: &LoadedApp, url: &str) -> anyhow::Result<(String, bool)> {
    let LoadedApp { tree, config, .. } = loaded;
    // Where the locale is a segment of the routes, it is a param like any other.
    let locales = if app.settings.locale_param.is_some() { [].as_slice() } else { &config.locales };
    let located = match locate(url, config, locales) {
        Ok(located) => located,
        Err(reason) => bail!("`{url}` is no URL of an app: {reason}"),
    };
    let mut text = String::new();
    let inside = match located {
        Located::Inside(inside) => inside,
        Located::Outside { sent } => {
            let custom = explain_outside(tree, &sent);
            let _ = match custom {
                Some(route) => writeln!(text, "{}", custom_route(route)),
                None => {
                    writeln!(text, "nothing answers: the app lies below its base path `{}`", config.base_path)
                }
            };
            return Ok((text, custom.is_some()));
        }
    };
    if let Some(target) = &inside.slash_redirect {
        let setting = if config.trailing_slash { "trailingSlash is on" } else { "trailingSlash is off" };
        let _ = writeln!(text, "Next first redirects to `{target}` ({setting})");
    }
    if let Some(locale) = &inside.locale {
        let _ = writeln!(text, "the locale is `{locale}`");
    }
    let request =
        RequestPath { sent: &inside.sent, below_base_path: &inside.below_base_path, path: &inside.path };
    let explanation = explain(tree, request);
    if let Some(proxy) = proxy(tree) {
        let _ = writeln!(text, "`{proxy}` runs first and may redirect or rewrite");
    }
    custom_routes(&explanation, &mut text);
    let found = winner(&explanation, tree, config, &inside.path, &mut text);
    losers(&explanation, &mut text);
    Ok((text, found))
}

/// The file that Next asks before any route, unless it lies where Next does not see it.
fn proxy(tree: &RouteTree) -> Option<&str> {
    let kinds = [EntryKind::Proxy, EntryKind::Middleware];
    let mut files =
        tree.entries.iter().filter(|entry| kinds.contains(&entry.kind)).map(|entry| entry.file.as_str());
    let misplaced = |file: &str| {
        let mut problems = tree.problems.iter();
        problems.any(|problem| {
            problem.code == ProblemCode::MisplacedFile && problem.files.iter().any(|own| own == file)
        })
    };
    files.find(|file| !misplaced(file))
}

fn custom_routes(explanation: &Explanation<'_>, text: &mut String) {
    for route in &explanation.conditional {
        let _ = writeln!(text, "if its conditions hold, {} takes it first", custom_route(route));
    }
    for route in &explanation.undecided {
        let _ = writeln!(
            text,
            "{} `{}` may match too: its regular expression is not evaluated here",
            phase(route),
            route.source
        );
    }
}

fn winner(
    explanation: &Explanation<'_>,
    tree: &RouteTree,
    config: &AppConfig,
    path: &str,
    text: &mut String,
) -> bool {
    match &explanation.winner {
        Winner::Route(won) => {
            let _ = writeln!(text, "{}", won.pattern);
            files(won, text);
            params(won, text);
            for entry in &explanation.intercepted_by {
                let _ =
                    writeln!(text, "  inside the app, a link may show {} instead (interception)", entry.file);
            }
            return true;
        }
        Winner::Custom(route) => {
            let _ = writeln!(text, "{}", custom_route(route));
            return true;
        }
        Winner::PublicFile(file) => {
            let _ = writeln!(text, "public{file}");
            return true;
        }
        Winner::NoOrder(all) => {
            let _ = writeln!(
                text,
                "no answer: Next does not start with this route tree (`rutter routes` says why). These routes match:"
            );
            for route in all {
                let _ = writeln!(text, "{}", route.pattern);
                files(route, text);
            }
        }
        Winner::Nothing => {
            let _ = writeln!(text, "nothing answers `{path}`: 404");
            let dir = tree.app_dir.as_ref().or(tree.pages_dir.as_ref());
            if let (Some(dir), true) = (dir, config.base_path.is_empty()) {
                let not_found =
                    tree.entries.iter().find(|entry| entry.file.starts_with(&format!("{dir}/not-found.")));
                if let Some(entry) = not_found {
                    let _ = writeln!(text, "  {} is shown", entry.file);
                }
            }
        }
    }
    false
}

fn files(route: &Match<'_>, text: &mut String) {
    for entry in &route.entries {
        let slot = entry.slot().map(|slot| format!(" in {slot}")).unwrap_or_default();
        let _ = writeln!(text, "  {} ({}{slot})", entry.file, entry.kind.as_str());
    }
}

fn params(route: &Match<'_>, text: &mut String) {
    for (name, value) in &route.params {
        let shown = match value {
            ParamValue::One(value) => format!("{value:?}"),
            ParamValue::Many(values) => format!("{values:?}"),
            ParamValue::Absent => "absent".to_owned(),
        };
        let _ = writeln!(text, "  {name} = {shown}");
    }
}

fn losers(explanation: &Explanation<'_>, text: &mut String) {
    let matching = &explanation.later;
    let near = &explanation.near;
    if matching.is_empty() && near.is_empty() {
        return;
    }
    let width = matching.iter().map(|route| route.pattern).chain(near.iter().map(|miss| miss.pattern));
    let width = width.map(|pattern| pattern.as_str().chars().count()).max().unwrap_or(0);
    text.push_str("\nnot taken:\n");
    for route in matching {
        let why = match &explanation.winner {
            Winner::Route(won) => why_first(won.pattern, route.pattern),
            Winner::PublicFile(_) => "a file of `public` comes before a route".to_owned(),
            _ => format!("{} comes first", winner_name(&explanation.winner)),
        };
        let _ = writeln!(text, "  {:width$}  matches, but {why}", route.pattern.as_str());
    }
    for miss in near {
        let _ = writeln!(text, "  {:width$}  {}", miss.pattern.as_str(), miss.why);
    }
    if explanation.more_near > 0 {
        let _ = writeln!(text, "  and {} more that start alike", explanation.more_near);
    }
}

fn winner_name(winner: &Winner<'_>) -> &'static str {
    match winner {
        Winner::Custom(route) => phase(route),
        _ => "another route",
    }
}

/// A redirect or rewrite with where it leads.
fn custom_route(route: &CustomRoute) -> String {
    let destination = route.destination.as_ref().map(|to| format!(" to `{to}`")).unwrap_or_default();
    format!("{} `{}`{destination}", phase(route), route.source)
}

fn phase(route: &CustomRoute) -> &'static str {
    match route.phase {
        Phase::Redirect => "the redirect",
        Phase::BeforeFiles | Phase::AfterFiles | Phase::Fallback => "the rewrite",
    }
}
