//! Which endpoints, forms and pages a named type is used by.

use std::collections::{BTreeMap, BTreeSet};

use crate::contract::Contract;
use crate::ty::{Rest, Type};

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
    match ty {
        Type::Ref { to: name } => to.push(name),
        Type::Nullable { of } | Type::List { of, .. } | Type::Map { of, .. } | Type::Ruled { of, .. } => {
            refs(of, to);
        }
        Type::Tuple { items: types } | Type::All { of: types } | Type::Union { variants: types, .. } => {
            types.iter().for_each(|ty| refs(ty, to));
        }
        Type::Object(object) => {
            object.fields.iter().for_each(|field| refs(&field.ty, to));
            if let Rest::Typed(ty) = &object.rest {
                refs(ty, to);
            }
        }
        _ => {}
    }
}
