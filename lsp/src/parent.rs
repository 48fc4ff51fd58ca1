//! The process that has started the server. It may end without a word, and leave a stream behind that others keep open.

use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, never, tick};

/// How often it is looked at.
const INTERVAL: Duration = Duration::from_secs(3);

/// A process that the server does not outlive.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parent(Option<i32>);

impl Parent {
    /// By its number; none where the client does not name it.
    pub(crate) fn new(process: Option<i32>) -> Self {
        // What is no process's number stands for groups of them.
        Self(process.filter(|process| cfg!(unix) && *process > 0))
    }

    /// When to look whether it is still there.
    pub(crate) fn looks(self) -> Receiver<Instant> {
        self.0.map_or_else(never, |_| tick(INTERVAL))
    }

    /// Whether it is known to have ended.
    #[cfg(unix)]
    pub(crate) fn has_ended(self) -> bool {
        use rustix::io::Errno;
        use rustix::process::{Pid, test_kill_process};
        let process = self.0.and_then(Pid::from_raw);
        process.is_some_and(|process| test_kill_process(process) == Err(Errno::SRCH))
    }

    /// Elsewhere the end of the stream tells.
    #[cfg(not(unix))]
    pub(crate) fn has_ended(self) -> bool {
        false
    }
}
