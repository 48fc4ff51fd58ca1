//! The client's first request, before which nothing else is answered.

use lsp_server::{Connection, ErrorCode, Message, RequestId};
use lsp_types::{InitializeParams, InitializeRequest, Request as _};

use crate::snapshot::Failure;

/// Waits for the client's greeting. None if it leaves before.
pub(crate) fn greeting(connection: &Connection) -> Option<(RequestId, InitializeParams)> {
    for message in &connection.receiver {
        let refusal = match message {
            Message::Request(request) if request.method == InitializeRequest::METHOD.as_str() => {
                match serde_json::from_value(request.params) {
                    Ok(params) => return Some((request.id, params)),
                    Err(error) => {
                        let reason = format!("the parameters of `initialize` cannot be read: {error}");
                        Failure::new(ErrorCode::InvalidParams, reason).response(request.id)
                    }
                }
            }
            Message::Request(request) => {
                let reason = "the first request has to be `initialize`".to_owned();
                Failure::new(ErrorCode::ServerNotInitialized, reason).response(request.id)
            }
            Message::Notification(notification) if notification.method == "exit" => return None,
            Message::Notification(_) | Message::Response(_) => continue,
        };
        // A client that is gone sends nothing more either.
        let _ = connection.sender.send(refusal.into());
    }
    None
}
