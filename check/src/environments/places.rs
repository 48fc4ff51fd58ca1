//! What is known of each place.

use rutter_syntax::graph::{Environment, ModuleId};

/// A module in an environment.
pub(super) type Place = (ModuleId, Environment);

/// A map by places. Modules are numbered from 0 on and most are in some environment, so it is a list.
#[derive(Debug)]
pub(super) struct PlaceMap<T>(Vec<Option<T>>);

const ENVIRONMENTS: usize = Environment::ALL.len();

fn index((module, environment): Place) -> usize {
    module.index() * ENVIRONMENTS + environment as usize
}

impl<T> PlaceMap<T> {
    pub(super) fn get(&self, place: Place) -> Option<&T> {
        self.0.get(index(place))?.as_ref()
    }

    pub(super) fn contains(&self, place: Place) -> bool {
        self.get(place).is_some()
    }

    /// Whether a module has a value in any environment.
    pub(super) fn has_module(&self, module: ModuleId) -> bool {
        Environment::ALL.into_iter().any(|environment| self.contains((module, environment)))
    }

    /// The room for a value, which is empty if there was none.
    pub(super) fn entry(&mut self, place: Place) -> &mut Option<T> {
        let index = index(place);
        if self.0.len() <= index {
            self.0.resize_with(index + ENVIRONMENTS, || None);
        }
        &mut self.0[index]
    }

    /// How many modules have a value in an environment.
    pub(super) fn count(&self, environment: Environment) -> usize {
        self.0.iter().skip(environment as usize).step_by(ENVIRONMENTS).flatten().count()
    }
}

impl<T> Default for PlaceMap<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}
