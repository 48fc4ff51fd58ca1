//! What the server offers a client.

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeLensOptions, CompletionOptions, DiagnosticOptions,
    DiagnosticProvider, RenameOptions, ServerCapabilities, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use crate::actions::FIX_ALL;
use crate::client::Capabilities;

/// What the server offers a client that can do this.
pub(crate) fn offered(capabilities: Capabilities) -> ServerCapabilities {
    let diagnostics = DiagnosticOptions {
        identifier: Some("rutter".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(capabilities.encoding.kind()),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                save: Some(true.into()),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        hover_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        completion_provider: Some(CompletionOptions {
            // What starts a string that may name a route, and goes on in it.
            trigger_characters: Some(["\"", "'", "`", "/", "["].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        rename_provider: Some(
            RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into(),
        ),
        code_lens_provider: Some(CodeLensOptions {
            resolve_provider: Some(true),
            ..CodeLensOptions::default()
        }),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![
                    CodeActionKind::QuickFix,
                    CodeActionKind::Refactor,
                    CodeActionKind::Custom(FIX_ALL.into()),
                ]),
                resolve_provider: Some(capabilities.resolves_actions),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        diagnostic_provider: capabilities
            .pulls_diagnostics
            .then_some(DiagnosticProvider::DiagnosticOptions(diagnostics)),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}
