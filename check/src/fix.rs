//! Safe fixes, applied to the files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::{App, Ignores, System, SystemError};
use rutter_syntax::graph::ModuleGraph;
use rutter_syntax::{LoadedApp, read_facts};

use crate::check::check;
use crate::context::Project;
use crate::environments::Environments;
use crate::finding::{Edit, Finding, Fix};
use crate::rule::FixKind;
use crate::settings::Settings;

/// How often an app is checked and fixed. A fix that makes another finding is rare, and one that makes itself would
/// never end.
const ROUNDS: usize = 10;

/// What was fixed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixed {
    /// How many fixes each file got, by its absolute path.
    pub files: BTreeMap<Utf8PathBuf, usize>,
    /// The files that have safe fixes and were left alone.
    pub refused: BTreeMap<Utf8PathBuf, Refusal>,
}

/// Why a file with safe fixes was left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Git ignores it, so it is generated.
    Ignored,
    /// It would have had syntax errors.
    WouldBreak,
}

/// Applies the safe fixes of an app until there is nothing left to fix.
///
/// # Errors
/// If a file cannot be read again or cannot be written. The files before it are fixed.
pub fn fix(
    system: &Arc<dyn System>,
    app: &App,
    loaded: &LoadedApp,
    settings: &Settings,
) -> Result<Fixed, SystemError> {
    let mut fixed = Fixed::default();
    for _ in 0..ROUNDS {
        let found = safe_fixes(system, app, loaded, settings);
        let mut is_changed = false;
        for (file, fixes) in found {
            if fixed.refused.contains_key(&file) {
                continue;
            }
            match fix_file(&**system, &file, &fixes)? {
                Ok(count) => {
                    *fixed.files.entry(file).or_default() += count;
                    is_changed = true;
                }
                Err(refusal) => drop(fixed.refused.insert(file, refusal)),
            }
        }
        if !is_changed {
            break;
        }
    }
    Ok(fixed)
}

/// The safe fixes of an app as it is now, by file.
fn safe_fixes(
    system: &Arc<dyn System>,
    app: &App,
    loaded: &LoadedApp,
    settings: &Settings,
) -> BTreeMap<Utf8PathBuf, Vec<Fix>> {
    let graph = ModuleGraph::load(system, app, loaded);
    let environments = Environments::new(&graph, app, loaded);
    let project = Project::new(&**system, app, loaded, &graph, &environments);
    let mut fixes: BTreeMap<Utf8PathBuf, Vec<Fix>> = BTreeMap::new();
    for finding in check(&project, settings).findings {
        if let Some(fix) = finding.fix.filter(|fix| fix.kind == FixKind::Safe) {
            fixes.entry(graph[finding.module].path.to_path_buf()).or_default().push(fix);
        }
    }
    fixes
}

/// Applies fixes to one file. The number of those applied, which is at least one, or why there are none.
fn fix_file(
    system: &dyn System,
    file: &Utf8Path,
    fixes: &[Fix],
) -> Result<Result<usize, Refusal>, SystemError> {
    if is_ignored(system, file) {
        return Ok(Err(Refusal::Ignored));
    }
    let text = system.read_to_string(file)?;
    let name = file.file_name().unwrap_or(file.as_str());
    let Some((fixed, count)) = apply(&text, fixes) else { return Ok(Err(Refusal::WouldBreak)) };
    if !read_facts(name, &fixed).syntax_errors.is_empty() {
        return Ok(Err(Refusal::WouldBreak));
    }
    system.write(file, fixed.as_bytes())?;
    Ok(Ok(count))
}

/// Whether a file is none that a person edits: git ignores it or a folder it is in.
fn is_ignored(system: &dyn System, file: &Utf8Path) -> bool {
    file.ancestors().any(|path| {
        path.file_name() == Some("node_modules") || Ignores::above(system, path).ignores(path, path != file)
    })
}

/// The edits of as many safe fixes of one file as do not touch one another, in the order of the text. None at all if the
/// file would have syntax errors.
#[must_use]
pub fn safe_edits(file_name: &str, text: &str, findings: &[Finding]) -> Vec<Edit> {
    let fixes: Vec<Fix> = findings
        .iter()
        .filter_map(|finding| finding.fix.clone().filter(|fix| fix.kind == FixKind::Safe))
        .collect();
    let Some((chosen, _)) = choose(text, &fixes) else { return Vec::new() };
    if !read_facts(file_name, &written(text, &chosen)).syntax_errors.is_empty() {
        return Vec::new();
    }
    let all = fixes.iter().flat_map(|fix| &fix.edits);
    let mut edits: Vec<Edit> = all.filter(|edit| chosen.contains(&Place::of(edit))).cloned().collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    edits
}

