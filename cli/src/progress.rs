//! A sign of life on a terminal when work takes long; nothing in a pipe.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Work that finishes sooner than this draws nothing.
const PATIENCE: Duration = Duration::from_millis(400);

/// A spinner that appears after a moment and is gone when the work is done.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Starts waiting. Nothing is ever drawn unless `interactive`.
    pub(crate) fn start(interactive: bool, message: &'static str) -> Self {
        Self(interactive.then(|| {
            let bar =
                ProgressBar::new_spinner().with_style(ProgressStyle::default_spinner()).with_message(message);
            bar.enable_steady_tick(PATIENCE);
            bar
        }))
    }

    /// Takes the spinner away.
    pub(crate) fn finish(self) {
        if let Some(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}
