//! What `rutter diff --format github` prints: annotations at the lines of the files that were compared.

use std::ops::Range;

use camino::Utf8Path;
use rutter_contract::FILE_NAME as CONTRACT_FILE;
use rutter_contract::diff::{Change, Effect, Subject};
use rutter_project::{Diagnostic, Location, System};
use rutter_routes::listing::FILE_NAME as ROUTES_FILE;

use crate::report::{self, Places};

/// One annotation a change. `folder` holds the files, `root` is the root of the repository. What is still there is pointed
/// at, if the files on the disk are what was compared.
pub(crate) fn github(
    changes: &[Change],
    system: &dyn System,
    folder: &Utf8Path,
    root: &Utf8Path,
    is_disk: bool,
) -> String {
    let read = |name: &str| system.read_to_string(&folder.join(name)).ok().filter(|_| is_disk);
    let texts = (read(CONTRACT_FILE).unwrap_or_default(), read(ROUTES_FILE).unwrap_or_default());
    let diagnostics: Vec<Diagnostic> = changes
        .iter()
        .map(|change| {
            let (name, span) = match &change.subject {
                Subject::Route { app, pattern } => (ROUTES_FILE, route(&texts.1, app, pattern)),
                subject => (CONTRACT_FILE, declared(&texts.0, subject)),
            };
            let text = if name == ROUTES_FILE { &texts.1 } else { &texts.0 };
            let file = folder.join(name);
            let diagnostic = diagnostic(change);
            match span {
                Some(span) => diagnostic.at(Location::of_span(&file, text, span)),
                None => diagnostic.with_file(file),
            }
        })
        .collect();
    report::github(&diagnostics, &Places::new(system, root))
}

fn diagnostic(change: &Change) -> Diagnostic {
    let subject = match &change.subject {
        Subject::Route { pattern, .. } => pattern.clone(),
        Subject::Endpoint { method, pattern } => format!("{method} {pattern}"),
        Subject::Search { path } => path.clone(),
        Subject::Type { name, .. } => name.clone(),
    };
    let (effect, audience) = (change.effect.as_str(), change.audience.as_str());
    let message = format!("{subject}: {} ({effect} for {audience})", change.message);
    let code = change.code.as_str();
    let mut why = change.why.clone();
    if !change.used_by.is_empty() {
        why = format!("{why}\nused by {}", change.used_by.join(", "));
    }
    match change.effect {
        Effect::Breaking => Diagnostic::error(code, message),
        Effect::Safe => Diagnostic::note(code, message),
    }
    .with_why(why)
}

/// Where `rutter.routes` lists a route.
fn route(text: &str, app: &str, pattern: &str) -> Option<Range<usize>> {
    let mut at = 0;
    let mut is_app = false;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            is_app = name == app;
        } else if is_app && line.split_once(' ').is_some_and(|(_, listed)| listed == pattern) {
            return Some(start..start + line.len());
        }
    }
    None
}

/// Where the contract declares something: it is JSON as Rutter writes it, one value a line.
fn declared(text: &str, subject: &Subject) -> Option<Range<usize>> {
    let line = match subject {
        Subject::Route { .. } => return None,
        Subject::Endpoint { method, pattern } => {
            let pattern = format!("\"pattern\": {},\n", serde_json::Value::from(pattern.as_str()));
            let method = format!("\"method\": \"{method}\"");
            let mut found = text.match_indices(&pattern);
            let (start, _) =
                found.find(|(start, line)| text[start + line.len()..].trim_start().starts_with(&method))?;
            return Some(start..start + pattern.trim_end().len());
        }
        Subject::Search { path } | Subject::Type { path, .. } => {
            format!("    {}: {{", serde_json::Value::from(path.as_str()))
        }
    };
    let start = text.find(&line)?;
    Some(start + 4..start + line.len())
}
