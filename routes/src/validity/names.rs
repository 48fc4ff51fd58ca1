//! Names that do not lead where they seem to: folders that no URL can spell, params that are plain text, companion
//! files without a page.

use std::collections::{BTreeMap, BTreeSet};

use crate::conventions::{Conventions, NextVersion};
use crate::encoding::as_sent;
use crate::entry::EntryKind;
use crate::pattern::{Segment, raw_segments};
use crate::problem::{Problem, ProblemCode};
use crate::tree::RouteTree;

pub(super) fn check(tree: &RouteTree, conventions: &Conventions, problems: &mut Vec<Problem>) {
    if conventions.next >= NextVersion::STRICT_MATCHING {
        unreachable_names(tree, problems);
    }
    plain_text_params(tree, problems);
    orphaned_companions(tree, problems);
}

/// Params in routes that Next does not take for dynamic: `/item/[id].json`.
fn plain_text_params(tree: &RouteTree, problems: &mut Vec<Problem>) {
    let kinds = [EntryKind::Page, EntryKind::Handler, EntryKind::PagesPage, EntryKind::PagesApi];
    for entry in
        tree.entries.iter().filter(|entry| kinds.contains(&entry.kind) && !entry.pattern.is_dynamic())
    {
        let affixed = entry.pattern.segments().find_map(|segment| match segment {
            Segment::Affixed { text, param } => Some((text.to_owned(), param.name)),
            _ => None,
        });
        let Some((text, name)) = affixed else { continue };
        let pattern = &entry.pattern;
        let message = format!(
            "`{text}` in `{pattern}` is plain text to Next, because no segment of the route is a param by itself"
        );
        let help = format!(
            "make the param a folder of its own, `[{name}]`, and take the rest of the text off its value"
        );
        problems.push(Problem::new(ProblemCode::PlainTextParam, [entry.file.as_str()], message, &help));
    }
}

/// Next 16.4 compares a fixed segment with the URL as it was sent, where `é` is `%C3%A9`. So a folder `café` is never
/// reached, and a folder `caf%C3%A9` is.
fn unreachable_names(tree: &RouteTree, problems: &mut Vec<Problem>) {
    let kinds = [EntryKind::Page, EntryKind::Handler];
    let mut found: BTreeMap<&str, (&str, Vec<&str>)> = BTreeMap::new();
    for entry in tree.entries.iter().filter(|entry| kinds.contains(&entry.kind)) {
        let is_fixed = |segment: &&str| matches!(Segment::parse(segment), Segment::Static(_));
        let mut fixed = raw_segments(entry.pattern.as_str()).filter(is_fixed);
        if let Some(segment) = fixed.find(|segment| as_sent(segment) != **segment) {
            found.entry(segment).or_insert((entry.pattern.as_str(), Vec::new())).1.push(&entry.file);
        }
    }
    for (segment, (pattern, files)) in found {
        let sent = as_sent(segment);
        let message = format!(
            "no URL leads to `{pattern}`: a browser sends `{segment}` as `{sent}`, and Next compares that with the folder's name"
        );
        let help = format!("name the folder `{sent}`, or use a name of plain characters");
        problems.push(Problem::new(ProblemCode::UnreachableName, files, message, &help));
    }
}

fn orphaned_companions(tree: &RouteTree, problems: &mut Vec<Problem>) {
    let pages: BTreeSet<&str> = tree.entries_of(EntryKind::Page).map(|entry| entry.place.as_str()).collect();
    let companions = tree.entries_of(EntryKind::Search).chain(tree.entries_of(EntryKind::Params));
    for entry in companions.filter(|entry| !pages.contains(entry.place.as_str())) {
        let name = entry.file.rsplit('/').next().unwrap_or_default();
        let message = format!("`{name}` describes no page, because none lies beside it");
        let help = "move it into the folder of the page that it describes, or delete it";
        problems.push(Problem::new(ProblemCode::OrphanedCompanion, [entry.file.as_str()], message, help));
    }
}
