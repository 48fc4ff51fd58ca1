//! Texts as the JSON value that the contract asks for.
//!
//! A form has nothing but texts, and says less than JSON: no form says that a list is empty or a box is not checked. So the
//! type decides what a text, an empty text and no text at all mean. `rutter/tests/forms.md` has the answer for every case.

mod enums;
mod groups;
mod lists;
mod scalars;

use std::collections::HashMap;

use rutter_contract::judge::{Issue, Path, Step, Types};
use rutter_contract::{Empty, FileRules, Format, Type};
use serde_json::{Map, Value};

use super::at::At;
use super::file::File;
use super::limits::Limits;
use super::name;
use super::pairs::Sent;
use super::scalar;
use super::tree::{NodeId, Tree};

/// What was read, with what is wrong with the texts themselves.
pub(super) struct Read {
    pub(super) value: Value,
    pub(super) issues: Vec<Issue>,
    /// Lists whose elements are not where they were sent: the index that each element was sent under.
    pub(super) moved: Vec<(Path, Vec<usize>)>,
}

impl Read {
    /// Everything that is wrong, by the indexes that were sent, with what the judge says of the value.
    pub(super) fn all_issues(self, mut judged: Vec<Issue>) -> Vec<Issue> {
        for issue in &mut judged {
            self.to_sent(&mut issue.path);
        }
        // Where something is wrong with the texts themselves, a value stands that nothing more need be said of.
        judged.retain(|issue| !self.issues.iter().any(|own| issue.path.0.starts_with(&own.path.0)));
        let mut issues = self.issues;
        issues.extend(judged);
        issues
    }

    /// Turns the indexes of the value into those that were sent: where a form leaves some out, its elements move up.
    fn to_sent(&self, path: &mut Path) {
        // The paths in `moved` have the indexes that were sent, so the outermost list comes first.
        for at in 0..path.0.len() {
            let list = self.moved.iter().find(|(list, _)| list.0 == path.0[..at]);
            if let (Some((_, sent)), Step::Index(index)) = (list, &path.0[at])
                && let Some(index) = sent.get(*index)
            {
                path.0[at] = Step::Index(*index);
            }
        }
    }
}

/// Reads what was sent as a value of a type.
pub(super) fn read(tree: &Tree<'_>, ty: &Type, types: &Types, files: Files<'_>, limits: &Limits) -> Read {
    let mut reader = Reader {
        tree,
        types,
        files,
        limits,
        issues: Vec::new(),
        moved: Vec::new(),
        level: 0,
        steps: 20_000 + 200 * tree.len(),
        chosen: HashMap::new(),
    };
    let root = Part { values: &[], node: Some(Tree::ROOT) };
    let value = reader.read(root, ty, Asked::default(), &At::ROOT);
    let value = value.unwrap_or_else(|| Value::Object(Map::new()));
    Read { value, issues: reader.issues, moved: reader.moved }
}

/// The files that came with the texts.
#[derive(Clone, Copy)]
pub(super) struct Files<'a> {
    pub(super) files: &'a [File],
    /// Whether the body is of a kind that can have any.
    pub(super) multipart: bool,
}

pub(super) struct Reader<'a> {
    tree: &'a Tree<'a>,
    types: &'a Types,
    files: Files<'a>,
    limits: &'a Limits,
    issues: Vec<Issue>,
    moved: Vec<(Path, Vec<usize>)>,
    /// How many types are being read inside each other.
    level: usize,
    /// How many types may still be read. Enums without a tag are tried variant by variant, which multiplies where they hold
    /// each other.
    steps: usize,
    /// The variants that were found to take what was sent at a place; `None`: none does.
    chosen: HashMap<(NodeId, *const Type), Option<usize>>,
}

/// What was sent for a value: texts and files under its own name, and values under longer names.
#[derive(Clone, Copy)]
struct Part<'a> {
    values: &'a [&'a Sent<'a>],
    /// Where the longer names are; `None`: there are none.
    node: Option<NodeId>,
}

/// What a field says of its value.
#[derive(Clone, Copy, Default)]
struct Asked<'a> {
    empty: Option<Empty>,
    file: Option<&'a FileRules>,
}

/// More types are not read inside each other: only those that must hold themselves are so deep.
const DEEPEST: usize = 256;

impl<'a> Reader<'a> {
    /// The value; `None` where it was not sent.
    fn read(&mut self, part: Part<'a>, ty: &'a Type, asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        if self.steps == 0 || self.level == DEEPEST {
            return self.refuse(at, "type", "can be read in too many ways; send less of it");
        }
        self.steps -= 1;
        self.level += 1;
        let value = self.read_type(part, ty, asked, at);
        self.level -= 1;
        value
    }

