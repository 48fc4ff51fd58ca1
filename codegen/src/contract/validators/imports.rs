//! What a module imports, noted where its code is written.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::super::names::Names;
use super::node::Types;

/// The names that a module takes from others.
#[derive(Debug)]
pub(super) struct Imports {
    /// What each function of the library's runtime file is called here.
    names: BTreeMap<&'static str, String>,
    /// Those that are called.
    helpers: RefCell<BTreeSet<&'static str>>,
    /// The names of `types.gen.ts` that are written.
    types: RefCell<BTreeSet<String>>,
}

impl Imports {
    /// None yet. What a type or schema is called already takes another name here.
    pub(super) fn new(helpers: &[&'static str], taken: &mut Names) -> Self {
        Self {
            names: helpers.iter().map(|helper| (*helper, taken.imported(helper))).collect(),
            helpers: RefCell::default(),
            types: RefCell::default(),
        }
    }

    /// A function or type of the library's runtime file.
    pub(super) fn helper(&self, name: &'static str) -> &str {
        self.helpers.borrow_mut().insert(name);
        self.names.get(name).map_or(name, String::as_str)
    }

    /// Types whose text is written.
    pub(super) fn types(&self, types: &Types) {
        self.types.borrow_mut().extend(types.names.iter().cloned());
    }

    /// The import of the runtime file. `is_type` says of a name whether it is one of a type.
    pub(super) fn helpers(&self, is_type: impl Fn(&str) -> bool) -> Vec<String> {
        let import = |helper: &&'static str| {
            let keyword = if is_type(helper) { "type " } else { "" };
            match self.names.get(helper) {
                Some(name) if name != helper => format!("{keyword}{helper} as {name}"),
                _ => format!("{keyword}{helper}"),
            }
        };
        let mut imports: Vec<String> = self.helpers.borrow().iter().map(import).collect();
        imports.sort();
        imports
    }

    /// The import of `types.gen.ts`.
    pub(super) fn of_types(&self) -> Vec<String> {
        self.types.borrow().iter().cloned().collect()
    }
}
