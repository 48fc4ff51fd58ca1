//! The notes that hold where a schema is read.

use std::collections::BTreeMap;

use crate::notes::{FieldNotes, Notes, VariantNotes};

use super::Source;

/// The notes of a type and of those that are flattened into it, its own first.
pub(super) struct Scope<'a> {
    pub(super) own: &'a Notes,
    all: Vec<&'a Notes>,
    /// The fields of the object that is read.
    fields: Vec<&'a BTreeMap<String, FieldNotes>>,
    order: Vec<&'a str>,
}

impl<'a> Scope<'a> {
    pub(super) fn of(notes: &'a Notes, source: &'a Source) -> Self {
        let mut all = vec![notes];
        let mut at = 0;
        while let Some(notes) = all.get(at) {
            for id in &notes.flattened {
                let found = source.types.values().find(|known| known.id == *id).map(|known| &known.notes);
                // Each once: a type may be flattened into itself, by way of another.
                all.extend(found.filter(|found| !all.iter().any(|known| std::ptr::eq(*known, *found))));
            }
            at += 1;
        }
        let variant_orders =
            all.iter().flat_map(|notes| notes.variants.values()).flat_map(|variant| variant.order);
        let order = all.iter().flat_map(|notes| notes.order).chain(variant_orders).copied().collect();
        let structs = all.iter().map(|notes| &notes.fields);
        // The fields of variants that nothing names (`#[serde(untagged)]`).
        let variants = all.iter().flat_map(|notes| notes.variants.values()).map(|variant| &variant.fields);
        Self { own: notes, fields: structs.chain(variants).collect(), all, order }
    }

    /// The notes where the data of a variant is read.
    pub(super) fn variant(&self, variant: &'a VariantNotes) -> Self {
        let all = self.all.clone();
        Self { own: self.own, all, fields: vec![&variant.fields], order: variant.order.to_vec() }
    }

    /// The notes of a field, by the name that requests or responses use.
    pub(super) fn field(&self, name: &str, request: bool) -> Option<&'a FieldNotes> {
        if request {
            return self.fields.iter().find_map(|fields| fields.get(name));
        }
        let renamed = |(_, field): &(&String, &FieldNotes)| field.response_name.as_deref() == Some(name);
        let by_name = |fields: &&'a BTreeMap<String, FieldNotes>| {
            fields.get(name).filter(|field| field.response_name.is_none())
        };
        self.fields
            .iter()
            .find_map(by_name)
            .or_else(|| self.fields.iter().find_map(|fields| Some(fields.iter().find(renamed)?.1)))
    }

    /// Where a field stands among the others, by the name that requests or responses use.
    pub(super) fn position(&self, name: &str, request: bool) -> usize {
        let here = |known: &&str| {
            let noted = || self.fields.iter().find_map(|fields| fields.get(*known)?.response_name.as_deref());
            if request { *known == name } else { noted().unwrap_or(known) == name }
        };
        self.order.iter().position(here).unwrap_or(usize::MAX)
    }

    pub(super) fn variant_notes(&self, name: &str) -> Option<&'a VariantNotes> {
        self.all.iter().find_map(|notes| notes.variants.get(name))
    }

    /// The key that tells the variants of an enum apart.
    pub(super) fn tag(&self) -> Option<&'a str> {
        self.all.iter().find_map(|notes| notes.tag.as_deref())
    }

    /// The key that holds the data of an enum's variant.
    pub(super) fn content(&self) -> Option<&'a str> {
        self.all.iter().find_map(|notes| notes.content.as_deref())
    }
}
