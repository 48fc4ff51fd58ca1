//! Messages on standard input and output.
//!
//! A message that cannot be read is told of and left out: the next one starts where its header says, so nothing else is
//! lost. Only what is no header at all ends the connection, because then nobody knows where anything starts.

use std::convert::Infallible;
use std::io::{self, BufRead, Read as _, Write};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded, select, unbounded};
use lsp_server::{Connection, Message, Notification};
use lsp_types::{LogMessageNotification, LogMessageParams, MessageType, Notification as _};

/// The largest message that is taken, in bytes. Nobody edits a file of this size.
const MOST: u64 = 256 << 20;
/// How long the last messages may take, where the client does not read them.
const PATIENCE: Duration = Duration::from_secs(1);

/// The threads that read and write.
pub(crate) struct Threads {
    stop: Sender<Infallible>,
    /// Closed when everything is written.
    written: Receiver<Infallible>,
    /// Why no more can be read, if the client is not just gone.
    unreadable: Receiver<io::Error>,
}

/// What stands between two messages.
enum Frame {
    Message(Vec<u8>),
    /// One that is too large to be taken, by its bytes.
    TooLarge(u64),
    /// The client is gone.
    End,
}

/// Starts to read and to write, each on a thread of its own. Neither keeps the process from ending.
///
/// # Errors
/// If the system has no more threads.
pub(crate) fn stdio() -> io::Result<(Connection, Threads)> {
    let (sender, to_write) = unbounded();
    let (incoming, receiver) = bounded(0);
    let ((is_written, written), (stop, stopped)) = (bounded(0), bounded(0));
    let (reason, unreadable) = bounded(1);
    let complaints = sender.clone();
    thread::Builder::new().name("rutter-read".to_owned()).spawn(move || {
        if let Err(error) = read_all(&mut io::stdin().lock(), &incoming, &complaints) {
            // The only one.
            let _ = reason.send(error);
        }
    })?;
    thread::Builder::new().name("rutter-write".to_owned()).spawn(move || {
        write_all(&mut io::stdout().lock(), &to_write, &stopped);
        drop(is_written);
    })?;
    Ok((Connection { sender, receiver }, Threads { stop, written, unreadable }))
}

impl Threads {
    /// Closed when nothing is written any more, because the client does not read it.
    pub(crate) fn written(&self) -> &Receiver<Infallible> {
        &self.written
    }

    /// Waits until everything is written, but not for a client that does not read.
    ///
    /// # Errors
    /// If what the client has written are no messages.
    pub(crate) fn finish(self) -> io::Result<()> {
        drop(self.stop);
        // Nothing is ever sent: the sender is gone when the thread is done.
        let _ = self.written.recv_timeout(PATIENCE);
        self.unreadable.try_recv().map_or(Ok(()), Err)
    }
}

/// Writes until the server has ended. Its messages may come from several threads, one of which never ends.
fn write_all(output: &mut impl Write, messages: &Receiver<Message>, stopped: &Receiver<Infallible>) {
    let mut write = |message: &Message| message.write(output);
    loop {
        select! {
            // A client that no longer reads is gone.
            recv(messages) -> message => if !message.is_ok_and(|message| write(&message).is_ok()) { return },
            recv(stopped) -> _ => {
                // The first that cannot be written is the last that is tried.
                let _ = messages.try_iter().try_for_each(|message| write(&message));
                return;
            }
        }
    }
}

/// Reads until the client or the server is gone.
fn read_all(
    input: &mut impl BufRead,
    messages: &Sender<Message>,
    complaints: &Sender<Message>,
) -> io::Result<()> {
    loop {
        let wrong = match frame(input)? {
            Frame::Message(bytes) => match serde_json::from_slice(&bytes) {
                Ok(message) => match messages.send(message) {
                    Ok(()) => continue,
                    Err(_) => return Ok(()),
                },
                Err(error) => format!("a message of the editor cannot be read: {error}"),
            },
            Frame::TooLarge(size) => format!("a message of {size} bytes is larger than rutter takes"),
            Frame::End => return Ok(()),
        };
        if complaints.send(complaint(wrong)).is_err() {
            return Ok(());
        }
    }
}

