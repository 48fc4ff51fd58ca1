//! The loop, and how it starts and ends.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::io;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use camino::Utf8PathBuf;
use crossbeam_channel::{Receiver, Sender, at, never, select, unbounded};
use lsp_server::{Connection, ErrorCode, Message, RequestId, Response};
use lsp_types::{
    Diagnostic, DiagnosticRefreshRequest, DocumentDiagnosticRequest, InitializeParams, InitializeResult,
    InlayHintRefreshRequest, InlayHintRequest, MessageType, PublishDiagnosticsNotification,
    PublishDiagnosticsParams, Request, ServerInfo, Uri, WorkspaceDiagnosticRequest,
};
use rustc_hash::FxHashMap;
use rutter_project::{OsSystem, System};

use crate::capabilities::offered;
use crate::client::{Capabilities, Client};
use crate::diagnostics;
use crate::disk::{DiskEvent, DiskWatcher};
use crate::documents::Documents;
use crate::handshake::greeting;
use crate::inputs::CurrentInputs;
use crate::notifications;
use crate::parent;
use crate::pool::{Pool, Workers};
use crate::projects::Projects;
use crate::report::{result_id, uri};
use crate::requests;
use crate::settings::Settings;
use crate::snapshot::{Cancel, Failure, Snapshot};
use crate::transport;

/// How long nothing has to change until all files are looked at.
const QUIET: Duration = Duration::from_millis(60);

/// Why the server ended before it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// What the client writes are no messages.
    #[error("the editor's messages cannot be understood: {0}")]
    Stream(io::Error),
    /// There are no threads.
    #[error("the threads of the language server cannot be started: {0}")]
    Threads(#[from] io::Error),
}

/// How the server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The client asked it to shut down.
    Asked,
    /// The client left, or said no more than `exit`.
    Unasked,
}

/// What the loop keeps.
pub(crate) struct Session {
    pub(crate) client: Client,
    pub(crate) documents: Documents,
    pub(crate) inputs: Arc<CurrentInputs>,
    pub(crate) projects: Arc<Projects>,
    pub(crate) settings: Settings,
    pool: Pool,
    workers: Arc<Workers>,
    pub(crate) sender: Sender<Event>,
    /// The requests of the client that are worked on.
    pending: FxHashMap<RequestId, Pending>,
    /// Those that wait for a change.
    waiting: Vec<lsp_server::Request>,
    /// What the client last knew of all files.
    reported: Reported,
    /// When files are looked at unasked, if something has changed since they were.
    settles_at: Option<Instant>,
    /// Ends the look at files that was begun when nothing had changed for a while.
    settling: Cancel,
    /// The documents that the client has changed since then.
    edited: BTreeSet<Uri>,
    /// What the client was last told to be wrong with each file, by what tells it from anything else.
    told: BTreeMap<Uri, String>,
    /// The inlay hints of the open documents when they were last looked at, by what tells them from others.
    hints: BTreeMap<Uri, String>,
    /// The revision at which the client was last told those of a document.
    told_hints: BTreeMap<Uri, u64>,
    /// What tells of changes on the disk, where the client does not.
    pub(crate) disk: Option<DiskWatcher>,
    /// Whether nobody tells of changes on the disk: then anything may have changed when a document is saved.
    pub(crate) is_blind: bool,
    is_shutting_down: bool,
}

/// What the client knows of all files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Reported {
    /// The revision that it is about; 0 where the client knows nothing.
    revision: u64,
    /// Whether there was nothing to tell.
    is_empty: bool,
}

/// A request that is worked on.
struct Pending {
    cancel: Cancel,
    subject: Subject,
}

/// What the client knows when a request is answered.
enum Subject {
    /// What is wrong with all files, at a revision.
    All(u64),
    /// What is wrong with a document.
    Document(Uri),
    /// The inlay hints of a document, at a revision.
    Hints(Uri, u64),
    /// Something else.
    Other,
}

