//! Several files that claim one URL.

use std::collections::{BTreeMap, BTreeSet};

use super::{files_by_pattern, list};
use crate::conventions::{Conventions, NextVersion};
use crate::entry::{Entry, EntryKind, is_slot};
use crate::pattern::raw_segments;
use crate::problem::{Problem, ProblemCode};
use crate::tree::RouteTree;

pub(super) fn check(tree: &RouteTree, conventions: &Conventions, problems: &mut Vec<Problem>) {
    mixed_kinds(tree, conventions, problems);
    duplicate_pages(tree, problems);
    both_routers(tree, problems);
    duplicate_pages_files(tree, conventions, problems);
}

/// A URL is served by pages, by one route handler, or by one metadata file. A page counts even if a slot shows it.
fn mixed_kinds(tree: &RouteTree, conventions: &Conventions, problems: &mut Vec<Problem>) {
    // What bundlers before Turbopack make of the others is not known.
    let turbopack = conventions.next >= NextVersion::V16;
    let of = |kind| files_by_pattern(tree.entries_of(kind).filter(|entry| !entry.is_interception()));
    let (pages, handlers, metadata) = (of(EntryKind::Page), of(EntryKind::Handler), of(EntryKind::Metadata));
    for (pattern, handlers) in &handlers {
        if let Some(pages) = pages.get(pattern) {
            let message = format!(
                "`{pattern}` has both a page and a route handler, and a URL can have only one of them"
            );
            let files = pages.iter().chain(handlers).copied();
            let help =
                "move the handler to a URL of its own, for example below `/api`, or remove one of the two";
            problems.push(Problem::new(ProblemCode::PageAndHandler, files, message, help));
        }
        if turbopack && folders(handlers).len() > 1 {
            let message =
                format!("several route handlers have the URL `{pattern}`: route groups are not part of it");
            let files = handlers.iter().copied();
            problems.push(Problem::new(
                ProblemCode::DuplicateHandler,
                files,
                message,
                "put the methods into one file",
            ));
        }
    }
    for (pattern, metadata) in metadata.into_iter().filter(|_| turbopack) {
        let others = [&pages, &handlers].into_iter().filter_map(|of| of.get(pattern)).flatten();
        let others: Vec<&str> = others.copied().collect();
        let files = metadata.iter().chain(&others).copied();
        if !others.is_empty() {
            let message =
                format!("{} serves `{pattern}` already, so no page or route handler can", list(&metadata));
            let help = "remove one of the two, or give the page or handler another folder";
            problems.push(Problem::new(ProblemCode::MetadataConflict, files, message, help));
        } else if folders(&metadata).len() > 1 {
            let message =
                format!("several metadata files have the URL `{pattern}`: route groups are not part of it");
            let help = "keep one of them";
            problems.push(Problem::new(ProblemCode::MetadataConflict, files, message, help));
        }
    }
}

/// The folders of some files.
fn folders<'a>(files: &[&'a str]) -> BTreeSet<&'a str> {
    files.iter().filter_map(|file| file.rsplit_once('/')).map(|(folder, _)| folder).collect()
}

/// Pages in different groups with one URL. In one folder, or in slots, several pages are fine: Next takes the first
/// extension, and each slot shows its own page.
fn duplicate_pages(tree: &RouteTree, problems: &mut Vec<Problem>) {
    let mut by_url: BTreeMap<&str, BTreeMap<&str, Vec<&Entry>>> = BTreeMap::new();
    let in_slot = |entry: &&Entry| raw_segments(&entry.place).any(is_slot);
    for page in tree.entries_of(EntryKind::Page).filter(|entry| !in_slot(entry)) {
        by_url.entry(&page.url).or_default().entry(&page.place).or_default().push(page);
    }
    for (url, folders) in by_url.into_iter().filter(|(_, folders)| folders.len() > 1) {
        let count = folders.len();
        let files = folders.into_values().flatten().map(|entry| entry.file.as_str());
        let message = format!("{count} pages have the URL `{url}`: route groups are not part of it");
        let help = "keep one of the pages, or give the others a folder outside the parentheses";
        problems.push(Problem::new(ProblemCode::DuplicatePage, files, message, help));
    }
}

fn both_routers(tree: &RouteTree, problems: &mut Vec<Problem>) {
    let ours = |kinds: &'static [EntryKind]| {
        let entries = tree.entries.iter().filter(move |entry| kinds.contains(&entry.kind));
        files_by_pattern(entries.filter(|entry| !entry.is_interception()))
    };
    let app = ours(&[EntryKind::Page, EntryKind::Handler, EntryKind::Metadata]);
    let pages = ours(&[EntryKind::PagesPage, EntryKind::PagesApi]);
    for (pattern, pages_files) in pages {
        let Some(app_files) = app.get(pattern) else { continue };
        let message = format!("both the App Router and the Pages Router have a route for `{pattern}`");
        let files = app_files.iter().chain(&pages_files).copied();
        problems.push(Problem::new(
            ProblemCode::RouterConflict,
            files,
            message,
            "remove one of the two files",
        ));
    }
}

fn duplicate_pages_files(tree: &RouteTree, conventions: &Conventions, problems: &mut Vec<Problem>) {
    let kinds = [EntryKind::PagesPage, EntryKind::PagesApi, EntryKind::PagesSpecial];
    for (pattern, mut files) in
        files_by_pattern(tree.entries.iter().filter(|entry| kinds.contains(&entry.kind)))
    {
        if files.len() < 2 {
            continue;
        }
        files.sort_by_key(|file| (conventions.extension_rank(file), file.len()));
        let message = format!("{} have the URL `{pattern}`, and Next takes only one of them", list(&files));
        problems.push(Problem::new(ProblemCode::DuplicatePagesFile, files, message, "remove all but one"));
    }
}
