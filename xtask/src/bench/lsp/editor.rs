//! An editor that drives `rutter lsp` on the streams of a process, and looks at what that costs.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufReader, BufWriter};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::edits::{Document, Edit};

/// An editor with its server.
pub(super) struct Editor {
    server: Child,
    input: BufWriter<ChildStdin>,
    output: Receiver<Message>,
    asked: i32,
    /// Answers that nobody has waited for yet.
    answers: BTreeMap<i32, Response>,
}

/// A question that the server has been asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked(i32);

impl Editor {
    /// Starts a server in a folder.
    pub(super) fn start(rutter: &Path, folder: &Path) -> Result<Self> {
        let mut server = Command::new(rutter)
            .arg("lsp")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("`rutter lsp` could not be started")?;
        let (Some(input), Some(output)) = (server.stdin.take(), server.stdout.take()) else {
            bail!("`rutter lsp` has no streams");
        };
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Ok(Some(message)) = Message::read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let mut editor = Self {
            server,
            input: BufWriter::new(input),
            output: messages,
            asked: 0,
            answers: BTreeMap::new(),
        };
        let folder = json!([{ "uri": uri(folder), "name": "app" }]);
        let asked = editor.ask(
            "initialize",
            json!({
                "processId": std::process::id(),
                "workspaceFolders": folder,
                "capabilities": {
                    "general": { "positionEncodings": ["utf-8"] },
                    "textDocument": { "diagnostic": { "relatedInformation": true } },
                    "workspace": { "diagnostics": { "refreshSupport": true } },
                },
            }),
        )?;
        editor.answer(asked)?;
        editor.tell("initialized", json!({}))?;
        Ok(editor)
    }

    pub(super) fn open(&mut self, document: &Document) -> Result<()> {
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": {
                "uri": uri(&document.path), "languageId": "typescriptreact",
                "version": document.version, "text": document.text,
            }}),
        )
    }

    /// Changes a document, here and there.
    pub(super) fn edit(&mut self, document: &mut Document, edit: &Edit) -> Result<()> {
        let place = |offset| {
            let (line, character) = document.position(offset);
            json!({ "line": line, "character": character })
        };
        let range = json!({ "start": place(edit.span.start), "end": place(edit.span.end) });
        document.apply(edit);
        self.tell(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": uri(&document.path), "version": document.version },
                "contentChanges": [{ "range": range, "text": edit.text }],
            }),
        )
    }

    /// Asks what is wrong with a document.
    pub(super) fn pull(&mut self, document: &Document) -> Result<Asked> {
        self.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": uri(&document.path) } }))
    }

    /// Asks what is wrong with all files.
    pub(super) fn pull_all(&mut self) -> Result<Asked> {
        self.ask("workspace/diagnostic", json!({ "previousResultIds": [] }))
    }

    /// Waits for an answer.
    pub(super) fn answer(&mut self, asked: Asked) -> Result<Response> {
        loop {
            if let Some(answer) = self.answers.remove(&asked.0) {
                return Ok(answer);
            }
            match self.output.recv_timeout(Duration::from_secs(120)).context("the server does not answer")? {
                Message::Response(response) => {
                    let id: Value = serde_json::to_value(&response.id)?;
                    let id = id.as_i64().and_then(|id| i32::try_from(id).ok()).context("no id of ours")?;
                    self.answers.insert(id, response);
                }
                Message::Request(request) => {
                    Message::from(Response::new_ok(request.id, ())).write(&mut self.input)?;
                }
                Message::Notification(_) => {}
            }
        }
    }

    /// Ends the server.
    pub(super) fn stop(mut self) -> Result<()> {
        let asked = self.ask("shutdown", Value::Null)?;
        self.answer(asked)?;
        self.tell("exit", Value::Null)?;
        self.server.wait()?;
        Ok(())
    }

    /// The CPU time of the server until now; none where the system does not tell.
    pub(super) fn cpu(&self) -> Duration {
        let threads =
            fs::read_dir(format!("/proc/{}/task", self.server.id())).into_iter().flatten().flatten();
        let nanoseconds = threads.filter_map(|thread| {
            let stat = fs::read_to_string(thread.path().join("schedstat")).ok()?;
            stat.split(' ').next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(nanoseconds.sum())
    }

    /// The memory of the server now, in bytes; 0 where the system does not tell.
    pub(super) fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.server.id())).unwrap_or_default();
        let kilobytes = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:")?.trim().split(' ').next()?.parse::<u64>().ok());
        kilobytes.unwrap_or_default() << 10
    }

    fn ask(&mut self, method: &str, params: Value) -> Result<Asked> {
        self.asked += 1;
        let request = Request { id: RequestId::from(self.asked), method: method.to_owned(), params };
        Message::from(request).write(&mut self.input)?;
        Ok(Asked(self.asked))
    }

    fn tell(&mut self, method: &str, params: Value) -> Result<()> {
        let notification = Notification { method: method.to_owned(), params };
        Ok(Message::from(notification).write(&mut self.input)?)
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // One that was stopped has ended already.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A path as the protocol writes it.
fn uri(path: &Path) -> String {
    let mut uri = "file://".to_owned();
    for byte in path.to_string_lossy().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
