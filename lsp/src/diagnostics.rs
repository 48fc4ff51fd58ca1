//! What is wrong with files: in one, and in all.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use lsp_types::Diagnostic as Shown;
use rutter_check::{check, check_module};
use rutter_project::Diagnostic;

use crate::analysis::Analysis;
use crate::report::{Reporter, shown_in_rust};
use crate::rust::{Finding, RustFile, is_rust};
use crate::snapshot::{Failure, Snapshot};

/// What `rutter check` says of one file, in the order of places.
///
/// # Errors
/// If the request was cancelled.
pub(crate) fn of_file(snapshot: &Snapshot, path: &Utf8Path) -> Result<Vec<Shown>, Failure> {
    if is_rust(path) {
        return Ok(of_rust(snapshot, path, &snapshot.rust.file(&snapshot.inputs, path)));
    }
    let mut all = Reporter::new(&*snapshot.inputs.system, snapshot.capabilities)
        .by_file(&snapshot.found().diagnostics)
        .remove(path)
        .unwrap_or_default();
    for analysis in snapshot.analyses_of(path)? {
        let mut found: Vec<Diagnostic> =
            analysis.of_app.iter().filter(|it| is_about(it, path)).cloned().collect();
        found.extend(of_module(snapshot, &analysis, path));
        let mut reporter = Reporter::new(&*analysis.system, snapshot.capabilities);
        all.extend(reporter.by_file(&found).remove(path).unwrap_or_default());
    }
    // What two apps say of a file that they share is there once.
    Ok(in_order(all))
}

/// What the macros of Rutter say of a Rust file.
fn of_rust(snapshot: &Snapshot, path: &Utf8Path, file: &RustFile) -> Vec<Shown> {
    let mut reporter = Reporter::new(&*snapshot.inputs.system, snapshot.capabilities);
    let shown = |finding: &Finding| {
        Some(shown_in_rust(finding, reporter.location(path, finding.span.clone())?.range))
    };
    file.findings.iter().filter_map(shown).collect()
}

/// What the rules say of one file in one app.
pub(crate) fn of_module(snapshot: &Snapshot, analysis: &Analysis, path: &Utf8Path) -> Vec<Diagnostic> {
    let Some(module) = analysis.module(path) else { return Vec::new() };
    snapshot.workers.near.install(|| {
        let project = analysis.project();
        check_module(&project, &analysis.settings, module).diagnostics(&project)
    })
}

/// Whether a finding may be one that a file shows: it may be about the file's folder.
fn is_about(diagnostic: &Diagnostic, path: &Utf8Path) -> bool {
    let location = diagnostic.location.as_ref().map(|location| &location.file);
    let file = location.or(diagnostic.files.first());
    file.is_some_and(|file| file == path || path.parent() == Some(file))
}

/// What `rutter check` says of all files of the client's folders, by file.
///
/// # Errors
/// If the request was cancelled.
pub(crate) fn of_all(snapshot: &Snapshot) -> Result<BTreeMap<Utf8PathBuf, Vec<Shown>>, Failure> {
    let found = snapshot.found();
    let mut reporter = Reporter::new(&*snapshot.inputs.system, snapshot.capabilities);
    let mut all = reporter.by_file(&found.diagnostics);
    for project in &found.apps {
        let analysis = snapshot.analysis(project)?;
        for (file, shown) in of_app(snapshot, &analysis) {
            all.entry(file).or_default().extend(shown);
        }
    }
    for (path, file) in snapshot.rust.all(snapshot)?.iter().filter(|(_, file)| !file.findings.is_empty()) {
        all.entry(path.clone()).or_default().extend(of_rust(snapshot, path, file));
    }
    for file in &snapshot.inputs.places.outside {
        let shown = of_file(snapshot, file)?;
        if !shown.is_empty() {
            all.insert(file.clone(), shown);
        }
    }
    Ok(all.into_iter().map(|(file, shown)| (file, in_order(shown))).collect())
}

fn of_app(snapshot: &Snapshot, analysis: &Analysis) -> BTreeMap<Utf8PathBuf, Vec<Shown>> {
    let project = analysis.project();
    let mut found = analysis.of_app.clone();
    let report = snapshot.workers.far.install(|| check(&project, &analysis.settings));
    found.extend(report.diagnostics(&project));
    Reporter::new(&*analysis.system, snapshot.capabilities).by_file(&found)
}

fn in_order(mut all: Vec<Shown>) -> Vec<Shown> {
    all.sort_by_cached_key(|it| {
        (it.range, it.severity.map(u32::from), format!("{:?}{:?}", it.code, it.message))
    });
    all.dedup();
    all
}
