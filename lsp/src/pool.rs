//! Threads for what takes long.

use std::io;
use std::thread;

use crossbeam_channel::{Sender, unbounded};
use rayon::ThreadPool;

/// What a thread does.
pub(crate) type Job = Box<dyn FnOnce() + Send>;

/// Who waits for a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Somebody at the keyboard.
    Near,
    /// Nobody there. It takes longer, and one such job is done after the other.
    Background,
}

/// How many threads there are at most. Work waits for one another's analyses more than for threads.
const MOST: usize = 4;

/// Threads that take jobs in their order, and one for what nobody waits for at the keyboard. They end when the pool is gone
/// and all jobs are done.
#[derive(Debug)]
pub(crate) struct Pool {
    jobs: Sender<Job>,
    background: Sender<Job>,
}

/// Where a job does in parallel what can be. Nobody who holds a lock may be given another job meanwhile, so these are not the
/// threads that take jobs.
#[derive(Debug)]
pub(crate) struct Workers {
    /// For what brings an app up to date and looks at single files.
    pub(crate) near: ThreadPool,
    /// For checks of all files. They leave a core to the others, if there is one.
    pub(crate) far: ThreadPool,
}

impl Pool {
    /// # Errors
    /// If the system has no more threads.
    pub(crate) fn new() -> io::Result<Self> {
        let (jobs, queue) = unbounded::<Job>();
        for number in 0..cores().clamp(2, MOST) {
            let queue = queue.clone();
            thread::Builder::new().name(format!("rutter-work-{number}")).spawn(move || {
                for job in queue {
                    job();
                }
            })?;
        }
        let (background, queue) = unbounded::<Job>();
        thread::Builder::new().name("rutter-background".to_owned()).spawn(move || {
            for job in queue {
                job();
            }
        })?;
        Ok(Self { jobs, background })
    }

    /// Has a thread do something.
    pub(crate) fn spawn(&self, lane: Lane, job: impl FnOnce() + Send + 'static) {
        let jobs = match lane {
            Lane::Near => &self.jobs,
            Lane::Background => &self.background,
        };
        // The threads live as long as the senders.
        let _ = jobs.send(Box::new(job));
    }
}

impl Workers {
    /// # Errors
    /// If the system has no more threads.
    pub(crate) fn new() -> io::Result<Self> {
        let workers = |threads| rutter_syntax::workers(threads).map_err(io::Error::other);
        Ok(Self { near: workers(0)?, far: workers(cores().saturating_sub(1).max(1))? })
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(2, usize::from)
}
