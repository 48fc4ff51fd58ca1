//! The client: what it can do, and the way to it.

use crossbeam_channel::Sender;
use lsp_server::{Message, ReqQueue, RequestId, Response};
use lsp_types::{
    InitializeParams, LogMessageNotification, LogMessageParams, MarkupKind, MessageType, Notification,
    Request, ResourceOperationKind,
};

use crate::text::Encoding;

/// What the client can do, as far as it matters to us.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Capabilities {
    pub(crate) encoding: Encoding,
    /// It asks for diagnostics; otherwise they are sent to it.
    pub(crate) pulls_diagnostics: bool,
    /// It can be told to ask for all diagnostics again.
    pub(crate) refreshes_diagnostics: bool,
    /// It shows places that belong to a diagnostic.
    pub(crate) related_information: bool,
    /// It takes snippets in completions.
    pub(crate) snippets: bool,
    /// It renames files and folders in the edits of a server.
    pub(crate) renames_files: bool,
    /// It creates files in the edits of a server.
    pub(crate) creates_files: bool,
    /// It shows what is annotated in an edit.
    pub(crate) annotates_changes: bool,
    /// It has the command `rutter.showReferences`, as it says under `experimental.commands`, where servers look for those
    /// that the protocol does not know.
    pub(crate) shows_references: bool,
    /// It shows Markdown where something is said of a place.
    pub(crate) markdown: bool,
    /// It can be told to ask for all inlay hints again.
    pub(crate) refreshes_hints: bool,
    /// It says what its user has set, if it is asked.
    pub(crate) has_configuration: bool,
    /// It shows how far long work is.
    pub(crate) shows_progress: bool,
    /// It tells of changes on the disk, if it is asked to.
    pub(crate) watches_files: bool,
    /// It asks for the edit of an action when it wants it.
    pub(crate) resolves_actions: bool,
    /// It checks that an edit is of the version that its document has.
    pub(crate) versions_edits: bool,
}

/// The way to the client. Only the loop has it.
pub(crate) struct Client {
    pub(crate) capabilities: Capabilities,
    sender: Sender<Message>,
    queue: ReqQueue<(), Expected>,
}

/// What an answer of the client is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    /// Nothing that matters.
    Nothing,
    /// What its user has set.
    Configuration,
    /// Whether it takes a token of progress.
    Progress(i32),
}

impl Capabilities {
    pub(crate) fn of(params: &InitializeParams) -> Self {
        let all = &params.capabilities;
        let general = all.general.as_ref();
        let workspace = all.workspace.as_ref();
        let text = all.text_document.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
        let is_set = |flag: Option<bool>| flag.unwrap_or(false);
        let edits = workspace.and_then(|it| it.workspace_edit.as_ref());
        let operations = edits.and_then(|it| it.resource_operations.as_deref()).unwrap_or_default();
        let operates = |operation| operations.contains(&operation);
        Self {
            encoding: Encoding::of_offered(offered),
            pulls_diagnostics: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes_diagnostics: is_set(
                workspace.and_then(|it| it.diagnostics.as_ref()).and_then(|it| it.refresh_support),
            ),
            related_information: is_set(
                text.and_then(|it| it.publish_diagnostics.as_ref())
                    .and_then(|it| it.diagnostics_capabilities.related_information),
            ) || is_set(
                text.and_then(|it| it.diagnostic.as_ref())
                    .and_then(|it| it.diagnostics_capabilities.related_information),
            ),
            snippets: is_set(
                text.and_then(|it| it.completion.as_ref())
                    .and_then(|it| it.completion_item.as_ref())
                    .and_then(|it| it.snippet_support),
            ),
            // Neovim says no word of the document changes among which it renames and creates files.
            renames_files: operates(ResourceOperationKind::Rename),
            creates_files: operates(ResourceOperationKind::Create),
            annotates_changes: edits.is_some_and(|it| it.change_annotation_support.is_some()),
            shows_references: all
                .experimental
                .as_ref()
                .and_then(|it| it["commands"]["commands"].as_array())
                .is_some_and(|commands| commands.iter().any(|it| it == "rutter.showReferences")),
            markdown: text
                .and_then(|it| it.hover.as_ref())
                .and_then(|it| it.content_format.as_ref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            refreshes_hints: is_set(
                workspace.and_then(|it| it.inlay_hint.as_ref()).and_then(|it| it.refresh_support),
            ),
            has_configuration: is_set(workspace.and_then(|it| it.configuration)),
            shows_progress: is_set(all.window.as_ref().and_then(|it| it.work_done_progress)),
            watches_files: is_set(
                workspace
                    .and_then(|it| it.did_change_watched_files.as_ref())
                    .and_then(|it| it.dynamic_registration),
            ),
            resolves_actions: text.and_then(|it| it.code_action.as_ref()).is_some_and(|it| {
                let resolved = it.resolve_support.as_ref().map(|it| it.properties.as_slice());
                is_set(it.data_support) && resolved.unwrap_or_default().iter().any(|it| it == "edit")
            }),
            versions_edits: is_set(
                workspace.and_then(|it| it.workspace_edit.as_ref()).and_then(|it| it.document_changes),
            ),
        }
    }
}

impl Client {
    pub(crate) fn new(capabilities: Capabilities, sender: Sender<Message>) -> Self {
        Self { capabilities, sender, queue: ReqQueue::default() }
    }

    pub(crate) fn respond(&self, response: Response) {
        self.send(response.into());
    }

    pub(crate) fn notify<N: Notification>(&self, params: N::Params) {
        let method = N::METHOD.as_str().to_owned();
        self.send(lsp_server::Notification::new(method, params).into());
    }

    /// Writes into the client's log.
    pub(crate) fn log(&self, kind: MessageType, message: String) {
        self.notify::<LogMessageNotification>(LogMessageParams { kind, message });
    }

    /// Asks the client for something whose answer does not matter.
    pub(crate) fn request<R: Request>(&mut self, params: R::Params) {
        self.ask::<R>(params, Expected::Nothing);
    }

    /// Asks the client for something.
    pub(crate) fn ask<R: Request>(&mut self, params: R::Params, expected: Expected) {
        let method = R::METHOD.as_str().to_owned();
        let request = self.queue.outgoing.register(method, params, expected);
        self.send(request.into());
    }

    /// The client has answered: what the answer is about. None for an answer to nothing.
    pub(crate) fn answered(&mut self, id: RequestId) -> Option<Expected> {
        self.queue.outgoing.complete(id)
    }

    fn send(&self, message: Message) {
        // A client that is gone is noticed by the loop, which no longer receives anything.
        let _ = self.sender.send(message);
    }
}