/// What reaches the loop besides the client's messages.
pub(crate) enum Event {
    /// A request can be answered.
    Answer(Response),
    /// What is wrong with all files, at a revision; none if it was given up.
    Checked { revision: u64, files: Option<Wrong> },
    /// What is wrong with the open documents, at a revision.
    Seen { revision: u64, files: Wrong, hints: BTreeMap<Uri, String> },
    /// Something is known of the disk.
    Disk(DiskEvent),
    /// The process that started the server has ended.
    ParentGone,
}

/// What is wrong with files.
type Wrong = BTreeMap<Utf8PathBuf, Vec<Diagnostic>>;

/// Serves a client on standard input and output until it says that it is done or is gone.
///
/// # Errors
/// If what the client writes are no messages, or the system has no more threads.
pub fn stdio() -> Result<End, ServerError> {
    let (connection, threads) = transport::stdio()?;
    let end = serve_while(connection, Arc::new(OsSystem), threads.written())?;
    threads.finish().map_err(ServerError::Stream)?;
    Ok(end)
}

/// Serves a client on a connection until it says that it is done or is gone. `disk` is where files are read from.
///
/// # Errors
/// If the system has no more threads.
pub fn serve(connection: Connection, disk: Arc<dyn System>) -> io::Result<End> {
    serve_while(connection, disk, &never())
}

