//! Which modules say that loading them does nothing.
//!
//! A package that states `"sideEffects": false` lets a bundler leave out those of its modules of which nothing is
//! used. Lists of files are not read: a module of such a package counts as having effects.

use std::sync::{PoisonError, RwLock};

use camino::Utf8Path;
use rustc_hash::FxHashMap;
use rutter_project::System;
use serde_json::Value;

use super::{ModuleGraph, ModuleId};

/// What is known of each folder: whether the nearest `package.json` states that its modules have no effects.
#[derive(Debug, Default)]
pub(super) struct SideEffects {
    folders: RwLock<FxHashMap<Box<str>, bool>>,
}

impl ModuleGraph {
    /// Whether a module's package states that loading the module does nothing, so that it is left out of a bundle
    /// unless something of it is used.
    #[must_use]
    pub fn is_free_of_side_effects(&self, module: ModuleId) -> bool {
        let module = &self[module];
        *module.is_free_of_side_effects.get_or_init(|| {
            module.path.parent().is_some_and(|folder| self.side_effects.are_none(&*self.system, folder))
        })
    }
}

impl SideEffects {
    fn are_none(&self, system: &dyn System, folder: &Utf8Path) -> bool {
        if let Some(known) = self.folders.read().unwrap_or_else(PoisonError::into_inner).get(folder.as_str())
        {
            return *known;
        }
        let answer = match system.read(&folder.join("package.json")) {
            Ok(contents) => states_none(&contents),
            Err(_) => folder.parent().is_some_and(|parent| self.are_none(system, parent)),
        };
        self.folders.write().unwrap_or_else(PoisonError::into_inner).insert(folder.as_str().into(), answer);
        answer
    }
}

fn states_none(package_json: &[u8]) -> bool {
    serde_json::from_slice::<Value>(package_json)
        .is_ok_and(|package| package.get("sideEffects") == Some(&Value::Bool(false)))
}