    fn read_type(&mut self, part: Part<'a>, ty: &'a Type, asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        match ty {
            Type::Ruled { of, .. } => self.read(part, of, asked, at),
            Type::Ref { to } => match self.types.get(to) {
                Some(definition) => self.read(part, &definition.request, asked, at),
                None => self.refuse(at, "type", "has a type that the contract does not have"),
            },
            Type::Nullable { of } => self.nullable(part, of, asked, at),
            Type::Any => self.untyped(part, at),
            Type::Never => self.refuse(at, "type", "must be left out"),
            Type::Null => self.scalar(part, asked, at, |text| text.is_empty().then_some(Value::Null)),
            Type::Boolean => self.boolean(part, asked, at),
            Type::Integer { width, .. } => self.scalar(part, asked, at, |text| scalar::integer(text, *width)),
            Type::Number => self.scalar(part, asked, at, scalar::number),
            Type::String { format } => {
                let empty = asked.empty.or(format.is_none().then_some(Empty::Keep));
                let asked = Asked { empty, ..asked };
                let local = *format == Some(Format::LocalDateTime);
                self.scalar(part, asked, at, |text| local.then(|| scalar::local_date_time(text)).flatten())
            }
            Type::Literal { values, .. } => {
                let empty = asked.empty.or(values.iter().any(|value| value == "").then_some(Empty::Keep));
                let asked = Asked { empty, ..asked };
                self.scalar(part, asked, at, |text| {
                    values.iter().find(|value| scalar::is_literal(text, value)).cloned()
                })
            }
            Type::List { of, .. } => self.list(part, of, asked, at),
            Type::Tuple { items } => self.tuple(part, items, asked, at),
            Type::Map { of, .. } => self.map(part, of, at),
            Type::Object(object) => self.object(part, object, at),
            Type::Union { variants, tag: Some(tag), .. } => self.tagged(part, variants, tag, asked, at),
            Type::Union { variants, keyed, .. } => self.untagged(part, variants, *keyed, asked, at),
            Type::All { of } => self.all(part, of, asked, at),
            Type::File => self.file(part, asked, at),
        }
    }

    /// Whether names go on after one that does not: `k.x` where `k` is a text.
    fn has_longer_names(&mut self, part: Part<'a>, at: &At<'_>, what: &str) -> bool {
        let Some((key, _)) = self.children(part).next() else { return false };
        let name = at.path().to_string();
        let longer = longer_name(at, key);
        let message = match part.values {
            [] => format!("{what}, and `{longer}` was sent"),
            [..] => format!("was sent as `{name}` and as `{longer}`; send one of them"),
        };
        self.refuse(at, "conflict", message);
        true
    }

    /// Says what is wrong, and gives a value in whose place nothing else will be said.
    fn refuse(&mut self, at: &At<'_>, code: &str, message: impl Into<String>) -> Option<Value> {
        self.issues.push(Issue { path: at.path(), code: code.to_owned(), message: message.into() });
        Some(Value::Null)
    }

    fn child(&self, part: Part<'a>, key: &str) -> Option<Part<'a>> {
        self.tree.child(part.node?, key).map(|id| self.part(id))
    }

    /// What was sent for a node.
    fn part(&self, id: NodeId) -> Part<'a> {
        let tree = self.tree;
        Part { values: tree.values(id), node: Some(id) }
    }

    fn children(&self, part: Part<'a>) -> impl Iterator<Item = (&'a str, Part<'a>)> + use<'a> {
        let tree = self.tree;
        let ids = part.node.into_iter().flat_map(move |node| tree.children(node));
        ids.map(move |id| (tree.node(id).key, Part { values: tree.values(id), node: Some(id) }))
    }

    fn is_leaf(&self, node: Option<NodeId>) -> bool {
        node.is_none_or(|id| !self.tree.node(id).has_children())
    }

    /// Whether only empty texts and empty file inputs were sent.
    fn is_blank(&self, part: Part<'a>) -> bool {
        let blank = part.values.iter().all(|value| match value {
            Sent::Text(text) => text.is_empty(),
            Sent::File(index) => self.files.files[*index].is_none(),
        });
        blank && self.children(part).all(|(_, part)| self.is_blank(part))
    }
}

fn longer_name(at: &At<'_>, key: &str) -> String {
    name::index(key).map_or_else(|| at.key(key), |index| at.index(index)).path().to_string()
}

impl Part<'_> {
    const NOTHING: Self = Self { values: &[], node: None };

    fn has_children(self, tree: &Tree<'_>) -> bool {
        self.node.is_some_and(|id| tree.node(id).has_children())
    }

    fn is_nothing(self, tree: &Tree<'_>) -> bool {
        self.values.is_empty() && !self.has_children(tree)
    }

    fn is_one_empty_text(self) -> bool {
        matches!(self.values, [Sent::Text(text)] if text.is_empty())
    }
}

#[cfg(test)]
mod tests;