/// The same, as long as something is open: nothing is ever sent there.
fn serve_while(
    connection: Connection,
    disk: Arc<dyn System>,
    is_read: &Receiver<Infallible>,
) -> io::Result<End> {
    let Some((id, params)) = greeting(&connection) else { return Ok(End::Unasked) };
    let (mut session, events) = Session::start(&connection, disk, &params)?;
    let result = InitializeResult {
        capabilities: offered(session.client.capabilities),
        server_info: Some(ServerInfo {
            name: "rutter".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    session.client.respond(Response::new_ok(id, result));
    session.run(&connection.receiver, &events, is_read);
    Ok(if session.is_shutting_down { End::Asked } else { End::Unasked })
}

impl Session {
    fn start(
        connection: &Connection,
        disk: Arc<dyn System>,
        params: &InitializeParams,
    ) -> io::Result<(Self, Receiver<Event>)> {
        let (sender, events) = unbounded();
        let session = Self {
            client: Client::new(Capabilities::of(params), connection.sender.clone()),
            documents: Documents::default(),
            inputs: Arc::new(CurrentInputs::new(disk)),
            projects: Arc::default(),
            settings: Settings::of_options(params.initialization_options.as_ref()),
            pool: Pool::new()?,
            workers: Arc::new(Workers::new()?),
            sender,
            pending: FxHashMap::default(),
            waiting: Vec::new(),
            reported: Reported::default(),
            settles_at: Some(Instant::now()),
            settling: Cancel::default(),
            edited: BTreeSet::new(),
            told: BTreeMap::new(),
            hints: BTreeMap::new(),
            told_hints: BTreeMap::new(),
            disk: None,
            is_blind: false,
            is_shutting_down: false,
        };
        session.inputs.set_folders(notifications::folders(&session, params));
        if let Some(process) = params.process_id {
            parent::watch(process, session.sender.clone());
        }
        Ok((session, events))
    }

    /// Serves the client until it says that it is done or is gone.
    fn run(
        &mut self,
        messages: &Receiver<Message>,
        events: &Receiver<Event>,
        is_read: &Receiver<Infallible>,
    ) {
        loop {
            let quiet = self.settles_at.map_or_else(never, at);
            let goes_on = select! {
                recv(messages) -> message => message.is_ok_and(|message| self.receive(message)),
                recv(events) -> event => event.is_ok_and(|event| self.finish(event)),
                recv(is_read) -> _ => false,
                recv(quiet) -> _ => {
                    self.settle();
                    true
                }
            };
            if !goes_on {
                return;
            }
        }
    }

    /// Everything as it is now, for work that can be cancelled.
    pub(crate) fn snapshot(&self, cancel: Cancel) -> Snapshot {
        Snapshot {
            capabilities: self.client.capabilities,
            settings: self.settings,
            documents: self.documents.clone(),
            inputs: self.inputs.now(),
            current: Arc::clone(&self.inputs),
            projects: Arc::clone(&self.projects),
            workers: Arc::clone(&self.workers),
            cancel,
        }
    }

    /// Something has changed that files are made of.
    pub(crate) fn changed(&mut self) {
        self.settling.cancel();
        self.settles_at = Some(Instant::now() + QUIET);
    }

    /// The client has changed a document.
    pub(crate) fn edited(&mut self, uri: Uri) {
        self.refuse_outdated(&uri);
        self.edited.insert(uri);
        self.changed();
    }

    /// Gives up on a request.
    pub(crate) fn cancel(&mut self, id: &RequestId) {
        let waiting = self.waiting.iter().position(|request| request.id == *id);
        if let Some(at) = waiting {
            self.waiting.remove(at);
        }
        let pending = self.pending.remove(id);
        if let Some(pending) = &pending {
            pending.cancel.cancel();
        }
        if pending.is_some() || waiting.is_some() {
            let failure = Failure::cancelled();
            self.client.respond(Response::new_err(id.clone(), failure.code as i32, failure.message));
        }
    }

    /// Answers who wants to know what was wrong with a document as it was: nobody does the work for that any more.
    fn refuse_outdated(&mut self, uri: &Uri) {
        let is_about =
            |pending: &Pending| matches!(&pending.subject, Subject::Document(asked) if asked == uri);
        let outdated: Vec<RequestId> =
            self.pending.iter().filter(|(_, it)| is_about(it)).map(|(id, _)| id.clone()).collect();
        for id in outdated {
            if let Some(pending) = self.pending.remove(&id) {
                pending.cancel.cancel();
            }
            let failure = Failure::outdated();
            self.client.respond(Response::new_err(id, failure.code as i32, failure.message));
        }
    }

    /// False when the server has to end.
    fn receive(&mut self, message: Message) -> bool {
        match message {
            Message::Request(request) => self.request(request),
            Message::Response(response) => self.answered(response),
            Message::Notification(notification) if notification.method == "exit" => return false,
            Message::Notification(notification) => notifications::receive(self, notification),
        }
        true
    }

    fn request(&mut self, request: lsp_server::Request) {
        let refused = match &*request.method {
            _ if self.is_shutting_down => Some("the server was asked to end"),
            "initialize" => Some("the server was greeted before"),
            // Two answers with one id would mean nothing.
            _ if self.is_known(&request.id) => Some("a request with this id is not answered yet"),
            _ => None,
        };
        if let Some(reason) = refused {
            let code = ErrorCode::InvalidRequest as i32;
            return self.client.respond(Response::new_err(request.id, code, reason.to_owned()));
        }
        if request.method == "shutdown" {
            return self.shut_down(request.id);
        }
        let subject = Subject::of(&request, self.inputs.now().revision);
        // A client that asks again and again gets its answer when there is something new, as the protocol allows.
        if matches!(subject, Subject::All(revision) if revision == self.reported.revision)
            && (self.reported.is_empty || knows_something(&request))
        {
            return self.waiting.push(request);
        }
        self.work(request, subject);
    }

    fn is_known(&self, id: &RequestId) -> bool {
        self.pending.contains_key(id) || self.waiting.iter().any(|request| request.id == *id)
    }

    fn work(&mut self, request: lsp_server::Request, subject: Subject) {
        let cancel = Cancel::default();
        let id = request.id.clone();
        let work = requests::work(request, self.snapshot(cancel.clone()));
        let is_about_all = matches!(subject, Subject::All(_));
        self.pending.insert(id, Pending { cancel, subject });
        if is_about_all {
            self.spawn_background(move || Event::Answer(work()));
        } else {
            self.spawn(move || Event::Answer(work()));
        }
    }

    fn shut_down(&mut self, id: RequestId) {
        self.is_shutting_down = true;
        let pending: Vec<RequestId> = self.pending.keys().cloned().collect();
        let waiting: Vec<RequestId> = self.waiting.iter().map(|request| request.id.clone()).collect();
        pending.iter().chain(&waiting).for_each(|id| self.cancel(id));
        self.client.respond(Response::new_ok(id, ()));
    }

    fn spawn(&self, work: impl FnOnce() -> Event + Send + 'static) {
        let sender = self.sender.clone();
        self.pool.spawn(move || {
            // When the loop has ended nobody wants to know.
            let _ = sender.send(work());
        });
    }

    fn spawn_background(&self, work: impl FnOnce() -> Event + Send + 'static) {
        let sender = self.sender.clone();
        self.pool.spawn_background(move || {
            // When the loop has ended nobody wants to know.
            let _ = sender.send(work());
        });
    }

    /// False when the server has to end.
    fn finish(&mut self, event: Event) -> bool {
        match event {
            Event::Answer(response) => {
                // One that was cancelled is answered already.
                if let Some(pending) = self.pending.remove(&response.id) {
                    self.note(pending.subject, &response);
                    self.client.respond(response);
                }
            }
            Event::Checked { revision, files } => {
                if let Some(files) = files {
                    self.tell(revision, files);
                }
            }
            Event::Seen { revision, files, hints } => self.refresh(revision, files, hints),
            Event::Disk(event) => self.seen_on_disk(event),
            Event::ParentGone => return false,
        }
        true
    }

    fn seen_on_disk(&mut self, event: DiskEvent) {
        match event {
            DiskEvent::Changed(changes) => self.inputs.changed_on_disk(changes),
            DiskEvent::Lost => self.inputs.forget(),
            DiskEvent::Unwatched(reason) => {
                self.is_blind = true;
                let seen = "changes on the disk are seen only when a document is saved";
                return self.client.log(MessageType::Warning, format!("{seen}: {reason}"));
            }
        }
        self.changed();
    }

    /// Remembers what the client knows by an answer.
    fn note(&mut self, subject: Subject, response: &Response) {
        let Ok(result) = &response.response_result else { return };
        match subject {
            Subject::All(revision) => {
                let is_empty = result["items"].as_array().is_some_and(Vec::is_empty);
                self.reported = Reported { revision, is_empty };
            }
            Subject::Document(uri) => {
                if let Some(id) = result["resultId"].as_str() {
                    self.told.insert(uri, id.to_owned());
                }
            }
            Subject::Hints(uri, revision) => {
                self.told_hints.insert(uri, revision);
            }
            Subject::Other => {}
        }
    }

    /// Nothing has changed for a while. Who waits for changes is answered, and what the client does not ask for is looked at.
    fn settle(&mut self) {
        self.settles_at = None;
        let revision = self.inputs.now().revision;
        if revision != self.reported.revision {
            for request in mem::take(&mut self.waiting) {
                self.work(request, Subject::All(revision));
            }
        }
        self.settling = Cancel::default();
        let snapshot = self.snapshot(self.settling.clone());
        let Capabilities { pulls_diagnostics, refreshes_diagnostics, refreshes_hints, .. } =
            self.client.capabilities;
        if !pulls_diagnostics {
            let snapshot = snapshot.clone();
            self.spawn_background(move || Event::Checked { revision, files: all_files(&snapshot) });
        }
        let refreshes_diagnostics = pulls_diagnostics && refreshes_diagnostics;
        if refreshes_diagnostics || refreshes_hints {
            self.spawn_background(move || Event::Seen {
                revision,
                files: if refreshes_diagnostics { open_files(&snapshot) } else { Wrong::new() },
                hints: if refreshes_hints { open_hints(&snapshot) } else { BTreeMap::new() },
            });
        }
    }

    /// Has the client ask again, if there is something else to say of a document that it has not changed itself: what it
    /// has changed it asks about anyway.
    fn refresh(&mut self, revision: u64, files: Wrong, hints: BTreeMap<Uri, String>) {
        if revision != self.inputs.now().revision {
            return;
        }
        let edited = mem::take(&mut self.edited);
        let before = mem::replace(&mut self.hints, hints);
        let told_hints = mem::take(&mut self.told_hints);
        // What a document had when it was not looked at yet is not known.
        let is_outdated = |uri: &Uri| told_hints.get(uri).is_some_and(|told| *told < revision);
        let is_other = |(uri, id): (&Uri, &String)| {
            !edited.contains(uri) && before.get(uri).map_or_else(|| is_outdated(uri), |known| known != id)
        };
        if self.hints.iter().any(is_other) {
            self.client.request::<InlayHintRefreshRequest>(());
        }
        let ids: BTreeMap<Uri, String> =
            files.iter().filter_map(|(file, shown)| Some((uri(file)?, result_id(shown)))).collect();
        let is_news = |(uri, id): (&Uri, &String)| {
            !edited.contains(uri) && self.told.get(uri).is_some_and(|known| known != id)
        };
        if ids.iter().any(is_news) {
            self.client.request::<DiagnosticRefreshRequest>(());
            // It is asked only once for each change.
            self.told.retain(|uri, _| !ids.contains_key(uri));
        }
    }

    /// Tells the client what is wrong with each file, unless something has changed since.
    fn tell(&mut self, revision: u64, files: Wrong) {
        if revision != self.inputs.now().revision {
            return;
        }
        let mut files: BTreeMap<Uri, _> =
            files.into_iter().filter_map(|(file, shown)| Some((uri(&file)?, shown))).collect();
        for known in self.told.keys() {
            files.entry(known.clone()).or_default();
        }
        for (uri, diagnostics) in files {
            let id = result_id(&diagnostics);
            let known = if diagnostics.is_empty() {
                self.told.remove(&uri)
            } else {
                self.told.insert(uri.clone(), id.clone())
            };
            if known.as_ref() == Some(&id) || (known.is_none() && diagnostics.is_empty()) {
                continue;
            }
            let version = self.documents.get(&uri).map(|document| document.version);
            let params = PublishDiagnosticsParams { uri, version, diagnostics };
            self.client.notify::<PublishDiagnosticsNotification>(params);
        }
    }
}

impl Subject {
    fn of(request: &lsp_server::Request, revision: u64) -> Self {
        if request.method == WorkspaceDiagnosticRequest::METHOD.as_str() {
            return Self::All(revision);
        }
        let uri = request.params["textDocument"]["uri"].as_str().and_then(|uri| Uri::parse(uri).ok());
        match uri {
            Some(uri) if request.method == DocumentDiagnosticRequest::METHOD.as_str() => Self::Document(uri),
            Some(uri) if request.method == InlayHintRequest::METHOD.as_str() => Self::Hints(uri, revision),
            _ => Self::Other,
        }
    }
}

/// Whether a client that asks what is wrong with all files was told before.
fn knows_something(request: &lsp_server::Request) -> bool {
    request.params["previousResultIds"].as_array().is_some_and(|known| !known.is_empty())
}

/// What is wrong with all files, if that can be known.
fn all_files(snapshot: &Snapshot) -> Option<Wrong> {
    catch_unwind(AssertUnwindSafe(|| diagnostics::of_all(snapshot))).ok()?.ok()
}

/// What is wrong with the files that the client has open.
fn open_files(snapshot: &Snapshot) -> Wrong {
    let paths = snapshot.documents.paths();
    let of_file = |path: &Utf8PathBuf| {
        let found = catch_unwind(AssertUnwindSafe(|| diagnostics::of_file(snapshot, path)));
        Some((path.clone(), found.ok()?.ok()?))
    };
    paths.iter().filter_map(of_file).collect()
}

/// What tells the inlay hints of each document that the client has open from others.
fn open_hints(snapshot: &Snapshot) -> BTreeMap<Uri, String> {
    let hints = |uri: &Uri| {
        let hints = catch_unwind(AssertUnwindSafe(|| requests::hints(snapshot, uri)));
        let hints = hints.ok()?.ok()??;
        // They are plain data, which always can be written.
        Some((uri.clone(), serde_json::to_string(&hints).unwrap_or_default()))
    };
    snapshot.documents.uris().filter_map(hints).collect()
}
