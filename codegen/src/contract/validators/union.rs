//! Values of one of several types: the schema that a value is meant for is chosen as the readers choose it.

use std::collections::BTreeMap;

use rutter_contract::judge::{Kind as ValueKind, choice_message, is_single, kind, names, tag_of};
use rutter_contract::{Presence, Type};
use serde_json::Value;

use super::super::names::pascal;
use super::super::read::{Choice, is_mixed, takes_null};
use super::build::{Build, Place};
use super::node::{Kind, Node, Simple};
use crate::writer::quote;

pub(super) fn choice<'a>(
    ty: &'a Type,
    variants: &'a [Type],
    tag: Option<&'a str>,
    keyed: bool,
) -> Choice<'a> {
    Choice { ty, variants, tag, keyed }
}

impl<'a> Build<'a> {
    pub(super) fn union(&mut self, choice: Choice<'a>, place: Place<'a, '_>) -> Option<Kind> {
        match choice.tag {
            _ if !choice.decides() && (choice.tag.is_some() || choice.keyed) => None,
            Some(tag) => self.tagged(choice, tag, place),
            None => self.chosen(choice, place),
        }
    }

    /// A field says which variant is meant. Each has to be an object of its own.
    fn tagged(&mut self, choice: Choice<'a>, tag: &str, place: Place<'a, '_>) -> Option<Kind> {
        let mut tags: Vec<Value> = Vec::new();
        let mut options = Vec::new();
        for variant in choice.variants {
            let (values, also) = tag_of(variant, tag)?;
            let is_new = |value: &Value| value.is_string() && !tags.contains(value);
            if !also.is_nothing() || !values.iter().all(is_new) || !has_tag(variant, tag) {
                return None;
            }
            tags.extend(values.iter().cloned());
            let name = values.first().and_then(Value::as_str).map_or_else(String::new, pascal);
            let place = Place { hint: &format!("{}{name}", place.hint), ..place };
            let node = match variant {
                Type::All { of } => {
                    Node { kind: Kind::Object(self.merged(of, place)?), types: self.types(variant) }
                }
                variant => self.node(variant, place),
            };
            if !matches!(&node.kind, Kind::Object(shape) if shape.matches.is_empty()) {
                return None;
            }
            options.push(node);
        }
        let (message, otherwise) = (choice_message(&tags), self.message(choice.ty));
        Some(Kind::Variant { tag: tag.to_owned(), options, message, otherwise })
    }

    /// A key or the kind of a value says which variant is meant.
    fn chosen(&mut self, choice: Choice<'a>, place: Place<'a, '_>) -> Option<Kind> {
        let types = &self.agreement.contract.types;
        let mut cases = Vec::new();
        for variant in choice.variants.iter().filter(|_| choice.keyed) {
            let Type::Object(object) = variant else { continue };
            if !is_single(object) {
                continue;
            }
            let (is_object, has) = (self.local.helper("isObject"), self.local.helper("has"));
            let there: Vec<String> =
                names(object).map(|name| format!("{has}(value, {})", quote(name))).collect();
            let there = if there.len() == 1 { there.concat() } else { format!("({})", there.join(" || ")) };
            let name = names(object).next().map(pascal).unwrap_or_default();
            let node = self.node(variant, Place { hint: &format!("{}{name}", place.hint), ..place });
            cases.push((format!("{is_object}(value) && {there}"), node));
        }
        let mut by_kind: BTreeMap<ValueKind, Vec<(usize, &'a Type)>> = BTreeMap::new();
        for (at, variant) in choice.free() {
            if is_mixed(variant, types, 0) {
                return None;
            }
            by_kind.entry(kind(variant, types)?).or_default().push((at, variant));
        }
        if choice.free().iter().any(|(_, variant)| takes_null(variant, types, 0)) {
            let null = Kind::Simple { what: Simple::Null, message: self.message(&Type::Null) };
            cases.push(("value === null".to_owned(), Node { kind: null, types: self.types(&Type::Null) }));
        }
        for (kind, variants) in by_kind {
            let mut options: Vec<Node> = Vec::new();
            for (at, variant) in &variants {
                options.push(self.node(variant, Place { hint: &format!("{}{at}", place.hint), ..place }));
            }
            let node = match options.len() {
                1 => options.swap_remove(0),
                // Each way to read a part would be tried again for each way to read the whole.
                _ if self.local.is_recursive(place.owner) => return None,
                _ => Node {
                    kind: Kind::First { options, message: self.message(choice.ty) },
                    types: self.types(choice.ty),
                },
            };
            cases.push((self.local.is_kind(kind), node));
        }
        Some(Kind::Choose { cases, message: self.message(choice.ty) })
    }
}

/// Whether an object cannot be without its tag.
fn has_tag(variant: &Type, tag: &str) -> bool {
    match variant {
        Type::Object(object) => {
            object.fields.iter().any(|field| field.name == tag && field.presence == Presence::Required)
        }
        Type::All { of } => of.iter().any(|part| has_tag(part, tag)),
        _ => false,
    }
}
