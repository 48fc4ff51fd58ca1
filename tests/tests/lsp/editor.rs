//! An editor for tests: it talks to the server over a connection in memory, and fails on any message that nobody expects.

use std::collections::VecDeque;
use std::mem;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use camino::Utf8Path;
use lsp_server::{Connection, Message, Notification as Told, Request as Asked, RequestId, Response};
use lsp_types::{Notification, Request};
use rutter_lsp::{End, serve};
use rutter_project::{MemorySystem, System};
use serde_json::{Value, json};

/// Longer than anything takes on a machine that does much else. A message that has not come by then never comes.
const PATIENCE: Duration = Duration::from_secs(600);

/// An editor in the folder `/ws`.
pub(crate) struct Editor {
    connection: Connection,
    server: Option<JoinHandle<End>>,
    is_ending: bool,
    next_id: i32,
    version: i32,
    /// What the server said while something else was waited for.
    unread: VecDeque<Message>,
    /// What the server offered.
    pub(crate) offered: Value,
}

/// The capabilities of an editor that asks for diagnostics, and counts columns in UTF-16.
pub(crate) fn capable() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "diagnostic": {"relatedInformation": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
        },
    })
}

/// The capabilities of an editor that can also be told to ask again.
pub(crate) fn refreshable() -> Value {
    let mut capabilities = capable();
    capabilities["workspace"] = json!({"diagnostics": {"refreshSupport": true}});
    capabilities
}

/// The capabilities of an editor that can do hardly anything.
pub(crate) fn modest() -> Value {
    json!({})
}

impl Editor {
    pub(crate) fn start(disk: &Arc<MemorySystem>, capabilities: Value) -> Self {
        Self::on(Arc::clone(disk) as _, json!({"capabilities": capabilities}))
    }

    /// Starts a server on any file system, with more to say at the beginning.
    pub(crate) fn on(disk: Arc<dyn System>, more: Value) -> Self {
        let mut editor = Self::connect(disk);
        let mut params = json!({
            "processId": null, "rootUri": null, "capabilities": {},
            "workspaceFolders": [{"uri": "file:///ws", "name": "ws"}],
        });
        for (key, value) in more.as_object().expect("members") {
            params[key] = value.clone();
        }
        editor.offered = editor.ask("initialize", params);
        editor.tell("initialized", json!({}));
        editor
    }

    /// Starts a server that nobody has greeted yet.
    pub(crate) fn connect(disk: Arc<dyn System>) -> Self {
        let (connection, other) = Connection::memory();
        let server = std::thread::spawn(move || serve(other, disk).expect("threads"));
        Self {
            connection,
            server: Some(server),
            is_ending: false,
            next_id: 0,
            version: 0,
            unread: VecDeque::new(),
            offered: Value::Null,
        }
    }

    pub(crate) fn open(&mut self, path: &str, text: &str) {
        self.version += 1;
        let document =
            json!({"uri": uri(path), "languageId": "typescriptreact", "version": self.version, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces a range, in the columns that were agreed on.
    pub(crate) fn edit(&mut self, path: &str, range: [[u32; 2]; 2], text: &str) {
        let [start, end] = range.map(|[line, character]| json!({"line": line, "character": character}));
        self.change(path, json!({"range": {"start": start, "end": end}, "text": text}));
    }

    /// Replaces the whole text.
    pub(crate) fn replace(&mut self, path: &str, text: &str) {
        self.change(path, json!({"text": text}));
    }

    fn change(&mut self, path: &str, change: Value) {
        self.version += 1;
        let document = json!({"uri": uri(path), "version": self.version});
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [change]}));
    }

    pub(crate) fn close(&mut self, path: &str) {
        self.tell("textDocument/didClose", json!({"textDocument": {"uri": uri(path)}}));
    }

