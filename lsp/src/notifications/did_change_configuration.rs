//! `workspace/didChangeConfiguration`: the user has set something else.

use lsp_types::DidChangeConfigurationParams;

use crate::server::Session;
use crate::settings::Settings;

pub(super) fn run(session: &mut Session, params: DidChangeConfigurationParams) {
    // A client that can be asked says nothing here.
    if session.client.capabilities.has_configuration {
        session.ask_settings();
    } else {
        session.set(Settings::of_options(Some(&params.settings)));
    }
}
