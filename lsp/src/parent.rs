//! The process that started the server: when it is gone, nobody will ever end the server.

use crossbeam_channel::Sender;

use crate::server::Event;

/// Has the loop told when a process ends, or at once if it has ended before. Where the system cannot tell, the end of standard
/// input has to.
#[cfg(unix)]
pub(crate) fn watch(process: i32, events: Sender<Event>) {
    let Some(process) = rustix::process::Pid::from_raw(process) else { return };
    let wait = move || {
        await_end(process);
        // Nobody listens any more if the server has ended before.
        let _ = events.send(Event::ParentGone);
    };
    // Without a thread the end of standard input is still noticed.
    let _ = std::thread::Builder::new().name("rutter-parent".to_owned()).spawn(wait);
}

#[cfg(not(unix))]
pub(crate) fn watch(_process: i32, _events: Sender<Event>) {}

/// The kernel wakes whoever waits: no time is spent until then.
#[cfg(target_os = "linux")]
fn await_end(process: rustix::process::Pid) {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;
    use rustix::process::{PidfdFlags, pidfd_open};

    match pidfd_open(process, PidfdFlags::empty()) {
        Ok(process) => {
            let mut wanted = [PollFd::new(&process, PollFlags::IN)];
            while poll(&mut wanted, None) == Err(Errno::INTR) {}
        }
        Err(Errno::SRCH) => {}
        Err(_) => ask_for_end(process),
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn await_end(process: rustix::process::Pid) {
    ask_for_end(process);
}

/// For systems that wake nobody.
#[cfg(unix)]
fn ask_for_end(process: rustix::process::Pid) {
    use rustix::process::test_kill_process;

    /// How often.
    const PAUSE: std::time::Duration = std::time::Duration::from_secs(3);

    while test_kill_process(process) != Err(rustix::io::Errno::SRCH) {
        std::thread::sleep(PAUSE);
    }
}
