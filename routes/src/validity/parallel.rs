//! What to say of slots that do not fit together.

use std::collections::{BTreeMap, BTreeSet};

use super::{join, list};
use crate::conventions::Conventions;
use crate::entry::EntryKind;
use crate::parallel::{CHILDREN, Gap, Parallel};
use crate::problem::{Problem, ProblemCode};
use crate::tree::RouteTree;

pub(super) fn check(
    tree: &RouteTree,
    parallel: &Parallel<'_>,
    conventions: &Conventions,
    problems: &mut Vec<Problem>,
) {
    let strict = conventions.strict_route_matching();
    let code = if strict { ProblemCode::IncompatibleSlots } else { ProblemCode::SlotWithoutDefault };
    report(tree, &parallel.gaps, code, problems);
    unreachable(parallel, problems);
    without_layout(tree, parallel, problems);
}

/// Pages that are never shown, unless a gap names them already.
fn unreachable(parallel: &Parallel<'_>, problems: &mut Vec<Problem>) {
    let named: BTreeSet<&str> = parallel.gaps.iter().flat_map(|gap| gap.pages.iter().copied()).collect();
    let files: Vec<&str> = parallel.unreachable.iter().map(|entry| entry.file.as_str()).collect();
    let files: Vec<&str> = files.into_iter().filter(|file| !named.contains(file)).collect();
    if !files.is_empty() {
        let subject = if files.len() == 1 { "this page is" } else { "these pages are" };
        let message = format!(
            "{subject} never shown: every URL that matches leaves another slot without a page and a default"
        );
        let help = "add a `default.tsx` to each slot that the URL leaves empty, or a page for the same URL";
        problems.push(Problem::new(ProblemCode::UnreachablePage, files, message, help));
    }
}

fn without_layout(tree: &RouteTree, parallel: &Parallel<'_>, problems: &mut Vec<Problem>) {
    let app = tree.app_dir.as_deref().unwrap_or("app");
    for (parent, slots) in &parallel.without_layout {
        let places: Vec<String> = slots.iter().map(|slot| format!("{parent}/{slot}")).collect();
        let below = |place: &str| {
            places.iter().any(|slot| {
                place.strip_prefix(slot).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let entries =
            tree.entries.iter().filter(|entry| entry.kind == EntryKind::Page && below(&entry.place));
        let files = entries.map(|entry| entry.file.as_str());
        let message = format!(
            "no layout shows {}: the folder `{app}{parent}` has none",
            list(slots.iter().map(|slot| format!("{app}{parent}/{slot}")))
        );
        let help = format!(
            "add `{app}{parent}/layout.tsx`, or move the slots beside the layout that is to show them"
        );
        problems.push(Problem::new(ProblemCode::SlotsWithoutLayout, files, message, &help));
    }
}

fn report(tree: &RouteTree, gaps: &[Gap<'_>], code: ProblemCode, problems: &mut Vec<Problem>) {
    let app = tree.app_dir.as_deref().unwrap_or("app");
    let mut by_parent: BTreeMap<&str, Vec<&Gap<'_>>> = BTreeMap::new();
    for gap in gaps {
        by_parent.entry(gap.parent).or_default().push(gap);
    }
    for (parent, gaps) in by_parent {
        let slots: BTreeSet<&str> = gaps.iter().flat_map(|gap| gap.slots.iter().copied()).collect();
        let each = gaps.iter().map(|gap| format!("`{}` has nothing for {}", gap.url, list(&gap.slots)));
        let message =
            format!("the slots of the layout in `{app}{parent}` do not show the same URLs: {}", join(each));
        let defaults = slots.iter().map(|slot| match *slot {
            CHILDREN => format!("{app}{parent}/default.tsx"),
            _ => format!("{app}{parent}/{slot}/default.tsx"),
        });
        let help = format!("add {} (it may return null), or a page for each of these URLs", list(defaults));
        let layout = tree
            .entries_of(EntryKind::Layout)
            .filter(|entry| entry.place == parent)
            .map(|entry| entry.file.as_str());
        let files = layout.chain(gaps.iter().flat_map(|gap| gap.pages.iter().copied()));
        problems.push(Problem::new(code, files, message, &help));
    }
}
