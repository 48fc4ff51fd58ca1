//! What `rutter routes` prints for people: the URL space as an indented tree.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rutter_routes::{Entry, EntryKind, RouteTree};

/// The kinds that the tree shows: what a URL leads to. Layouts, defaults and the like stand in the JSON form.
const SHOWN: [EntryKind; 5] =
    [EntryKind::Page, EntryKind::Handler, EntryKind::Metadata, EntryKind::PagesPage, EntryKind::PagesApi];

#[derive(Default)]
struct Node<'t> {
    children: BTreeMap<&'t str, Node<'t>>,
    entries: Vec<&'t Entry>,
}

/// One line of the tree before the columns are aligned.
struct Line<'t> {
    label: String,
    entry: Option<&'t Entry>,
}

/// The tree of an app's routes, one line a segment, with the files that serve it.
pub(crate) fn routes_tree(tree: &RouteTree) -> String {
    let mut root = Node::default();
    for entry in tree.entries.iter().filter(|entry| SHOWN.contains(&entry.kind)) {
        let mut node = &mut root;
        for segment in entry.pattern.as_str().split('/').filter(|segment| !segment.is_empty()) {
            node = node.children.entry(segment).or_default();
        }
        node.entries.push(entry);
    }
    let mut lines = Vec::new();
    root.lines("/".to_owned(), "", &mut lines);
    align(&lines)
}

impl<'t> Node<'t> {
    fn lines(&self, label: String, indent: &str, lines: &mut Vec<Line<'t>>) {
        let mut entries = self.entries.iter();
        lines.push(Line { label, entry: entries.next().copied() });
        let stem = if self.children.is_empty() { indent.to_owned() } else { format!("{indent}│") };
        lines.extend(entries.map(|entry| Line { label: stem.clone(), entry: Some(entry) }));
        let count = self.children.len();
        for (at, (segment, child)) in self.children.iter().enumerate() {
            let (branch, below) = if at + 1 < count { ("├─ ", "│  ") } else { ("└─ ", "   ") };
            // A folder that serves nothing itself and has one child shares its child's line.
            let (mut name, mut node) = ((*segment).to_owned(), child);
            while let (true, Some((next, only))) = (node.entries.is_empty(), single(&node.children)) {
                name = format!("{name}/{next}");
                node = only;
            }
            node.lines(format!("{indent}{branch}{name}"), &format!("{indent}{below}"), lines);
        }
    }
}

fn single<'a, 't>(children: &'a BTreeMap<&'t str, Node<'t>>) -> Option<(&'t str, &'a Node<'t>)> {
    let mut children = children.iter();
    let (name, child) = children.next()?;
    children.next().is_none().then_some((*name, child))
}

fn align(lines: &[Line<'_>]) -> String {
    let width = |text: &str| text.chars().count();
    let label = lines.iter().map(|line| width(&line.label)).max().unwrap_or(0);
    let kinds = lines.iter().filter_map(|line| line.entry).map(|entry| width(entry.kind.as_str()));
    let kind = kinds.max().unwrap_or(0);
    let mut text = String::new();
    for line in lines {
        let entry = line.entry.map(|entry| (entry.kind.as_str(), file(entry)));
        let (own_kind, file) = entry.unwrap_or_default();
        let row = format!(
            "{}{}  {own_kind:kind$}  {file}",
            printable(&line.label),
            " ".repeat(label - width(&line.label))
        );
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}

/// The file of an entry, with a word on where it is shown if that is not at its own URL.
fn file(entry: &Entry) -> String {
    let file = printable(&entry.file);
    if entry.is_interception() { format!("{file}  (intercepts)") } else { file }
}

/// A name without control characters, which would move the terminal's cursor.
fn printable(text: &str) -> String {
    text.chars()
        .flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] })
        .collect()
}
