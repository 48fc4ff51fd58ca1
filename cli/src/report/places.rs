//! Places as other tools want them: a path from some folder, and both ends of the range.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::{Diagnostic, Location, System};
use serde::Serialize;

/// Makes places. Each file is read once.
pub(crate) struct Places<'a> {
    system: &'a dyn System,
    /// The folder that paths are told from.
    base: &'a Utf8Path,
    texts: RefCell<BTreeMap<Utf8PathBuf, Arc<str>>>,
}

/// A range of a file; both ends counted from 1, the end behind the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PlaceRange {
    pub(crate) start: Point,
    pub(crate) end: Point,
}

/// A line and a column in characters, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Point {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl<'a> Places<'a> {
    pub(crate) fn new(system: &'a dyn System, base: &'a Utf8Path) -> Self {
        Self { system, base, texts: RefCell::default() }
    }

    /// The file that a finding is about, the first if there are several; none where it is about no file.
    pub(crate) fn file_of(diagnostic: &Diagnostic) -> Option<&Utf8Path> {
        let located = diagnostic.location.as_ref().map(|location| location.file.as_path());
        located.or_else(|| diagnostic.files.first().map(Utf8PathBuf::as_path))
    }

    /// A path from the folder, with `/`: `.` for the folder itself, `../x` for what lies beside it.
    pub(crate) fn path(&self, file: &Utf8Path) -> String {
        relative(self.base, file)
    }

    /// The range of a place. Where only its start is known, it ends there too.
    pub(crate) fn range(&self, location: &Location) -> PlaceRange {
        let start = Point { line: location.line, column: location.column };
        let text = self.text(&location.file);
        let meant = location.span.clone().and_then(|span| text.get(span)).unwrap_or_default();
        let end = match meant.rsplit_once('\n') {
            Some((before, last)) => Point {
                line: start.line + before.matches('\n').count() + 1,
                column: last.chars().count() + 1,
            },
            None => Point { column: start.column + meant.chars().count(), ..start },
        };
        PlaceRange { start, end }
    }

    /// The text of the line that a place starts on.
    pub(crate) fn line(&self, location: &Location) -> String {
        let text = self.text(&location.file);
        text.lines().nth(location.line.saturating_sub(1)).unwrap_or_default().to_owned()
    }

    /// The text of a file; empty where it cannot be read.
    fn text(&self, file: &Utf8Path) -> Arc<str> {
        let mut texts = self.texts.borrow_mut();
        if let Some(text) = texts.get(file) {
            return Arc::clone(text);
        }
        let text: Arc<str> = self.system.read_to_string(file).unwrap_or_default().into();
        texts.insert(file.to_owned(), Arc::clone(&text));
        text
    }
}

impl PlaceRange {
    /// The start of a file, for what is about it as a whole.
    pub(crate) const START: Self =
        Self { start: Point { line: 1, column: 1 }, end: Point { line: 1, column: 1 } };
}

/// The root of the repository that a folder is in, which is where GitHub tells paths from; the folder itself outside of one.
pub(crate) fn repository_root(system: &dyn System, folder: &Utf8Path) -> Utf8PathBuf {
    let is_root = |folder: &&Utf8Path| system.kind(&folder.join(".git")).is_ok();
    folder.ancestors().find(is_root).unwrap_or(folder).to_owned()
}

/// The way from one folder to a path, both absolute.
fn relative(from: &Utf8Path, to: &Utf8Path) -> String {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| "..");
    let down = to.components().skip(shared).map(|component| component.as_str());
    let way: Vec<&str> = up.chain(down).collect();
    if way.is_empty() { ".".to_owned() } else { way.join("/") }
}

#[cfg(test)]
mod tests {
    use rutter_project::MemorySystem;

    use super::*;

    #[test]
    fn paths_are_told_from_the_folder() {
        for (to, expected) in [
            ("/ws/web", "."),
            ("/ws/web/app/[slug]/page.tsx", "app/[slug]/page.tsx"),
            ("/ws/web2/a.ts", "../web2/a.ts"),
        ] {
            assert_eq!(relative("/ws/web".into(), to.into()), expected);
        }
    }

    #[test]
    fn a_range_ends_behind_its_last_character() {
        let text = "a\n  \u{e9}t\u{e9}()\nb\n";
        let system = MemorySystem::with_files([("/a.ts", text)]);
        let places = Places::new(&system, "/".into());
        for (part, end) in [("\u{e9}t\u{e9}", (2, 6)), ("\u{e9}t\u{e9}()\nb", (3, 2)), ("()\n", (3, 1))] {
            let start = text.find(part).unwrap();
            let location = Location::of_span("/a.ts".into(), text, start..start + part.len());
            let range = places.range(&location);
            assert_eq!((range.end.line, range.end.column), end, "{part:?}");
        }
    }
}
