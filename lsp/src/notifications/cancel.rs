//! `$/cancelRequest`: the client does not want to know any more.

use lsp_server::RequestId;
use lsp_types::CancelParams;

use crate::server::Session;

pub(super) fn run(session: &mut Session, params: CancelParams) {
    let id = match params.id {
        lsp_types::Id::Int(id) => RequestId::from(id),
        lsp_types::Id::String(id) => RequestId::from(id),
    };
    session.cancel(&id);
}
