//! Between the routes that Rust names and the files of the apps that answer them.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_routes::matching::match_pattern;
use rutter_routes::{Entry, EntryKind, Pattern};

use super::named::{Named, NamedKind};
use super::{RustFile, is_rust, names_of};
use crate::analysis::Analysis;
use crate::documents::Document;
use crate::snapshot::{Failure, Snapshot};

/// A Rust file that somebody asks about.
pub(crate) struct AskedRust<'s> {
    pub(crate) document: &'s Document,
    pub(crate) path: &'s Utf8Path,
    pub(crate) file: Arc<RustFile>,
}

impl Snapshot {
    /// An open Rust file. None if a document is none.
    pub(crate) fn asked_rust(&self, uri: &lsp_types::Uri) -> Option<AskedRust<'_>> {
        let document = self.documents.get(uri)?;
        let path = document.path.as_deref().filter(|path| is_rust(path))?;
        Some(AskedRust { document, path, file: self.rust.file(&self.inputs, path) })
    }

    /// The apps whose routes a Rust file may name: those of the workspace that it is in, and all where it is in none.
    ///
    /// # Errors
    /// If the request was cancelled.
    pub(crate) fn apps_named_in(&self, path: &Utf8Path) -> Result<Vec<Arc<Analysis>>, Failure> {
        let found = self.found();
        let is_around = |project: &&crate::projects::Project| path.starts_with(&project.workspace.root);
        let is_in_one = found.all().any(|project| is_around(&project));
        let around = found.all().filter(|project| !is_in_one || is_around(project));
        around.map(|project| self.analysis(project)).collect()
    }

    /// Where Rust names one of some routes of an app, in the order of the files.
    ///
    /// # Errors
    /// If the request was cancelled.
    pub(crate) fn named_in_rust(
        &self,
        analysis: &Analysis,
        entries: &[&Entry],
    ) -> Result<Vec<(Utf8PathBuf, Named)>, Failure> {
        let mut all = Vec::new();
        for (path, file) in self.rust.all(self)? {
            let names = |named: &&Named| entries.iter().any(|entry| leads_to(named, analysis, entry));
            all.extend(file.named.iter().filter(names).map(|named| (path.clone(), named.clone())));
        }
        Ok(all)
    }
}

impl AskedRust<'_> {
    /// What is named at a byte.
    pub(crate) fn named_at(&self, offset: usize) -> Option<&Named> {
        at(&self.file.named, offset)
    }

    /// The same while it is written: a text without its end has one where its line ends.
    pub(crate) fn begun_at(&self, offset: usize) -> Option<Named> {
        if let Some(named) = self.named_at(offset) {
            return Some(named.clone());
        }
        let text = self.document.text.as_str();
        let (before, after) = text.split_at_checked(offset)?;
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_open = line.matches('"').count() % 2 == 1;
        if !is_open || !text.contains("rutter") {
            return None;
        }
        let rest = after.find('\n').unwrap_or(after.len());
        // What stands behind the cursor in its line is left out, because nothing says where the text ends; and the item may not be
        // there yet.
        let mended = format!("{before}\")] struct Item;{}", &after[rest..]);
        let mut named = at(&names_of(&mended), offset).cloned()?;
        let end = after.find(|char: char| char.is_whitespace() || "\"()[]{},".contains(char));
        named.span.end = offset + end.unwrap_or(after.len());
        Some(named)
    }
}

fn at(named: &[Named], offset: usize) -> Option<&Named> {
    named.iter().find(|named| named.span.start <= offset && offset <= named.span.end)
}

/// The entries of an app that a text of Rust leads to, interception routes left out where the route has files of its own.
pub(crate) fn entries<'a>(named: &Named, analysis: &'a Analysis) -> Vec<&'a Entry> {
    let all = analysis.loaded.tree.entries.iter().filter(|entry| leads_to(named, analysis, entry));
    let all: Vec<&Entry> = all.collect();
    match all.iter().any(|entry| !entry.is_interception()) {
        true => all.into_iter().filter(|entry| !entry.is_interception()).collect(),
        false => all,
    }
}

fn leads_to(named: &Named, analysis: &Analysis, entry: &Entry) -> bool {
    match &named.kind {
        NamedKind::Route { app } => {
            entry.kind.serves()
                && entry.pattern.as_str() == named.text
                && app.as_ref().is_none_or(|app| *app == analysis.app.name)
        }
        NamedKind::Path | NamedKind::Endpoint { .. } => {
            matches!(entry.kind, EntryKind::Handler | EntryKind::PagesApi)
                && covers(&entry.pattern, &named.text)
        }
        NamedKind::App => false,
    }
}

/// Whether a route takes the requests of an endpoint, and passes them on if it does not answer them itself.
fn covers(route: &Pattern, endpoint: &str) -> bool {
    // Any value will do: what a param takes depends on no text but the one around it.
    let segments = endpoint.split('/').map(|segment| if segment.starts_with('[') { "x" } else { segment });
    let example: Vec<&str> = segments.collect();
    route.as_str() == endpoint || match_pattern(route, &example.join("/")).is_some()
}
