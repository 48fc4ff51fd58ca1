//! Other programs: how they are started, and how they end.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How much of what a program prints is kept: its end.
const MAX_NOISE: usize = 64 * 1024;

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
    let (out, err) = (listen(child.stdout.take()), listen(child.stderr.take()));
    let status = wait(&mut child, limit);
    group.end();
    let status = status?;
    if status.is_none() {
        // It was ended with its group; where that failed, by itself.
        let _ = child.kill();
        child.wait()?;
    }
    Ok(Finished { status, out: heard(&out), err: heard(&err) })
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
    pub(super) struct Group(Pid);

    pub(super) fn lead(command: &mut Command) {
        command.process_group(0);
    }

    impl Group {
        pub(super) fn of(child: &Child) -> Self {
            Self(Pid::from_child(child))
        }

        pub(super) fn end(&self) {
            // An error means that nobody is left.
            let _ = kill_process_group(self.0, Signal::KILL);
        }
    }
}

#[cfg(not(unix))]
mod group {
    use std::process::{Child, Command};

    /// A program with all that it has started.
    pub(super) struct Group(u32);

    pub(super) fn lead(_: &mut Command) {}

    impl Group {
        pub(super) fn of(child: &Child) -> Self {
            Self(child.id())
        }

        pub(super) fn end(&self) {
            let mut command = super::program("taskkill");
            // An error means that nobody is left.
            let _ = command.args(["/T", "/F", "/PID", &self.0.to_string()]).output();
        }
    }
}
