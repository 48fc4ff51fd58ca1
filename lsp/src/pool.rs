//! Threads for what takes long.

use std::thread;

use crossbeam_channel::{Sender, unbounded};

/// What a thread does.
pub(crate) type Job = Box<dyn FnOnce() + Send>;

/// How many threads there are at most. Work waits for one another's analyses more than for threads.
const MOST: usize = 4;

/// Threads that take jobs in their order. They end when the pool is gone and all jobs are done.
#[derive(Debug)]
pub(crate) struct Pool {
    jobs: Sender<Job>,
}

impl Pool {
    /// # Errors
    /// If the system has no more threads.
    pub(crate) fn new() -> std::io::Result<Self> {
        let (jobs, queue) = unbounded::<Job>();
        let threads = thread::available_parallelism().map_or(2, usize::from).clamp(2, MOST);
        for number in 0..threads {
            let queue = queue.clone();
            thread::Builder::new().name(format!("rutter-work-{number}")).spawn(move || {
                for job in queue {
                    job();
                }
            })?;
        }
        Ok(Self { jobs })
    }

    pub(crate) fn spawn(&self, job: impl FnOnce() + Send + 'static) {
        // The threads live as long as the sender.
        let _ = self.jobs.send(Box::new(job));
    }
}
