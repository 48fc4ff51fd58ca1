//! Texts as the JSON value that the contract asks for.
//!
//! A form has nothing but texts, and says less than JSON: no form says that a list is empty or a box is not checked. So the
//! type decides what a text, an empty text and no text at all mean. `rutter/tests/forms.md` has the answer for every case.

use rutter_contract::judge::{self, Issue, Path, Step, Types};
use rutter_contract::{Empty, Field, FileRules, Object, Rest, Type};
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
        // Enums without a tag are tried variant by variant, which multiplies where they hold each other.
        steps: 100_000 + 100 * limits.pairs,
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
    steps: usize,
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

/// Deeper types are none: only a type that must hold itself gets here.
const DEEPEST: usize = 100;

impl<'a> Reader<'a> {
    /// The value; `None` where it was not sent.
    fn read(&mut self, part: Part<'a>, ty: &'a Type, asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        if self.steps == 0 || at.depth > DEEPEST {
            return self.refuse(at, "type", "has too many readings");
        }
        self.steps -= 1;
        match ty {
            Type::Ruled { of, .. } => self.read(part, of, asked, at),
            Type::Ref { to } => match self.types.get(to) {
                Some(definition) => self.read(part, &definition.request, asked, at),
                None => self.refuse(at, "type", "has a type that the contract does not have"),
            },
            Type::Nullable { of } => self.nullable(part, of, asked, at),
            Type::Any => self.untyped(part, at),
            Type::Never => self.refuse(at, "type", "cannot be sent"),
            Type::Null => self.scalar(part, asked, at, |text| text.is_empty().then_some(Value::Null)),
            Type::Boolean => self.boolean(part, asked, at),
            Type::Integer { width, .. } => self.scalar(part, asked, at, |text| scalar::integer(text, *width)),
            Type::Number => self.scalar(part, asked, at, scalar::number),
            Type::String { format } => {
                let empty = asked.empty.or(format.is_none().then_some(Empty::Keep));
                let asked = Asked { empty, ..asked };
                self.scalar(part, asked, at, |_| None)
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

    /// What is optional is absent where nothing but empty texts were sent: a form sends every input, also one that was left
    /// empty.
    fn nullable(&mut self, part: Part<'a>, of: &'a Type, asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        if part.is_nothing(self.tree) {
            return None;
        }
        if asked.empty != Some(Empty::Keep) && self.is_blank(part) {
            return (asked.empty == Some(Empty::Null)).then_some(Value::Null);
        }
        self.read(part, of, asked, at)
    }

    /// A value that is written as one text. Where it cannot be parsed, it stays a text: the judge says what it should be.
    fn scalar(
        &mut self,
        part: Part<'a>,
        asked: Asked<'a>,
        at: &At<'_>,
        parse: impl FnOnce(&str) -> Option<Value>,
    ) -> Option<Value> {
        if self.has_longer_names(part, at, "is one value") {
            return Some(Value::Null);
        }
        let text = match part.values {
            [] => return None,
            [Sent::Text(text)] => text,
            [Sent::File(_)] => return self.refuse(at, "file", "is a text, and a file was sent"),
            [..] => return self.refuse(at, "duplicate", "was sent more than once"),
        };
        match (text.is_empty(), asked.empty) {
            (true, Some(Empty::Absent)) => None,
            (true, Some(Empty::Null)) => Some(Value::Null),
            // No text that is empty is a number or a date: it is what an input sends that was left empty.
            (true, None) => parse(text).filter(Value::is_null),
            _ => Some(parse(text).unwrap_or_else(|| Value::String(text.to_string()))),
        }
    }

    /// A checkbox that is not checked sends nothing, so pages put a hidden input with `false` before it: the last one counts.
    fn boolean(&mut self, part: Part<'a>, asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        let known = |value: &&Sent<'_>| matches!(value, Sent::Text(text) if scalar::boolean(text).is_some());
        let part = match part.values {
            [before @ .., _] if before.iter().all(known) => {
                Part { values: &part.values[before.len()..], ..part }
            }
            _ => part,
        };
        self.scalar(part, asked, at, scalar::boolean)
    }

    fn object(&mut self, part: Part<'a>, object: &'a Object, at: &At<'_>) -> Option<Value> {
        if self.has_own_value(part, at, "is a group of fields") {
            return Some(Value::Null);
        }
        let mut map = Map::new();
        for field in &object.fields {
            if let Some(value) = self.field(part, field, at) {
                map.insert(field.name.clone(), value);
            }
        }
        let other = match &object.rest {
            Rest::Ignored => return Some(Value::Object(map)),
            // The judge says that it is not known.
            Rest::Refused => &Type::Any,
            Rest::Typed(ty) => ty,
        };
        let is_known = |key: &str| {
            object
                .fields
                .iter()
                .any(|field| field.name == key || field.aliases.iter().any(|alias| alias == key))
        };
        for (key, part) in self.children(part) {
            if !is_known(key)
                && let Some(value) = self.read(part, other, Asked::default(), &at.key(key))
            {
                map.insert(key.to_owned(), value);
            }
        }
        Some(Value::Object(map))
    }

    fn field(&mut self, part: Part<'a>, field: &'a Field, at: &At<'_>) -> Option<Value> {
        let asked = Asked { empty: field.empty, file: field.file.as_ref() };
        let at = at.key(&field.name);
        let mut sent = self.child(part, &field.name);
        for alias in &field.aliases {
            if let Some(other) = self.child(part, alias) {
                if sent.is_some() {
                    let message = format!("was sent more than once: `{alias}` is another name of it");
                    return self.refuse(&at, "duplicate", message);
                }
                sent = Some(other);
            }
        }
        match sent {
            Some(part) => self.read(part, &field.ty, asked, &at),
            None if field.presence.is_required() => self.missing(&field.ty, asked, &at),
            None => None,
        }
    }

    /// What it means that nothing was sent for what must be there.
    fn missing(&mut self, ty: &'a Type, asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        match ty {
            Type::Ruled { of, .. } => self.missing(of, asked, at),
            Type::Ref { to } => self.missing(&self.types.get(to)?.request, asked, at),
            // A box that is not checked.
            Type::Boolean => Some(Value::Bool(false)),
            Type::List { count: None, .. } => Some(Value::Array(Vec::new())),
            Type::Map { .. } => Some(Value::Object(Map::new())),
            // So that every field of it is asked for by its own name.
            Type::Object(_) | Type::All { .. } | Type::Union { tag: Some(_), .. } => {
                self.read(Part::NOTHING, ty, asked, at)
            }
            _ => None,
        }
    }

    fn map(&mut self, part: Part<'a>, of: &'a Type, at: &At<'_>) -> Option<Value> {
        if self.has_own_value(part, at, "is a group of values, each with a name") {
            return Some(Value::Null);
        }
        let mut map = Map::new();
        for (key, part) in self.children(part) {
            if let Some(value) = self.read(part, of, Asked::default(), &at.key(key)) {
                map.insert(key.to_owned(), value);
            }
        }
        Some(Value::Object(map))
    }

    fn list(&mut self, part: Part<'a>, of: &'a Type, asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        // One empty text is how a form says that there is nothing in the list.
        let parts = if part.is_one_empty_text() { Vec::new() } else { self.elements(part, at)? };
        let mut values = Vec::with_capacity(parts.len());
        let mut sent = Vec::new();
        let is_nullable = self.is_nullable(of);
        for (index, part) in parts {
            let value = self.read(part, of, asked, &at.index(index));
            if let Some(value) = value.or(is_nullable.then_some(Value::Null)) {
                values.push(value);
                sent.push(index);
            }
        }
        if sent.iter().enumerate().any(|(index, sent)| index != *sent) {
            self.moved.push((at.path(), sent));
        }
        Some(Value::Array(values))
    }

    fn tuple(&mut self, part: Part<'a>, items: &'a [Type], asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        if part.is_nothing(self.tree) {
            return None;
        }
        let mut values = Vec::with_capacity(items.len());
        let parts = self.elements(part, at)?;
        for (place, (index, part)) in parts.into_iter().enumerate() {
            if index != place {
                return self.refuse(at, "type", format!("leaves out its element {place}"));
            }
            // The judge says that there are too many.
            let ty = items.get(place).unwrap_or(&Type::Any);
            values.push(self.read(part, ty, asked, &at.index(index)).unwrap_or(Value::Null));
        }
        Some(Value::Array(values))
    }

    /// What was sent for the elements of a list, with their indexes; `None` where it is no list.
    fn elements(&mut self, part: Part<'a>, at: &At<'_>) -> Option<Vec<(usize, Part<'a>)>> {
        if part.values.is_empty() {
            let mut parts = Vec::new();
            for (key, part) in self.children(part) {
                match name::index(key).filter(|index| *index <= self.limits.index) {
                    Some(index) => parts.push((index, part)),
                    None => {
                        let message =
                            format!("is no element: an index is a number from 0 to {}", self.limits.index);
                        self.refuse(&at.key(key), "type", message);
                    }
                }
            }
            parts.sort_unstable_by_key(|(index, _)| *index);
            return Some(parts);
        }
        if self.has_longer_names(part, at, "is a list of values") {
            return None;
        }
        let parts = part.values.chunks(1).map(|values| Part { values, node: None });
        Some(parts.enumerate().collect())
    }

    /// An enum whose variants a field tells apart.
    fn tagged(
        &mut self,
        part: Part<'a>,
        variants: &'a [Type],
        tag: &'a str,
        asked: Asked<'a>,
        at: &At<'_>,
    ) -> Option<Value> {
        if self.has_own_value(part, at, "is a group of fields") {
            return Some(Value::Null);
        }
        let name = match self.child(part, tag) {
            Some(Part { values: [Sent::Text(name)], node }) if self.is_leaf(node) => &**name,
            // The judge says that the tag is missing.
            None => return Some(Value::Object(Map::new())),
            Some(_) => {
                let nothing = self.refuse(&at.key(tag), "type", "must be one text, sent once");
                return nothing.map(|nothing| Value::Object(Map::from_iter([(tag.to_owned(), nothing)])));
            }
        };
        match variants.iter().find(|variant| self.has_tag(variant, tag, name, DEEPEST)) {
            Some(variant) => self.read(part, variant, asked, at),
            // The judge says which names there are.
            None => Some(Value::Object(Map::from_iter([(tag.to_owned(), Value::from(name))]))),
        }
    }

    /// Whether a variant is the one that a tag names.
    fn has_tag(&self, variant: &Type, tag: &str, name: &str, deepest: usize) -> bool {
        if deepest == 0 {
            return false;
        }
        let held = |ty: &Type| self.has_tag(ty, tag, name, deepest - 1);
        match variant {
            Type::Ruled { of, .. } => held(of),
            Type::Ref { to } => self.types.get(to).is_some_and(|definition| held(&definition.request)),
            Type::All { of } => of.iter().any(held),
            Type::Union { variants, .. } => variants.iter().any(held),
            Type::Object(object) => {
                let field = object.fields.iter().find(|field| field.name == tag);
                field.is_some_and(|field| match &field.ty {
                    Type::Literal { values, also } => {
                        also.any
                            || also.names.iter().any(|other| other == name)
                            || values.iter().any(|value| scalar::is_literal(name, value))
                    }
                    Type::String { .. } | Type::Any => true,
                    _ => false,
                })
            }
            _ => false,
        }
    }

    /// An enum whose variants differ by what they hold: the first that takes what was sent. Where a key names the variant
    /// (`keyed`), it is that one.
    fn untagged(
        &mut self,
        part: Part<'a>,
        variants: &'a [Type],
        keyed: bool,
        asked: Asked<'a>,
        at: &At<'_>,
    ) -> Option<Value> {
        if part.is_nothing(self.tree) {
            return None;
        }
        let is_named = |variant: &&Type| match variant {
            Type::Object(object) => match object.fields.as_slice() {
                [only] => std::iter::once(&only.name)
                    .chain(&only.aliases)
                    .any(|key| self.child(part, key).is_some()),
                _ => false,
            },
            _ => false,
        };
        if keyed && let Some(variant) = variants.iter().find(is_named) {
            return self.read(part, variant, asked, at);
        }
        let (issues, moved) = (self.issues.len(), self.moved.len());
        for variant in variants {
            if let Some(value) = self.read(part, variant, asked, at)
                && self.issues.len() == issues
                && judge::fits_form(self.types, variant, &value)
            {
                return Some(value);
            }
            self.issues.truncate(issues);
            self.moved.truncate(moved);
        }
        // The judge says that no variant fits.
        self.untyped(part, at)
    }

    /// A value that is of all these types at once.
    fn all(&mut self, part: Part<'a>, of: &'a [Type], asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        let mut all = Map::new();
        for ty in of {
            match self.read(part, ty, asked, at)? {
                Value::Object(map) => all.extend(map),
                other => return Some(other),
            }
        }
        Some(Value::Object(all))
    }

    /// What was sent, without a type to read it by: texts, lists of them and groups of them.
    fn untyped(&mut self, part: Part<'a>, at: &At<'_>) -> Option<Value> {
        if part.has_children(self.tree) {
            if self.has_own_value(part, at, "is a group of values") {
                return Some(Value::Null);
            }
            let mut map = Map::new();
            for (key, part) in self.children(part) {
                if let Some(value) = self.untyped(part, &at.key(key)) {
                    map.insert(key.to_owned(), value);
                }
            }
            return Some(Value::Object(map));
        }
        let mut texts = Vec::new();
        for value in part.values {
            match value {
                Sent::Text(text) => texts.push(Value::from(&**text)),
                Sent::File(_) => return self.refuse(at, "file", "takes no file"),
            }
        }
        if texts.len() > 1 { Some(Value::Array(texts)) } else { texts.pop() }
    }

    /// A file is its index: see `file.rs`.
    fn file(&mut self, part: Part<'a>, asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
        if self.has_longer_names(part, at, "is a file") {
            return Some(Value::Null);
        }
        let index = match part.values {
            [] => return None,
            [Sent::File(index)] => *index,
            // Without the right `enctype`, a browser sends the name of the file.
            [Sent::Text(text)] if text.is_empty() => return None,
            [Sent::Text(_)] if self.files.multipart => {
                return self.refuse(at, "file", "is a file, and a text was sent");
            }
            [Sent::Text(_)] => {
                let message = "is a file, which only a form with `enctype=\"multipart/form-data\"` can send";
                return self.refuse(at, "file", message);
            }
            [..] => return self.refuse(at, "duplicate", "takes one file"),
        };
        let file = &self.files.files[index];
        if file.is_none() {
            return None;
        }
        if let Some(wrong) = asked.file.and_then(|rules| super::accept::wrong(file, rules)) {
            return self.refuse(at, "file", wrong);
        }
        Some(Value::from(index))
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

    /// Whether a text or file was sent where names must go on: `k` where `k.x` is a field. An empty text stands for a group
    /// of which nothing was sent.
    fn has_own_value(&mut self, part: Part<'a>, at: &At<'_>, what: &str) -> bool {
        let longer = self.children(part).next().map(|(key, _)| longer_name(at, key));
        if part.values.is_empty() || (longer.is_none() && part.is_one_empty_text()) {
            return false;
        }
        let name = at.path().to_string();
        let message = match longer {
            Some(longer) => format!("was sent as `{name}` and as `{longer}`; send one of them"),
            None => format!("{what}; send them as `{name}.…`"),
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
        let (tree, node) = (self.tree, part.node?);
        tree.child(node, key).map(|id| Part { values: tree.values(id), node: Some(id) })
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

    fn is_nullable(&self, ty: &Type) -> bool {
        match ty {
            Type::Nullable { .. } => true,
            Type::Ruled { of, .. } => self.is_nullable(of),
            _ => false,
        }
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
mod tests {
    use rutter_contract::judge::{self, Types};
    use rutter_contract::{Empty, Field, IntegerWidth, Key, Object, Presence, Type};
    use serde_json::{Value, json};

    use super::{Files, read};
    use crate::form::{Limits, Pairs, tree::Tree};

    const U32: Type = Type::Integer { width: IntegerWidth::U32, non_zero: false };
    const TEXT: Type = Type::String { format: None };

    fn list(of: Type) -> Type {
        Type::List { of: Box::new(of), unique: false, count: None }
    }

    fn object<const N: usize>(fields: [(&str, Type); N]) -> Type {
        Type::Object(Object::new(fields.map(|(name, ty)| Field::new(name, ty)).into()))
    }

    fn optional(name: &str, ty: Type) -> Field {
        Field { presence: Presence::Optional, ..Field::new(name, ty.nullable()) }
    }

    /// The value, or what is wrong with it.
    fn answer(ty: &Type, sent: &str) -> Result<Value, Vec<String>> {
        let limits = Limits::DEFAULT;
        let pairs = Pairs::urlencoded(sent.as_bytes(), &limits).unwrap();
        let tree = Tree::of(&pairs, &limits).unwrap();
        let types = Types::new();
        let read = read(&tree, ty, &types, Files { files: &[], multipart: false }, &limits);
        let judged = judge::judge_form(&types, ty, &read.value);
        let value = read.value.clone();
        let issues = read.all_issues(judged);
        let issues: Vec<String> =
            issues.iter().map(|issue| format!("{}: {}", issue.path, issue.message)).collect();
        if issues.is_empty() { Ok(value) } else { Err(issues) }
    }

    #[test]
    fn groups_and_lists_nest() {
        let row = object([("name", TEXT), ("n", U32)]);
        let ty = object([("a", row.clone()), ("rows", list(row)), ("grid", list(list(U32)))]);
        let sent = "a.name=x&a[n]=1&rows[1].name=z&rows[1].n=3&rows.0.name=y&rows[0][n]=2&grid[0]=1&grid[0]=2&grid[1][0]=3";
        let expected = json!({
            "a": { "name": "x", "n": 1 },
            "rows": [{ "name": "y", "n": 2 }, { "name": "z", "n": 3 }],
            "grid": [[1, 2], [3]],
        });
        assert_eq!(answer(&ty, sent), Ok(expected));
    }

    #[test]
    fn a_union_takes_the_first_variant_that_fits() {
        let number = object([("n", U32)]);
        let text = object([("s", TEXT)]);
        let untagged = Type::Union { variants: vec![number, text, U32, TEXT], tag: None, keyed: false };
        let ty = object([("k", untagged)]);
        assert_eq!(answer(&ty, "k.n=5"), Ok(json!({ "k": { "n": 5 } })));
        assert_eq!(answer(&ty, "k.s=5"), Ok(json!({ "k": { "s": "5" } })));
        assert_eq!(answer(&ty, "k=5"), Ok(json!({ "k": 5 })));
        assert_eq!(answer(&ty, "k=x"), Ok(json!({ "k": "x" })));
        let wrong = "k: must be an object, a whole number from 0 to 4294967295 or a text";
        assert_eq!(answer(&ty, "k.n=x"), Err(vec![wrong.to_owned()]));
    }

    #[test]
    fn a_key_names_the_variant() {
        let variants =
            vec![Type::literal(["Unit"]), object([("X", object([("n", U32)]))]), object([("Y", TEXT)])];
        let ty = object([("k", Type::Union { variants, tag: None, keyed: true })]);
        assert_eq!(answer(&ty, "k=Unit"), Ok(json!({ "k": "Unit" })));
        assert_eq!(answer(&ty, "k.X.n=5"), Ok(json!({ "k": { "X": { "n": 5 } } })));
        assert_eq!(answer(&ty, "k[Y]=5"), Ok(json!({ "k": { "Y": "5" } })));
        let wrong = "k.X.n: must be a whole number from 0 to 4294967295";
        assert_eq!(answer(&ty, "k.X.n=x"), Err(vec![wrong.to_owned()]));
    }

    #[test]
    fn a_tag_names_the_variant() {
        let variant = |name: &str, field: (&str, Type)| object([("t", Type::literal([name])), field]);
        let variants = vec![variant("X", ("n", U32)), variant("Y", ("s", TEXT))];
        let ty = Type::Union { variants, tag: Some("t".to_owned()), keyed: false };
        assert_eq!(answer(&ty, "t=X&n=5"), Ok(json!({ "t": "X", "n": 5 })));
        assert_eq!(answer(&ty, "t=Y&s=5"), Ok(json!({ "t": "Y", "s": "5" })));
        assert_eq!(answer(&ty, "n=5"), Err(vec!["t: is required".to_owned()]));
        assert_eq!(answer(&ty, "t=Z"), Err(vec!["t: must be \"X\" or \"Y\"".to_owned()]));
    }

    #[test]
    fn what_is_optional_is_absent_where_it_is_empty() {
        let group = optional("group", object([("a", TEXT), ("b", U32)]));
        let kept = Field { empty: Some(Empty::Keep), ..optional("kept", TEXT) };
        let null = Field { empty: Some(Empty::Null), ..optional("null", TEXT) };
        let ty = Type::Object(Object::new(vec![group, optional("n", U32), optional("s", TEXT), kept, null]));
        let sent = "group.a=&group.b=&n=&s=&kept=&null=";
        assert_eq!(answer(&ty, sent), Ok(json!({ "kept": "", "null": null })));
        assert_eq!(answer(&ty, ""), Ok(json!({})));
        assert_eq!(answer(&ty, "group.a=&group.b=1"), Ok(json!({ "group": { "a": "", "b": 1 } })));
    }

    #[test]
    fn names_that_contradict_each_other_are_both_named() {
        let ty = object([("a", object([("b", TEXT)])), ("k", TEXT), ("l", list(TEXT))]);
        let wrong = answer(&ty, "a=1&a.b=2&k=1&k.x=2&l=1&l[0]=2").unwrap_err();
        assert_eq!(
            wrong,
            [
                "a: was sent as `a` and as `a.b`; send one of them",
                "k: was sent as `k` and as `k.x`; send one of them",
                "l: was sent as `l` and as `l[0]`; send one of them",
            ]
        );
    }

    #[test]
    fn maps_take_any_name() {
        let ty = Type::Map { key: Key::Text, of: Box::new(U32) };
        let ty = object([("m", ty)]);
        assert_eq!(answer(&ty, "m[a.b]=1&m.5000=2"), Ok(json!({ "m": { "a.b": 1, "5000": 2 } })));
        assert_eq!(answer(&ty, ""), Ok(json!({ "m": {} })));
    }

    #[test]
    fn indexes_may_have_gaps_which_errors_keep() {
        let ty = object([("rows", list(object([("n", list(U32))])))]);
        assert_eq!(
            answer(&ty, "rows[7].n=1&rows[3].n=2"),
            Ok(json!({ "rows": [{ "n": [2] }, { "n": [1] }] }))
        );
        let wrong =
            answer(&ty, "rows[3].n=1&rows[7].n[2]=1&rows[7].n[4]=x&rows[x].n=1&rows[1000].n=1").unwrap_err();
        assert_eq!(
            wrong,
            [
                "rows.x: is no element: an index is a number from 0 to 999",
                "rows.1000: is no element: an index is a number from 0 to 999",
                "rows[7].n[4]: must be a whole number from 0 to 4294967295",
            ]
        );
    }

    #[test]
    fn a_type_that_must_hold_itself_ends() {
        let ty = object([("a", Type::to("A"))]);
        let definition = rutter_contract::Definition {
            name: "A".to_owned(),
            doc: None,
            request: ty.clone(),
            response: None,
        };
        let types = Types::from([("A".to_owned(), definition)]);
        let (limits, pairs) = (Limits::DEFAULT, Pairs::default());
        let tree = Tree::of(&pairs, &limits).unwrap();
        let read = read(&tree, &ty, &types, Files { files: &[], multipart: false }, &limits);
        assert_eq!(read.issues.len(), 1);
    }
}
