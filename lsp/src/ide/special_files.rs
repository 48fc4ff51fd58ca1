//! The special files that stand beside a page or a layout, by which Next wraps it.

use camino::{Utf8Path, Utf8PathBuf};
use rutter_routes::EntryKind;

use super::entry_file::meant_at;
use crate::analysis::Analysis;

/// A file that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewFile {
    pub(crate) path: Utf8PathBuf,
    pub(crate) text: &'static str,
}

/// A special file: what it is to Next, its name without the ending, and what stands in it at first, in TypeScript and in
/// JavaScript.
struct Special {
    kind: EntryKind,
    stem: &'static str,
    typed: &'static str,
    untyped: &'static str,
}

/// The special files that a segment of any route may have, with the props that Next 16.4 gives them.
const SPECIAL: [Special; 3] = [
    Special { kind: EntryKind::Loading, stem: "loading", typed: LOADING, untyped: LOADING },
    Special { kind: EntryKind::Error, stem: "error", typed: ERROR, untyped: UNTYPED_ERROR },
    Special { kind: EntryKind::NotFound, stem: "not-found", typed: NOT_FOUND, untyped: NOT_FOUND },
];

const LOADING: &str = "export default function Loading() {\n  return <p>Loading…</p>\n}\n";
const ERROR: &str = "'use client'\n\nexport default function Failed({ reset }: { error: Error & { digest?: string }; reset: () => void }) {\n  return <button onClick={reset}>Try again</button>\n}\n";
const UNTYPED_ERROR: &str = "'use client'\n\nexport default function Failed({ reset }) {\n  return <button onClick={reset}>Try again</button>\n}\n";
const NOT_FOUND: &str = "export default function NotFound() {\n  return <p>Not found</p>\n}\n";

/// The special files that are missing beside a page or a layout, if a byte stands for it as a whole.
pub(crate) fn missing(analysis: &Analysis, path: &Utf8Path, text: &str, offset: usize) -> Vec<NewFile> {
    let tree = &analysis.loaded.tree;
    let beside =
        |file: &str| file.rsplit_once('/').map(|(folder, name)| (folder.to_owned(), name.to_owned()));
    let meant = meant_at(analysis, path, text, offset).into_iter().find_map(|entry| {
        let (folder, name) = beside(&entry.file)?;
        let ending = match entry.kind {
            EntryKind::Page => name.strip_prefix("page.")?,
            EntryKind::Layout => name.strip_prefix("layout.")?,
            _ => return None,
        };
        Some((folder, ending.to_owned()))
    });
    let Some((folder, ending)) = meant else { return Vec::new() };
    let is_typed = match ending.rsplit('.').next() {
        Some("tsx") => true,
        Some("jsx" | "js") => false,
        // Elements cannot be written in it.
        _ => return Vec::new(),
    };
    let is_there = |kind: EntryKind| {
        let mut same = tree.entries.iter().filter(|entry| entry.kind == kind);
        same.any(|entry| beside(&entry.file).is_some_and(|(other, _)| other == folder))
    };
    let of = |special: &Special| NewFile {
        path: analysis.app.dir.join(&folder).join(format!("{}.{ending}", special.stem)),
        text: if is_typed { special.typed } else { special.untyped },
    };
    let missing = SPECIAL.iter().filter(|special| !is_there(special.kind)).map(of);
    missing.filter(|file| !analysis.system.is_file(&file.path)).collect()
}
