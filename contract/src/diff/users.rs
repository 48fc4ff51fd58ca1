//! Which endpoints, forms and pages a named type is used by.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::contract::Contract;
use crate::ty::{Key, Type};

use super::walk::{Pair, Position};

/// A named type, before and after, as it is used somewhere.
pub(super) type Use<'c> = (Pair<'c>, Position);

/// Who holds a type: something that has a name for readers, or another type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holder<'c> {
    Root(String),
    Type(Use<'c>),
}

/// From each type to those who hold it.
#[derive(Default)]
pub(super) struct Users<'c> {
    holders: BTreeMap<Use<'c>, BTreeSet<Holder<'c>>>,
}

impl<'c> Users<'c> {
    /// Notes who holds a type, and says whether the type is new.
    pub(super) fn hold(&mut self, holder: Option<Holder<'c>>, held: Use<'c>) -> bool {
        let is_new = !self.holders.contains_key(&held);
        self.holders.entry(held).or_default().extend(holder);
        is_new
    }

    /// The types that are held so far, in the way in which they are.
    pub(super) fn held(&self) -> Vec<Use<'c>> {
        self.holders.keys().copied().collect()
    }

    /// Everything with a name that a type is reached from.
    pub(super) fn of(&self, held: Use<'c>) -> Vec<String> {
        let (mut roots, mut seen) = (BTreeSet::new(), BTreeSet::from([held]));
        let mut queue = vec![held];
        while let Some(held) = queue.pop() {
            for holder in self.holders.get(&held).into_iter().flatten() {
                match holder {
                    Holder::Root(name) => drop(roots.insert(name.clone())),
                    Holder::Type(outer) if seen.insert(*outer) => queue.push(*outer),
                    Holder::Type(_) => {}
                }
            }
        }
        roots.into_iter().collect()
    }
}

/// Every type that something of a contract uses.
pub(super) fn used(contract: &Contract) -> BTreeSet<&str> {
    let mut queue = Vec::new();
    for endpoint in &contract.endpoints {
        let bodies = endpoint.responses.values().flat_map(|response| &response.bodies);
        bodies.chain(endpoint.body.iter().map(|body| &body.ty)).for_each(|ty| refs(ty, &mut queue));
    }
    let params = contract.params.values().flat_map(|params| &params.fields);
    let search = contract.search.values().flat_map(|search| &search.fields);
    params.chain(search).for_each(|field| refs(&field.ty, &mut queue));
    queue.extend(contract.forms.iter().map(String::as_str));
    let mut names = BTreeSet::new();
    while let Some(name) = queue.pop() {
        let Some(definition) = contract.types.get(name) else { continue };
        if names.insert(name) {
            refs(&definition.request, &mut queue);
            refs(definition.response(), &mut queue);
        }
    }
    names
}

/// Adds the types that a type refers to.
fn refs<'c>(ty: &'c Type, to: &mut Vec<&'c str>) {
    if let Type::Ref { to: name } = ty {
        to.push(name);
    }
    ty.parts().into_iter().for_each(|part| refs(part, to));
}

/// Whether a type holds another without a reference to it: what is flattened and what is a key is written out where it is used.
pub(super) fn writes_out(ty: &Type, other: &Type) -> bool {
    let here = match (ty, other) {
        (Type::Map { key: Key::Names(names), .. }, Type::Literal { values, .. }) => {
            let is_name =
                |value: &Value| value.as_str().is_some_and(|value| names.iter().any(|name| name == value));
            names.len() == values.len() && values.iter().all(is_name)
        }
        (Type::Object(object), Type::Object(flattened)) => {
            !flattened.fields.is_empty() && flattened.fields.iter().all(|field| object.fields.contains(field))
        }
        (Type::All { of }, Type::Union { .. }) => of.contains(other),
        _ => false,
    };
    here || ty.parts().into_iter().any(|part| writes_out(part, other))
}
