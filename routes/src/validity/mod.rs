//! What is wrong with a route tree: every rule by which Next 16.4 refuses one, in `build`, `dev` or `start`, and the
//! places where it silently ignores a file.
//!
//! Next stops at the first problem that it meets; here every rule runs over the whole tree.

mod conflicts;
mod folders;
mod interceptions;
mod levels;
mod names;
mod parallel;
mod segments;

use std::collections::BTreeMap;

use crate::conventions::Conventions;
use crate::entry::{Entry, EntryKind};
use crate::parallel::Parallel;
use crate::pattern::Pattern;
use crate::problem::{Problem, ProblemCode};
use crate::tree::RouteTree;

/// All problems of a tree: errors before warnings, then by code and files.
pub(crate) fn check(
    tree: &RouteTree,
    parallel: &Parallel<'_>,
    files: &[&str],
    conventions: &Conventions,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    folders::check(tree, files, conventions, &mut problems);
    segments::check(tree, &mut problems);
    levels::check(tree, &mut problems);
    conflicts::check(tree, conventions, &mut problems);
    names::check(tree, conventions, &mut problems);
    interceptions::check(tree, parallel, files, conventions, &mut problems);
    parallel::check(tree, parallel, conventions, &mut problems);
    problems.sort_by(|a, b| {
        let key = |problem: &Problem| (problem.severity(), problem.code);
        key(a).cmp(&key(b)).then_with(|| a.files.cmp(&b.files)).then_with(|| a.message.cmp(&b.message))
    });
    problems
}

impl Problem {
    fn new(
        code: ProblemCode,
        files: impl IntoIterator<Item = impl Into<String>>,
        message: String,
        help: &str,
    ) -> Self {
        let mut files: Vec<String> = files.into_iter().map(Into::into).collect();
        files.sort();
        files.dedup();
        Self { code, message, help: help.to_owned(), files }
    }
}

/// The files that serve each pattern.
fn files_by_pattern<'a>(entries: impl Iterator<Item = &'a Entry>) -> BTreeMap<&'a Pattern, Vec<&'a str>> {
    let mut files: BTreeMap<&Pattern, Vec<&str>> = BTreeMap::new();
    for entry in entries {
        files.entry(&entry.pattern).or_default().push(&entry.file);
    }
    files
}

impl RouteTree {
    fn entries_of(&self, kind: EntryKind) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }
}

/// How many things a message names; the rest is counted.
const MAX_NAMED: usize = 8;

/// `a`, `b` and `c`, each in back-ticks.
fn list(items: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    join(items.into_iter().map(|item| format!("`{}`", item.as_ref())))
}

/// a, b and c.
fn join(mut items: impl Iterator<Item = String>) -> String {
    let mut named: Vec<String> = items.by_ref().take(MAX_NAMED).collect();
    match items.count() {
        0 => {}
        more => named.push(format!("{more} more")),
    }
    match named.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}
