//! What the derive macros record of a type because its JSON Schema leaves it out or gets it wrong.

use std::collections::BTreeMap;

use crate::rule::{Check, Rule};
use crate::ty::{Empty, FileRules, Key};

/// What is known of a type besides its JSON Schema.
///
/// A struct with `#[serde(transparent)]` has no notes: `schemars` takes it for the type that it holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// The wire names that requests use, in the order of declaration; without flattened fields and those that are not read.
    pub order: &'static [&'static str],
    /// serde also reads a list of the values in `order`, at least so many of them: those up to the last without
    /// `#[serde(default)]`, of the field or of the struct. `None` for enums, tuple structs and structs with a flattened field.
    pub positional: Option<u64>,
    /// The `schema_id` of the types of flattened fields (`<T as schemars::JsonSchema>::schema_id()`), whose notes hold here too.
    pub flattened: Vec<String>,
    /// Fields by the wire name that requests use; those without a name, the only one of a newtype among them, by their index.
    pub fields: BTreeMap<String, FieldNotes>,
    /// Variants by the wire name that requests use.
    pub variants: BTreeMap<String, VariantNotes>,
    /// The key and value that `#[serde(tag = "..")]` on a struct writes; requests need not have it.
    pub struct_tag: Option<(String, String)>,
    /// `#[serde(tag = "..")]` of an enum: the key that tells the variants apart.
    pub tag: Option<String>,
    /// `#[serde(content = "..")]` of an enum: the key that holds the variant's data.
    pub content: Option<String>,
    /// Keys that are not declared are an error, though the schema does not say so.
    pub closed: bool,
    /// The rules of the value as a whole: those of a newtype's only field, and functions that check a whole struct.
    pub rules: Vec<Rule>,
    /// A field is checked by rules that nobody derived: an implementation of `Validate` that was written by hand.
    pub by_hand: bool,
}

/// What is known of a field besides its JSON Schema.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldNotes {
    /// The name of the field in Rust, where it differs: `validator` knows no other.
    pub rust: Option<String>,
    /// The wire name that responses use, where it is another. Needed where the field has rules or another note.
    pub response_name: Option<String>,
    /// What may be a key of each map that the field's type holds, outermost and leftmost first, other than by reference to
    /// a type of the contract: JSON Schema loses the widths of integers and `bool`. Needed where a map may be held.
    pub keys: Vec<Key>,
    /// All `#[validate]` rules of the field.
    pub rules: Vec<Rule>,
    /// Other names that a request may use.
    pub aliases: Vec<String>,
    /// The value is never shown again.
    pub secret: bool,
    /// Responses leave the field out where it would be null: `#[serde(skip_serializing_if = "Option::is_none")]` of an
    /// `Option` of something that is never null itself.
    pub never_null: bool,
    /// What an empty text of a form means.
    pub empty: Option<Empty>,
    /// What is asked of a file.
    pub file: Option<FileRules>,
}

/// What is known of a variant besides its JSON Schema.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VariantNotes {
    /// Other names that a request may use.
    pub aliases: Vec<String>,
    /// `#[serde(other)]`: takes every name that no other variant has.
    pub other: bool,
    /// Has no data. Requests may then send it as `{"Name": null}` where the enum has no tag.
    pub unit: bool,
    /// Of a variant with named fields, as in [`Notes`].
    pub order: &'static [&'static str],
    /// Of a variant with named fields, as in [`Notes`].
    pub flattened: Vec<String>,
    /// The fields of its data, as in [`Notes`].
    pub fields: BTreeMap<String, FieldNotes>,
}

impl Notes {
    /// The notes of a field, made if need be.
    pub fn field(&mut self, wire_name: &str) -> &mut FieldNotes {
        self.fields.entry(wire_name.to_owned()).or_default()
    }

    /// The notes of a variant, made if need be.
    pub fn variant(&mut self, wire_name: &str) -> &mut VariantNotes {
        self.variants.entry(wire_name.to_owned()).or_default()
    }

    /// The notes of a newtype's only field, where it has some.
    pub fn newtype(&self) -> Option<&FieldNotes> {
        let is_struct = !self.order.is_empty() || !self.flattened.is_empty();
        self.fields.get("0").filter(|_| !is_struct)
    }

    /// Adds a rule of the value as a whole.
    pub fn rule(&mut self, check: Check, message: Option<&str>, code: Option<&str>) {
        self.rules.push(Rule::stated(check, message, code));
    }
}

impl FieldNotes {
    /// Adds a rule.
    pub fn rule(&mut self, check: Check, message: Option<&str>, code: Option<&str>) {
        self.rules.push(Rule::stated(check, message, code));
    }
}

impl VariantNotes {
    /// The notes of a field, made if need be.
    pub fn field(&mut self, wire_name: &str) -> &mut FieldNotes {
        self.fields.entry(wire_name.to_owned()).or_default()
    }
}