fn complaint(message: String) -> Message {
    let params = LogMessageParams { kind: MessageType::Warning, message };
    Notification::new(LogMessageNotification::METHOD.as_str().to_owned(), params).into()
}

fn frame(input: &mut impl BufRead) -> io::Result<Frame> {
    let mut size = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        // No header is this long; without a limit, one without an end would take all memory.
        if input.by_ref().take(4096).read_until(b'\n', &mut line)? == 0 {
            return Ok(Frame::End);
        }
        let header = line.strip_suffix(b"\n").map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        let header = header.and_then(|header| str::from_utf8(header).ok());
        let wrong = || io::Error::new(io::ErrorKind::InvalidData, "what should be a header is none");
        match header.ok_or_else(wrong)? {
            "" if size.is_some() => break,
            // Between two messages some clients leave a line.
            "" => {}
            header => {
                let (name, value) = header.split_once(':').ok_or_else(wrong)?;
                if name.eq_ignore_ascii_case("Content-Length") {
                    size = Some(value.trim().parse::<u64>().map_err(|_| wrong())?);
                }
            }
        }
    }
    let size = size.unwrap_or_default();
    let mut body = input.by_ref().take(size);
    if size > MOST {
        let read = io::copy(&mut body, &mut io::sink())?;
        return Ok(if read == size { Frame::TooLarge(size) } else { Frame::End });
    }
    // Not made as large as the header says before it is there.
    let mut bytes = Vec::new();
    body.read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 == size { Frame::Message(bytes) } else { Frame::End })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The methods of the messages that are read, what is complained about, and whether all could be read.
    fn read(input: &[u8]) -> (Vec<String>, Vec<String>, bool) {
        let ((sender, messages), (other, complaints)) = (unbounded(), unbounded());
        let result = read_all(&mut &*input, &sender, &other);
        drop((sender, other));
        let told = |message| match message {
            Message::Notification(told) => told,
            other => panic!("{other:?}"),
        };
        let text = |complaint| told(complaint).params["message"].as_str().unwrap().to_owned();
        let methods = messages.into_iter().map(|message| told(message).method).collect();
        (methods, complaints.into_iter().map(text).collect(), result.is_ok())
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn a_message_that_cannot_be_read_takes_no_other_with_it() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"good"}"#);
        let deep = format!(r#"{{"jsonrpc":"2.0","method":"deep","params":{}}}"#, "[".repeat(100_000));
        for bad in ["{", "", "[]", "\u{0}", r#"{"id":{},"result":1}"#, &deep] {
            let (methods, complaints, _) = read(format!("{good}{}{good}", framed(bad)).as_bytes());
            assert_eq!(methods, ["good", "good"], "{bad:.40}");
            assert_eq!(complaints.len(), 1, "{bad:.40}: {complaints:?}");
        }
        let not_utf8 = [good.as_bytes(), b"Content-Length: 2\r\n\r\n\xff\xfe", good.as_bytes()].concat();
        assert_eq!(read(&not_utf8).0, ["good", "good"]);
        let other_headers = good.replace("\r\n\r\n", "\r\nContent-Type: application/vscode-jsonrpc\r\n\r\n");
        assert_eq!(read(other_headers.as_bytes()).0, ["good"]);
        assert_eq!(read(other_headers.replace("\r\n", "\n").to_lowercase().as_bytes()).0, ["good"]);
    }

    #[test]
    fn what_has_no_header_ends_the_connection() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"good"}"#);
        for bad in
            ["garbage\r\n", "Content-Length: many\r\n\r\n", "Content-Length: -1\r\n\r\n", &"x".repeat(10_000)]
        {
            let (methods, _, is_read) = read(format!("{good}{bad}{good}").as_bytes());
            assert_eq!((methods.len(), is_read), (1, false), "{bad:.40}");
        }
        // One that ends too early is the end of the client, whatever it wanted to send.
        for cut in
            ["Content-Length: 18446744073709551615\r\n\r\n{}", "Content-Length: 9\r\n\r\n{}", "Content-Len"]
        {
            let (methods, ..) = read(format!("{good}{cut}").as_bytes());
            assert_eq!(methods, ["good"], "{cut}");
        }
    }
}
