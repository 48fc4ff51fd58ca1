//! The loop, and how it starts and ends.

mod questions;
mod told;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, at, never, select, unbounded};
use lsp_server::{Connection, Message, Response};
use lsp_types::{InitializeParams, InitializeResult, MessageType, ServerInfo, Uri};
use rutter_project::{OsSystem, System};

use self::questions::Questions;
use self::told::{Told, Wrong};
use crate::capabilities::offered;
use crate::client::{Capabilities, Client};
use crate::disk::{DiskEvent, DiskWatcher};
use crate::documents::Documents;
use crate::handshake::greeting;
use crate::inputs::CurrentInputs;
use crate::notices::{Notice, Noticed, Notices};
use crate::notifications;
use crate::parent;
use crate::pool::{Lane, Pool, Workers};
use crate::projects::Projects;
use crate::rust::RustFiles;
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
    rust: Arc<RustFiles>,
    pub(crate) settings: Settings,
    pool: Pool,
    workers: Arc<Workers>,
    pub(crate) sender: Sender<Event>,
    questions: Questions,
    told: Told,
    pub(crate) noticed: Noticed,
    /// What tells of changes on the disk, where the client does not.
    pub(crate) disk: Option<DiskWatcher>,
    /// Whether nobody tells of changes on the disk: then anything may have changed when a document is saved.
    pub(crate) is_blind: bool,
    is_shutting_down: bool,
}

/// What reaches the loop besides the client's messages.
pub(crate) enum Event {
    /// A request can be answered.
    Answer(Response),
    /// What is wrong with all files, at a revision.
    Checked { revision: u64, files: Result<Wrong, Failure> },
    /// What is wrong with the open documents, at a revision.
    Seen { revision: u64, files: Wrong, hints: BTreeMap<Uri, String> },
    /// Something happens while work is done.
    Notice(Notice),
    /// Something is known of the disk.
    Disk(DiskEvent),
    /// The process that started the server has ended.
    ParentGone,
}

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
            rust: Arc::default(),
            settings: Settings::of_options(params.initialization_options.as_ref()),
            pool: Pool::new()?,
            workers: Arc::new(Workers::new()?),
            sender,
            questions: Questions::default(),
            told: Told::default(),
            noticed: Noticed::default(),
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
            let quiet = self.told.settles_at.map_or_else(never, at);
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
            rust: Arc::clone(&self.rust),
            workers: Arc::clone(&self.workers),
            notices: Notices::new(self.sender.clone()),
            cancel,
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

    fn spawn(&self, lane: Lane, work: impl FnOnce() -> Event + Send + 'static) {
        let sender = self.sender.clone();
        self.pool.spawn(lane, move || {
            // When the loop has ended nobody wants to know.
            let _ = sender.send(work());
        });
    }

    /// False when the server has to end.
    fn finish(&mut self, event: Event) -> bool {
        if let Event::Answer(_) | Event::Checked { .. } | Event::Seen { .. } = event
            && let Some(disk) = &mut self.disk
        {
            disk.begin();
        }
        match event {
            Event::Answer(response) => self.answer(response),
            Event::Checked { revision, files } => match files {
                Ok(files) => self.tell(revision, files),
                Err(failure) => self.note_failure(&failure),
            },
            Event::Notice(notice) => self.notice(notice),
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
}
