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

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lsp_server::{ErrorCode, Request as Message, RequestId, Response};
use lsp_types::{
    CodeActionRequest, CodeActionResolveRequest, CodeLensRequest, CodeLensResolveRequest, CompletionRequest,
    DefinitionRequest, DocumentDiagnosticRequest, HoverRequest, InlayHintRequest, PrepareRenameRequest,
    ReferencesRequest, RenameRequest, Request, WorkspaceDiagnosticRequest, WorkspaceSymbolRequest,
};

pub(crate) use inlay_hint::hints;

use crate::snapshot::{Failure, Snapshot};

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
                // Work changes nothing that outlives it but analyses, which are set as a whole.
                let result = catch_unwind(AssertUnwindSafe(|| {
                    snapshot.cancel.check()?;
                    run(snapshot, params(&message.method, message.params)?)
                }));
                response(message.id, result)
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
                Response::new_err(message.id, ErrorCode::MethodNotFound as i32, reason)
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

fn response<T: serde::Serialize>(
    id: RequestId,
    result: Result<Result<T, Failure>, Box<dyn Any + Send>>,
) -> Response {
    match result {
        Ok(Ok(result)) => Response::new_ok(id, result),
        Ok(Err(failure)) => Response::new_err(id, failure.code as i32, failure.message),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().copied();
            let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
            let message = format!("rutter has a mistake: {}", text.unwrap_or("it does not say why"));
            Response::new_err(id, ErrorCode::InternalError as i32, message)
        }
    }
}
