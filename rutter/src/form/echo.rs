//! What a form sent, to fill it in again.

use std::collections::BTreeMap;

use rutter_contract::Type;
use rutter_contract::judge::Types;

use super::at::At;
use super::name;
use super::pairs::Sent;
use super::tree::{NodeId, Tree};
use crate::request::{held, plain};

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
        if !texts.is_empty() && types.iter().any(|ty| self.takes_text(ty)) {
            self.values.entry(at.path().to_string()).or_default().extend(texts);
        }
        for child in self.tree.children(id) {
            let key = self.tree.node(child).key;
            let held = held(&types, key);
            if held.is_secret() || held.types.is_empty() {
                continue;
            }
            match (held.fields.first(), name::index(key)) {
                (Some(field), _) => self.node(child, &held.types, &at.key(&field.name)),
                (None, Some(index)) if held.in_list => self.node(child, &held.types, &at.index(index)),
                (None, _) => self.node(child, &held.types, &at.key(key)),
            }
        }
    }

    /// Whether a text may stand for a value of a type, or for its elements. What was sent in the place of a group may be what
    /// one of its secret fields should hold, and the name of a file is none to fill in again.
    fn takes_text(&self, ty: &'a Type) -> bool {
        let any = |of: &mut dyn Iterator<Item = &'a Type>| {
            plain(self.types, of)
                .into_iter()
                .any(|ty| !matches!(ty, Type::List { .. }) && self.takes_text(ty))
        };
        match ty {
            Type::Object(_) | Type::Map { .. } | Type::Never | Type::File => false,
            Type::List { of, .. } => any(&mut std::iter::once(&**of)),
            Type::Tuple { items } => any(&mut items.iter()),
            _ => true,
        }
    }
}
