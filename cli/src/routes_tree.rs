//! What `rutter routes` prints for people: the URL space as an indented tree.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rutter_routes::{Entry, EntryKind, Pattern, Phase, RouteTree};

/// The kinds that the tree shows: what a URL leads to. Layouts, defaults and the like stand in the JSON form.
const SHOWN: [EntryKind; 5] =
    [EntryKind::Page, EntryKind::Handler, EntryKind::Metadata, EntryKind::PagesPage, EntryKind::PagesApi];

#[derive(Default)]
struct Node {
    children: BTreeMap<String, Node>,
    answers: Vec<Answer>,
}

/// What answers a URL.
struct Answer {
    kind: &'static str,
    /// A file, or the source of a redirect or rewrite.
    what: String,
}

/// One line of the tree before the columns are aligned.
struct Line<'n> {
    label: String,
    answer: Option<&'n Answer>,
}

/// The tree of an app's routes, one line a segment, with the files that serve it and the redirects and rewrites.
pub(crate) fn routes_tree(tree: &RouteTree) -> String {
    let mut root = Node::default();
    for entry in tree.entries.iter().filter(|entry| SHOWN.contains(&entry.kind)) {
        root.add(&entry.pattern, Answer { kind: entry.kind.as_str(), what: file(entry) });
    }
    for route in &tree.custom_routes {
        let kind = if route.phase == Phase::Redirect { "redirect" } else { "rewrite" };
        for pattern in route.patterns() {
            root.add(&pattern, Answer { kind, what: printable(&route.source) });
        }
    }
    let mut lines = Vec::new();
    root.lines("/".to_owned(), "", &mut lines);
    align(&lines)
}

impl Node {
    fn add(&mut self, pattern: &Pattern, answer: Answer) {
        let mut node = self;
        for segment in pattern.as_str().split('/').filter(|segment| !segment.is_empty()) {
            node = node.children.entry(printable(segment)).or_default();
        }
        node.answers.push(answer);
    }

    fn lines<'n>(&'n self, label: String, indent: &str, lines: &mut Vec<Line<'n>>) {
        let mut answers = self.answers.iter();
        lines.push(Line { label, answer: answers.next() });
        let stem = if self.children.is_empty() { indent.to_owned() } else { format!("{indent}│") };
        lines.extend(answers.map(|answer| Line { label: stem.clone(), answer: Some(answer) }));
        let count = self.children.len();
        for (at, (segment, child)) in self.children.iter().enumerate() {
            let (branch, below) = if at + 1 < count { ("├─ ", "│  ") } else { ("└─ ", "   ") };
            // A folder that serves nothing itself and has one child shares its child's line.
            let (mut name, mut node) = (segment.clone(), child);
            while let (true, Some((next, only))) = (node.answers.is_empty(), single(&node.children)) {
                name = format!("{name}/{next}");
                node = only;
            }
            node.lines(format!("{indent}{branch}{name}"), &format!("{indent}{below}"), lines);
        }
    }
}

fn single(children: &BTreeMap<String, Node>) -> Option<(&str, &Node)> {
    let mut children = children.iter();
    let (name, child) = children.next()?;
    children.next().is_none().then_some((name.as_str(), child))
}

fn align(lines: &[Line<'_>]) -> String {
    let width = |text: &str| text.chars().count();
    let label = lines.iter().map(|line| width(&line.label)).max().unwrap_or(0);
    let kind =
        lines.iter().filter_map(|line| line.answer).map(|answer| width(answer.kind)).max().unwrap_or(0);
    let mut text = String::new();
    for line in lines {
        let (own_kind, what) =
            line.answer.map(|answer| (answer.kind, answer.what.as_str())).unwrap_or_default();
        let row =
            format!("{}{}  {own_kind:kind$}  {what}", line.label, " ".repeat(label - width(&line.label)));
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}

/// The file of an entry, with a word on where it is shown if that is not as the page of its own URL.
fn file(entry: &Entry) -> String {
    let file = printable(&entry.file);
    match (entry.is_interception(), entry.slot()) {
        (true, _) => format!("{file}  (intercepts)"),
        (false, Some(slot)) => format!("{file}  (in {})", printable(slot)),
        (false, None) => file,
    }
}

/// A name without control characters, which would move the terminal's cursor.
fn printable(text: &str) -> String {
    text.chars()
        .flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] })
        .collect()
}
