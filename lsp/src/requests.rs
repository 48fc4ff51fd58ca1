//! The requests of the client, one a file.

mod code_action;
mod code_action_resolve;
mod code_lens;
mod completion;
mod definition;
mod diagnostic;
mod hover;
mod inlay_hint;
mod references;
mod rename;
mod workspace_diagnostic;
mod workspace_symbol;

use lsp_server::{ErrorCode, Request as Message, Response};
use lsp_types::{
    CodeActionRequest, CodeActionResolveRequest, CodeLensRequest, CodeLensResolveRequest, CompletionRequest,
    DefinitionRequest, DocumentDiagnosticRequest, HoverRequest, InlayHintRequest, PrepareRenameRequest,
    ReferencesRequest, RenameRequest, Request, WorkspaceDiagnosticRequest, WorkspaceSymbolRequest,
};

pub(crate) use inlay_hint::hints;

use crate::snapshot::{Failure, Snapshot, guarded};

/// What answers a request, on a thread of the pool.
pub(crate) type Work = Box<dyn FnOnce() -> Response + Send>;

/// What answers a request of the client.
pub(crate) fn work(message: Message, snapshot: Snapshot) -> Work {
    Taking { message, snapshot, answer: None }
        .on::<DocumentDiagnosticRequest>(diagnostic::run)
        .on::<WorkspaceDiagnosticRequest>(workspace_diagnostic::run)
        .on::<HoverRequest>(hover::run)
        .on::<InlayHintRequest>(inlay_hint::run)
        .on::<CodeActionRequest>(code_action::run)
        .on::<CodeActionResolveRequest>(code_action_resolve::run)
        .on::<DefinitionRequest>(definition::run)
        .on::<ReferencesRequest>(references::run)
        .on::<CompletionRequest>(completion::run)
        .on::<CodeLensRequest>(code_lens::run)
        .on::<CodeLensResolveRequest>(code_lens::resolve)
        .on::<PrepareRenameRequest>(rename::prepare)
        .on::<RenameRequest>(rename::run)
        .on::<WorkspaceSymbolRequest>(workspace_symbol::run)
        .work()
}

/// What a request of one kind is answered with.
type Answer = Box<dyn FnOnce(Message, &Snapshot) -> Response + Send>;

/// A request that looks for who answers it.
struct Taking {
    message: Message,
    snapshot: Snapshot,
    answer: Option<Answer>,
}

impl Taking {
    fn on<R: Request>(mut self, run: fn(&Snapshot, R::Params) -> Result<R::Result, Failure>) -> Self {
        if self.message.method == R::METHOD.as_str() {
            self.answer = Some(Box::new(move |message, snapshot| {
                let result = guarded(|| {
                    snapshot.cancel.check()?;
                    run(snapshot, params(&message.method, message.params)?)
                });
                match result {
                    Ok(result) => Response::new_ok(message.id, result),
                    Err(failure) => failure.response(message.id),
                }
            }));
        }
        self
    }

    fn work(self) -> Work {
        let Self { message, snapshot, answer } = self;
        Box::new(move || match answer {
            Some(answer) => answer(message, &snapshot),
            None => {
                let reason = format!("rutter does not answer `{}`", message.method);
                Failure::new(ErrorCode::MethodNotFound, reason).response(message.id)
            }
        })
    }
}

fn params<P: serde::de::DeserializeOwned>(method: &str, params: serde_json::Value) -> Result<P, Failure> {
    serde_json::from_value(params).map_err(|error| {
        let message = format!("the parameters of `{method}` cannot be read: {error}");
        Failure::new(ErrorCode::InvalidParams, message)
    })
}
