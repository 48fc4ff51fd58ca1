//! Objects of which some keys may be uncertain.

use std::collections::BTreeMap;
use std::rc::Rc;

use oxc_span::Span;

use super::{Static, Unknown};

/// The own properties of an object, in the order in which they were set.
#[derive(Debug, Clone, Default)]
pub(crate) struct Object<'a> {
    properties: Vec<(Rc<str>, Static<'a>)>,
    /// Where each key stands in `properties`.
    places: BTreeMap<Rc<str>, usize>,
    /// Set once something unknown may have set any key. Keys set after it are certain.
    open: Option<Unknown>,
}

/// What an object says of a key.
pub(crate) enum Lookup<'s, 'a> {
    Absent,
    Set(&'s Static<'a>),
    Uncertain(&'s Unknown),
}

impl<'a> Object<'a> {
    pub(crate) fn get(&self, key: &str) -> Lookup<'_, 'a> {
        match self.places.get(key) {
            Some(&place) => Lookup::Set(&self.properties[place].1),
            None => self.open.as_ref().map_or(Lookup::Absent, Lookup::Uncertain),
        }
    }

    /// The keys that are certainly set, in order.
    pub(crate) fn properties(&self) -> impl Iterator<Item = (&Rc<str>, &Static<'a>)> {
        self.properties.iter().map(|(key, value)| (key, value))
    }

    /// Why there may be keys that are not listed.
    pub(crate) fn open(&self) -> Option<&Unknown> {
        self.open.as_ref()
    }

    /// Sets a key. A key that was set before keeps its place, as in JavaScript.
    pub(crate) fn set(&mut self, key: Rc<str>, value: Static<'a>) {
        match self.places.get(&key) {
            Some(&place) => self.properties[place].1 = value,
            None => {
                self.places.insert(key.clone(), self.properties.len());
                self.properties.push((key, value));
            }
        }
    }

    /// Something unknown may have set any key.
    pub(crate) fn set_unknown(&mut self, unknown: Unknown) {
        self.properties.clear();
        self.places.clear();
        self.open = Some(unknown);
    }

    /// `{...self, ...other}`.
    pub(crate) fn assign(&mut self, other: &Object<'a>) {
        if let Some(unknown) = &other.open {
            self.set_unknown(unknown.clone());
        }
        for (key, value) in &other.properties {
            self.set(key.clone(), value.clone());
        }
    }

    /// The object that is one of `alternatives`: a key on which they agree is known, any other is one of several.
    pub(crate) fn one_of(alternatives: &[Rc<Object<'a>>], decides: &Unknown, span: Span) -> Object<'a> {
        let mut joined =
            Object { open: alternatives.iter().find_map(|one| one.open.clone()), ..Object::default() };
        for (key, _) in alternatives.iter().flat_map(|one| one.properties.iter()) {
            if joined.places.contains_key(key) {
                continue;
            }
            let values = alternatives
                .iter()
                .map(|one| match one.get(key) {
                    Lookup::Set(value) => value.clone(),
                    Lookup::Absent => Static::undefined(span),
                    Lookup::Uncertain(unknown) => Static::unknown(unknown.clone(), span),
                })
                .collect();
            joined.set(key.clone(), Static::one_of(values, decides.clone(), span));
        }
        joined
    }

    pub(super) fn is_same(&self, other: &Object<'a>) -> bool {
        self.open == other.open
            && self.properties.len() == other.properties.len()
            && self.properties.iter().all(|(key, value)| match other.get(key) {
                Lookup::Set(theirs) => value.is_same(theirs),
                Lookup::Absent | Lookup::Uncertain(_) => false,
            })
    }
}
