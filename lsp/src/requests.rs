//! The requests of the client, one a file.

mod code_action;
mod diagnostic;
mod hover;
mod workspace_diagnostic;

use std::panic::{AssertUnwindSafe, catch_unwind};

use lsp_server::{ErrorCode, Request as Message, Response};
use lsp_types::{
    CodeActionRequest, DocumentDiagnosticRequest, HoverRequest, Request, WorkspaceDiagnosticRequest,
};

use crate::snapshot::{Failure, Snapshot};

/// What answers a request, on a thread of the pool.
pub(crate) type Work = Box<dyn FnOnce() -> Response + Send>;

/// What answers a request of the client; the answer itself, where the request makes no sense.
pub(crate) fn work(request: Message, snapshot: Snapshot) -> Result<Work, Response> {
    match request.method.as_str() {
        method if method == DocumentDiagnosticRequest::METHOD.as_str() => {
            answer::<DocumentDiagnosticRequest>(request, snapshot, diagnostic::run)
        }
        method if method == WorkspaceDiagnosticRequest::METHOD.as_str() => {
            answer::<WorkspaceDiagnosticRequest>(request, snapshot, workspace_diagnostic::run)
        }
        method if method == HoverRequest::METHOD.as_str() => {
            answer::<HoverRequest>(request, snapshot, hover::run)
        }
        method if method == CodeActionRequest::METHOD.as_str() => {
            answer::<CodeActionRequest>(request, snapshot, code_action::run)
        }
        method => {
            let message = format!("rutter does not answer `{method}`");
            Err(Response::new_err(request.id, ErrorCode::MethodNotFound as i32, message))
        }
    }
}

fn answer<R: Request>(
    request: Message,
    snapshot: Snapshot,
    run: fn(&Snapshot, R::Params) -> Result<R::Result, Failure>,
) -> Result<Work, Response> {
    let id = request.id;
    let params: R::Params = serde_json::from_value(request.params).map_err(|error| {
        let message = format!("the parameters of `{}` cannot be read: {error}", request.method);
        Response::new_err(id.clone(), ErrorCode::InvalidParams as i32, message)
    })?;
    Ok(Box::new(move || {
        // Work changes nothing that outlives it but analyses, which are set as a whole.
        let result = catch_unwind(AssertUnwindSafe(|| {
            snapshot.cancel.check()?;
            run(&snapshot, params)
        }));
        match result {
            Ok(Ok(result)) => Response::new_ok(id, result),
            Ok(Err(failure)) => Response::new_err(id, failure.code as i32, failure.message),
            Err(panic) => {
                let message = format!("rutter has a mistake: {}", reason(&*panic));
                Response::new_err(id, ErrorCode::InternalError as i32, message)
            }
        }
    }))
}

/// What a panic says.
pub(crate) fn reason(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("it does not say why")
}
