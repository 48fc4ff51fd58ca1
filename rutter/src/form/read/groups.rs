//! Values under longer names: objects and maps.

use rutter_contract::judge::aliased_message;
use rutter_contract::{Field, Object, Rest, Type};
use serde_json::{Map, Value};

use super::{Asked, At, Part, Reader, longer_name};
use crate::form::pairs::Sent;
use crate::form::tree::NodeId;

impl<'a> Reader<'a> {
    pub(super) fn object(&mut self, part: Part<'a>, object: &'a Object, at: &At<'_>) -> Option<Value> {
        if self.has_own_value(part, at, "is a group of fields") {
            return Some(Value::Null);
        }
        let mut map = Map::with_capacity(object.fields.len());
        let mut last = None;
        for field in &object.fields {
            if let Some(value) = self.field(part, field, &mut last, at) {
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

    /// The value of a field. `last` is where the field before it was found.
    fn field(
        &mut self,
        part: Part<'a>,
        field: &'a Field,
        last: &mut Option<NodeId>,
        at: &At<'_>,
    ) -> Option<Value> {
        let asked = Asked { empty: field.empty, file: field.file.as_ref() };
        let at = at.key(&field.name);
        let found = part.node.and_then(|node| self.tree.child_after(last, node, &field.name));
        let mut sent = found.map(|id| self.part(id));
        let mut name = &field.name;
        for alias in &field.aliases {
            if let Some(other) = self.child(part, alias) {
                if sent.is_some() {
                    return self.refuse(&at, "duplicate", aliased_message(name, alias));
                }
                (name, sent) = (alias, Some(other));
            }
        }
        match sent {
            Some(part) => self.read(part, &field.ty, asked, &at),
            None if field.presence.is_required() => self.missing(&field.ty, asked, &at),
            None => None,
        }
    }

    /// What it means that nothing was sent for what must be there.
    pub(super) fn missing(&mut self, ty: &'a Type, asked: Asked<'a>, at: &At<'_>) -> Option<Value> {
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

    pub(super) fn map(&mut self, part: Part<'a>, of: &'a Type, at: &At<'_>) -> Option<Value> {
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

    /// What was sent, without a type to read it by: texts, lists of them and groups of them.
    pub(super) fn untyped(&mut self, part: Part<'a>, at: &At<'_>) -> Option<Value> {
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

    /// Whether a text or file was sent where names must go on: `k` where `k.x` is a field. An empty text stands for a group
    /// of which nothing was sent.
    pub(super) fn has_own_value(&mut self, part: Part<'a>, at: &At<'_>, what: &str) -> bool {
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
}
