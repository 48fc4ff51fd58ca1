//! What to say of the flaws of a path.

use std::collections::BTreeMap;

use super::list;
use crate::flaws::{Flaw, flaws};
use crate::problem::{Problem, ProblemCode};
use crate::tree::RouteTree;

pub(super) fn check(tree: &RouteTree, problems: &mut Vec<Problem>) {
    let urls: Vec<(&str, &str)> = tree
        .entries
        .iter()
        .filter(|entry| entry.kind.serves())
        .map(|entry| (entry.url.as_str(), entry.file.as_str()))
        .collect();
    let mut found: BTreeMap<(ProblemCode, &str), (Flaw<'_>, Vec<&str>)> = BTreeMap::new();
    for (url, file) in &urls {
        for flaw in flaws(url) {
            let (_, files) = found.entry((flaw.code, flaw.prefix)).or_insert_with(|| (flaw, Vec::new()));
            files.push(file);
        }
    }
    problems.extend(found.into_values().map(|(flaw, files)| problem(&flaw, files)));
}

fn problem(flaw: &Flaw<'_>, files: Vec<&str>) -> Problem {
    let Flaw { code, prefix, segment, other } = flaw;
    let (message, help) = match code {
        ProblemCode::CatchAllNotLast => (
            format!("in `{prefix}`, `{other}` takes the whole rest of the URL, so nothing can follow it"),
            "move the page into the catch-all's own folder and branch on its segments there, or name the levels one by one",
        ),
        ProblemCode::RepeatedParamName if segment == other => (
            format!(
                "`{prefix}` has the param `{segment}` twice, and `params` can hold only one value under a name"
            ),
            "give each param of a path a name of its own",
        ),
        ProblemCode::RepeatedParamName => (
            format!(
                "the params {} of `{prefix}` differ only in characters that are no ASCII letter, digit or `_`, and \
                 Next drops those when it compares names",
                list([other, segment])
            ),
            "give each param of a path a name of its own",
        ),
        ProblemCode::OptionalParam => (
            format!("`{segment}` in `{prefix}` would be an optional single param, which Next does not have"),
            "write `[name]` and add a page beside the folder for the URL without it, or use the optional catch-all `[[...name]]`",
        ),
        ProblemCode::EmptyParamName => (
            format!("`{segment}` in `{prefix}` has no name"),
            "put the param's name between the brackets: `[slug]`",
        ),
        ProblemCode::EllipsisCharacter => (
            format!(
                "`{segment}` in `{prefix}` is written with the character `…`; a catch-all starts with three dots"
            ),
            "replace `…` by `...`",
        ),
        ProblemCode::ExtraBrackets => (
            format!("`{segment}` in `{prefix}` has more brackets than a param can have"),
            "write `[name]`, `[...name]` or `[[...name]]`",
        ),
        _ => (
            format!("the name of the param `{segment}` in `{prefix}` starts with a period"),
            "write `[name]` for one segment, or `[...name]` with exactly three dots for a catch-all",
        ),
    };
    Problem::new(*code, files, message, help)
}