    /// Says that files changed on the disk: 1 created, 2 changed, 3 deleted.
    pub(crate) fn watched(&mut self, changes: &[(&str, u32)]) {
        let changes: Vec<Value> =
            changes.iter().map(|(path, kind)| json!({"uri": uri(path), "type": kind})).collect();
        self.tell("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    }

    /// What is wrong with an open file.
    pub(crate) fn diagnostics(&mut self, path: &str) -> Vec<Value> {
        let params = json!({"textDocument": {"uri": uri(path)}});
        let report = self.ask("textDocument/diagnostic", params);
        report["items"].as_array().expect("a full report").clone()
    }

    /// What is shown of the place where `$0` stands in a text, which is opened without it.
    pub(crate) fn hover(&mut self, path: &str, marked: &str) -> Value {
        let (text, position) = cursor(marked);
        self.open(path, &text);
        let shown =
            self.ask("textDocument/hover", json!({"textDocument": {"uri": uri(path)}, "position": position}));
        self.close(path);
        shown
    }

    /// Asks, and waits for the result.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        self.answer(id).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Asks, and does not wait.
    pub(crate) fn send(&mut self, method: &str, params: Value) -> RequestId {
        self.next_id += 1;
        self.send_as(RequestId::from(self.next_id), method, params)
    }

    /// The same, with an id of the test's own.
    pub(crate) fn send_as(&mut self, id: RequestId, method: &str, params: Value) -> RequestId {
        self.connection
            .sender
            .send(Asked::new(id.clone(), method.to_owned(), params).into())
            .expect("a server");
        id
    }

    pub(crate) fn tell(&self, method: &str, params: Value) {
        self.connection.sender.send(Told::new(method.to_owned(), params).into()).expect("a server");
    }

    /// Waits for an answer: the result, or the error's message.
    pub(crate) fn answer(&mut self, id: RequestId) -> Result<Value, String> {
        let response = self.wait(|message| match message {
            Message::Response(response) if response.id == id => Some(response.clone()),
            _ => None,
        });
        let Response { response_result, .. } = response;
        response_result.map_err(|error| error.message)
    }

    /// Waits until the server tells something.
    pub(crate) fn told<N: Notification>(&mut self) -> N::Params {
        let params = self.wait(|message| match message {
            Message::Notification(told) if told.method == N::METHOD.as_str() => Some(told.params.clone()),
            _ => None,
        });
        serde_json::from_value(params).expect("a notification of the protocol's form")
    }

    /// Waits until the server asks something, and answers with nothing.
    pub(crate) fn asked<R: Request>(&mut self) {
        self.answered::<R>(Value::Null);
    }

    /// Waits until the server asks something, and answers.
    pub(crate) fn answered<R: Request>(&mut self, answer: Value) {
        let (id, _) = self.unanswered::<R>();
        self.connection.sender.send(Response::new_ok(id, answer).into()).expect("a server");
    }

    /// Waits until the server asks something, and leaves it without an answer.
    pub(crate) fn unanswered<R: Request>(&mut self) -> (RequestId, R::Params) {
        let (id, params) = self.wait(|message| match message {
            Message::Request(asked) if asked.method == R::METHOD.as_str() => {
                Some((asked.id.clone(), asked.params.clone()))
            }
            _ => None,
        });
        (id, serde_json::from_value(params).expect("a request of the protocol's form"))
    }

    fn wait<T>(&mut self, wanted: impl Fn(&Message) -> Option<T>) -> T {
        if let Some((at, found)) =
            self.unread.iter().enumerate().find_map(|(at, message)| Some((at, wanted(message)?)))
        {
            self.unread.remove(at);
            return found;
        }
        loop {
            let message = self.connection.receiver.recv_timeout(PATIENCE).expect("the server says something");
            match wanted(&message) {
                Some(found) => return found,
                None => self.unread.push_back(message),
            }
        }
    }

    /// Asks the server to end.
    pub(crate) fn end(&mut self) {
        let id = self.send("shutdown", Value::Null);
        self.answer(id).expect("an end");
        self.is_ending = true;
    }

    /// Ends the server, as an editor does that is closed. Whatever the server said must have been read.
    pub(crate) fn quit(mut self) {
        if !self.is_ending {
            self.end();
        }
        self.tell("exit", Value::Null);
        assert_eq!(self.ended(), End::Asked);
    }

    /// Is gone without a word, while there may be something unread.
    pub(crate) fn hang_up(mut self) {
        let server = self.server.take().expect("a server");
        drop(mem::replace(&mut self.connection, Connection::memory().0));
        assert_eq!(server.join().expect("the server ends well"), End::Unasked);
    }

    /// Waits until the server ends by itself. Whatever it said must have been read.
    pub(crate) fn ended(mut self) -> End {
        let ending = self.server.take().expect("a server").join().expect("the server ends well");
        while let Ok(message) = self.connection.receiver.try_recv() {
            self.unread.push_back(message);
        }
        assert!(self.unread.is_empty(), "nobody expects {:?}", self.unread);
        ending
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        assert!(self.server.is_none() || std::thread::panicking(), "a test waits for the end");
    }
}

/// A text without the `$0` in it, and where that stands.
pub(crate) fn cursor(marked: &str) -> (String, Value) {
    let (before, behind) = marked.split_once("$0").expect("a place marked with `$0`");
    let line = before.lines().count() - usize::from(!before.ends_with('\n') && !before.is_empty());
    let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
    (format!("{before}{behind}"), json!({"line": line, "character": column}))
}

/// The URI of a file in the folder.
pub(crate) fn uri(path: &str) -> String {
    let file = Utf8Path::new("/ws").join(path);
    lsp_types::Uri::from_file_path(file).expect("an absolute path").to_string()
}
