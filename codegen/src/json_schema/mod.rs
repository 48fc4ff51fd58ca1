//! The types of a contract as JSON Schema, draft 2020-12.
//!
//! A schema refuses what the server refuses, as far as keywords can say it, and takes every value in the form in which the
//! contract has it. Liberties that serde takes with requests (other names of fields, positional lists, names as keys) are not in
//! it. What no keyword says is in the description. Formats are written only where they mean exactly what the contract asks:
//! `email` and `uri` are not, because what is a valid address to one library is none to the next.
//!
//! A type that requests and responses have in two forms is two schemas, `Booking` and `BookingInput`.

mod names;
mod object;
mod rules;
mod shape;
mod texts;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::{Contract, Definition, Type};

use crate::contract::references;
use crate::json::{Json, Members};

pub use names::Direction;
pub(crate) use names::{Names, component};

/// The dialect, as `$schema` names it.
pub const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schemas of a contract's types.
pub struct Schemas<'a> {
    contract: &'a Contract,
    /// Where references to a named schema point: `#/$defs/`.
    folder: &'static str,
    names: BTreeMap<(&'a str, Direction), String>,
}

impl<'a> Schemas<'a> {
    /// The schemas of JSON Schema documents.
    pub fn new(contract: &'a Contract) -> Self {
        Self::at(contract, "#/$defs/")
    }

    /// The schemas of a document that has them elsewhere.
    pub(crate) fn at(contract: &'a Contract, folder: &'static str) -> Self {
        let names = names::of(contract, &|path, direction| {
            let definition = &contract.types[path];
            let by_path = |path: &str, _| format!("<{path}>");
            let writer =
                shape::Writer { contract, direction, name: &by_path, folder: "", open: RefCell::default() };
            Json::from(writer.schema(names::target(definition, direction))).to_string()
        });
        Self { contract, folder, names }
    }

    /// Every schema that is in use, by name.
    pub fn all(&self) -> Members {
        let mut all: BTreeMap<&str, Json> = BTreeMap::new();
        for (&(path, direction), name) in &self.names {
            if !all.contains_key(name.as_str()) {
                all.insert(name, self.named(path, direction).into());
            }
        }
        all.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
    }

    /// The types of which there are schemas, by the name of the schema.
    pub(crate) fn types(&self) -> impl Iterator<Item = (&str, &'a Type)> {
        let types = &self.contract.types;
        self.names
            .iter()
            .map(|(&(path, direction), name)| (name.as_str(), names::target(&types[path], direction)))
    }

    /// A type as a schema, where the named ones are at hand.
    pub fn schema(&self, ty: &Type, direction: Direction) -> Members {
        self.write(direction, |writer| writer.schema(ty))
    }

    /// A named type as a document of its own, with what it refers to; `None`: the contract has no such type.
    pub fn standalone(&self, path: &str, direction: Direction) -> Option<Json> {
        let (path, _) = self.contract.types.get_key_value(path)?;
        let mut all = Members::default().with("$schema", DIALECT);
        for (key, value) in self.named(path, direction) {
            all.set(&key, value);
        }
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = references(names::target(&self.contract.types[path], direction));
        let mut needed: BTreeMap<String, Json> = BTreeMap::new();
        while let Some(path) = open.pop() {
            let Some((path, definition)) = self.contract.types.get_key_value(path) else { continue };
            if seen.insert(path) {
                needed.insert(self.name(path, direction), self.named(path, direction).into());
                open.extend(references(names::target(definition, direction)));
            }
        }
        if !needed.is_empty() {
            all.set("$defs", needed.into_iter().collect::<Members>());
        }
        Some(all.into())
    }

    fn named(&self, path: &str, direction: Direction) -> Members {
        let definition: &Definition = &self.contract.types[path];
        self.write(direction, |writer| writer.definition(definition))
    }

    pub(crate) fn write<T>(&self, direction: Direction, write: impl FnOnce(&shape::Writer<'_>) -> T) -> T {
        let name = |path: &str, direction| self.name(path, direction);
        write(&shape::Writer {
            contract: self.contract,
            direction,
            name: &name,
            folder: self.folder,
            open: RefCell::default(),
        })
    }

    fn name(&self, path: &str, direction: Direction) -> String {
        match self.names.get(&(path, direction)) {
            Some(name) => name.clone(),
            // A form that nothing uses is asked for by hand.
            None => self.contract.types.get(path).map_or_else(|| path.to_owned(), |of| component(&of.name)),
        }
    }
}

/// A named type as a schema, with the names that the others have under `$defs`.
pub(crate) fn definition(
    contract: &Contract,
    definition: &Definition,
    direction: Direction,
    name: &dyn Fn(&str, Direction) -> String,
) -> Members {
    shape::Writer { contract, direction, name, folder: "#/$defs/", open: RefCell::default() }
        .definition(definition)
}

/// The document of all types of a contract, as the text of a file that carries Rutter's mark.
pub fn document(contract: &Contract) -> String {
    let document = Members::default().with("$schema", DIALECT).with("$defs", Schemas::new(contract).all());
    crate::file::json_text("$comment", document)
}

pub(crate) use rules::described;
pub(crate) use shape::of_list;
