//! Messages on standard input and output.
//!
//! A message that cannot be read is told of and left out: the next one starts where its header says, so nothing else is
//! lost. Only what is no header at all ends the connection, because then nobody knows where anything starts.

use std::convert::Infallible;
use std::io::{self, BufRead, Read as _, Write};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded, never, select, unbounded};
use lsp_server::{Connection, ErrorCode, Message};
use lsp_types::{LogMessageNotification, MessageType, Notification as _};
use serde::Deserialize;
use serde_json::{Value, json};

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
    let ((sender, to_write), (complaints, complained)) = (unbounded(), unbounded());
    let (incoming, receiver) = bounded(0);
    let ((is_written, written), (stop, stopped)) = (bounded(0), bounded(0));
    let (reason, unreadable) = bounded(1);
    thread::Builder::new().name("rutter-read".to_owned()).spawn(move || {
        if let Err(error) = read_all(&mut io::stdin().lock(), &incoming, &complaints) {
            // The only one.
            let _ = reason.send(error);
        }
    })?;
    thread::Builder::new().name("rutter-write".to_owned()).spawn(move || {
        write_all(&mut io::stdout().lock(), &to_write, &complained, &stopped);
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
fn write_all(
    output: &mut impl Write,
    messages: &Receiver<Message>,
    complaints: &Receiver<Value>,
    stopped: &Receiver<Infallible>,
) {
    let mut complaints = complaints.clone();
    loop {
        select! {
            // A client that no longer reads is gone.
            recv(messages) -> message => if !message.is_ok_and(|message| message.write(output).is_ok()) { return },
            recv(complaints) -> complaint => match complaint {
                Ok(complaint) => if write_raw(output, &complaint).is_err() { return },
                // Nothing is read any more.
                Err(_) => complaints = never(),
            },
            recv(stopped) -> _ => {
                // The first that cannot be written is the last that is tried.
                let _ = messages.try_iter().try_for_each(|message| message.write(output));
                return;
            }
        }
    }
}

/// Writes what [`Message`] cannot hold.
fn write_raw(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

/// Reads until the client or the server is gone.
fn read_all(
    input: &mut impl BufRead,
    messages: &Sender<Message>,
    complaints: &Sender<Value>,
) -> io::Result<()> {
    loop {
        let complaint = match frame(input)? {
            Frame::Message(bytes) => match serde_json::from_slice(&bytes) {
                Ok(message) => match odd_id(&message, &bytes) {
                    Some(id) => refusal(&id),
                    None if messages.send(message).is_ok() => continue,
                    None => return Ok(()),
                },
                Err(error) => complaint(&format!("a message of the editor cannot be read: {error}")),
            },
            Frame::TooLarge(size) => {
                complaint(&format!("a message of {size} bytes is larger than rutter takes"))
            }
            Frame::End => return Ok(()),
        };
        if complaints.send(complaint).is_err() {
            return Ok(());
        }
    }
}

/// The id of a request that looks like a notification because its id is neither a text nor a small whole number.
fn odd_id(message: &Message, bytes: &[u8]) -> Option<Value> {
    #[derive(Deserialize)]
    struct Identified {
        id: Value,
    }
    let Message::Notification(_) = message else { return None };
    serde_json::from_slice::<Identified>(bytes).ok().map(|it| it.id)
}

fn refusal(id: &Value) -> Value {
    let message = format!("the id of a request is a text or a whole number below 2^31, not {id}");
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": ErrorCode::InvalidRequest as i32, "message": message}})
}

fn complaint(message: &str) -> Value {
    let method = LogMessageNotification::METHOD.as_str();
    json!({"jsonrpc": "2.0", "method": method, "params": {"type": MessageType::Warning, "message": message}})
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
        let text = |complaint: Value| match &complaint["error"] {
            Value::Null => complaint["params"]["message"].as_str().expect("a text").to_owned(),
            _ => complaint["id"].to_string(),
        };
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
    fn a_request_with_an_odd_id_is_refused_and_not_taken_for_a_notification() {
        for id in ["1.5", "-0.1", "4294967296", "null", "{}", "[1]", "true"] {
            let odd = framed(&format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"odd","params":{{}}}}"#));
            assert_eq!(read(odd.as_bytes()), (vec![], vec![id.to_owned()], true));
        }
        let mut written = Vec::new();
        write_raw(&mut written, &refusal(&json!(1.5))).expect("room");
        let answer = match frame(&mut &*written).expect("a message") {
            Frame::Message(bytes) => serde_json::from_slice::<Value>(&bytes).expect("JSON"),
            Frame::TooLarge(_) | Frame::End => panic!("{written:?}"),
        };
        assert_eq!((&answer["id"], &answer["error"]["code"]), (&json!(1.5), &json!(-32600)));
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
