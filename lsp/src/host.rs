//! One app, and the last that is known of it.

use std::sync::{Arc, Mutex, PoisonError};

use rutter_project::{App, Workspace};

use crate::analysis::Analysis;
use crate::inputs::Inputs;

/// An app that somebody may ask about.
#[derive(Debug, Default)]
pub(crate) struct Host {
    latest: Mutex<Option<Arc<Analysis>>>,
}

impl Host {
    /// The app as it is with these inputs, or as it has become since: several may ask at once, and the first does the
    /// work. Takes long the first time.
    pub(crate) fn analysis(
        &self,
        inputs: &Inputs,
        workspace: &Arc<Workspace>,
        app: &Arc<App>,
    ) -> Arc<Analysis> {
        // What is inside is set as a whole, so work that panicked has broken nothing.
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let next = match &*latest {
            Some(known) if known.revision >= inputs.revision && Arc::ptr_eq(&known.workspace, workspace) => {
                return Arc::clone(known);
            }
            Some(known) => known.updated(inputs, workspace, app),
            None => Analysis::new(inputs, workspace, app),
        };
        let next = Arc::new(next);
        *latest = Some(Arc::clone(&next));
        next
    }

    /// What is known already, without any work.
    pub(crate) fn known(&self) -> Option<Arc<Analysis>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