/// A text with as many of the fixes as do not touch one another, and their number. None if a fix is of another text.
fn apply(text: &str, fixes: &[Fix]) -> Option<(String, usize)> {
    let (chosen, count) = choose(text, fixes)?;
    Some((written(text, &chosen), count))
}

/// The edits of as many fixes as do not touch one another, and the number of the fixes. A fix is applied as a whole or not
/// at all. None if a fix is of another text.
fn choose<'f>(text: &str, fixes: &'f [Fix]) -> Option<(BTreeSet<Place<'f>>, usize)> {
    let mut chosen: BTreeSet<Place<'f>> = BTreeSet::new();
    let mut count = 0;
    for fix in fixes {
        let edits: Vec<Place<'f>> = fix.edits.iter().map(Place::of).collect();
        if edits.iter().any(|edit| text.get(edit.start..edit.end).is_none()) {
            return None;
        }
        // Two fixes may agree on an edit: the same directive for two findings.
        let fits =
            |edit: &Place<'_>| chosen.contains(edit) || chosen.iter().all(|other| !edit.touches(other));
        if edits.iter().all(fits) {
            chosen.extend(edits);
            count += 1;
        }
    }
    Some((chosen, count))
}

fn written(text: &str, chosen: &BTreeSet<Place<'_>>) -> String {
    let line_end =
        if text.split_once('\n').is_some_and(|(line, _)| line.ends_with('\r')) { "\r\n" } else { "\n" };
    let mut fixed = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for place in chosen {
        fixed.push_str(&text[at..place.start]);
        fixed.push_str(&place.text.replace('\n', line_end));
        at = place.end;
    }
    fixed.push_str(&text[at..]);
    fixed
}

/// An edit in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place<'e> {
    start: usize,
    end: usize,
    text: &'e str,
}

impl<'e> Place<'e> {
    fn of(edit: &'e Edit) -> Self {
        Self { start: edit.span.start as usize, end: edit.span.end as usize, text: &edit.text }
    }

    /// Whether the order of the two edits would matter.
    fn touches(&self, other: &Place<'_>) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

#[cfg(test)]
mod tests {
    use rutter_syntax::facts::Span;

    use super::*;

    fn fix(edits: &[(u32, u32, &str)]) -> Fix {
        let edit =
            |(start, end, text): &(u32, u32, &str)| Edit::replace(Span { start: *start, end: *end }, *text);
        Fix { title: String::new(), kind: FixKind::Safe, edits: edits.iter().map(edit).collect() }
    }

    #[test]
    fn fixes_that_touch_one_another_wait_for_the_next_round() {
        for (fixes, expected) in [
            (vec![fix(&[(0, 1, "x")]), fix(&[(4, 5, "y")])], Some(("xbcdyf", 2))),
            (vec![fix(&[(4, 5, "y")]), fix(&[(0, 1, "x")])], Some(("xbcdyf", 2))),
            // The second overlaps, and its other edit is not made either.
            (vec![fix(&[(0, 2, "x")]), fix(&[(1, 3, ""), (5, 6, "")])], Some(("xcdef", 1))),
            // Two insertions at one place have no order.
            (vec![fix(&[(2, 2, "x")]), fix(&[(2, 2, "y")])], Some(("abxcdef", 1))),
            (vec![fix(&[(2, 2, "x")]), fix(&[(2, 2, "x")])], Some(("abxcdef", 2))),
            (vec![fix(&[(5, 9, "")])], None),
        ] {
            let applied = apply("abcdef", &fixes);
            let applied = applied.as_ref().map(|(text, count)| (text.as_str(), *count));
            assert_eq!(applied, expected, "{fixes:?}");
        }
    }

    #[test]
    fn lines_end_as_the_others_of_the_file() {
        let fixes = [fix(&[(3, 3, "'use client'\n\n")])];
        assert_eq!(apply("\u{feff}a\r\nb", &fixes).unwrap().0, "\u{feff}'use client'\r\n\r\na\r\nb");
        assert_eq!(apply("\u{feff}a\nb", &fixes).unwrap().0, "\u{feff}'use client'\n\na\nb");
    }
}
