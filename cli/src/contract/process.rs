//! Other programs: how they are started, and how they end.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How much of what a program prints is kept: its end.
const MAX_NOISE: usize = 64 * 1024;

/// The exit status of a program that was interrupted, as shells have it.
const INTERRUPTED: i32 = 130;

/// How often is looked whether a program has ended.
const POLL: Duration = Duration::from_millis(10);

/// How long the end of the output is waited for when the program itself has ended.
const PATIENCE: Duration = Duration::from_millis(500);

/// A program that was run to its end.
pub(super) struct Finished {
    /// How it ended; none: it took too long, and was ended.
    pub(super) status: Option<ExitStatus>,
    /// The end of what it printed to standard output.
    pub(super) out: String,
    /// The end of what it printed to standard error.
    pub(super) err: String,
}

/// A program to start, without an input. Nothing else of Rutter starts one.
#[expect(clippy::disallowed_methods, reason = "the contract is asked of a program, which Cargo builds")]
pub(super) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.stdin(Stdio::null());
    command
}

/// Runs a program with a limit of time. When it is over, or takes too long, whatever it has started is ended with it.
pub(super) fn run(mut command: Command, limit: Duration) -> io::Result<Finished> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    group::lead(&mut command);
    let mut child = command.spawn()?;
    let group = group::Group::of(&child);
    end_when_interrupted(Some(group));
    let (out, err) = (listen(child.stdout.take()), listen(child.stderr.take()));
    let status = wait(&mut child, limit);
    group.end();
    end_when_interrupted(None);
    let status = status?;
    if status.is_none() {
        // It was ended with its group; where that failed, by itself.
        let _ = child.kill();
        child.wait()?;
    }
    Ok(Finished { status, out: heard(&out), err: heard(&err) })
}

/// A group of its own does not hear Ctrl-C, so Rutter passes it on, and ends as if it had no ear for it either.
#[expect(clippy::exit, reason = "the process was asked to end")]
fn end_when_interrupted(group: Option<group::Group>) {
    static RUNNING: Mutex<Option<group::Group>> = Mutex::new(None);
    static LISTEN: Once = Once::new();
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = group;
    LISTEN.call_once(|| {
        let end = || {
            if let Some(group) = *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) {
                group.end();
            }
            std::process::exit(INTERRUPTED);
        };
        // Whoever embeds Rutter may have a handler of their own, which then has to see to it.
        let _ = ctrlc::set_handler(end);
    });
}

fn wait(child: &mut Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) => return Ok(Some(status)),
            None if start.elapsed() >= limit => return Ok(None),
            None => thread::sleep(POLL),
        }
    }
}

/// Reads a stream to its end, so that the program is never kept waiting, and keeps the end of it.
fn listen(stream: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    if let Some(mut stream) = stream {
        thread::spawn(move || {
            let (mut kept, mut buffer) = (Vec::new(), [0; 8 * 1024]);
            while let Ok(read @ 1..) = stream.read(&mut buffer) {
                kept.extend_from_slice(&buffer[..read]);
                if kept.len() > 2 * MAX_NOISE {
                    kept.drain(..kept.len() - MAX_NOISE);
                }
            }
            // Nobody may be waiting any more.
            let _ = sender.send(kept);
        });
    }
    receiver
}

/// What was read. A process that left the group may hold the stream open for ever, and is not waited for.
fn heard(receiver: &Receiver<Vec<u8>>) -> String {
    let bytes = receiver.recv_timeout(PATIENCE).unwrap_or_default();
    let kept = &bytes[bytes.len().saturating_sub(MAX_NOISE)..];
    String::from_utf8_lossy(kept).into_owned()
}

#[cfg(unix)]
mod group {
    use std::os::unix::process::CommandExt as _;
    use std::process::{Child, Command};

    use rustix::process::{Pid, Signal, kill_process_group};

    /// A program with all that it has started.
    #[derive(Clone, Copy)]
    pub(super) struct Group(Pid);

    pub(super) fn lead(command: &mut Command) {
        command.process_group(0);
    }

    impl Group {
        pub(super) fn of(child: &Child) -> Self {
            Self(Pid::from_child(child))
        }

        pub(super) fn end(self) {
            // An error means that nobody is left.
            let _ = kill_process_group(self.0, Signal::KILL);
        }
    }
}

#[cfg(not(unix))]
mod group {
    use std::process::{Child, Command};

    /// A program with all that it has started.
    #[derive(Clone, Copy)]
    pub(super) struct Group(u32);

    pub(super) fn lead(_: &mut Command) {}

    impl Group {
        pub(super) fn of(child: &Child) -> Self {
            Self(child.id())
        }

        pub(super) fn end(self) {
            let mut command = super::program("taskkill");
            // An error means that nobody is left.
            let _ = command.args(["/T", "/F", "/PID", &self.0.to_string()]).output();
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = program("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_program_that_ends_in_time_is_heard_to_the_end() {
        let finished = run(shell("echo out; echo err >&2; exit 3"), Duration::from_secs(60)).unwrap();
        assert_eq!(finished.status.and_then(|status| status.code()), Some(3));
        assert_eq!((finished.out.as_str(), finished.err.as_str()), ("out\n", "err\n"));
    }

    /// The script starts a program in the background that holds its output open, and tells its process id.
    #[test]
    fn what_a_program_has_started_is_ended_with_it() {
        for (script, limit, ends) in [
            ("sleep 1000 & echo $!; wait", Duration::from_millis(300), false),
            ("sleep 1000 & echo $!", Duration::from_secs(60), true),
        ] {
            let finished = run(shell(script), limit).unwrap();
            assert_eq!(finished.status.is_some(), ends, "{script}");
            let id = finished.out.trim();
            // It may take a moment until whoever inherits it has noticed.
            let state = || shell(&format!("ps -o stat= -p {id} | grep -v Z")).output().unwrap().stdout;
            let gone = (0..200).any(|_| {
                state().is_empty() || {
                    thread::sleep(POLL);
                    false
                }
            });
            assert!(!id.is_empty() && gone, "{script}: {id} still runs");
        }
    }

    #[test]
    fn however_much_a_program_prints_only_the_end_is_kept() {
        let finished = run(shell("yes | head -c 3000000; echo end"), Duration::from_secs(60)).unwrap();
        assert!(
            finished.out.len() <= MAX_NOISE && finished.out.ends_with("y\nend\n"),
            "{}",
            finished.out.len()
        );
    }
}
