//! One app, and the last that is known of it.

use std::sync::{Arc, Mutex, PoisonError};

use rutter_project::{App, Workspace};

use crate::analysis::Analysis;
use crate::snapshot::{Failure, Snapshot};

/// An app that somebody may ask about.
#[derive(Debug, Default)]
pub(crate) struct Host {
    latest: Mutex<Option<Arc<Analysis>>>,
}

impl Host {
    /// The app as it is with the inputs of a snapshot, or as it has become since: several may ask at once, and the first does
    /// the work. Takes long the first time.
    ///
    /// # Errors
    /// If the request was cancelled while another one did the work.
    pub(crate) fn analysis(
        &self,
        snapshot: &Snapshot,
        workspace: &Arc<Workspace>,
        app: &Arc<App>,
    ) -> Result<Arc<Analysis>, Failure> {
        // What is inside is set as a whole, so work that panicked has broken nothing.
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        snapshot.cancel.check()?;
        if let Some(known) = &*latest
            && known.revision >= snapshot.inputs.revision
            && Arc::ptr_eq(&known.workspace, workspace)
        {
            return Ok(Arc::clone(known));
        }
        // The newest inputs: nobody asks any more what was between.
        let inputs = snapshot.current.now();
        let next = snapshot.workers.near.install(|| match &*latest {
            Some(known) => known.updated(&inputs, workspace, app),
            None => {
                let _reading = snapshot.notices.reading(&app.name);
                Analysis::new(&inputs, workspace, app)
            }
        });
        let next = Arc::new(next);
        *latest = Some(Arc::clone(&next));
        Ok(next)
    }

    /// What is known already, without any work.
    pub(crate) fn known(&self) -> Option<Arc<Analysis>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
