//! What components always render and call: found once for each component, however many pages show it.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use rutter_syntax::facts::{FunctionId, Span};
use rutter_syntax::graph::{Environment, ModuleId};

/// A component, or a hook, and where its code runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Component {
    pub(crate) module: ModuleId,
    pub(crate) function: FunctionId,
    pub(crate) environment: Environment,
}

/// A component that another one renders, with the bytes there that lead to it.
pub(crate) type Inner = (Span, Component);

/// What is known of the components of an app. It depends on their code alone, so it does not matter who asks first.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    known: Mutex<FxHashMap<Component, Arc<[Inner]>>>,
}

impl Rendered {
    /// What a component renders, which `find` looks up if nobody has asked before.
    pub(crate) fn by(&self, component: Component, find: impl FnOnce() -> Vec<Inner>) -> Arc<[Inner]> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&component).cloned();
        known.unwrap_or_else(|| {
            let found: Arc<[Inner]> = find().into();
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.insert(component, Arc::clone(&found));
            found
        })
    }
}
