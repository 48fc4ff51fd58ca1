//! What a form sent, to fill it in again.

use std::collections::BTreeMap;

use rutter_contract::judge::Types;
use rutter_contract::{Field, Object, Rest, Type};

use super::at::At;
use super::name;
use super::pairs::Sent;
use super::tree::{NodeId, Tree};
use crate::request::plain;

/// The texts as they were sent, by the path of the field. Neither files, nor what stands in a secret field, nor names that
/// the form does not have: such a name may be a secret one that was misspelt.
pub(super) fn echo(tree: &Tree<'_>, ty: &Type, types: &Types) -> BTreeMap<String, Vec<String>> {
    let mut echo = Echo { tree, types, values: BTreeMap::new() };
    echo.node(Tree::ROOT, &[ty], &At::ROOT);
    echo.values
}

struct Echo<'a> {
    tree: &'a Tree<'a>,
    types: &'a Types,
    values: BTreeMap<String, Vec<String>>,
}

impl<'a> Echo<'a> {
    /// Adds what was sent for a value that may be of any of these types. There are several in enums; what is secret in one of
    /// them is secret.
    fn node(&mut self, id: NodeId, types: &[&'a Type], at: &At<'_>) {
        let types = plain(self.types, types.iter().copied());
        let texts: Vec<String> = self
            .tree
            .values(id)
            .iter()
            .filter_map(|value| match value {
                Sent::Text(text) => Some(text.clone().into_owned()),
                Sent::File(_) => None,
            })
            .collect();
        // The name of a file, where a form has the wrong `enctype`, is none to fill in again.
        let is_file = types.iter().any(|ty| matches!(ty, Type::File));
        if !texts.is_empty() && !is_file && at.depth > 0 {
            self.values.entry(at.path().to_string()).or_default().extend(texts);
        }
        for child in self.tree.children(id) {
            let key = self.tree.node(child).key;
            let mut held = Held::default();
            for ty in &types {
                held.add(ty, key);
            }
            if held.secret || held.types.is_empty() {
                continue;
            }
            match (held.name, name::index(key)) {
                (None, Some(index)) if held.in_list => self.node(child, &held.types, &at.index(index)),
                (name, _) => self.node(child, &held.types, &at.key(name.unwrap_or(key))),
            }
        }
    }
}

/// What some types have under a key.
#[derive(Default)]
struct Held<'a> {
    types: Vec<&'a Type>,
    /// The name of the field, which may have been sent under another one.
    name: Option<&'a str>,
    secret: bool,
    in_list: bool,
}

impl<'a> Held<'a> {
    fn add(&mut self, ty: &'a Type, key: &str) {
        match ty {
            Type::Object(object) => self.add_field(object, key),
            Type::Map { of, .. } => self.types.push(of),
            Type::List { of, .. } => {
                self.in_list = true;
                self.types.push(of);
            }
            Type::Tuple { items } => {
                self.in_list = true;
                self.types.extend(name::index(key).and_then(|index| items.get(index)));
            }
            Type::Any => self.types.push(&Type::Any),
            _ => {}
        }
    }

    fn add_field(&mut self, object: &'a Object, key: &str) {
        let is_named = |field: &&Field| field.name == key || field.aliases.iter().any(|alias| alias == key);
        match (object.fields.iter().find(is_named), &object.rest) {
            (Some(field), _) => {
                self.secret |= field.secret;
                self.name = Some(&field.name);
                self.types.push(&field.ty);
            }
            (None, Rest::Typed(ty)) => self.types.push(ty),
            (None, Rest::Ignored | Rest::Refused) => {}
        }
    }
}
