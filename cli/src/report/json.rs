//! What `rutter check --format json` prints. The shape is public: tools build on it.

use rutter_project::{Diagnostic, Location, Related, Severity};
use serde::Serialize;

use super::places::{PlaceRange, Places};
use super::stats::Stats;

/// The one object.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "CheckReport"))]
pub(crate) struct Report<'a> {
    diagnostics: Vec<Finding<'a>>,
    stats: &'a Stats,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Finding<'a> {
    rule: &'static str,
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// From the folder that was checked. `.` where it is about no file.
    file: String,
    range: PlaceRange,
    message: &'a str,
    why: Option<&'a str>,
    help: Option<&'a str>,
    /// The imports that lead to the file, from a route's entry on; then the other places that belong to it.
    related: Vec<Place<'a>>,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Place<'a> {
    file: String,
    range: PlaceRange,
    message: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Fix<'a> {
    title: &'a str,
    /// Whether `--fix` applies it.
    safe: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Edit<'a> {
    range: PlaceRange,
    text: &'a str,
}

/// The findings and stats as one object, with a final line break.
pub(crate) fn json(
    diagnostics: &[Diagnostic],
    stats: &Stats,
    places: &Places<'_>,
) -> Result<String, serde_json::Error> {
    let diagnostics = diagnostics.iter().map(|diagnostic| finding(diagnostic, places)).collect();
    Ok(serde_json::to_string_pretty(&Report { diagnostics, stats })? + "\n")
}

fn finding<'d>(diagnostic: &'d Diagnostic, places: &Places<'_>) -> Finding<'d> {
    let place = |location: &Location, message: &'d str| Place {
        file: places.path(&location.file),
        range: places.range(location),
        message,
    };
    let related = diagnostic.chain.iter().chain(&diagnostic.related);
    let related = related.map(|Related { location, message }| place(location, message));
    // What is about several files is shown at the first.
    let others = diagnostic.files.iter().skip(usize::from(diagnostic.location.is_none()));
    let others = others.map(|file| Place { file: places.path(file), range: PlaceRange::START, message: "" });
    Finding {
        rule: diagnostic.code,
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        file: Places::file_of(diagnostic).map_or_else(|| ".".to_owned(), |file| places.path(file)),
        range: diagnostic.location.as_ref().map_or(PlaceRange::START, |location| places.range(location)),
        message: &diagnostic.message,
        why: diagnostic.why.as_deref(),
        help: diagnostic.help.as_deref(),
        related: related.chain(others).collect(),
        fix: diagnostic.fix.as_ref().map(|fix| Fix {
            title: &fix.title,
            safe: fix.is_safe,
            edits: fix
                .edits
                .iter()
                .map(|(location, text)| Edit { range: places.range(location), text })
                .collect(),
        }),
    }
}
